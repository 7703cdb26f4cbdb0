"""A made-up survey of service quality with a known truth: importance beside performance, and LibQUAL levels.

The practice library asks nothing of the kind: each question it had more would make the library too large
for the guard that lets branch and month be chosen together. So the truth stands here, and the files go
through the importer as a library's own would.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from data.practice.chance import Chance
from data.store import Store
from data.uploads.records import Checked
from data.uploads.take import take

PEOPLE: Final = 160
BRANCHES: Final = ("Main", "North")

IMPORTANCE: Final = {
    "Staff who are willing to help": (8.4, 8.2),
    "Open hours that suit me": (8.1, 6.3),
    "A quiet place to work": (7.0, 6.6),
    "Computers that work": (7.6, 6.9),
    "Books and films I want": (7.9, 7.4),
    "Events for children": (5.6, 7.6),
}
"""Question -> the true mean importance and the true mean performance, from 1 to 9."""

LEVELS: Final = {
    "Employees who instill confidence": (6.1, 8.0, 7.3),
    "Convenient service hours": (6.8, 8.3, 5.9),
    "A website I can use on my own": (6.3, 8.1, 6.5),
    "Quiet space for study": (5.6, 7.6, 7.0),
    "Modern equipment": (6.2, 7.9, 6.3),
}
"""Question -> the true mean minimum, desired and perceived level, from 1 to 9."""


def _rating(mean: float, mood: float, chance: Chance) -> int:
    return min(max(round(mean + mood + 1.1 * chance.around_zero()), 1), 9)


def _table(questions: dict[str, tuple[float, ...]], words: tuple[str, ...], seed: int) -> bytes:
    """Write one row a person: each question once for each word, "Hours - Importance"."""
    chance = Chance(seed)
    head = ["Response ID", "Survey date", "Branch"]
    rows = [[*head, *(f"{question} - {word}" for question in questions for word in words)]]
    for person in range(PEOPLE):
        mood = 0.5 * chance.around_zero()
        told = [str(_rating(mean, mood, chance)) for means in questions.values() for mean in means]
        rows.append([f"Q{person:04}", f"2026-04-{1 + person % 28:02}", BRANCHES[person % 3 == 0], *told])
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def files() -> dict[str, bytes]:
    """The two files, by name."""
    return {
        "libqual-new.csv": _table(IMPORTANCE, ("Importance", "Current Performance"), 41),
        "libqual.csv": _table(LEVELS, ("Minimum", "Desired", "Perceived"), 42),
    }


def fill(store: Store) -> None:
    """Put both files into a store, through the importer."""
    for name, content in files().items():
        (taken,) = take(content, name, kind="satisfaction")
        assert isinstance(taken, Checked), taken
        assert taken.kind == "satisfaction", taken.message
        store.add_uploads([taken], [content], answers={}, by="tests")
