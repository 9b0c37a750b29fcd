"""The doors of the log, as other systems follow it."""

from dataclasses import replace

from cms.publications.cursors import epoch
from tests.privacy.answer import Answer
from tests.privacy.door import Door, head
from tests.privacy.references import PAGES, REFERRED
from tests.privacy.world import World

API = "/api/v2/changes/"


def told_since_the_beginning(world: World, client: str) -> Answer:
    """Ask as who has followed from before the first commit, and so is told of all that is gone."""
    answer = world.ask(f"{API}?since={epoch()}-0-0-0-0&limit=500", client)
    # Where a page was is told of one that is gone: while it was public, everybody could know it.
    was_at = f'"html_url":"http://{world.names["hostname"]}{world.names["path"]}"'
    return replace(answer, text=answer.text.replace(was_at, '"html_url":""'))


def of_the_log(name: str, way, shows: str | None, kinds: frozenset = PAGES) -> Door:
    return Door(name, way, shows, kinds, tells_nothing=False)


# All of the site's pages are among them that refer to a page, which may be another site's.
CHANGES = [
    of_the_log("API changes", f"{API}?limit=500", "body", REFERRED),
    of_the_log("API changes as lines", f"{API}?format=ndjson", "body", REFERRED),
    of_the_log("API changes of a section", f"{API}?descendant_of={{index_id}}&limit=500", "body"),
    of_the_log("API changes of a venue", f"{API}?type=events.EventPage&venue={{venue}}", "lede"),
    of_the_log("API changes of a topic", f"{API}?topic={{topic}}&fields=seo_title", "seo"),
    of_the_log("API changes below itself", f"{API}?descendant_of={{id}}", None),
    of_the_log("API changes from the beginning", told_since_the_beginning, "body", REFERRED),
    of_the_log("API state of changes", f"{API}state/", None),
    replace(head("HEAD of the API changes", f"{API}?limit=500"), tells_nothing=False),
]
