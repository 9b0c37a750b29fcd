"""A section for members, and who follows it with a key."""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from news.models import NewsPage

CHANGES, PAGES = "/api/v2/changes/", "/api/v2/pages/"


@dataclass(frozen=True)
class Members:
    """A section for members of a group, with an article."""

    group: Group
    others: Group
    section: Page
    page: NewsPage
    restriction: PageViewRestriction


@dataclass
class Follower:
    """A mirror, and the key that it brings; without one, the public's."""

    key: str = ""
    query: dict = field(default_factory=dict)
    since: str = ""
    pages: dict[int, dict] = field(default_factory=dict)
    digests: dict[int, str] = field(default_factory=dict)

    def get(self, address: str, **query: object):
        headers = {"authorization": f"Bearer {self.key}"} if self.key else {}
        return Client().get(address, {**self.query, **query}, headers=headers)

    def follow(self) -> list[tuple]:
        """Read on to the end, and return what was told."""
        told, more = [], True
        while more:
            answer = self.get(CHANGES, since=self.since)
            assert answer.status_code == 200, answer.content
            found = answer.json()
            self.since, more = found["next"], found["more"]
            for each in found["items"]:
                told.append((each["change"], each["id"], each.get("reason")))
                if each["change"] == "upsert":
                    self.pages[each["id"]], self.digests[each["id"]] = each["page"], each["digest"]
                else:
                    self.pages.pop(each["id"], None)
                    self.digests.pop(each["id"], None)
        return told

    def is_equal(self) -> bool:
        """Whether the copy is what the same key reads page by page, and the site says so."""
        listed = self.get(PAGES, limit=20).json()["items"]
        shown = {each["id"]: self.get(f"{PAGES}{each['id']}/").json() for each in listed}
        return self.pages == shown
