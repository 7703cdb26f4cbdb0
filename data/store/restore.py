"""A backup put in the place of a database; what was there is kept aside, never deleted.

Everything is unpacked and compared first. Then the files change places, one after the other, as a note
beside them says: where a kill stops that, the next start (or the next try) finishes it.
"""

from __future__ import annotations

import json
import os
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from data.store import connection as connections
from data.store import schema
from data.store.backup import (
    DATABASE,
    LEDGER,
    MANIFEST,
    ORIGINALS,
    checksums,
    file_hash,
    opened_alone,
)
from data.store.connection import Connection
from data.store.errors import StoreUnavailable, written_refusal
from data.store.originals import Originals, folder_beside

_PARTS: Final = {"": DATABASE, ".ledger.jsonl": LEDGER, ".originals": ORIGINALS.rstrip("/")}
"""What a database's files end in -> what they are called in a backup."""
_LOG: Final = ".wal"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: when the backup was made, and the folder the earlier files are in, if any."""

    made_at: str
    uploads: int
    kept_aside: Path | None


def restore(backup: Path, database: Path, *, by: str) -> Restored:
    """Put a backup in the place of a database, which nobody may have open.

    Uploads that were acknowledged after the backup was made are named at the next start, because the
    ledger goes on. StoreUnavailable when the file is no sound backup, or the database is in use.
    """
    with connections.opening():
        finish(database)
        _refuse_if_open(database)
        try:
            staging = _beside(database, ".restoring")
            shutil.rmtree(staging, ignore_errors=True)
            manifest = _unpacked(backup, staging)
            _compare(staging, manifest)
            _carry_over(database, staging, manifest, by)
            aside = _free_name(database)
            _to_disk(_beside(database, ".restore.json"), json.dumps({"aside": aside.name}))
        except OSError as error:
            raise StoreUnavailable(written_refusal(error)) from error
        finish(database)
    return Restored(
        str(manifest["made_at"]), len(manifest["upload_ids"]), aside if any(aside.iterdir()) else None
    )


def finish(database: Path) -> None:
    """Finish a restore that was cut off after everything had been compared; nothing when there is none."""
    note = _beside(database, ".restore.json")
    if not note.exists():
        return
    staging = _beside(database, ".restoring")
    aside = database.with_name(str(json.loads(note.read_text(encoding="utf-8"))["aside"]))
    aside.mkdir(exist_ok=True)
    # The log first: an earlier log beside the restored file would be taken for its own.
    _set_aside(_beside(database, _LOG), aside)
    for suffix, name in _PARTS.items():
        staged, current = staging / name, _beside(database, suffix)
        if staged.exists():
            _set_aside(current, aside)
            staged.rename(current)
    note.unlink()
    shutil.rmtree(staging, ignore_errors=True)


def kept_aside(database: Path) -> tuple[str, ...]:
    """Name the folders into which restores have put earlier files of a database."""
    return tuple(sorted(path.name for path in database.parent.glob(f"{database.name}.before-*")))


def _set_aside(current: Path, aside: Path) -> None:
    if current.exists() and not (aside / current.name).exists():
        current.rename(aside / current.name)


def _refuse_if_open(database: Path) -> None:
    if connections.is_open(database):
        raise StoreUnavailable("locked")
    if not database.exists():
        return
    try:
        Connection(database, read_only=True).close()
    except StoreUnavailable as unavailable:
        if unavailable.reason_code == "locked":
            raise


def _unpacked(backup: Path, staging: Path) -> dict[str, Any]:
    """Unpack the files the manifest names, none other, and compare each with its hash."""
    try:
        with zipfile.ZipFile(backup) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            hashes: dict[str, str] = manifest["files"]
            for name, expected in hashes.items():
                target = staging / _safe(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file, 1 << 20)
                    file.flush()
                    os.fsync(file.fileno())
                if file_hash(target) != expected:
                    raise StoreUnavailable("not_a_backup")
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, EOFError) as error:
        raise StoreUnavailable("not_a_backup") from error
    if not manifest.get("schema_version", 0) <= schema.VERSION:
        raise StoreUnavailable("newer_version")
    return manifest


def _safe(name: str) -> Path:
    folder, _, last = name.rpartition("/")
    if folder not in ("", ORIGINALS.rstrip("/")) or last in ("", ".", "..") or "\\" in last:
        raise StoreUnavailable("not_a_backup")
    return Path(folder) / last


def _compare(staging: Path, manifest: dict[str, Any]) -> None:
    """Read the whole database; one of an earlier version is compared by its files' hashes only."""
    if not (staging / DATABASE).exists():
        raise StoreUnavailable("not_a_backup")
    with opened_alone(staging / DATABASE) as copy:
        if manifest["schema_version"] == schema.VERSION and checksums(copy) != manifest["tables"]:
            raise StoreUnavailable("not_a_backup")


def _carry_over(database: Path, staging: Path, manifest: dict[str, Any], by: str) -> None:
    """Let the ledger go on from where it is, and keep the originals that the backup has not."""
    current = _beside(database, ".ledger.jsonl")
    restored = (staging / LEDGER).read_bytes().splitlines() if (staging / LEDGER).exists() else []
    lines = dict.fromkeys([*restored, *(current.read_bytes().splitlines() if current.exists() else [])])
    now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    event = {"event": "restore", "made_at": manifest["made_at"], "by": by, "at": now}
    told = [*lines, json.dumps(event, ensure_ascii=False).encode()]
    _to_disk(staging / LEDGER, b"\n".join(line for line in told if line).decode("utf-8", "replace") + "\n")
    kept, staged = Originals(folder_beside(database)), Originals(staging / ORIGINALS.rstrip("/"))
    staged.folder.mkdir(exist_ok=True, mode=0o700)
    for name in kept.names() - staged.names():  # those of later uploads too: they are added again from them
        shutil.copyfile(kept.folder / name, staged.folder / name)


def _free_name(database: Path) -> Path:
    stem = f"{database.name}.before-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    number = 1
    while (free := database.with_name(f"{stem}-{number}" if number > 1 else stem)).exists():
        number += 1
    free.mkdir()
    return free


def _beside(database: Path, suffix: str) -> Path:
    return database.with_name(database.name + suffix)


def _to_disk(path: Path, text: str) -> None:
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
