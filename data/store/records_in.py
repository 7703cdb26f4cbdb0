"""Checked files into the store: completions, surveys and staff lists, all of a drop in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.store import derive_coming, derive_surveys, facts, settings, settle, staff_key
from data.store.change import MOMENT, Change, new_id
from data.store.matches import meanings
from data.store.originals import Originals
from data.store.preferences import read
from data.store.staff_key import StaffKey
from data.store.text import storable
from data.store.uploads import COUNTS, Added, added_line, insert_upload, live_twin
from data.store.write import insert
from data.uploads.records import Answers, Checked


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside the database: the key file of staff, and the folder of originals."""

    key: Path
    originals: Originals


def refuse_unstorable(checked: Checked) -> None:
    """ValueError, with the file's message, for a reading that was refused: there is nothing to store."""
    if checked.kind == "reject":
        raise ValueError(checked.message or "The file has no rows to store.")


def add(
    change: Change, checked: Checked, content: bytes, beside: Beside, *,
    answers: Answers, by: str, is_practice: bool,
) -> Added:  # fmt: skip
    """Store one checked file; the content of a live upload is not stored again."""
    sha256 = hashlib.sha256(content).hexdigest()
    first = live_twin(change.cursor, sha256)
    if first:
        return first
    keeps_original = not is_practice and read(change.cursor).retention_days > 0
    upload: dict[str, Any] = {
        "upload_id": new_id(),
        "kind": checked.kind,
        "source_format": storable(checked.source_format),
        "file_name": storable(checked.file_name),
        "sha256": sha256,
        **counts(checked),
        "answers": in_json(answers),
        "is_practice": is_practice,
        "original": sha256 if keeps_original else None,
    }
    with ThreadPoolExecutor(1) as disk:
        kept = disk.submit(beside.originals.keep, sha256, content) if keeps_original else None
        insert_upload(change, upload, by=by)
        write(change, upload["upload_id"], checked, beside.key)
        remember(change, "" if is_practice else checked.source_key, answers, by=by)
        if kept:
            kept.result()
    change.record("add", upload["upload_id"], by, added_line(upload))
    added_at = change.at
    change.at += MOMENT  # files of one drop keep their order
    return Added(
        upload["upload_id"], upload["file_name"], added_at, 0, 0, 0, upload["problem_count"], False,
        checked.kind, *(upload[name] for name in COUNTS),
    )  # fmt: skip


def write(change: Change, upload_id: str, checked: Checked, key_path: Path) -> None:
    """Write a file's records for an upload whose row is there, and all that follows from them."""
    cursor, chosen = change.cursor, read(change.cursor)
    before = meanings(cursor)
    key = None if checked.kind == "satisfaction" else library_key(change, key_path)
    insert(cursor, "names_written", facts.names_written(upload_id, checked))
    changed = settle.renewed(change, before)
    attempts = facts.insert(
        cursor, upload_id, checked, meanings(cursor),
        key=key, start=chosen.fiscal_start, names_on=chosen.names_on,
    )  # fmt: skip
    pa.default_memory_pool().release_unused()  # what follows is the database's work, and needs the room
    if checked.kind == "satisfaction":
        derive_surveys.count_upload(cursor, upload_id, sign=1)
    else:
        derive_coming.add_upload(cursor, chosen.fiscal_start, attempts)
    settle.follow(change, changed)


def counts(checked: Checked) -> dict[str, int]:
    """Count a file's rows by what became of them, and its records."""
    return {
        "rows_accepted": checked.rows_accepted,
        "rows_rejected": checked.rejected.num_rows,
        "rows_ignored": checked.ignored.num_rows,
        "rows_flagged": checked.rows_flagged,
        "records": checked.records.num_rows,
        "problem_count": checked.rejected.num_rows + checked.flagged.num_rows,
    }


def remember(change: Change, source_key: str, answers: Answers, *, by: str) -> None:
    """Keep the answers for files like one, in place of earlier ones; nothing where there are none."""
    if source_key and answers:
        key = storable(source_key)
        change.cursor.execute("DELETE FROM remembered WHERE source_key = ?", [key])
        insert(change.cursor, "remembered", [(key, in_json(answers), by, change.at)])


def in_json(answers: Mapping[str, Any]) -> str:
    """Write answers for the tables."""
    return storable(json.dumps(dict(answers), ensure_ascii=False, sort_keys=True))


def answers_for(answers: Answers | Sequence[Answers], files: int) -> Sequence[Answers]:
    """Give each file its answers: the same for all, or one after the other."""
    return [answers] * files if isinstance(answers, Mapping) else answers


def library_key(change: Change, path: Path) -> StaffKey:
    """Give the key of the library's people; a new one while nobody is in the store.

    StoreUnavailable when the key that people are in the store by is gone.
    """
    cursor = change.cursor
    known = settings.get(cursor, settings.KEY_FINGERPRINT)
    has_people = cursor.execute("SELECT 1 FROM people_written LIMIT 1").fetchone()
    key = staff_key.load(path, str(known) if known and has_people else None)
    if key.fingerprint != known:
        settings.put(cursor, settings.KEY_FINGERPRINT, key.fingerprint)
    return key
