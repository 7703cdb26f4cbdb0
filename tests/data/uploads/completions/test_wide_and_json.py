"""Wide tables and statements, case by case; and every row of any table ends in exactly one way."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.uploads.records import Answers, Checked
from tests.data.uploads.completion_samples import minimal, statement, table, workbook
from tests.data.uploads.told import checked, records, rows


def read(text: str, answers: Answers | None = None) -> Checked:
    return checked(minimal(table(text)).encode(), "export.csv", answers)


def test_courses_with_columns_of_their_own_under_two_tiers_of_headers() -> None:
    content = workbook(
        {
            "Log": [
                ["Name", "Branch", "Fire", "", "Ladders", ""],
                ["", "", "Date", "Hours", "Date", "Hours"],
                ["Ann Reyes", "Main", date(2026, 1, 5), 1.5, "", ""],
                ["Ben Ortiz", "Main", "", "", "x", "1 hr"],
            ]
        }
    )
    assert records(checked(content, "log.xlsx")) == [
        "states outcomes: False",
        "3, Ann Reyes, Main, Fire, completed, on 2026-01-05, hours 1.5",
        "4, Ben Ortiz, Main, Ladders, completed, hours 1.0",
    ]


def test_small_numbers_in_a_matrix_are_hours_unless_the_user_says_scores() -> None:
    text = """
        Name|Fire|Ladders
        Ann Reyes|1.5|x
        Ben Ortiz|1|2
    """
    assert read(text).records.column("hours").to_pylist() == [1.5, None, 1.0, 2.0]
    scored = read(text, {"cell_numbers": "score"})
    assert scored.records.column("score").to_pylist() == [1.5, None, None, 2.0]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("maybe", "unknown_status"),
        ("31/31/2026", "bad_date"),
        ("2027-01-01", "future_date"),
        ("120%", "out_of_range"),
    ],
)
def test_a_cell_of_a_matrix_that_cannot_be_read_rejects_its_row(cell: str, code: str) -> None:
    filled = "\n".join(f"Person {letter}|x|2026-01-0{at}" for at, letter in enumerate("ABCDEFGH", 1))
    found = read(f"Name|Fire|Ladders\n{filled}\nZoe Old|{cell}|x")
    assert rows(found)["rejected"] == [f"10 {code}"]
    assert found.rejected.column("column").to_pylist() == ["Fire"]


def test_statements_without_registration_are_one_attempt_on_one_day() -> None:
    statements = [
        statement("ann", "attempted", "2026-02-01"),
        statement("ann", "completed", "2026-02-01"),
        statement("ann", "passed", "2026-02-01", result={"score": {"raw": 8, "max": 10}}),
        statement("ann", "completed", "2026-03-01"),
        statement("ann", "completed", "2026-03-01"),
        statement("ben", "completed", "2026-03-01", result={"success": False}),
    ]
    found = checked(json.dumps(statements).encode(), "x.json")
    assert records(found) == [
        "states outcomes: True",
        "2, ann@lib.example (Ann), Fire, completed, on 2026-02-01, score 80.0",
        "4, ann@lib.example (Ann), Fire, completed, on 2026-03-01",
        "6, ben@lib.example (Ben), Fire, failed, since 2026-03-01",
    ]
    assert rows(found) == {
        "accepted": 3,
        "rejected": ["5 duplicate_row"],
        "ignored": ["1 same_attempt_as_completed", "3 same_attempt_as_completed"],
        "flagged": ["4 repeat_completion"],
    }


CELLS = st.sampled_from(
    [
        "",
        "E-1",
        "E-2",
        "Fire",
        "Total",
        "x",
        "2026-01-05",
        "03/04/2026",
        "31/12/2026",
        "Completed",
        "RPL",
        "1.5",
        "Failed",
        "no",
        "N/A",
        "150",
        "-1",
        "* note",
        "Staff ID",
        "Course",
        "Status",
        "Date completed",
        "Hours",
    ]
)


@given(st.lists(st.lists(CELLS, min_size=0, max_size=6), max_size=12))
@example([["", "Status", "no", "Status"]])
def test_every_row_is_accepted_rejected_or_ignored_exactly_once(body: list[list[str]]) -> None:
    header = ["Staff ID", "Course", "Status", "Date completed", "Hours"]
    content = minimal([header, ["E-9", "Signs", "Completed", "2026-01-05", "1"], *body]).encode()
    found = checked(content, "x.csv")
    assert found.rows_total == len(body) + 1
    ended = [
        *found.rejected.column("source_row").to_pylist(),
        *found.ignored.column("source_row").to_pylist(),
    ]
    assert len(set(ended)) == len(ended)
    accepted = set(found.records.column("source_row").to_pylist())
    assert len(accepted) == found.rows_accepted
    assert accepted.isdisjoint(ended)
    assert set(found.flagged.column("source_row").to_pylist()) <= accepted


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=10))
@example([["", "E-1", ""]] * 10)
def test_every_row_of_a_matrix_is_accounted_for(body: list[list[str]]) -> None:
    steady = [[f"Person {at}", "x", "2026-01-05"] for at in range(90)]
    found = checked(minimal([["Name", "Fire", "Ladders"], *steady, *body]).encode(), "x.csv")
    assert found.rows_total == len(body) + 90
    assert set(found.records.column("source_row").to_pylist()).isdisjoint(
        found.rejected.column("source_row").to_pylist()
    )


@pytest.mark.parametrize("odd", [None, 5, [], {}, "", 10**400, float("nan"), {"id": []}, ["x"]])
@pytest.mark.parametrize("name", ["id", "actor", "verb", "object", "result", "context", "timestamp"])
def test_a_statement_with_anything_in_it_is_accounted_for(name: str, odd: object) -> None:
    parts: dict[str, object] = {"result": {"score": {"raw": odd, "max": odd}, "duration": odd}, name: odd}
    statements = [
        statement("ann", "completed", "2026-02-01"),
        statement("ben", "passed", "2026-02-01") | parts,
    ]
    found = checked(json.dumps(statements).encode(), "x.json")
    assert found.rows_total == 2


def test_a_course_that_was_failed_and_then_completed_has_both_attempts() -> None:
    attempt = {"context": {"registration": "11111111-0000-4000-8000-000000000002"}}
    statements = [
        statement("ann", "failed", "2026-02-01", **attempt),
        statement("ann", "completed", "2026-02-02", **attempt),
    ]
    assert records(checked(json.dumps(statements).encode(), "x.json"))[1:] == [
        "1, ann@lib.example (Ann), Fire, failed, since 2026-02-01",
        "2, ann@lib.example (Ann), Fire, completed, on 2026-02-02",
    ]
