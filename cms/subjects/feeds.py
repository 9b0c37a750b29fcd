"""What is new on a topic, as RSS 2.0."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_safe

from cms.delivery.answers import public
from cms.delivery.published import read
from cms.delivery.site import find_address
from cms.models import Topic
from cms.representations import with_origin
from cms.subjects.heads import topic_description
from cms.subjects.shown import find, pages_showing

NEWEST = 30


@require_safe
def topic_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The pages that came last under a topic; 404 while there is no visible one. A page is new
    once, when it is first published: that something it shows has changed is no news.
    """
    address = find_address(request)
    topic = find(Topic, slug, address.site) if address else None
    if address is None or topic is None:
        raise Http404
    named = pages_showing(topic).order_by("-first_published_at", "-pk")
    pages = [each.page for each in read(named, NEWEST)]
    if not pages:
        raise Http404
    site, root_url = address.site, address.site.root_url
    feed = Rss201rev2Feed(
        title=f"{topic.name} - {site.site_name or site.hostname}",
        link=root_url + topic.get_absolute_url(),
        description=topic_description(topic.name),
        language="da",
        feed_url=root_url + reverse("topic_feed", args=[topic.slug]),
    )
    for page in with_origin({"pages": pages}, root_url)["pages"]:
        published = page["meta"]["first_published_at"]
        feed.add_item(
            title=page["title"],
            link=page["meta"]["html_url"],
            description=page.get("lede") or "",
            unique_id=page["meta"]["detail_url"],
            unique_id_is_permalink=False,
            pubdate=published and datetime.fromisoformat(published),
        )
    content = feed.writeString("utf-8")
    return public(request, HttpResponse(content, content_type="application/rss+xml; charset=utf-8"))
