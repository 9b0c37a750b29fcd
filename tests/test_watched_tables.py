"""Which tables the log watches. A new one joins by a decision: if pages show what is in it, here;
if not, `is_unnoticed = True` on its model, since each of its rows would make commits and build
pages for nothing.
"""

from django.apps import apps
from wagtail.models import Page

from cms.plugins import repository_apps
from cms.publications.watching import watched_models

#: Of the core.
CORE = {
    "cms.Person",
    "cms.ReusableText",
    "cms.SiteSettings",
    "cms.Topic",
    "cms.Withdrawal",
    "media.Document",
    "media.Image",
    "media.Rendition",
    "users.User",  # owners of pages
}
#: Of Wagtail and its packages.
WAGTAIL = {
    "taggit.Tag",
    "taggit.TaggedItem",
    "wagtailcore.Collection",
    "wagtailcore.CollectionViewRestriction",
    "wagtailcore.Locale",
    "wagtailcore.Page",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.PageViewRestriction_groups",  # whom a key opens its pages for
    "wagtailcore.Site",
    "wagtaildocs.Document",
    "wagtailembeds.Embed",
    "wagtailimages.Image",
    "wagtailimages.Rendition",
    "wagtailredirects.Redirect",
}
#: Of the packages whose blocks and rows the tests' plugin shows.
PACKAGES = {"wagtail_footnotes.Footnote", "wagtailmedia.Media"}
#: Of content apps, besides their page types and what belongs to these.
CONTENT = {"courses.Teacher", "events.Audience"}


def test_no_table_is_watched_unless_pages_show_it():
    content_apps = {*repository_apps(), "courses", "pages"}
    watched = {model._meta.label for model in watched_models()}
    of_content = {
        label for label in watched if apps.get_model(label)._meta.app_label in content_apps
    }
    assert watched - of_content == CORE | WAGTAIL | PACKAGES
    pages_and_parts = {label for label in of_content if is_page_or_part(apps.get_model(label))}
    installed = {label for label in CONTENT if apps.is_installed(label.partition(".")[0])}
    assert of_content - pages_and_parts == installed


def is_page_or_part(model) -> bool:
    """Whether a row is a page, or refers to the page that it belongs to."""
    if issubclass(model, Page):
        return True
    owners = [field.related_model for field in model._meta.fields if field.is_relation]
    return any(issubclass(owner, Page) for owner in owners)
