"""Long survey tables: one row for each response and question; counted by pairs of distinct texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from data.uploads.records import ANSWERS, NOT_ANSWERED, Answers
from data.uploads.satisfaction.about import About, places
from data.uploads.satisfaction.answered import Values
from data.uploads.satisfaction.asking import Asked, decide, renamed
from data.uploads.satisfaction.body import Body, Coded, Codes, Flags, encode
from data.uploads.satisfaction.cells import Cell, positions_of, profile, read_cell
from data.uploads.satisfaction.headers import item_name
from data.uploads.satisfaction.layout import Column, Layout
from data.uploads.satisfaction.ledger import Ledger
from data.uploads.satisfaction.scales import Scale, answered_bounds, kind_of


@dataclass(slots=True)
class LongRatings:
    """A rating or NaN for each row; ``asked`` has an entry for each of ``items``."""

    items: Coded
    values: Coded
    asked: list[Asked]
    rating: Values
    low: Values
    high: Values
    outside: Flags
    does_not_apply: Flags


def read_long(body: Body, found: Layout, answers: Answers) -> LongRatings:
    """Read the value of every row on the scale of its item."""
    items = _items(body, found)
    values = body.coded(found.roles["value"])
    cells, codes = _answers(values)
    asked = _asked(found, items, codes, cells, answers)
    stated = _stated(body, found)
    if stated is not None:
        asked = _as_stated(asked, items, stated)
    table, low, high = _tables(asked, cells)
    rating = table[items.codes, codes]
    lows, highs = stated or (low[items.codes], high[items.codes])
    with np.errstate(invalid="ignore"):
        outside = (rating < lows) | (rating > highs)
    rating[outside] = np.nan
    absent = np.array([cell.kind == "does not apply" for cell in cells], dtype=bool)[codes]
    return LongRatings(items, values, asked, rating, lows, highs, outside, absent)


def _answers(values: Coded) -> tuple[list[Cell], Codes]:
    """Give the different answers and their place for each row; all texts that are none share one place."""
    places: dict[Cell, int] = {}
    of_text = [places.setdefault(read_cell(text), len(places)) for text in values.words()]
    codes = np.array(of_text or [0], dtype=np.int32)[values.codes]
    return list(places) or [Cell("missing")], codes


def _as_stated(asked: Sequence[Asked], items: Coded, stated: tuple[Values, Values]) -> list[Asked]:
    """Give each item the scale that its first row states, which leaves nothing to ask."""
    codes, first = np.unique(items.codes, return_index=True)
    ends = {
        int(code): (float(stated[0][at]), float(stated[1][at])) for code, at in zip(codes, first, strict=True)
    }
    return [
        Asked(each.column, each.held, replace(each.scale, low=ends[at][0], high=ends[at][1], source="file"))
        if each.scale is not None and at in ends
        else each
        for at, each in enumerate(asked)
    ]


def _items(body: Body, found: Layout) -> Coded:
    """The item column with names as ratings have them."""
    raw = body.coded(found.roles["item"])
    names = encode(pa.array([item_name(text) for text in raw.words()], pa.string()))
    return Coded(names.codes[raw.codes] if len(names.codes) else raw.codes, names.texts)


def _asked(found: Layout, items: Coded, codes: Codes, cells: Sequence[Cell], answers: Answers) -> list[Asked]:
    """Count what each item's rows hold, and decide its scale by that."""
    header = Column(found.roles["value"], found.header("value"), "", "")
    pairs = items.codes.astype(np.int64) * len(cells) + codes
    counts = np.bincount(pairs, minlength=len(items.texts) * len(cells)).reshape(-1, len(cells))
    held = [profile(cells, row.tolist()) for row in counts]
    columns = [renamed(header, name) for name in items.words()]
    decided = decide(list(zip(columns, held, strict=True)), found, answers)
    return [
        each if each.column.item and (each.held.numeric or each.held.worded) else _none(each)
        for each in decided
    ]


