"""What the findings about satisfaction say, and what nobody sees."""

from __future__ import annotations

import pytest

from analysis.people_filter import PeopleFilter
from data.store import Store
from report.answer import as_json
from report.people import FINDINGS
from report.people.comments import read
from report.people.finding import House, NotForThisRoleError, PeopleAsked, answer
from tests.report.people.conftest import TODAY, Ask


def test_answers_are_counted_by_person_and_by_question(ask: Ask) -> None:
    said = ask("satisfaction.responses")
    assert said.sentence == "189 people gave 378 answers to 2 questions."


def test_a_branch_with_few_answers_is_hidden_from_everybody_with_one_that_would_tell_it(ask: Ask) -> None:
    said = ask("satisfaction.top2_by_branch", fiscal_years=(2027,))
    shown = {row[0]: row[1] for row in as_json(said)["rows"]}  # type: ignore[attr-defined]
    assert shown == {"North": 40, "South": None, "Tiny": None}
    assert said.foot == "40 answers · hidden: 2 branches · results (level 4)"


def test_all_years_together_show_no_more_of_a_small_branch(ask: Ask) -> None:
    said = ask("satisfaction.responses", branches=("Tiny",))
    assert said.n == 0
    assert said.sentence == "The groups are too small to be shown, or would give a small one away."


def test_a_change_is_told_with_both_sides(ask: Ask) -> None:
    said = ask("satisfaction.top2_by_month", fiscal_years=(2027,), branches=("North",))
    assert said.sentence == (
        "Satisfaction in July 2026 shows no clear change against the same months of the year before: 80% (40 "
        "answers), before 80% (40 answers) (0 points, 95% interval −17.6 to +17.6)."
    )


def test_a_score_is_in_points(ask: Ask) -> None:
    rows = as_json(ask("satisfaction.nps_by_month", branches=("North",)))["rows"]
    assert [(row[1], row[2]) for row in rows if row[1]] == [(40, 60), (40, 60), (40, 60)]  # type: ignore[attr-defined]


def test_the_board_reads_no_comment(ask: Ask, library: Store) -> None:
    with pytest.raises(NotForThisRoleError, match="for the director or trainer only"):
        ask("satisfaction.comments_by_theme", role="board")
    asked = PeopleAsked(role="board", today=TODAY, house=House.of(library))
    assert read(library, asked, "Staff") == []


def test_comments_are_screened_before_anybody_reads_them(ask: Ask, library: Store) -> None:
    theme = ask("satisfaction.comments_by_theme").frames.rows["theme"].iloc[0]
    asked = PeopleAsked(today=TODAY, house=House.of(library))
    told = read(library, asked, theme, first=2)
    assert [one.text for one in told] == ["The staff were friendly, call [number]."] * 2


def test_every_finding_says_how_it_is_counted() -> None:
    for finding in FINDINGS.values():
        assert "Kirkpatrick" in finding.method.level
        assert finding.method.counts.endswith(".")
        assert finding.method.left_out.endswith(".")


def test_topics_and_courses_do_not_concern_what_patrons_answered(ask: Ask) -> None:
    all_of_it = as_json(ask("satisfaction.top2_by_branch", fiscal_years=(2027,)))
    chosen = as_json(
        ask("satisfaction.top2_by_branch", fiscal_years=(2027,), topics=("Teens",), courses=("x",))
    )
    assert chosen["rows"] == all_of_it["rows"]


def test_a_fiscal_year_is_described_by_the_librarys_own_first_month(library: Store) -> None:
    chosen = PeopleFilter(fiscal_years=(2026,))
    asked = PeopleAsked(chosen=chosen, today=TODAY, house=House(fiscal_start=1))
    said = answer(library, FINDINGS["satisfaction.responses"], asked)
    assert said.showing == "FY2026 so far (January 2026 to November 2026)"
