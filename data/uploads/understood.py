"""Words for "what was understood": how many of what a column holds, and how its days were read."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.dates import DateColumn


def counted(column: pa.ChunkedArray, one: str, several: str) -> str:
    """Count the distinct values of a column in words."""
    count = pc.count_distinct(column, mode="only_valid").as_py()
    return f"1 {one}" if count == 1 else f"{count:,} {several}" if count else "none given"


def how_read(days: DateColumn) -> str:
    """Say in which order days were read: "day first: 31/03/2026"."""
    if days.order is None:
        return "two orders in one column: please say which comes first"
    if days.order == "iso":
        return "dates that read one way only"
    example = days.proof or days.example
    return f"{days.order} first: {example}" if example else f"{days.order} first"
