"""What an editor may not say of an event, and what the form answers."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from cms.testing import factories
from events.blocks import ProgrammeItemBlock
from events.models import EventPage

START = datetime(2022, 5, 17, 8, 0, tzinfo=UTC)
END = datetime(2022, 5, 17, 10, 0, tzinfo=UTC)
STREAMS = ("body", "tracks", "programme", "speakers", "materials")
BEFORE = datetime(2022, 5, 10, 10, 0, tzinfo=UTC)
LONG_BEFORE = datetime(2022, 4, 7, 10, 0, tzinfo=UTC)


def errors(**values) -> dict[str, list[str]]:
    """The messages that the editor reads next to each field."""
    event = EventPage(**{"title": "Webinar", "start": START, "end": END} | values)
    try:
        event.clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_event_that_ends_after_its_start_is_accepted():
    assert errors() == {}


@pytest.mark.parametrize("end", [START, BEFORE])
def test_end_must_be_after_the_start(end):
    assert errors(end=end) == {"end": ["Slut skal ligge efter start."]}


def test_event_of_a_whole_day_may_start_and_end_at_once():
    assert errors(all_day=True, end=START) == {}


def test_event_of_whole_days_does_not_end_before_it_starts():
    assert errors(all_day=True, end=BEFORE) == {"end": ["Slut skal ligge efter start."]}


def test_deadline_may_be_the_start():
    assert errors(registration_deadline=START) == {}


def test_deadline_must_be_before_the_start():
    message = "Fristen skal ligge, før arrangementet begynder."
    assert errors(registration_deadline=END) == {"registration_deadline": [message]}


@pytest.mark.parametrize("opens", [BEFORE, START])
def test_registration_must_open_before_the_deadline(opens):
    assert errors(registration_opens=opens, registration_deadline=BEFORE) == {
        "registration_opens": ["Tilmeldingen skal åbne før fristen."]
    }


@pytest.mark.parametrize("mode", ["online", "hybrid"])
def test_online_event_needs_a_link_or_a_note(mode):
    message = "Et onlinearrangement skal have et link eller en note om, hvordan man får linket."
    assert errors(attendance_mode=mode) == {"online_url": [message]}
    assert errors(attendance_mode=mode, online_url="https://www.example.dk/moede") == {}
    assert errors(attendance_mode=mode, online_note="Linket kommer på mail.") == {}


def test_event_on_site_needs_no_link():
    assert errors(attendance_mode="on_site") == {}


def test_every_mistake_is_told_at_once():
    assert errors(end=BEFORE, registration_deadline=END, attendance_mode="online").keys() == {
        "end",
        "registration_deadline",
        "online_url",
    }


def test_programme_item_ends_after_it_starts():
    block = ProgrammeItemBlock()
    with pytest.raises(ValidationError) as caught:
        block.clean(block.normalize({"start": "10:00", "end": "10:00", "title": "Velkomst"}))
    assert caught.value.block_errors["end"].messages == ["Slut skal ligge efter start."]


@pytest.mark.django_db
def test_message_stands_next_to_the_field_in_the_form():
    index = factories.parent_for(EventPage)
    form_class = EventPage.get_edit_handler().get_form_class()
    data = {
        "title": "Webinar",
        "slug": "webinar",
        "start": "2022-05-17 10:00",
        "end": "2022-05-17 09:00",
        "attendance_mode": "on_site",
        "status": "scheduled",
        "places": "open",
        **{f"{name}-count": "0" for name in STREAMS},
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    form = form_class(data, instance=EventPage(), parent_page=index)
    assert form.errors == {"end": ["Slut skal ligge efter start."]}
