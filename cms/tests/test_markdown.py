"""The Markdown of a page holds what its `<main>` says, and nothing of how it looks."""

import pytest

from cms.delivery.markdown import markdown


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Emne</h2><p>Et <b>ord</b>.</p>", "## Emne\n\nEt **ord**.\n"),
        ('<p><a href="/om/">Om os</a></p>', "[Om os](https://kl.test/om/)\n"),
        ('<p><a href="https://andre.test/">De</a></p>', "[De](https://andre.test/)\n"),
        ('<p>Før</p><form><button>Tryk</button></form><p aria-hidden="true">17</p>', "Før\n"),
        ('<p>Før<img src="/a.webp" alt=""></p>', "Før\n"),
        ('<p><img src="/a.webp" alt="To borde"></p>', "![To borde](https://kl.test/a.webp)\n"),
    ],
)
def test_main_is_converted(html, text):
    page = f"<body><header>Menu</header><main>{html}</main><footer>Bund</footer></body>"
    assert markdown(page, "https://kl.test") == text


def test_without_main_there_is_nothing():
    assert markdown("<p>Fejl</p>", "https://kl.test") == ""


def test_spaces_that_hold_a_line_together_are_plain_ones():
    assert markdown("<main><p>Vi mødes kl.\N{NO-BREAK SPACE}10.</p></main>", "") == (
        "Vi mødes kl. 10.\n"
    )
