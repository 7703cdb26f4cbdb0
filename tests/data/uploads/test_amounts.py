"""Hours and scores as people and systems write them, and the words for an outcome."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.uploads.amounts import hours, iso_hours, number, score
from data.uploads.outcomes import Outcome, read_outcome


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("1", 1.0),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("1,000", 1000.0),
        (".5", 0.5),
        ("½", 0.5),
        ("1 ½ hours", 1.5),
        ("1 hr", 1.0),
        ("2 hrs.", 2.0),
        ("1 hour 30 minutes", 1.5),
        ("1 hour, 30 min", 1.5),
        ("1h30", 1.5),
        ("90 min", 1.5),
        ("1 heure et 30 minutes", 1.5),
        ("1 hora y 30 minutos", 1.5),
        ("1:30:00", 1.5),
        ("0:45", 0.75),
        ("PT1H30M", 1.5),
        ("P1DT2H", 26.0),
        ("-1", -1.0),
        ("soon", None),
        ("1:75", None),
        ("P", None),
        ("", None),
    ],
)
def test_an_amount_of_time_is_read_in_hours(cell: str, read: float | None) -> None:
    assert hours(cell) == read


def test_a_bare_number_is_in_the_unit_of_its_column() -> None:
    assert [hours(cell, "minutes") for cell in ("90", "1 hr", "1:30:00")] == [1.5, 1.0, 1.5]


def test_a_duration_is_not_rounded() -> None:
    assert iso_hours("PT1H5M") == 65 / 60


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("85", 85.0),
        ("85 %", 85.0),
        ("85,5%", 85.5),
        ("17/20", 85.0),
        ("17 out of 20", 85.0),
        ("A", None),
        ("1/0", None),
    ],
)
def test_a_score_is_read_of_100(cell: str, read: float | None) -> None:
    assert score(cell) == read


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("COMPLETE", "completed"),
        ("Completed (set by Ann)", "completed"),
        ("Completed (achieved pass grade)", "completed"),
        ("Completed (did not achieve pass grade)", "failed"),
        ("Not completed (set by Ann)", "not_completed"),
        ("not_started", "not_started"),
        ("En cours", "in_progress"),
        ("Terminée", "completed"),
        ("No iniciado", "not_started"),
        ("Completato", "completed"),
        ("Overdue", "not_completed"),
        ("browsed", "in_progress"),
        ("✓", "completed"),
        ("Yes", "completed"),
        ("No", "not_completed"),
        ("unknown", ""),
        ("N/A", ""),
        ("", ""),
        ("certainly", None),
    ],
)
def test_an_outcome_is_read_by_its_word_or_mark(cell: str, status: str | None) -> None:
    assert read_outcome(cell) == Outcome(status)


@pytest.mark.parametrize("cell", ["Complete via rpl", "RPL", "Recognition of Prior Learning"])
def test_prior_learning_is_completed_and_marked(cell: str) -> None:
    assert read_outcome(cell) == Outcome("completed", is_prior_learning=True)


@given(st.integers(0, 99), st.integers(0, 59))
def test_hours_and_minutes_read_the_same_in_every_style(whole: int, minutes: int) -> None:
    styles = (f"{whole}:{minutes:02}", f"{whole} h {minutes} min", f"PT{whole}H{minutes}M")
    assert {round(hours(style) or 0, 9) for style in styles} == {round(whole + minutes / 60, 9)}


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    assert all(read is None or isinstance(read, float) for read in (number(text), hours(text), score(text)))
