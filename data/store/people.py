"""The people of one file: where each was last, and as what."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.encoded import Encoded, Numbers, encode
from data.uploads.records import TEXT

_NEVER = np.iinfo(np.int64).min
_FIRST_DAY = date.min.toordinal() - date(1970, 1, 1).toordinal()


def people(records: pa.Table, *, names_on: bool) -> pa.Table:
    """Give one row a person of attempts or of a staff list: columns of ``people_written``.

    ``branch_as_written`` and ``role`` are those of the latest day, of one day the last by the alphabet.
    Without ``names_on`` there are no names; with it, the first by the alphabet, else what stands for one.
    """
    staff = encode(records["staff_key"])
    days = _seen_on(records)
    count = len(staff.texts)
    last = np.full(count, _NEVER)
    np.maximum.at(last, staff.index, days)
    there = np.bincount(staff.index, minlength=count) > 0
    columns: dict[str, pa.Array] = {"staff_key": pa.array(staff.texts, TEXT)}
    for name in ("branch_as_written", "role"):
        columns[name] = _chosen(staff, count, encode(records[name]), days)
    if names_on:
        names, persons = (_chosen(staff, count, encode(records[name]), None) for name in ("name", "person"))
        columns["name"] = pc.coalesce(names, persons)
    seen = pa.array(np.where(last == _NEVER, 0, last).astype(np.int32), mask=last == _NEVER)
    columns["seen_on"] = seen.cast(pa.date32())
    return pa.table(columns).filter(pa.array(there))


def _seen_on(records: pa.Table) -> Numbers:
    """Give the day of each row as a number: the later of its two where it has both."""
    is_list = "from_on" in records.column_names
    first, second = ("to_on", "from_on") if is_list else ("completed_on", "enrolled_on")
    found = pc.coalesce(records[first], records[second]).cast(pa.int32()).cast(pa.int64())
    return np.asarray(pc.fill_null(found, int(_NEVER)).to_numpy(), np.int64)


def _chosen(staff: Encoded, count: int, cells: Encoded, days: Numbers | None) -> pa.Array:
    """Give each person one of their texts: the last one of the latest day, or of all the first."""
    by_alphabet = sorted(range(len(cells.texts)), key=lambda at: cells.texts[at].encode())
    rank = np.empty(len(by_alphabet), np.int64)
    rank[by_alphabet] = np.arange(len(by_alphabet))
    has = cells.where(bool)
    who, which = staff.index[has], rank[cells.index[has]]
    best: np.ndarray[Any, Any] = np.full(count, -1 if days is not None else len(by_alphabet))
    if days is None:
        np.minimum.at(best, who, which)
        known = best < len(by_alphabet)
    else:
        day = np.maximum(days[has], _FIRST_DAY) - _FIRST_DAY
        np.maximum.at(best, who, day * len(by_alphabet) + which)
        known = best >= 0
    texts = pa.array([cells.texts[at] for at in by_alphabet] or [""], pa.string())
    return texts.take(pa.array(best % max(len(by_alphabet), 1), mask=~known))
