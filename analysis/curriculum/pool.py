"""The courses a plan may choose from: usable ones only, as arrays, with the reasons of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.curriculum.records import REPEATS, Wishes

MOST_DOMINATORS = len(REPEATS)
"""Courses at least as good that make another useless: beside three of its topic it adds nothing."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Usable courses, in the order of the catalog.

    ``has`` is courses x topics (bool), for topics with a weight above 0 or to be covered; ``weights``
    goes with its columns. ``after`` are pairs of rows: a course, and a prerequisite that is usable.
    """

    ids: tuple[str, ...]
    minutes: npt.NDArray[np.float64]
    formats: tuple[str, ...]
    topics: tuple[str, ...]
    weights: npt.NDArray[np.float64]
    has: npt.NDArray[np.bool_]
    after: tuple[tuple[int, int], ...]

    def rows(self, ids: Iterable[str]) -> list[int]:
        """Find courses by id; ids that are not usable are passed over."""
        place = {each: row for row, each in enumerate(self.ids)}
        return [place[each] for each in ids if each in place]

    def value(self, rows: Iterable[int]) -> float:
        """Compute the value of chosen rows."""
        counts = self.has[list(rows)].sum(axis=0)
        steps = np.concatenate([[0.0], np.cumsum(REPEATS)])
        return float((self.weights * steps[np.minimum(counts, len(REPEATS))]).sum())

    def next_step(self, rows: Iterable[int]) -> npt.NDArray[np.float64]:
        """Give what one more course of each topic would add to chosen rows."""
        counts = self.has[list(rows)].sum(axis=0)
        prices = np.array([*REPEATS, 0.0])
        return np.asarray(self.weights * prices[np.minimum(counts, len(REPEATS))])


def checked(courses: pd.DataFrame) -> pd.DataFrame:
    """Refuse a frame that lacks a column or has a course twice (ValueError: a mistake of the caller)."""
    missing = {"course_id", "minutes", "topics", "format"} - set(courses.columns)
    if missing:
        raise ValueError(f"courses lacks {', '.join(sorted(missing))}")
    if courses["course_id"].duplicated().any():
        raise ValueError("courses has a course_id twice")
    return courses.assign(minutes=pd.to_numeric(courses["minutes"], errors="coerce"))


def names(courses: pd.DataFrame) -> dict[str, str]:
    """Give what each course is called in a sentence: its ``label`` where the frame has one, else its id."""
    called = courses["label"] if "label" in courses else courses["course_id"]
    return {str(each): str(name) for each, name in zip(courses["course_id"], called, strict=True)}


def has_length(courses: pd.DataFrame) -> pd.Series[bool]:
    """Say which courses have a length a plan can count with: a number of minutes above 0."""
    minutes = courses["minutes"].astype("Float64")
    return (minutes.notna() & (minutes > 0)).fillna(False).astype(bool)


def unusable(courses: pd.DataFrame, wishes: Wishes) -> dict[str, str]:
    """Find the courses that no plan may choose.

    Returns
    -------
    dict
        course_id -> why: ``done``, ``never``, ``unknown_length``, or ``requires:ID`` for a
        prerequisite that cannot be taken itself.
    """
    known = dict(zip(courses["course_id"], has_length(courses), strict=True))
    why = {each: "unknown_length" for each, is_known in known.items() if not is_known}
    why |= dict.fromkeys((each for each in known if each in wishes.never), "never")
    why |= dict.fromkeys((each for each in known if each in wishes.done), "done")
    is_found = True
    while is_found:
        is_found = False
        for course, first in wishes.requires:
            blocked = first not in wishes.done and (first not in known or first in why)
            if blocked and course in known and course not in why:
                why[course], is_found = f"requires:{first}", True
    return why


def pool(courses: pd.DataFrame, needs: Mapping[str, float], wishes: Wishes) -> Pool:
    """Take the usable courses out of a checked frame; weights of 0 and below count as no need."""
    out = unusable(courses, wishes)
    rows = courses[~courses["course_id"].isin(list(out))]
    topics = tuple(dict.fromkeys([*(topic for topic, w in needs.items() if w > 0), *wishes.cover]))
    column = {topic: at for at, topic in enumerate(topics)}
    has = np.zeros((len(rows), len(topics)), dtype=bool)
    for row, of_course in enumerate(rows["topics"]):
        if isinstance(of_course, Iterable):
            has[row, [column[topic] for topic in of_course if topic in column]] = True
    ids = tuple(str(each) for each in rows["course_id"])
    place = {each: row for row, each in enumerate(ids)}
    pairs = [(a, b) for a, b in wishes.requires if a in place and b in place and a != b]
    return Pool(
        ids=ids,
        minutes=rows["minutes"].to_numpy(dtype=np.float64),
        formats=tuple(str(each) for each in rows["format"]),
        topics=topics,
        weights=np.array([max(float(needs.get(topic, 0.0)), 0.0) for topic in topics]),
        has=has,
        after=tuple(dict.fromkeys((place[a], place[b]) for a, b in pairs)),
    )


def worth_choosing(pool: Pool, wishes: Wishes) -> npt.NDArray[np.int64]:
    """Find the rows among which an optimal plan can be found; all others can only tie.

    A course is passed over if three others are at least as good: no longer, of every topic it is of,
    of the same format or of one without a limit, and without a prerequisite. Choosing it instead of
    one of them gains nothing, and beside all three it adds nothing. Musts and prerequisites stay.
    """
    fixed = {*pool.rows(wishes.must), *(row for pair in pool.after for row in pair)}
    needs_another = {row for row, _ in pool.after}
    limits = list(wishes.format_hours)
    limited = np.array([limits.index(each) + 1 if each in limits else 0 for each in pool.formats])
    bits = _bits(pool.has)
    kept: list[int] = []
    better, better_limit, found = np.empty_like(bits), np.empty_like(limited), 0
    for row in np.argsort(pool.minutes, kind="stable").tolist():
        if row not in fixed:
            if pool.minutes[row] > wishes.hours * 60 or not bits[row].any():
                continue
            is_better = ((better[:found] & bits[row]) == bits[row]).all(axis=1)
            alike = (better_limit[:found] == 0) | (better_limit[:found] == limited[row])
            if (is_better & alike).sum() >= MOST_DOMINATORS:
                continue
        kept.append(row)
        if row not in needs_another:
            better[found], better_limit[found] = bits[row], limited[row]
            found += 1
    return np.array(sorted(kept), dtype=np.int64)


def _bits(has: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint64]:
    """Pack the topics of each course into whole words, so that thousands are compared at once."""
    packed = np.packbits(has, axis=1)
    words = max(-(-packed.shape[1] // 8), 1)
    padded = np.pad(packed, ((0, 0), (0, words * 8 - packed.shape[1])))
    return np.ascontiguousarray(padded).view(np.uint64)
