"""Where something is used: told the same everywhere, kept from deletion, replaced by another."""

import re
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from cms.media.models import Document, Image
from cms.models import Person, Topic
from cms.testing import factories
from cms.tests.pages.models import ArticlePage
from cms.users.models import User

pytestmark = pytest.mark.django_db

LINK = '<p><a linktype="document" id="%s">Rapporten</a></p>'


def body(*blocks: tuple) -> object:
    return ArticlePage.body.field.stream_block.normalize(list(blocks))


@pytest.fixture
def world(django_capture_on_commit_callbacks) -> SimpleNamespace:
    """A live article that uses one of each, a draft of another that will, and one nobody may see
    but an administrator.
    """
    photo, picture = factories.image(title="Foto"), factories.image(title="Have")
    person = factories.person(name="Anna Bang", organisation="", photo=photo)
    other = factories.person(name="Bo Dam", organisation="")
    topic, document = factories.topic(name="Klima"), factories.document(title="Rapport")
    with django_capture_on_commit_callbacks(execute=True):
        article = factories.page(
            ArticlePage,
            title="Udgivet",
            contact=person,
            image=picture,
            body=body(
                ("contact", person),
                ("documents", {"documents": [document]}),
                ("text", RichText(LINK % document.pk)),
            ),
        )
        article.topics.set([topic])
        article.save()
        article.save_revision().publish()
    changed = factories.page(ArticlePage, title="Rettes")
    changed.contact = person
    changed.topics.set([topic])
    changed.save_revision()
    hidden = factories.page(ArticlePage, title="Skjult", contact=person)
    factories.restrict(hidden, PageViewRestriction.GROUPS)
    linking = factories.page(
        ArticlePage,
        title="Henviser",
        related=article,
        body=body(
            ("page_card", article),
            ("text", RichText(f'<p><a linktype="page" id="{article.pk}">Se</a></p>')),
        ),
    )
    return SimpleNamespace(**locals())


def told(response) -> tuple[list[list[str]], str]:
    """The rows of the list, and what else it says."""
    section = BeautifulSoup(response.content, "html.parser").find("section", class_="where-used")
    rows = [
        [re.sub(r"\s+", " ", cell.get_text(" ", strip=True)) for cell in row.find_all("td")]
        for row in section.select("tbody tr")
    ]
    said = " ".join(p.get_text(" ", strip=True) for p in section.select("p, .help-block"))
    return rows, said


PERSONS = [
    ["Skjult Artikel", "Kontakt", "udgivet"],
    ["Udgivet Artikel", "Brødtekst → Kontakt Kontakt", "udgivet"],
    ["Rettes Artikel", "Kontakt", "kladde"],
]


def test_a_list_is_the_same_in_the_form_and_before_deletion(world, admin_client):
    for action in ("edit", "delete"):
        url = reverse(f"cms_person_modeladmin_{action}", args=[world.person.pk])
        assert told(admin_client.get(url))[0] == PERSONS
    for url, rows in {
        reverse("cms_topic_modeladmin_edit", args=[world.topic.pk]): [
            ["Udgivet Artikel", "Emner", "udgivet"],
            ["Rettes Artikel", "Emner", "kladde"],
        ],
        reverse("wagtailimages:edit", args=[world.picture.pk]): [
            ["Udgivet Artikel", "Billede", "udgivet"]
        ],
        reverse("wagtailimages:delete", args=[world.photo.pk]): [
            ["Udgivet Artikel", "Vises via noget andet", "udgivet"],
            ["Anna Bang Person", "Foto", "i brug"],
        ],
        reverse("wagtaildocs:edit", args=[world.document.pk]): [
            ["Udgivet Artikel", "Brødtekst → Dokumenter Brødtekst → Tekst", "udgivet"]
        ],
        reverse("wagtaildocs:document_usage", args=[world.document.pk]): [
            ["Udgivet Artikel", "Brødtekst → Dokumenter Brødtekst → Tekst", "udgivet"]
        ],
        reverse("wagtailadmin_pages:delete", args=[world.article.pk]): [
            [
                "Henviser Artikel",
                "Beslægtet side Brødtekst → Sidekort Brødtekst → Tekst",
                "udgivet",
                "feltet bliver tomt det udelades dér teksten bliver stående uden link",
            ]
        ],
    }.items():
        found, _said = told(admin_client.get(url))
        assert found == rows, url


