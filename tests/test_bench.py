"""`make bench` measures: here a few pages and a few requests, so that it can't rot."""

import json
from urllib.parse import quote, urlencode

import pytest
from django.db import connection

from bench.__main__ import QUICK, measure
from bench.report import Results
from bench.scenarios import BARE, COMPARISONS, OURS, STOCK
from bench.surroundings import collect_static, run_step

PAGES = 20


@pytest.fixture
def site_url(committing_database, tmp_path, monkeypatch) -> str:
    """The URL of a database with a few pages."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    url = url_of(committing_database)
    collect_static(url)
    run_step(url, "content", PAGES)
    return url


def url_of(name: str) -> str:
    values = connection.settings_dict
    login = ":".join(quote(values[key]) for key in ("USER", "PASSWORD") if values[key])
    options = {"host": values["HOST"], "port": values["PORT"]}
    query = urlencode({key: value for key, value in options.items() if value})
    return f"postgresql://{login}@/{name}?{query}"


def test_ours_and_every_peer_answer_what_is_measured(site_url, tmp_path):
    results = Results("18", [PAGES])
    said = []
    for part in ("compared", "published"):
        measure(results, {PAGES: site_url}, part, QUICK, said.append)

    peers = {name: set(figures) for name, figures in results.compared.items()}
    assert peers == {each.name: {OURS, *each.goals} for each in COMPARISONS}
    listed, page = COMPARISONS[0].name, COMPARISONS[2].name
    for name in (listed, page):
        sizes = {peer: each.size for peer, each in results.compared[name].items()}
        assert sizes[OURS] == sizes[BARE]
    assert {name: len(taken) for name, taken in results.published.items()} == {
        OURS: QUICK.publishings,
        STOCK: QUICK.publishings,
    }
    for name in (*peers, "publish"):
        assert name in results.markdown()
    results.save(tmp_path)
    assert json.loads((tmp_path / "results.json").read_text())["sizes"] == [PAGES]
