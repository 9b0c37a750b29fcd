"""Which persons and topics the public meets, and on which pages. It is what the log knows of built
pages, so that something new counts from when its page is first built, which takes seconds.
"""

from django.db.models import BigIntegerField, Model, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, Site

from cms.publications.models import Dependency
from cms.publications.watching import kind
from cms.visibility import visible


def shown(model: type[Model], site: Site) -> QuerySet:
    """The objects of a model that some visible page of the site shows."""
    pages = visible(_pages_of(site)).order_by().values("pk")
    found = Dependency.objects.filter(kind=kind(model), shown=True, page_id__in=pages)
    return model._default_manager.filter(pk__in=found.values(key=Cast("object", BigIntegerField())))


def pages_showing(subject: Model, site: Site) -> QuerySet:
    """The pages of the site that show a person or a topic: a queryset that only names them, the
    hidden ones included.
    """
    found = Dependency.objects.filter(kind=kind(type(subject)), object=str(subject.pk), shown=True)
    return _pages_of(site).filter(pk__in=found.values("page_id"))


def _pages_of(site: Site) -> QuerySet:
    root = Page.objects.filter(pk=site.root_page_id)
    return Page.objects.filter(path__startswith=root.values("path")[:1])
