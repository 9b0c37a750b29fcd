"""What a subscription is told of, as a list of the API would be narrowed to it."""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, Site

from cms.integrations.models import Subscription
from cms.lists import filters_of
from cms.plugins import content_types
from cms.visibility import visible

#: The filter by which the types' lists are narrowed to a topic.
TOPIC = "topic"


def site_of(subscription: Subscription) -> Site | None:
    """Return the site whose pages a subscription is told of: that of its section, or else the
    default one, as an API list at that site's address would be.
    """
    sites = list(Site.objects.select_related("root_page"))
    section = Page.objects.filter(pk=subscription.section_id or 0).first()
    if section:
        # Not by Wagtail's memory of sites, which another process may have outdated.
        above = [each for each in sites if section.path.startswith(each.root_page.path)]
        if above:
            return max(above, key=lambda each: len(each.root_page.path))
    return next((each for each in sites if each.is_default_site), None)


def matching(subscription: Subscription) -> QuerySet[Page]:
    """Return the visible pages that a subscription is told of."""
    section, topic = subscription.section_id, subscription.topic_id
    pages = visible(Page.objects.all())
    if site := site_of(subscription):
        pages = pages.descendant_of(site.root_page, inclusive=True)
    if subscription.types:
        models = [each for each in content_types() if each._meta.label in subscription.types]
        types = ContentType.objects.get_for_models(*models).values()
        pages = pages.filter(content_type__in=list(types))
    if section:
        above = Page.objects.filter(pk=section).first()
        # What was deleted has nothing below it.
        pages = pages.descendant_of(above) if above else pages.none()
    if topic:
        filed = (_filed(each, topic) for each in with_topics())
        pages = pages.filter(reduce(or_, filed, Q(pk__in=[])))
    return pages


def with_topics() -> list[type[Model]]:
    """Return the types of pages that are filed under topics."""
    return [model for model in content_types() if TOPIC in filters_of(model)]


def _filed(model: type[Model], topic: int) -> Q:
    condition = filters_of(model)[TOPIC].condition(model, [[topic]], timezone.now())
    return Q(pk__in=model._default_manager.filter(condition).order_by().values("pk"))
