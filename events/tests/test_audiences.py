"""Target groups: kept by editors, shown with an event."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cms.testing import factories
from cms.users.models import User
from events.models import Audience, EventPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("group", ["Redaktør", "Godkender"])
def test_editors_keep_the_list(group):
    call_command("setup_site", verbosity=0)
    user = User.objects.create_user("redaktoer", password="x")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    assert reverse("events_audience_modeladmin_index") in client.get("/admin/").content.decode()
    url = reverse("events_audience_modeladmin_create")
    assert client.post(url, {"name": "Ældrechefer", "slug": "aeldrechefer"}).status_code == 302
    assert list(Audience.objects.values_list("name", "slug")) == [("Ældrechefer", "aeldrechefer")]


@pytest.mark.parametrize(
    ("words", "shown"), [("", "Ledere, Politikere"), ("Alle, der leder", "Alle, der leder")]
)
def test_an_event_says_whom_it_is_for(client, words, shown):
    audiences = [
        Audience.objects.create(name=name, slug=name.lower()) for name in ("Politikere", "Ledere")
    ]
    page = factories.page(EventPage, target_group=words, audiences=audiences)
    assert f"<dd>{shown}</dd>" in client.get(page.url).content.decode()
    calendar = client.get(page.url, {"format": "ics"}).content.decode()
    assert f"Målgruppe: {shown}".replace(",", r"\,") in calendar.replace("\r\n ", "")
