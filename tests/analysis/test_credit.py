"""Credit is worked through as a trainer would on paper: Wisconsin, Indiana, Iowa, Texas."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from analysis import credit, credit_rules
from tests.analysis.conftest import Measured

RULES = credit_rules.rules()
START, TODAY = date(2022, 7, 1), date(2026, 11, 24)


def activities(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Rows of day, course, hours, categories; prior learning where there is a fifth value."""
    return pd.DataFrame(
        [
            {"completed_on": row[0], "course_key": row[1], "course_label": row[1], "hours": row[2],
             "categories": row[3], "is_prior_learning": len(row) > 4}
            for row in rows
        ]
    )  # fmt: skip


WISCONSIN = activities(
    (date(2022, 6, 30), "before the cycle", 9.0, "A"),
    (date(2022, 7, 1), "first day", 40.0, "A"),
    (date(2023, 3, 1), "workshop", 25.0, "B"),
    (date(2023, 4, 1), "reading", 20.0, "C"),
    (date(2024, 4, 1), "more reading", 18.0, "C"),
    (date(2024, 5, 1), "websites", 4.0, "B|Technology"),
    (date(2025, 5, 1), "workshop", 25.0, "B"),
    (date(2026, 5, 1), "recognized", 12.0, "A", "prior learning"),
    (date(2026, 6, 1), "no length", None, "B"),
    (None, "no date", 5.0, "B"),
    (date(2026, 12, 1), "announced", 5.0, "B"),
)


def test_wisconsin_asks_for_kinds_within_the_hundred() -> None:
    found = credit.credit(WISCONSIN, RULES["wisconsin-director"], TODAY, START)
    assert (found.first_day, found.due_on) == (date(2022, 7, 1), date(2027, 6, 30))
    # 40 A + 25 and 4 B, and of 38 C the 30 that count.
    assert found.earned == 99
    assert found.kinds.to_dict("list") == {
        "kind": ["A+B", "technology", "C"],
        "earned": [69.0, 4.0, 30.0],
        "at_least": [70.0, 10.0, pytest.approx(float("nan"), nan_ok=True)],
        "at_most": [pytest.approx(float("nan"), nan_ok=True)] * 2 + [30.0],
        "missing": [1.0, 6.0, 0.0],
    }
    assert (found.missing, found.is_met) == (6, False)


def test_the_evidence_says_why_something_does_not_count() -> None:
    found = credit.credit(WISCONSIN, RULES["wisconsin-director"], TODAY, START).evidence
    assert tuple(found.columns) == credit.EVIDENCE
    assert list(zip(found["course_label"], found["credit"], found["because"], strict=True)) == [
        ("first day", 40, "counted"), ("workshop", 25, "counted"), ("reading", 20, "counted"),
        ("more reading", 10, "over the most that counts of its kind"), ("websites", 4, "counted"),
        ("workshop", 0, "the same course in the same cycle"),
        ("recognized", 0, "prior learning gives no hours"), ("no length", 0, "no hours known"),
        ("no date", 0, "no date of completion"),
    ]  # fmt: skip


def test_with_six_hours_of_technology_wisconsin_is_met() -> None:
    more = activities((date(2026, 7, 1), "spreadsheets", 6.0, "B|technology"))
    found = credit.credit(pd.concat([WISCONSIN, more]), RULES["wisconsin-director"], TODAY, START)
    assert (found.earned, found.missing, found.is_met) == (105, 0, True)


def test_indiana_counts_an_hour_as_one_and_tours_up_to_five() -> None:
    rows = activities(
        (date(2024, 1, 10), "conference", 40.0, ""),
        (date(2024, 2, 10), "workshops", 31.5, ""),
        (date(2024, 3, 10), "tour of six libraries", 6.0, "library tours"),
    )
    head = credit.credit(rows, RULES["indiana-head"], TODAY, date(2024, 1, 1))
    assert (head.earned, head.missing, head.due_on) == (76.5, 0, date(2028, 12, 31))
    director = credit.credit(rows, RULES["indiana-director"], TODAY, date(2024, 1, 1))
    assert (director.earned, director.missing) == (76.5, 23.5)
    other = credit.credit(rows, RULES["indiana-other"], TODAY, date(2024, 1, 1))
    assert other.is_met


def test_the_same_course_counts_again_in_the_next_cycle() -> None:
    rows = activities((date(2023, 1, 1), "a", 10.0, ""), (date(2024, 6, 1), "a", 10.0, ""))
    rule = RULES["kentucky-director"]
    assert credit.credit(rows, rule, TODAY, date(2019, 1, 2)).earned == 10
    assert credit.credit(rows, rule, date(2023, 6, 1), date(2019, 1, 2)).earned == 10
    assert credit.credit(rows, rule, TODAY, date(2021, 12, 1)).earned == 10


def test_fifty_minutes_are_an_hour_in_iowa() -> None:
    rows = activities((date(2026, 1, 1), "a", 50 / 60, ""), (date(2026, 1, 2), "b", 1.0, ""))
    assert credit.credit(rows, RULES["iowa-other"], TODAY, START).earned == pytest.approx(2.2)


