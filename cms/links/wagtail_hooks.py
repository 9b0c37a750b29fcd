from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.links.dead_links import DeadLinksMenuItem, DeadLinksPanel, DeadLinksView


@hooks.register("register_admin_urls")
def register_report():
    return [
        path("reports/dead-links/", DeadLinksView.as_view(), name="cms_dead_links"),
        path(
            "reports/dead-links/results/",
            DeadLinksView.as_view(results_only=True),
            name="cms_dead_links_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_dead_links_menu_item():
    return DeadLinksMenuItem(
        _("Links that don't work"),
        reverse("cms_dead_links"),
        name="dead-links",
        icon_name="link",
        order=101,
    )


@hooks.register("construct_homepage_panels")
def tell_of_dead_links(request, panels):
    panels.append(DeadLinksPanel(request.user))
