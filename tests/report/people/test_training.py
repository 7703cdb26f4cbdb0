"""What the findings about training say, and to whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from analysis.people_filter import PeopleFilter
from charts.theme import LIGHT
from data.store import Store
from report.answer import Answer, Role, as_json
from report.people import FINDINGS
from report.people.finding import House, NotForThisRoleError, PeopleAsked, answer
from tests.data.store.checked_files import add, completions
from tests.report.people.conftest import TODAY, Ask


def rows(said: Answer[Any]) -> Any:
    return as_json(said)["rows"]


def test_the_whole_is_said_with_its_numbers(ask: Ask) -> None:
    said = ask("training.totals")
    assert said.sentence == "82% (36 of 44) of learner-courses were completed, 72 hours."
    assert said.foot == "44 learner-courses · below level 1"


def test_a_rate_stands_with_what_it_is_a_rate_of(ask: Ask) -> None:
    said = ask("training.completion_rate_by_branch", fiscal_years=(2026,))
    told = [(branch, whole, part, round(rate, 3)) for branch, whole, part, rate, *_ in rows(said)]
    assert told == [("North", 12, 9, 0.75), ("South", 8, 4, 0.5), ("Tiny", 2, 1, 0.5)]
    assert said.sentence == (
        "64% (14 of 22) of learner-courses were completed; none of the three differs from that by more than "
        "chance explains."
    )


def test_the_board_sees_no_small_branch_and_none_that_would_tell_it(ask: Ask) -> None:
    said = ask("training.completion_rate_by_branch", role="board", fiscal_years=(2026,))
    assert [(row[0], row[1]) for row in rows(said)] == [("North", 12), ("South", None), ("Tiny", None)]
    assert said.n == 12
    assert said.foot == "12 learner-courses · hidden: 2 branches · below level 1"
    assert said.sentence == "75% (9 of 12) of learner-courses were completed at North."


def test_the_board_gets_nothing_for_a_small_branch_alone(ask: Ask) -> None:
    for finding in ("training.totals", "training.completion_rate_by_course", "training.hours_by_month"):
        said = ask(finding, role="board", branches=("Tiny",))
        assert said.n == 0
        assert "too small" in said.sentence
        assert not pd.notna(said.frames.rows.select_dtypes("number")).any(axis=None)


def test_what_nobody_checked_is_not_shown_to_the_board(ask: Ask) -> None:
    said = ask("training.completion_rate_by_branch", role="board", first_month=date(2025, 7, 1))
    assert {row[1] for row in rows(said)} == {None}
    assert said.foot.startswith("too few to say how many · hidden: 3 branches")


def test_hours_have_their_quiet_months(ask: Ask) -> None:
    said = ask("training.hours_by_month")
    told = rows(said)
    assert [told[0][:3], told[-1][:3], len(told)] == [
        ["2025-07-01T00:00:00", 28, 14],
        ["2026-08-01T00:00:00", 44, 22],
        14,
    ]
    assert said.foot == "36 completed learner-courses · hours of 36 from the file · below level 1"


def test_coverage_counts_who_is_there(ask: Ask) -> None:
    said = ask("training.coverage_by_branch", fiscal_years=(2026,))
    assert [row[:3] for row in rows(said)] == [["North", 12, 9], ["South", 8, 4], ["Tiny", 2, 1]]


@pytest.mark.parametrize("role", ["director", "trainer", "board"])
@pytest.mark.parametrize("finding", [one.id for one in FINDINGS.values() if one.figure])
def test_every_figure_is_drawn_for_everybody_with_and_without_data(ask: Ask, finding: str, role: Any) -> None:
    if role not in FINDINGS[finding].roles:
        return
    for chosen in ({}, {"fiscal_years": (2026,)}, {"branches": ("Nowhere",)}):
        said = ask(finding, role, **chosen)
        figure = FINDINGS[finding].figure
        assert figure is not None
        assert figure(said.frames, LIGHT).layout.height > 0
        assert said.sentence.endswith((".", "”"))


def test_the_trainer_sees_who_is_stuck_and_who_has_not_had_a_topic_without_names_that_are_not_kept(
    ask: Ask,
) -> None:
    stuck = rows(ask("training.stalled", role="trainer", branches=("Tiny",)))
    assert stuck == [["Tiny", "Calm Desks", "name not kept", "2025-07-02T00:00:00", 510]]
    for role in ("director", "board"):
        with pytest.raises(NotForThisRoleError, match=r"training\.stalled is for the trainer only"):
            ask("training.stalled", role=role)


def test_days_are_told_with_their_middle_half(ask: Ask) -> None:
    said = ask("training.days_to_complete", branches=("North",))
    assert said.sentence == (
        "A course typically takes 17 days; the middle half of 21 completions took 17 to 18 days."
    )


def test_completions_alone_are_counted_in_the_figure_and_never_for_the_board(store: Store) -> None:
    rows = [{"person": f"p{place}", "has_outcome": False} for place in range(3)]
    add(store, completions(*rows))

    def told(role: Role) -> tuple[str, str]:
        asked = PeopleAsked(PeopleFilter(), role, TODAY, House.of(store))
        said = answer(store, FINDINGS["training.completion_rate_by_branch"], asked)
        assert said.finding.figure is not None
        return said.sentence + str(said.frames.more.get("shows")), str(
            said.finding.figure(said.frames, LIGHT)
        )

    sentence, drawn = told("director")
    assert " has 3 completions. There is no completion rate" in sentence
    assert "the most first" in sentence
    assert "3 completions" in drawn
    assert "3 completions" not in " ".join(told("board"))
