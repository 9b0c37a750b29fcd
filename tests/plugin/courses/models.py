from datetime import date, datetime

from django.db import models
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin
from wagtail.search import index

from cms.content import (
    ORGANISATION,
    BodyField,
    ChoiceFilter,
    ContentPage,
    IndexPage,
    PeriodFilter,
    TextFilter,
    descendants_of,
)
from courses.blocks import ContentsBlock
from courses.fields import MinutesField
from courses.filters import HoursFilter, SubjectFilter


class Teacher(DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """Who teaches: a snippet with drafts, and a list in the API of those whom a page shows."""

    name = models.CharField(_("name"), max_length=100)
    subject = models.CharField(_("subject"), max_length=100, blank=True)

    panels = [FieldPanel("name"), FieldPanel("subject")]
    api_endpoint = "teachers"
    api_fields = ["name", "subject"]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("id"),
    ]

    class Meta:
        verbose_name = _("teacher")
        verbose_name_plural = _("teachers")

    def __str__(self) -> str:
        return self.name


class CourseIndexPage(IndexPage):
    """Courses, the next one first."""

    default_title = "Kurser"
    default_slug = "kurser"
    task = _("Find a course")
    subpage_types = ["courses.CoursePage"]

    class Meta:
        verbose_name = _("course index")
        verbose_name_plural = _("course indexes")

    @classmethod
    def items(cls, representation: dict, query: QueryDict, now: datetime) -> QuerySet:
        return super().items(representation, query, now).order_by("start", "id")


class CoursePage(ContentPage):
    """A course: an event of another kind than those of the events app."""

    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"))
    teacher = models.ForeignKey(
        Teacher,
        verbose_name=_("teacher"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lesson = MinutesField(_("length of a lesson"), default=45)
    contents = StreamField(ContentsBlock(), verbose_name=_("contents"), blank=True)
    body = BodyField()

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("start"),
        FieldPanel("end"),
        FieldPanel("teacher"),
        FieldPanel("lesson"),
        InlinePanel("readings", heading=_("Readings")),
        FieldPanel("contents"),
        FieldPanel("body"),
    ]
    api_fields = [
        *ContentPage.api_fields,
        "start",
        "end",
        "teacher",
        "lesson",
        "readings",
        "footnotes",
        "contents",
        "body",
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.FilterField("start"),
        index.SearchField("contents"),
        index.SearchField("body"),
    ]
    card_fields = ["start", "end"]
    reference_fields = ["start", "end"]
    schema_org_type = "Event"
    facet_date = "start"
    filters = [*ContentPage.filters, PeriodFilter("start", "end"), SubjectFilter("subject")]
    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @classmethod
    def teasers(cls, section_id: int, now: datetime) -> QuerySet:
        return descendants_of(cls, section_id).filter(end__gte=now).order_by("start", "id")


class CourseReading(Orderable):
    """An article that participants read, which the row has nothing to say without."""

    course = ParentalKey("courses.CoursePage", on_delete=models.CASCADE, related_name="readings")
    article = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("article"), on_delete=models.CASCADE, related_name="+"
    )
    remark = models.CharField(_("remark"), max_length=100)

    panels = [PageChooserPanel("article"), FieldPanel("remark")]
    api_fields = ["article", "remark"]

    class Meta(Orderable.Meta):
        verbose_name = _("reading")
        verbose_name_plural = _("readings")


class VacancyIndexPage(IndexPage):
    """Vacancies, the newest first."""

    default_title = "Ledige stillinger"
    default_slug = "ledige-stillinger"
    subpage_types = ["courses.VacancyPage"]

    class Meta:
        verbose_name = _("vacancy index")
        verbose_name_plural = _("vacancy indexes")


class VacancyPage(ContentPage):
    """A post that is vacant: a type that no app of the repository is like."""

    class Employment(models.TextChoices):
        PERMANENT = "permanent", _("permanent post")
        TEMPORARY = "temporary", _("temporary post")
        INTERNSHIP = "internship", _("internship")

    #: What schema.org's examples of `employmentType` call them.
    TERMS = {"permanent": "FULL_TIME", "temporary": "TEMPORARY", "internship": "INTERN"}

    posted = models.DateField(_("posted on"), default=date.today)
    apply_by = models.DateField(_("apply by"))
    employment = models.CharField(
        _("kind of post"), max_length=20, choices=Employment, default=Employment.PERMANENT
    )
    week = MinutesField(_("working time a week"), default=37 * 60)
    workplace = models.CharField(_("workplace"), max_length=100)
    body = BodyField()

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("posted"),
        FieldPanel("apply_by"),
        FieldPanel("employment"),
        FieldPanel("week"),
        FieldPanel("workplace"),
        FieldPanel("body"),
    ]
    api_fields = [
        *ContentPage.api_fields,
        "posted",
        "apply_by",
        "employment",
        "week",
        "workplace",
        "body",
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.FilterField("posted"),
        index.SearchField("workplace"),
        index.SearchField("body"),
    ]
    card_fields = ["apply_by", "employment", "workplace"]
    schema_org_type = "JobPosting"
    facet_date = "posted"
    teaser_count = 0
    filters = [
        *ContentPage.filters,
        ChoiceFilter("employment"),
        TextFilter("workplace"),
        HoursFilter("hours"),
    ]
    parent_page_types = ["courses.VacancyIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("vacancy")
        verbose_name_plural = _("vacancies")

    @classmethod
    def schema_org(cls, representation: dict) -> dict:
        """As Google's "Job posting" asks for it."""
        return {
            "title": representation["title"],
            "datePosted": representation["posted"],
            "validThrough": representation["apply_by"],
            "employmentType": cls.TERMS[representation["employment"]],
            "hiringOrganization": ORGANISATION,
            "jobLocation": {"@type": "Place", "address": representation["workplace"]},
        }
