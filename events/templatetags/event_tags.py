"""What templates ask about events: `events.states` and its neighbours, registered as tags."""

from itertools import groupby
from operator import itemgetter
from urllib.parse import urlencode

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cms.content import dates, periods, written
from events import calendar_links, programme, states

register = template.Library()

register.filter("month_abbreviation", dates.month_abbreviation)
register.filter("danish_weekday", dates.weekday_text)
register.filter(states.attendance)
register.filter(states.for_whom)
register.filter(states.has_afterwards)
register.filter(states.has_ended)
register.filter(states.has_place)
register.filter(states.is_called_off)
register.filter(states.is_over)
register.filter(states.is_to_come)
register.filter(states.online_note)
register.filter(states.place)
register.simple_tag(states.afterwards)
register.simple_tag(states.notice)
register.simple_tag(calendar_links.calendar_links)
register.simple_tag(programme.running, name="running_items")


@register.filter
def day_of_month(value: str) -> int:
    """Return the day of the month of a date or an instant, 1 to 31."""
    return dates.parse(value).day


@register.simple_tag
def event_time(event: dict) -> SafeString:
    """Return the `<time>` of an event: "17. maj 2022 kl. 10.00-12.00" or its days. Each of two
    days with hours of their own is a `<time>`, so that a line can break between them.
    """
    text = dates.period_text(event["start"], event["end"], event["all_day"])
    if event["all_day"]:
        return format_html('<time datetime="{}">{}</time>', event["start"][:10], text)
    first, _til, last = text.partition(" til ")
    html = format_html('<time datetime="{}">{}</time>', event["start"], first)
    if last:
        html += format_html(' til <time datetime="{}">{}</time>', event["end"], last)
    return html


@register.filter
def beside_the_day(event: dict) -> str:
    """Return what the day on which an event begins leaves to say of its time: "kl. 10.00-12.00",
    "til 19. maj 2022", "kl. 9.00 til 19. maj 2022 kl. 15.00"; "" of one whole day. No line ends
    between "kl." and its hour.
    """
    if not event["all_day"]:
        text = dates.period_text(event["start"], event["end"])
        return text[text.index("kl. ") :].replace("kl. ", "kl.\N{NO-BREAK SPACE}")
    first, last = periods.first_day(event), periods.last_day(event)
    return f"til {dates.date_text(last)}" if last > first else ""


@register.simple_tag
def event_moment(value: str) -> str:
    """Return "10. maj 2022 kl. 12.00" of an instant, "10. maj 2022" of a date."""
    return dates.period_text(value, None, all_day=len(value) == 10)


@register.simple_tag
def events_by_month(cards: list[dict]) -> list[tuple[str, list[dict]]]:
    """Return the cards in their order under "maj 2022", the month in which they begin; without
    those that say no month.
    """
    placed = written(cards, lambda card: (dates.month_text(card["start"][:7]), card))
    return [
        (month, [card for _month, card in found])
        for month, found in groupby(placed, key=itemgetter(0))
    ]


@register.simple_tag
def counted(ways: list[dict], apart: dict) -> list[dict]:
    """Return the ways to look at the calendar, each with how many events it shows as `count`: None
    where that is not told.
    """
    options = apart["when"].options if "when" in apart else []
    counts = {value: count for value, _label, count in options}
    return [way | {"count": counts.get(way["when"])} for way in ways]


@register.simple_tag
def offered(fields: list, ways: list[dict]) -> list:
    """Return the fields by which the list is narrowed: among events to come, none chooses by what
    they left.
    """
    is_coming = any(way["current"] and way["when"] == "upcoming" for way in ways)
    return [each for each in fields if each.name != "material" or not is_coming]


@register.filter
def item_time(item: dict) -> str:
    """Return "10.00-10.45" of an item of a programme, "10.00" without an end, else ""."""
    times = [item["start"], item["end"]] if item["start"] else []
    return "-".join(dates.time_text(each) for each in times if each)


@register.filter
def position(person: dict) -> str:
    """Return a person's title and organisation, as far as they are known."""
    return ", ".join(filter(None, [person["title"], person["organisation"]]))


@register.filter
def initials(name: str) -> str:
    """Return the first letters of the first and the last name, in the place of a photo."""
    words = name.split()
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]])


@register.filter
def map_url(event: dict) -> str:
    """Return where OpenStreetMap looks for the address."""
    where = ", ".join(filter(None, [event["address"], event["town"]]))
    return f"https://www.openstreetmap.org/search?{urlencode({'query': where})}"


@register.simple_tag
def event_day(value: str, all_day: bool) -> str:
    """Return "10. maj 2022 kl. 12.00" of an instant, without the hour for whole days."""
    return dates.period_text(value, None, all_day)


@register.inclusion_tag("events/components/badges.html", takes_context=True)
def event_badges(context: Context, event: dict) -> dict:
    """Render what a visitor must not miss: cancelled, moved, past, few places, no places."""
    found = states.badges(event, context["now"])
    return {"badges": [{"label": label, "tone": tone} for label, tone in found]}


@register.simple_tag(takes_context=True)
def registration_state(context: Context, event: dict) -> str:
    """Return whether one can sign up now: see `states.registration`."""
    return states.registration(event, context["now"])
