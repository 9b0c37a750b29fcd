"""Editors in the admin, as their browsers send what they do."""

import io
import time
from dataclasses import dataclass
from http.client import HTTPMessage
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import (
    HTTPCookieProcessor,
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
    build_opener,
)

from bs4 import BeautifulSoup
from PIL import Image

#: Of all the demo's accounts.
PASSWORD = "verdensmaal"


@dataclass
class Sent:
    """What a form was answered with, and how long that took."""

    status: int
    heading: str
    seconds: float
    #: The same form, as the answer offers to send it again.
    again: dict[str, str] | None = None


class Visitor:
    """Somebody who fills in forms."""

    def __init__(self, site: str) -> None:
        self._site = site
        self.cookies = CookieJar()
        self._browser = build_opener(HTTPCookieProcessor(self.cookies), _Stay())

    def ask_for_password(self, address: str) -> "Sent":
        path = "/glemt-adgangskode/"
        return self.send(path, self._form(path, "main form[method=post i]") | {"email": address})

    def send(self, path: str, fields: dict[str, str], picture: bytes = b"") -> Sent:
        """Send a form, with a picture as its file if there is one."""
        request = Request(urljoin(self._site, path), urlencode(fields).encode())
        if picture:
            kind = f"multipart/form-data; boundary={_BOUNDARY}"
            request = Request(request.full_url, _multipart(fields, picture), {"Content-Type": kind})
        begun = time.monotonic()
        status, content = _answer(self._browser, request)
        page = BeautifulSoup(content, "html.parser")
        form = page.select_one("main form")
        return Sent(
            status,
            page.h1.get_text(strip=True) if page.h1 else "",
            time.monotonic() - begun,
            _fields(form) if form is not None else None,
        )

    def _form(self, path: str, selector: str) -> dict[str, str]:
        status, content = _answer(self._browser, Request(urljoin(self._site, path)))
        form = BeautifulSoup(content, "html.parser").select_one(selector)
        if form is None:
            raise SystemExit(f"{path} shows no form, but {status}")
        return _fields(form)


class Editor(Visitor):
    """One who is signed in."""

    def sign_in(self, username: str = "moderator") -> "Editor":
        fields = self._form("/log-ind/", "main form[method=post i]")
        self.send("/log-ind/", fields | {"username": username, "password": PASSWORD})
        return self

    def elsewhere(self) -> "Editor":
        """The same account in another window: signing in takes a processor a while."""
        window = Editor(self._site)
        for cookie in self.cookies:
            window.cookies.set_cookie(cookie)
        return window

    def unpublish_form(self, page_id: int) -> tuple[str, dict[str, str]]:
        path = f"/admin/pages/{page_id}/unpublish/"
        return path, self._form(path, "main form[method=post i]")

    def upload(self, title: str) -> Sent:
        """Upload an image of some hundred kilobytes."""
        picture = io.BytesIO()
        Image.effect_noise((700, 700), 100).convert("RGB").save(picture, "PNG")
        path = "/admin/images/add/"
        fields = self._form(path, "main form[enctype]") | {"title": title, "is_decorative": "on"}
        return self.send(path, fields, picture.getvalue())


class _Stay(HTTPRedirectHandler):
    """Where a form leads is told, and not gone to."""

    def redirect_request(
        self, request: Request, file: object, code: int, text: str, headers: HTTPMessage, url: str
    ) -> None:
        return None


def _answer(browser: OpenerDirector, request: Request) -> tuple[int, str]:
    try:
        with browser.open(request, timeout=60) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


_BOUNDARY = "grænse".encode().hex()


def _multipart(fields: dict[str, str], picture: bytes) -> bytes:
    parts = [f'name="{name}"\r\n\r\n'.encode() + value.encode() for name, value in fields.items()]
    parts.append(b'name="file"; filename="stoej.png"\r\nContent-Type: image/png\r\n\r\n' + picture)
    start = f"--{_BOUNDARY}\r\nContent-Disposition: form-data; ".encode()
    return b"".join(start + part + b"\r\n" for part in parts) + f"--{_BOUNDARY}--\r\n".encode()


def _fields(form: BeautifulSoup) -> dict[str, str]:
    found = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.name == "textarea":
            found[field["name"]] = field.get_text().removeprefix("\n")
        elif field.name == "select":
            chosen = field.select_one("option[selected]")
            found[field["name"]] = chosen.get("value", "") if chosen else ""
        elif field.get("type") not in ("checkbox", "radio", "file", "submit") or field.has_attr(
            "checked"
        ):
            found[field["name"]] = field.get("value", "")
    return found
