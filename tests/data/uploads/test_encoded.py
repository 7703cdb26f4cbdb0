"""Keys numbered by their first place: what tells rows that are alike from the first of them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from data.uploads.encoded import is_again, numbered


@given(st.lists(st.integers(-3, 3)))
def test_keys_are_numbered_in_the_order_in_which_they_come_first(keys: list[int]) -> None:
    codes = numbered(np.array(keys, np.int64))
    firsts = list(dict.fromkeys(keys))
    assert codes.tolist() == [firsts.index(key) for key in keys]
    assert is_again(codes).tolist() == [key in keys[:at] for at, key in enumerate(keys)]
