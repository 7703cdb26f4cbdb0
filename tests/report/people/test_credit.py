"""Credit as the page has it: Wisconsin and Indiana worked through, and who may see what of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from charts.theme import LIGHT
from data.store import Store
from report.answer import Answer, Role, as_json
from report.people import FINDINGS, credit, credit_held, credit_setup
from report.people.credit_setup import Kinds
from report.people.finding import House, NotForThisRoleError, PeopleAsked, answer
from tests.data.store import checked_files

TODAY = date(2026, 11, 24)
OF_WISCONSIN = (
    ("before the cycle", date(2022, 6, 30), 9.0), ("first day", date(2022, 7, 1), 40.0),
    ("workshop", date(2023, 3, 1), 25.0), ("reading", date(2023, 4, 1), 20.0),
    ("more reading", date(2024, 4, 1), 18.0), ("websites", date(2024, 5, 1), 4.0),
    ("workshop", date(2025, 5, 1), 25.0), ("no length", date(2026, 6, 1), None), ("no date", None, 5.0),
)  # fmt: skip
OF_INDIANA = (
    ("conference", date(2024, 1, 10), 40.0), ("workshops", date(2024, 2, 10), 31.5),
    ("tour of six libraries", date(2024, 3, 10), 6.0),
)  # fmt: skip
STAFF = {"Librarian": 12, "Head": 6, "Director": 2, "Page": 3}
CANARY = "Zyxwvut"
Ask = Callable[..., Answer[Any]]


def person(role: str, number: int) -> str:
    return f"{role.lower()}{number}@lib.example"


def taken(role: str, number: int, *courses: tuple[str, date | None, float | None]) -> list[dict[str, Any]]:
    return [
        {"person": person(role, number), "course": course, "enrolled_on": None, "completed_on": day,
         "hours": hours}
        for course, day, hours in courses
    ]  # fmt: skip


def fill(store: Store) -> None:
    """Twelve librarians, nine of them with enough; six heads, four of them; and a director of two."""
    staff = [
        {"person": person(role, number), "name": f"{CANARY} {role}{number}", "role": role, "branch": "Main"}
        for role, count in STAFF.items()
        for number in range(count)
    ]
    long = ("long course", date(2025, 3, 1), 50.0)
    rows = taken("Director", 0, *OF_WISCONSIN)
    for number in range(9):
        rows += taken("Librarian", number, long)
    for number in range(4):
        rows += taken("Head", number, *OF_INDIANA)
    checked_files.add(store, checked_files.completions(*rows), "training.csv")
    checked_files.add(store, checked_files.staff_list(*staff), "staff.csv")


def decide(store: Store) -> None:
    """Hold the roles to the rules of two states."""
    roles = {
        "Librarian": "indiana-other", "Head": "indiana-head", "Director": "wisconsin-director",
    }  # fmt: skip
    credit_setup.save_roles(store, roles, date(2024, 1, 1), by="Ann")
    tours = Kinds({"name:tour of six libraries": ("library tours",)})
    credit_setup.save_kinds(store, "indiana-head", tours, by="Ann")
    kinds = {"first day": ("A",), "reading": ("C",), "more reading": ("C",), "websites": ("B", "technology")}
    courses = {f"name:{course}": each for course, each in kinds.items()}
    credit_setup.save_kinds(store, "wisconsin-director", Kinds(courses, "B"), by="Ann")
    for key in _keys(store, "Director"):
        credit_setup.save_start(store, key, date(2022, 7, 1), by="Ann")


def _keys(store: Store, role: str) -> list[str]:
    staff = store.frame("staff")
    return [str(key) for key in staff.loc[staff["role"] == role, "staff_key"]]


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The library with its rules chosen; nobody may change it."""
    with Store.open(tmp_path_factory.mktemp("credit") / "frontdesk.duckdb") as store:
        fill(store)
        decide(store)
        yield store


def asked(store: Store, finding: str, role: Role = "trainer", **house: Any) -> Answer[Any]:
    return answer(store, FINDINGS[finding], PeopleAsked(role=role, today=TODAY, house=House(**house)))


def rows(said: Answer[Any]) -> Any:
    return as_json(said)["rows"]


def test_a_director_sees_how_many_of_each_role_have_their_credit(decided: Store) -> None:
    said = asked(decided, "credit.standing_by_role", "director")
    assert said.sentence == (
        "65% (13 of 20) of those held to a rule have all the credit it asks for; two lack some that is due "
        "within 12 months."
    )
    assert [(row[0], *row[2:]) for row in rows(said)] == [
        ("Director", 2, 0, 0, 2), ("Head", 6, 4, pytest.approx(2 / 3), 0), ("Librarian", 12, 9, 0.75, 0),
    ]  # fmt: skip
    assert said.foot == "20 staff members · left out: 3 in a role without a rule · below level 1"


def test_the_board_sees_no_small_role_and_none_that_would_tell_it(decided: Store) -> None:
    said = asked(decided, "credit.standing_by_role", "board")
    assert [(row[0], *row[2:]) for row in rows(said)] == [
        ("Director", None, None, None, None), ("Head", None, None, None, None),
        ("Librarian", 12, 9, 0.75, None),
    ]  # fmt: skip
    assert said.sentence == (
        "75% (9 of 12) of those held to a rule have all the credit it asks for, in one of the three roles; "
        "the others are small."
    )
    assert (said.n, dict(said.left_out)) == (12, {})


