"""What templates say with the core's own tags and filters."""

import pytest
from bs4 import BeautifulSoup
from django.template import TemplateDoesNotExist, engines
from django.test import RequestFactory

from cms.templatetags import cms_tags, file_tags, link_tags

IMAGE = {
    "id": 3,
    "alt": "To personer ved et bord",
    "decorative": False,
    "renditions": [
        {"spec": "fill-800x450|format-webp", "url": "/media/b.webp", "width": 800, "height": 450},
        {"spec": "fill-400x225|format-webp", "url": "/media/a.webp", "width": 400, "height": 225},
        {"spec": "width-640|format-webp", "url": "/media/c.webp", "width": 640, "height": 480},
    ],
}
REFERENCE = {
    "id": 7,
    "meta": {"type": "wagtailcore.Page", "html_url": "/om/"},
    "title": "Om <os>",
    "lede": "Kort sagt.",
}


def render(source: str, **context) -> str:
    return engines["django"].from_string(source).render(context)


def rendered_blocks(*stream: tuple) -> str:
    blocks = [
        {"type": name, "value": value, "id": str(n)} for n, (name, value) in enumerate(stream)
    ]
    return render("{% blocks body %}", body=blocks)


def headings(html: str) -> list[str]:
    """The levels of the headings, in order."""
    return [part[:2] for part in html.split("<")[1:] if part[:2] in ("h1", "h2", "h3", "h4")]


class TestBlocks:
    def test_each_block_is_rendered_by_its_types_template(self):
        html = rendered_blocks(
            ("text", "<p>Hej</p>"), ("heading", {"text": "A & B", "level": "h2"})
        )
        assert html == ('<div class="text"><p>Hej</p></div>\n<h2 id="afsnit-1">A &amp; B</h2>\n')

    def test_a_subheading_without_a_heading_above_becomes_one(self):
        html = rendered_blocks(
            ("heading", {"text": "Først", "level": "h3"}),
            ("heading", {"text": "Under", "level": "h3"}),
            ("heading", {"text": "Ny", "level": "h2"}),
        )
        assert headings(html) == ["h2", "h3", "h2"]

    def test_the_heading_of_a_box_fits_in_where_the_box_stands(self):
        box = ("fact_box", {"heading": "Fakta", "text": "<p>76 kommuner</p>"})
        heading = ("heading", {"text": "Undersøgelsen", "level": "h2"})
        assert headings(rendered_blocks(box, heading, box)) == ["h2", "h2", "h3"]

    def test_a_block_that_came_rendered_is_printed_as_it_is(self):
        html = rendered_blocks(("stars", {"value": 3, "html": "<b>***</b>"}))
        assert html == "<b>***</b>"

    def test_a_block_without_template_is_an_error(self):
        with pytest.raises(TemplateDoesNotExist, match=r"cms/blocks/stars\.html"):
            rendered_blocks(("stars", {"number": 3}))

    def test_no_blocks_are_nothing(self):
        assert rendered_blocks() == ""

    def test_an_images_caption_is_escaped_and_its_credit_named(self):
        value = {"image": {**IMAGE, "credit": "<Ritzau>"}, "caption": "Vi & de"}
        html = rendered_blocks(("image", value))
        assert "Vi &amp; de" in html
        assert "&lt;Ritzau&gt;" in html

    def test_a_video_is_a_link_until_it_is_asked_for(self):
        url = "https://vimeo.com/76979871"
        html = rendered_blocks(("video", {"url": url, "title": "Film", "image": None}))
        assert f'href="{url}"' in html
        assert "<iframe" not in html
        assert 'data-embed="https://player.vimeo.com/video/76979871?dnt=1&amp;autoplay=1"' in html

    @pytest.mark.parametrize(
        ("header_row", "header_column", "cells"),
        [
            (True, True, ["td", "th col", "th row", "td"]),
            (True, False, ["td", "th col", "td", "td"]),
            (False, True, ["th row", "td", "th row", "td"]),
            (False, False, ["td", "td", "td", "td"]),
        ],
    )
    def test_a_table_has_the_headers_that_the_editor_chose(self, header_row, header_column, cells):
        value = {
            "caption": "Tal",
            "header_row": header_row,
            "header_column": header_column,
            "rows": [["", "2021"], ["Ja", "76"]],
        }
        html = rendered_blocks(("table", value))
        found = [
            f"th {cell['scope']}" if cell.name == "th" else "td"
            for cell in BeautifulSoup(html, "html.parser").find_all(["th", "td"])
        ]
        assert found == cells
        assert html.count("<tbody>") == html.count("</tbody>") == 1
        assert html.count("<thead>") == html.count("</thead>") == int(header_row)


