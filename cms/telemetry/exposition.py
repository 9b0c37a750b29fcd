"""`/metrics`: what the processes of this machine have counted, for Prometheus."""

import os
from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address
from pathlib import Path
from typing import Any

from prometheus_client import REGISTRY, CollectorRegistry
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from cms.telemetry.processes import COUNTING_FOLDER, forget_dead, kinds

PATH = "/metrics"
# What a proxy tells of whom it asks for: who is told about comes from elsewhere.
_OF_PROXIES = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_FORWARDED_PROTO")

Networks = Iterable[IPv4Network | IPv6Network]


class Exposition:
    """A WSGI application that answers `/metrics` before another one is asked: to whom its address
    lets in and no proxy speaks for. Anybody else meets what is at any address without a page.

    It stands before Django, since Prometheus asks a machine by its address and not the site by its
    name, and since it must answer while everything else is busy.
    """

    def __init__(self, application: Callable, networks: Networks) -> None:
        self._application = application
        self._networks = list(networks)

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        if environ["PATH_INFO"] != PATH or not self._is_let_in(environ):
            return self._application(environ, start_response)
        encode, content_type = choose_encoder(environ.get("HTTP_ACCEPT", ""))
        body = encode(_registry())
        headers = [
            ("Content-Type", content_type),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
        ]
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _is_let_in(self, environ: dict[str, Any]) -> bool:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not self._networks:
            return False
        if any(name in environ for name in _OF_PROXIES):
            return False
        try:
            address = ip_address(environ.get("REMOTE_ADDR", ""))
        except ValueError:
            return False
        return any(address in network for network in self._networks)


def _registry() -> CollectorRegistry:
    """Return what all processes of the machine have counted, or this one where it counts by
    itself.
    """
    own = os.environ.get(COUNTING_FOLDER)
    if own is None:
        return REGISTRY
    registry = CollectorRegistry()
    registry.register(_OfAllProcesses(Path(own)))
    return registry


class _OfAllProcesses(Collector):
    def __init__(self, own: Path) -> None:
        self._own = own

    def collect(self) -> Iterable[Metric]:
        forget_dead(self._own)
        running = GaugeMetricFamily(
            "cms_process_up", "Whether such a process runs on this machine", labels=["process"]
        )
        files: list[str] = []
        for kind, runs, of_kind in kinds(self._own.parent):
            running.add_metric([kind], runs)
            files += map(str, of_kind)
        yield running
        yield from MultiProcessCollector.merge(files)
