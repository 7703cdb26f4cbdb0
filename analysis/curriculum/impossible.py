"""Why no plan keeps to the wishes, in a sentence that says what to change."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis import wording
from analysis.curriculum.pool import Pool, names
from analysis.curriculum.records import Wishes


def contradiction(courses: pd.DataFrame, pool: Pool, wishes: Wishes, why_not: Mapping[str, str]) -> str:
    """Find what rules out every plan before looking for one; empty where nothing does.

    Parameters
    ----------
    courses, pool, wishes
        The checked catalog, what of it is usable, and what is asked.
    why_not
        From ``pool.unusable``.
    """
    for each in wishes.must:
        if each not in pool.ids:
            return _unusable_must(each, courses, why_not.get(each, ""))
    for topic in wishes.cover:
        if not pool.has[:, pool.topics.index(topic)].any():
            return f'No course that may be chosen is about "{topic}". Take it off the topics to be covered.'
    needed = closure(pool, pool.rows(wishes.must))
    minutes = float(pool.minutes[needed].sum()) if needed else 0.0
    if minutes > wishes.hours * 60:
        what = "must-have needs" if len(needed) == 1 else "must-haves need"
        if len(needed) > len(wishes.must):
            what = "must-haves with their prerequisites need"
        return f"The {what} {wording.hours(minutes / 60)}, and the plan has {wording.hours(wishes.hours)}."
    for each, most in wishes.format_hours.items():
        own = [row for row in needed if pool.formats[row] == each]
        taken = float(pool.minutes[own].sum()) if own else 0.0
        if taken > most * 60:
            needs = f"{wording.format_courses(each, len(own))} need{'s' if len(own) == 1 else ''}"
            allowed = f"at most {wording.hours(most)} are allowed"
            return f"The must-have {needs} {wording.hours(taken / 60)}, and {allowed}."
    return ""


def too_short(needed: float | None, wishes: Wishes) -> str:
    """Say how many minutes covering all that has to be covered takes; None: formats forbid it."""
    if needed is None:
        return "The hours allowed for each format are too few for what has to be covered."
    topics = wording.join([f'"{topic}"' for topic in wishes.cover])
    musts = " with the must-haves" if wishes.must else ""
    return (
        f"Covering {topics}{musts} needs at least {wording.hours(needed / 60)}, "
        f"and the plan has {wording.hours(wishes.hours)}."
    )


def closure(pool: Pool, rows: list[int]) -> list[int]:
    """Add to courses their prerequisites, and the prerequisites of those."""
    found, waiting = set(rows), list(rows)
    while waiting:
        row = waiting.pop()
        for course, first in pool.after:
            if course == row and first not in found:
                found.add(first)
                waiting.append(first)
    return sorted(found)


def _unusable_must(course_id: str, courses: pd.DataFrame, why: str) -> str:
    called = names(courses)
    if course_id not in called:
        return f'The must-have "{course_id}" is not in the catalog.'
    name = called[course_id]
    if why == "never":
        return f'"{name}" is a must-have and excluded at once. Take it off one of the lists.'
    if why == "unknown_length":
        return f'The length of the must-have "{name}" is not stated. Enter its minutes first.'
    first = why.removeprefix("requires:")
    return f'The must-have "{name}" needs "{called.get(first, first)}" first, which cannot be taken.'
