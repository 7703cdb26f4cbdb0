"""What can be said about a database that cannot be opened: from the files beside it alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from data.store import backup
from data.store.backup import Backup
from data.store.ledger import Ledger, Line
from data.store.originals import Originals, folder_beside
from data.store.reconcile import MissingUpload, missing_upload


@dataclass(frozen=True, slots=True)
class Recovery:
    """What is missing without the database, and what to bring it back from.

    ``missing_uploads``: acknowledged uploads that the last good backup has not; all of them without a
    backup. Those with ``has_original`` can be added again from the folder of originals. ``files_kept``:
    names of the database's files, which are left as they are.
    """

    missing_uploads: tuple[MissingUpload, ...]
    last_backup: Backup | None
    files_kept: tuple[str, ...]


def report(path: Path) -> Recovery:
    """Say what is missing and what is there, without opening the database."""
    last = next((made for made in backup.made_for(path) if backup.is_good(made)), None)
    restored = set(last.upload_ids) if last else set()
    originals = Originals(folder_beside(path)).names()
    lost = tuple(
        replace(missing_upload(line), has_original=str(line.get("sha256")) in originals)
        for line in _live(Ledger(path.with_name(path.name + ".ledger.jsonl")).lines())
        if line.get("upload_id") not in restored
    )
    suffixes = ("", ".wal", ".ledger.jsonl", ".originals", ".key")
    beside = [path.with_name(path.name + suffix) for suffix in suffixes]
    return Recovery(lost, last, tuple(file.name for file in beside if file.exists()))


def _live(lines: list[Line]) -> list[Line]:
    gone = {line.get("upload_id") for line in lines if line["event"] in ("undo", "dismiss")}
    return [line for line in lines if line["event"] == "add" and line.get("upload_id") not in gone]
