"""What a library decides for itself: fiscal year, smallest groups, names, retention, headcounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

import duckdb

from data.store import settings
from data.store.text import storable

SMALLEST_GROUP: Final = 5
"""No library may show groups smaller than this."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """The settings in force.

    ``fiscal_start``: first month of the fiscal year, 1 to 12. ``staff_minimum`` and ``patron_minimum``:
    the smallest group that is shown. ``names_on``: whether names of staff are kept. ``retention_days``:
    how long originals are kept, 0 for not at all. ``date_order``: how 03/04/2025 is read, "month" or
    "day" first. ``headcounts``: branch -> people who work there.
    """

    fiscal_start: int = 7
    staff_minimum: int = 5
    patron_minimum: int = 10
    names_on: bool = False
    retention_days: int = 365
    date_order: str = "month"
    headcounts: Mapping[str, int] = field(default_factory=dict)


NAMES: Final = tuple(asdict(Preferences()))


def read(cursor: duckdb.DuckDBPyConnection) -> Preferences:
    """Read the settings in force; the defaults where nobody has decided."""
    found = {name: settings.get(cursor, name) for name in NAMES}
    chosen: dict[str, Any] = {name: value for name, value in found.items() if value is not None}
    return replace(Preferences(), **chosen)


def checked(name: str, value: object) -> Any:
    """Give the value as it is kept; ValueError, with a sentence for the library, when it cannot be."""
    if name not in _RULES:
        raise ValueError("There is no such setting.")
    return _RULES[name](value)


def _whole(least: int, most: int, sentence: str) -> Callable[[object], int]:
    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(sentence)
        return value

    return check


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("Names of staff are either kept or not: say true or false.")
    return value


def _order(value: object) -> str:
    if value not in ("month", "day"):
        raise ValueError('Dates have the month first or the day first: write "month" or "day".')
    return str(value)


def _headcounts(value: object) -> dict[str, int]:
    if not isinstance(value, Mapping):
        raise ValueError("Give the number of people for each branch.")
    counts: dict[str, int] = {}
    for branch, people in value.items():
        name = " ".join(storable(str(branch)).split())
        if not name or isinstance(people, bool) or not isinstance(people, int) or not 0 < people < 100_000:
            raise ValueError(f'Write a whole number of people from 1 for the branch "{name}".')
        counts[name] = counts.get(name, 0) + people
    return counts


_RULES: Final[Mapping[str, Callable[[object], Any]]] = {
    "fiscal_start": _whole(1, 12, "The fiscal year starts in a month from 1 to 12."),
    "staff_minimum": _whole(SMALLEST_GROUP, 1000, "The smallest group of staff shown is 5 or more."),
    "patron_minimum": _whole(SMALLEST_GROUP, 1000, "The smallest group of patrons shown is 5 or more."),
    "names_on": _switch,
    "retention_days": _whole(0, 36_500, "Originals are kept for a whole number of days; 0 keeps none."),
    "date_order": _order,
    "headcounts": _headcounts,
}
