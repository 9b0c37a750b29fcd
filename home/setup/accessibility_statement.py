"""The accessibility statement of a new site, and the road to it from the page of text that
`setup_site` made before there was a page type for it.
"""

from wagtail.models import Page, Site

from cms.content import SiteSettings
from home.models import AccessibilityStatementPage, StandardPage

SLUG = "tilgaengelighedserklaering"
# How the page of text began that was made before; one that an editor has changed is left alone.
_BEFORE = "Siden er ny og er endnu ikke testet."


def new_statement(mail: str, phone: str) -> AccessibilityStatementPage:
    """Return what can be said before anybody has tested the site. Not saved."""
    return AccessibilityStatementPage(
        title="Tilgængelighedserklæring",
        slug=SLUG,
        lede="Her kan du se, hvor tilgængelig siden er, og hvad du kan gøre, hvis der er noget, du "
        "ikke kan bruge.",
        feedback_mail=mail,
        feedback_phone=phone,
    )


def outdated_statement(site: Site) -> Page | None:
    """Return the site's page of text in the statement's place, if nobody has changed it since."""
    stored = SiteSettings.objects.filter(site=site).select_related("accessibility_page").first()
    page = stored and stored.accessibility_page and stored.accessibility_page.specific
    if not isinstance(page, StandardPage) or page.revisions.count() > 1:
        return None
    texts = [str(block.value) for block in page.body if block.block_type == "text"]
    return page if texts and _BEFORE in texts[0] else None
