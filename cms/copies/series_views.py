"""A page repeated on several days: the days are proposed, looked at and made at once."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.models import Page

from cms.copies.dated import DatedCopy, dated_copy
from cms.copies.recurrence import AT_MOST
from cms.copies.series_form import DayFormSet, RuleForm, days_shown
from cms.danish.dates import date_text, weekday_text
from cms.danish.slugs import danish_slug
from cms.editing.seen import seen_pages
from cms.trash.moving import free_slug
from cms.visibility import is_template

_LONGEST_STEM = 230


def may_repeat(user: Any, page: Page) -> bool:
    """Return whether the page is on a day, and the account may make such pages where it lies. Asks
    nothing of the database, since lists ask it of each row.
    """
    if dated_copy(page) is None or is_template(page):
        return False
    allowed = page.permissions_for_user(user)
    return allowed.can_copy() and (user.is_superuser or "add" in allowed.permissions)


def repeat(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask on which days, show them, make the copies. Raises `PermissionDenied` and `Http404`."""
    page, declared = _asked(request, page_id)
    draft = page.get_latest_revision_as_object()
    first = declared.day(draft)
    stem = _stem(draft.title, first)
    rule, days = RuleForm(initial={"title": stem}), None
    if request.method == "POST":
        rule = RuleForm(request.POST)
        if "make" in request.POST:
            days = DayFormSet(request.POST, prefix="days")
            if rule.is_valid() and days.is_valid():
                if days.is_seen():
                    made = _made(request, page, declared, rule.cleaned_data["title"], days)
                    if made:
                        return redirect(_result(page, made))
                else:
                    days = days_shown(days.days())
        elif rule.is_valid():
            days = days_shown(rule.days(first))
    context = {
        "page": page,
        "title": draft.title,
        "weekday": weekday_text(first),
        "day": date_text(first),
        "left_empty": declared.told(page.specific_class),
        "rule": rule,
        "days": days,
        "media": rule.media + (days.media if days else DayFormSet(prefix="days").media),
    }
    return TemplateResponse(request, "copies/repeat.html", context)


def repeated(request: HttpRequest, page_id: int) -> HttpResponse:
    """List the copies that were made, those of the numbers in the address that the account may see.
    Raises `PermissionDenied` and `Http404`.
    """
    page, _declared = _asked(request, page_id)
    numbers = [each[:9] for each in request.GET.getlist("page")[:AT_MOST] if each.isdecimal()]
    beside = Page.objects.child_of(page.get_parent()).filter(pk__in=numbers)
    made = beside.filter(pk__in=seen_pages(request.user).order_by().values("pk")).order_by("pk")
    context = {"page": page, "title": page.get_admin_display_title(), "made": made}
    return TemplateResponse(request, "copies/repeated.html", context)


def _asked(request: HttpRequest, page_id: int) -> tuple[Page, DatedCopy]:
    page = get_object_or_404(Page, pk=page_id)
    if not may_repeat(request.user, page):
        raise PermissionDenied
    declared = dated_copy(page)
    assert declared is not None
    return page, declared


def _made(
    request: HttpRequest, page: Page, declared: DatedCopy, title: str, days: Any
) -> list[Page]:
    """Return the copies, all of them; or none, and the forms say why."""
    try:
        with transaction.atomic():
            return [_copy(request, page, declared, title, day) for day in days.days()]
    except ValidationError as error:
        days.non_form_errors().extend(error.messages)
        return []


def _copy(request: HttpRequest, page: Page, declared: DatedCopy, title: str, day: date) -> Page:
    parent = page.get_parent()
    slug = danish_slug(title)[:_LONGEST_STEM]
    return declared.copy(
        declared.moved(page, day),
        parent,
        request.user,
        title=f"{title} {date_text(day)}",
        slug=free_slug(f"{slug}-{day.isoformat()}".lstrip("-"), parent),
    )


def _stem(title: str, day: date) -> str:
    """Return the title without the date that a series has put behind it."""
    return title.removesuffix(date_text(day)).rstrip(" ,–-") or title


def _result(page: Page, made: list[Page]) -> str:
    query = urlencode({"page": [each.pk for each in made]}, doseq=True)
    return f"{reverse('cms_repeated', args=[page.pk])}?{query}"
