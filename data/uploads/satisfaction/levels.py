"""Items of LibQUAL+ with a minimum, a desired and a perceived level: three columns, one rating."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data.uploads.satisfaction.answered import Answered, Values, cells_of, read_column
from data.uploads.satisfaction.body import Body, Flags
from data.uploads.satisfaction.layout import Column, Layout
from data.uploads.satisfaction.ledger import Ledger, Words
from data.uploads.satisfaction.scales import Scale
from data.vocab.upload_words import plain

_LEVELS = ("minimum", "desired", "perceived")
_SCALE = Scale(1.0, 9.0, "format")


def read_levels(ledger: Ledger, body: Body, found: Layout) -> list[Answered]:
    """Read the items that have levels; what is left out or odd is flagged in ``ledger`` by ``flag``.

    N/A in any of an item's columns overrides the item. A triplet that is incomplete or has a number
    outside 1 to 9 gives no rating.
    """
    items: dict[str, dict[str, Column]] = {}
    for column in found.questions:
        if column.part:
            items.setdefault(plain(column.item), {})[column.part] = column
    return [_read(body, found, columns) for columns in items.values() if set(_LEVELS) <= columns.keys()]


def _read(body: Body, found: Layout, columns: dict[str, Column]) -> Answered:
    values: dict[str, Values] = {}
    absent = np.zeros(body.height, dtype=bool)
    given = np.zeros(body.height, dtype=bool)
    for level in _LEVELS:
        position = columns[level].position
        coded = body.coded(position)
        values[level], outside, says_no = read_column(coded, cells_of(body, position, found), _SCALE)
        absent |= says_no
        given |= ~np.isnan(values[level]) | outside
    if "not applicable" in columns:
        absent |= _marked(body, columns["not applicable"].position)
    whole = (
        ~np.isnan(values["minimum"]) & ~np.isnan(values["desired"]) & ~np.isnan(values["perceived"]) & ~absent
    )
    last = columns["perceived"]
    return Answered(
        last,
        "quality",
        _SCALE,
        body.coded(last.position),
        np.where(whole, values["perceived"], np.nan),
        given & ~whole & ~absent,
        absent,
        minimum=values["minimum"],
        desired=values["desired"],
    )


def _marked(body: Body, position: int) -> Flags:
    """Rows in which a column of its own says that the item does not apply: a mark, a 1, "N/A", "Yes"."""
    coded = body.coded(position)
    yes = [plain(text) in ("1", "x", "yes", "true", "n/a", "na", "oui", "si") for text in coded.words()]
    return np.asarray(np.array(yes, dtype=bool)[coded.codes], dtype=bool)


def flag_levels(ledger: Ledger, body: Body, found: Layout, read: Sequence[Answered]) -> None:
    """Flag triplets left out, by the first of their cells that is wrong, and minima above what is desired."""
    for each in read:
        if each.outside.any():
            columns = [c for c in found.questions if c.part in _LEVELS and c.item == each.column.item]
            _flag_outside(ledger, body, found, each, columns)
        if each.minimum is None or each.desired is None:
            continue
        with np.errstate(invalid="ignore"):
            above = (each.minimum > each.desired) & ~np.isnan(each.values)
        levels = zip(each.minimum[above], each.desired[above], strict=True)
        words: list[Words] = [{"minimum": f"{low:g}", "desired": f"{high:g}"} for low, high in levels]
        values = body.values(each.column.position, above)
        ledger.flag(above, "minimum_above_desired", each.column.header, values, words)


def _flag_outside(
    ledger: Ledger, body: Body, found: Layout, each: Answered, columns: Sequence[Column]
) -> None:
    left = each.outside.copy()
    for column in columns:
        coded = body.coded(column.position)
        values, _, _ = read_column(coded, cells_of(body, column.position, found), _SCALE)
        rows = left & np.isnan(values)
        if rows.any():
            words: list[Words] = [{"low": "1", "high": "9"}]
            ledger.flag(
                rows,
                "cell_out_of_range",
                column.header,
                [text or "(empty)" for text in body.values(column.position, rows)],
                words,
            )
            left &= ~rows