class TestCard:
    def test_a_type_without_card_of_its_own_gets_the_plain_one(self):
        html = render("{% card item 2 %}", item=REFERENCE)
        assert '<h2 class="card-title"><a href="/om/">Om &lt;os&gt;</a></h2>' in html
        assert "Kort sagt." in html


class TestPicture:
    def test_an_image_is_offered_in_the_widths_of_its_specs(self):
        assert render('{% picture image "card" sizes="50vw" %}', image=IMAGE) == (
            '<img src="/media/a.webp" srcset="/media/a.webp 400w, /media/b.webp 800w"'
            ' sizes="50vw" width="800" height="450" alt="To personer ved et bord"'
            ' loading="lazy" decoding="async">'
        )

    def test_a_decorative_image_is_silent(self):
        image = {**IMAGE, "decorative": True}
        assert 'alt=""' in render('{% picture image "card" %}', image=image)

    @pytest.mark.parametrize("image", [None, {**IMAGE, "renditions": []}])
    def test_without_image_or_renditions_there_is_nothing(self, image):
        assert render('{% picture image "card" %}', image=image) == ""


class TestHtml:
    def test_only_the_html_tag_prints_markup(self):
        assert render("{{ value }}{% html value %}", value="<b>x</b>") == (
            "&lt;b&gt;x&lt;/b&gt;<b>x</b>"
        )


class TestSectionTitle:
    SITE = {
        "menu": [
            {"title": "Forside", "url": "/"},
            {"title": "Møder og netværk", "url": "/moeder-og-netvaerk/"},
        ]
    }

    @pytest.mark.parametrize(
        ("url", "title"),
        [
            ("/moeder-og-netvaerk/nyheder/x/", "Møder og netværk"),
            ("/moeder-og-netvaerk/", "Møder og netværk"),
            ("/om/", ""),
        ],
    )
    def test_a_page_belongs_to_the_section_above_it(self, url, title):
        assert render("{% section_title url %}", url=url, site=self.SITE) == title

    def test_a_block_previewed_without_a_site_belongs_nowhere(self):
        assert render("{% section_title '/om/' %}") == ""


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "1 kB"),
        (499, "1 kB"),
        (850_400, "850 kB"),
        (999_999, "1,0 MB"),
        (1_234_567, "1,2 MB"),
        (10_000_000, "10,0 MB"),
    ],
)
def test_file_sizes_have_a_decimal_comma(size, text):
    assert file_tags.filesize_da(size) == text


@pytest.mark.parametrize(
    ("filename", "kind"), [("rapport.pdf", "PDF"), ("a.b.pptx", "PPTX"), ("README", "")]
)
def test_a_file_type_is_the_names_ending(filename, kind):
    assert file_tags.file_type(filename) == kind


