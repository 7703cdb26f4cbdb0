"""One id with two names warns; spellings of one name do not."""

from __future__ import annotations

import pytest

from data.matching.people import TwoNames, is_same_name, two_names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Example", "Example, Ann"),
        ("Ann Example", "ANN EXAMPLE "),
        ("Ann Example", "A. Example"),
        ("Ann Example", "Ann M. Example"),
        ("Ann Marie Example", "A. M. Example"),
        ("Ms. Ann Example, MLIS", "ann example"),
        ("Elizabeth Sample", "Liz Sample"),
        ("Liz Sample", "Betty Sample"),
        ("Benjamin Sample", "Ben Sample"),
        ("José Núñez", "JOSE NUNEZ"),
        ("Pat O'Sample", "Pat OSample"),
        ("Robert Sample (Bob)", "Robert Sample"),
        ("Ann Example-Sample", "Ann Example"),
        ("Example", "Ann Example"),
        ("山田 花子", "山田　花子"),
    ],
)
def test_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert is_same_name(one, other)
    assert is_same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Example", "Bob Example"),
        ("Ann Example", "Ann Sample"),
        ("A. Example", "B. Example"),
        ("Ann Example", "Al Example"),
        ("Example, Ann", "Sample, Ann"),
        ("Sam Other", "Alex Other"),
        ("A E", "Ann Example"),
        ("Ann Example", ""),
        ("山田 花子", "山田 太郎"),
    ],
)
def test_different_names_are_different(one: str, other: str) -> None:
    assert not is_same_name(one, other)
    assert not is_same_name(other, one)


def test_ids_with_different_names_are_listed_with_the_fullest_spellings() -> None:
    people = [
        ("104", "A. Example"),
        ("104", "Ann Example"),
        ("7", "Pat Sample"),
        ("104", "Robin Other"),
        ("7", "Sample, Pat"),
        ("9", ""),
        ("9", "Kim Sample"),
        ("", "Ann Example"),
        ("", "Robin Other"),
    ]
    assert two_names(people) == [TwoNames("104", ("Ann Example", "Robin Other"))]


def test_an_initial_that_fits_two_names_does_not_hide_that_they_differ() -> None:
    people = [("5", "A. Example"), ("5", "Alan Example"), ("5", "Ann Example")]
    assert two_names(people) == [TwoNames("5", ("Alan Example", "Ann Example"))]


def test_nobody_is_nothing_to_warn_of() -> None:
    assert two_names([]) == []
