"""The service messages that are on at the moment, on the page that is asked for."""

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.representations.site import is_told
from cms.templatetags.cms_tags import is_within

register = template.Library()

LABELS = {
    "information": _("Service message"),
    "warning": _("Warning"),
    "outage": _("Service disruption"),
}


@register.inclusion_tag("cms/components/service_messages.html", takes_context=True)
def service_messages(context: Context) -> dict:
    """Print the messages of the site's representation whose period it is, and whose section the
    address lies in.
    """
    # Pages bring their time along: one page is rendered for one moment.
    path, now = context["request"].path, context.get("now") or timezone.now()
    return {
        "messages": [
            message | {"label": LABELS[message["severity"]]}
            for message in context["site"]["messages"]
            if is_told(message, now) and is_within(path, message["url"] or path)
        ]
    }
