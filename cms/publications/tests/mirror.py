import json
import random
from hashlib import sha256

from django.test import Client

CHANGES = "/api/v2/changes/"


class Mirror:
    """Keeps a copy of what an address of the API tells of, as any other system may: in parts or in
    lines, and now and then cut off in the middle.
    """

    def __init__(self, **query: object) -> None:
        self.query = query
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

    def state(self) -> dict:
        """Return what `changes/state/` would say of the copy."""
        lines = [f"{key} {digest or ''}\n" for key, digest in sorted(self.digests.items())]
        digest = sha256("".join(lines).encode()).hexdigest()
        return {"count": len(lines), "digest": digest}

    def _read(self) -> tuple[list[dict], bool]:
        query = {
            **self.query,
            "since": self.since,
            "format": self._choose.choice(["json", "ndjson"]),
        }
        response = Client(raise_request_exception=False).get(CHANGES, query)
        if response.status_code != 200:  # nobody has an answer for it in a storm now and then
            assert response.status_code == 503, response.content
            return [], True
        if not response.streaming:
            answer = response.json()
            items, self.since, more = answer["items"], answer["next"], answer["more"]
        else:
            lines = [json.loads(line) for line in b"".join(response).splitlines()]
            del lines[self._choose.choice([1, len(lines) // 2 + 1, len(lines)]) :]
            items = [each for each in lines if "change" in each]
            self.since, more = lines[-1]["next"], lines[-1].get("more", True)
        for each in items:
            self._keep(each)
        return items, more

    def _keep(self, item: dict) -> None:
        if item["change"] == "delete":
            self.pages.pop(item["id"], None)
            self.digests.pop(item["id"], None)
        elif item["page"] is not None:
            self.pages[item["id"]] = item["page"]
            self.digests[item["id"]] = item["digest"]
