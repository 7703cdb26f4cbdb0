"""Mapping by hand: what is asked, what is still needed, and that every kind honors the answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.uploads.by_hand import missing
from data.uploads.records import Checked
from data.uploads.take import take

LONG = b"alpha,beta,gamma,delta\nr1,Warm welcome,4,2026-03-04\nr2,Warm welcome,5,2026-03-05\n"
WIDE = b"alpha,beta,gamma\n2026-03-04,4,5\n2026-03-05,5,3\n"
STAFF = b"alpha,beta,gamma\ne1,Main,Desk\ne2,North,Desk\n"


def mapped(content: bytes, kind: str, columns: dict[str, Any]) -> Checked:
    (taken,) = take(content, "x.csv", answers={"kind": kind, "columns": columns}, today=date(2026, 11, 24))
    assert isinstance(taken, Checked)
    return taken


@pytest.mark.parametrize(
    ("kind", "chosen", "needed"),
    [
        ("completions", {}, ("person",)),
        ("completions", {"person"}, ()),
        ("satisfaction", {}, ("items",)),
        ("satisfaction", {"item"}, ("items",)),
        ("satisfaction", {"item", "value"}, ()),
        ("staff", {"person"}, ("branch",)),
    ],
)
def test_what_is_still_needed_is_said(kind: str, chosen: set[str], needed: tuple[str, ...]) -> None:
    assert missing(kind, chosen) == needed


def test_a_survey_with_a_row_for_each_answer_is_mapped() -> None:
    columns = {"response_id": "alpha", "item": "beta", "value": "gamma", "responded_on": "delta"}
    checked = mapped(LONG, "satisfaction", columns)
    assert (checked.source_format, checked.rows_accepted) == ("mapped by hand", 2)
    assert checked.records.select(["item", "value"]).to_pylist() == [
        {"item": "Warm welcome", "value": 4.0},
        {"item": "Warm welcome", "value": 5.0},
    ]


def test_a_survey_with_a_column_for_each_question_is_mapped() -> None:
    checked = mapped(WIDE, "satisfaction", {"responded_on": "alpha", "items": ["beta", "gamma"]})
    assert checked.records.column("value").to_pylist() == [4.0, 5.0, 5.0, 3.0]


def test_a_staff_list_is_mapped() -> None:
    checked = mapped(STAFF, "staff", {"person": "alpha", "branch": "beta", "role": "gamma"})
    assert checked.records.select(["person", "branch", "role"]).to_pylist() == [
        {"person": "e1", "branch": "Main", "role": "Desk"},
        {"person": "e2", "branch": "North", "role": "Desk"},
    ]
