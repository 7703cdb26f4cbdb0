"""JSON of statements (xAPI): an array, an object that holds one, or an object a line."""

from __future__ import annotations

import json
from typing import Any

from data.uploads.records import Document
from data.uploads.refused import RefusedError

_MOST_DIGITS = 400


def looks_like_json(data: bytes) -> bool:
    """Whether text begins as JSON does that holds objects; a table's header may begin with a bracket."""
    head = data[:10_000].lstrip()
    if head.startswith(b"{"):
        return head[1:].lstrip().startswith((b'"', b"}"))
    return head.startswith(b"[") and head[1:].lstrip()[:1] in (b"{", b"]", b"[", b"")


def read_statements(data: bytes) -> Document:
    """Give the objects of a JSON file, each in its place; what is no object there becomes an empty one.

    RefusedError with ``damaged_file`` where it is no whole JSON, ``not_a_table`` where it holds no objects,
    ``too_complex`` where it is nested deeper than any statement.
    """
    text = data.decode("utf-8", "replace")
    try:
        try:
            found = _loads(text)
        except ValueError:
            found = [_loads(line) for line in text.splitlines() if line.strip()]
    except RecursionError as error:
        raise RefusedError("too_complex") from error
    except ValueError as error:
        raise RefusedError("damaged_file") from error
    if isinstance(found, dict):
        inner = found.get("statements")
        found = inner if isinstance(inner, list) else [found]
    if not isinstance(found, list) or not found:
        raise RefusedError("not_a_table")
    statements: list[dict[str, Any]] = [each if isinstance(each, dict) else {} for each in found]
    if not any(statements):
        raise RefusedError("not_a_table")
    return Document("json", statements=statements)


def _loads(text: str) -> Any:
    return json.loads(text, parse_int=_whole)


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)