def test_the_board_gets_no_number_for_a_branch_alone(decided: Store) -> None:
    from analysis.people_filter import PeopleFilter

    question = PeopleAsked(PeopleFilter(branches=("Main",)), "board", TODAY, House())
    said = answer(decided, FINDINGS["credit.standing_by_role"], question)
    assert "too small" in said.sentence
    assert said.n == 0
    assert all(row[2:] == [None, None, None, None] for row in rows(said))


@pytest.mark.parametrize("role", ["director", "board"])
@pytest.mark.parametrize("finding", ["credit.due", "credit.standing_by_person", "credit.evidence"])
def test_people_are_for_the_trainer_only(decided: Store, finding: str, role: Role) -> None:
    with pytest.raises(NotForThisRoleError):
        asked(decided, finding, role)


def test_wisconsin_is_worked_through_as_on_paper(decided: Store) -> None:
    said = asked(decided, "credit.standing_by_person")
    told = said.frames.rows.query("role == 'Director' and earned > 0").iloc[0]
    assert (told["hours"], told["earned"], told["missing"]) == (100, 99, 6)
    assert told["lacks"] == "6 contact hours: 1 of A+B and 6 of technology"
    assert (told["first_day"].date(), told["due_on"].date()) == (date(2022, 7, 1), date(2027, 6, 30))
    assert (
        said.sentence == "7 of the 20 held to a rule lack credit; one of the seven has at least half of it."
    )


def test_indiana_is_worked_through_as_on_paper(decided: Store) -> None:
    told = asked(decided, "credit.standing_by_person").frames.rows.query("role == 'Head'")
    assert sorted(set(zip(told["earned"], told["lacks"], told["is_met"], strict=True))) == [
        (0.0, "75 LEU", False), (76.5, "nothing", True),
    ]  # fmt: skip
    assert {day.date() for day in told["due_on"]} == {date(2028, 12, 31)}


def test_who_lacks_credit_soon_is_listed_by_the_day(decided: Store) -> None:
    said = asked(decided, "credit.due")
    assert said.sentence == "Two lack credit that is due within 12 months, the first on June 30, 2027."
    assert sorted(row[3] for row in rows(said)) == [
        "100 contact hours: 70 of A+B and 10 of technology",
        "6 contact hours: 1 of A+B and 6 of technology",
    ]


def test_evidence_names_the_file_and_the_row_of_each_course(decided: Store) -> None:
    told = asked(decided, "credit.evidence").frames.rows.query("role == 'Director'")
    columns = ["course_label", "credit", "because", "file_name", "source_row"]
    assert [tuple(row) for row in told[columns].to_numpy()] == [
        ("first day", 40, "counted", "training.csv", 3),
        ("workshop", 25, "counted", "training.csv", 4),
        ("reading", 20, "counted", "training.csv", 5),
        ("more reading", 10, "over the most that counts of its kind", "training.csv", 6),
        ("websites", 4, "counted", "training.csv", 7),
        ("workshop", 0, "the same course in the same cycle", "training.csv", 8),
        ("no length", 0, "no hours known", "training.csv", 9),
        ("no date", 0, "no date of completion", "training.csv", 10),
    ]  # fmt: skip


def test_people_have_names_only_where_the_library_keeps_them(store: Store) -> None:
    store.change_setting("names_on", True, by="Ann")
    fill(store)
    decide(store)
    without = asked(store, "credit.standing_by_person").frames.rows["who"]
    assert {len(who) for who in without} == {credit.CODE}
    named = asked(store, "credit.standing_by_person", names_on=True).frames.rows["who"]
    assert all(who.startswith(CANARY) for who in named)


def test_a_role_whose_cycle_has_no_beginning_is_named(store: Store) -> None:
    fill(store)
    credit_setup.save_roles(store, {"Director": "new-york", "Head": "texas-director"}, None, by="Ann")
    said = asked(store, "credit.standing_by_role", "director")
    assert said.left_out == {
        "in a role without a rule": 15, "without a day on which their cycle began": 2,
    }  # fmt: skip
    assert said.n == 6


def test_nothing_is_held_to_anything_until_somebody_says_so(store: Store) -> None:
    fill(store)
    for finding in ("credit.standing_by_role", "credit.standing_by_person"):
        assert asked(store, finding).sentence == "Nobody is held to a rule yet."
    assert asked(store, "credit.due").sentence == "Nobody lacks credit that is due within 12 months."
    assert asked(store, "credit.evidence").sentence == "No completed course falls in a cycle."
    assert asked(store, "credit.standing_by_role", "board").sentence == "Nobody is held to a rule yet."
    assert credit_held.roles(store, TODAY) == {"Director": 2, "Head": 6, "Librarian": 12, "Page": 3}


def test_whoever_has_left_is_not_counted(store: Store) -> None:
    staff = [
        {"person": "a", "role": "Head", "to_on": date(2026, 6, 30)},
        {"person": "b", "role": "Page", "from_on": date(2020, 1, 1), "to_on": date(2021, 1, 1)},
        {"person": "b", "role": "Head", "from_on": date(2021, 1, 2)},
        {"person": "c", "role": "Head", "from_on": date(2027, 1, 1)},
    ]
    checked_files.add(store, checked_files.staff_list(*staff), "staff.csv")
    assert credit_held.roles(store, TODAY) == {"Head": 1}


@pytest.mark.parametrize("role", ["director", "trainer", "board"])
def test_every_figure_is_drawn(decided: Store, role: Role) -> None:
    for finding in credit.FINDINGS:
        if finding.figure and role in finding.roles:
            assert finding.figure(asked(decided, finding.id, role).frames, LIGHT).layout.height > 0
