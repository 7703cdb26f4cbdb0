"""Files as libraries have them: what stood beside the rule when they were tried, each with its answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.uploads.records import Checked
from data.uploads.take import take
from tests.data.uploads.survey_samples import as_csv

DAY = date(2026, 11, 24)


def taken(rows: Sequence[Sequence[str]], name: str = "export.csv", **answers: str) -> Checked:
    (found,) = take(as_csv([list(row) for row in rows]), name, answers=answers, today=DAY)
    assert isinstance(found, Checked)
    return found


def ratings(found: Checked) -> list[str]:
    return [f"{one['item']}: {one['value']:g}" for one in found.records.to_pylist()]


def test_a_question_about_the_hours_is_a_rating_although_hours_can_be_counted() -> None:
    head = ["Timestamp", "How satisfied were you? [Staff]", "How satisfied were you? [Hours]", "Study hours"]
    found = taken([head, ["2026-01-05 10:00", "5", "4", "3"], ["2026-01-06 10:00", "4", "2", "5"]])
    assert ratings(found) == [
        "How satisfied were you? [Staff]: 5",
        "How satisfied were you? [Hours]: 4",
        "How satisfied were you? [Staff]: 4",
        "How satisfied were you? [Hours]: 2",
    ]


def test_codes_of_answers_that_lie_on_no_scale_are_flagged_and_asked_about_instead_of_dropped() -> None:
    head = ["Response ID", "Date", "How satisfied are you with the staff?", "How would you rate us?"]
    found = taken([head, ["a", "2026-01-05", "18", "5"], ["b", "2026-01-06", "21", "4"]])
    assert ratings(found) == ["How would you rate us?: 5", "How would you rate us?: 4"]
    flags = [(one["source_row"], one["flag"], one["value"]) for one in found.flagged.to_pylist()]
    assert flags == [(2, "cell_out_of_range", "18"), (3, "cell_out_of_range", "21")]
    assert "scale:How satisfied are you with the staff?" in [each.id for each in found.questions]


def test_scores_of_a_gradebook_are_no_ratings() -> None:
    head = ["Student", "ID", "SIS Login ID", "Section", "Quiz 1 (123)", "Final Score"]
    found = taken(
        [head, ["    Points Possible", "", "", "", "10", ""], ["Ruiz, Ana", "1", "a", "S1", "9", "90"]]
    )
    assert found.file_reason == "columns_unknown"


def test_ok_under_anything_else_is_a_comment_and_no_rating() -> None:
    head = ["#", "How happy are you with us?", "Anything else?", "Submit Date (UTC)"]
    found = taken([head, ["a", "4", "ok", "2026-01-05 10:00:00"], ["b", "5", "", "2026-01-06 10:00:00"]])
    assert ratings(found) == ["How happy are you with us?: 4", "How happy are you with us?: 5"]
    assert found.comments["text"].to_pylist() == ["ok"]


def test_response_beside_answer_says_which_response_it_is() -> None:
    head = ["response", "date", "site", "question", "answer", "scale max"]
    found = taken(
        [head, ["a1", "2026-01-05", "Main", "Staff", "4", "5"], ["a1", "2026-01-05", "", "Hours", "3", "5"]]
    )
    assert found.source_format == "long survey table"
    assert found.records["response_id"].to_pylist() == ["a1", "a1"]
    assert ratings(found) == ["Staff: 4", "Hours: 3"]


def test_libqual_says_current_performance_too_and_writes_codes_with_three_letters() -> None:
    new = ["Response ID", "Date", "Staff help - Importance", "Staff help - Current Performance"]
    found = taken([new, ["1", "2026-01-05", "8", "7"]])
    assert (found.source_format, ratings(found)) == ("libqual", ["Staff help: 8", "Staff help: 7"])
    codes = ["ID", "Date", "AS1MIN", "AS1DES", "AS1PER", "LP2MIN", "LP2DES", "LP2PER"]
    found = taken([codes, ["1", "2026-01-15", "6", "8", "7", "5", "7", "8"]])
    levels = [
        tuple(one[key] for key in ("item", "minimum", "desired", "value"))
        for one in found.records.to_pylist()
    ]
    assert (found.source_format, levels) == ("libqual", [("AS1", 6, 8, 7), ("LP2", 5, 7, 8)])


def test_text_among_dates_is_no_date_where_another_column_states_the_status() -> None:
    head = ["Staff ID", "Course", "Status", "Completed"]
    found = taken([head, ["1", "A", "Completed", "2026-01-05"], ["2", "A", "Completed", "next week"]])
    assert found.rejected.select(["source_row", "column", "value", "reason"]).to_pylist() == [
        {"source_row": 3, "column": "Completed", "value": "next week", "reason": "bad_date"}
    ]


def test_advice_on_a_date_shows_the_form_and_guesses_no_day() -> None:
    head = ["Staff ID", "Course", "Completion date"]
    found = taken(
        [
            head,
            ["1", "A", "13/45/2025"],
            ["2", "A", "2026-02-30"],
            ["3", "A", "1/3/2045"],
            ["4", "A", "2026-01-05"],
        ]
    )
    form = "year-month-day, such as 1999-12-31."
    assert found.rejected["message"].to_pylist() == [
        f'Row 2, column "Completion date": "13/45/2025" is not a date. Write it as {form}',
        f'Row 3, column "Completion date": "2026-02-30" is not a date. Write it as {form}',
        'Row 4, column "Completion date": "1/3/2045" lies in the future. '
        f"Write the day on which it happened, as {form}",
    ]


def test_a_row_of_totals_does_not_turn_hours_in_a_matrix_into_scores() -> None:
    head = ["Name", "Branch", "CPR", "Storytime"]
    people = [["Ana Ruiz", "Main", "1.5", "x"], ["Pat Neil", "East", "2", "x"]]
    found = taken([head, *people, ["Total", "", "41.5", "2"]])
    assert [each.default for each in found.questions if each.id == "cell_numbers"] == ["hours"]
    assert found.records["hours"].to_pylist() == [1.5, None, 2.0, None]
    marks = [head, ["Ana Ruiz", "Main", "x", "x"], ["Total", "", "1", "1"]]
    assert [each.id for each in taken(marks).questions] == []


def test_a_number_or_a_day_above_a_column_is_no_course() -> None:
    rows = [["Name", "2026-01-05", "5"], ["Ana Ruiz", "x", "x"], ["Pat Neil", "x", "x"]]
    assert taken(rows).file_reason == "columns_unknown"


def test_a_column_of_names_without_a_header_can_be_chosen() -> None:
    rows = [
        ["", "ID number", "Email address", "Reading", ""],
        ["Ana Ruiz", "S1", "a@l.org", "Completed", "2026-02-09 10:04:00"],
    ]
    asked = next(each for each in taken(rows, "progress.cs.csv").questions if each.id == "person")
    assert [option.label for option in asked.options] == ["Email address", "ID number", "The names"]
    chosen = taken(rows, "progress.cs.csv", person="The names")
    assert chosen.records["person"].to_pylist() == ["Ana Ruiz"]
