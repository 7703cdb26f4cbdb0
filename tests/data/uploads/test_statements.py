"""JSON of statements: where they lie in it, and what is in their place when they are none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data.uploads.refused import RefusedError
from data.uploads.statements import looks_like_json, read_statements

ONE = {"id": "é", "n": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (json.dumps([ONE, ONE]), [ONE, ONE]),
        (json.dumps([ONE, 3, None, [], ONE]), [ONE, {}, {}, {}, ONE]),
        (json.dumps({"statements": [ONE], "more": "x"}), [ONE]),
        (json.dumps(ONE), [ONE]),
        ('{"a": 1}\n\n{"b": 2}\r\n', [{"a": 1}, {"b": 2}]),
        ('[{"n": 1' + "0" * 5_000 + "}]", [{"n": float("inf")}]),
    ],
)
def test_statements_keep_their_places(text: str, expected: list[dict[str, Any]]) -> None:
    assert read_statements(text.encode()).statements == expected


@pytest.mark.parametrize(
    ("text", "code"), [("[1, 2]", "not_a_table"), ("{}", "not_a_table"), ('{"a": 1}\n{"b"', "damaged_file")]
)
def test_json_without_statements_is_refused(text: str, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_statements(text.encode())

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "is_json"),
    [
        ('{"a"', True),
        (" [\n{", True),
        ("[]", True),
        ("[Name],[Course]\na,b", False),
        ("{Name},x", False),
        ("a,b", False),
    ],
)
def test_a_table_whose_header_has_brackets_is_no_json(text: str, is_json: bool) -> None:
    assert looks_like_json(text.encode()) is is_json
