"""Branch names: spellings are one branch, mistakes are suggestions, codes are never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.matching.branches import Suggestion, canonical, suggestions


def test_spellings_of_one_name_become_the_best_written_one() -> None:
    names = [
        "main library",
        "MAIN LIBRARY ",
        "Main  Library",
        "Main Lib.",
        "Main Library",
        "Main",
        "Main Library",
    ]
    assert canonical(names) == dict.fromkeys(names, "Main Library")


def test_a_known_branch_keeps_its_spelling() -> None:
    names = ["EASTSIDE BR.", "East-Side", "eastside branch", "Eastside"]
    assert canonical(names, known=["Eastside", "Westside"]) == {
        "EASTSIDE BR.": "Eastside",
        "East-Side": "East-Side",
        "eastside branch": "Eastside",
        "Eastside": "Eastside",
    }


def test_a_library_and_a_branch_of_one_name_stay_apart() -> None:
    names = ["Main Library", "Main Branch", "Main", "MAIN LIB", "main br"]
    assert canonical(names) == {
        "Main Library": "Main Library",
        "MAIN LIB": "Main Library",
        "Main Branch": "Main Branch",
        "main br": "Main Branch",
        "Main": "Main",
    }


def test_library_words_that_contain_each_other_are_one_branch() -> None:
    names = ["Oak Hill", "Oak Hill Library", "Oak Hill Public Library", "the oak hill library"]
    assert set(canonical(names, known=["Oak Hill Library"]).values()) == {"Oak Hill Library"}


def test_accents_and_other_languages_library_words_are_spelling_too() -> None:
    names = ["Bibliothèque Prévert", "PREVERT", "Biblioteca Solana", "Sucursal Solana"]
    assert canonical(names) == {
        "Bibliothèque Prévert": "Bibliothèque Prévert",
        "PREVERT": "Bibliothèque Prévert",
        "Biblioteca Solana": "Biblioteca Solana",
        "Sucursal Solana": "Sucursal Solana",
    }


def test_codes_are_never_brought_together() -> None:
    names = ["3", " 3 ", "03", "Branch 3", "BR-03", "B3", "DT", "DT Library"]
    found = canonical(names, known=["Branch 3", "Downtown"])
    assert {name: branch for name, branch in found.items() if branch != name.strip()} == {}
    assert suggestions(names, ["Branch 3", "Branch 4", "Downtown", "B4"]) == []


def test_what_was_taught_wins_in_every_spelling() -> None:
    taught = {"3": "Oak Hill", "Main Branch": "Downtown"}
    assert canonical(["3", "MAIN BRANCH", "oak hill library"], known=["Main Branch"], taught=taught) == {
        "3": "Oak Hill",
        "MAIN BRANCH": "Downtown",
        "oak hill library": "Oak Hill",
    }


def test_names_without_a_telling_word_stand_alone() -> None:
    names = ["Library", "Branch", "", " ", "?", "分館"]
    assert canonical(names, known=["Main Library"]) == {
        "Library": "Library",
        "Branch": "Branch",
        "": "",
        " ": "",
        "?": "?",
        "分館": "分館",
    }


def test_a_typing_mistake_is_only_suggested() -> None:
    branches = ["Northgate Library", "Westside", "Oak Hill"]
    names = ["Nothgate Library", "Oak Hil", "Eastside", "Northdale"]
    assert canonical(names, known=branches) == {name: name for name in names}
    assert suggestions(names, branches) == [
        Suggestion("Nothgate Library", "Northgate Library", 88.9),
        Suggestion("Oak Hil", "Oak Hill", 87.5),
    ]


def test_a_name_as_like_one_branch_as_another_suggests_neither() -> None:
    assert suggestions(["Rivertin"], ["Rivertan", "Riverton"]) == []


def test_numbers_in_a_name_must_agree_to_suggest_it() -> None:
    assert suggestions(["Route 9 Libry"], ["Route 8 Library"]) == []
    assert [each.branch for each in suggestions(["Rouute 9"], ["Route 9 Library", "Route 8"])] == [
        "Route 9 Library"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Eastside", "Westside"), ("Northside", "Southside"), ("Hill", "Mill"), ("Northgate", "Northdale")],
)
def test_a_word_of_meaning_is_no_typing_mistake(one: str, other: str) -> None:
    assert suggestions([one], [other]) == []


@given(st.lists(st.text("aAbr liLI3.é", max_size=12)))
def test_an_answer_stays_the_same_once_its_branches_are_known(names: list[str]) -> None:
    first = canonical(names)
    assert set(first) == set(names)
    assert canonical(names, known=first.values()) == first
    assert {each.as_written for each in suggestions(names, list(first.values()))} <= set(names)
