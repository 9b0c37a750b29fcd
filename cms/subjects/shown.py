"""Which persons and topics the public meets, and on which pages. It is what the log knows of built
pages, so that something new counts from when its page is first built, which takes seconds.
"""

from django.db.models import Model, QuerySet, Subquery
from wagtail.models import Page, Site

from cms.danish.slugs import named_in_address
from cms.publications.dependents import showing, shown_by
from cms.visibility import visible


def shown(model: type[Model], site: Site) -> QuerySet:
    """Return the objects of a model that some visible page of the site shows."""
    pages = visible(Page.objects.filter(path__startswith=_root_path(site)))
    return model._default_manager.filter(pk__in=shown_by(model, pages))


def find(model: type[Model], name: str, site: Site) -> Model | None:
    """Return the person or topic that `named_in_address` names so, with what `pages_showing` asks
    of the site: `root_path`. A path that stands in a query as it is lets PostgreSQL estimate how
    many pages lie below it.
    """
    by = {"pk": int(name[1:])} if name.startswith("~") else {"slug": name}
    named = model._default_manager.filter(**by)
    found = named.annotate(root_path=Subquery(_root_path(site))).first()
    return found if found is not None and named_in_address(found) == name else None


def pages_showing(subject: Model, model: type[Page] = Page) -> QuerySet:
    """Return the pages of the site that show a person or a topic that `find` has found, of one
    type: a queryset that only names them, the hidden ones included.
    """
    below = model.objects.filter(path__startswith=subject.root_path)
    return below.filter(pk__in=showing(type(subject), subject.pk).values("page_id"))


def _root_path(site: Site) -> QuerySet:
    return Page.objects.filter(pk=site.root_page_id).values("path")[:1]
