"""Forms of the admin, as a browser sends them: with what stands in them, and something in what is
empty. So a form need not be known to be sent.
"""

import json
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from cms.media.tests.factories import image_file, pdf_file

Sent = dict[str, object]

#: What is written into empty fields of these names; others stay empty.
WRITTEN: Sent = {
    "days": "7",
    "email": "ny@example.dk",
    "expires_at": "2099-01-01 12:00",
    "first_name": "Anna",
    "hostname": "ny.example.dk",
    "last_name": "Ny",
    "name": "Ny",
    "new_slug": "ny",
    "new_title": "Ny",
    "old_path": "/ny",
    "password1": "Langt-kodeord-1",
    "password2": "Langt-kodeord-1",
    "persons": "Anna Ny, konsulent, KL",
    "port": "80",
    "query_string": "ny",
    "redirect_link": "https://ny.example/",
    "restriction_type": "login",
    "since": "2026-01-01 12:00",
    "slug": "ny",
    "tags": "ny",
    "title": "Ny",
    "url": "https://modtager.example/",
    "username": "ny",
}
#: What is written with the editor of rich text, as its script sends it.
_RICH = json.dumps({"blocks": [{"key": "a", "text": "Ny", "type": "unstyled"}], "entityMap": {}})


def forms(response: HttpResponse, address: str) -> Iterator[tuple[str, Sent]]:
    """The forms of an answer that are sent to its own address: once for each button that says
    something, with the button's name.
    """
    soup = BeautifulSoup(_html_of(response), "lxml")
    for form in soup.find_all("form"):
        target = str(form.get("action") or address).partition("?")[0]
        if str(form.get("method")).lower() == "post" and target == address.partition("?")[0]:
            values = _values(form)
            yield "", values
            for button in form.find_all("button", attrs={"name": True}):
                name = str(button["name"])
                yield name, values | {name: button.get("value", "")}


def _html_of(response: HttpResponse) -> str:
    """A page, or a dialog, which comes in JSON."""
    if response.streaming:
        return ""
    if response.headers.get("Content-Type") == "application/json":
        told = json.loads(response.content)
        return str(told.get("html", "")) if isinstance(told, dict) else ""
    return response.text if "html" in response.headers.get("Content-Type", "") else ""


def _values(form: Tag) -> Sent:
    values: Sent = {}
    for field in form.find_all(["input", "textarea", "select"], attrs={"name": True}):
        name, kind = str(field["name"]), str(field.get("type", "text"))
        if "__prefix__" in name:  # a row that a script would add
            continue
        if field.name == "select":
            values[name] = _chosen(field)
        elif field.has_attr("data-draftail-input"):
            values[name] = _RICH
        elif kind == "file":
            values[name] = _file(form)
        elif kind in ("checkbox", "radio"):
            if name in WRITTEN:
                values[name] = WRITTEN[name]
            elif field.has_attr("checked"):
                _append(values, name, field.get("value", "on"))
            elif kind == "radio":
                values.setdefault(name, field.get("value"))
        else:
            written = field.get_text().strip() if field.name == "textarea" else field.get("value")
            values[name] = written or ("0" if name.endswith("_FORMS") else WRITTEN.get(name, ""))
    for block in form.select("[data-controller~=w-block][id]"):
        values.setdefault(f"{block['id']}-count", "0")
    return values


def _append(values: Sent, name: str, value: object) -> None:
    found = values.setdefault(name, [])
    if isinstance(found, list):
        found.append(value)


def _chosen(field: Tag) -> list[str]:
    options = field.find_all("option")
    chosen = [each for each in options if each.has_attr("selected") and each.get("value")]
    chosen = chosen or [each for each in options if each.get("value")][:1]
    return [str(each["value"]) for each in chosen]


def _file(form: Tag) -> SimpleUploadedFile:
    is_of_image = "image" in str(form.get("action", "")) or form.select_one("[accept*=image]")
    return image_file("ny.png") if is_of_image else pdf_file("ny.pdf")
