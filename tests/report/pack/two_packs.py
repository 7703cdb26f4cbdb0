"""An attacker who keeps two packs, a month apart, and subtracts them; and libraries to be attacked.

The attacker knows how a pack is made. A number that moved is a sum of what was there before and what came
since; one that stayed says nothing, because it may have been held. Linear programming then finds what a
change can be: a small group whose change has one value only is known. People are counted apart: a change
that is shown must have enough people behind it, however many learner-courses it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations
from random import Random
from typing import Any, TypeAlias

import pandas as pd

from data.store import Store
from report.pack import since
from report.pack.make import Made, make
from report.pack.recipe import Cover, Recipe, Wanted
from tests.analysis.disclosure.attack import Attack
from tests.data.store.checked_files import add, completions, staff_list, survey

BRANCHES = ("Bay", "Elm", "Hill", "Lake", "Mill")
COURSES = ("Calm Desks", "Calm Phones", "Safe Doors", "Kind Words")
MONTHS = (date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1))
THEN, NOW = date(2026, 11, 2), date(2026, 12, 2)
SO_FAR, LAST_YEAR = "fiscal year to date", "last full 12 months"
RECIPE = Recipe(
    "board", "Board",
    (
        Wanted("training.completion_rate_by_branch", period=SO_FAR),
        Wanted("training.completion_rate_by_course", period=SO_FAR),
        Wanted("training.hours_by_month", period=LAST_YEAR),
        Wanted("training.coverage_by_branch"),
        Wanted("satisfaction.top2_by_branch", period=SO_FAR),
        Wanted("satisfaction.distribution", period=SO_FAR),
        Wanted("satisfaction.top2_by_month", period=LAST_YEAR),
    ),
)  # fmt: skip
STAFF_MINIMUM, PATRON_MINIMUM = 5, 10
Cell: TypeAlias = dict[str, Any]


@dataclass
class Library:
    """Learner-courses and answers, each with the pack that it was on file for first (0 or 1)."""

    staff: list[tuple[str, str]]
    learned: list[Cell]
    answers: list[Cell]


def library(random: Random) -> Library:
    """A library of which little or much came in since the first pack, a part of it late."""
    branches = BRANCHES[: random.randint(3, 5)]
    staff = [
        (f"{branch.lower()}{number}@lib.example", branch)
        for branch in branches
        for number in range(random.choice((2, 4, 6, 9, 15, 25)))
    ]
    learned, answers = [], []
    busy = {branch: random.choice((0.0, 0.05, 0.15, 0.4)) for branch in branches}
    for person, branch in staff:
        for course in random.sample(COURSES, random.randint(0, len(COURSES))):
            since_then = random.random() < busy[branch]
            month = MONTHS[4] if since_then and random.random() < 0.8 else random.choice(MONTHS[:4])
            learned.append({"person": person, "branch": branch, "course": course, "month": month,
                            "done": random.random() < 0.7, "since": int(since_then)})  # fmt: skip
    for branch in branches:
        for since_then, most in ((0, (5, 12, 30, 60)), (1, (0, 3, 8, 20, 40))):
            months = MONTHS[:4] if not since_then else MONTHS[3:]
            for _ in range(random.randint(0, random.choice(most))):
                answers.append({"branch": branch, "month": random.choice(months), "since": since_then,
                                "top": random.random() < 0.6})  # fmt: skip
    return Library(staff, learned, answers)


def packs(store: Store, told: Library) -> tuple[Made, Made]:
    """Make the pack of one month, add what came since, and make the pack of the next."""
    add(
        store,
        staff_list(*({"person": who, "name": who, "branch": where} for who, where in told.staff)),
        "s.csv",
    )
    first = _with(store, told, 0, THEN)
    return first, _with(store, told, 1, NOW)


def _with(store: Store, told: Library, since_then: int, today: date) -> Made:
    learned = [_attempt(each) for each in told.learned if each["since"] == since_then]
    answers = [_answer(each, place) for place, each in enumerate(told.answers) if each["since"] == since_then]
    if learned:
        add(store, completions(*learned), f"training {since_then}.csv")
    if answers:
        add(store, survey(*answers), f"survey {since_then}.csv")
    made = make(store, RECIPE, Cover(), today=today)
    since.keep(store, RECIPE.name, made, by="Ann")
    return made


def _attempt(each: Cell) -> Cell:
    day, done = each["month"], each["done"]
    return {
        "person": each["person"], "branch": each["branch"], "course": each["course"],
        "status": "completed" if done else "in_progress", "completed": done, "enrolled_on": day,
        "completed_on": day if done else None, "hours": 1.0 if done else None,
    }  # fmt: skip


def _answer(each: Cell, place: int) -> Cell:
    value = 5.0 if each["top"] else 2.0
    return {
        "response_id": f"r{place}",
        "responded_on": each["month"],
        "branch": each["branch"],
        "value": value,
    }


@dataclass(frozen=True)
class Table:
    """How a finding's rows are sums of cells: its category, and which cells each of its columns adds up."""

    finding: str
    category: str
    cell: str
    columns: Mapping[str, Callable[[Cell], bool]]


