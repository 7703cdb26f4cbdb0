"""Which answers about small groups may be given: the lattices of one moment of the data, made when asked for.

A filter may choose by fiscal year and by one of branch, month, channel, course or topic beside it; by
branch and month together where the data is small enough to decide that in about a second. What is
asked beyond that is hidden as a whole: a number that nobody checked is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pandas as pd

from analysis.disclosure import Lattice
from analysis.filters import NONE
from analysis.people_filter import PeopleFilter

MOST_TOGETHER: Final = 2_500
"""Cells of branch x month (x question) up to which both may be chosen together."""

YEAR: Final = ("fiscal_year",)
MONTH: Final = ("fiscal_year", "month")
TOGETHER: Final = frozenset({"branch", "month"})
Parts = list[tuple[Hashable, ...]] | None
Read = Callable[[Sequence[str]], pd.DataFrame]


@dataclass
class Guard:
    """Decides with which filters a table of people may be shown.

    Parameters
    ----------
    read
        Counts the unfiltered data by columns: a frame with them, ``size`` and, where one person can be
        in several groups, ``adds``.
    minimum
        The smallest group that is shown.
    always
        A dimension that every table has: the question, for answers.
    together
        Whether branch and month may be chosen together.
    passed_over
        Choices of the filter that the data knows nothing of: answers have no topic and no course.
    made
        The lattices there are already, kept from one question to the next; None where one is too large.
    """

    read: Read
    minimum: int
    always: tuple[str, ...] = ()
    adds: str | None = None
    together: bool = True
    passed_over: tuple[str, ...] = ()
    made: dict[frozenset[str], Lattice | None] = field(default_factory=dict)

    def lattice(self, chosen: PeopleFilter, groups: Iterable[str]) -> Lattice | None:
        """Give the lattice with the filter set, for a table by ``groups``; None if nobody may see that."""
        chosen = replace(chosen, **dict.fromkeys(self.passed_over, ()))
        wanted = _needed(chosen, groups)
        made = self._of(wanted)
        if made is None:
            return None
        return made.choosing(*(self._parts(made, levels, chosen) for levels in made.dimensions))

    def _of(self, wanted: frozenset[str]) -> Lattice | None:
        if self.together and wanted <= TOGETHER:
            if TOGETHER not in self.made:
                self.made[TOGETHER] = self._make(TOGETHER) if self._is_small() else None
            if self.made[TOGETHER] is not None:
                return self.made[TOGETHER]
        if len(wanted) > 1:
            return None
        if wanted not in self.made:
            self.made[wanted] = self._make(wanted)
        return self.made[wanted]

    def _is_small(self) -> bool:
        frame = self._frame([*MONTH, *self.always, "branch"])
        size = len(frame[list(MONTH)].drop_duplicates())
        for column in (*self.always, "branch"):
            size *= frame[column].nunique(dropna=False) or 1
        return size <= MOST_TOGETHER

    def _make(self, wanted: frozenset[str]) -> Lattice:
        dimensions = [MONTH if "month" in wanted else YEAR, *((each,) for each in self.always)]
        beside = sorted(wanted - {"month"})
        if not beside or wanted == TOGETHER:
            return self._lattice([*dimensions, *((each,) for each in beside)], None)
        return self._lattice([*dimensions, *((each,) for each in beside)], self._base())

    def _base(self) -> Lattice:
        """What is hidden of the years (and questions) alone, whatever else is beside them."""
        known = self._of(frozenset())
        assert known is not None
        base = self._lattice([YEAR, *((each,) for each in self.always)], None)
        width = len(base.dimensions)
        rest = ((),) * (len(known.dimensions) - width)
        return replace(
            base, hidden=frozenset(place for place in base.cells.places if (*place, *rest) in known.hidden)
        )

    def _lattice(self, dimensions: Sequence[Sequence[str]], base: Lattice | None) -> Lattice:
        frame = self._frame([name for levels in dimensions for name in levels])
        return Lattice.of(frame, dimensions, size="size", minimum=self.minimum, adds=self.adds, base=base)

    def _frame(self, columns: Sequence[str]) -> pd.DataFrame:
        frame = self.read(columns)
        if "fiscal_year" in frame:
            years = [None if pd.isna(each) else int(each) for each in frame["fiscal_year"]]
            frame = frame.assign(fiscal_year=pd.Series(years, frame.index, dtype="object"))
        if "month" in frame:
            frame = frame.assign(month=pd.to_datetime(frame["month"]))
        return frame

    def _parts(self, made: Lattice, levels: tuple[str, ...], chosen: PeopleFilter) -> Parts:
        if levels[0] == "fiscal_year":
            return _periods(made, levels, chosen)
        names = {"branch": chosen.branches, "channel": chosen.channels, "topic": chosen.topics,
                 "course_key": chosen.courses}.get(levels[0], ())  # fmt: skip
        return [(None if name == NONE else name,) for name in names] or None


def _needed(chosen: PeopleFilter, groups: Iterable[str]) -> frozenset[str]:
    asked = {
        "branch": chosen.branches,
        "month": chosen.first_month or chosen.last_month,
        "topic": chosen.topics,
        "course_key": chosen.courses,
        "channel": chosen.channels,
    }
    by_filter = {name for name, value in asked.items() if value}
    return frozenset(by_filter | {name for name in groups if name in asked})


def _periods(made: Lattice, levels: tuple[str, ...], chosen: PeopleFilter) -> Parts:
    """Write the chosen period as places: whole fiscal years, or single months of them."""
    if chosen.undated == "only":
        return [(None,)]
    if not chosen.has_period:
        return None
    parts: list[tuple[Any, ...]] = [(None,)] if chosen.undated == "included" else []
    if not (chosen.first_month or chosen.last_month):
        return [*parts, *((year,) for year in chosen.fiscal_years)]
    first, last = (pd.Timestamp(each) if each else None for each in (chosen.first_month, chosen.last_month))
    months = {place[0] for place in made.cells.places if len(place[0]) == len(levels) and place[0][0]}
    return [
        *parts,
        *(
            (year, month)
            for year, month in sorted(months)
            if (first is None or month >= first)
            and (last is None or month <= last)
            and (not chosen.fiscal_years or year in chosen.fiscal_years)
        ),
    ]
