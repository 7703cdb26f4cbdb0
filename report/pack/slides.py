"""A pack as PowerPoint: native charts that can be edited, a takeaway as each title, notes with the method."""

from __future__ import annotations

import io
from typing import Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from analysis import wording
from charts.theme import LIGHT
from report.pack import drawing
from report.pack.outline import Item, Outline, notes
from report.pack.printable import one_line, printable
from report.pack.slide_chart import add_chart, add_table

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN: Final = Inches(0.75)
INNER: Final = Emu(WIDTH - 2 * MARGIN)
TITLE_FONT, TEXT_FONT = "Georgia", "Calibri"
"""Fonts that PowerPoint has on every system."""

TITLE_TOP, TITLE_HEIGHT = Inches(0.55), Inches(1.2)
SHOWS_TOP, SHOWS_HEIGHT = Inches(1.78), Inches(0.62)
CHART_TOP, CHART_HEIGHT = Inches(2.45), Inches(4.1)
FOOT_TOP, FOOT_HEIGHT = Inches(6.68), Inches(0.6)

EMS: Final = {TITLE_FONT: 0.53, TEXT_FONT: 0.49}
"""Width of an average letter, in the size of the type, measured on English sentences and rounded up."""


def pptx_bytes(outline: Outline) -> bytes:
    """Write the pack as a PowerPoint file, 16 to 9: cover, what changed where told, one slide a finding."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _properties(deck, outline)
    _cover(deck, outline)
    if outline.changes:
        _changes(deck, outline)
    for number, item in enumerate(outline.items, start=len(deck.slides) + 1):
        _finding(deck, outline, item, number)
    _method(deck, outline)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _properties(deck: Deck, outline: Outline) -> None:
    told = deck.core_properties
    told.title = one_line(outline.title, 250)
    told.author = one_line(outline.library, 250) or "Front Desk"
    told.subject = one_line(outline.period, 250)
    told.last_modified_by = told.author
    told.comments, told.keywords = "", ""


def _slide(
    deck: Deck, title: str, *, top: int = TITLE_TOP, height: int = TITLE_HEIGHT, size: float = 32
) -> Slide:
    """Make a slide with a real title, which is what a reader that speaks reads first."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = MARGIN, Emu(top), INNER, Emu(height)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.BOTTOM
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = one_line(title)
    fitted = fitting(one_line(title), INNER, height, TITLE_FONT, size)
    _style(frame, TITLE_FONT, fitted, LIGHT.ink)
    return slide