def _none(asked: Asked) -> Asked:
    return Asked(asked.column, asked.held, None)


def _tables(asked: Sequence[Asked], cells: Sequence[Cell]) -> tuple[Values, Values, Values]:
    """The value of each text under each item, and the ends of each item's scale."""
    table = np.full((len(asked), len(cells)), np.nan)
    low, high = np.full(len(asked), np.nan), np.full(len(asked), np.nan)
    for at, each in enumerate(asked):
        if each.scale is not None:
            table[at] = positions_of(cells, each.scale.positions, each.scale.low)
            low[at], high[at] = each.scale.bounds
    return table, low, high


def _stated(body: Body, found: Layout) -> tuple[Values, Values] | None:
    """The scale that the rows state in columns of their own."""
    if "scale" in found.roles:
        coded = body.coded(found.roles["scale"])
        bounds = [answered_bounds(text) or (np.nan, np.nan) for text in coded.words()]
        ends = np.array(bounds, dtype=np.float64).reshape(-1, 2)
        if np.isnan(ends[coded.codes]).any():
            return None
        return ends[coded.codes, 0], ends[coded.codes, 1]
    if "scale_max" not in found.roles:
        return None
    high = _numbers(body, found.roles["scale_max"])
    low = _numbers(body, found.roles["scale_min"]) if "scale_min" in found.roles else np.ones(body.height)
    return None if np.isnan(high).any() or np.isnan(low).any() else (low, high)


def _numbers(body: Body, position: int) -> Values:
    coded = body.coded(position)
    numbers = [
        cell.number if (cell := read_cell(text)).number is not None else np.nan for text in coded.words()
    ]
    return np.asarray(np.array(numbers, dtype=np.float64)[coded.codes], dtype=np.float64)


def reject_long(ledger: Ledger, body: Body, found: Layout, read: LongRatings) -> None:
    """Reject the rows that have no rating: N/A, free text, or a number outside the scale."""
    position, header = found.roles["value"], found.header("value")
    outside = read.outside & ledger.open
    ends = zip(read.low[outside], read.high[outside], strict=True)
    ledger.reject(
        outside,
        "out_of_range",
        header,
        body.values(position, outside),
        [{"low": f"{low:g}", "high": f"{high:g}"} for low, high in ends],
    )
    none = np.isnan(read.rating) & ledger.open
    ledger.reject(none, "not_a_rating", header, body.values(position, none))


def long_records(read: LongRatings, among: Flags, shared: About) -> pa.Table:
    """Make one record of each row that is accepted."""
    rows = places(among)
    columns = shared.of(rows)
    codes = pa.array(read.items.codes[rows])
    kinds = [_kind(each) for each in read.asked]
    columns["item"] = read.items.texts.take(codes)
    columns["item_kind"] = pa.array(kinds, pa.string()).take(codes)
    columns["value"] = pa.array(read.rating[rows])
    columns["scale_min"] = pa.array(read.low[rows])
    columns["scale_max"] = pa.array(read.high[rows])
    columns["minimum"] = columns["desired"] = pa.nulls(len(codes), pa.float64())
    columns["raw"] = read.values.texts.take(pa.array(read.values.codes[rows]))
    return pa.table([columns[name] for name in ANSWERS.names], schema=ANSWERS)


def _kind(asked: Asked) -> str:
    scale = asked.scale or Scale(1.0, 5.0, "guess")
    return kind_of(asked.column.question, scale)


def long_not_answered(read: LongRatings, among: Flags, shared: About) -> pa.Table:
    """Make one row of each N/A; its row has no rating and is rejected, but the N/A is counted."""
    rows = np.flatnonzero(read.does_not_apply & among)
    columns: dict[str, Any] = shared.of(rows)
    columns["item"] = read.items.texts.take(pa.array(read.items.codes[rows]))
    columns["raw"] = read.values.texts.take(pa.array(read.values.codes[rows]))
    return pa.table([columns[name] for name in NOT_ANSWERED.names], schema=NOT_ANSWERED)