def test_an_edited_rule_rounds_down_and_counts_some_kinds_half() -> None:
    row = {
        "rule_id": "own", "state": "Ours", "who": "all", "hours": "10", "unit": "hour", "cycle_years": "1",
        "cycle_start": "fixed", "cycle_anchor": "2020-07-01", "minutes_per_hour": "60",
        "round_down_to": "0.5", "minimums": "", "maximums": "", "half_credit": "self-study",
        "source": "board", "read_on": "2026-11-24", "note": "",
    }  # fmt: skip
    rows = activities((date(2026, 8, 1), "a", 1.4, ""), (date(2026, 8, 2), "b", 3.0, "Self-study"))
    found = credit.credit(rows, credit_rules.rule_of(row), TODAY)
    assert (found.earned, found.first_day, found.due_on) == (2.5, date(2026, 7, 1), date(2027, 6, 30))
    with pytest.raises(ValueError, match="write fixed or personal"):
        credit_rules.rule_of(row | {"cycle_start": "monthly"})


@pytest.mark.parametrize(
    ("today", "start", "cycle"),
    [
        (date(2026, 6, 30), date(2021, 7, 1), (date(2021, 7, 1), date(2026, 6, 30))),
        (date(2026, 7, 1), date(2021, 7, 1), (date(2026, 7, 1), date(2031, 6, 30))),
        (date(2019, 1, 1), date(2021, 7, 1), (date(2016, 7, 1), date(2021, 6, 30))),
        (date(2026, 3, 1), date(2020, 2, 29), (date(2025, 3, 1), date(2030, 2, 28))),
    ],
)
def test_a_cycle_begins_on_the_day_of_the_person(today: date, start: date, cycle: tuple[date, date]) -> None:
    assert RULES["kentucky-director"].cycle(today, start) == cycle


def test_a_personal_cycle_needs_a_day() -> None:
    with pytest.raises(ValueError, match="each person's own date"):
        RULES["new-york"].cycle(TODAY)
    assert RULES["texas-director"].cycle(TODAY) == (date(2026, 10, 1), date(2027, 9, 30))


def test_every_rule_names_its_source_and_when_it_was_read() -> None:
    assert all(rule.source and rule.read_on and rule.hours > 0 for rule in RULES.values())
    assert {rule.state for rule in RULES.values()} == {
        "Indiana", "Kentucky", "Wisconsin", "New York", "Montana", "Iowa", "Texas",
    }  # fmt: skip


def test_nothing_done_leaves_everything_to_do() -> None:
    found = credit.credit(WISCONSIN.iloc[:0], RULES["wisconsin-director"], TODAY, START)
    assert (found.earned, found.missing, found.evidence.empty) == (0, 100, True)


def test_those_who_lack_something_come_first_by_when_it_is_due() -> None:
    rows = pd.concat([WISCONSIN.assign(staff_key="p1"), WISCONSIN.assign(staff_key="p2")])
    people = pd.DataFrame(
        {"staff_key": ["p1", "p2", "p3"],
         "rule_id": ["wisconsin-director", "indiana-other", "texas-director"],
         "start_on": pd.to_datetime([START, START, None])}
    )  # fmt: skip
    found = credit.standing(rows, people, RULES, TODAY)
    assert found["staff_key"].tolist() == ["p1", "p3", "p2"]
    assert found["days_left"].tolist() == [218, 310, 218]
    assert found["missing"].tolist() == [6, 10, 0]


def test_many_at_once_are_what_each_is_alone() -> None:
    people = pd.DataFrame(
        {"staff_key": ["a", "b", "c", "d"], "start_on": [START, date(2024, 7, 1), None, START]}
    )
    people["rule_id"] = ["wisconsin-director", "wisconsin-director", "texas-director", "indiana-head"]
    rows = pd.concat([WISCONSIN.assign(staff_key=key) for key in "cabd"], ignore_index=True)
    together = credit.each(rows, people, RULES, TODAY)
    assert list(together) == ["a", "b", "c", "d"]
    for key, rule_id, start in zip(people["staff_key"], people["rule_id"], people["start_on"], strict=True):
        alone = credit.credit(WISCONSIN, RULES[rule_id], TODAY, start if pd.notna(start) else None)
        assert (together[key].earned, together[key].due_on) == (alone.earned, alone.due_on)
        pd.testing.assert_frame_equal(together[key].kinds, alone.kinds)
        pd.testing.assert_frame_equal(together[key].evidence, alone.evidence)


def test_hours_are_the_files_else_the_catalogs(measured: Measured) -> None:
    done = {"level": "course", "status": "completed", "staff_key": "p", "is_prior_learning": False,
            "upload_id": "u"}  # fmt: skip
    first = {"course_id": "a", "course_as_written": "x"}
    tables = {
        "completions": [
            done | first | {"completed_on": TODAY, "hours": 2.0, "source_row": 2},
            done | first | {"completed_on": START, "source_row": 3},
            done | {"course_as_written": "Knots", "source_row": 4},
            done | {"course_as_written": "Quiz", "level": "activity"},
            done | {"course_as_written": "Later", "status": "in_progress"},
        ],
        "courses": [{"course_id": "a", "label": "Angry people", "minutes": 90}],
    }
    assert measured(credit.activities, tables) == [
        (
            "staff_key",
            "course_key",
            "course_label",
            "completed_on",
            "hours",
            "is_prior_learning",
            "upload_id",
            "source_row",
        ),
        ("p", "a", "Angry people", START, 1.5, False, "u", 3),
        ("p", "a", "Angry people", TODAY, 2.0, False, "u", 2),
        ("p", "name:knots", "Knots", None, None, False, "u", 4),
    ]
