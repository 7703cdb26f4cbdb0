"""Slides: native charts with the table's numbers, a title, notes, a text alternative; nothing cut."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Emu

from report.answer import Answer, Shape
from report.pack import measure
from report.pack.outline import Item, Outline
from report.pack.slides import pptx_bytes
from tests.effort import few
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
    lines = measure.lines(frame.text, Emu(shape.width).pt, font.name, font.size.pt)
    return float(lines * font.size.pt * measure.LINE)


@pytest.mark.parametrize("length", [10, 100, 200])
def test_longer_text_gets_smaller_type(length: int) -> None:
    size = measure.fitting("x " * length, 700, 80, "Georgia", 32)
    assert (size == 32) == (length == 10)


def test_the_file_names_the_library_and_nobody_else() -> None:
    told = deck(rates()).core_properties
    assert (told.author, told.last_modified_by) == ("Cedar Valley Libraries",) * 2


STRANGE = st.text(max_size=60) | st.sampled_from(
    ["\x00\x0b", "\ufffe\uffff", "\u202eabc", "=1+1", "<a:t>", "😀" * 40, "x" * 10_000]
)


@few(20)
@given(STRANGE, STRANGE)
def test_any_text_makes_a_deck_that_opens(name: str, sentence: str) -> None:
    told = answer(rates([name, "b", "c"]).frames.rows, rates().finding.shape, sentence=sentence, title=name)
    shown = Presentation(io.BytesIO(pptx_bytes(outline(Item(told), period=name, changes=(sentence,)))))
    assert len(shown.slides) == 4


def test_several_findings_have_an_agenda_and_every_slide_but_the_cover_a_number() -> None:
    shown = deck(rates(), by_month()).slides
    assert [slide.shapes.title.text for slide in shown] == [
        "Board report", "Agenda", "Main completes most.", "Main completes most.", "How the numbers came about"
    ]  # fmt: skip
    numbers = [
        [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame][-1] for slide in shown
    ]
    assert numbers[1:] == ["2", "3", "4", "5"]


def test_what_the_headline_names_is_in_the_accent_and_the_rest_gray() -> None:
    (chart,) = charts(deck(rates()))
    points = chart.plots[0].series[0].points
    assert [str(points[place].format.fill.fore_color.rgb) for place in (0, 2)] == ["0F6B62", "7C8884"]


def test_a_coded_rate_is_in_words_and_nowhere_in_numbers() -> None:
    rows = rates().frames.rows.assign(coded=["", "", "over 95%"], hidden=[False, True, False])
    rows.loc[2, ["rate", "low", "high"]] = None
    (chart,) = charts(deck(answer(rows, rates().finding.shape)))
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [cell.value for cell in sheet["A"]] == [
        None,
        "Main (of 428)",
        "Small (hidden)",
        "North (over 95%)",
    ]
    assert [cell.value for cell in sheet["B"]] == ["Rate", 0.8, None, None]


def test_a_rate_too_small_for_its_bar_stands_beside_the_name() -> None:
    rows = rates().frames.rows
    rows.loc[0, ["rate", "low", "high"]] = [0.04, 0.02, 0.07]
    (chart,) = charts(deck(answer(rows, rates().finding.shape)))
    assert next(iter(chart.plots[0].categories)) == "Main (4% of 428)"


def test_answers_on_a_scale_are_stacked_in_fixed_colors_with_the_neutral_ones_last() -> None:
    names = ["disagree_strong", "disagree_mild", "neutral", "agree_mild", "agree_strong"]
    rows = pd.DataFrame([("Helpful", 0.05, 0.1, 0.2, 0.4, 0.25, 120)], columns=["item", *names, "n"])
    (chart,) = charts(deck(answer(rows, Shape("likert", "item", tuple(names), "share", n="n"))))
    drawn = {
        series.name: (list(series.values), str(series.format.fill.fore_color.rgb))
        for series in chart.plots[0].series
    }
    assert drawn == {
        "Disagree strongly": ([0.05], "8A3F08"),
        "Disagree": ([0.1], "CB7C38"),
        "Agree": ([0.4], "4D9B8F"),
        "Agree strongly": ([0.25], "0F5C54"),
        "Neutral": ([0.2], "7C8884"),
    }


def test_a_two_way_table_has_a_row_a_name_and_its_numbers_in_colored_cells() -> None:
    rows = pd.DataFrame(
        [("Policy", 2020, 3), ("Policy", None, 1), ("Safety", 2021, 12)], columns=["topic", "year", "courses"]
    )
    told = answer(rows, Shape("cells", "topic", ("courses",), across="year"))
    (table,) = [shape.table for shape in deck(told).slides[1].shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["", "2020", "2021", "no date"], ["Policy", "3", "", "1"], ["Safety", "", "12", ""]
    ]  # fmt: skip


@pytest.mark.parametrize("count", [12, 36])
def test_months_keep_their_fiscal_years_or_their_dates(count: int) -> None:
    (chart,) = charts(deck(by_month(count)))
    categories = chart.plots[0].categories
    if count <= 24:
        assert [level[0].label for level in categories.levels] == ["Jul", "FY2026"]
    else:
        assert len(categories) == count
    assert len(list(chart.plots[0].series[0].values)) == count


def test_what_is_not_known_is_left_to_the_table_and_not_called_hidden() -> None:
    rows = pd.DataFrame({"topic": ["Policy", "Health"], "age_years": [3.0, None]})
    (chart,) = charts(deck(answer(rows, Shape("bars", "topic", ("age_years",)))))
    assert list(chart.plots[0].categories) == ["Policy"]


def scores(lowest: float | None = 20.5) -> Answer[Any]:
    """A line with its interval over four months; the lower end of the second is the caller's."""
    told = by_month(4).frames.rows.assign(hours=[30.25, 28.5, 31.0, 33.5])
    rows = told.assign(low=[22.0, lowest, 24.0, 25.5], high=[38.0, 36.0, 39.0, 41.5])
    return answer(rows, Shape("line", "month", ("hours",), "points", low="low", high="high"))


