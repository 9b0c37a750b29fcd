"""HTML of representations: only what the editor's features make, whatever is stored."""

import pytest
from wagtail.rich_text import RichText

from cms.testing import factories
from news.models import NewsPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(shown):
    """The HTML of a text that is stored like this."""

    def write(source: str) -> str:
        page = factories.page(NewsPage, body=[("text", RichText(source))])
        [block] = shown(page)["body"]
        return block["value"]

    return write


@pytest.mark.parametrize(
    "name", ["h1", "h2", "h3", "h4", "h5", "h6", "p", "b", "strong", "i", "em", "s", "sub", "sup"]
)
def test_what_features_make_stays_without_the_editor_s_attributes(written, name):
    stored = f'<{name} data-block-key="a1" class="x" style="color:red">Tekst</{name}>'
    assert written(stored) == f"<{name}>Tekst</{name}>"


@pytest.mark.parametrize(
    ("stored", "shown_as"),
    [
        (
            '<ul><li data-block-key="a1">Et</li><li data-block-key="a2">To</li></ul>',
            "<ul><li>Et</li><li>To</li></ul>",
        ),
        ('<ol><li data-block-key="a1">Et</li></ol>', "<ol><li>Et</li></ol>"),
        ('<blockquote data-block-key="a">Ord</blockquote>', "<blockquote>Ord</blockquote>"),
        ("<p><code>x</code><br/>y</p><hr/>", "<p><code>x</code><br/>y</p><hr/>"),
        (
            '<p><a href="https://kl.dk/?a=1&amp;b=2">KL</a></p>',
            '<p><a href="https://kl.dk/?a=1&amp;b=2">KL</a></p>',
        ),
        (
            '<p><a href="mailto:a@kl.dk">Skriv</a> <a href="tel:+4533703370">Ring</a></p>',
            '<p><a href="mailto:a@kl.dk">Skriv</a> <a href="tel:+4533703370">Ring</a></p>',
        ),
        ('<p>It\'s "5 &lt; 6" &amp; så videre</p>', '<p>It\'s "5 &lt; 6" &amp; så videre</p>'),
        ("Kun tekst", "Kun tekst"),
        ("", ""),
    ],
)
def test_lists_links_and_signs_are_as_they_were(written, stored, shown_as):
    assert written(stored) == shown_as


@pytest.mark.parametrize(
    ("stored", "shown_as"),
    [
        ("<p>Før<script>alert(1)</script>efter</p>", "<p>Førefter</p>"),
        ('<p onclick="alert(1)">Tekst</p>', "<p>Tekst</p>"),
        ('<p><a href="javascript:alert(1)">Se</a></p>', "<p>Se</p>"),
        ('<p><a href=" JaVa\tscript:alert(1)">Se</a></p>', "<p>Se</p>"),
        ('<p><a href="data:text/html,x">Se</a></p>', "<p>Se</p>"),
        ('<p><a href="/x/" onfocus="x()" rel="x">Se</a></p>', '<p><a href="/x/">Se</a></p>'),
        ('<p><img src="/a.png" onerror="x()" alt="A"></p>', '<p><img src="/a.png" alt="A"/></p>'),
        ("<style>p{}</style><p>Tekst</p>", "<p>Tekst</p>"),
        ('<iframe src="https://x.dk/"></iframe><p>Tekst</p>', "<p>Tekst</p>"),
        ('<svg onload="x()"><a>y</a></svg><p>Tekst</p>', "<p>Tekst</p>"),
        ("<p>Før<!-- hemmeligt -->efter</p>", "<p>Førefter</p>"),
        ('<form action="/x/"><p>Tekst</p><input name="q"></form>', "<p>Tekst</p>"),
        ("<p>&lt;script&gt;x()&lt;/script&gt;</p>", "<p>&lt;script&gt;x()&lt;/script&gt;</p>"),
    ],
)  # fmt: skip
def test_what_nobody_can_have_written_in_the_editor_is_taken_away(written, stored, shown_as):
    assert written(stored) == shown_as
