"""Addresses that links lead to: telephones, and films elsewhere; built in like `cms_tags`."""

import re
from urllib.parse import parse_qs, urlsplit

from django import template

register = template.Library()


@register.filter
def phone_url(phone: str) -> str:
    """Return the `tel:` URL of a phone number; eight digits are a Danish one (RFC 3966)."""
    digits = re.sub(r"[^\d+]", "", phone)
    return f"tel:+45{digits}" if len(digits) == 8 else f"tel:{digits}"


@register.filter
def url_host(url: str) -> str:
    """Return the host that a link leads to, such as "vimeo.com"."""
    return urlsplit(url).netloc.removeprefix("www.")


@register.filter
def embed_url(url: str) -> str:
    """Return the address that plays a film in a frame without cookies, or "" if none is known."""
    parts, host = urlsplit(url), url_host(url)
    path = parts.path.strip("/")
    if host == "youtu.be" and path:
        return f"https://www.youtube-nocookie.com/embed/{path}?autoplay=1"
    if host in ("youtube.com", "m.youtube.com", "youtube-nocookie.com"):
        film = parse_qs(parts.query).get("v") or re.findall(r"^embed/([\w-]+)", path)
        return f"https://www.youtube-nocookie.com/embed/{film[0]}?autoplay=1" if film else ""
    if host in ("vimeo.com", "player.vimeo.com") and (found := re.search(r"\d+", path)):
        return f"https://player.vimeo.com/video/{found[0]}?dnt=1&autoplay=1"
    return ""
