"""What more hours buy, and how two plans differ."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from analysis.curriculum.choose import plan
from analysis.curriculum.records import Plan

HOURS = (2.0, 4.0, 6.0, 8.0, 12.0)


def frontier(
    courses: pd.DataFrame,
    needs: Mapping[str, float],
    hours: Sequence[float] = HOURS,
    *,
    must: Collection[str] = (),
    never: Collection[str] = (),
    requires: Sequence[tuple[str, str]] = (),
    format_hours: Mapping[str, float] | None = None,
    time_limit: float = 10.0,
    cover: Collection[str] = (),
    done: Collection[str] = (),
) -> pd.DataFrame:
    """Make the best plan for each number of hours; arguments as for ``plan``.

    Returns
    -------
    DataFrame
        One row per number of hours, ascending: ``hours``, ``status``, ``minutes``, ``value``, ``share``
        (of the reachable value, 0 to 1), ``gap``, ``course_ids`` (a tuple), ``enters`` and ``leaves``
        (tuples of ids, compared with the row before; the first is compared with nothing),
        ``sentence`` (why it is impossible, else empty).
    """
    rows = []
    before: tuple[str, ...] = ()
    for most in sorted(set(hours)):
        found = plan(
            courses, needs, hours=most, must=must, never=never, requires=requires,
            format_hours=format_hours, time_limit=time_limit, cover=cover, done=done,
        )  # fmt: skip
        rows.append(_row(most, found, before))
        before = found.course_ids
    columns = [
        "hours",
        "status",
        "minutes",
        "value",
        "share",
        "gap",
        "course_ids",
        "enters",
        "leaves",
        "sentence",
    ]
    return pd.DataFrame(rows, columns=columns)


def _row(hours: float, found: Plan, before: tuple[str, ...]) -> tuple[object, ...]:
    enters = tuple(each for each in found.course_ids if each not in before)
    leaves = tuple(each for each in before if each not in found.course_ids)
    return (
        float(hours), found.status, found.minutes, found.value, found.share, found.gap, found.course_ids,
        enters, leaves, found.sentence,
    )  # fmt: skip


def compare(one: Plan, other: Plan) -> pd.DataFrame:
    """Put two plans side by side.

    Returns
    -------
    DataFrame
        One row per course that is in either: ``course_id``, ``state`` (``both``, ``first``,
        ``second``), ``added_first``, ``added_second`` (null where not in that plan). Those of the first
        plan in its order, then the rest of the second.
    """
    first = dict(zip(one.course_ids, one.added, strict=True))
    second = dict(zip(other.course_ids, other.added, strict=True))
    ids = [*first, *(each for each in second if each not in first)]
    states = [
        "both" if each in first and each in second else "first" if each in first else "second" for each in ids
    ]
    return pd.DataFrame(
        {
            "course_id": pd.Series(ids, dtype="str"),
            "state": pd.Series(states, dtype="str"),
            "added_first": pd.Series([first.get(each) for each in ids], dtype="float64"),
            "added_second": pd.Series([second.get(each) for each in ids], dtype="float64"),
        }
    )
