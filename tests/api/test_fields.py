"""The `fields` parameter, in the grammar of API v2."""

from collections.abc import Mapping

import pytest

from cms.api.selection import Members, stored
from cms.plugins import content_types

pytestmark = pytest.mark.django_db

ROOT = "http://localhost/api/v2"
ALWAYS = {
    "type": "news.NewsPage",
    "html_url": "http://localhost/moeder-og-netvaerk/nyheder/erfaringer/",
    "slug": "erfaringer",
    "first_published_at": "2022-04-07T08:00:00+02:00",
}


@pytest.fixture
def item(ask, content):
    """The first article in a list with these fields."""

    def get(fields: str) -> dict:
        [found] = ask(f"pages/?type=news.NewsPage&slug=erfaringer&fields={fields}")["items"]
        return found

    return get


@pytest.fixture
def detail(ask, content):
    def get(fields: str) -> dict:
        return ask(f"pages/{content.first.pk}/?fields={fields}")

    return get


@pytest.fixture
def always(content) -> dict:
    """What v2 gives unasked."""
    pk = content.first.pk
    return {
        "id": pk,
        "meta": ALWAYS | {"detail_url": f"{ROOT}/pages/{pk}/"},
        "title": "Kommuner deler erfaringer",
    }


def test_added_ones_come_besides(item, always):
    assert item("date,lede") == always | {"date": "2022-04-07", "lede": "Fra hele landet."}


def test_one_less(item, always):
    assert item("-title") == {"id": always["id"], "meta": always["meta"]}
    less = {key: value for key, value in always["meta"].items() if key != "slug"}
    assert item("-slug") == always | {"meta": less}
    assert item("-title,-id,-slug,date") == {"meta": less, "date": "2022-04-07"}


def test_none_but_these(item):
    assert item("_,title") == {"title": "Kommuner deler erfaringer"}
    assert item("_,slug") == {"meta": {"slug": "erfaringer"}}
    assert item("_") == {}


def test_all(item, detail):
    assert item("*") == detail("*") == detail("")
    assert list(item("*,-body,-image,-contact,-topics")) == [
        *("id", "meta", "title", "lede", "withdrawn", "updated_on", "update_note", "date")
    ]


def test_the_order_is_that_of_the_page(item):
    assert list(item("date,lede")) == ["id", "meta", "title", "lede", "date"]


