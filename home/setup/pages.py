"""The site and the pages that every visit and every editor starts from."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst, slugify
from wagtail.models import Page, PageLogEntry, Site

from cms.content import ContentPage, IndexPage, SiteSettings, content_types
from home.models import HomePage, SectionPage
from home.setup.accessibility_statement import SLUG, new_statement, outdated_statement

SITE_NAME = "KL"
HOME_LEDE = "Find møder, netværk, nyheder og viden til arbejdet i din kommune."
FOOTER = {
    "organisation": "KL",
    "address": "Weidekampsgade 10\n2300 København S",
    "phone": "3370 3370",
    "mail": "kl@kl.dk",
}


def set_up_site(hostname: str | None, port: int) -> Site:
    """Return the default site, with a home page.

    Without `hostname`, a new site is called localhost, and one that has a name keeps it.
    """
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if hostname is not None:
        site.hostname, site.port = hostname, port
    elif site.hostname in ("", "localhost"):
        site.hostname, site.port = "localhost", settings.PORT
    site.site_name = site.site_name or SITE_NAME
    site.root_page = home_page()
    site.save()
    return site


def home_page() -> HomePage:
    """Return the home page, made beside Wagtail's welcome page, which goes if nobody built on
    it.
    """
    if home := HomePage.objects.order_by("path").first():
        return home
    root = Page.get_first_root_node()
    welcome = Page.objects.child_of(root).filter(slug="home", content_type__model="page").first()
    home = publish_below(root, HomePage(title="Velkommen til KL", slug="forside", lede=HOME_LEDE))
    if welcome and welcome.is_leaf() and not welcome.revisions.exists():
        Site.objects.filter(root_page=welcome).update(root_page=home)
        welcome.delete()
    return home


def set_up_section(home: HomePage) -> SectionPage:
    """Return the section "Møder og netværk", with one index page of each installed index type.

    Index types are found, not named here: a plugin's is made too.
    """
    section = SectionPage.objects.order_by("path").first()
    if section is None:
        section = publish_below(
            home,
            SectionPage(
                title="Møder og netværk",
                slug="moeder-og-netvaerk",
                lede="Nyheder, arrangementer, netværk og materiale til dig, der arbejder i eller "
                "med kommunerne.",
                show_in_menus=True,
            ),
        )
    for model in index_types():
        if not ever_made(model):
            title = model.default_title or capfirst(model._meta.verbose_name_plural)
            slug = model.default_slug or slugify(title)
            publish_below(section, model(title=title, slug=slug, show_in_menus=True))
    return section


def index_types() -> list[type[IndexPage]]:
    """Return the installed index types, in the order in which a section's front shows what they
    list.
    """
    types = content_types()

    def place(model: type[IndexPage]) -> int:
        listed = [types.index(each) for each in model.allowed_subpage_models() if each in types]
        return min(listed, default=len(types))

    return sorted((model for model in types if issubclass(model, IndexPage)), key=place)


def set_up_footer(site: Site) -> None:
    """Set the sender and the link to the accessibility statement, which are then the editors'. A
    statement from before it had a page type makes room for one that has.
    """
    stored = SiteSettings.objects.filter(site=site).first()
    outdated = outdated_statement(site)
    if stored and not outdated:
        return
    stored = stored or SiteSettings(site=site, **FOOTER)
    if outdated:
        outdated.delete()
    existing = Page.objects.child_of(site.root_page).filter(slug=SLUG).first()
    site.root_page.refresh_from_db()
    statement = new_statement(stored.mail or FOOTER["mail"], stored.phone or FOOTER["phone"])
    stored.accessibility_page = existing or publish_below(site.root_page, statement)
    stored.save()


def publish_below(parent: Page, page: ContentPage) -> ContentPage:
    """Add `page` below `parent` and publish it, with the history that an editor would see."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision(log_action=True).publish()
    page.refresh_from_db()
    return page


def ever_made(model: type[Page]) -> bool:
    """Return whether there is, or was, a page of this type; one that was deleted stays so."""
    kind = ContentType.objects.get_for_model(model)
    deleted = PageLogEntry.objects.filter(action="wagtail.delete", content_type=kind)
    return model.objects.exists() or deleted.exists()
