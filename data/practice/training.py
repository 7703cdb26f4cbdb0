"""The training of the practice library: a roll-out in random order, and what goes on beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from data.practice.chance import Chance
from data.practice.staff import Stay
from data.practice.truth import BRANCHES, LAST_DAY, MONTHS, ROLLED_OUT, SEED, month

OTHER_A_MONTH: Final = 0.52
"""How likely a person is to begin a course of their own choice in a month."""
EARLY: Final = 0.004
"""How likely one is to take a course of the roll-out on their own, in a month; in branches of this many
staff, where one person is no large share of them."""
_MANY_STAFF: Final = 9
_YEARLY_MONTH: Final = 3
_FIRST_COURSE, _NEXT_COURSE, _NEW_STAFF = 0.74, 0.78, 0.70

_OWN_CHOICE: Final = (
    ("Ten Tips for Managing Conflict", 1.0, 0.07),
    ("Handling Difficult Situations", 1.0, 0.06),
    ("De-escalating Conflict", 1.0, 0.06),
    ("Serving Patrons With Complex Needs", 1.5, 0.06),
    ("Inclusive Library Policies", 1.0, 0.05),
    ("Homeless Patrons: Welcoming Everyone", 1.0, 0.06),
    ("Creating a Safe Library Environment", 1.5, 0.05),
    ("Readers' Advisory Fundamentals", 2.0, 0.08),
    ("Storytime Foundations", 2.0, 0.07),
    ("Catalog and Circulation Basics", 1.0, 0.09),
    ("Patron Privacy and Confidentiality", 1.0, 0.07),
    ("Fire Safety and Evacuation", 0.5, 0.07),
    ("Spreadsheets, Level 2", 2.0, 0.06),
    ("First Aid Refresher", 3.0, 0.06),
    ("Interlibrary Loan Step by Step", 1.0, 0.05),
    ("Homeschool Services Overview", 1.0, 0.04),
)
"""Course as the training system writes it, hours, share of what people choose."""
_HOURS: Final = {course: hours for course, hours, _ in _OWN_CHOICE} | {
    ROLLED_OUT[0]: 2.0, ROLLED_OUT[1]: 1.0, ROLLED_OUT[2]: 1.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attempt:
    """One person's attempt at one course; ``completed`` is its day where the status is Completed."""

    person: str
    course: str
    status: str
    enrolled: date
    completed: date | None
    hours: float
    score: int | None

    @property
    def key(self) -> tuple[date, str, str]:
        """What the training system sorts by."""
        return self.enrolled, self.person, self.course


def attempts(staff: list[Stay]) -> list[Attempt]:
    """Make every attempt of four years, in the order of enrollment."""
    chance = Chance(SEED + 2)
    made = [*_roll_out(staff, chance), *_of_own_choice(staff, chance), *_yearly(staff, chance)]
    return sorted((attempt for attempt in made if attempt.enrolled <= LAST_DAY), key=lambda each: each.key)


def _roll_out(staff: list[Stay], chance: Chance) -> Iterator[Attempt]:
    """Train each branch in its month: nearly all take the first course early in it, the others after.

    Who joins a trained branch later takes the first course within three months.
    """
    starts = {branch.name: branch.trained for branch in BRANCHES if branch.trained is not None}
    taken: set[str] = set()
    for stay in staff:
        if stay.branch not in starts or stay.person in taken:
            continue
        start = month(starts[stay.branch])
        if stay.until is not None and stay.until <= start + timedelta(days=15):
            continue
        taken.add(stay.person)
        if stay.since > start:
            day = stay.since + timedelta(days=chance.whole(10, 60))
            yield _attempt(stay.person, ROLLED_OUT[0], day, _NEW_STAFF, chance, (3, 20))
            continue
        yield _attempt(stay.person, ROLLED_OUT[0], start, _FIRST_COURSE, chance, (1, 11))
        for number, course in enumerate(ROLLED_OUT[1:], start=1):
            day = start + timedelta(days=30 * number + chance.whole(0, 20))
            if (stay.until is None or day < stay.until) and chance.happens(0.85):
                yield _attempt(stay.person, course, day, _NEXT_COURSE, chance, (1, 25))


def _of_own_choice(staff: list[Stay], chance: Chance) -> Iterator[Attempt]:
    """Let people choose courses, none twice; now and then one fails and tries again."""
    chosen: set[tuple[str, str]] = set()
    large = {branch.name for branch in BRANCHES if branch.staff >= _MANY_STAFF}
    for stay in staff:
        for at in range(MONTHS):
            day = month(at) + timedelta(days=chance.whole(0, 27))
            if not stay.covers(day):
                continue
            if chance.happens(EARLY) and stay.branch in large:
                yield _attempt(stay.person, chance.one_of(ROLLED_OUT), day, 0.9, chance, (2, 30))
            if not chance.happens(OTHER_A_MONTH):
                continue
            course = chance.weighted([(name, share) for name, _, share in _OWN_CHOICE])
            if (stay.person, course) in chosen:
                continue
            chosen.add((stay.person, course))
            attempt = _attempt(stay.person, course, day, 0.84, chance, (1, 45))
            yield attempt
            if attempt.status == "Failed":
                again = day + timedelta(days=chance.whole(20, 60))
                yield _attempt(stay.person, course, again, 1.0, chance, (1, 20))


def _yearly(staff: list[Stay], chance: Chance) -> Iterator[Attempt]:
    """Enroll everybody in the security training of each year."""
    for at in range(MONTHS):
        if month(at).month != _YEARLY_MONTH:
            continue
        for stay in staff:
            day = month(at) + timedelta(days=chance.whole(0, 9))
            if stay.covers(day):
                course = f"Cybersecurity Awareness {day.year}"
                yield _attempt(stay.person, course, day, 0.93, chance, (1, 40))


def _attempt(
    person: str, course: str, day: date, likely: float, chance: Chance, within: tuple[int, int]
) -> Attempt:
    """Make one attempt that is completed with a probability, some days after it began."""
    completed = day + timedelta(days=chance.whole(*within))
    hours = _HOURS.get(course, 0.5)
    if chance.happens(likely) and completed <= LAST_DAY:
        return Attempt(person, course, "Completed", day, completed, hours, chance.whole(76, 100))
    status = chance.weighted((("In Progress", 0.45), ("Not Started", 0.40), ("Failed", 0.15)))
    return Attempt(
        person, course, status, day, None, 0.0, chance.whole(35, 60) if status == "Failed" else None
    )
