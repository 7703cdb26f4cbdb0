"""The staff of the practice library: who worked where, as what, and from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from data.practice.chance import Chance
from data.practice.truth import BRANCHES, MONTHS, SEED, Branch, month

LEAVE_A_MONTH: Final = 0.006
MOVES: Final = 5


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ROLES: Final = (
    ("Library assistant", 0.42),
    ("Librarian", 0.26),
    ("Page", 0.17),
    ("Youth librarian", 0.10),
    ("Security", 0.05),
)
# Given names are anybody's; the family names are made up, so that no pair is a person.
_GIVEN: Final = _words(
    """Ada Alma Amos Anwen Asa Basil Bea Bram Cleo Cora Dara Della Edda Eli Elin Enid Ezra Fay Felix Flora
    Gita Greta Hal Hana Hugo Ida Ines Iris Ivo Jada Jonas Juno Kira Lars Leda Leo Lena Mina Mira Moss Nadia
    Nils Noor Odile Olga Orla Otto Pia Quinn Rhea Rosa Rufus Sami Selma Silas Tara Theo Tilda Una Vera Wim
    Yara Yusuf Zora"""
)
_FAMILY: Final = _words(
    """Abberlund Astowick Barrowick Bellomar Brackishaw Brindleson Calloweth Cindleby Corriveld Dappleton
    Dunmarrow Eastlock Elvermarsh Fallowby Farrisond Fenwitter Garrowell Glinthammer Harrowsby Hazelmont
    Illingsea Inkersley Jessamund Kestrelby Kindlewood Larkenshaw Lindermoss Marrowden Millowick Netherwhit
    Nightinghall Oakenbarrow Ottermole Pellowyn Plumbarrow Quarrelby Quillfeather Ravensholt Rushmarrow
    Saltmarrow Sorrelby Tallowfield Thistlemoor Umberlyn Underlark Vellacorn Wexelund Willowmarsh Wrenfielder
    Yewbarrow Zellandine"""
)


@dataclass(frozen=True, slots=True)
class Stay:
    """One person at one branch in one role; ``until`` is their last day there, None while they stay."""

    person: str
    name: str
    branch: str
    role: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the person was there on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


def stays() -> list[Stay]:
    """Make the staff list: whoever leaves is followed by somebody new, and a few move between branches."""
    chance = Chance(SEED + 1)
    names = _names(chance)
    found = [
        stay
        for branch in BRANCHES
        for place in range(branch.staff)
        for stay in _post(branch, place, names, chance)
    ]
    for number in range(MOVES):
        _move(found, number, chance)
    return sorted(found, key=lambda stay: (stay.person, stay.since))


def _names(chance: Chance) -> Iterator[tuple[str, str]]:
    """Give ids and names without end, no pair of names twice in the first three thousand."""
    pairs = chance.shuffled([f"{given} {family}" for family in _FAMILY for given in _GIVEN])
    for number, name in enumerate(pairs, start=1001):
        yield f"E{number}", name


def _post(branch: Branch, place: int, names: Iterator[tuple[str, str]], chance: Chance) -> Iterator[Stay]:
    """Fill one post at a branch through the four years."""
    role = "Branch manager" if place == 0 else chance.weighted(_ROLES)
    person, name = next(names)
    since = date(2015, 1, 5) + timedelta(days=chance.whole(0, 2700))
    for at in range(1, MONTHS - 1):
        if not chance.happens(LEAVE_A_MONTH):
            continue
        left = month(at) + timedelta(days=chance.whole(5, 20))
        yield Stay(person, name, branch.name, role, since, left)
        person, name = next(names)
        since = left + timedelta(days=chance.whole(7, 35))
    yield Stay(person, name, branch.name, role, since)


def _move(found: list[Stay], number: int, chance: Chance) -> None:
    """Let one person move from a large branch to another: two rows of the staff list."""
    large = [branch.name for branch in BRANCHES[:5]]
    day = month(8 + 8 * number) + timedelta(days=14)
    stay = chance.one_of(
        [
            stay
            for stay in found
            if stay.branch in large
            and stay.until is None
            and stay.since < day
            and stay.role != "Branch manager"
        ]
    )
    target = chance.one_of([name for name in large if name != stay.branch])
    found.remove(stay)
    found += [replace(stay, until=day), replace(stay, branch=target, since=day + timedelta(days=1))]
