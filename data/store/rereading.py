"""Answers remembered for files like one, and uploads read again with other answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from data.store import derive_training, records_in, records_out, uploads
from data.store.change import Change
from data.store.preferences import read
from data.store.text import storable
from data.store.uploads import Added
from data.store.write import Cursor
from data.uploads.records import Answers, Checked


def remembered(cursor: Cursor, source_key: str) -> dict[str, Any]:
    """Give the answers for files like one; empty where nobody has answered."""
    found = cursor.execute(
        "SELECT answers FROM remembered WHERE source_key = ?", [storable(source_key)]
    ).fetchone()
    answers: dict[str, Any] = json.loads(found[0]) if found else {}
    return answers


def reread(
    change: Change, upload_id: str, checked: Checked, key_path: Path, *, answers: Answers, by: str
) -> Added:
    """Put a new reading in the place of an upload's rows; ValueError when the upload is not there."""
    cursor = change.cursor
    found = cursor.execute(
        "SELECT sha256 FROM uploads WHERE upload_id = ? AND undone_at IS NULL AND kind <> 'catalog'",
        [storable(upload_id)],
    ).fetchone()
    if not found:
        raise ValueError(f"There is no upload {storable(upload_id)[:40]} that could be read again.")
    records_out.clear(change, upload_id)
    derive_training.rebuild_touched(cursor, read(cursor).fiscal_start)
    stated = {
        "kind": checked.kind,
        "source_format": storable(checked.source_format),
        **records_in.counts(checked),
        "answers": records_in.in_json(answers),
    }
    changes = ", ".join(f"{name} = ?" for name in stated)
    cursor.execute(f"UPDATE uploads SET {changes} WHERE upload_id = ?", [*stated.values(), upload_id])
    records_in.write(change, upload_id, checked, key_path)
    records_in.remember(change, checked.source_key, answers, by=by)
    change.record("reread", upload_id, by, {"upload_id": upload_id})
    added = uploads.live_twin(cursor, found[0])
    if added is None:
        raise ValueError(f"There is no upload {upload_id} any more.")
    return added
