"""Persons and topics in the admin: list, search, filter, inspect, export."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse

from cms.media.tests.factories import image_file, pdf_file
from cms.models import Person, Topic
from cms.testing import factories
from cms.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def persons():
    names = [("Åse Ø", "Sorø"), ("Ærø Holm", "Ribe"), ("Anna Bang", "Ribe"), ("Øjvind Zahle", "")]
    return [
        Person.objects.create(name=name, title="konsulent", organisation=organisation)
        for name, organisation in names
    ]


def names_listed(response) -> list[str]:
    return [person.name for person in response.context["object_list"]]


def test_persons_are_listed_in_danish_order(admin_client, persons):
    response = admin_client.get(reverse("cms_person_modeladmin_index"))
    assert names_listed(response) == ["Anna Bang", "Ærø Holm", "Øjvind Zahle", "Åse Ø"]


def test_persons_are_searched(admin_client, persons):
    response = admin_client.get(reverse("cms_person_modeladmin_index"), {"q": "holm"})
    assert names_listed(response) == ["Ærø Holm"]


def test_persons_are_filtered_by_organisation(admin_client, persons):
    response = admin_client.get(reverse("cms_person_modeladmin_index"), {"organisation": "Ribe"})
    assert names_listed(response) == ["Anna Bang", "Ærø Holm"]


@pytest.mark.parametrize("query", [{"collection_id": "1"}, {"name__ukendt": "x"}, {"id": "x"}])
@pytest.mark.parametrize("name", ["cms_person", "cms_topic", "events_audience"])
def test_a_list_is_not_narrowed_by_what_it_does_not_have(admin_client, persons, name, query):
    address = reverse(f"{name}_modeladmin_index")
    response = admin_client.get(address, query, follow=True)
    assert response.redirect_chain == [(address, 302)]
    assert "Listen kan ikke afgrænses på den måde." in response.content.decode()


def test_who_may_not_add_persons_makes_none_in_a_chooser(client):
    """Wagtail asks for the permission where it shows the form, and not where it takes it."""
    user = User.objects.create_user("gæst", email="guest@example.dk", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    made = {"name": "Ny", "title": "", "organisation": "", "mail": "", "phone": ""}
    ajax = {"X-Requested-With": "XMLHttpRequest"}
    answer = client.post(reverse("person_chooser:create"), made, headers=ajax)
    assert (answer.status_code, Person.objects.count()) == (403, 0)
    user.user_permissions.add(Permission.objects.get(codename="add_person"))
    answer = client.post(reverse("person_chooser:create"), made, headers=ajax)
    assert (answer.status_code, Person.objects.count()) == (200, 1)
    assert client.post(reverse("reusable_text_chooser:create"), {}).status_code == 404


def test_a_person_is_inspected(admin_client, persons):
    url = reverse("cms_person_modeladmin_inspect", args=[persons[0].pk])
    response = admin_client.get(url)
    assert response.status_code == 200
    assert "Åse Ø" in response.content.decode()


def test_persons_are_exported_as_csv(admin_client, persons):
    response = admin_client.get(reverse("cms_person_modeladmin_index"), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(response.getvalue().decode())))
    assert rows[1] == ["Anna Bang", "konsulent", "Ribe", "", ""]
    assert len(rows) == 5


def test_form_of_a_new_person_among_others_to_choose_takes_a_photo_along(admin_client):
    image = factories.image(title="Fortroligt billede")
    html = admin_client.get(reverse("person_chooser:choose")).json()["html"]
    assert ('name="portrait"' in html, image.title in html) == (True, False)
    address = reverse("person_chooser:create")
    values = {"name": "Ib Holm", "title": "Konsulent"}
    refused = admin_client.post(address, values | {"portrait": pdf_file()}).json()
    told = BeautifulSoup(refused["htmlFragment"], "html.parser").select_one(".error-message")
    assert told.get_text(strip=True) == "Filen er ikke et billede, eller den er beskadiget."
    assert not Person.objects.exists()
    admin_client.post(address, values | {"portrait": image_file("ib.png")})
    photo = Person.objects.get().photo
    assert (photo.title, photo.description) == ("Ib Holm", "Portræt af Ib Holm")
    assert photo.uploaded_by_user.username == "admin"


def test_a_topic_is_made(admin_client):
    response = admin_client.post(
        reverse("cms_topic_modeladmin_create"), {"name": "Børn og unge", "slug": "boern-og-unge"}
    )
    assert response.status_code == 302
    assert list(Topic.objects.values_list("name", "slug")) == [("Børn og unge", "boern-og-unge")]


def test_a_taken_slug_is_refused_beside_its_field(admin_client):
    Topic.objects.create(name="Klima", slug="klima")
    response = admin_client.post(
        reverse("cms_topic_modeladmin_create"), {"name": "Klimaet", "slug": "klima"}
    )
    assert response.status_code == 200
    assert response.context["form"].errors.get_json_data().keys() == {"slug"}
