"""What is new on a topic, as RSS 2.0."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.delivery.answers import public
from cms.delivery.news_feeds import RssFeed, compose, latest
from cms.delivery.site import find_address
from cms.models import Topic
from cms.subjects.heads import topic_description
from cms.subjects.shown import find, pages_showing


@require_safe
def topic_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The pages that came last under a topic; 404 while there is no visible one. A page is new
    once, when it is first published: that something it shows has changed is no news.
    """
    address = find_address(request)
    topic = find(Topic, slug, address.site) if address else None
    if address is None or topic is None:
        raise Http404
    pages = latest(pages_showing(topic))
    if not pages:
        raise Http404
    site, root_url = address.site, address.site.root_url
    feed = RssFeed(
        title=f"{topic.name} - {site.site_name or site.hostname}",
        link=root_url + topic.get_absolute_url(),
        description=topic_description(topic.name),
        language="da",
        feed_url=root_url + reverse("topic_feed", args=[topic.slug]),
    )
    content = compose(feed, pages, root_url)
    return public(request, HttpResponse(content, content_type="application/rss+xml; charset=utf-8"))
