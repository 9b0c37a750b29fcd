"""`python -m tests.rolling`: two web nodes behind nginx are restarted one after the other, as
docs/operations.md says, while readers read and an editor changes pages.

No request may fail, and nobody may be signed out, while the code is rolled and while `SECRET_KEY`
is changed. In the end prints what a node costs its readers whose code isn't that of the log. Needs
`nginx` (Debian: `apt-get install nginx-light`), and is left out where there is none.
"""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

from tests.demo import ROOT, demo_site_with
from tests.nodes import WEB_SETTINGS, Failure, Node, eventually, free_port, running, web_server
from tests.outages.__main__ import READ
from tests.outages.editors import Editor
from tests.outages.readers import HEAD, Readers, ask
from tests.outages.surroundings import Database, data_and_database

CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
worker_processes 2;
worker_shutdown_timeout 30s;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/nodes.conf;
    server {{
        listen 127.0.0.1:{port};
        client_max_body_size 60m;
        location / {{
            proxy_pass http://nodes;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $remote_addr;
        }}
    }}
}}
"""
OLD_KEY, NEW_KEY = "den-gamle-noegle" * 4, "den-nye-noegle" * 4
#: What is asked of a node to see what it costs.
MEASURED = ["/moeder-og-netvaerk/", "/moeder-og-netvaerk/nyheder/", "/api/v2/pages/?limit=20"]


class Balancer:
    """nginx before the nodes, some of which it asks nothing."""

    def __init__(self, folder: Path, nodes: list[Node]) -> None:
        self._folder, self._nodes, self.port = folder, nodes, free_port()
        self.site = f"http://127.0.0.1:{self.port}"
        configuration = CONFIGURATION.format(folder=folder, port=self.port)
        (folder / "nginx.conf").write_text(configuration)
        self._choose([])

    @contextmanager
    def run(self) -> Iterator[None]:
        with running("nginx", "-c", str(self._folder / "nginx.conf"), "-p", str(self._folder)):
            eventually((self._folder / "nginx.pid").exists, "nginx runs")
            yield

    def leave_out(self, *nodes: Node) -> None:
        """Ask these nodes nothing, and wait until what they have been asked is answered."""
        self._choose([*nodes])
        master = psutil.Process(int((self._folder / "nginx.pid").read_text()))
        before = master.children()
        master.send_signal(signal.SIGHUP)
        eventually(lambda: not any(map(is_alive, before)), "nginx's former workers are done")

    def _choose(self, left_out: list[Node]) -> None:
        lines = [
            f"server 127.0.0.1:{node.port}{' down' if node in left_out else ''};"
            for node in self._nodes
        ]
        (self._folder / "nodes.conf").write_text(f"upstream nodes {{ {' '.join(lines)} }}")


def is_alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


class Web:
    """The process of a web node, as often as it is started."""

    def __init__(self, node: Node, given: dict[str, str]) -> None:
        self.node, self._given = node, given
        self._process: subprocess.Popen | None = None

    def start(self, **settings: str) -> None:
        environment = os.environ | self._given | settings | WEB_SETTINGS
        silent = subprocess.DEVNULL
        self._process = subprocess.Popen(
            web_server(self.node.port), cwd=ROOT, env=environment, stdout=silent, stderr=silent
        )
        eventually(self._is_ready, "the node is ready")

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(60)
            self._process = None

    def _is_ready(self) -> bool:
        time.sleep(0.2)
        try:
            return self.node.ask("/health/ready").status == 200
        except OSError:
            return False


class Changes:
    """An editor who takes a page down again and again, over the same session."""

    def __init__(self, site: str, database: Database) -> None:
        self._database, self._editor = database, Editor(site).sign_in()
        self._pages = [
            row[0]
            for row in database.ask(
                "SELECT id FROM wagtailcore_page JOIN news_newspage ON page_ptr_id = id "
                "WHERE live ORDER BY id LIMIT 5"
            )
        ]
        self.made, self.faults = 0, []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._ended.is_set():
            page = self._pages[self.made % len(self._pages)]
            try:
                sent = self._editor.send(*self._editor.unpublish_form(page))
                if sent.status != 302:
                    self.faults.append(f"an editor's change got {sent.status}")
            except (Exception, SystemExit) as error:
                self.faults.append(f"an editor met {error!r}")
            self.made += 1
            self._database.ask(
                "UPDATE wagtailcore_page SET live = true WHERE id = %s RETURNING id", page
            )
            self._ended.wait(0.2)


def play(balancer: Balancer, webs: list[Web], database: Database) -> list[str]:
    readers = Readers(balancer.site, READ)
    changes = Changes(balancer.site, database)
    rows, faults = [], []
    rolls = {
        "the code is rolled": {"SECRET_KEY": OLD_KEY},
        "each node learns the new key": {"SECRET_KEY": OLD_KEY, "SECRET_KEY_FALLBACKS": NEW_KEY},
        "the new key is used": {"SECRET_KEY": NEW_KEY, "SECRET_KEY_FALLBACKS": OLD_KEY},
    }
    for name, settings in rolls.items():
        begun, made = time.monotonic(), changes.made
        with readers.during(name) as readings:
            for web in webs:
                balancer.leave_out(web.node)
                web.stop()
                web.start(**settings)
                balancer.leave_out()
        seconds = time.monotonic() - begun
        print(f"  {name}: {seconds:.0f} s, {changes.made - made} changes", flush=True)
        rows.append(readings.row())
        found = [*readings.wrong, *readings.broken]
        if readings.outcomes[503]:
            found.append(f"{readings.outcomes[503]} readers got 503")
        faults += [f"{name}: {fault}" for fault in found[:5]]
    changes.end()
    readers.stop()
    print("\n".join(["", *HEAD, *rows, ""]), flush=True)
    return faults + changes.faults[:5]


def cost_of_other_code(web: Web) -> None:
    """What a node costs that builds what it answers, as after going back to former code."""
    for name, settings in (
        ("the code of the log", {}),
        # An address of images is in what is built, so it is other code to the log.
        ("other code", {"MEDIA_URL": "http://localhost/media/"}),
    ):
        web.stop()
        web.start(SECRET_KEY=NEW_KEY, **settings)
        told = []
        for path in MEASURED:
            taken = []
            for _turn in range(12):
                begun = time.monotonic()
                ask(f"http://127.0.0.1:{web.node.port}", path, Host="localhost")
                taken.append(1000 * (time.monotonic() - begun))
            told.append(f"{path} {taken[0]:.0f} ms, then {statistics.median(taken[2:]):.0f}")
        print(f"  {name}: {'; '.join(told)}", flush=True)


def main() -> int:
    if shutil.which("nginx") is None:
        print("Left out: there is no nginx here.")
        return 0
    with ExitStack() as stack:
        data, database = stack.enter_context(data_and_database())
        folder = data.parent
        (folder / "nginx").mkdir()
        folder.chmod(0o755)
        given = {"DATA_DIR": str(data), "SECRET_KEY": OLD_KEY, "WEB_WORKERS": "1"}
        given |= {"EVENTS_URL": "/api/v2/events/"} | database.environment
        _site, output = stack.enter_context(demo_site_with(given))
        webs = [Web(Node(free_port()), given) for _number in range(2)]
        for web in webs:
            stack.callback(web.stop)
            web.start()
        balancer = Balancer(folder / "nginx", [web.node for web in webs])
        stack.enter_context(balancer.run())
        try:
            faults = play(balancer, webs, database)
            cost_of_other_code(webs[0])
        except Failure as failure:
            faults = [str(failure)]
        if any("Traceback" in line for line in output):
            faults += ["the site's log has tracebacks:", *output[-200:]]
    print("\n".join(f"  {fault}" for fault in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
