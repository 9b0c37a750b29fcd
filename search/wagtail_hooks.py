from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.reports import FruitlessSearchesPanel, FruitlessSearchesView


@hooks.register("register_admin_urls")
def register_fruitless_searches_url():
    view = FruitlessSearchesView.as_view()
    results = FruitlessSearchesView.as_view(results_only=True)
    return [
        path("reports/fruitless-searches/", view, name="fruitless_searches"),
        path("reports/fruitless-searches/results/", results, name="fruitless_searches_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_fruitless_searches_menu_item():
    return MenuItem(
        _("Searches without results"),
        reverse("fruitless_searches"),
        name="fruitless-searches",
        icon_name="search",
        order=1200,
    )


@hooks.register("construct_reports_menu")
def leave_out_what_is_not_counted(request, menu_items):
    """Leave out Wagtail's list of search terms, which counts all; this site does not."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]


@hooks.register("construct_homepage_panels")
def tell_of_fruitless_searches(request, panels):
    panels.append(FruitlessSearchesPanel(request.user))
