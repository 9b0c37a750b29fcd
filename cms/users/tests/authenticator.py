"""An app for two-step sign-in, as a member has it on a phone, and the way with it."""

import base64
import hashlib
import hmac
import re
import struct
import time
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup
from django.test import Client

PASSWORD = "meget-hemmelig-1"
WRONG = "Koden er forkert eller brugt før. Skriv den næste."
LOCKED = "For mange forsøg. Vent 15 minutter, og prøv en gang til."
SET_UP, CODE, MANAGE = "/log-ind/totrin/", "/log-ind/kode/", "/min-side/totrin/"


class Authenticator:
    """Knows what it read from `otpauth://…`, and makes codes of it (RFC 6238), with a clock that
    runs ahead by some periods.
    """

    def __init__(self, address: str) -> None:
        given = parse_qs(urlsplit(address).query)
        self.secret = given["secret"][0]
        self.issuer = given["issuer"][0]

    def code(self, ahead: int = 0) -> str:
        counter = struct.pack(">Q", int(time.time()) // 30 + ahead)
        digest = hmac.new(base64.b32decode(self.secret), counter, hashlib.sha1).digest()
        at = digest[-1] & 15
        number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
        return f"{number % 10**6:06}"


def log_in(client: Client, address: str = "/log-ind/", **data):
    given = {"username": "karen", "password": PASSWORD, "next": "/min-side/"} | data
    return client.post(address, given)


def send(client: Client, code: str, address: str = CODE, **data):
    return client.post(address, {"code": code} | data)


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def error(response) -> str:
    page = BeautifulSoup(response.text, "html.parser")
    field = page.select_one("main [name=code]")
    assert field["aria-invalid"] == "true"
    return page.find(id=f"{field['id']}_error").get_text()


def app_of(client: Client) -> Authenticator:
    page = BeautifulSoup(client.get(SET_UP).text, "html.parser")
    app = Authenticator(page.select_one("a[href^='otpauth:']")["href"])
    assert page.select_one(".secret-key").get_text().replace(" ", "") == app.secret
    return app


def codes_in(response) -> list[str]:
    return re.findall(r"<code>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</code>", response.text)


def set_up(client: Client) -> tuple[Authenticator, list[str]]:
    """An app that has been set up by who is signed in, and the recovery codes."""
    app = app_of(client)
    return app, codes_in(send(client, app.code(), SET_UP))
