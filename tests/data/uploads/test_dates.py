"""Dates are read by the column: its rows prove the order, or the setting decides and is asked about."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.uploads.dates import DateColumn, answered_order, instead, order_question, read_dates
from data.uploads.day_texts import FORM
from data.uploads.recognized import DateOrder
from data.uploads.records import Option, Question

TODAY = date(2026, 11, 24)


def read(*cells: str, order: DateOrder | None = None, setting: DateOrder = "month") -> DateColumn:
    return read_dates(pa.array(cells, pa.string()), order=order, setting=setting, today=TODAY)


def days(column: DateColumn) -> list[str]:
    """Each row's day, or its fault, or ""."""
    pairs = zip(column.dates.to_pylist(), column.faults.to_pylist(), strict=True)
    return [fault or (day.isoformat() if day else "") for day, fault in pairs]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-03-31", "2026-03-31"),
        ("2026-03-31 09:05:00", "2026-03-31"),
        ("2026-03-31T09:05:00.123Z", "2026-03-31"),
        ("2026-03-31T23:30:00-05:00", "2026-03-31"),
        ("2026/09/27 3:00:00 PM GMT+3", "2026-09-27"),
        ("31/03/26, 10:04", "2026-03-31"),
        ("31.03.2026", "2026-03-31"),
        ("8/31/2023 19:08:16", "2023-08-31"),
        ("9/20/24 7:04:01 PM", "2024-09-20"),
        ("8 Jan 2026", "2026-01-08"),
        ("08-Jan-26", "2026-01-08"),
        ("Jan. 8th, 2026", "2026-01-08"),
        ("Monday, 9 February 2026, 10:04 AM", "2026-02-09"),
        ("lundi 9 février 2026 à 10:04", "2026-02-09"),
        ("1er mars 2026", "2026-03-01"),
        ("mar. 3 mars 2026", "2026-03-03"),
        ("8 de enero de 2026", "2026-01-08"),
        ("MIÉRCOLES, 7 de octubre de 2026", "2026-10-07"),
        ("20260331", "2026-03-31"),
        ("45932", "2025-10-02"),
        ("45932.75", "2025-10-02"),
        ("2026-02-30", "bad_date"),
        ("31/13/26", "bad_date"),
        ("2026-03-31 25:00", "bad_date"),
        ("March 2026", "bad_date"),
        ("1899-12-30", "bad_date"),
        ("12", "bad_date"),
        ("soon", "bad_date"),
        ("2026-11-24", "2026-11-24"),
        ("2026-11-25", "future_date"),
        ("", ""),
        ("N/A", ""),
        (" \u2014 ", ""),
    ],
)
def test_a_date_is_read_in_every_style(cell: str, day: str) -> None:
    assert days(read(cell)) == [day]


def test_one_row_proves_the_order_of_all() -> None:
    column = read("03/04/2026", "31/03/2026", "05/06/2026, 10:04", setting="month")
    assert days(column) == ["2026-04-03", "2026-03-31", "2026-06-05"]
    assert (column.order, column.is_proven, column.has_time) == ("day", True, True)
    assert order_question([column]) is None


def test_without_proof_the_setting_is_used_and_asked_about() -> None:
    column = read("03/04/2026", "05/05/2026", setting="day")
    assert days(column) == ["2026-04-03", "2026-05-05"]
    assert (column.order, column.is_proven, column.example) == ("day", False, "03/04/2026")
    assert order_question([column]) == Question(
        "date_order",
        "In 03/04/2026, which comes first?",
        "day",
        (
            Option("day", "Day: April 3, 2026", "No date can only be day first"),
            Option("month", "Month: March 4, 2026", "No date can only be month first"),
        ),
    )


def test_rows_that_prove_both_orders_leave_the_others_open() -> None:
    column = read("25/12/2025", "26/12/2025", "12/25/2025", "03/04/2026", "04/04/2026")
    assert days(column) == ["2025-12-25", "2025-12-26", "2025-12-25", "ambiguous_date", "2026-04-04"]
    assert column.order is None
    question = order_question([column])
    assert question is not None
    assert question.default is None
    assert [option.consequence for option in question.options] == [
        "2 dates can only be day first",
        "1 date can only be month first",
    ]


def test_an_answer_decides_what_reads_two_ways_and_nothing_else() -> None:
    cells = ("25/12/2025", "12/25/2025", "03/04/2026")
    assert days(read(*cells, order="day")) == ["2025-12-25", "2025-12-25", "2026-04-03"]
    assert days(read(*cells, order="month")) == ["2025-12-25", "2025-12-25", "2026-03-04"]


def test_an_answer_against_the_rows_is_asked_about_again() -> None:
    column = read("25/12/2025", "03/04/2026", order="month")
    assert days(column) == ["2025-12-25", "2026-03-04"]
    assert order_question([column]) is not None


def test_dates_with_one_reading_need_no_order() -> None:
    column = read("2026-03-04", "8 Jan 2026", "05/05/2026")
    assert (column.order, column.is_proven) == ("iso", True)


def test_an_empty_column_has_no_order() -> None:
    assert (read("", "N/A").order, days(read())) == ("iso", [])


def test_an_answer_that_is_no_order_is_none() -> None:
    answers = [{"date_order": "day"}, {"date_order": "month"}, {"date_order": "year"}, {}]
    assert [answered_order(each) for each in answers] == ["day", "month", None, None]


@pytest.mark.parametrize(
    ("code", "cell", "order", "written"),
    [
        ("bad_date", "31/13/26", None, FORM),
        ("bad_date", "13/45/2025", "month", FORM),
        ("bad_date", "2026-02-30", None, FORM),
        ("bad_date", "soon", None, FORM),
        ("bad_date", "2026-02-03 25:00", None, "2026-02-03"),
        ("ambiguous_date", "03/04/2026", None, "2026-03-04 or 2026-04-03"),
        ("bad_date", "03/04/2026 25:00", "day", "2026-03-04 or 2026-04-03"),
        ("future_date", "03/04/2099", "day", FORM),
    ],
)
def test_advice_on_dates_gives_a_day_only_where_the_cell_proves_it(
    code: str, cell: str, order: str | None, written: str
) -> None:
    assert instead(code, cell, order) == written


def test_many_times_of_day_are_read_as_their_days() -> None:
    seconds = [timedelta(seconds=second * 13) for second in range(6000)]
    cells = [f"03/04/2026 {offset}" for offset in seconds] + ["03/04/2026 24:00:00", "31/03/2026 9:05 PM"]
    column = read(*cells)
    assert column.has_time
    assert days(column) == ["2026-04-03"] * 6000 + ["bad_date", "2026-03-31"]


@given(st.dates(date(1990, 1, 1), TODAY), st.sampled_from(["%Y-%m-%d", "%d %b %Y", "%B %d, %Y", "%Y%m%d"]))
def test_every_day_is_read_back_as_it_was_written(day: date, style: str) -> None:
    assert days(read(day.strftime(style))) == [day.isoformat()]


@given(st.lists(st.dates(date(1990, 1, 1), TODAY), min_size=1), st.sampled_from(["day", "month"]))
def test_a_column_of_one_order_is_read_in_that_order(column: list[date], order: DateOrder) -> None:
    style = "%d/%m/%Y" if order == "day" else "%m/%d/%Y"
    found = read(*[day.strftime(style) for day in column], setting=order)
    assert days(found) == [day.isoformat() for day in column]


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_a_fault_or_nothing(text: str) -> None:
    column = read(text)
    assert column.faults[0].as_py() in (None, "bad_date", "future_date")
