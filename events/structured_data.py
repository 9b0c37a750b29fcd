"""An event in schema.org's terms, from its representation."""

import re
from datetime import datetime

from django.utils import timezone

from cms.content import ORGANISATION, periods
from events.programme import days_of, items_of

# By the values of the choices in `events.models`, which import this module.
_STATUS = {
    "scheduled": "EventScheduled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "cancelled": "EventCancelled",
    "moved_online": "EventMovedOnline",
}
_ATTENDANCE = {
    "on_site": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
_AVAILABILITY = {
    "open": "InStock",
    "few": "LimitedAvailability",
    "waiting_list": "SoldOut",
    "full": "SoldOut",
}
# An amount: "1.250 kr." and "595,50 kr. pr. person"; and what makes it none that is paid by all.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d\d))?\s*(?:kr\b|kroner\b|DKK\b)")
_UNSURE = re.compile(r"\b(?:fra|op til|ca|cirka|omkring|mindst|højst|maks)\b", re.IGNORECASE)
#: What editors write as town where there is none.
_EVERYWHERE = {"hele landet", "hele danmark", "danmark", "flere steder", "online"}


def event_members(event: dict) -> dict:
    """Return what an event has besides name, description, image and URL."""
    mode = "online" if event["status"] == "moved_online" else event["attendance_mode"]
    status, places = f"https://schema.org/{_STATUS[event['status']]}", _locations(event, mode)
    return {
        "startDate": _moment(event, event["start"]),
        "endDate": _moment(event, event["end"]),
        "previousStartDate": _moment(event, event.get("previous_start")),
        "eventStatus": status,
        "eventAttendanceMode": f"https://schema.org/{_ATTENDANCE[mode]}",
        "location": places,
        "organizer": ORGANISATION,
        "performer": [_person(block["value"]["person"]) for block in event["speakers"]],
        "audience": _audiences(event),
        "isAccessibleForFree": True if _amount(event["price"]) == "0" else None,
        "offers": _offer(event),
        "subEvent": _sessions(event, {"eventStatus": status, "location": places}),
    }


def _sessions(event: dict, of_all: dict) -> list[dict]:
    """Return what the programme has to attend, without breaks; each with what holds for all of
    them.
    """
    items = [item for day in days_of(event) for item in items_of(day)]
    return [
        {
            "@type": "Event",
            "name": item["title"],
            "startDate": item["start_at"],
            "endDate": item["end_at"],
            **of_all,
            "performer": [_person(person) for person in item["speakers"]],
        }
        for item in items
        if item["kind"] not in ("break", "social") and item["start_at"]
    ]


def _moment(event: dict, moment: str | None) -> str | None:
    return moment[:10] if moment and event["all_day"] else moment


def _locations(event: dict, mode: str) -> list[dict]:
    town = "" if event["town"].strip().casefold() in _EVERYWHERE else event["town"]
    place = {
        "@type": "Place",
        "name": event["venue"] or town,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": event["address"],
            "addressLocality": town,
            "addressCountry": "DK",
        },
    }
    online = {
        "@type": "VirtualLocation",
        "url": event["online_url"] or event["meta"]["html_url"],
    }
    found = []
    if mode != "online" and (place["name"] or event["address"]):
        found.append(place)
    if mode != "on_site":
        found.append(online)
    return found


def _person(person: dict) -> dict:
    organisation = person["organisation"]
    return {
        "@type": "Person",
        "name": person["name"],
        "jobTitle": person["title"],
        "worksFor": {"@type": "Organization", "name": organisation} if organisation else None,
    }


def _audiences(event: dict) -> list[dict]:
    names = [event["target_group"], *(audience["name"] for audience in event["audiences"])]
    return [{"@type": "Audience", "audienceType": name} for name in names if name]


def _offer(event: dict) -> dict | None:
    amount = _amount(event["price"])
    if not (amount or event["registration_url"]):
        return None
    return {
        "@type": "Offer",
        "url": event["registration_url"] or event["meta"]["html_url"],
        "price": amount,
        "priceCurrency": amount and "DKK",
        "validFrom": event["registration_opens"],
        "availability": f"https://schema.org/{_availability(event, timezone.now())}",
    }


def _availability(event: dict, now: datetime) -> str:
    """Return whether there are places by now: not when it is over, cancelled, or too late."""
    deadline = event["registration_deadline"]
    is_late = deadline is not None and datetime.fromisoformat(deadline) <= now
    if is_late or event["status"] == "cancelled" or periods.is_past(event, now):
        return "OutOfStock"
    return _AVAILABILITY[event["places"]]


def _amount(price: str) -> str | None:
    """Return the price as a number, if the text names one and no other."""
    amounts, numbers = _AMOUNT.findall(price), _NUMBER.findall(price)
    if price.strip().lower().startswith("gratis"):
        return None if numbers else "0"
    if len(amounts) != 1 or len(numbers) != 1 or _UNSURE.search(price):
        return None
    [(kroner, oere)] = amounts
    return kroner.replace(".", "") + (f".{oere}" if oere else "")
