"""Entries as JSON, the way they are kept in ``catalog_entries.record``.

The form belongs to the store: what was written by an earlier version must stay readable.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import cast

from data.catalog.answer import unpack_entry
from data.catalog.records import Entry, TopicMatch
from data.store.text import storable

_NOT_KEPT = {"source_text", "problems"}
"""Kept in columns and rows of their own."""

_KEPT = tuple(field.name for field in fields(Entry) if field.name not in _NOT_KEPT)


def to_json(entry: Entry) -> str:
    """Write an entry without its source text and problems; unstorable characters are replaced."""
    return json.dumps({name: _plain(getattr(entry, name)) for name in _KEPT}, ensure_ascii=False)


def from_json(record: str) -> Entry:
    """Read an entry back, without its source text and problems."""
    return unpack_entry({**json.loads(record), "source_text": "", "problems": ()})


def _plain(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, TopicMatch):
        return {
            "label": storable(value.label),
            "rank": value.rank,
            "phrases": [storable(phrase) for phrase in value.phrases],
        }
    if isinstance(value, tuple):
        return [_plain(part) for part in cast("tuple[object, ...]", value)]
    return value
