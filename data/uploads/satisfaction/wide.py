"""Wide survey tables: one row a response, its ratings in columns; read whole columns at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from data.uploads.records import ANSWERS, NOT_ANSWERED
from data.uploads.satisfaction.about import About
from data.uploads.satisfaction.answered import Answered, Values, cells_of, read_column, texts_of
from data.uploads.satisfaction.asking import Asked
from data.uploads.satisfaction.body import Body, Flags
from data.uploads.satisfaction.layout import Layout
from data.uploads.satisfaction.ledger import Ledger, Words
from data.uploads.satisfaction.scales import Scale, kind_of


def read_ratings(body: Body, found: Layout, asked: Sequence[Asked]) -> list[Answered]:
    """Read every column that has a scale, in the order of the file."""
    return [_read(body, found, each, each.scale) for each in asked if each.scale is not None]


def _read(body: Body, found: Layout, asked: Asked, scale: Scale) -> Answered:
    column = asked.column
    coded = body.coded(column.position)
    values, outside, absent = read_column(coded, cells_of(body, column.position, found), scale)
    kind = kind_of(column.question, scale, column.usual or "satisfaction")
    if column.usual == "importance":  # N/A overrides the whole item, and is counted once, beside its rating
        absent = np.zeros(body.height, dtype=bool)
    return Answered(column, kind, scale, coded, values, outside, absent)


def flag_outside(ledger: Ledger, body: Body, read: Sequence[Answered]) -> None:
    """Flag every answer that stands on no point of its scale; it was left out."""
    for each in read:
        if each.outside.any():
            column = each.column
            words: list[Words] = [{"low": f"{each.scale.low:g}", "high": f"{each.scale.high:g}"}]
            values = body.values(column.position, each.outside)
            ledger.flag(each.outside, "cell_out_of_range", column.header, values, words)


def reject_unrated(ledger: Ledger, body: Body, read: Sequence[Answered], height: int) -> None:
    """Reject the rows without a rating; where all answers lie outside their scales, the first one says so."""
    without = ledger.open & ~rated(read, height)
    for each in read:
        if (rows := without & each.outside).any():
            column = each.column
            words: list[Words] = [{"low": f"{each.scale.low:g}", "high": f"{each.scale.high:g}"}]
            values = body.values(column.position, rows)
            ledger.reject(rows, "no_ratings", column.header, values, words, said="no_rating_on_scale")
    ledger.reject(without, "no_ratings")


def rated(read: Sequence[Answered], height: int) -> Flags:
    """Say which rows have a rating."""
    has = np.zeros(height, dtype=bool)
    for each in read:
        has |= ~np.isnan(each.values)
    return has


def records(read: Sequence[Answered], among: Flags, shared: About) -> pa.Table:
    """Make one record of each rating in the rows ``among``, row by row and in the order of the columns."""
    if not read:
        return ANSWERS.empty_table()
    has = np.column_stack([~np.isnan(each.values) & among for each in read])
    rows, items = np.nonzero(has)
    columns = shared.of(rows)
    pick = pa.array(items)
    columns["item"] = pa.array([each.column.item for each in read], pa.string()).take(pick)
    columns["item_kind"] = pa.array([each.kind for each in read], pa.string()).take(pick)
    columns["value"] = pa.array(np.column_stack([each.values for each in read])[has])
    columns["scale_min"] = pa.array([each.scale.low for each in read], pa.float64()).take(pick)
    columns["scale_max"] = pa.array([each.scale.high for each in read], pa.float64()).take(pick)
    columns["minimum"] = _beside([each.minimum for each in read], has)
    columns["desired"] = _beside([each.desired for each in read], has)
    columns["raw"] = _raw(read, has)
    return pa.table([columns[name] for name in ANSWERS.names], schema=ANSWERS)


def _beside(values: Sequence[Values | None], has: Flags) -> pa.Array:
    """Give what stands beside each rating; null where an item has no such values."""
    if not any(each is not None for each in values):
        return pa.nulls(int(has.sum()), pa.float64())
    unknown = np.full(len(has), np.nan)
    stacked = np.column_stack([unknown if each is None else each for each in values])
    return pa.array(stacked[has], pa.float64(), from_pandas=True)


def _raw(read: Sequence[Answered], has: Flags) -> pa.Array:
    """The texts that the ratings were written as."""
    texts, starts = texts_of([each.coded for each in read])
    places = np.column_stack([each.coded.codes + start for each, start in zip(read, starts, strict=True)])
    return texts.take(pa.array(places[has]))


def not_answered(read: Sequence[Answered], among: Flags, shared: About) -> pa.Table:
    """Make one row of each cell that says that the question does not apply."""
    if not any(each.does_not_apply.any() for each in read):
        return NOT_ANSWERED.empty_table()
    has = np.column_stack([each.does_not_apply & among for each in read])
    rows, items = np.nonzero(has)
    columns = shared.of(rows)
    columns["item"] = pa.array([each.column.item for each in read], pa.string()).take(pa.array(items))
    columns["raw"] = _raw(read, has)
    return pa.table([columns[name] for name in NOT_ANSWERED.names], schema=NOT_ANSWERED)
