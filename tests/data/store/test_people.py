"""The people of a file: where each was last, and as what, told by a rule written out in plain Python."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store.people import people
from data.uploads.records import TEXT

DAYS = ("completed_on", "enrolled_on")
SCHEMA = pa.schema(
    [(name, TEXT) for name in ("staff_key", "person", "name", "branch_as_written", "role")]
    + [(name, pa.date32()) for name in DAYS]
)
TEXTS = st.none() | st.sampled_from(["Été", "East", "west"])
SOME_DAYS = st.none() | st.sampled_from([date(1, 1, 1), date(2025, 7, 1), date(2026, 1, 2)])
ROW = st.fixed_dictionaries(
    {
        "staff_key": st.sampled_from(["k1", "k2"]),
        "person": st.sampled_from(["ann", "bo"]),
        **dict.fromkeys(("name", "branch_as_written", "role"), TEXTS),
        **dict.fromkeys(DAYS, SOME_DAYS),
    }
)


def expected(rows: list[dict[str, Any]], *, names_on: bool) -> dict[str, dict[str, Any]]:
    found = {}
    for key in {row["staff_key"] for row in rows}:
        mine = [row for row in rows if row["staff_key"] == key]
        days = [row["completed_on"] or row["enrolled_on"] for row in mine]
        told: dict[str, Any] = {"staff_key": key, "seen_on": max(filter(None, days), default=None)}
        for name in ("branch_as_written", "role"):
            said = [
                (day or date.min, row[name].encode())
                for day, row in zip(days, mine, strict=True)
                if row[name]
            ]
            told[name] = max(said)[1].decode() if said else None
        if names_on:
            names = [row["name"].encode() for row in mine if row["name"]]
            told["name"] = min(names or [row["person"].encode() for row in mine]).decode()
        found[key] = told
    return found


@pytest.mark.parametrize("names_on", [False, True])
@given(rows=st.lists(ROW, min_size=1, max_size=6))
def test_each_person_has_the_branch_and_role_of_their_latest_day(
    rows: list[dict[str, Any]], names_on: bool
) -> None:
    found = people(pa.Table.from_pylist(rows, SCHEMA), names_on=names_on).to_pylist()
    assert {row["staff_key"]: row for row in found} == expected(rows, names_on=names_on)
    assert len(found) == len({row["staff_key"] for row in rows})
