"""Words for "what was understood": what becomes of the rows, what a column holds, how its days were read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.dates import DateColumn
from data.uploads.records import Sheet

BY_SHEET: Final = "(the sheet's name)"
"""What stands for a column where the names of sheets are the branches."""


NOT_READ: Final = "Not read"
"""What a column is for that nothing is read from."""


def outlook(accepted: int, rejected: int, ignored: int = 0, *, of_them: str = "") -> str:
    """Say what becomes of the rows: "4 rows can be added (1 of them flagged), 2 cannot, 1 is not data."."""
    rows = "1 row" if accepted == 1 else f"{accepted:,} rows"
    some = f" ({of_them})" if of_them else ""
    cannot = f"{rejected:,} cannot" if rejected else "none is rejected"
    are = "1 is not data" if ignored == 1 else f"{ignored:,} are not data"
    return f"{rows} can be added{some}, {cannot}" + (f", {are}." if ignored else ".")


def several(sheets: Sequence[str]) -> str:
    """Say that several sheets hold rows, and how these are numbered."""
    named = ", ".join(f'"{name}"' for name in sheets)
    return f"Several sheets hold data: {named}. Row numbers are those of each sheet."


def left_out(sheet: Sheet, why: str) -> str:
    """Say that a sheet was not read, why, and how many rows it has, so that none is lost in silence.

    ``why`` follows the sheet's name: "has other columns".
    """
    filled = int(np.count_nonzero(sheet.widths))
    rows = "its 1 filled row was" if filled == 1 else f"its {filled:,} filled rows were"
    return f'The sheet "{sheet.name}" {why}: {rows} left out. To add it, save it as a file of its own.'


def counted(column: pa.ChunkedArray, one: str, several: str) -> str:
    """Count the distinct values of a column in words."""
    count = len(pc.unique(pc.unique(column).cast(pa.string()).drop_null()))
    return f"1 {one}" if count == 1 else f"{count:,} {several}" if count else "none given"


def how_read(days: DateColumn) -> str:
    """Say in which order days were read: "day first: 31/03/2026"."""
    if days.order is None:
        return "two orders in one column: please say which comes first"
    if days.order == "iso":
        return "dates that read one way only"
    example = days.proof or days.example
    return f"{days.order} first: {example}" if example else f"{days.order} first"
