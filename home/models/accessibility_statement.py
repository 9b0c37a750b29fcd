from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, ChoiceBlock, StreamBlock, StructBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.content import TEXT_CHECKS, ContentPage, StreamField, TextBlock

TEXT_FEATURES = ["bold", "ol", "ul", "link", "document-link"]


class Compliance(models.TextChoices):
    """How far the site keeps to EN 301 549. The law knows the first three."""

    FULL = "full", _("complies fully")
    PARTIAL = "partial", _("complies partly")
    NONE = "none", _("does not comply")
    UNTESTED = "untested", _("not tested yet")


class Method(models.TextChoices):
    """How that was found out."""

    SELF = "self", _("by ourselves")
    THIRD_PARTY = "third_party", _("by others")
    OTHER = "other", _("in another way")


class Reason(models.TextChoices):
    """Why something is not accessible."""

    FAULT = "fault", _("does not meet the requirements")
    BURDEN = "burden", _("disproportionate burden")
    EXEMPT = "exempt", _("not covered by the law")


class BarrierBlock(StructBlock):
    """Something that not everyone can use."""

    title = CharBlock(label=_("What is not accessible"), max_length=200)
    criteria = CharBlock(
        label=_("Requirements"),
        max_length=100,
        required=False,
        help_text=_("The success criteria of WCAG 2.1, such as 1.1.1 and 1.3.1."),
    )
    reason = ChoiceBlock(label=_("Reason"), choices=Reason.choices, default=Reason.FAULT)
    explanation = TextBlock(
        label=_("Who is affected and why"),
        help_text=_("Of a disproportionate burden, the assessment that the law asks for."),
    )
    alternative = TextBlock(label=_("Alternative"), required=False)
    remedy = CharBlock(
        label=_("When it is mended"), max_length=200, required=False, help_text=_("For a fault.")
    )

    class Meta:
        icon = "warning"
        label = _("Barrier")

    def clean(self, value):
        value = super().clean(value)
        if value["reason"] == Reason.FAULT and not value["remedy"]:
            message = ValidationError(_("Say when the fault is mended."))
            raise StructBlockValidationError(block_errors={"remedy": message})
        return value


class BarriersBlock(StreamBlock):
    barrier = BarrierBlock()


class AccessibilityStatementPage(ContentPage):
    """The statement that the law asks of a public body for each site (lov om tilgængelighed af
    offentlige organers websteder og mobilapplikationer, § 4), with what the Commission's
    implementing decision (EU) 2018/1523 puts into it. The fixed sentences stand in the template.
    """

    contact = None
    topics = None
    filters = []

    covers = models.CharField(
        _("sites covered"),
        max_length=300,
        blank=True,
        help_text=_("Such as www.example.dk. Empty: this site."),
    )
    compliance = models.CharField(
        _("compliance"),
        max_length=10,
        choices=Compliance.choices,
        default=Compliance.UNTESTED,
        help_text=_("With EN 301 549, which holds WCAG 2.1 at level AA."),
    )
    barriers = StreamField(BarriersBlock(), verbose_name=_("what is not accessible"), blank=True)
    prepared_on = models.DateField(_("made on"), null=True, blank=True)
    reviewed_on = models.DateField(
        _("last reviewed on"), null=True, blank=True, help_text=_("At least once a year.")
    )
    method = models.CharField(
        _("method"), max_length=12, choices=Method.choices, blank=True, default=""
    )
    method_text = RichTextField(_("how it was tested"), blank=True, features=TEXT_FEATURES)
    feedback_mail = models.EmailField(_("e-mail for feedback"))
    feedback_phone = models.CharField(_("phone for feedback"), max_length=30)
    feedback_text = RichTextField(_("on feedback"), blank=True, features=TEXT_FEATURES)
    was_tool_url = models.URLField(
        _("the statement in WAS-Tool"),
        blank=True,
        help_text=_("Its address at was.digst.dk, to which /was then leads."),
    )

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("covers"),
        FieldPanel("compliance"),
        FieldPanel("barriers"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("prepared_on"), FieldPanel("reviewed_on")]),
                FieldPanel("method"),
                FieldPanel("method_text"),
            ],
            _("How it was made"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("feedback_mail"), FieldPanel("feedback_phone")]),
                FieldPanel("feedback_text"),
            ],
            _("Feedback"),
        ),
        FieldPanel("was_tool_url"),
    ]
    settings_panels = ContentPage.settings_panels[1:]
    api_fields = [
        "lede",
        "image",
        "withdrawn",
        "updated_on",
        "update_note",
        "covers",
        "compliance",
        "barriers",
        "prepared_on",
        "reviewed_on",
        "method",
        "method_text",
        "feedback_mail",
        "feedback_phone",
        "feedback_text",
        "was_tool_url",
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("barriers")]
    reference_fields = ["was_tool_url"]
    subpage_types = []
    checks = TEXT_CHECKS
    teaser_count = 0

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def clean(self) -> None:
        super().clean()
        errors = {}
        barriers = {each.value["reason"] for each in self.barriers if each.value}
        if self.compliance == Compliance.FULL and barriers & {Reason.FAULT, Reason.BURDEN}:
            errors["compliance"] = _("A site with faults complies partly at most.")
        if self.compliance != Compliance.UNTESTED:
            for name in ("prepared_on", "reviewed_on", "method"):
                if not getattr(self, name):
                    errors[name] = _("The law asks for it once the site is tested.")
        if self.prepared_on and self.reviewed_on and self.reviewed_on < self.prepared_on:
            errors["reviewed_on"] = _("The review can't be older than the statement.")
        if errors:
            raise ValidationError(errors)
