"""`python -m tests.outages`: parts of the demo site fail while readers read and editors work.

The database stops, a lock is held, processes are killed, the disk is full, the mail server is
silent, and sixteen clients ask for what is dearest. Readers must never get anything but what is
right, or 503 with `Retry-After`; everything must be as before afterwards. Prints what the readers
met and how long they waited. `OUTAGE_SECONDS` (30): how long each of it lasts.
"""

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

import psycopg

from tests.demo import demo_site_with
from tests.nodes import Failure
from tests.outages.editors import Editor, Visitor
from tests.outages.readers import HEAD, Readers, Readings, ask
from tests.outages.surroundings import (
    Database,
    Processes,
    SilentMailServer,
    data_and_database,
    full_disk,
)

SECONDS = float(os.environ.get("OUTAGE_SECONDS", "30"))
#: Until what was lost must be back.
BACK_WITHIN = 60
#: Two web processes with four places and one for health; follower, tasks, scheduler, webhooks,
#: events.
CONNECTIONS = 2 * (4 + 1) + 5
#: The longest that an editor may wait to be told that nothing was saved.
TOLD_WITHIN = 20

#: What does not change while editors unpublish news.
READ = ["/moeder-og-netvaerk/?format=json", "/api/v2/site/", "/robots.txt", "/health/"]
DEAREST = [
    "/api/v2/pages/?fields=*&limit=20&search=e&order=title",
    "/api/v2/pages/?type=news.NewsPage,events.EventPage&fields=*&limit=20&order=-title",
    "/api/v2/documents/?search=e&limit=20&fields=*",
    "/api/v2/documents/?tags=" + ",".join(f"t{number}" for number in range(20)),
    "/soeg/?q=" + "kommune+" * 20,
    "/soeg/?q=de",
    "/moeder-og-netvaerk/arrangementer/?format=ics",
    "/moeder-og-netvaerk/nyheder/?format=rss",
]


class Outages:
    def __init__(self, site: str, database: Database, processes: Processes, data: Path) -> None:
        self.site, self.database, self.processes, self.data = site, database, processes, data
        self.editor = Editor(site).sign_in()
        live = "SELECT id, url_path FROM wagtailcore_page JOIN {} ON page_ptr_id = id WHERE live"
        news = database.ask(f"{live.format('news_newspage')} ORDER BY id")
        self.pages = [page_id for page_id, _path in news]
        (event, path), *_others = database.ask(f"{live.format('events_eventpage')} ORDER BY id")
        address = "/" + path.split("/", 2)[2]
        shown = [address, f"{address}?format=json", f"/api/v2/pages/{event}/?fields=*"]
        self.readers = Readers(site, [*READ, *shown])

    def nothing_fails(self) -> None:
        time.sleep(min(10, SECONDS))

    def lock_is_held(self) -> None:
        """Ten editors unpublish a page that another program holds."""
        page = self.pages.pop()
        editors = [self.editor.elsewhere() for _number in range(10)]
        forms = [editor.unpublish_form(page) for editor in editors]
        with self.database.connect() as other:
            other.execute("UPDATE wagtailcore_page SET title = title WHERE id = %s", [page])
            ends = time.monotonic() + SECONDS
            with ThreadPoolExecutor(len(editors)) as pool:
                pairs = zip(editors, forms, strict=True)
                sent = list(pool.map(lambda pair: pair[0].send(*pair[1]), pairs))
            for (_path, fields), answer in zip(forms, sent, strict=True):
                expect(answer.status == 503, f"an editor got {answer.status} for a held lock")
                expect(answer.heading == "Der er ikke gemt noget", answer.heading)
                expect(answer.again == fields, "the form did not come back as it was sent")
                expect(answer.seconds < TOLD_WITHIN, f"told after {answer.seconds:.0f} s")
            print(f"    editors were told within {max(each.seconds for each in sent):.1f} s")
            time.sleep(max(0, ends - time.monotonic()))
            other.rollback()
        again = editors[0].send(forms[0][0], sent[0].again or {})
        expect(again.status == 302, f"sent again, it was answered by {again.status}")

    def database_is_stopped(self) -> None:
        follower = self.processes.named("manage.py", "publications")
        self.database.stop()
        time.sleep(SECONDS)
        self.database.start()
        back(lambda: ask(self.site, "/health/").status == 200, "readiness")
        back(self.is_followed, "the follower")
        is_same = self.processes.named("manage.py", "publications") == follower
        expect(is_same, "the follower ended, instead of waiting for the database")

    def web_worker_is_killed(self) -> None:
        workers = self.processes.web_workers()
        self.processes.kill(min(workers))
        back(lambda: len(self.processes.web_workers()) == len(workers), "the web worker")

    def follower_is_killed(self) -> None:
        [follower] = self.processes.named("manage.py", "publications")
        self.processes.kill(follower)
        path, fields = self.editor.unpublish_form(self.pages.pop())
        expect(self.editor.send(path, fields).status == 302, "the page was not unpublished")
        back(self.is_followed, "the follower")
        back(self.is_all_built, "what it builds")

    def mail_server_is_silent(self) -> None:
        self.database.ask("UPDATE users_user SET email = username || '@example.dk' RETURNING id")
        names = ["redaktoer", "moderator", "medlem"]
        asked = [Visitor(self.site).ask_for_password(f"{name}@example.dk") for name in names]
        for answer in asked:
            expect(answer.status == 302, f"asking for a mail was answered by {answer.status}")
        print(f"    asking for a mail took {max(each.seconds for each in asked):.1f} s at most")
        back(lambda: self._tries() >= len(asked), "the first attempts")

    def _tries(self) -> int:
        return self.database.ask(
            "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE queue_name = 'mail' "
            "AND status = 'READY' AND run_after BETWEEN now() AND now() + interval '1 day'"
        )[0][0]

    def disk_is_full(self) -> None:
        folder = self.data / "media" / "images"
        with full_disk(folder) as is_full:
            if not is_full:
                print("    left out: only root can fill a disk of its own")
                return
            answer = self.editor.upload("Mens disken er fuld")
            expect(answer.status in (200, 503), f"an upload was answered by {answer.status}")
            images = "SELECT FROM media_image WHERE title = 'Mens disken er fuld'"
            expect(self.database.ask(images) == [], "an image without a file was stored")
        uploaded = self.editor.upload("Da der var plads igen")
        expect(uploaded.status == 302, f"afterwards, an upload gave {uploaded.status}")

    def sixteen_clients_ask_for_the_dearest(self) -> None:
        ends = time.monotonic() + SECONDS

        def client(start: int) -> list[int]:
            statuses = []
            while time.monotonic() < ends:
                path = DEAREST[(start + len(statuses)) % len(DEAREST)]
                statuses.append(ask(self.site, path).status)
            return statuses

        with ThreadPoolExecutor(16) as pool:
            statuses = [status for each in pool.map(client, range(16)) for status in each]
        counts = {status: statuses.count(status) for status in sorted(set(statuses))}
        connections = self._connections()
        print(f"    the clients got {counts}; {connections} connections to the database")
        expect(set(counts) <= {200, 400, 503}, f"dear requests were answered by {counts}")
        expect(connections <= CONNECTIONS, f"{connections} connections, documented {CONNECTIONS}")

    def _connections(self) -> int:
        return self.database.ask(
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' "
            "AND pid <> pg_backend_pid()"
        )[0][0]

    def is_followed(self) -> bool:
        locks = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 20220406"
        return bool(self.database.ask(locks))

    def is_all_built(self) -> bool:
        unbuilt = "SELECT FROM publications_publication WHERE was_public AND representation IS NULL"
        return not self.database.ask(unbuilt)


def expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Failure(otherwise)


def back(is_back: Callable[[], bool], what: str) -> None:
    """Wait until it is back, and tell how long that took."""
    begun = time.monotonic()
    while time.monotonic() - begun < BACK_WITHIN:
        try:
            if is_back():
                print(f"    {what}: back after {time.monotonic() - begun:.1f} s")
                return
        except (OSError, HTTPException):
            pass
        time.sleep(0.2)
    raise Failure(f"{what} did not come back within {BACK_WITHIN} s")


def judge(readings: Readings, may_break_off: int, may_be_refused: bool) -> list[str]:
    """What of the readings is not right."""
    wrong = [*readings.wrong]
    if len(readings.broken) > may_break_off:
        wrong += [f"{len(readings.broken)} requests broke off", *readings.broken]
    if not may_be_refused and readings.outcomes[503]:
        wrong.append(f"{readings.outcomes[503]} readers got 503")
    if not readings.outcomes[200]:
        wrong.append("no reader got an answer")
    return wrong


def play(outages: Outages) -> tuple[list[str], list[str]]:
    """Let everything fail, one after the other; return what readers met as lines of a table, and
    what was not right.
    """
    #: What happens, how many of the readers' requests may break off (those that a killed worker was
    #: answering), and whether readers may be told to come again.
    scenes = [
        (outages.nothing_fails, 0, False),
        (outages.lock_is_held, 0, False),
        (outages.follower_is_killed, 0, False),
        (outages.mail_server_is_silent, 0, False),
        (outages.disk_is_full, 0, False),
        (outages.web_worker_is_killed, 4, False),
        (outages.database_is_stopped, 0, True),
        (outages.sixteen_clients_ask_for_the_dearest, 0, True),
        (outages.nothing_fails, 0, False),
    ]
    table, faults = [], []
    for scene, may_break_off, may_be_refused in scenes:
        name = scene.__name__.replace("_", " ")
        print(f"  {name}", flush=True)
        with outages.readers.during(name) as readings:
            try:
                scene()
            except (Failure, OSError, HTTPException, psycopg.Error) as failure:
                faults.append(f"{name}: {failure!r}")
        found = judge(readings, may_break_off, may_be_refused)
        faults += [f"{name}: {fault}" for fault in found[:5]]
        table.append(readings.row())
    outages.readers.stop()
    return table, faults


def main() -> int:
    mail = SilentMailServer()
    with data_and_database() as (data, database):
        given = {"DATA_DIR": str(data), "WEB_WORKERS": "2", **database.environment}
        with demo_site_with(given | mail.environment) as (site, output):
            table, faults = play(Outages(site, database, Processes(data), data))
    if tracebacks := sum("Traceback" in line for line in output):
        faults += [f"the site's log has {tracebacks} tracebacks:", *output[-400:]]
    print("\n".join(["", *HEAD, *table, "", *faults]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