def anything(_: Cell) -> bool:
    return True


TRAINING = (
    Table("training.completion_rate_by_branch", "branch", "branch",
          {"learner_courses": anything, "completed": lambda cell: cell["done"]}),
    Table("training.completion_rate_by_course", "course_label", "course",
          {"learner_courses": anything, "completed": lambda cell: cell["done"]}),
    Table("training.hours_by_month", "month", "month", {"completed": lambda cell: cell["done"]}),
)  # fmt: skip
ANSWERS = (
    Table(
        "satisfaction.top2_by_branch", "branch", "branch", {"n": anything, "top": lambda cell: cell["top"]}
    ),
    Table("satisfaction.top2_by_month", "month", "month", {"n": anything, "top": lambda cell: cell["top"]}),
    Table("satisfaction.distribution", "", "", {"n": anything}),
)


@dataclass(frozen=True)
class Found:
    """What an attack came to: changes that are known though small, and how many small changes there were."""

    known: int
    small: int
    few_behind: int

    def __add__(self, other: Found) -> Found:
        return Found(self.known + other.known, self.small + other.small, self.few_behind + other.few_behind)


def attacked(told: Library, first: Made, second: Made) -> Found:
    """Subtract two packs; give what follows of changes under the minimum."""
    staff = _attacked(told.learned, TRAINING, first, second, STAFF_MINIMUM)
    return staff + _attacked(told.answers, ANSWERS, first, second, PATRON_MINIMUM)


def _attacked(facts: list[Cell], tables: tuple[Table, ...], first: Made, second: Made, minimum: int) -> Found:
    groups = [
        name for name in ("branch", "course", "month", "done", "top", "since") if facts and name in facts[0]
    ]
    if not groups:
        return Found(0, 0, 0)
    cells = _cells(facts, groups)
    attack, few_behind = Attack([tuple(cell.values()) for cell in cells]), 0
    for table in tables:
        before, after = _rows(first, table), _rows(second, table)
        for name, row in before.items():
            _see(attack, cells, table, name, row, newest=0)
        for name, row in after.items():
            if row == before.get(name):
                continue  # it may have been held
            _see(attack, cells, table, name, row, newest=1)
            if name in before and "person" in facts[0]:
                few_behind += 0 < _people(facts, table, name) < minimum
    known = small = 0
    for target in _targets(tables, cells, first, second):
        truth = sum(cell["size"] for cell, covered in zip(cells, target, strict=True) if covered)
        if 0 < truth < minimum:
            small += 1
            known += attack.knows(target, truth)
    return Found(known, small, few_behind)


def _cells(facts: list[Cell], groups: list[str]) -> list[Cell]:
    """Count every finest cell. The attacker knows the names there are, not which cells are empty."""
    frame = pd.DataFrame(facts)
    every = pd.MultiIndex.from_product([sorted(set(frame[name])) for name in groups], names=groups)
    counts = frame.groupby(groups).size().reindex(every, fill_value=0)
    return counts.rename("size").reset_index().to_dict("records")  # type: ignore[return-value]


def _rows(made: Made, table: Table) -> dict[str, dict[str, int]]:
    """Every shown row's counts, by its name."""
    found = {}
    for item in made.outline.items:
        if item.answer.finding.id != table.finding:
            continue
        for _, row in item.answer.frames.rows.iterrows():
            shown = {name: int(row[name]) for name in table.columns if pd.notna(row[name])}
            if not row["hidden"] and shown:
                found[str(row[table.category])[:10] if table.category else ""] = shown
    return found


def _see(
    attack: Attack, cells: list[Cell], table: Table, name: str, row: dict[str, int], newest: int
) -> None:
    for column, counts in table.columns.items():
        if column in row:
            covers = [
                _of(cell, table, name) and cell["since"] <= newest and bool(counts(cell)) for cell in cells
            ]
            attack.see(covers, row[column])


def _of(cell: Cell, table: Table, name: str) -> bool:
    return not table.cell or str(cell[table.cell])[:10] == name[:10]


def _people(facts: list[Cell], table: Table, name: str) -> int:
    """How many people are behind what came to a row since the first pack."""
    return len(
        {
            each["person"]
            for each in facts
            if each["since"] and _of(each, table, name) and _counts(each, table)
        }
    )


def _counts(each: Cell, table: Table) -> bool:
    return any(counts(each) for counts in table.columns.values())


def _targets(tables: tuple[Table, ...], cells: list[Cell], first: Made, second: Made) -> Iterator[list[bool]]:
    """What is worth knowing: what came to each group, to each two of them, and to all that did not move.

    A group is all that a row counts; how many of them completed may be told of a group that is large enough.
    """
    for table in tables:
        names = sorted({str(cell[table.cell])[:10] for cell in cells}) if table.cell else [""]
        before, after = _rows(first, table), _rows(second, table)
        still = tuple(name for name in names if after.get(name) == before.get(name))
        whole = next(iter(table.columns.values()))
        for chosen in chain(combinations(names, 1), combinations(names, 2), [still]):
            yield [
                cell["since"] == 1 and bool(whole(cell)) and any(_of(cell, table, name) for name in chosen)
                for cell in cells
            ]