def test_what_one_may_not_see_is_counted(world, client):
    editor = User.objects.create_user("redaktør")
    editor.groups.add(Group.objects.create(name="Redaktører uden sider"))
    for codename in ("access_admin", "change_person", "delete_person"):
        editor.groups.get().permissions.add(_permission(codename))
    client.force_login(editor)
    url = reverse("cms_person_modeladmin_edit", args=[world.person.pk])
    rows, said = told(client.get(url))
    # The two live pages are public, whoever sees them; the restricted one and no more is counted.
    assert rows == [row for row in PERSONS if not row[0].startswith("Skjult")]
    assert "1 sted, som du ikke må se" in said
    replacing = reverse("cms_replacement", args=["cms", "person", world.person.pk])
    response = client.post(replacing, {"new": world.other.pk})
    assert "3 steder, som du ikke må ændre" in response.text
    assert Person.objects.filter(pk=world.person.pk).exists()


def _permission(codename: str):
    return Permission.objects.get(codename=codename)


def test_what_is_live_is_not_deleted_and_what_is_not_is(world, admin_client):
    addresses = [
        reverse("cms_person_modeladmin_delete", args=[world.person.pk]),
        reverse("cms_topic_modeladmin_delete", args=[world.topic.pk]),
        reverse("wagtailimages:delete", args=[world.photo.pk]),
        reverse("wagtailimages:delete", args=[world.picture.pk]),
        reverse("wagtaildocs:delete", args=[world.document.pk]),
        reverse("wagtail_bulk_action", args=["media", "document", "delete"])
        + f"?id={world.document.pk}",
    ]
    for address in addresses:
        assert "kan ikke slettes" in told(admin_client.get(address))[1], address
        admin_client.post(address)
    # Beside those that have just been laid up, nothing is asked.
    admin_client.post(reverse("wagtailimages:delete_multiple", args=[world.picture.pk]))
    admin_client.post(reverse("wagtaildocs:delete_multiple", args=[world.document.pk]))
    assert [
        Person.objects.filter(pk=world.person.pk).count(),
        Topic.objects.filter(pk=world.topic.pk).count(),
        Image.objects.filter(pk__in=[world.photo.pk, world.picture.pk]).count(),
        Document.objects.filter(pk=world.document.pk).count(),
    ] == [1, 1, 2, 1]
    world.article.unpublish()
    world.hidden.unpublish()
    for address in addresses:
        admin_client.post(address)
    assert [Person.objects.filter(pk=world.person.pk).count(), Image.objects.count()] == [0, 0]
    assert [Topic.objects.count(), Document.objects.count()] == [0, 0]


def test_another_takes_its_place_everywhere(world, admin_client, client):
    document, topic = factories.document(title="Ny rapport"), factories.topic(name="Energi")
    new_photo = factories.image(title="Nyt foto")
    changed_before = world.changed.revisions.count()
    for old, new in [
        (world.person, world.other),
        (world.topic, topic),
        (world.document, document),
        (world.picture, new_photo),
    ]:
        url = reverse("cms_replacement", args=[*old._meta.label_lower.split("."), old.pk])
        response = admin_client.post(url, {"new": new.pk}, follow=True)
        assert "er slettet" in response.text
        assert not type(old).objects.filter(pk=old.pk).exists()
    for page in (
        ArticlePage.objects.get(pk=world.article.pk),
        ArticlePage.objects.get(pk=world.article.pk).get_latest_revision_as_object(),
    ):
        assert [page.contact, page.image] == [world.other, new_photo]
        assert list(page.topics.all()) == [topic]
        contact, documents, text = page.body
        assert [contact.value, documents.value["documents"][0]] == [world.other, document]
        assert text.value.source == LINK % document.pk
    live = ArticlePage.objects.get(pk=world.changed.pk)
    draft = live.get_latest_revision_as_object()
    assert [live.contact, draft.contact] == [None, world.other]
    assert [list(live.topics.all()), list(draft.topics.all())] == [[], [topic]]
    assert [live.has_unpublished_changes, live.revisions.count()] == [True, changed_before]
    shown = client.get(live.url).status_code, client.get(world.article.url).text
    assert shown[0] == 200
    assert "Bo Dam" in shown[1]
    assert "Anna Bang" not in shown[1]


def test_nothing_takes_the_place_of_a_page_or_of_what_may_not_be_deleted(world, admin_client):
    url = reverse("cms_replacement", args=["wagtailcore", "page", world.article.pk])
    assert admin_client.get(url).status_code == 404
    url = reverse("cms_usage", args=["users", "user", 1])
    assert admin_client.get(url).status_code == 404
    url = reverse("cms_replacement", args=["cms", "person", world.person.pk])
    response = admin_client.post(url, {"new": world.person.pk})
    assert response.status_code == 200
    assert Person.objects.filter(pk=world.person.pk).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_many_places_take_no_more_queries(count, admin_client, django_assert_max_num_queries):
    person = factories.person()
    for _number in range(count):
        factories.page(ArticlePage, contact=person)
    url = reverse("cms_usage", args=["cms", "person", person.pk])
    admin_client.get(url)  # what the process keeps
    with django_assert_max_num_queries(60):
        admin_client.get(url)
