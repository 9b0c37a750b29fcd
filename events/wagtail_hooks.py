from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from cms.content.admin import TermAdmin
from events.listing import event_viewset
from events.models import Audience


@modeladmin_register
class AudienceAdmin(TermAdmin):
    model = Audience
    menu_icon = "group"
    menu_order = 211
    export_filename = "maalgrupper"


@hooks.register("register_admin_viewset")
def register_event_list():
    return event_viewset


@hooks.register("insert_editor_js")
def propose_tracks():
    """Return the tracks of an event, proposed for the items of its programme."""
    return format_html('<script src="{}" defer></script>', static("events/js/programme.js"))
