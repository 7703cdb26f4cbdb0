"""What a pack draws of a table: every kind in every form, words where there is no number, hatches."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from report.answer import Answer, Shape
from report.pack import drawing
from report.pack.make import WRITERS
from report.pack.measure import width
from report.pack.outline import Item, Outline
from report.pack.slides import pptx_bytes
from report.pack.svg import svg
from tests.report.made_up import answer, rates

LONG = "The Branch Library of the Very Long and Winding River Valley"


def cells() -> Answer[Any]:
    rows = pd.DataFrame(
        [("Policy", "Bay", 0.8, False, ""), ("Policy", "Elm", None, False, "fewer than 5 of 12"),
         ("Safety", "Bay", 0.4, False, ""), ("Safety", "Elm", None, True, "")],
        columns=["topic", "branch", "coverage", "hidden", "coded"],
    )  # fmt: skip
    return answer(rows, Shape("cells", "topic", ("coverage",), "share", across="branch"))


def pairs() -> Answer[Any]:
    rows = pd.DataFrame({"item": ["Hours", "Staff"], "importance": [7.9, 8.1], "rating": [6.3, 8.0]})
    return answer(rows, Shape("bars", "item", ("importance", "rating"), "score"))


def months() -> Answer[Any]:
    rows = pd.DataFrame(
        {"month": [date(2026, month, 1) for month in (7, 8, 9, 10)], "rate": [0.8, 0.9, 0.7, 0.4],
         "low": [0.7, 0.8, 0.6, 0.3], "high": [0.9, 0.95, 0.8, 0.5], "open": ["", "", "", "yes"]}
    )  # fmt: skip
    return answer(rows, Shape("line", "month", ("rate",), "share", "low", "high", under_way="open"))


def test_a_two_way_table_of_shares_says_hidden_and_coded_in_their_cells() -> None:
    spec = drawing.spec(cells())
    assert [(series.name, series.values, series.words) for series in spec.series] == [
        ("Bay", (0.8, 0.4), ("", "")),
        ("Elm", (None, None), ("fewer than 5 of 12", "hidden")),
    ]
    words = re.findall(r"<text[^>]*>([^<]*)</text>", svg(spec, wide=True))
    assert words == ["Bay", "Elm", "Policy", "80%", "fewer than 5 of 12", "Safety", "40%", "hidden"]
    slide = Presentation(io.BytesIO(pptx_bytes(pack(cells())))).slides[1]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["", "Bay", "Elm"], ["Policy", "80%", "fewer than 5 of 12"], ["Safety", "40%", "hidden"]
    ]  # fmt: skip


def test_two_values_a_row_are_two_bars_with_their_names_above() -> None:
    drawn = svg(drawing.spec(pairs()), wide=True)
    words = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    assert words == ["Importance", "Rating", "Hours", "7.9", "6.3", "Staff", "8.1", "8"]
    (chart,) = [
        shape.chart
        for shape in Presentation(io.BytesIO(pptx_bytes(pack(pairs())))).slides[1].shapes
        if shape.has_chart
    ]
    assert [(series.name, tuple(series.values)) for series in chart.plots[0].series] == [
        ("Importance", (7.9, 8.1)),
        ("Rating", (6.3, 8.0)),
    ]
    assert chart.has_legend


def test_a_month_that_is_not_over_is_hollow_and_its_value_is_not_the_last_word() -> None:
    drawn = svg(drawing.spec(months()), wide=True)
    assert drawn.count("stroke-dasharray") == 1
    assert ">70%</text>" in drawn
    assert ">40%</text>" not in drawn


@pytest.mark.parametrize(("said", "part"), [("over 95%", 0.05), ("hidden", 1.0)])
def test_a_rate_in_words_is_hatched_where_it_may_be(said: str, part: float) -> None:
    rows = rates().frames.rows.assign(coded=["", said if said != "hidden" else "", ""])
    drawn = svg(drawing.spec(answer(rows, rates().finding.shape)), wide=True)
    (hatched,) = re.findall(r'width="([\d.]+)" height="[\d.]+" fill="url\(#hatch\)"', drawn)
    assert float(hatched) == pytest.approx(1136 * (1 - 0.3 - 0.17) * part, abs=0.1)


def test_only_what_nobody_named_is_a_hatch_and_what_the_headline_does_not_name_is_gray() -> None:
    hosts = pd.DataFrame({"host": ["Webby", "Other"], "courses": [9, 2]})
    assert "url(#hatch)" not in svg(
        drawing.spec(answer(hosts, Shape("bars", "host", ("courses",))), headline="Webby has nine.")
    )
    formats = pd.DataFrame({"format": ["webinar", "unknown"], "courses": [9, 2]})
    assert svg(drawing.spec(answer(formats, Shape("bars", "format", ("courses",))))).count("url(#hatch)") == 1


def test_a_row_that_the_headline_names_is_drawn_though_it_stands_far_below() -> None:
    rows = pd.DataFrame({"course": [f"Course {place}" for place in range(20)], "rate": [0.5] * 20})
    spec = drawing.spec(
        answer(rows, Shape("bars", "course", ("rate",), "share")), headline="Course 17 is low."
    )
    assert spec.categories == (*(f"Course {place}" for place in range(11)), "Course 17")
    assert spec.left == 8


def pack(*answers: Answer[Any]) -> Outline:
    return Outline("Report", "Cedar", date(2026, 11, 24), [Item(each) for each in answers])


@pytest.mark.parametrize("form", list(WRITERS))
def test_every_kind_goes_through_every_form(form: Any) -> None:
    every = [cells(), pairs(), months(), rates()]
    content = WRITERS[form](
        pack(*every, replace(rates(), headline="In two parts.", detail="As is told here."))
    )
    assert len(content) > 1_000
    if form == "xlsx":
        sheet = load_workbook(io.BytesIO(content))["1 Rates"]
        told = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        assert [row[2] for row in told] == [0.8, "fewer than 5 of 12", 0.4, "hidden"]


@pytest.mark.parametrize("wide", [True, False])
def test_no_word_of_a_drawing_leaves_it_even_with_names_of_sixty_letters(wide: bool) -> None:
    long_cells = cells().frames.rows.assign(
        topic=[LONG, LONG, LONG + "x", LONG + "x"], branch=["A" + LONG, "B" + LONG] * 2
    )
    long_pairs = pairs().frames.rows.assign(item=[LONG, LONG + "x"])
    for told in (
        answer(long_cells, cells().finding.shape), answer(long_pairs, pairs().finding.shape),
        rates([f"{LONG}{place}" for place in range(3)]), months(),
    ):  # fmt: skip
        drawn = svg(drawing.spec(told), wide=wide)
        across = float(re.findall(r'viewBox="0 0 ([\d.]+)', drawn)[0])
        for attributes, word in re.findall(r"<text ([^>]*)>([^<]*)</text>", drawn):
            told_here = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
            wide_is = width(word, "Noto Sans", float(told_here["font-size"]))
            left = (
                float(told_here["x"])
                - {"middle": 0.5, "end": 1.0}.get(told_here.get("text-anchor", ""), 0.0) * wide_is
            )
            assert left >= -1.0, word
            assert left + wide_is <= across + 1.0, word
