"""An event in schema.org's terms, from its representation."""

import re

from cms.content import ORGANISATION

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
# The only amount that a text names: "1.250 kr." and "595,50 kr. pr. person".
_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d\d))?\s*(?:kr\b|kroner\b|DKK\b)")


def event_members(event: dict) -> dict:
    """What an event has besides name, description, image and URL."""
    mode = "online" if event["status"] == "moved_online" else event["attendance_mode"]
    return {
        "startDate": _moment(event, event["start"]),
        "endDate": _moment(event, event["end"]),
        "previousStartDate": _moment(event, event.get("previous_start")),
        "eventStatus": f"https://schema.org/{_STATUS[event['status']]}",
        "eventAttendanceMode": f"https://schema.org/{_ATTENDANCE[mode]}",
        "location": _locations(event, mode),
        "organizer": ORGANISATION,
        "performer": [_person(block["value"]["person"]) for block in event["speakers"]],
        "audience": _audiences(event),
        "isAccessibleForFree": True if _amount(event["price"]) == "0" else None,
        "offers": _offer(event),
    }


def _moment(event: dict, moment: str | None) -> str | None:
    return moment[:10] if moment and event["all_day"] else moment


def _locations(event: dict, mode: str) -> list[dict]:
    place = {
        "@type": "Place",
        "name": event["venue"] or event["town"],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": event["address"],
            "addressLocality": event["town"],
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
        "availability": f"https://schema.org/{_AVAILABILITY[event['places']]}",
    }


def _amount(price: str) -> str | None:
    """The price as a number, if the text names one and no other."""
    if price.lower().startswith("gratis"):
        return "0"
    amounts = _AMOUNT.findall(price)
    if len(amounts) != 1:
        return None
    [(kroner, oere)] = amounts
    return kroner.replace(".", "") + (f".{oere}" if oere else "")
