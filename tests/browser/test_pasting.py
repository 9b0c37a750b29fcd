"""What an editor copies in Word and pastes into a page: lists, headings and tables are what they
were, and what doesn't come along is told.
"""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from .conftest import api_pages
from .test_editor_journey import Form, sign_in

FROM_WORD = Path(__file__).parents[1] / "files" / "from-word.txt"
FROM_GOOGLE_DOCS = """
<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:700">Fed</span>
<span style="font-style:italic">kursiv</span></p><ul><li aria-level="1"><p>Et</p></li>
<ul><li aria-level="2"><p>To</p></li></ul></ul></b><br>
"""
TABLE = "<table><tr><td colspan=2>Begge</td></tr><tr><td>A</td><td>B</td></tr></table>"

PASTE = """([field, html]) => {
    const around = document.getElementById(field).parentNode;
    const editor = around.querySelector("[contenteditable=true]");
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", html.replace(/<[^>]*>/g, ""));
    const told = { clipboardData, bubbles: true, cancelable: true };
    editor.dispatchEvent(new ClipboardEvent("paste", told));
}"""
# Texts as the editors have them: the fields get them a little later.
BODY = """() => {
    const text = ({ widget }) => Draftail.serialiseEditorStateToRaw(widget.getState());
    const { children } = document.getElementById("body-root").rootBlock;
    return children.map(({ type, block }) => {
        if (type === "text") return { type, value: text(block) };
        if (type === "fact_box") return { type, value: text(block.childBlocks.text) };
        return { type, value: block.getValue() };
    });
}"""


def texts(raw: dict[str, Any]) -> list[tuple[str, int, str]]:
    """Of each paragraph or item its kind, depth and text: *bold*, /italic/ and _linked_."""
    found = []
    for block in raw["blocks"]:
        text = block["text"]
        marks = [("*", each) for each in block["inlineStyleRanges"] if each["style"] == "BOLD"]
        marks += [("/", each) for each in block["inlineStyleRanges"] if each["style"] == "ITALIC"]
        marks += [("_", each) for each in block["entityRanges"]]
        for sign, each in sorted(marks, key=lambda mark: -mark[1]["offset"]):
            start, end = each["offset"], each["offset"] + each["length"]
            text = f"{text[:start]}{sign}{text[start:end]}{sign}{text[end:]}"
        found.append((block["type"].removesuffix("-list-item"), block["depth"], text))
    return found


def body(page: Page) -> list[tuple[str, Any]]:
    """The blocks of the body, as the form has them."""
    shown = []
    for block in page.evaluate(BODY):
        value = block["value"]
        if block["type"] in ("text", "fact_box"):
            value = texts(value)
        elif block["type"] == "table":
            keys = ("data", "table_caption", "table_header_choice")
            value = tuple(value[key] for key in keys)
        elif block["type"] == "heading":
            value = (value["level"], value["text"])
        shown.append((block["type"], value))
    return shown


def told(page: Page) -> list[str]:
    return page.locator(".pasted-notice li").all_text_contents()


def test_what_is_pasted_from_word(page: Page, site: str):
    sign_in(page, "redaktoer")
    [index] = api_pages(site, type="news.NewsIndexPage")
    page.goto(f"/admin/pages/add/news/newspage/{index['id']}/")
    form = Form(page)

    # Word's own lists, headings of other levels, a table with its caption, and what can't come.
    page.evaluate(PASTE, [form.add("text"), FROM_WORD.read_text()])
    from_word = [
        (
            "text",
            [
                (
                    *("unstyled", 0),
                    "Kommunerne i Danmark har *mange mål* og /få/ midler. "
                    "Læs _om målene_ og planen.",
                ),
                ("unordered", 0, "Første punkt"),
                ("unordered", 1, "Under første"),
                ("unordered", 0, "Andet punkt"),
            ],
        ),
        ("heading", ("h2", "Indsatser")),
        ("text", [("ordered", 0, "Plan"), ("ordered", 0, "Udfør")]),
        ("heading", ("h3", "Detaljer")),
        (
            "table",
            (
                [["Svar", "Antal"], ["Ja", "76"], ["Nej\nMåske", "14"]],
                "Tabel 1 Antal kommuner",
                "row",
            ),
        ),
        ("text", [("unstyled", 0, "Efter tilføjet tekst.")]),
    ]
    assert body(page) == from_word
    assert told(page) == [
        "Overskrifter og tabeller er blevet til deres egne blokke. Se rækkefølgen efter.",
        "Overskrifter har fået det nærmeste niveau, der findes her (2).",
        "Links i tabeller kopieres ikke med (1).",
        "Billeder kopieres ikke med (1). Læg dem op, og brug billedblokke.",
        "Fodnoter kopieres ikke med (1). Skriv det vigtige ind i teksten.",
        "Det, der er slettet med Spor ændringer, kopieres ikke med (1).",
        "Links til steder i dokumentet eller til dine egne filer kopieres ikke med, kun deres "
        "tekst (1).",
    ]
    page.get_by_role("button", name="Luk", exact=True).click()
    assert told(page) == []

    # It is saved as it stands there.
    form.fill("id_title", "Fra Word")
    expect(page.locator("[name=body-5-value]")).to_have_value(re.compile("tilføjet"))
    with page.expect_navigation():
        page.get_by_role("button", name="Gem kladde").click()
    assert body(page) == from_word

    # In the midst of a text, what stands behind the caret comes after the table.
    form.blocks = len(from_word)
    field = form.add("text")
    form.write(field, "Før.Efter.")
    for _ in "Efter.":
        page.keyboard.press("ArrowLeft")
    page.evaluate(PASTE, [field, TABLE])
    assert body(page)[len(from_word) :] == [
        ("text", [("unstyled", 0, "Før.")]),
        ("table", ([["Begge", ""], ["A", "B"]], "", "neither")),
        ("text", [("unstyled", 0, "Efter.")]),
    ]
    assert "Flettede celler i tabeller er delt igen (1)." in told(page)

    # Where there can be neither, nothing is lost.
    form.blocks += 2
    box = form.add("fact_box")
    page.evaluate(PASTE, [f"{box}-text", f"<h3>Tal</h3>{TABLE}{FROM_GOOGLE_DOCS}"])
    assert body(page)[-1] == (
        "fact_box",
        [
            ("unstyled", 0, "*Tal*"),
            ("unstyled", 0, "Begge | "),
            ("unstyled", 0, "A | B"),
            ("unstyled", 0, "*Fed* /kursiv/"),
            ("unordered", 0, "Et"),
            ("unordered", 1, "To"),
        ],
    )
    assert told(page) == [
        "Feltet kan ikke have overskrifter, så de står med fed skrift (1).",
        "Feltet kan ikke have tabeller, så hver række er blevet en linje (1). Sæt tabeller ind i "
        "en tekstblok i indholdet, så bliver de til tabeller.",
        "Flettede celler i tabeller er delt igen (1).",
    ]
