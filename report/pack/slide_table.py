"""Tables on a slide: the first rows of a finding without a chart, and a two-way table with colored cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from charts.spec import Spec
from charts.theme import LIGHT, ink_on, step
from report.pack.measure import cut
from report.pack.printable import one_line
from report.pack.svg import written

Box = tuple[int, int, int, int]

FONT: Final = "Calibri"
ROWS: Final = 12
HIGHEST_ROW: Final = Inches(0.34)
HIGHEST_CELL: Final = Inches(0.6)
NAMES_WIDTH: Final = 0.27
"""Share of the width for the names of a two-way table."""


def add_table(slide: Slide, cells: Sequence[Sequence[str]], box: Box) -> Any:
    """Write the first rows of a table into a box, text to the left and numbers to the right.

    Gives the shape that holds it. A column is as wide as its longest text asks, of the room there is.
    """
    shown = [[one_line(text, 200) for text in row] for row in cells[: ROWS + 1]]
    table, frame = _made(slide, len(shown), max(len(shown[0]), 1), box)
    widths = _widths(shown, box[2])
    for place, width in enumerate(widths):
        table.columns[place].width = Emu(width)
    for at, row in enumerate(shown):
        for place, text in enumerate(row):
            cell = table.cell(at, place)
            room = Emu(widths[place]).pt - 14
            fitted = cut(text, room, 17, FONT, 13)
            is_number = place > 0 and _is_number(shown, place)
            _write(cell, fitted, 13, LIGHT.gray if at == 0 else LIGHT.ink, right=is_number)
            cell.fill.background()
    return frame


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    wanted = [max(4, *(min(len(row[place]), 40) for row in rows)) for place in range(len(rows[0]))]
    return [int(room * each / sum(wanted)) for each in wanted]


def _is_number(rows: Sequence[Sequence[str]], place: int) -> bool:
    texts = [row[place] for row in rows[1:]]
    return bool(texts) and all(
        text[:1].isdigit() or text[:1] in "–+\N{MINUS SIGN}" or text == "hidden" for text in texts
    )


def add_cells(slide: Slide, spec: Spec, box: Box) -> Any:
    """Write a two-way table, each number on a color that is the darker the higher it is."""
    count = len(spec.series)
    table, frame = _made(slide, len(spec.categories) + 1, count + 1, box, HIGHEST_CELL)
    names = int(box[2] * NAMES_WIDTH)
    table.columns[0].width = Emu(names)
    other = (box[2] - names) // max(count, 1)
    for place in range(count):
        table.columns[place + 1].width = Emu(other)
    _write(table.cell(0, 0), "", 12, LIGHT.gray)
    table.cell(0, 0).fill.background()
    for place, series in enumerate(spec.series):
        head = table.cell(0, place + 1)
        called = cut(one_line(series.name, 60), Emu(other).pt - 6, 32, FONT, 12)
        _write(head, called, 12, LIGHT.gray, middle=True)
        head.fill.background()
    highest = max(spec.level(spec.highest), 1)
    for at, name in enumerate(spec.categories, start=1):
        label = table.cell(at, 0)
        _write(label, cut(one_line(name, 120), Emu(names).pt - 14, 17, FONT, 13), 13, LIGHT.ink)
        label.fill.background()
        for place, series in enumerate(spec.series):
            word = series.words[at - 1] if series.words else ""
            if word:
                _word(table.cell(at, place + 1), word, other)
            else:
                _cell(table.cell(at, place + 1), series.values[at - 1], highest, spec)
    return frame


def _word(cell: Any, word: str, width: int) -> None:
    """Write what stands in the place of a number, small, on at most two lines."""
    _write(cell, cut(one_line(word, 60), Emu(width).pt - 6, 26, FONT, 10), 10, LIGHT.gray, middle=True)
    cell.fill.background()


def _cell(cell: Any, value: float | None, highest: int, spec: Spec) -> None:
    if not value:
        _write(cell, "" if value is None else "0", 13, LIGHT.gray, middle=True)
        cell.fill.background()
        return
    color = step(LIGHT, spec.level(value), highest)
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(color)
    _write(cell, written(value, spec.unit), 13, ink_on(color), middle=True)


def _made(slide: Slide, rows: int, columns: int, box: Box, highest: int = HIGHEST_ROW) -> tuple[Any, Any]:
    left, top, width, height = (Emu(side) for side in box)
    row = min(height // max(rows, 1), highest)
    frame = slide.shapes.add_table(rows, columns, left, top, width, Emu(row * rows))
    table = frame.table
    table.horz_banding = False
    for each in table.rows:
        each.height = Emu(row)
    # The plain table style: no fill and thin lines, so that color means a number.
    style = table._tbl.tblPr.find("{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId")
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    return table, frame


def _write(
    cell: Any, text: str, size: float, color: str, *, right: bool = False, middle: bool = False
) -> None:
    cell.text = text
    cell.margin_top = cell.margin_bottom = Pt(1)
    cell.margin_left = cell.margin_right = Pt(3 if middle else 7)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    for paragraph in cell.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.name = Pt(size), FONT
        paragraph.font.color.rgb = _rgb(color)
        paragraph.alignment = PP_ALIGN.CENTER if middle else PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT


def _rgb(color: str) -> RGBColor:
    return RGBColor.from_string(color[1:])
