"""Which addresses are asked when, and what their answers come to.

A run takes a few addresses, each of another host, so that runs a minute apart come to no host more
often than once a minute.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.utils import timezone
from wagtail.models import Site

from cms.links.models import Address, AddressOnPage, on_live_pages
from cms.links.one_address import Outcome, Turns, Verdict, answer_of
from cms.models import CheckedPage

#: How many addresses a run asks at most, all at once.
MOST = 10
#: When an address that worked is asked again, and any other.
AGAIN = timedelta(days=7)
SOON = timedelta(days=1)
#: When those are asked again of which nothing could be told, since nothing outside was reached.
CUT_OFF = timedelta(hours=1)


def ask_due() -> int:
    """Ask the addresses that are due, at most `MOST`; return how many."""
    now = timezone.now()
    due = Address.objects.filter(on_live_pages(), due_at__lte=now)
    one_a_host = due.order_by("host", "due_at", "pk").distinct("host").values("pk")
    asked = list(Address.objects.filter(pk__in=one_a_host).order_by("due_at", "pk")[:MOST])
    # Whoever is killed meanwhile doesn't ask the same again and again.
    Address.objects.filter(pk__in=[each.pk for each in asked]).update(due_at=now + CUT_OFF)
    if not asked:
        return 0
    agent, turns = user_agent(), Turns()
    with ThreadPoolExecutor(MOST) as pool:
        outcomes = list(pool.map(lambda each: answer_of(each.url, agent, turns), asked))
    is_cut_off = all(each.status is None for each in outcomes) and _is_cut_off(asked, agent, turns)
    for address, outcome in zip(asked, outcomes, strict=True):
        _settle(address, outcome, is_cut_off)
    return len(asked)


def user_agent() -> str:
    """Return who asks, with an address at which people find out more."""
    site = Site.objects.order_by("-is_default_site", "pk").first()
    return f"content-platform-links/1 (+{site.root_url}/)" if site else "content-platform-links/1"


def _is_cut_off(asked: list[Address], agent: str, turns: Turns) -> bool:
    """Return whether the fault is likely to be ours: what answered last doesn't answer either."""
    others = Address.objects.exclude(host__in=[each.host for each in asked])
    known = others.exclude(answered_at=None).order_by("-answered_at").first()
    return known is None or answer_of(known.url, agent, turns).status is None


def _settle(address: Address, outcome: Outcome, is_cut_off: bool) -> None:
    now, was_dead = timezone.now(), address.is_dead
    address.asked_at, address.status, address.reason = now, outcome.status, outcome.reason
    if outcome.status is not None:
        address.answered_at = now
    if outcome.verdict is Verdict.WORKS:
        address.has_worked(now, AGAIN)
    elif is_cut_off:
        address.due_at = now + CUT_OFF
    elif outcome.verdict is Verdict.FAILS:
        address.has_failed(now, SOON)
    else:
        address.due_at = now + max(SOON, timedelta(seconds=outcome.retry_after))
    if Address.objects.filter(pk=address.pk).exists():  # no page may have it any more
        address.save()
    if address.is_dead != was_dead:
        _check_again(address)


def _check_again(address: Address) -> None:
    """Have the checklists of the pages say so, within the minute."""
    pages = AddressOnPage.objects.filter(address=address).values("page")
    CheckedPage.objects.filter(page__in=pages).update(state="")
