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

    def describe(
        self,
        labels: Mapping[str, str] | None = None,
        start_month: int = 7,
        today: date | None = None,
    ) -> str:
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


@dataclass(frozen=True, slots=True)
class PlanQuestion(PeopleFilter):
    """Which courses, within the hours there are?

    ``branches`` (of the filter) and ``staff_role`` say for whom, ``topics`` which topics have to be covered.
    ``weights`` are written "Customer service=3", ``requires`` "course>its prerequisite" (ids),
    ``format_hours`` "webinar=2". ``oldest`` is years (0: any age). A course that ``done_share`` of the people
    have completed is not chosen again (0: nothing is skipped). ``by_coverage`` and ``by_comments`` say
    whether what staff lack and what patrons raise count as needs. ``planned`` are the courses of
    a saved plan and ``saved_on`` its day (ISO), for what became of it.
    """

    hours: float = 6.0
    staff_role: str = ""
    weights: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    format_hours: tuple[str, ...] = ()
    oldest: int = 0
    done_share: float = 0.5
    by_coverage: bool = True
    by_comments: bool = True
    planned: tuple[str, ...] = ()
    saved_on: str = ""

    def describe(
        self,
        labels: Mapping[str, str] | None = None,
        start_month: int = 7,
        today: date | None = None,
    ) -> str:
        """Say the question in words."""
        who = self.staff_role or "all staff"
        where = wording.join(list(self.branches), "or") or "all branches"
        parts = [f"{wording.hours(self.hours)} a person", f"{who}, {where}"]
        if self.topics:
            parts.append(f"covering {wording.join(list(self.topics))}")
        if self.oldest:
            parts.append(f"no course older than {wording.count(self.oldest, 'year')}")
        for count, noun in ((len(self.must), "must-have"), (len(self.never), "exclusion")):
            if count:
                parts.append(wording.count(count, noun))
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class RolloutQuestion(PeopleFilter):
    """Which branches when, in random order, so that the effect of training can be seen?

    ``branches`` (of the filter) take part, ``topics`` are trained in, ``starts`` the months in which training
    may start ("2027-01"), ``untrained`` how many branches stay without it for comparison. ``seed`` is what
    the order was drawn with: the same question gives the same order.
    """

    starts: tuple[str, ...] = ()
    untrained: int = 0
    months_before: int = 12
    months_after: int = 6
    worth_knowing: float = WORTH_KNOWING
    seed: int = 0
    item: str = ""

    def describe(
        self,
        labels: Mapping[str, str] | None = None,
        start_month: int = 7,
        today: date | None = None,
    ) -> str:
        """Say the question in words."""
        about = wording.join(list(self.topics), "or") or "training"
        there = wording.count(len(self.branches), "branch", "branches")
        waves = wording.count(len(self.starts), "wave")
        return f"{about} at {there} in {waves}, drawn with seed {self.seed}"


def amounts(written: Iterable[str]) -> dict[str, float]:
    """Read amounts as the question keeps them: "Policy=3" -> {"Policy": 3.0}."""
    parts = (each.rpartition("=") for each in written)
    return {name: float(value) for name, _, value in parts}


def months_of(written: Iterable[str]) -> dict[str, date]:
    """Read months as the question keeps them: "2025-03 Branch" -> {"Branch": 2025-03-01}."""
    return {each[8:]: date.fromisoformat(f"{each[:7]}-01") for each in written}


def as_written(months: Mapping[str, date | None]) -> tuple[str, ...]:
    """Write months as the question keeps them, by branch; a branch without one is left out."""
    return tuple(f"{day:%Y-%m} {branch}" for branch, day in sorted(months.items()) if day is not None)
