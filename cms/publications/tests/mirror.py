import json
import random
from contextlib import suppress
from hashlib import sha256
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from cms.live.tests.client import Ended, Event, live

CHANGES = "/api/v2/changes/"


class Mirror:
    """Keeps a copy of what an address of the API tells of, as any other system may: in parts, in
    lines and, if `is_live`, by live events in turn, and now and then cut off in the middle. With a
    key, it begins anew when that opens other pages.
    """

    def __init__(self, *, is_live: bool = False, key: str = "", **query: object) -> None:
        self.query = query
        self.key = key
        self._ways = ["json", "ndjson", *(["live"] if is_live else [])]
        self.since = ""
        self.pages: dict[int, dict] = {}
        self.digests: dict[int, str | None] = {}
        self._choose = random.Random(1)

    def catch_up(self) -> list[dict]:
        """Read until there is nothing more; return what came."""
        came: list[dict] = []
        while True:
            items, more = self._read()
            came += items
            if not more:
                return came

    def ask(self, address: str, query: dict | None = None) -> HttpResponse:
        headers = {"authorization": f"Bearer {self.key}"} if self.key else {}
        return Client(raise_request_exception=False).get(address, query, headers=headers)

    def state(self) -> dict:
        """Return what `changes/state/` would say of the copy."""
        lines = [f"{key} {digest or ''}\n" for key, digest in sorted(self.digests.items())]
        digest = sha256("".join(lines).encode()).hexdigest()
        return {"count": len(lines), "digest": digest}

    def _read(self) -> tuple[list[dict], bool]:
        way = self._choose.choice(self._ways)
        if way == "live":
            return self._read_live()
        query = {**self.query, "since": self.since, "format": way}
        response = self.ask(CHANGES, query)
        if self.key and response.status_code == 410:
            assert response.json()["reason"] == "scope"
            self.since, self.pages, self.digests = "", {}, {}
            return [], True
        if response.status_code != 200:  # nobody has an answer for it in a storm now and then
            assert response.status_code == 503, response.content
            return [], True
        if not response.streaming:
            answer = response.json()
            items, self.since, more = answer["items"], answer["next"], answer["more"]
        else:
            lines = self._cut_off([json.loads(line) for line in b"".join(response).splitlines()])
            items = [each for each in lines if "change" in each]
            self.since, more = lines[-1]["next"], lines[-1].get("more", True)
        for each in items:
            self._keep(each)
        return items, more

    def _read_live(self) -> tuple[list[dict], bool]:
        query = {name: value for name, value in self.query.items() if name != "limit"}
        known = {"last_event_id": self.since} if self.since else {}
        found: list[Event] = []
        with live() as events, suppress(Ended):
            stream = events.ask(urlencode(query), **known)
            assert stream.status in (200, 503), stream.problem()
            while stream.status == 200 and not (found and found[-1].is_end):
                found.append(stream.event())
        if not found:
            return [], True
        found = self._cut_off(found)
        self.since = found[-1].id
        for each in found:
            if not each.name:
                self._keep(each.data)
        return [each.data for each in found if not each.name], not found[-1].is_end

    def _cut_off(self, lines: list) -> list:
        return lines[: self._choose.choice([1, len(lines) // 2 + 1, len(lines)])]

    def _keep(self, item: dict) -> None:
        if item["change"] == "delete":
            self.pages.pop(item["id"], None)
            self.digests.pop(item["id"], None)
        elif item["page"] is not None:
            self.pages[item["id"]] = item["page"]
            self.digests[item["id"]] = item["digest"]
