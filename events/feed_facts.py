"""What a feed says of an event before its lede."""

from cms.content import dates
from events.ical import location
from events.states import status_badge


def when_and_where(page: dict) -> str:
    """Return "Aflyst: 17. maj 2022 kl. 10.00-12.00, KL-Huset, København."."""
    told = [dates.period_text(page["start"], page["end"], page["all_day"]), location(page)]
    text = f"{', '.join(filter(None, told))}."
    badge = status_badge(page["status"])
    return f"{badge[0]}: {text}" if badge else text
