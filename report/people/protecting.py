"""Small groups out of a result, for the role that asks, before anything else is made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.disclosure import protect
from analysis.disclosure.tables import Protected
from report.people.finding import Seen, Source
from report.people.guard import Guard


def staff(source: Source, seen: Seen, groups: Sequence[str], **how: Any) -> Seen:
    """Hide small groups of staff in the board's view; others see all, because they look after them.

    ``seen.rows`` has ``people``, the distinct staff behind each row, which nobody else needs: it is
    taken off again. What was left out is not told to the board: it could be a small group, too.
    ``how`` goes to ``disclosure.protect``.
    """
    if source.asked.role != "board":
        rows = seen.rows.drop(columns="people", errors="ignore").assign(hidden=False, coded="")
        return replace(seen, rows=rows)
    kept = _kept(source, seen, source.staff, groups, {"size": "people", **how})
    n = _sum(kept.rows, str(how.get("adds", "people")))
    return replace(kept, rows=kept.rows.drop(columns="people"), n=n, left_out={})


def patrons(source: Source, seen: Seen, groups: Sequence[str], *, size: str = "n", **how: Any) -> Seen:
    """Hide small groups of answers, from everybody."""
    kept = _kept(source, seen, source.patrons, groups, {"size": size, **how})
    return replace(kept, n=_sum(kept.rows, size))


def _sum(rows: pd.DataFrame, column: str) -> int:
    """Add up what is shown: a total that says no more than its rows."""
    return int(pd.to_numeric(rows[column]).sum())


def _kept(
    source: Source,
    seen: Seen,
    guard: Guard,
    groups: Sequence[str],
    how: Mapping[str, Any],
) -> Seen:
    lattice = guard.lattice(source.asked.chosen, groups)
    numbers = [name for name in seen.rows.select_dtypes("number").columns if name not in groups]
    if lattice is None or not (groups or lattice.is_safe()):
        return _nothing(seen, groups, numbers)
    told: Protected = protect(
        seen.rows,
        groups=list(groups),
        values=numbers,
        minimum=guard.minimum,
        lattice=lattice if groups else None,
        **how,
    )
    # The lattice holds groups that a finding never lists, such as courses without a topic.
    rows = told.frame.loc[told.frame[list(groups)].notna().all(axis=1)].reset_index(drop=True)
    if not lattice.is_safe() and "branch" not in groups:
        return _nothing(replace(seen, rows=rows), groups, numbers)
    return replace(seen, rows=rows, hidden=int(rows["hidden"].sum()), is_hidden=told.total_hidden)


def _nothing(seen: Seen, groups: Sequence[str], numbers: Sequence[str]) -> Seen:
    """Show no numbers: the filter is too narrow, or nobody has checked what it would give away.

    Only branches keep their rows: which courses or months a small group has is theirs to tell.
    """
    rows = seen.rows if "branch" in groups else seen.rows.head(0)
    rows = rows.assign(**{name: pd.Series(pd.NA, rows.index, dtype="Float64") for name in numbers})
    return replace(seen, rows=rows.assign(hidden=True, coded=""), hidden=len(rows), is_hidden=True)
