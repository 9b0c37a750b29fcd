"""Several persons at once, pasted as a list: one a line, with name, job title and organisation."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.log_actions import log

from cms.models import Person
from cms.publications.search.words import cleaned, folded

AT_MOST = 200
_SEPARATORS = "\t;,"
_FIELDS = ("name", "title", "organisation")


@dataclass
class Line:
    """A person of the list; `known` is the one that there is already."""

    person: Person
    known: Person | None = None


class ListForm(forms.Form):
    """A list of persons. `shown` is the list that was looked through."""

    persons = forms.CharField(
        label=gettext_lazy("Persons"),
        help_text=gettext_lazy(
            "One a line: name, job title, organisation. Between them a comma, a semicolon or a "
            "tab, as from a spreadsheet."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=100_000,
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_persons(self) -> list[Person]:
        lines = self.cleaned_data["persons"].splitlines()
        found = [(n, line) for n, line in enumerate(lines, start=1) if line.strip()]
        if len(found) > AT_MOST:
            raise ValidationError(_("At most %(number)d at once.") % {"number": AT_MOST})
        return [_person(number, line) for number, line in found]


def add_several(request: HttpRequest) -> HttpResponse:
    """Ask for a list, show what will be made of it, and make it. Raises `PermissionDenied`."""
    if not request.user.has_perm("cms.add_person"):
        raise PermissionDenied
    context = _asked(request)
    if not context["is_decided"]:
        return TemplateResponse(request, "cms/several_persons.html", context)
    made = len(context["new"])
    _make(context["new"], request.user)
    told = ngettext("%(count)d person is made.", "%(count)d persons are made.", made)
    messages.success(request, told % {"count": made})
    return redirect("cms_person_modeladmin_index")


def choose_several(request: HttpRequest) -> HttpResponse:
    """Do the same in a dialog of a form, which is given all of the list. Raises
    `PermissionDenied`.
    """
    if not request.user.has_perm("cms.add_person"):
        raise PermissionDenied
    context = _asked(request)
    if not context["is_decided"]:
        template = "cms/several_persons_dialog.html"
        return render_modal_workflow(request, template, None, context, {"step": "form"})
    _make(context["new"], request.user)
    finder = AdminURLFinder(request.user)
    persons = [
        {"id": str(each.pk), "title": str(each), "edit_url": finder.get_edit_url(each)}
        for each in (line.known or line.person for line in context["lines"])
    ]
    data = {"step": "chosen", "persons": persons}
    return render_modal_workflow(request, None, None, None, json_data=data)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """Return what there is to show of the list that was sent, and whether it is to be made now."""
    form = ListForm(request.POST or None)
    lines = _lines(form.cleaned_data["persons"]) if form.is_valid() else []
    return {
        "form": form,
        "lines": lines,
        "text": form["persons"].value() or "",
        "new": [each.person for each in lines if each.known is None],
        "is_decided": bool(lines) and "make" in request.POST and _is_seen(form),
    }


def _person(number: int, line: str) -> Person:
    separator = next((each for each in _SEPARATORS if each in line), ",")
    parts = [part.strip() for part in line.split(separator)]
    if len(parts) > len(_FIELDS) or not parts[0]:
        message = _("Line %(number)d is not a name, a job title and an organisation: %(line)s")
        raise ValidationError(message % {"number": number, "line": line[:100]})
    person = Person(**dict(zip(_FIELDS, parts, strict=False)))
    try:
        person.clean_fields(exclude=["slug", "sort_key"])
    except ValidationError as error:
        told = _("Line %(number)d: %(message)s")
        raise ValidationError(
            told % {"number": number, "message": " ".join(error.messages)}
        ) from error
    return person


def _lines(persons: list[Person]) -> list[Line]:
    """Return the persons, each once, with those that there are."""
    known = {_key(each): each for each in Person.objects.order_by("-pk")}
    lines = {_key(each): Line(each, known.get(_key(each))) for each in reversed(persons)}
    return list(reversed(lines.values()))


def _key(person: Person) -> tuple[str, str]:
    """Return that by which a person is recognised: name and organisation, as the search compares
    them.
    """
    return folded(cleaned(person.name)), folded(cleaned(person.organisation))


def _is_seen(form: Any) -> bool:
    given, shown = form["persons"].value(), form["shown"].value() or ""
    return given.split() == shown.split()


@transaction.atomic
def _make(persons: list[Person], user: Any) -> None:
    for person in persons:
        person.save()
        log(instance=person, action="wagtail.create", user=user)
