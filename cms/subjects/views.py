"""A person's and a topic's page, and the list of topics: HTML, JSON and Markdown of the same."""

from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.delivery.answers import for_visitor
from cms.delivery.errors import REFUSALS, refusal
from cms.delivery.listing import paginated
from cms.delivery.negotiation import Format, negotiate
from cms.delivery.published import Cards
from cms.delivery.rendered import rendered
from cms.delivery.site import find_address, site_of
from cms.kinds.urls import detail_url
from cms.models import Person, Topic
from cms.publications.addresses import Address
from cms.publications.plans import this_minute
from cms.representations import SITE_ORIGIN, represent_fields, with_origin
from cms.representations.encoding import to_json
from cms.subjects.groups import Group, chosen_group, first_of_each
from cms.subjects.heads import person_head, topic_head, topics_head
from cms.subjects.shown import find, shown
from cms.values.texts import lines

#: How many cards of each group a subject's page shows, and how many a page of one group.
FIRST = 6
PAGE_SIZE = 20


@require_safe
def person(request: HttpRequest, name: str) -> HttpResponse:
    """Return who it is, and the pages that show the person; 404 while no visible page does.

    `?type=` and `?when=` ask for all pages of one group, `?page=` for a page of these.
    """
    return _negotiated(request, "cms/subjects/person.html", person_head, _subject(Person, name))


@require_safe
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """Return the pages that are filed under a topic, as those of a person; 404 while there is
    none.
    """
    return _negotiated(request, "cms/subjects/topic.html", topic_head, _subject(Topic, name))


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Return `{"items"}`: the topics that visible pages are filed under, in alphabetical order."""

    def contents(request: HttpRequest, site: Site) -> tuple[dict, dict]:
        url = SITE_ORIGIN + reverse("topics")
        items = [_members(each) for each in shown(Topic, site)]
        return {"meta": {"html_url": url, "total_count": len(items)}, "items": items}, {}

    return _negotiated(request, "cms/subjects/topics.html", topics_head, contents)


def _subject(model: type[Model], name: str):
    def contents(request: HttpRequest, site: Site) -> tuple[dict, dict]:
        found, now = find(model, name, site), this_minute()
        if found is None:
            raise Http404
        chosen, items = chosen_group(request.GET), None
        if chosen:
            cards = Cards(chosen.showing(found, now))
            items = paginated(cards, PAGE_SIZE, request, SITE_ORIGIN)
            groups = [_group(chosen, items.cards)] if items.total else []
        else:
            groups = [_group(*each) for each in first_of_each(found, now, FIRST)]
        if not groups:
            raise Http404
        return _members(found) | {"groups": groups}, {"items": items}

    return contents


def _negotiated(request: HttpRequest, template: str, head, contents) -> HttpResponse:
    """Return what `contents(request, site)` returns, in the form that was asked for: the
    representation, and what the template gets besides. `head` makes of it what stands in the page's
    `<head>`.
    """
    address = find_address(request)
    if address is None:
        raise Http404
    site = address.site
    try:
        asked_for = negotiate(request)
        subject, context = contents(request, site)
        if asked_for is Format.JSON:
            content = to_json(with_origin(subject, site.root_url))
            response = HttpResponse(content, content_type="application/json")
        else:
            context = _context(head, address, subject, context)
            response = rendered(request, template, context, asked_for, site.root_url)
        response = for_visitor(request, response)
    except REFUSALS as error:
        response = refusal(request, error)
    patch_vary_headers(response, ["Accept"])
    return response


def _context(head, address: Address, subject: dict, besides: dict[str, Any]) -> dict[str, Any]:
    subject, site = with_origin(subject, ""), site_of(address)
    context = {"now": timezone.now()} | besides | head(subject, site)
    return context | {"subject": subject, "site": site, "page": None}


def _members(instance: Model) -> dict:
    """Return what a reference to the object shows, with the biography of a person, and mail and
    phone where these are public.
    """
    meta = {
        "type": instance._meta.label,
        "detail_url": detail_url(type(instance), instance.pk),
        "html_url": SITE_ORIGIN + instance.get_absolute_url(),
    }
    more = {"bio": lines(instance.bio)} if isinstance(instance, Person) else {}
    if isinstance(instance, Person) and instance.contact_is_public:
        more |= {"mail": instance.mail, "phone": instance.phone}
    return {
        "id": instance.pk,
        "meta": meta,
        **represent_fields(instance, None),
        **more,
    }


def _group(group: Group, cards: list[dict], has_more: bool = False) -> dict:
    return {
        "type": group.model._meta.label,
        "when": group.when or None,
        "label": group.label,
        "more": group.query if has_more else None,
        "cards": cards,
    }
