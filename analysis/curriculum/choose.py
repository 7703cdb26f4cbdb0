"""The plan: the courses that meet most needs within the hours, exactly."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.curriculum import impossible, solve
from analysis.curriculum.pool import Pool, checked, has_length, pool, unusable, worth_choosing
from analysis.curriculum.records import Plan, Wishes, wished

TIE = 1e-9
"""A difference of value below this share of all weights is rounding."""


def plan(
    courses: pd.DataFrame,
    needs: Mapping[str, float],
    *,
    hours: float,
    must: Collection[str] = (),
    never: Collection[str] = (),
    requires: Sequence[tuple[str, str]] = (),
    format_hours: Mapping[str, float] | None = None,
    time_limit: float = 10.0,
    cover: Collection[str] = (),
    done: Collection[str] = (),
) -> Plan:
    """Choose the courses that are worth most within the hours.

    The value of a plan is the sum over topics of weight x (1 + 1/2 + 1/4) for the first, second and
    third chosen course of that topic. A course that adds nothing is not chosen unless it is a must.

    Parameters
    ----------
    courses
        One row per course: ``course_id``, ``minutes`` (null: not stated), ``topics`` (a list),
        ``format``, and ``label`` if sentences shall call a course by its name. Courses of unknown
        length are left out and listed.
    needs
        Topic -> weight; weights of 0 and below are no need.
    hours
        For one person.
    must, never
        Course ids.
    requires
        Pairs (course, its prerequisite).
    format_hours
        Format -> most hours of it.
    time_limit
        Seconds for the search; the best plan found by then comes back with its gap.
    cover
        Topics of which at least one course has to be chosen.
    done
        Courses completed before: not chosen again, and good as prerequisites.

    Returns
    -------
    Plan
        With status ``impossible`` and a sentence where no plan keeps to the wishes.
    """
    wishes = wished(hours, must, never, requires, format_hours, cover, done)
    return best_plan(courses, needs, wishes, time_limit)


def best_plan(
    courses: pd.DataFrame, needs: Mapping[str, float], wishes: Wishes, time_limit: float = 10.0
) -> Plan:
    """Do what ``plan`` does with wishes put together before."""
    courses = checked(courses)
    why_not = unusable(courses, wishes)
    usable = pool(courses, needs, wishes)
    sentence = impossible.contradiction(courses, usable, wishes, why_not)
    if sentence:
        return _impossible(courses, usable, wishes, sentence)
    candidates = worth_choosing(usable, wishes)
    start = greedy(usable, candidates, wishes)
    choice = solve.best(usable, candidates, wishes, start or [], time_limit)
    if choice.rows is None:
        wide = replace(wishes, hours=float(usable.minutes.sum()) / 60)
        needed = solve.least_minutes(usable, worth_choosing(usable, wide), wishes, time_limit)
        return _impossible(courses, usable, wishes, impossible.too_short(needed, wishes))
    chosen = _without_idle(usable, choice.rows, wishes)
    order, added = _in_order(usable, chosen)
    return Plan(
        course_ids=tuple(usable.ids[row] for row in order),
        minutes=float(usable.minutes[order].sum()),
        value=usable.value(order),
        gap=choice.gap,
        status="optimal" if choice.is_optimal else "time_limit",
        added=tuple(added),
        reachable=usable.value(range(len(usable.ids))),
        unknown_length=_unknown(courses),
        wishes=wishes,
    )


def valued(course_ids: Sequence[str], courses: pd.DataFrame, needs: Mapping[str, float]) -> Plan:
    """Give any list of courses as a plan: what it is worth for these needs, whatever it was chosen for.

    It keeps to no wishes. Courses that ``courses`` does not have, or not with a length, are not in it.
    """
    courses = checked(courses)
    wishes = Wishes(hours=float(courses["minutes"].sum()) / 60, must=tuple(course_ids))
    usable = pool(courses, needs, wishes)
    order, added = _in_order(usable, usable.rows(course_ids))
    return Plan(
        course_ids=tuple(usable.ids[row] for row in order),
        minutes=float(usable.minutes[order].sum()),
        value=usable.value(order),
        gap=0.0,
        status="optimal",
        added=tuple(added),
        reachable=usable.value(range(len(usable.ids))),
        unknown_length=_unknown(courses),
        wishes=wishes,
    )


def _impossible(courses: pd.DataFrame, usable: Pool, wishes: Wishes, sentence: str) -> Plan:
    return Plan(
        course_ids=(),
        minutes=0.0,
        value=0.0,
        gap=0.0,
        status="impossible",
        added=(),
        reachable=usable.value(range(len(usable.ids))),
        unknown_length=_unknown(courses),
        wishes=wishes,
        sentence=sentence,
    )


def _unknown(courses: pd.DataFrame) -> tuple[str, ...]:
    return tuple(str(each) for each in courses.loc[~has_length(courses), "course_id"])


def greedy(usable: Pool, candidates: npt.NDArray[np.int64], wishes: Wishes) -> list[int] | None:
    """Take the course that adds most a minute, again and again: a start for the exact search.

    None where this leaves a topic uncovered that has to be covered.
    """
    chosen = impossible.closure(usable, usable.rows(wishes.must))
    left = [row for row in candidates.tolist() if row not in chosen]
    while left:
        gains = usable.has[left] @ usable.next_step(chosen) / usable.minutes[left]
        gains[~_fit(usable, chosen, left, wishes)] = 0.0
        gains[[_waits(usable, row, left) for row in left] if usable.after else []] = 0.0
        at = int(np.argmax(gains))
        if gains[at] <= 0:
            break
        chosen.append(left.pop(at))
    cover = [usable.topics.index(topic) for topic in wishes.cover]
    return chosen if usable.has[chosen][:, cover].any(axis=0).all() else None


def _fit(usable: Pool, chosen: Sequence[int], left: Sequence[int], wishes: Wishes) -> npt.NDArray[np.bool_]:
    """Say of each course that is left whether there is time for it beside the chosen ones."""
    minutes = usable.minutes
    fits: npt.NDArray[np.bool_] = (
        minutes[list(chosen)].sum() + minutes[left] <= wishes.hours * 60 + solve.SLACK
    )
    formats = np.array(usable.formats, dtype=object)
    for each, most in wishes.format_hours.items():
        taken = minutes[[row for row in chosen if formats[row] == each]].sum()
        fits &= (formats[left] != each) | (taken + minutes[left] <= most * 60 + solve.SLACK)
    return fits


def _without_idle(usable: Pool, rows: Sequence[int], wishes: Wishes) -> list[int]:
    """Take out courses that add nothing, the longest first: the solver is free to fill up with them."""
    fixed = {*impossible.closure(usable, usable.rows(wishes.must))}
    cover = [usable.topics.index(topic) for topic in wishes.cover]
    least = TIE * float(usable.weights.sum())
    chosen = sorted(rows, key=lambda row: -usable.minutes[row])
    for row in [*chosen, *chosen]:  # twice, because a prerequisite is idle only once nothing needs it
        rest = [each for each in chosen if each != row]
        is_needed = any(first == row and course in rest for course, first in usable.after)
        is_covering = not usable.has[rest][:, cover].any(axis=0).all()
        adds = usable.value(chosen) - usable.value(rest) > least
        if not (row in fixed or is_needed or is_covering or adds):
            chosen = rest
    return chosen


def _in_order(usable: Pool, rows: Sequence[int]) -> tuple[list[int], list[float]]:
    """Order courses by what they add to those before them, prerequisites first; ties: shorter first."""
    order: list[int] = []
    added: list[float] = []
    left, value = list(rows), 0.0
    while left:
        free = [row for row in left if not _waits(usable, row, left)] or left
        gains = {row: usable.value([*order, row]) - value for row in free}
        row = max(free, key=lambda each: (round(gains[each], 9), -usable.minutes[each], -each))
        order.append(row)
        added.append(gains[row])
        value += gains[row]
        left.remove(row)
    return order, added


def _waits(usable: Pool, row: int, left: Sequence[int]) -> bool:
    return any(course == row and first in left for course, first in usable.after)
