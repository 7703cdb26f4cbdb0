"""Sentences about credit, in singular and plural, and never rounded in somebody's favor."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis import credit_rules, wording
from analysis.takeaways import credit as takeaways


def roles(*rows: tuple[int | None, int | None, int | None]) -> pd.DataFrame:
    columns = ["people", "met", "due"]
    told = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns, "Int64"))
    return told.assign(hidden=told["people"].isna())


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "Nobody is held to a rule yet."),
        ([(1, 1, 0)], "The only one held to a rule has all the credit it asks for."),
        ([(2, 2, 0)], "Both held to a rule have all the credit it asks for."),
        ([(1, 0, 1)], "The only one held to a rule does not have all the credit it asks for; one lacks some "
         "that is due within 12 months."),
        ([(12, 1, 0)], "8% (1 of 12) of those held to a rule has all the credit it asks for."),
        ([(2, 1, 0)], "One of the two held to a rule has all the credit it asks for."),
        ([(None, None, None)], "How many have all their credit is not shown."),
    ],
)  # fmt: skip
def test_how_many_have_their_credit(rows: list[Any], sentence: str) -> None:
    assert takeaways.standing_by_role(roles(*rows)) == sentence


def test_rules_are_said_in_words() -> None:
    rules = credit_rules.rules()
    assert takeaways.asked(rules["wisconsin-director"]) == (
        "100 contact hours in five years: at least 70 of A+B and 10 of technology; at most 30 of C"
    )
    assert takeaways.asked(rules["texas-director"]) == "10 hours a year"
    assert takeaways.cycle(rules["texas-director"]) == (
        "A cycle begins on October 1, for everybody; 60 minutes are one hour."
    )
    assert takeaways.cycle(rules["iowa-other"]) == (
        "A cycle begins on each person's own day; 50 minutes are one hour."
    )


@pytest.mark.parametrize(
    ("value", "is_missing", "text"),
    [(23.5, False, "23.5 hours"), (1, False, "1 hour"), (99.999, False, "99.99 hours"),
     (0.001, True, "0.01 hours"), (10.1, True, "10.1 hours"), (1234.0, False, "1,234 hours")],
)  # fmt: skip
def test_credit_is_not_rounded_in_ones_favor(value: float, is_missing: bool, text: str) -> None:
    assert wording.credit(value, "hour", is_missing=is_missing) == text


def test_what_is_an_abbreviation_has_no_plural_and_no_unit_is_no_word() -> None:
    assert (wording.credit(4, "LEU"), wording.credit(4, "")) == ("4 LEU", "4")


@pytest.mark.parametrize(
    ("days", "sentence"),
    [([], "Nobody lacks credit that is due within 12 months."),
     (["2027-01-31"], "One person lacks credit, due on January 31, 2027."),
     (["2027-01-31", "2026-12-01"], "Two lack credit that is due within 12 months, the first on December 1, "
      "2026.")],
)  # fmt: skip
def test_who_lacks_credit_soon(days: list[str], sentence: str) -> None:
    assert takeaways.due(pd.DataFrame({"due_on": pd.to_datetime(days)})) == sentence


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [([], "Nobody is held to a rule yet."),
     ([1.0, 1.0], "Both held to a rule have all the credit it asks for."),
     ([0.4], "The only one held to a rule lacks credit, with less than half of it there."),
     ([0.4, 0.5, 1.0], "Two of the three held to a rule lack credit; one of the two has at least half of "
      "it."),
     ([0.4, 0.2], "Both held to a rule lack credit; none of the two have at least half of it.")],
)  # fmt: skip
def test_how_far_those_are_who_lack_credit(shares: list[float], sentence: str) -> None:
    rows = pd.DataFrame({"share": shares, "is_met": [share == 1 for share in shares]})
    assert takeaways.standing_by_person(rows) == sentence


@pytest.mark.parametrize(
    ("because", "sentence"),
    [([], "No completed course falls in a cycle."),
     (["counted"], "The one completed course counts in full."),
     (["counted", "counted"], "Both completed courses count in full."),
     (["counted", "no hours known", "counted"], "Two of the three completed courses count in full.")],
)  # fmt: skip
def test_how_much_of_the_evidence_counts(because: list[str], sentence: str) -> None:
    assert takeaways.evidence(pd.DataFrame({"because": because})) == sentence
