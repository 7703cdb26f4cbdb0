"""Answers between processes: whatever a checked file holds comes back as it was."""

from __future__ import annotations

import io
from dataclasses import fields

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalog.records import Reading
from data.uploads import records
from data.uploads.records import (
    ANSWERS,
    COMMENTS,
    COMPLETIONS,
    FLAGGED,
    IGNORED,
    REJECTED,
    Checked,
    Option,
    Question,
)
from data.uploads.records import ColumnUse as Use
from data.uploads.transport import receive, send

TEXT = st.text(max_size=12)
TUPLES = {"max_size": 3}


def lists(of: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(of, max_size=3).map(tuple)


def tables(schema: pa.Schema) -> st.SearchStrategy:
    """Make tables of a schema, whatever its columns are, with unknown values."""
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    kinds = {
        pa.int64(): st.integers(-(2**63), 2**63 - 1),
        pa.string(): text,
        records.TEXT: text,
        pa.float64(): st.floats(allow_nan=False),
        pa.bool_(): st.booleans(),
        pa.date32(): st.dates(),
    }
    row = st.fixed_dictionaries({each.name: st.none() | kinds[each.type] for each in schema})
    return st.lists(row, max_size=3).map(lambda rows: pa.Table.from_pylist(rows, schema))


CHECKED = st.builds(
    Checked,
    kind=st.sampled_from(["completions", "satisfaction", "staff", "reject"]),
    source_format=TEXT,
    message=TEXT,
    reason=TEXT,
    file_reason=st.none() | TEXT,
    file_name=TEXT,
    source_key=TEXT,
    records=tables(ANSWERS) | tables(COMPLETIONS),
    comments=tables(COMMENTS),
    rejected=tables(REJECTED),
    ignored=tables(IGNORED),
    flagged=tables(FLAGGED),
    rows_accepted=st.integers(0, 2**53),
    columns=lists(st.builds(Use, field=TEXT, column=TEXT, read_as=TEXT)),
    questions=lists(
        st.builds(
            Question,
            id=TEXT,
            ask=TEXT,
            default=st.none() | TEXT,
            options=lists(st.builds(Option, value=TEXT, label=TEXT, consequence=TEXT)),
        )
    ),
    notes=lists(TEXT),
    sample=lists(lists(TEXT)),
    header=lists(TEXT),
    rejected_cells=lists(lists(TEXT)),
)
READING = st.builds(Reading, kind=st.just("reject"), source_format=TEXT, message=TEXT)


def travelled(results: list[object]) -> list[object]:
    pipe = io.BytesIO()
    send(results, pipe)  # type: ignore[arg-type]
    return receive(io.BytesIO(pipe.getvalue()))  # type: ignore[return-value]


@given(st.lists(CHECKED | READING, max_size=3))
def test_what_is_sent_is_received(results: list[object]) -> None:
    assert travelled(results) == results


def test_tables_of_many_pieces_and_parts_of_tables_come_whole() -> None:
    rows = pa.table({"source_row": range(250_000), "reason": ["blank_row"] * 250_000}, IGNORED)
    sent = Checked("staff", "csv", "", ignored=pa.concat_tables([rows.slice(7, 200_001), rows.slice(5)]))

    (came,) = travelled([sent])

    assert isinstance(came, Checked)
    assert came.ignored.num_rows == 449_996
    assert came.ignored == sent.ignored


@pytest.mark.parametrize("kept", [0, 1, 40, 400, -1])
def test_an_answer_cut_short_is_no_answer(kept: int) -> None:
    pipe = io.BytesIO()
    send([Checked("staff", "csv", "é")], pipe)

    with pytest.raises((ValueError, OSError)):
        receive(io.BytesIO(pipe.getvalue()[:kept]))


def test_every_field_travels() -> None:
    names = {each.name for each in fields(Checked)}
    (came,) = travelled([Checked("staff", "csv", "")])

    assert {each.name for each in fields(came)} == names  # type: ignore[arg-type]
