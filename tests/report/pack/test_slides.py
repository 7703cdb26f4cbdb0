"""Slides: native charts with the table's numbers, a title, notes, a text alternative; nothing cut."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Emu

from report.answer import Answer
from report.pack.outline import Item, Outline
from report.pack.slides import EMS, fitting, pptx_bytes
from tests.report.made_up import answer, by_month, rates

LONG = "The Branch Library of the Very Long and Winding River Valley"


def outline(*items: Item, **told: Any) -> Outline:
    told.setdefault("library", "Cedar Valley Libraries")
    return Outline(title="Board report", made_on=date(2026, 11, 24), items=items, **told)


def deck(*answers: Answer[Any], **told: Any) -> Any:
    return Presentation(io.BytesIO(pptx_bytes(outline(*(Item(each) for each in answers), **told))))


def charts(shown: Any) -> Iterator[Any]:
    for slide in shown.slides:
        yield from (shape.chart for shape in slide.shapes if shape.has_chart)


def test_the_takeaway_is_the_title_and_the_method_stands_in_the_notes() -> None:
    slide = deck(rates()).slides[1]
    assert slide.shapes.title.text == "Main completes most."
    notes = slide.notes_slide.notes_text_frame.text
    assert "What is counted: Each learner-course once." in notes
    assert "hidden: 1 branch" in notes


def test_an_edited_headline_is_said_to_be_edited() -> None:
    shown = Presentation(io.BytesIO(pptx_bytes(outline(Item(rates(), title="We are doing fine")))))
    assert shown.slides[1].shapes.title.text == "We are doing fine"
    assert (
        "The headline was edited. Made from the numbers, it reads: Main completes most."
        in shown.slides[1].notes_slide.notes_text_frame.text
    )


def test_a_charts_workbook_has_the_tables_numbers_to_the_last_digit_and_no_hidden_one() -> None:
    (chart,) = charts(deck(rates()))
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [None, "Rate"],
        ["Main (of 428)", 0.8],
        ["Small (hidden)", None],
        ["North (of 52)", 0.5],
    ]


def test_intervals_are_error_bars_around_each_value() -> None:
    (chart,) = charts(deck(rates()))
    bars = chart.plots[0].series[0]._element.findall(".//{*}errBars//{*}pt/{*}v")
    assert [round(float(value.text), 2) for value in bars] == [0.04, 0.14, 0.04, 0.14]


def test_every_shape_has_a_text_alternative_and_every_slide_a_title() -> None:
    for slide in deck(rates(), by_month(), answer(rates().frames.rows)).slides:
        assert slide.shapes.title.text
        for shape in slide.shapes:
            if shape != slide.shapes.title:
                assert shape._element._nvXxPr.cNvPr.get("descr"), shape.name


def test_no_text_is_larger_than_its_box_even_with_long_names() -> None:
    told = rates([f"{LONG} {place}" for place in range(3)])
    for slide in deck(told, library=LONG, period=LONG, changes=(LONG,) * 6).slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= Emu(12_192_000)
            assert shape.top + shape.height <= Emu(6_858_000)
            if shape.has_text_frame and shape.text_frame.text:
                assert height_of(shape) <= Emu(shape.height).pt + 1, shape.text_frame.text


def height_of(shape: Any) -> float:
    """Points that a box's text needs, by the widths the fitting counts with."""
    frame = shape.text_frame
    font = frame.paragraphs[0].font
    letters = Emu(shape.width).pt / (EMS[font.name] * font.size.pt)
    lines = sum(-(-max(len(line), 1) // max(int(letters), 1)) for line in frame.text.split("\n"))
    return float(lines * font.size.pt * 1.22)


@pytest.mark.parametrize("length", [10, 200, 2000])
def test_longer_text_gets_smaller_type(length: int) -> None:
    size = fitting("x" * length, 9_000_000, 1_000_000, "Georgia", 32)
    assert (size == 32) == (length == 10)


def test_the_file_names_the_library_and_nobody_else() -> None:
    told = deck(rates()).core_properties
    assert (told.author, told.last_modified_by) == ("Cedar Valley Libraries",) * 2


STRANGE = st.text(max_size=60) | st.sampled_from(
    ["\x00\x0b", "\ufffe\uffff", "\u202eabc", "=1+1", "<a:t>", "😀" * 40, "x" * 10_000]
)


@settings(max_examples=20)
@given(STRANGE, STRANGE)
def test_any_text_makes_a_deck_that_opens(name: str, sentence: str) -> None:
    told = answer(rates([name, "b", "c"]).frames.rows, rates().finding.shape, sentence=sentence, title=name)
    shown = Presentation(io.BytesIO(pptx_bytes(outline(Item(told), period=name, changes=(sentence,)))))
    assert len(shown.slides) == 4
