"""The Markdown of a page holds what its `<main>` says, and nothing of how it looks."""

import pytest
import yaml
from django.utils import timezone

from cms.delivery.markdown import markdown
from cms.testing import factories
from cms.tests.pages.models import ArticlePage


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Emne</h2><p>Et <b>ord</b>.</p>", "## Emne\n\nEt **ord**.\n"),
        ('<p><a href="/om/">Om os</a></p>', "[Om os](https://kl.test/om/)\n"),
        ('<p><a href="https://andre.test/">De</a></p>', "[De](https://andre.test/)\n"),
        ('<p>Før</p><form><button>Tryk</button></form><p aria-hidden="true">17</p>', "Før\n"),
        ('<p>Før<img src="/a.webp" alt=""></p>', "Før\n"),
        ("<p>En linje<br>og en til</p>", "En linje\\\nog en til\n"),
        (
            "<dl><div><dt>Sted</dt><dd>Køge</dd></div><dt>Hold</dt><dd>A</dd><dd>B</dd></dl>",
            "- **Sted**: Køge\n- **Hold**: A; B\n",
        ),
        ('<p><img src="/a.webp" alt="To borde"></p>', "![To borde](https://kl.test/a.webp)\n"),
    ],
)
def test_main_is_converted(html, text):
    page = f"<body><header>Menu</header><main>{html}</main><footer>Bund</footer></body>"
    assert markdown(page, "https://kl.test") == text


@pytest.mark.django_db
def test_a_page_says_in_front_what_it_is_known_by(client):
    page = factories.page(ArticlePage)
    _nothing, front, text = (
        client.get(f"{page.url}?format=markdown").content.decode().split("---\n")
    )
    assert yaml.safe_load(front) == {
        "id": page.pk,
        "type": "pages.ArticlePage",
        "canonical": page.get_full_url(),
        "published": timezone.localtime(page.first_published_at).isoformat(),
        "modified": timezone.localtime(page.last_published_at).isoformat(),
    }
    assert text.startswith(f"\n# {page.title}\n")


def test_without_main_there_is_nothing():
    assert markdown("<p>Fejl</p>", "https://kl.test") == ""


def test_spaces_that_hold_a_line_together_are_plain_ones():
    assert markdown("<main><p>Vi mødes kl.\N{NO-BREAK SPACE}10.</p></main>", "") == (
        "Vi mødes kl. 10.\n"
    )