class TestNested:
    def test_some_members_of_an_image(self, item, content):
        base = {
            "id": content.image.pk,
            "meta": {"type": "media.Image", "detail_url": f"{ROOT}/images/{content.image.pk}/"},
            "title": "Søen",
        }
        assert item("image(alt,width)")["image"] == base | {
            "alt": content.image.description,
            "width": 1600,
        }
        assert item("image(_,alt)")["image"] == {"alt": content.image.description}
        assert item("image(-title)")["image"] == {"id": base["id"], "meta": base["meta"]}
        assert item("image(*)")["image"] == item("image")["image"]
        assert item("image(*,-renditions)")["image"].keys() == (
            item("image")["image"].keys() - {"renditions"}
        )
        [*specs] = [each["spec"] for each in item("_,image(_,renditions)")["image"]["renditions"]]
        assert specs[0] == "fill-400x225|format-webp"

    def test_some_members_of_every_topic(self, item, content):
        assert item("_,topics(_,name)") == {"topics": [{"name": "Klima"}, {"name": "Velfærd"}]}

    def test_within_all(self, item, detail):
        narrowed = item("*,image(_,alt)")
        assert narrowed == detail("*,image(_,alt)")
        assert narrowed | {"image": None} == item("*") | {"image": None}
        assert list(narrowed["image"]) == ["alt"]

    @pytest.mark.parametrize("slug", ["erfaringer", "budgetter"])  # with an image, and without
    @pytest.mark.parametrize(
        ("fields", "why"),
        [
            ("image(bogus)", "unknown fields: bogus"),
            ("contact(photo(bogus))", "unknown fields: bogus"),
            ("topics(bogus)", "unknown fields: bogus"),
            ("parent(bogus)", "unknown fields: bogus"),
            ("alias_of(lede)", "unknown fields: lede"),
            ("date(x)", "'date' does not support nested fields"),
            ("body(bogus)", "unknown fields: bogus"),
            ("body(image(bogus))", "unknown fields: bogus"),
            ("body(text(x))", "'text' does not support nested fields"),
            ("image(renditions(bogus))", "unknown fields: bogus"),
        ],
    )
    def test_what_is_unknown_is_refused_whatever_is_there(self, client, content, fields, why, slug):
        query = {"type": "news.NewsPage", "slug": slug, "fields": fields}
        response = client.get("/api/v2/pages/", query)
        assert (response.status_code, response.json()["message"]) == (400, why)

    def test_of_a_contact_s_photo(self, item):
        assert item("_,contact(_,name,photo(alt))") == {
            "contact": {"name": "Åse Ærø", "photo": None}
        }

    def test_of_the_pages_above(self, item, content):
        assert item("_,parent(_,title),breadcrumb(_,id)") == {
            "meta": {
                "parent": {"title": "Nyheder"},
                "breadcrumb": [
                    {"id": page.pk} for page in (content.home, content.section, content.news)
                ],
            }
        }

    def test_of_every_rendition(self, item):
        found = item("_,image(_,renditions(spec,width))")["image"]["renditions"]
        assert found[0] == {"spec": "fill-400x225|format-webp", "width": 400}
        assert all(each.keys() == {"spec", "width"} for each in found)
        without = item("_,image(_,renditions(-url))")["image"]["renditions"]
        assert without[0].keys() == {"spec", "width", "height"}

    def test_of_blocks_by_their_types_and_by_what_they_hold(self, item, content):
        [whole] = item("_,body")["body"]
        assert item("_,body(documents)") == {"body": [whole]}
        assert item("_,body(text)") == {"body": []}
        assert item("_,body(-documents)") == {"body": []}
        assert item("_,body(heading)")["body"] == []
        [document] = whole["value"]["documents"]
        narrowed = whole | {"value": {"documents": [{"filename": document["filename"]}]}}
        for chosen in ("", "-heading,"):
            fields = f"_,body(documents({chosen}documents(_,filename)))"
            assert item(fields) == {"body": [narrowed]}

    def test_of_members_that_several_types_of_blocks_have(self, ask, content):
        page = content.about
        found = ask(f"pages/{page.pk}/?fields=_,body(page_card(_,title))")
        [block] = found["body"]
        assert (block["type"], block["value"]) == ("page_card", {"title": content.first.title})

    def test_of_what_is_empty(self, ask, content):
        [found] = ask("pages/?type=news.NewsPage&slug=budgetter&fields=_,image(alt)")["items"]
        assert found == {"image": None}

    def test_of_a_parent(self, detail, content):
        assert detail("_,parent") == {
            "meta": {
                "parent": {
                    "id": content.news.pk,
                    "meta": {
                        "type": "news.NewsIndexPage",
                        "detail_url": f"{ROOT}/pages/{content.news.pk}/",
                        "html_url": "http://localhost/moeder-og-netvaerk/nyheder/",
                    },
                    "title": "Nyheder",
                }
            }
        }


def test_of_several_types_the_fields_of_any_page(ask):
    listed = ask("pages/?type=news.NewsPage,events.EventPage&fields=_,title,seo_title&order=id")
    assert listed["items"] == [
        {"meta": {"seo_title": ""}, "title": "Kommuner deler erfaringer"},
        {"meta": {"seo_title": ""}, "title": "Budgetter på vej"},
        {"meta": {"seo_title": ""}, "title": "Webinar"},
    ]


@pytest.mark.parametrize("model", content_types(), ids=lambda model: model._meta.label)
def test_all_that_a_type_has_can_be_named(client, content, model):
    """The limits of `fields` leave room for every member, on all levels."""

    def spelt(names: Mapping[str, Members]) -> str:
        found = ((name, members()) for name, members in names.items())
        # What stands in blocks, lists and rows is too much to be asked for piece by piece.
        return ",".join(
            f"{name}({spelt(more.names)})" if more.is_object and name != "readings" else name
            for name, more in found
        )

    query = {"type": model._meta.label, "fields": spelt(stored(model))}
    response = client.get("/api/v2/pages/", query)
    assert response.status_code == 200, response.content