def test_the_interval_of_a_line_is_a_band_of_two_areas_behind_it() -> None:
    (chart,) = charts(deck(scores()))
    areas, lines = chart.plots
    assert [type(plot).__name__ for plot in (areas, lines)] == ["AreaPlot", "LinePlot"]
    drawn = {series.name: list(series.values) for plot in (areas, lines) for series in plot.series}
    assert drawn == {
        "Low": [22.0, 20.5, 24.0, 25.5], "Width of the interval": [16.0, 15.5, 15.0, 16.0],
        "Hours": [30.25, 28.5, 31.0, 33.5],
    }  # fmt: skip
    assert "errBars" not in {child.tag.rpartition("}")[2] for child in chart._chartSpace.iter()}
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [[cell.value for cell in row][2:] for row in sheet.iter_rows(max_row=3)] == [
        ["Hours", "Low", "Width of the interval", "High"],
        [30.25, 22, "=F2-D2", 38],
        [28.5, 20.5, "=F3-D3", 36],
    ]


def test_where_a_month_is_missing_the_interval_is_thin_lines_and_the_slide_says_so() -> None:
    told = scores(None)
    shown = deck(told)
    (chart,) = charts(shown)
    assert [type(plot).__name__ for plot in chart.plots] == ["LinePlot"]
    assert len(chart.plots[0].series[0]._element.findall(".//{*}errBars//{*}plus//{*}pt")) == 3


def test_text_in_a_charts_workbook_is_no_formula_whatever_it_begins_with() -> None:
    (chart,) = charts(deck(rates(["=1+1", "+2", "http://198.51.100.7/"])))
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in sheet["A"][1:]] == [
        ("=1+1 (of 428)", "s", None),
        ("+2 (hidden)", "s", None),
        ("http://198.51.100.7/ (of 52)", "s", None),
    ]


def test_a_headline_in_two_parts_has_its_numbers_below_and_all_of_it_in_the_workbook() -> None:
    told = replace(rates(), sentence="80% of 428, Main most.", headline="Main completes most.", detail="80%.")
    slide = deck(told).slides[1]
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert texts[:3] == ["Main completes most.", "80%.", "Share completed, by branch. Showing all courses."]
    item = Item(told)
    assert (item.is_edited, item.says) == (False, "80% of 428, Main most.")
    edited = Item(told, title="We did well")
    assert (edited.is_edited, edited.detail, edited.says) == (True, "", "We did well")


def test_what_is_only_in_words_is_a_table_and_no_empty_chart() -> None:
    rows = rates().frames.rows.head(1).assign(rate=None, low=None, high=None, coded="over 95%", hidden=False)
    slide = deck(answer(rows, rates().finding.shape)).slides[1]
    assert not list(charts(deck(answer(rows, rates().finding.shape))))
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Branch", "Rate", "Learner courses"], ["Main", "over 95%", "428"]
    ]  # fmt: skip


def test_one_bar_is_no_wall() -> None:
    (chart,) = charts(deck(answer(rates().frames.rows.head(1), rates().finding.shape)))
    assert chart.plots[0].gap_width == 500


def test_a_long_agenda_stands_in_two_columns() -> None:
    slides = deck(*(rates() for _ in range(13))).slides
    assert [slide.shapes.title.text for slide in slides][1:3] == ["Agenda", "Main completes most."]
    columns = [
        shape for shape in slides[1].shapes if shape.has_text_frame and "completes" in shape.text_frame.text
    ]
    assert [len(shape.text_frame.paragraphs) for shape in columns] == [7, 6]
