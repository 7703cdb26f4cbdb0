"""Course names find their course, and nothing that is not certain is decided."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalog import built_in
from data.matching.courses import Candidate, Match, candidates, candidates_by_name, match
from data.uploads.read import check
from tests.data.matching.course_names import MEANT, NOT_LISTED


@pytest.fixture(scope="module")
def catalog() -> pd.DataFrame:
    """The built-in catalog, with the label as id, so that a test can be read."""
    return pd.DataFrame(
        [
            {
                "course_id": entry.label,
                "label": entry.label,
                "label_from": entry.label_from,
                "search_text": "\n".join(
                    [entry.label, entry.description, *entry.objectives, *entry.hosts, *entry.presenters]
                    + [topic.label for topic in entry.topics]
                ).lower(),
                "presenters": list(entry.presenters),
                "hosts": list(entry.hosts),
                "dated_on": entry.dated_on,
            }
            for entry in check(built_in.content(), built_in.FILE_NAME).entries
        ]
    )


SMALL = pd.DataFrame(
    {
        "course_id": ["a", "b", "c"],
        "label": ["Managing conflict at the desk", "Storytime for beginners", "Weeding"],
        "label_from": ["page", "page", "derived"],
        "dated_on": [date(2020, 5, 6), None, None],
    }
)


def test_names_that_mean_a_course_find_it_and_never_another(catalog: pd.DataFrame) -> None:
    found = match([name for name, _ in MEANT], catalog)
    answers = [each.course_id or each.suggested for each in found]
    wrong = [
        (name, got) for (name, label), got in zip(MEANT, answers, strict=True) if got not in (label, None)
    ]
    assert wrong == []
    assert answers.count(None) == 2


def test_the_course_a_name_means_is_among_its_candidates(catalog: pd.DataFrame) -> None:
    listed = candidates_by_name([name for name, _ in MEANT], catalog)
    assert [name for name, label in MEANT if label not in [each.course_id for each in listed[name]]] == []
    assert [name for name, label in MEANT if listed[name][0].course_id != label] == []


def test_only_the_same_title_or_one_with_a_single_slip_is_taken_without_asking(catalog: pd.DataFrame) -> None:
    found = match([*(name for name, _ in MEANT), *NOT_LISTED], catalog)
    assert [each.as_written for each in found if each.state == "automatic"] == [
        "CS-101: Handling Difficult Situations at the Desk (Self-paced)",
        "Handling dificult situations at the desk",
        "Becoming a Customer Focused Library",
        "Yes o meter",
        "Serving Patrons With Complex Needs",
        "Responding to Angry Patron",
        "Extreme Customer Service",
        "EXTREME CUSTOMER SERVICE - self-paced",
        "Welcomming Homeless Patrons",
        "Serving the Public in Community Turmoil (2017)",
        "Ten Tips for Managing Conflct",
    ]


def test_courses_the_catalog_does_not_have_are_left_open(catalog: pd.DataFrame) -> None:
    found = match(NOT_LISTED, catalog)
    assert {each.state for each in found} == {"open"}
    assert {each.as_written: each.suggested for each in found if each.suggested} == {
        "Writing Exclusive Library Policies": "Writing inclusive library policies",
        "Ten Tips for Managing Conflict (2015)": "Ten Tips for Managing Conflict",
    }


def test_what_a_person_answered_wins_and_teaches_its_spellings() -> None:
    taught = {"Desk Trouble": "a", "Storytime for beginners": None, "Ladder Safety": None, "Gone": "deleted"}
    names = ["Desk Trouble", "DESK TROUBLE!", "Storytime for beginners", "LS-1: ladder safety", "Gone"]
    assert match(names, SMALL, taught) == [
        Match("Desk Trouble", "a", 100.0, "confirmed"),
        Match("DESK TROUBLE!", "a", 100.0, "automatic"),
        Match("Storytime for beginners", None, None, "not in the catalog"),
        Match("LS-1: ladder safety", None, None, "not in the catalog"),
        Match("Gone", None, None, "open"),
    ]


def test_a_title_of_two_courses_is_left_open_with_both() -> None:
    two = pd.DataFrame({"course_id": ["x", "y"], "label": ["Desk Basics", "desk basics"]})
    assert match(["Desk basics"], two) == [Match("Desk basics", None, None, "open")]
    assert candidates("Desk basics", two) == [Candidate("x", 99.0), Candidate("y", 99.0)]


def test_another_date_in_the_name_leaves_the_same_title_open() -> None:
    names = ["Managing Conflict at the Desk 5/6/2020", "Managing Conflict at the Desk (2020)"]
    others = ["Managing Conflict at the Desk (2024)", "Managing Conflict at the Desk - May 7, 2020"]
    assert [each.state for each in match(names, SMALL)] == ["automatic", "automatic"]
    assert match(others, SMALL) == [Match(name, None, 74.0, "open", "a") for name in others]


def test_a_single_word_from_a_description_decides_nothing() -> None:
    assert match(["Weeding"], SMALL) == [Match("Weeding", None, 99.0, "open", "c")]
    taught = match(["WEEDING"], SMALL, {"Weeding": "c"})
    assert taught == [Match("WEEDING", "c", 100.0, "automatic")]


def test_a_number_is_never_taken_for_another() -> None:
    parts = pd.DataFrame({"course_id": ["x"], "label": ["Desk skills part 1"]})
    assert [each.state for each in match(["Desk skills part 2"], parts)] == ["open"]


def test_a_presenter_decides_between_courses_alike() -> None:
    two = pd.DataFrame(
        {
            "course_id": ["x", "y"],
            "label": ["Calm at the desk", "Calm in the stacks"],
            "presenters": [["Ann Example"], "Robin Sample and Kim Other"],
        }
    )
    assert match(["Calm", "Calm with Kim Other"], two) == [
        Match("Calm", None, None, "open"),
        Match("Calm with Kim Other", None, 82.0, "open", "y"),
    ]


def test_names_come_once_each_in_their_order_whatever_they_are() -> None:
    names = ["b", "", "Weeding", "b", "???", "=cmd()"]
    assert [each.as_written for each in match(names, SMALL)] == ["b", "", "Weeding", "???", "=cmd()"]
    nothing = SMALL.iloc[:0]
    assert match(["b", ""], nothing, {"b": "a"}) == [
        Match("b", None, None, "open"),
        Match("", None, None, "open"),
    ]
    assert match([], SMALL) == []


@given(st.lists(st.text(max_size=20), max_size=8), st.lists(st.text(max_size=20), max_size=5))
def test_any_name_gets_one_answer_and_never_raises(names: list[str], labels: list[str]) -> None:
    courses = pd.DataFrame(
        {"course_id": [str(i) for i in range(len(labels))], "label": labels}, dtype="object"
    )
    found = match(names, courses)
    assert [each.as_written for each in found] == list(dict.fromkeys(names))
    assert all((each.course_id is not None) == (each.state == "automatic") for each in found)
    assert all(0 <= each.score <= 100 for name in names for each in candidates(name, courses))
