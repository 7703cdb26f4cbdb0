"""Delimited text to columns: Arrow and Python's csv agree on every text."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.uploads import csv_blocks
from data.uploads.csv_blocks import by_arrow, by_python
from data.uploads.refused import RefusedError
from data.uploads.sheets import Block

PIECES = st.lists(
    st.sampled_from(
        ['"', '""', ",", ",,", ";", "\n", "\r", "\r\n", "a", "é", "😀", " ", "\x00", "\u2028", "x y"]
    )
)
RECORDS = st.lists(
    st.sampled_from(["a,b", '"a,\n1",b', "1,2", "", "a", "a,b,c", '"",', '"x""y",z', 'u"v,"w"x'])
)


def rows(block: Block) -> list[tuple[int, list[str]]]:
    """Give each record's source row and its cells, and see that the rest of its columns is empty."""
    columns = [column.to_pylist() for column in block.columns]
    found = []
    for position, (line, width) in enumerate(zip(block.source_rows, block.widths, strict=True)):
        cells = [column[position] for column in columns]
        assert not any(cells[width:])
        found.append((int(line), cells[:width]))
    return found


def same_but_blank(found: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Make blank records alike: an empty line has no cells to one reader and empty cells to the other."""
    return [(line, cells if any(cells) else []) for line, cells in found]


@given(st.one_of(PIECES.map("".join), RECORDS.map("\n".join), RECORDS.map("\r\n".join)), st.integers(2, 4))
@example('a,b\n1,"2', 2)
@example('"\n', 2)
@example(';",,"\n', 2)
@example("a,b\r\n\r\n1\r\n", 2)
@example("\n\n", 2)
def test_arrow_reads_what_the_csv_module_reads(text: str, width: int) -> None:
    fast = by_arrow(text.encode(), ",", width) if text else None

    if fast is not None:
        assert same_but_blank(rows(fast)) == same_but_blank(rows(by_python(text.encode(), ",")))


@given(RECORDS.map("\n".join).filter(bool))
def test_arrow_is_not_given_up_for_usual_texts(text: str) -> None:
    assert by_arrow(text.encode(), ",", 2) is not None


@given(PIECES.map("".join))
def test_python_gives_the_records_of_the_csv_module_and_where_they_begin(text: str) -> None:
    reader = csv.reader(io.StringIO(text, newline=""))
    line, expected = 1, []
    for cells in reader:
        expected.append((line, cells))
        line = reader.line_num + 1

    assert rows(by_python(text.encode(), ",")) == expected


def test_long_texts_are_read_in_parts_that_fit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_blocks, "_BATCH", 3)
    monkeypatch.setattr(csv_blocks, "_BLOCK_BYTES", 64)
    text = "".join(f'{n},"b\n{n}"\n' if n % 3 else f"{n},{'c,' * (n % 5)}d\n\n" for n in range(50)).encode()

    fast = by_arrow(text, ",", 2)

    assert fast is not None
    assert same_but_blank(rows(fast)) == same_but_blank(rows(by_python(text, ",")))
    assert by_arrow((b"a" * 100 + b",b\n") * 3, ",", 2) is None
    np.testing.assert_array_equal(by_python(text, ",", 11).source_rows, by_python(text, ",").source_rows + 10)


def test_a_record_wider_than_any_table_is_refused() -> None:
    for read in (by_python, lambda data, separator: by_arrow(data, separator, 2)):
        with pytest.raises(RefusedError) as refused:
            read(b"a,b\n" + b"," * 6_000, ",")
        assert refused.value.code == "too_complex"
