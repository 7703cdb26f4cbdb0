"""A pack as PowerPoint: native charts that can be edited, a takeaway as each title, notes with the method."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from analysis import wording
from charts.spec import Spec
from charts.theme import LIGHT
from report.answer import Answer
from report.pack import drawing, measure
from report.pack.outline import PRACTICE, Item, Outline, cards, foot, notes, shows
from report.pack.printable import one_line, printable
from report.pack.slide_chart import add_chart
from report.pack.slide_data import has_band
from report.pack.slide_table import add_cells, add_table

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN: Final = Inches(0.75)
INNER: Final = Emu(WIDTH - 2 * MARGIN)
TITLE_FONT, TEXT_FONT = "Georgia", "Calibri"
"""Fonts that PowerPoint has on every system."""

TITLE_TOP, TITLE_HEIGHT = Inches(0.5), Inches(1.2)
SHOWS_TOP: Final = Inches(1.8)
LIST_TITLE, LIST_TOP = Inches(0.75), Inches(1.5)
FOOT_TOP, FOOT_HEIGHT = Inches(6.72), Inches(0.45)
NUMBER_WIDTH: Final = Inches(0.6)
PRESENTATION_NAMESPACE: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
LINES_A_PAGE: Final = 11
CARD_TITLE: Final = Inches(0.34)
BODY_END: Final = FOOT_TOP - Inches(0.2)


def pptx_bytes(outline: Outline) -> bytes:
    """Write the pack as a PowerPoint file, 16 to 9.

    Cover, agenda where there is more than one finding, what changed where told, one slide a finding, and
    how the numbers came about.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _properties(deck, outline)
    _cover(deck, outline)
    if len(outline.items) > 1:
        _lists(deck, "Agenda", [f"{place}. {item.headline}" for place, item in enumerate(outline.items, 1)])
    if outline.changes:
        _lists(deck, "What changed since the last meeting", [f"• {line}" for line in outline.changes])
    for item in outline.items:
        _finding(deck, outline, item)
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
    made = datetime(outline.made_on.year, outline.made_on.month, outline.made_on.day, tzinfo=UTC)
    told.created = told.modified = made.replace(tzinfo=None)


def _slide(
    deck: Deck, title: str, *, top: int = TITLE_TOP, height: int = TITLE_HEIGHT, size: float = 32
) -> Slide:
    """Make a slide with a real title, which is what a reader that speaks reads first."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = MARGIN, Emu(top), INNER, Emu(height)
    frame = _plain(shape)
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    _fill(frame, one_line(title), TITLE_FONT, size, LIGHT.ink, INNER, height)
    return slide


def _plain(shape: Any) -> Any:
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def _fill(frame: Any, text: str, font: str, size: float, color: str, width: int, height: int) -> None:
    """Write a text in type small enough for its box; cut with an ellipsis where the smallest is too large."""
    room, high = Emu(width).pt, Emu(height).pt
    fitted = measure.fitting(text, room, high, font, size)
    frame.text = measure.cut(text, room, high, font, fitted)
    for paragraph in frame.paragraphs:
        paragraph.alignment, paragraph.line_spacing = PP_ALIGN.LEFT, 1.0
        paragraph.font.name, paragraph.font.size, paragraph.font.bold = font, Pt(fitted), False
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
) -> Any:
    """Write plain text into a box of its own."""
    box = slide.shapes.add_textbox(Emu(left), Emu(top), Emu(width), Emu(height))
    frame = _plain(box)
    _fill(frame, printable(text), TEXT_FONT, size, color, width, height)
    describe(box, printable(text))
    return frame


def describe(shape: Any, text: str) -> None:
    """Give a shape its text alternative."""
    shape._element._nvXxPr.cNvPr.set("descr", printable(text, 2000))


def _block(slide: Slide, box: tuple[int, int, int, int], color: str, says: str) -> None:
    """Draw a plain rectangle; a line would bring the theme's shadow with it."""
    left, top, width, height = (Emu(side) for side in box)
    shape = slide.shapes.add_shape(1, left, top, width, height)
    style = shape._element.find(f"{{{PRESENTATION_NAMESPACE}}}style")
    shape._element.remove(style)  # the theme's style brings a shadow
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(color[1:])
    shape.line.fill.background()
    describe(shape, says)


def _foot(deck: Deck, slide: Slide, text: str = "") -> None:
    """Write the line at the bottom: a rule, what stands under the chart, the number of the slide."""
    rule = (MARGIN, FOOT_TOP - Inches(0.08), INNER, Pt(1))
    _block(slide, rule, LIGHT.rule, "A rule above the notes of the slide.")
    if text:
        _text(slide, text, FOOT_TOP, FOOT_HEIGHT, size=12, color=LIGHT.gray, width=INNER - NUMBER_WIDTH * 2)
    left = WIDTH - MARGIN - NUMBER_WIDTH
    number = _text(
        slide, str(len(deck.slides)), FOOT_TOP, FOOT_HEIGHT, size=12, color=LIGHT.gray,
        width=NUMBER_WIDTH, left=left,
    )  # fmt: skip
    number.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _cover(deck: Deck, outline: Outline) -> None:
    slide = _slide(deck, outline.title, top=Inches(2.2), height=Inches(1.6), size=44)
    told = [outline.library, outline.period, f"Made on {wording.day(outline.made_on)}"]
    if outline.is_practice:
        told.append(PRACTICE)
    _block(slide, (MARGIN, Inches(4.0), Inches(1.2), Pt(4)), outline.accent, "A line in the library's color.")
    _text(
        slide, "\n".join(line for line in told if line), Inches(4.25), Inches(1.7), size=20, color=LIGHT.gray
    )
    if outline.logo:
        _logo(slide, outline)
    _block(slide, (0, 0, Inches(0.22), HEIGHT), outline.accent, "A band in the library's color.")


