"""What one table of a file gives: attempts, the fate of its rows, and what remains to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from data.uploads.completions.columns import Codes
from data.uploads.dates import DateColumn
from data.uploads.encoded import Mask, Numbers
from data.uploads.outcomes import STATUSES
from data.uploads.recognized import DateOrder, Settings
from data.uploads.records import COMPLETIONS, Answers, ColumnUse
from data.uploads.rows import Rows


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known beside the table: the answers, the day, the settings, the file's own say.

    ``course`` stands in where the table has no column for it, ``branch`` likewise. ``order`` is the
    user's answer about dates, ``witnesses`` are columns whose dates are not used but show the order.
    ``sheet`` is the sheet's name if problems have to say it.
    """

    answers: Answers
    today: date
    settings: Settings
    order: DateOrder | None
    course: str = ""
    branch: str = ""
    level: str = "course"
    is_text: bool = False
    has_incomplete: bool = False
    ids: Sequence[str] = ()
    witnesses: Sequence[int] = ()
    sheet: str = ""


@dataclass(slots=True)
class Part:
    """One table read. ``attempts`` has the schema of completions; ``position`` is the row of each.

    ``states_outcome`` says that the table has a column for it, or lists people who did not complete.
    ``prior`` counts attempts by prior learning, ``prior_word`` is how the file calls it.
    ``unit`` is what bare numbers of a column such as "Duration" were taken for, "" without such a column;
    ``numbers`` likewise for bare numbers in the cells of a matrix.
    """

    attempts: pa.Table
    position: Numbers
    rows: Rows
    dates: list[DateColumn] = field(default_factory=list)
    uses: list[ColumnUse] = field(default_factory=list)
    prior: int = 0
    prior_word: str = ""
    states_outcome: bool = False
    unit: str = ""
    numbers: str = ""


def attempts_of(columns: dict[str, Any], height: int, kept: Mask) -> pa.Table:
    """Put columns together, one entry a row each; what is not given is null. Keeps the rows of ``kept``."""
    filled = []
    for one in COMPLETIONS:
        value = columns.get(one.name)
        if value is None:
            filled.append(pa.nulls(height, one.type))
        elif isinstance(value, str | bool):
            filled.append(pa.repeat(pa.scalar(value, one.type), height))
        else:
            made = pa.array(value, one.type) if isinstance(value, np.ndarray) else value
            filled.append(made if made.type == one.type else made.cast(one.type))
    table = pa.table(filled, schema=COMPLETIONS)
    return table if kept.all() else table.filter(pa.array(kept))


def status_of(codes: Codes) -> pa.DictionaryArray:
    """Write outcomes, which are known by now, as words."""
    which = pa.array(np.minimum(codes, len(STATUSES)).astype(np.int32))
    return pa.DictionaryArray.from_arrays(which, pa.array(["", *STATUSES], pa.string()))
