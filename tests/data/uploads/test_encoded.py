"""Columns as codes: what tells rows that are alike, and texts that stand for the cells' own."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from data.uploads.encoded import encode, first_known, is_again, numbered, stands_again
from data.uploads.records import TEXT


@given(st.lists(st.integers(-3, 3)))
def test_keys_are_numbered_in_the_order_in_which_they_come_first(keys: list[int]) -> None:
    codes = numbered(np.array(keys, np.int64))
    firsts = list(dict.fromkeys(keys))
    assert codes.tolist() == [firsts.index(key) for key in keys]
    assert is_again(codes).tolist() == [key in keys[:at] for at, key in enumerate(keys)]


@given(st.lists(st.integers(0, 4)), st.sampled_from([5, 10_000]))
def test_a_code_stands_again_where_another_row_has_it(codes: list[int], kinds: int) -> None:
    found = stands_again(np.array(codes, np.int64), kinds)
    assert found.tolist() == [codes.count(code) > 1 for code in codes]


TEXTS = st.sampled_from(["", "a", "b"])


@given(st.lists(TEXTS), st.dictionaries(TEXTS, st.none() | TEXTS))
def test_a_column_of_text_has_nothing_where_its_text_stands_for_nothing(
    cells: list[str], meant: dict[str, str | None]
) -> None:
    encoded = encode(pa.array(cells, pa.string()))
    column = encoded.text([meant.get(text) for text in encoded.texts])
    assert column.type == TEXT
    assert column.to_pylist() == [meant.get(text) for text in cells]


@given(st.lists(st.none() | st.integers(0, 3)))
def test_what_is_encoded_already_has_each_text_once_and_nothing_as_an_empty_one(
    which: list[int | None],
) -> None:
    texts = ["a", "b", "a", "in no row"]
    column = pa.DictionaryArray.from_arrays(pa.array(which, pa.int32()), pa.array(texts))
    encoded = encode(pa.chunked_array([column, column]))
    assert len(set(encoded.texts)) == len(encoded.texts)
    said = ["" if one is None else texts[one] for one in which]
    assert [encoded.at(row) for row in range(len(encoded))] == said * 2


def test_the_first_column_that_has_a_text_gives_it() -> None:
    columns = [pa.array(cells, TEXT) for cells in (["a", None, None], [None, "b", None], ["c", "c", "c"])]
    assert first_known(columns).to_pylist() == ["a", "b", "c"]
    assert first_known(columns[:1]).to_pylist() == ["a", None, None]
