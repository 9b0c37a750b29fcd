"""An identity provider (OpenID Connect) in a process of its own, as the site meets one."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from urllib.parse import urlencode


class IdentityProvider:
    """Where people sign in by telling who they are: it believes everybody."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def configured(self, **values: object) -> dict:
        """What the site's setting says of it."""
        return {
            "name": "Kommune-login",
            "issuer": self.issuer,
            "client_id": "cms",
            "client_secret": "hemmelig",
            **values,
        }

    def knows(self, subject: str, **claims: object) -> None:
        """Let it tell this of somebody."""
        self._ask("PUT", f"/users/{subject}", json.dumps(claims), "application/json")

    def answer(self, address: str, subject: str = "", **form: str) -> str:
        """Sign in at the address to which the site leads; return where that leads back."""
        fields = urlencode({"sub": subject, **form})
        return self._ask(
            "POST", address.removeprefix(self.issuer), fields, "application/x-www-form-urlencoded"
        )

    def _ask(self, method: str, path: str, content: str, kind: str) -> str:
        request = urllib.request.Request(
            self.issuer + path, content.encode(), {"Content-Type": kind}, method=method
        )
        opener = urllib.request.build_opener(_NoRedirect)
        with opener.open(request) as answer:
            return answer.headers.get("Location", "")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def http_error_302(self, request, answer, code, message, headers):
        return answer


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    """A provider that runs, and ends afterwards."""
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", "0", "--host", "localhost"]
    environment = os.environ | {"NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    try:
        for line in process.stderr or []:
            if found := re.search(r"running on http://\S+?:(\d+)", line):
                break
        else:
            raise RuntimeError("The identity provider did not start.")
        # A pipe that nobody reads would stop it once it is full.
        reader = Thread(target=deque(maxlen=0).extend, args=(process.stderr,), daemon=True)
        reader.start()
        yield IdentityProvider(f"http://localhost:{found[1]}")
    finally:
        process.terminate()
        process.wait()
