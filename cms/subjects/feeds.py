"""What is new on a topic, as RSS 2.0."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.delivery import feed_entries
from cms.delivery.answers import public
from cms.delivery.errors import refusal
from cms.delivery.news_feeds import ENTRIES, RssFeed, compose, latest
from cms.delivery.site import find_address
from cms.models import Topic
from cms.publications.reading import Unbuilt
from cms.publications.rows import statement
from cms.subjects.heads import topic_description
from cms.subjects.shown import find, pages_showing
from cms.visibility import listed, reachable


@require_safe
def topic_feed(request: HttpRequest, name: str) -> HttpResponse:
    """Return the pages that came last under a topic; 404 while there is no visible one. A page is
    new once, when it is first published: that something it shows has changed is no news.
    """
    address = find_address(request)
    topic = find(Topic, name, address.site) if address else None
    if address is None or topic is None:
        raise Http404
    site, root_url = address.site, address.site.root_url
    members = {
        "title": f"{topic.name} - {site.site_name or site.hostname}",
        "link": root_url + topic.get_absolute_url(),
        "description": topic_description(topic.name),
        "language": "da",
        "feed_url": root_url + reverse("topic_feed", args=[name]),
    }
    named = listed(reachable(latest(pages_showing(topic))))

    def write(found: list[feed_entries.Entry]) -> bytes:
        if not found:
            raise Http404
        return compose(RssFeed(**members), found)

    try:
        response = feed_entries.answer(
            request,
            lambda part: statement(named, slice(ENTRIES), part).run(),
            lambda: [*members.values()],
            write,
            root_url,
            "application/rss+xml; charset=utf-8",
        )
        return public(request, response)
    except Unbuilt as error:
        return refusal(request, error)
