"""What an answer looks like when `urls` and `renditions` ask for it."""

import json

import pytest

pytestmark = pytest.mark.django_db

ROOT = "http://localhost"


def without_root(data: dict) -> dict:
    return json.loads(json.dumps(data).replace(ROOT, ""))


class TestURLs:
    @pytest.mark.parametrize("fields", ["", "&fields=*", "&fields=_,title,image(renditions),body"])
    def test_of_a_list_all_are_relative_or_none(self, ask, fields):
        listed = ask(f"pages/?type=news.NewsPage{fields}")
        assert ask(f"pages/?type=news.NewsPage{fields}&urls=absolute") == listed
        assert ask(f"pages/?type=news.NewsPage{fields}&urls=relative") == without_root(listed)

    def test_of_a_detail_those_in_its_html_too(self, ask, content):
        for path in (
            f"pages/{content.about.pk}/",
            f"images/{content.image.pk}/",
            f"documents/{content.document.pk}/",
        ):
            absolute, relative = ask(path), ask(f"{path}?urls=relative")
            assert ROOT in json.dumps(absolute)
            assert relative == without_root(absolute)

    def test_they_come_along_when_something_is_found(self, client, content):
        query = {"id": content.first.pk, "urls": "relative", "fields": "_,html_url"}
        response = client.get("/api/v2/pages/find/", query, follow=True)
        assert response.json() == {"meta": {"html_url": "/moeder-og-netvaerk/nyheder/erfaringer/"}}


class TestRenditions:
    @pytest.fixture
    def specs(self, ask, content):
        def get(path: str) -> list[str]:
            found = ask(path)
            image = found.get("image", found)
            return [each["spec"] for each in image["renditions"]]

        return get

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ("card", ["fill-400x225|format-webp", "fill-800x450|format-webp"]),
            ("width-640|format-webp", ["width-640|format-webp"]),
            ("share,width-640|format-webp", ["width-640|format-webp", "fill-1200x630|format-jpeg"]),
        ],
    )
    def test_only_those_asked_for_by_name_or_spec(self, specs, content, asked, expected):
        assert specs(f"pages/{content.first.pk}/?renditions={asked}") == expected
        assert specs(f"images/{content.image.pk}/?renditions={asked}") == expected

    def test_everything_else_stays(self, ask, content):
        whole = ask(f"pages/{content.first.pk}/")
        narrowed = ask(f"pages/{content.first.pk}/?renditions=card")
        whole["image"]["renditions"] = whole["image"]["renditions"][:2]
        assert narrowed == whole

    def test_of_every_image_in_a_list(self, ask, content):
        listed = ask("pages/?type=news.NewsPage&fields=_,image(_,renditions)&renditions=share")
        specs = [
            [each["spec"] for each in item["image"]["renditions"]] if item["image"] else None
            for item in listed["items"]
        ]
        assert specs == [["fill-1200x630|format-jpeg"], None]


@pytest.mark.parametrize(
    ("query", "value", "allowed"),
    [
        ("urls=full", "full", ["absolute", "relative"]),
        ("urls=", "", ["absolute", "relative"]),
        (
            "renditions=fill-9999x9999",
            "fill-9999x9999",
            [
                *("card", "wide", "portrait", "share"),
                *("fill-400x225|format-webp", "fill-800x450|format-webp"),
                *("width-640|format-webp", "width-1280|format-webp"),
                *("fill-160x160|format-webp", "fill-320x320|format-webp"),
                "fill-1200x630|format-jpeg",
            ],
        ),
    ],
)
@pytest.mark.parametrize("endpoint", ["pages/", "images/", "documents/", "pages/{}/"])
def test_another_value_is_refused_with_what_is_allowed(
    client, content, endpoint, query, value, allowed
):
    response = client.get(f"/api/v2/{endpoint.format(content.first.pk)}?{query}")
    name = query.partition("=")[0]
    message = f"'{value}' is not a valid value for {name}"
    assert (response.status_code, response.json()) == (
        400,
        {
            "type": "about:blank",
            "title": "Bad Request",
            "status": 400,
            "detail": f"{message}. Allowed: {', '.join(allowed)}",
            "instance": f"/api/v2/{endpoint.format(content.first.pk)}",
            "message": message,
            "allowed": allowed,
        },
    )
