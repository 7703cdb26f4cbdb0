"""What is kept, on the command line: list it, take back, match names, verify, copy and restore."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from data import practice
from data.commands.said import BY, Answer, count, declined, plain
from data.store import Store, restore_backup


def uploads(asked: argparse.Namespace) -> Answer:
    """List what was added, and what is missing."""
    with Store.open() as store:
        if asked.seen:
            store.dismiss_missing(by=BY)
        found, missing, changes = store.uploads(), store.missing_uploads(), store.missing_changes()
    rows = [{str(name): plain(value) for name, value in row.items()} for row in found.to_dict("records")]
    lines = [_upload_text(row) for row in rows] or ["Nothing was added yet."]
    lines += [lost.sentence for lost in missing] + [lost.sentence for lost in changes]
    told = {
        "missing": [asdict(lost) for lost in missing],
        "missing_changes": [asdict(lost) for lost in changes],
    }
    return Answer({"uploads": rows, **told}, "\n".join(lines))


def _upload_text(row: dict[str, Any]) -> str:
    undone = " (taken back)" if row["undone_at"] else ""
    held = f"{row['entries']} entries" if row["kind"] == "catalog" else f"{row['rows_accepted']} rows"
    return f"{row['upload_id']}  {row['added_at'][:16]}  {row['kind']}  {held}  {row['file_name']}{undone}"


def undo(asked: argparse.Namespace) -> Answer:
    """Take an upload back."""
    try:
        with Store.open() as store:
            undone = store.undo(asked.upload_id, by=BY)
    except ValueError as unknown:
        return declined("no_such_upload", str(unknown))
    if undone.already:
        return Answer(asdict(undone), "It was taken back before.")
    text = f"Taken back: {count(undone.removed_courses, 'course')} left the catalog."
    if undone.removed_records:
        text = f"Taken back: {count(undone.removed_records, 'record')} removed."
    return Answer(asdict(undone), text)


def forget(asked: argparse.Namespace) -> Answer:
    """Delete all that is kept of a member of staff, and name the copies that may still hold it."""
    try:
        with Store.open() as store:
            deleted = store.delete_person(asked.person, by=BY)
    except ValueError as unknown:
        return declined("no_such_person", str(unknown))
    told = {
        "records": deleted.records,
        "uploads": deleted.uploads,
        "is_erased": deleted.is_erased,
        "backups": [{"file": each.file_name, "made_at": each.made_at} for each in deleted.backups],
        "kept_aside": list(deleted.kept_aside),
    }
    return Answer(told, "\n".join(deleted.sentences))


def match(asked: argparse.Namespace) -> Answer:
    """List the names that wait for a person, or say what one stands for."""
    with Store.open() as store:
        if asked.name is not None:
            return _decide(asked, store)
        found, courses = store.matches(), store.frame("courses")
    labels = dict(zip(courses["course_id"], courses["label"], strict=True))
    columns = ["kind", "as_written", "target", "score"]
    waiting = found.loc[found["state"] == "open", columns]
    rows = [{str(name): plain(value) for name, value in row.items()} for row in waiting.to_dict("records")]
    lines = [_waiting_text(row, labels) for row in rows]
    return Answer({"open": rows}, "\n".join(lines) or "Every name is matched.")


def _waiting_text(row: dict[str, Any], labels: dict[str, str]) -> str:
    said = f"{row['kind']}: {row['as_written']}"
    if row["target"] is None:
        return said
    return f"{said} (perhaps {labels.get(row['target'], row['target'])}: --to {row['target']})"


def _decide(asked: argparse.Namespace, store: Store) -> Answer:
    if asked.to is None and not asked.none:
        return declined(
            "no_meaning", "Say what the name stands for: --to ID, or --none for not in the catalog."
        )
    try:
        match_id = store.confirm_match(asked.kind, asked.name, None if asked.none else asked.to, BY)
    except ValueError as bad:
        return declined("no_such_target", str(bad))
    return Answer({"match_id": match_id}, f"Kept as match {match_id}.")


def verify(asked: argparse.Namespace) -> Answer:
    """Read and compare everything that is stored."""
    with Store.open() as store:
        found = store.verify()
    text = "\n".join(finding.sentence for finding in found.findings) or "Everything was read and agrees."
    findings = [{"code": finding.code, "message": finding.sentence} for finding in found.findings]
    return Answer({"ok": found.ok, "findings": findings}, text, found.ok)


def backup(asked: argparse.Namespace) -> Answer:
    """Copy everything that is stored into one checked file."""
    with Store.open() as store:
        made = store.backup(asked.file, by=BY, with_originals=asked.originals)
    text = f"Copied {count(len(made.upload_ids), 'upload')} to {made.file_name}, and checked it."
    return Answer({"file": made.file_name, "uploads": len(made.upload_ids)}, text)


def restore(asked: argparse.Namespace) -> Answer:
    """Put a backup in the place of the database; the files that were there are kept aside."""
    restored = restore_backup(asked.file, by=BY)
    text = f"Restored {count(restored.uploads, 'upload')} as of {restored.made_at}."
    if restored.kept_aside:
        text += f" What was there is kept in {restored.kept_aside.name}."
    kept = restored.kept_aside.name if restored.kept_aside else None
    return Answer({"made_at": restored.made_at, "uploads": restored.uploads, "kept_aside": kept}, text)


def load_practice(asked: argparse.Namespace) -> Answer:
    """Load the practice library, or remove it."""
    with Store.open() as store:
        if asked.remove:
            gone = practice.remove(store, by=BY)
            return Answer({"removed": len(gone)}, f"Removed: {count(len(gone), 'practice upload')}.")
        added = practice.load(store, by=BY)
    told = [{"upload_id": one.upload_id, "file_name": one.file_name, "records": one.records} for one in added]
    return Answer({"added": told}, f"Loaded: {count(len(added), 'practice upload')}.")
