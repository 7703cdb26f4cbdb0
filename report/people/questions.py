"""What can be asked beside a filter: the question of Together, fixed before its answer is looked at.

It travels like a filter (registry, packs, command line): plain values, open where nothing was chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from analysis import wording
from analysis.people_filter import PeopleFilter
from analysis.together import THRESHOLD, WORTH_KNOWING


@dataclass(frozen=True, slots=True)
class TogetherQuestion(PeopleFilter):
    """Did training on the topics and the answers to a question move together?

    ``topics`` (of the filter) are those trained in; none stands for the one that compares most branches.
    ``item`` is the words of the question; none is the overall one. ``trained`` and ``drawn`` are months as
    "2025-03 Branch": entered by hand where nobody knows the coverage, and drawn at random beforehand.
    """

    item: str = ""
    threshold: float = THRESHOLD
    worth_knowing: float = WORTH_KNOWING
    trained: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()

    def describe(self, labels: Mapping[str, str] | None = None, start_month: int = 7) -> str:
        """Say the question in words."""
        topics = wording.join(list(self.topics), "or")
        about = topics or "the topic that compares most branches"
        asked = f"“{self.item}”" if self.item else "the overall question"
        since = (
            "in the months entered by hand"
            if self.trained
            else f"from {wording.percent(self.threshold)} of the staff"
        )
        worth = wording.points(self.worth_knowing)
        return f"training on {about}, trained {since}, answers to {asked}, {worth} worth knowing"


def months_of(written: Iterable[str]) -> dict[str, date]:
    """Read months as the question keeps them: "2025-03 Branch" -> {"Branch": 2025-03-01}."""
    return {each[8:]: date.fromisoformat(f"{each[:7]}-01") for each in written}


def as_written(months: Mapping[str, date | None]) -> tuple[str, ...]:
    """Write months as the question keeps them, by branch; a branch without one is left out."""
    return tuple(f"{day:%Y-%m} {branch}" for branch, day in sorted(months.items()) if day is not None)