def fitting(text: str, width: int, height: int, font: str, size: float, smallest: float = 9) -> float:
    """Choose the largest type, at most ``size`` points, in which a text fits its box.

    Lines are counted with the width of an average letter and one more for each line's ragged end.
    """
    while size > smallest:
        letters = max(1, int(Emu(width).pt / (EMS[font] * size)) - 3)
        lines = sum(-(-max(len(part), 1) // letters) for part in text.split("\n"))
        if lines * size * 1.22 <= Emu(height).pt:
            return size
        size -= 1
    return smallest


def _style(frame: Any, font: str, size: float, color: str, *, bold: bool = False) -> None:
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.line_spacing = 1.0
        paragraph.font.name, paragraph.font.size, paragraph.font.bold = font, Pt(size), bold
        paragraph.font.color.rgb = RGBColor.from_string(color[1:])


def _text(
    slide: Slide,
    text: str,
    top: int,
    height: int,
    *,
    size: float,
    color: str,
    width: int = INNER,
    left: int = MARGIN,
) -> None:
    """Write plain text into a box, in type small enough that nothing is cut."""
    box = slide.shapes.add_textbox(Emu(left), Emu(top), Emu(width), Emu(height))
    frame = box.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = printable(text)
    _style(frame, TEXT_FONT, fitting(printable(text), width, height, TEXT_FONT, size), color)
    describe(box, printable(text))


def describe(shape: Any, text: str) -> None:
    """Give a shape its text alternative."""
    shape._element._nvXxPr.cNvPr.set("descr", printable(text, 2000))


def _rule(slide: Slide, top: int) -> None:
    line = slide.shapes.add_connector(1, MARGIN, Emu(top), Emu(WIDTH - MARGIN), Emu(top))
    line.line.color.rgb, line.line.width = RGBColor.from_string(LIGHT.rule[1:]), Pt(1)
    describe(line, "A rule between the chart and its notes.")


def _cover(deck: Deck, outline: Outline) -> None:
    slide = _slide(deck, outline.title, top=Inches(2.4), height=Inches(1.6), size=44)
    told = [outline.library, outline.period, f"Made on {wording.day(outline.made_on)}"]
    if outline.is_practice:
        told.append("Practice data: an invented library, not a real one.")
    _text(
        slide, "\n".join(line for line in told if line), Inches(4.2), Inches(1.6), size=20, color=LIGHT.gray
    )
    if outline.logo:
        logo = slide.shapes.add_picture(io.BytesIO(outline.logo), MARGIN, Inches(0.75), height=Inches(0.9))
        describe(logo, f"Logo of {outline.library}")
    band = slide.shapes.add_shape(1, 0, 0, Inches(0.22), HEIGHT)
    band.fill.solid()
    band.fill.fore_color.rgb = RGBColor.from_string(outline.accent[1:])
    band.line.fill.background()
    describe(band, "A band in the library's color.")


def _changes(deck: Deck, outline: Outline) -> None:
    slide = _slide(deck, "What changed since the last meeting")
    text = "\n".join(f"• {line}" for line in outline.changes)
    _text(slide, text, SHOWS_TOP, CHART_TOP + CHART_HEIGHT - SHOWS_TOP, size=20, color=LIGHT.ink)


def _finding(deck: Deck, outline: Outline, item: Item, number: int) -> None:
    said = item.answer
    slide = _slide(deck, item.headline)
    shows = f"{said.finding.shows} Showing {said.showing}."
    _text(slide, shows, SHOWS_TOP, SHOWS_HEIGHT, size=16, color=LIGHT.gray)
    spec = drawing.spec(said, outline.accent)
    box = (MARGIN, CHART_TOP, INNER, CHART_HEIGHT)
    drawn = (
        add_table(slide, drawing.cells(said), box) if spec.kind == "table" else add_chart(slide, spec, box)
    )
    describe(drawn, drawing.as_text(said))
    _rule(slide, FOOT_TOP - Inches(0.06))
    foot = said.foot + (f" · {wording.count(spec.left, 'more row')} in the table" if spec.left else "")
    if outline.is_practice:
        foot += " · practice data"
    _text(slide, f"{foot}. Data of {wording.day(said.frames.asked.today)}.", FOOT_TOP, FOOT_HEIGHT,
          size=12, color=LIGHT.gray, width=INNER - Inches(0.9))  # fmt: skip
    _text(slide, str(number), FOOT_TOP, FOOT_HEIGHT, size=12, color=LIGHT.gray, width=Inches(0.6),
          left=WIDTH - MARGIN - Inches(0.4))  # fmt: skip
    slide.notes_slide.notes_text_frame.text = printable(notes(item))


def _method(deck: Deck, outline: Outline) -> None:
    """Write the appendix: how each number came about, a few findings on a slide."""
    cards = list({item.answer.finding.id: item.answer.finding for item in outline.items}.values())
    for start in range(0, len(cards), 3):
        slide = _slide(deck, "How the numbers came about", size=28)
        lines = [
            f"{card.title}. {card.method.counts} {card.method.left_out} {card.method.level}"
            for card in cards[start : start + 3]
        ]
        height = CHART_TOP + CHART_HEIGHT - SHOWS_TOP
        _text(slide, "\n\n".join(lines), SHOWS_TOP, height, size=16, color=LIGHT.ink)
