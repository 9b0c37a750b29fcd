from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from cms.checklist.checks import DocumentsTagged, Filled, ImagesDescribed
from cms.checklist.findings import Check, Severity
from cms.checklist.forms import ChecklistForm
from cms.checklist.text_checks import Capitals, HeadingOrder, LinkTexts, Readability
from cms.copies.dated import DatedCopy
from cms.danish.slugs import DanishSlugInput, danish_slug
from cms.danish.sorting import danish_sort_key
from cms.delivery.feeds import Feed
from cms.delivery.html import page_context
from cms.delivery.negotiation import MEDIA_TYPES
from cms.delivery.way_around import way_around
from cms.editing.edit_marks import edit_marks
from cms.links.checks import ExternalLinks, LinksLead
from cms.lists import Filter, ShownFilter, TermFilter
from cms.models.renaming import refuse_lost_redirects
from cms.models.tree import descendants_of
from cms.representations import ReferenceField

#: What holds of every text, whatever the type.
TEXT_CHECKS: list[Check] = [
    *(ImagesDescribed(), HeadingOrder(), LinksLead(), ExternalLinks(), LinkTexts()),
    *(DocumentsTagged(), Capitals(), Readability()),
]


class ContentPage(Page):
    """Base of every page type. A content type is a concrete subclass in an installed app.

    What the public sees of a page is its representation, made of `api_fields`; templates get it
    as `page` and never see the model. Beside Wagtail's own attributes a type may set those below.
    """

    lede = models.TextField(
        _("lede"),
        blank=True,
        help_text=_("One to three sentences, also shown in lists and by search engines."),
    )
    image = models.ForeignKey(
        "media.Image",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact = models.ForeignKey(
        "cms.Person",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    topics = ParentalManyToManyField(
        "cms.Topic", verbose_name=_("topics"), blank=True, related_name="+"
    )
    updated_on = models.DateField(
        _("updated on"),
        null=True,
        blank=True,
        help_text=_("Only of a change that readers should know of. Without it, nobody is told."),
    )
    update_note = models.CharField(
        _("what has changed"),
        max_length=300,
        blank=True,
        help_text=_("One sentence for those who have read the page before."),
    )

    sort_key = models.CharField(max_length=1020, editable=False, db_index=True)

    #: As Wagtail 8.1 asks of a page that is served in several forms.
    response_media_types = list(MEDIA_TYPES)
    #: Template of the type's card; None: `<app>/cards/<model>.html`, else `cms/cards/page.html`.
    card_template: str | None = None
    #: `api_fields` that a card holds besides id, meta, title, lede and image.
    card_fields: list[str] = []
    #: `api_fields` that a reference to such a page shows besides id, meta, title and lede.
    reference_fields: list[str] = []
    #: The schema.org type, such as "NewsArticle" or "Event".
    schema_org_type = "WebPage"
    #: The field that dates a page in lists, facets and feeds.
    facet_date = "first_published_at"
    #: What lists of the type are narrowed by, on index pages and in the API.
    filters: list[Filter] = [TermFilter("topic"), ShownFilter("person", "cms.Person")]
    #: What a page of the type should have before it is published, see `cms.checklist`.
    checks: list[Check] = [
        Filled("lede", Severity.ERROR),
        *(Filled("image"), Filled("contact"), Filled("topics")),
        *TEXT_CHECKS,
    ]
    #: Forms of the page beside HTML, JSON and Markdown.
    feeds: list[Feed] = []
    #: What a copy on another day takes along; None: pages of the type are on no day.
    dated_copy: DatedCopy | None = None
    #: How many teasers a section front shows of this type.
    teaser_count = 3
    #: States in which the type looks different, to be previewed: a label, and the members of the
    #: representation that make it so. `cms.previews` adds those that any page may be in.
    preview_states: dict[str, dict] = {}

    #: By which `cms.plugins.content_types()`, which settings import, knows what derives from this.
    is_content_type = True
    base_form_class = ChecklistForm
    # What has changed has changed in the original.
    exclude_fields_in_copy = ["updated_on", "update_note"]
    allowed_http_methods = ["GET", "HEAD", "OPTIONS"]

    content_panels = [
        *Page.content_panels,
        FieldPanel("lede"),
        FieldPanel("image"),
        MultiFieldPanel(["updated_on", "update_note"], _("Update"), classname="collapsed"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug", widget=DanishSlugInput),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            _("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], _("For site menus")),
    ]
    settings_panels = [
        MultiFieldPanel([FieldPanel("contact"), FieldPanel("topics")], _("Contact and topics")),
        *Page.settings_panels,
    ]
    api_fields = [
        "lede",
        "image",
        APIField("contact", serializer=ReferenceField(extra_fields=["mail", "phone"])),
        "topics",
        "withdrawn",
        "updated_on",
        "update_note",
    ]
    api_meta_fields = ["last_published_at", "breadcrumb"]
    search_fields = [*Page.search_fields, index.SearchField("lede")]

    class Meta:
        abstract = True

    @classmethod
    def teasers(cls, section_id: int, now: datetime) -> QuerySet:
        """Return the pages that a section front shows of this type, in order: a queryset that only
        names them. The core leaves out what is not visible and takes the first `teaser_count`.
        """
        return descendants_of(cls, section_id).order_by(f"-{cls.facet_date}", "-id")

    @classmethod
    def extra_context(cls, representation: dict, request) -> dict:
        """Return what the type's template gets besides `page`, `site` and `items`."""
        return {}

    @classmethod
    def schema_org(cls, representation: dict) -> dict:
        """Return what `schema_org_type` has besides name, description, image and URL, in JSON-LD:
        `{"startDate": representation["start"]}`. Members without a value are left out.
        """
        return {}

    @classmethod
    def feed_facts(cls, representation: dict) -> str:
        """Return a sentence that a feed says of a page before its lede; "" for none."""
        return ""

    def clean(self) -> None:
        super().clean()
        refuse_lost_redirects(self)
        if bool(self.updated_on) != bool(self.update_note):
            missing = "update_note" if self.updated_on else "updated_on"
            raise ValidationError({missing: _("An update needs both a date and what has changed.")})

    def full_clean(self, *args, **kwargs) -> None:
        if not self.slug:
            # Wagtail's own slugs drop æ, ø and å.
            self.slug = self._get_autogenerated_slug(danish_slug(self.title))
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        self.sort_key = danish_sort_key(self.title)
        return super().save(*args, **kwargs)

    def serve_password_required_response(self, request, form, action_url) -> TemplateResponse:
        # Wagtail's own gives the form's template the context of the page that it keeps closed.
        nearest = way_around(request, self)
        context = {"form": form, "action_url": action_url, "nearest": nearest}
        return TemplateResponse(request, "wagtailcore/password_required.html", context)

    def get_context(self, request, *args, **kwargs) -> dict:
        return page_context(self, request) | edit_marks(self, request)