def _logo(slide: Slide, outline: Outline) -> None:
    """Put the logo in the corner, at most 3.5 by 1 inches, in its own proportions."""
    logo = slide.shapes.add_picture(io.BytesIO(outline.logo), MARGIN, Inches(0.7), height=Inches(1))
    if logo.width > Inches(3.5):
        logo.height = Emu(int(logo.height * Inches(3.5) / logo.width))
        logo.width = Inches(3.5)
    describe(logo, f"Logo of {outline.library or 'the library'}")


def _lists(deck: Deck, title: str, lines: Sequence[str]) -> None:
    """Write a list; a long one in two columns, on more than one slide where it asks for more."""
    columns = 2 if len(lines) > LINES_A_PAGE else 1
    width = (INNER - (columns - 1) * MARGIN) // columns
    height = BODY_END - LIST_TOP
    for start in range(0, len(lines), columns * LINES_A_PAGE):
        page = lines[start : start + columns * LINES_A_PAGE]
        each = -(-len(page) // columns)
        slide = _slide(deck, title, height=LIST_TITLE)
        for column in range(columns):
            shown = [one_line(line) for line in page[column * each : (column + 1) * each]]
            if shown:
                left = MARGIN + column * (width + MARGIN)
                _column(slide, shown, (left, LIST_TOP, width, height), 18 if columns == 1 else 14)
        _foot(deck, slide)


def _column(slide: Slide, lines: Sequence[str], box: tuple[int, int, int, int], size: float) -> None:
    """Write lines below each other, with air between them where there is room for it."""
    left, top, width, height = box
    shown = "\n".join(lines)
    frame = _text(slide, shown, top, height, size=size, color=LIGHT.ink, width=width, left=left)
    used = measure.lines(shown, Emu(width).pt, TEXT_FONT, size) * size * measure.LINE
    spare = (Emu(height).pt - used - 20) / len(frame.paragraphs)
    for paragraph in frame.paragraphs:
        paragraph.space_after = Pt(int(max(0, min(10, spare))))


def _finding(deck: Deck, outline: Outline, item: Item) -> None:
    said = item.answer
    slide = _slide(deck, item.headline)
    spec = drawing.spec(said, outline.accent, item.words)
    top = _above(slide, item, spec)
    box = (MARGIN, top, INNER, FOOT_TOP - Inches(0.17) - top)
    left = spec.left
    if spec.kind == "table":
        cells = drawing.cells(said)
        drawn, left = add_table(slide, cells, box), max(0, len(cells) - 1 - drawing.MOST["table"])
    elif spec.kind == "cells":
        drawn = add_cells(slide, spec, box)
    else:
        drawn = add_chart(slide, spec, box)
    describe(drawn, drawing.as_text(said))
    _foot(deck, slide, foot(said, left=left, is_practice=outline.is_practice))
    slide.notes_slide.notes_text_frame.text = printable(notes(item))


def _above(slide: Slide, item: Item, spec: Spec) -> int:
    """Write what stands between headline and chart, in as little room as it takes; gives where that ends."""
    top: int = SHOWS_TOP
    for told, size, most, color in (
        (item.detail, 18, 3, LIGHT.ink),
        (_shows(item.answer, spec), 14, 2, LIGHT.gray),
    ):
        if told:
            lines = min(most, measure.lines(printable(told), Emu(INNER).pt, TEXT_FONT, size))
            height = Pt(lines * size * measure.LINE + 3)
            _text(slide, told, top, height, size=size, color=color)
            top += height + Pt(2)
    return top + Inches(0.1)


def _shows(said: Answer[Any], spec: Spec) -> str:
    """Say what the chart shows, in the terms of what PowerPoint draws: no hatch, and not always a band."""
    told = shows(said).replace(" Hatched: hidden.", "")
    return told if has_band(spec) else told.replace("Band: 95% interval", "Thin lines: 95% interval")


def _method(deck: Deck, outline: Outline) -> None:
    """Write the appendix: how each number came about, as many on a slide as have room."""
    slide: Slide | None = None
    top = 0
    for card in cards(outline):
        text = printable(card.text)
        lines = measure.lines(text, Emu(INNER).pt, TEXT_FONT, 14)
        height = min(Pt(lines * 14 * measure.LINE + 2), BODY_END - LIST_TOP - CARD_TITLE)
        if slide is None or top + CARD_TITLE + height > BODY_END:
            if slide is not None:
                _foot(deck, slide)
            slide = _slide(deck, "How the numbers came about", height=LIST_TITLE)
            top = LIST_TOP
        title = _text(slide, one_line(card.title, 90), top, CARD_TITLE, size=16, color=LIGHT.ink)
        title.paragraphs[0].font.bold = True
        _text(slide, text, top + CARD_TITLE, height, size=14, color=LIGHT.ink)
        top += CARD_TITLE + height + Inches(0.15)
    if slide is not None:
        _foot(deck, slide)
