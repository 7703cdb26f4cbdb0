"""One id with two names: a warning, never a merge in silence, and never a warning for mere spelling."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from data.matching.titles import key

_NOT_NAMES: Final = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "rev",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "mls",
        "mlis",
        "phd",
    )
)
_BEHIND_BRACKETS: Final = re.compile(r"\([^()]*\)")
_SHORTEST_START: Final = 3
"""Ben for Benjamin: this many letters and more may stand for the name that begins with them."""


@dataclass(frozen=True, slots=True)
class TwoNames:
    """One person's id, and the different names it came with, in the order in which they came."""

    person: str
    names: tuple[str, ...]


def two_names(people: Iterable[tuple[str, str]]) -> list[TwoNames]:
    """List the ids that came with names that cannot be one person's.

    Parameters
    ----------
    people
        (id, name) as written, in any number; empty names and ids are passed over.

    Returns
    -------
    list of TwoNames
        In the order in which the ids came; of spellings of one name only the fullest is given.
    """
    by_person: dict[str, dict[str, None]] = {}
    for person, name in people:
        if person and key(name):
            by_person.setdefault(person, {})[name] = None
    return [
        TwoNames(person, different)
        for person, names in by_person.items()
        if len(names) > 1 and len(different := _different(list(names))) > 1
    ]


def _different(names: Sequence[str]) -> tuple[str, ...]:
    """Keep one name of each that agree, the fullest; a name that agrees with any kept one is dropped."""
    kept: list[str] = []
    for name in sorted(names, key=lambda each: -len("".join(_words(each)))):
        if not any(is_same_name(name, other) for other in kept):
            kept.append(name)
    return tuple(name for name in names if name in kept)


def is_same_name(one: str, other: str) -> bool:
    """Whether two spellings can be one person's name.

    Order, case, accents, titles and middle names aside: every word of the shorter name is a word of the
    longer one, or its initial ("A. Example"), a beginning of it or a pet name for it ("Liz" for
    "Elizabeth"); and at least one word of two letters and more is the very same, or all are.
    """
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    if not shorter:
        return not longer
    left = list(longer)
    is_word_same = False
    for word in sorted(shorter, key=lambda each: (each not in left, -len(each))):
        found = word if word in left else next((each for each in left if _can_be(word, each)), None)
        if found is None:
            return False
        is_word_same |= found == word and len(word) > 1
        left.remove(found)
    return is_word_same or sorted(shorter) == sorted(longer)


def _words(name: str) -> list[str]:
    """Split a name into its words, without accents, titles, degrees and what stands in brackets."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = key(_BEHIND_BRACKETS.sub(" ", plain)).split() or key(plain).split()
    return [word for word in words if word not in _NOT_NAMES] or words


def _can_be(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and (len(short) == 1 or len(short) >= _SHORTEST_START):
        return True
    return bool(_pet_names().get(one, {one}) & _pet_names().get(other, {other}))


@cache
def _pet_names() -> dict[str, set[str]]:
    """Give each name of the list the full names it can stand for, itself among them."""
    stands_for: dict[str, set[str]] = {}
    with (Path(__file__).parent / "pet_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            stands_for.setdefault(row["pet_name"], {row["pet_name"]}).add(row["name"])
            stands_for.setdefault(row["name"], {row["name"]})
    return stands_for
