"""`python -m tests.caches`: two web nodes of the demo site, each behind a Varnish of its own with
deploy/varnish/default.vcl, while pages are published, renamed and taken down.

What a commit changes must be new at both, and nothing else may have been dropped. Prints how long
it took. Needs `varnishd` (Debian: `apt-get install varnish`), and is left out where there is none.
"""

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.demo import ROOT, demo_site_with
from tests.nodes import (
    WEB_SETTINGS,
    Answer,
    Failure,
    Node,
    eventually,
    free_port,
    is_up,
    running,
    web_server,
)
from tests.outages.surroundings import Database, Processes, data_and_database

VCL = ROOT / "deploy" / "varnish" / "default.vcl"
#: Seconds within which what was committed must be new, on a machine that may be busy.
WITHIN = 10
SECTION = "/moeder-og-netvaerk/"
NEWS = f"{SECTION}nyheder/"
#: What nothing below changes.
OTHERS = [
    "/api/v2/pages/?type=events.NetworkPage",
    f"{SECTION}?format=json",
    f"{NEWS}?format=json",
    "/api/v2/site/",
]


@contextmanager
def varnish(port: int, behind: int) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="varnish-") as folder:
        given = VCL.read_text().replace('"8000"', f'"{behind}"')
        (Path(folder) / "site.vcl").write_text(given)
        os.chmod(folder, 0o755)
        place = ("-a", f"127.0.0.1:{port}", "-n", str(Path(folder) / "work"))
        with running("varnishd", "-F", "-f", str(Path(folder) / "site.vcl"), *place):
            yield


class Play:
    """What editors do, and what both nodes answer before and after."""

    def __init__(self, nodes: list[Node], database: Database, processes: Processes) -> None:
        self.nodes, self.database, self.processes = nodes, database, processes
        # One that is kept: to connect anew each time would take from what is measured.
        self.asked = database.connect()
        self.asked.autocommit = True
        found = database.ask(
            "SELECT page.id, page.url_path FROM wagtailcore_page page "
            "JOIN news_newspage news ON news.page_ptr_id = page.id "
            "WHERE page.live ORDER BY news.date DESC, page.id DESC LIMIT 1"
        )
        self.key, url_path = found[0]
        self.path = "/" + url_path.split("/", 2)[2]
        #: All that shows its title.
        self.shown = [
            *(self.path, f"{self.path}?format=json", f"/api/v2/pages/{self.key}/"),
            *(NEWS, SECTION, f"{NEWS}?format=rss", f"{NEWS}?format=atom"),
            "/api/v2/pages/?type=news.NewsPage&order=-date",
        ]

    def change(self, sql: str) -> None:
        self.database.ask(f"UPDATE wagtailcore_page SET {sql} WHERE id = %s RETURNING id", self.key)

    def fill(self) -> None:
        """Ask everywhere until it is kept, as far as it may be."""
        for node in self.nodes:
            for path in [*self.shown, *OTHERS]:
                eventually(
                    lambda path=path, node=node: (
                        (answer := node.ask(path)).was_kept or answer.status != 200
                    ),
                    f"{path} is kept",
                )

    def is_told(self) -> bool:
        """Whether the caches have been told all there is, at once and a second time."""
        rows = self.asked.execute(
            "SELECT count(*) FROM caches_cache, publications_head AS head "
            "WHERE caches_cache.version = head.version AND failures = 0"
        )
        return rows.fetchall() == [(len(self.nodes),)]

    def settle(self) -> None:
        eventually(self.is_told, "the caches are told")
        time.sleep(6)  # until they are told the same once more
        self.fill()

    def changed(self, name: str, sql: str, is_new: Callable[[Answer], bool]) -> None:
        """Commit a change, and see that it is there at both nodes, and nothing else was dropped."""
        self.settle()
        begun = time.monotonic()
        self.change(sql)
        with ThreadPoolExecutor(len(self.nodes)) as pool:
            asked = [pool.submit(self.until_new, node, is_new) for node in self.nodes]
        if remaining := [each.result()[1] for each in asked if each.result()[1]]:
            raise Failure(f"{name}: not new after {WITHIN} s: {remaining}")
        last_old = max(each.result()[0] for each in asked) - begun
        all_new = time.monotonic() - begun
        for node in self.nodes:
            for path in OTHERS:
                if not node.ask(path).was_kept:
                    raise Failure(f"{name}: {path} was dropped as well")
        print(
            f"  {name}: nothing old at either node after {last_old * 1000:.0f} ms; "
            f"{len(self.shown)} answers at each made anew, one after another, after "
            f"{all_new * 1000:.0f} ms; {len(OTHERS)} others kept",
            flush=True,
        )

    def until_new(self, node: Node, is_new: Callable[[Answer], bool]) -> tuple[float, list[str]]:
        """Ask a node again and again for all that has changed. Return the time when it last gave an
        old answer, and of what it still does.
        """
        begun = last_old = time.monotonic()
        waiting = self.shown
        while waiting and time.monotonic() - begun < WITHIN:
            old = []
            for path in waiting:
                if not is_new(node.ask(path)):
                    old.append(path)
                    last_old = time.monotonic()
            waiting = old
        return last_old, waiting

    def told_after_a_kill(self) -> None:
        """Kill who tells, and commit before another one does."""
        self.settle()
        [teller] = self.processes.named("manage.py", "webhooks")
        self.processes.kill(teller)
        self.change("title = 'Mens ingen fortalte'")
        taken = eventually(
            lambda: all("Mens ingen" in node.ask(self.path).body for node in self.nodes),
            "what was committed while nobody told is new",
        )
        print(f"  told by another process after a kill: {taken:.1f} s", flush=True)


def play(nodes: list[Node], database: Database, processes: Processes) -> None:
    scene = Play(nodes, database, processes)
    scene.change("live = false")

    def is_gone(answer: Answer) -> bool:
        return "Splinternyt" not in answer.body

    scene.changed(
        "published",
        "live = true, title = 'Splinternyt'",
        lambda answer: answer.status == 200 and "Splinternyt" in answer.body,
    )
    scene.changed(
        "renamed", "title = 'Omdoebt siden'", lambda answer: "Omdoebt siden" in answer.body
    )
    scene.change("title = 'Splinternyt'")
    scene.changed("taken down", "live = false", is_gone)
    scene.change("live = true")
    scene.told_after_a_kill()


def main() -> int:
    if shutil.which("varnishd") is None:
        print("Left out: there is no varnishd here.")
        return 0
    with ExitStack() as stack:
        data, database = stack.enter_context(data_and_database())
        nodes, second = [Node(free_port()), Node(free_port())], free_port()
        backend = "cms.caches.varnish.VarnishBackend"
        caches = {
            f"node{number}": {"BACKEND": backend, "LOCATION": f"http://127.0.0.1:{node.port}"}
            for number, node in enumerate(nodes)
        }
        given = {
            "DATA_DIR": str(data),
            "WEB_WORKERS": "1",
            "WAGTAILFRONTENDCACHE": json.dumps(caches),
            "CDN_MAX_AGE": "86400",
            **database.environment,
        }
        site, _output = stack.enter_context(demo_site_with(given))
        stack.enter_context(running(*web_server(second), environment=given | WEB_SETTINGS))
        for node, port in zip(nodes, (int(site.rpartition(":")[2]), second), strict=True):
            stack.enter_context(varnish(node.port, port))
        for node in nodes:
            eventually(lambda node=node: is_up(node), "the node answers")
        try:
            play(nodes, database, Processes(data))
        except Failure as failure:
            print(f"  {failure}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
