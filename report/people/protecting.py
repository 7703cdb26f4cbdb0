"""Small groups out of a result, for the role that asks, before anything else is made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.disclosure import Lattice, protect
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


def alone(source: Source, seen: Seen, groups: Sequence[str]) -> Seen:
    """Hide small groups of staff in a table that no filter narrows; ``people`` is taken off again."""
    numbers = list(seen.rows.select_dtypes("number").columns.drop(list(groups), errors="ignore"))
    told = protect(
        seen.rows,
        size="people",
        minimum=source.staff.minimum,
        groups=list(groups),
        values=numbers,
        adds="completed",
    )
    rows = told.frame.drop(columns="people")
    return replace(seen, rows=rows, n=_sum(rows, "completed"), hidden=told.hidden)


def nothing(seen: Seen, groups: Sequence[str]) -> Seen:
    """Show no numbers at all, and nothing else that was measured."""
    numbers = [name for name in seen.rows.select_dtypes("number").columns if name not in groups]
    return replace(_nothing(seen, groups, numbers), left_out={}, more={})


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
    if lattice is None or not (groups or _whole_is_safe(lattice)):
        return _nothing(seen, groups, numbers)
    told: Protected = protect(
        seen.rows,
        groups=list(groups),
        values=numbers,
        minimum=guard.minimum,
        lattice=lattice if groups else None,
        **how,
    )
    # The lattice holds groups that a finding never lists, such as courses without a topic, and all questions.
    rows = told.frame.loc[told.frame[list(groups)].notna().all(axis=1)]
    if "question" in groups:
        rows = rows.loc[rows["question"].isin(seen.rows["question"])]
    rows = rows.reset_index(drop=True)
    if not lattice.is_safe() and "branch" not in groups:
        return _nothing(replace(seen, rows=rows), groups, numbers)
    return replace(seen, rows=rows, hidden=int(rows["hidden"].sum()), is_hidden=told.total_hidden)


def _whole_is_safe(lattice: Lattice) -> bool:
    """Whether a total may be shown; over answers, only if that of each question may.

    One person answers several questions, so that a sum over questions says nothing of how many people
    there are.
    """
    return lattice.is_safe() and not unsafe_questions(lattice).any()


def unsafe_questions(lattice: Lattice, questions: Sequence[str] | None = None) -> npt.NDArray[np.bool_]:
    """Say for each question (all there are, unless named) whether the filter makes its total unsafe."""
    place = next((n for n, levels in enumerate(lattice.dimensions) if levels == ("question",)), None)
    if place is None:
        return np.zeros(0, dtype=bool)
    known = sorted({each[place][0] for each in lattice.cells.places if each[place]})
    frame = pd.DataFrame({"question": list(questions if questions is not None else known)})
    return lattice.unsafe(frame, ["question"])


def _nothing(seen: Seen, groups: Sequence[str], numbers: Sequence[str]) -> Seen:
    """Show no numbers: the filter is too narrow, or nobody has checked what it would give away.

    Only branches keep their rows: which courses or months a small group has is theirs to tell.
    """
    rows = seen.rows if "branch" in groups else seen.rows.head(0)
    rows = rows.assign(**{name: pd.Series(pd.NA, rows.index, dtype="Float64") for name in numbers})
    count = len(rows) if groups else 1
    return replace(seen, rows=rows.assign(hidden=True, coded=""), hidden=count, is_hidden=True)
