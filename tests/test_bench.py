"""`make bench` measures: here a few pages and a few requests, so that it can't rot."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext
from functools import cache

import pytest

from bench.__main__ import QUICK, measure
from bench.report import Results
from bench.scenarios import BARE, COMPARISONS, LEADING, MOST_QUERIES, OURS, STOCK
from bench.surroundings import Process, collect_static, run_step, web_server
from bench.visits import CATEGORIES, METRICS, Verdict, verdict
from tests.databases import url_of

PAGES = 20


@pytest.fixture
def site_url(committing_database, tmp_path, monkeypatch) -> str:
    """The URL of a database with a few pages."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    url = url_of(committing_database)
    collect_static(url)
    run_step(url, "content", PAGES)
    return url


@pytest.fixture
def serve(site_url) -> Iterator[Callable[..., nullcontext[Process]]]:
    """Servers that several measurements use, since starting one takes seconds."""
    with ExitStack() as running:
        kept = cache(lambda *arguments: running.enter_context(web_server(*arguments)))
        yield lambda *arguments: nullcontext(kept(*arguments))


def test_ours_and_every_peer_answer_what_is_measured(site_url, serve, tmp_path):
    results = Results("18", [PAGES])
    said = []
    for part in ("compared", "leading", "distinct", "published", "copied", "live"):
        measure(results, {PAGES: site_url}, part, QUICK, said.append, serve)

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
    assert set(results.leading) == set(LEADING)
    assert [done for done, *_memory in results.distinct] == [*range(1, QUICK.distinct + 1)]
    few = {name: 0 < figures.queries <= MOST_QUERIES for name, figures in results.leading.items()}
    assert few == dict.fromkeys(LEADING, True)
    for name in (*peers, *LEADING, "publish"):
        assert name in results.markdown()
    assert results.copied.seconds.keys() == {OURS, STOCK, BARE}
    assert f"A copy of {results.copied.pages} news" in results.markdown()
    assert results.live.streams == QUICK.streams
    assert "commit to event" in results.markdown()
    results.save(tmp_path)
    assert json.loads((tmp_path / "results.json").read_text())["sizes"] == [PAGES]


def report(performance: float, **audits: float) -> dict:
    """As Lighthouse writes it: 1 is all there is to get; weights are those of audits."""
    scores = dict.fromkeys(CATEGORIES, 1) | {"performance": performance}
    of_metrics = {
        name: {"id": name, "score": 1, "scoreDisplayMode": "numeric", "numericValue": 900.0}
        for name in METRICS
    }
    found = {
        name: {"id": name, "score": score, "scoreDisplayMode": "binary", "title": f"About {name}"}
        for name, score in audits.items()
    }
    references = [{"id": name, "weight": 1} for name in (*of_metrics, *found)]
    return {
        "audits": of_metrics | found,
        "categories": {
            name: {"score": score, "auditRefs": references} for name, score in scores.items()
        },
    }


def test_a_page_is_judged_by_the_median_of_the_visits_and_by_what_any_of_them_found():
    found = verdict([report(0.97, one=1), report(1), report(1, two=0.5)])
    assert found == Verdict(
        scores=dict.fromkeys(CATEGORIES, 100.0),
        metrics=dict.fromkeys(METRICS, 900.0),
        failed={"two": "About two"},
    )
    results = Results("18", [PAGES], visited={"News": found})
    assert "| News | 100 | 100 | 100 | 100 |" in results.markdown()
    assert "- News: About two (`two`)" in results.markdown()
