"""Where a member is signed in, told in words that he knows, and signing out there.

What the browser calls itself is put into words at the sign-in and kept in the session, which goes
with it; nothing else of it is kept.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.delivery.answers import personal
from cms.users.models import Session

#: What is kept of a sign-in, in the session.
KEY = "signed_in"

# By what a browser tells of itself (RFC 9110, section 10.1.5), the first that is found: most call
# themselves by the names of others as well.
_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


@dataclass(frozen=True)
class Device:
    """A session of a member's."""

    #: By which it is ended. Its key would open the account to who reads the page.
    name: str
    browser: str
    system: str
    at: datetime | None
    is_this: bool

    @property
    def label(self) -> str:
        """What it is called: "Firefox on Windows"."""
        if self.browser and self.system:
            return _("%(browser)s on %(system)s") % vars(self)
        return self.browser or self.system or _("Unknown browser")


def note_device(sender: Any, request: HttpRequest | None, **kwargs: Any) -> None:
    """Keep in the session, once somebody is signed in, when that was and by what."""
    if request is None:
        return
    text = request.META.get("HTTP_USER_AGENT", "")
    request.session[KEY] = {
        "at": timezone.now().isoformat(),
        "browser": _found(_BROWSERS, text),
        "system": _found(_SYSTEMS, text),
    }


def devices(request: HttpRequest) -> list[Device]:
    """Return where who is asking is signed in: this session first, then the last one first."""
    found = []
    for session in _of(request.user):
        told = session.get_decoded().get(KEY, {})
        at = timezone.localtime(datetime.fromisoformat(told["at"])) if told else None
        is_this = session.session_key == request.session.session_key
        texts = (told.get("browser", ""), told.get("system", ""))
        found.append(Device(_name(session), *texts, at, is_this))
    oldest = datetime.min.replace(tzinfo=timezone.get_default_timezone())
    found.sort(key=lambda each: (each.is_this, each.at or oldest), reverse=True)
    return found


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End the session that is named, or all but this one."""
    if not request.user.is_authenticated:
        return personal(redirect_to_login(reverse("my_page")))
    named = request.POST.get("session", "")
    for session in others(request):
        if "all" in request.POST or constant_time_compare(_name(session), named):
            session.delete()
    return personal(redirect("my_page"))


def others(request: HttpRequest) -> list[Session]:
    """Return the sessions of who is asking, but for the one of the request."""
    this = request.session.session_key
    return [each for each in _of(request.user) if each.session_key != this]


def _of(user: Any) -> list[Session]:
    return list(Session.objects.filter(user=user, expire_date__gt=timezone.now()))


def _name(session: Session) -> str:
    return salted_hmac("cms.users.devices", session.session_key).hexdigest()[:20]


def _found(names: dict[str, str], text: str) -> str:
    return next((name for part, name in names.items() if part in text), "")
