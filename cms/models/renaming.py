"""Renaming a page keeps its old address as a redirect, and those of the pages below it. Wagtail
makes them after the commit, where nothing can be refused any more.
"""

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.kinds.urls import site_root_paths

#: Characters of an address that a redirect can be stored of: see the migration `0004`.
LONGEST = 2000


def refuse_lost_redirects(page: Page) -> None:
    """Raise ValidationError if the page has another slug than it is stored with, and its address or
    one below it is too long for a redirect.
    """
    if page.pk is None:
        return
    stored = Page.objects.filter(pk=page.pk).only("path", "slug", "url_path").first()
    if stored is None or stored.slug == page.slug:
        return
    below = Page.objects.filter(path__startswith=stored.path)
    longest = below.aggregate(longest=Max(Length("url_path")))["longest"]
    roots = [each.root_path for each in site_root_paths()]
    above = [len(root) for root in roots if stored.url_path.startswith(root)]
    if above and longest - min(above) > LONGEST:
        raise ValidationError(
            {
                "slug": _(
                    "The slug cannot be changed: an address of this page or of one below it is "
                    "longer than %(limit)d characters, and would be lost."
                )
                % {"limit": LONGEST}
            }
        )
