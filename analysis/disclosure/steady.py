"""One result at two times, so that the difference of its numbers is no small group either.

A board keeps last month's pack. Where a branch had 28 learner-courses then and has 29 now, one person's is
known by subtraction, though both numbers are large. So a number moves on only when enough has come to it
since it was last shown; until then it stays what it was. docs/decisions/0014-what-was-shown-before.md has
the reasons.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis.disclosure.tables import LEAST, protect

UNKNOWN: Final = 1e-6
"""The size of a change that nobody can tell: too small to be shown, and nothing to hide another behind."""

SAME: Final = 1e-9
"""What two numbers may differ by that are one: kept as text and read again."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """What the rows of a result count.

    ``key`` names the columns that name a row, ``whole`` the one that counts it, ``part`` the one that its
    share is of.
    """

    key: Sequence[str]
    whole: str
    part: str = ""


def steady(
    now: pd.DataFrame,
    then: Mapping[Hashable, Row],
    counted: Counted,
    minimum: int,
    behind: Mapping[Hashable, int] | None = None,
) -> pd.DataFrame:
    """Leave every number as it was last shown whose change is a small group.

    Parameters
    ----------
    now
        A result that may be shown as such: the rows of ``protect``, with ``hidden`` and ``coded``.
    then
        The rows as they were last shown, by ``key_of``; a hidden one has no numbers.
    counted
        Which columns name a row and count it.
    minimum
        The smallest change that is shown.
    behind
        How many are behind the change of each row: people, where one counts more than once, or answers.

    Returns
    -------
    DataFrame
        The rows in their order. A change is a group like any other: a small one is not shown, nor the next
        smallest where a total would tell it. A row that was never shown is hidden then.
    """
    floor = max(minimum, LEAST)
    rows: list[dict[str, Any]] = now.to_dict("records")  # type: ignore[assignment]
    keys = [key_of(row, counted.key) for row in rows]
    sizes = [
        _size(row, then.get(key), counted, floor, (behind or {}).get(key, 0 if behind is not None else None))
        for key, row in zip(keys, rows, strict=True)
    ]
    grown = pd.DataFrame({"row": np.arange(len(rows)), "n": sizes})
    flags = protect(grown, size="n", minimum=floor, groups=["row"], values=[]).frame["hidden"]
    held = [bool(flag) and not row["hidden"] for flag, row in zip(flags, rows, strict=True)]
    told = now.copy()
    for name in ["hidden", "coded", *_numbers(now, counted)]:
        if name in now:
            told[name] = _as_then(now[name], [_shown(then.get(key)).get(name) for key in keys], held)
    return told


def key_of(row: Row, names: Sequence[str]) -> Hashable:
    """Name a row by its groups, so that it is found again after it was kept as JSON: dates as ISO."""
    return tuple(_plain(row[name]) for name in names)


def _plain(value: Any) -> str | None:
    if _is_missing(value):
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat()[:10])
    number = value.item() if hasattr(value, "item") else value
    return str(int(number) if isinstance(number, float) and number.is_integer() else number)


def _is_missing(value: Any) -> bool:
    return value is None or bool(pd.isna(value))


def _numbers(now: pd.DataFrame, counted: Counted) -> list[str]:
    numbers = now.select_dtypes("number").columns
    return [name for name in numbers if name not in counted.key]


def _shown(then: Row | None) -> Row:
    """Give a row as it was shown; of one that never was, a hidden one."""
    return then if then is not None and not then.get("hidden") else {"hidden": True, "coded": ""}


def _size(now: Row, then: Row | None, counted: Counted, minimum: int, behind: int | None) -> float:
    """Say how many are behind the change of a row; 0 where nothing changed."""
    if now["hidden"]:
        return UNKNOWN
    n = now[counted.whole]
    if then is None:
        return UNKNOWN if _is_missing(n) else int(n)
    if then.get("hidden"):
        # It was small, or stood in for a small one: twice the minimum leaves open how small. Where all that
        # was hidden is shown again, what came to it in between follows from the totals: that must be enough.
        is_few = _is_missing(n) or n < 2 * minimum
        return UNKNOWN if is_few else max(UNKNOWN, int(n) if behind is None else min(int(n), behind))
    if not _differs(now, then, counted):
        return 0
    moved = _moved(now, then, counted)
    return max(UNKNOWN, moved if behind is None else min(moved, behind))


def _moved(now: Row, then: Row, counted: Counted) -> float:
    whole = _between(now, then, counted.whole)
    part = _between(now, then, counted.part) if counted.part else None
    if whole is None:
        return UNKNOWN
    return abs(whole) if part is None else abs(part) + abs(whole - part)


def _between(now: Row, then: Row, name: str) -> int | None:
    value, before = now[name], then.get(name)
    return None if _is_missing(value) or _is_missing(before) else round(float(value) - float(before or 0))


def _differs(now: Row, then: Row, counted: Counted) -> bool:
    """Whether a row shows another number, or says it in other words."""
    for name, value in now.items():
        is_word = isinstance(value, str) and name != "coded"
        if name in counted.key or is_word or hasattr(value, "isoformat"):
            continue
        before = then.get(name)
        if _is_missing(value) or _is_missing(before):
            if _is_missing(value) != _is_missing(before):
                return True
        elif value != before if name == "coded" else abs(float(value) - float(before or 0)) > SAME:
            return True
    return False


def _as_then(now: pd.Series[Any], then: Sequence[Any], held: Sequence[bool]) -> pd.Series[Any]:
    """Put the earlier values into the rows that are held; whole numbers stay whole."""
    values = [was if is_held else value for value, was, is_held in zip(now, then, held, strict=True)]
    kind: Any = now.dtype
    if kind.kind in "iu" and any(held):
        kind = "Int64"
    told: pd.Series[Any] = pd.Series(values, now.index, dtype=kind, name=now.name)
    return told
