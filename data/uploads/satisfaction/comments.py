"""Comments in patrons' own words, kept apart from the ratings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.records import COMMENTS
from data.uploads.satisfaction.about import About
from data.uploads.satisfaction.body import Body, Flags
from data.uploads.satisfaction.layout import Column
from data.vocab.survey_words import not_answered


def comments(body: Body, columns: Sequence[Column], among: Flags, shared: About) -> pa.Table:
    """Make one row of each comment in the rows ``among``, row by row; "N/A" and "-" are no comments."""
    tables = [_of(body, column, among, shared) for column in columns]
    joined = pa.concat_tables([table for table in tables if table.num_rows] or [COMMENTS.empty_table()])
    if joined.num_rows and len(columns) > 1:
        order = pc.sort_indices(
            joined.append_column("at", pa.array(np.arange(joined.num_rows))),
            sort_keys=[("source_row", "ascending"), ("at", "ascending")],
        )
        joined = joined.take(order)
    return joined.combine_chunks()


def _of(body: Body, column: Column, among: Flags, shared: About) -> pa.Table:
    coded = body.coded(column.position)
    says = np.array([not not_answered(text) for text in coded.words()], dtype=bool)
    rows = np.flatnonzero(says[coded.codes] & among) if len(says) else np.array([], dtype=np.int64)
    parts = shared.of(rows)
    parts["item"] = pa.repeat(pa.scalar(column.item, pa.string()), len(rows))
    parts["text"] = coded.texts.take(pa.array(coded.codes[rows]))
    return pa.table([parts[name] for name in COMMENTS.names], schema=COMMENTS)
