from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField

from cms.blocks.link import LinkBlock
from cms.blocks.service_messages import ServiceMessagesBlock
from cms.blocks.stream_field import StreamField


@register_setting(icon="site", order=100)
class SiteSettings(BaseSiteSetting):
    """What every page of a site shows besides its content: service messages, the sender and the
    footer's links.
    """

    messages = StreamField(
        ServiceMessagesBlock(), verbose_name=_("service messages"), blank=True, default=list
    )

    organisation = models.CharField(_("organisation"), max_length=150, blank=True)
    address = models.TextField(_("address"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    mail = models.EmailField(_("e-mail"), blank=True)
    cvr = models.CharField(_("CVR number"), max_length=20, blank=True)
    text = RichTextField(_("text"), blank=True, features=["bold", "link"])
    links = StreamField([("link", LinkBlock())], verbose_name=_("links"), blank=True)
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("accessibility statement"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        FieldPanel("messages"),
        MultiFieldPanel(
            [
                FieldPanel("organisation"),
                FieldPanel("address"),
                FieldPanel("phone"),
                FieldPanel("mail"),
                FieldPanel("cvr"),
            ],
            _("Sender"),
        ),
        MultiFieldPanel(
            [FieldPanel("text"), FieldPanel("links"), FieldPanel("accessibility_page")],
            _("Footer"),
        ),
    ]

    api_fields = [
        "messages",
        "organisation",
        "address",
        "phone",
        "mail",
        "cvr",
        "text",
        "links",
        "accessibility_page",
    ]

    class Meta:
        verbose_name = _("service messages and footer")
        verbose_name_plural = _("service messages and footer")
