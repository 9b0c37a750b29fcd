"""Sets a paper as PDF with fpdf2: a title, headings with bookmarks, text, tables, bars, boxes.

The built-in Helvetica is enough for Danish, so no font has to be shipped. Real text, a language
and a title in the metadata and bookmarks are what makes such a file usable by a screen reader;
fpdf2 does not tag paragraphs, so the documents are marked as partly accessible.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from home.demo.prose import paragraphs

INK, BLUE, PALE, CLAY = (18, 48, 74), (29, 74, 110), (232, 240, 243), (201, 105, 75)
LINE = 6.1  # Line height in mm, of 11.5 pt text.


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 0


@dataclass(frozen=True)
class Table:
    """`rows[0]` is the header; `widths` are shares of the text's width."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Bars:
    """A horizontal bar with its number for each (label, value); `whole` is the longest bar."""

    caption: str
    values: tuple[tuple[str, int], ...]
    whole: int


@dataclass(frozen=True)
class Box:
    heading: str
    prose: str


@dataclass(frozen=True)
class PageBreak:
    pass


#: A str is prose in the subset of Markdown of `home.demo.prose`.
Part = str | Heading | Table | Bars | Box | PageBreak


@dataclass(frozen=True)
class Paper:
    title: str
    subtitle: str
    date: date
    parts: tuple[Part, ...]
    note: str = (
        "Hæftet er skrevet som eksempel til dette websted. Personer, kommuner og tal er opdigtede."
    )
    language: str = "da-DK"


class _Pages(FPDF):
    def __init__(self, paper: Paper) -> None:
        super().__init__(format="A4")
        self.paper = paper
        # latin-1, the default, lacks the dash and the bullet; readers expect WinAnsi anyway.
        self.core_fonts_encoding = "windows-1252"
        self.set_margins(25, 24, 25)
        self.set_auto_page_break(True, 26)
        self.set_title(paper.title)
        self.set_subject(paper.subtitle)
        self.set_author("Møder og netværk")
        self.set_lang(paper.language)
        self.set_creation_date(datetime.combine(paper.date, time(9), UTC))

    def footer(self) -> None:
        self.set_y(-17)
        self.set_font("Helvetica", size=8.5)
        self.set_text_color(*BLUE)
        self.cell(0, 5, self.paper.title, align="L", new_x=XPos.LMARGIN)
        words = ("Side", "af") if self.paper.language == "da-DK" else ("Page", "of")
        self.cell(0, 5, f"{words[0]} {self.page_no()} {words[1]} {{nb}}", align="R")

    def cover(self) -> None:
        self.set_fill_color(*BLUE)
        self.rect(0, 0, 210, 72, style="F")
        self.set_fill_color(*CLAY)
        self.rect(0, 72, 210, 2, style="F")
        self.set_xy(25, 20)
        self.set_text_color(255, 255, 255)
        self.set_font("Helvetica", "B", 22)
        self.multi_cell(0, 9.5, self.paper.title, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_font("Helvetica", size=12.5)
        self.ln(2)
        self.multi_cell(0, 6, self.paper.subtitle, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_xy(25, 54)
        self.set_font("Helvetica", size=9)
        note = " ".join(self.paper.note.split())
        self.multi_cell(0, 4.4, note, align="L", markdown=True)
        self.set_y(86)

    def text_line(self, text: str, indent: float = 0, mark: str = "") -> None:
        self.set_font("Helvetica", size=11.5)
        self.set_text_color(30, 34, 38)
        if mark:
            self.cell(indent, LINE, mark, new_x=XPos.LMARGIN, new_y=YPos.TOP)
        self.set_x(self.l_margin + indent)
        self.multi_cell(
            0, LINE, text, align="L", markdown=True, new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )

    def prose(self, text: str) -> None:
        for kind, lines in paragraphs(text):
            for number, line in enumerate(lines, 1):
                mark = {"p": "", "ul": "•", "ol": f"{number}."}[kind]
                self.text_line(line, 6.5 if mark else 0, mark)
                if mark:
                    self.ln(0.8)
            self.ln(2.4)

    def heading(self, heading: Heading, following: Part) -> None:
        size = (16, 12.5)[heading.level]
        # Keep a heading together with what follows it.
        if self.will_page_break(size + self.height(following)):
            self.add_page()
        elif heading.level == 0:
            self.ln(4)
        self.start_section(heading.text, heading.level)
        self.set_font("Helvetica", "B", size)
        self.set_text_color(*BLUE)
        self.multi_cell(0, size * 0.5, heading.text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(1.8)

    def height(self, part: Part) -> float:
        """Return how many mm should be left on a page where the part begins."""
        match part:
            case Table():
                return 12 + 8 * sum(max(cell.count("\n") for cell in row) + 1 for row in part.rows)
            case Bars():
                return 10 + 8 * len(part.values)
            case Box():
                return 44
        return 22

    def caption(self, text: str) -> None:
        self.set_font("Helvetica", "B", 10)
        self.set_text_color(*INK)
        self.multi_cell(0, 5, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(1)

    def rows(self, table: Table) -> None:
        if self.will_page_break(self.height(table)):
            self.add_page()
        self.caption(table.caption)
        self.set_font("Helvetica", size=10)
        self.set_text_color(30, 34, 38)
        self.set_fill_color(255, 255, 255)
        self.set_draw_color(*BLUE)
        self.set_line_width(0.2)
        with self.table(
            col_widths=table.widths or None,
            text_align="LEFT",
            line_height=5,
            padding=1.4,
            borders_layout="HORIZONTAL_LINES",
            headings_style=FontFace(emphasis="BOLD", color=INK, fill_color=PALE),
        ) as grid:
            for row in table.rows:
                grid.row(row)
        self.ln(5)

    def bars(self, bars: Bars) -> None:
        if self.will_page_break(self.height(bars)):
            self.add_page()
        self.caption(bars.caption)
        self.set_font("Helvetica", size=10)
        for label, value in bars.values:
            top = self.get_y()
            self.set_text_color(30, 34, 38)
            self.cell(62, 6, label)
            self.set_fill_color(*BLUE)
            length = 84 * value / bars.whole
            self.rect(self.get_x(), top + 0.8, length, 4.4, style="F")
            self.set_x(self.get_x() + length + 1.5)
            self.cell(12, 6, str(value), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            self.ln(1.4)
        self.ln(4)

    def box(self, box: Box) -> None:
        if self.will_page_break(self.height(box)):
            self.add_page()
        top, page = self.get_y(), self.page
        self.set_left_margin(31)
        self.set_y(top + 3)
        self.caption(box.heading)
        self.prose(box.prose)
        self.set_left_margin(25)
        if self.page == page:
            self.set_fill_color(*CLAY)
            self.rect(25, top, 1.4, self.get_y() - top, style="F")
        self.set_x(25)
        self.ln(4)


def typeset(paper: Paper) -> bytes:
    """Return the paper as a PDF."""
    pdf = _Pages(paper)
    pdf.add_page()
    pdf.cover()
    for part, following in zip(paper.parts, (*paper.parts[1:], ""), strict=True):
        match part:
            case str():
                pdf.prose(part)
            case Heading():
                pdf.heading(part, following)
            case Table():
                pdf.rows(part)
            case Bars():
                pdf.bars(part)
            case Box():
                pdf.box(part)
            case PageBreak():
                pdf.add_page()
    return bytes(pdf.output())
