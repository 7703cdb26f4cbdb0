"""What a course name says besides its title."""

from __future__ import annotations

from datetime import date

import pytest

from data.matching.titles import Said, bare, key, said, stem, telling


def test_case_punctuation_and_spaces_do_not_make_another_name() -> None:
    assert key(" The Patron’s  Experience & YOU:  Part-2! ") == "the patrons experience and you part 2"


@pytest.mark.parametrize(
    "name",
    [
        "Calm at the Desk",
        "CS-101: Calm at the desk",
        "LIB 7 - Calm at the Desk",
        "40211 Calm at the Desk",
        "Calm at the Desk (self-paced)",
        "Calm at the Desk [Webinar recording, June 9, 2021]",
        "Calm at the Desk - On Demand",
        "Calm at the Desk - self-paced",
        "Webinar: Calm at the Desk",
        "Calm at the Desk 2021-06-09",
        "Calm at the Desk (6/9/2021)",
    ],
)
def test_what_systems_hang_on_a_title_is_taken_off(name: str) -> None:
    assert bare(name) == "calm at the desk"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Webinar", "webinar"),
        ("(2021)", "2021"),
        ("Desk Skills (Advanced)", "desk skills advanced"),
        ("Desk Skills: Part 2", "desk skills part 2"),
        ("2024 Desk Skills", "2024 desk skills"),
    ],
)
def test_what_belongs_to_a_title_stays(name: str, title: str) -> None:
    assert bare(name) == title


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Calm, June 9, 2021", Said(date(2021, 6, 9), 2021)),
        ("Calm 6/9/2021", Said(date(2021, 6, 9), 2021)),
        ("Calm 2021-06-09 part 2", Said(date(2021, 6, 9), 2021, frozenset({2}))),
        ("Calm (Feb 2021)", Said(None, 2021)),
        ("2021 Calm", Said(None, 2021)),
        ("CS-101: Calm in 10 minutes", Said(numbers=frozenset({10}))),
        ("Calm 2021-02-30", Said(None, 2021)),
        ("Calm", Said()),
    ],
)
def test_dates_and_numbers_in_a_name_are_found(name: str, expected: Said) -> None:
    assert said(name) == expected


@pytest.mark.parametrize(
    "words",
    ["manage managing managed manages", "policy policies", "situation situations", "conflict conflicts",
     "service services serviced", "experience experiences"],
)  # fmt: skip
def test_forms_of_a_word_are_one_word(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


def test_words_that_stand_on_every_title_tell_nothing_unless_there_are_no_others() -> None:
    assert telling("Introduction to Managing Conflict (webinar)") == ["manag", "conflict"]
    assert telling("Library Staff Training") == ["library", "staff", "train"]
