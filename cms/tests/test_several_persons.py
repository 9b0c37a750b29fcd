"""Several persons are added at once, from a list that somebody pastes."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.models import Person
from cms.testing import factories
from cms.trash.tests.asking import account

pytestmark = pytest.mark.django_db

PASTED = "Søren Bø, direktør, Fjordby Kommune\nAnne Søe\tkonsulent\tKL\n\nANNE SOEE;;kl\nIb Holm"


@pytest.fixture
def address() -> str:
    return reverse("cms_add_persons")


def shown(response) -> list[list[str]]:
    rows = BeautifulSoup(response.content, "html.parser").select("tbody tr")
    return [[cell.get_text(strip=True) for cell in row.select("td")] for row in rows]


def test_what_will_be_made_is_shown_and_made(address, admin_client):
    factories.person(name="Soeren Bø", organisation="fjordby kommune")
    listed = admin_client.get(reverse("cms_person_modeladmin_index"))
    assert address in [
        each["href"] for each in BeautifulSoup(listed.content, "html.parser").select("a[href]")
    ]
    rows = shown(admin_client.post(address, {"persons": PASTED, "show": ""}))
    assert rows == [
        ["Søren Bø", "direktør", "Fjordby Kommune", "Findes allerede"],
        ["Anne Søe", "konsulent", "KL", "Oprettes"],
        ["Ib Holm", "", "", "Oprettes"],
    ]
    # What has been changed since is shown first.
    changed = {"persons": f"{PASTED}\nBo Ø", "shown": PASTED, "make": ""}
    assert len(shown(admin_client.post(address, changed))) == 4
    assert Person.objects.count() == 1
    admin_client.post(address, {"persons": PASTED, "shown": PASTED, "make": ""})
    made = Person.objects.order_by("pk")[1:]
    assert [(each.name, each.title, each.organisation, each.slug) for each in made] == [
        ("Anne Søe", "konsulent", "KL", "anne-soee"),
        ("Ib Holm", "", "", "ib-holm"),
    ]


def test_a_form_is_given_all_of_the_list(admin_client):
    known = factories.person(name="Soeren Bø", organisation="fjordby kommune")
    address = reverse("cms_choose_persons")
    assert "Søren" not in admin_client.get(address).json()["html"]
    looked = admin_client.post(address, {"persons": PASTED, "show": ""}).json()
    assert (looked["step"], Person.objects.count()) == ("form", 1)
    given = admin_client.post(address, {"persons": PASTED, "shown": PASTED, "make": ""}).json()
    anne, ib = Person.objects.order_by("pk")[1:]
    edit = [reverse("cms_person_modeladmin_edit", args=[each.pk]) for each in (known, anne, ib)]
    assert given == {
        "step": "chosen",
        "persons": [
            {"id": str(known.pk), "title": "Soeren Bø, fjordby kommune", "edit_url": edit[0]},
            {"id": str(anne.pk), "title": "Anne Søe, KL", "edit_url": edit[1]},
            {"id": str(ib.pk), "title": "Ib Holm", "edit_url": edit[2]},
        ],
    }


@pytest.mark.parametrize(
    ("pasted", "message"),
    [
        ("", "Dette felt er påkrævet."),
        ("Bo, a, b, c", "Linje 1 er ikke et navn, en stilling og en organisation: Bo, a, b, c"),
        ("Bo\n, chef", "Linje 2 er ikke et navn, en stilling og en organisation: , chef"),
        ("Bo\n" * 201, "Højst 200 ad gangen."),
    ],
)
def test_what_is_no_list_of_persons_is_refused(address, admin_client, pasted, message):
    response = admin_client.post(address, {"persons": pasted, "make": ""})
    assert response.context["form"].errors == {"persons": [message]}
    assert not Person.objects.exists()


def test_who_may_make_no_persons_adds_none(address, client):
    client.force_login(account("redaktør", factories.section(), "add_page"))
    assert client.post(address, {"persons": "Bo", "shown": "Bo", "make": ""}).status_code == 302
    assert not Person.objects.exists()


def test_it_costs_the_same_for_one_and_for_three(
    address, admin_client, django_assert_num_queries, django_assert_max_num_queries
):
    admin_client.post(address, {"persons": "Bo"})
    with django_assert_max_num_queries(100) as asked:
        admin_client.post(address, {"persons": "Bo"})
    with django_assert_num_queries(len(asked)):
        admin_client.post(address, {"persons": "Bo\nIb\nÅse"})
