"""Counting searches that find nothing, without personal data.

A search may hold a name, a number or an address. So digits and mail addresses are taken out before
anything is stored, nothing of the visitor is stored at all, words are shown to editors only once
they were searched for three times, and all is deleted after 90 days.
"""

import re
from datetime import date, timedelta

from django.db import connection
from django.db.models import Max, QuerySet, Sum

from cms.content.search import cleaned, kept_if_possible, read_sql
from search.models import FruitlessSearch

KEPT = timedelta(days=90)
SHOWN_FROM = 3
#: New words a day. Beyond it, somebody is filling the table.
MOST_A_DAY = 5_000

_COUNT = read_sql(__file__, "count_fruitless")
_MAIL = re.compile(r"\S*@\S*")
_DIGITS = re.compile(r"\d+")


def count(text: str, day: date) -> None:
    """Count one search for this text on a day."""
    words = cleaned(_DIGITS.sub(" ", _MAIL.sub(" ", text)))[:100].strip()
    if not words:
        return
    with kept_if_possible(), connection.cursor() as cursor:
        cursor.execute(_COUNT, {"words": words, "day": day, "most": MOST_A_DAY})


def shown() -> QuerySet:
    """Return what editors are shown: `{"words", "times", "latest"}`, the most frequent first."""
    return (
        FruitlessSearch.objects.values("words")
        .annotate(times=Sum("count"), latest=Max("date"))
        .filter(times__gte=SHOWN_FROM)
        .order_by("-times", "-latest", "words")
    )


def delete_old(today: date) -> int:
    """Delete what is older than 90 days; return how many rows that were."""
    deleted, _ = FruitlessSearch.objects.filter(date__lt=today - KEPT).delete()
    return deleted
