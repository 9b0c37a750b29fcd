"""What a form shows of the page, image or document that is chosen in it: its title, to those only
who may see it.

A chooser is given a number, from the database or from whoever sent the form, and knows no account.
Wagtail's `BaseChooser.get_value_data` is what all choosers in forms and in blocks ask for all that
they show, so it is wrapped. The number stays: what a colleague has chosen is saved again unseen.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import BaseChooser

from cms.editing.around import around
from cms.editing.seen import sees

#: Whose request is answered; None: nobody's, as in a command.
_account: ContextVar[Any] = ContextVar("account", default=None)


def account() -> Any:
    """Return whose request is answered, None if nobody's."""
    return _account.get()


class AccountMiddleware:
    """Say whose request is answered, also while its template is rendered; Wagtail's context for
    its log is gone by then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _account.set(request.user)  # not looked for until it is asked
        try:
            return self.get_response(request)
        finally:
            _account.reset(token)


def guard() -> None:
    """Let all choosers of this process name only what the account may see. May be called again."""

    @around(BaseChooser, "get_value_data")
    def get_value_data(original: Callable, self: BaseChooser, value: Any) -> dict | None:
        try:
            instance = self.get_instance(value)
        except ValueError:
            return None  # no number of anything; the form says so
        user = account()
        if instance is None or user is None or sees(user, instance):
            return original(self, instance)
        return {
            **_without_content(original(self, instance)),
            "id": instance.pk,
            self.display_title_key: _("Chosen by somebody else; you may not see it"),
        }


def _without_content(data: Any) -> Any:
    """Return the same members, all of them empty: scripts and templates read them."""
    if isinstance(data, dict):
        return {name: _without_content(value) for name, value in data.items()}
    return "" if isinstance(data, str) else None
