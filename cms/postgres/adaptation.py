"""What Python and PostgreSQL can't tell each other: null characters and halves of surrogate pairs
on the way in, and on the way out moments before the year 1, after 9999 and at infinity.

An error would come from deep within whichever query meets such a value. So what a database can't
hold becomes U+FFFD, which no text has that anybody looks for; and what Python can't hold becomes a
moment far outside the years of content, from which days can still be added and taken away. Whoever
builds from it finds it unfit.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import psycopg
from django.db.backends.postgresql import operations
from django.db.backends.postgresql.psycopg_any import BaseTzLoader
from psycopg.types.datetime import DateLoader, TimestampLoader
from psycopg.types.json import Jsonb
from psycopg.types.string import StrDumperUnknown

EARLIEST, LATEST = datetime(2, 1, 1), datetime(9998, 12, 31)
_UNTELLABLE = re.compile("[\0\ud800-\udfff]")


class TextDumper(StrDumperUnknown):
    """What writes texts, whatever is in them."""

    def dump(self, obj: str) -> Any:
        try:
            return super().dump(obj)
        except (psycopg.DataError, UnicodeEncodeError):
            return super().dump(_UNTELLABLE.sub("\ufffd", obj))


class InstantLoader(BaseTzLoader):
    """What reads `timestamptz`."""

    timezone = UTC

    def load(self, data: Any) -> datetime:
        try:
            found = super().load(data)
        except psycopg.DataError:
            return _nearest(data).replace(tzinfo=self.timezone)
        return min(max(found, _EARLIEST_INSTANT), _LATEST_INSTANT)


class MomentLoader(TimestampLoader):
    """What reads `timestamp`."""

    def load(self, data: Any) -> datetime:
        try:
            found = super().load(data)
        except psycopg.DataError:
            return _nearest(data)
        return min(max(found, EARLIEST), LATEST)


class DayLoader(DateLoader):
    """What reads `date`."""

    def load(self, data: Any) -> date:
        try:
            found = super().load(data)
        except psycopg.DataError:
            return _nearest(data).date()
        return min(max(found, EARLIEST.date()), LATEST.date())


class DatabaseOperations(operations.DatabaseOperations):
    """Django's, with JSON that `jsonb` takes."""

    def adapt_json_value(self, value: Any, encoder: Any) -> Any:
        adapted: Any = super().adapt_json_value(value, encoder)
        return Jsonb(adapted.obj, dumps=_tellable(adapted.dumps or json.dumps))


def adapt(connection: psycopg.Connection) -> None:
    """Let a connection read and write by these."""
    connection.adapters.register_dumper(str, TextDumper)
    connection.adapters.register_loader("timestamptz", InstantLoader)
    connection.adapters.register_loader("timestamp", MomentLoader)
    connection.adapters.register_loader("date", DayLoader)


_EARLIEST_INSTANT, _LATEST_INSTANT = EARLIEST.replace(tzinfo=UTC), LATEST.replace(tzinfo=UTC)


def _nearest(data: Any) -> datetime:
    """Return what stands for a moment that Python has no number for."""
    text = bytes(data)
    return EARLIEST if text.startswith(b"-") or text.endswith(b"BC") else LATEST


def _tellable(dumps: Callable[[Any], Any]) -> Callable[[Any], str]:
    def dumped(value: Any) -> str:
        text = str(dumps(value))
        if "\\u0000" not in text and "\\ud" not in text:
            return text
        return json.dumps(_told(json.loads(text)))

    return dumped


def _told(value: Any) -> Any:
    if isinstance(value, str):
        return _UNTELLABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_told(key): _told(item) for key, item in value.items()}
    return [_told(item) for item in value] if isinstance(value, list) else value