@pytest.mark.parametrize(
    ("document", "facts"),
    [
        ({"filename": "a.pdf", "size": 1_234_567, "pages": 24}, "<b>PDF</b>, 1,2 MB, 24 sider"),
        ({"filename": "a.pdf", "size": 850_400, "pages": 1}, "<b>PDF</b>, 850 kB, 1 side"),
        ({"filename": "a.x&y", "size": None, "pages": None}, "<b>X&amp;Y</b>"),
        ({"filename": "README", "size": 1000, "pages": None}, "1 kB"),
        ({"filename": "README", "size": 1000, "pages": None, "language": "en"}, "1 kB, engelsk"),
        (
            {"filename": "a.pdf", "size": 1000, "pages": None, "tagged": True},
            "<b>PDF</b>, 1 kB, opmærket til skærmlæser",
        ),
        (
            {"filename": "a.pdf", "size": 1000, "pages": None, "tagged": False},
            "<b>PDF</b>, 1 kB, ikke opmærket til skærmlæser",
        ),
    ],
)
def test_of_a_document_is_told_what_is_known(document, facts):
    document = {"language": "da"} | document
    assert render("{% file_facts document %}", document=document) == facts


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ("Skybrud i tal 2024", "Skybrud i tal 2024"),
        ("SKYBRUD - I TAL", ""),  # the document's title, in other letters
        ("Endelig udgave", ""),  # the file's name
        ("", ""),
        (None, ""),
    ],
)
def test_a_files_own_title_is_told_where_it_is_another(own, told):
    document = {"title": "Skybrud i tal", "filename": "endelig_udgave.pdf", "file_title": own}
    assert file_tags.own_title(document) == told


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/a/", '<a href="/a/" aria-current="page">A &amp; B</a>'),
        ("/a/b/", '<a href="/a/" aria-current="true">A &amp; B</a>'),
        ("/c/", '<a href="/a/">A &amp; B</a>'),
    ],
)
def test_the_menu_tells_where_the_visitor_is(path, link):
    given = {"item": {"title": "A & B", "url": "/a/"}, "request": RequestFactory().get(path)}
    assert render("{% menu_link item %}", **given) == link


@pytest.mark.parametrize(
    ("phone", "url"),
    [
        ("33 70 33 70", "tel:+4533703370"),
        ("+45 33 70 33 70", "tel:+4533703370"),
        ("112", "tel:112"),
    ],
)
def test_a_danish_phone_number_can_be_called_from_abroad(phone, url):
    assert link_tags.phone_url(phone) == url


@pytest.mark.parametrize(
    ("url", "absolute"),
    [
        ("/", "https://kl.test/"),
        ("/nyheder/", "https://kl.test/nyheder/"),
        ("https://andre.test/x", "https://andre.test/x"),
    ],
)
def test_a_root_relative_url_is_made_absolute(url, absolute):
    assert cms_tags.site_url(url, "https://kl.test") == absolute


@pytest.mark.parametrize(
    ("path", "url", "within"),
    [("/a/b/", "/a/", True), ("/a/", "/a/", True), ("/b/", "/a/", False), ("/a/", "/", False)],
)
def test_the_menu_marks_what_a_path_lies_below(path, url, within):
    assert cms_tags.is_within(path, url) is within


@pytest.mark.parametrize(
    ("url", "embedded"),
    [
        ("https://www.youtube.com/watch?v=abc&t=3", "https://www.youtube-nocookie.com/embed/abc"),
        ("https://youtu.be/abc", "https://www.youtube-nocookie.com/embed/abc"),
        ("https://www.youtube.com/embed/abc", "https://www.youtube-nocookie.com/embed/abc"),
        ("https://www.youtube.com/", ""),
        ("https://www.youtube.com/@kanal", ""),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871"),
        ("https://player.vimeo.com/video/76979871", "https://player.vimeo.com/video/76979871"),
        ("https://vimeo.com/kanal", ""),
        ("https://video.example.org/film", ""),
    ],
)
def test_a_film_is_played_from_an_address_without_cookies(url, embedded):
    assert link_tags.embed_url(url).partition("?")[0] == embedded


@pytest.mark.parametrize("text", ["kl. 10.00", "nr. 3", "§ 4"])
def test_a_number_stays_on_the_line_of_what_it_belongs_to(text):
    assert render("{% html value %}", value=f"<p>Se {text}, og kom.</p>") == (
        f"<p>Se {text.replace(' ', chr(0xA0))}, og kom.</p>"
    )
