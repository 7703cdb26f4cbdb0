"""A checked, complete copy of a store in one file, and the list of the copies that were made.

A backup is a ZIP file with the database, the ledger, the originals and a manifest; never the key of
staff, which is kept elsewhere. The copy itself is read in full and compared before it counts as made.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

from data.store import schema, verify
from data.store.connection import Connection
from data.store.errors import StoreUnavailable, written_refusal
from data.store.originals import folder_beside, named

DATABASE: Final = "frontdesk.duckdb"
LEDGER: Final = DATABASE + ".ledger.jsonl"
ORIGINALS: Final = "originals/"
MANIFEST: Final = "manifest.json"
_STILL_WHOLE: Final = {"missing_upload", "missing_change", "not_in_ledger", "ledger_damaged"}
"""Findings that say that something was lost before; what is there can be kept all the same."""

Checksums = dict[str, list[str]]
"""Table -> number of rows, and a sum over all of them."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and checked. ``made_at`` is in UTC; ``upload_ids`` are the live ones in it."""

    path: str
    made_at: str
    by: str
    sha256: str
    upload_ids: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """The name of the file, without its folder."""
        return Path(self.path).name


def make(connection: Connection, target: Path, *, by: str, with_originals: bool) -> Backup:
    """Copy the store, check the copy, and write it down in the list of backups.

    StoreUnavailable when the database is damaged or the copy cannot be written; an earlier file under
    the same name stays until the new one is whole.
    """
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            staged = Path(folder) / DATABASE
            _copy(connection, staged)
            manifest = _checked(staged)
            files = {DATABASE: staged, LEDGER: staged.with_name(LEDGER)}
            for name in manifest["originals"] if with_originals else ():
                files[ORIGINALS + name] = folder_beside(connection.path) / name
            made_at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            manifest |= {"made_at": made_at, "by": by}
            whole = Path(folder) / "whole.zip"
            _zip(whole, files, manifest)
            sha256 = file_hash(whole)
            whole.replace(target)
        made = Backup(str(target), made_at, by, sha256, tuple(manifest["upload_ids"]))
        _list_it(connection.path, made)
    except OSError as error:
        raise StoreUnavailable(written_refusal(error)) from error
    return made


def made_for(database: Path) -> list[Backup]:
    """List the backups made of a database, newest first; works without opening it."""
    path = _list_beside(database)
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    return [found for line in reversed(lines) if (found := _listed(line))]


def is_good(backup: Backup) -> bool:
    """Whether the file is still there and the same as when it was checked."""
    path = Path(backup.path)
    return path.is_file() and file_hash(path) == backup.sha256


def checksums(connection: Connection) -> Checksums:
    """Sum up every table, whatever the order of its rows."""
    sums: Checksums = {}
    with connection.transaction() as cursor:
        for table in schema.TABLES:
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            found = cursor.execute(
                f'SELECT count(*), sum(hash({columns})::HUGEINT) FROM "{table.name}"'
            ).fetchone()
            sums[table.name] = [str(value) for value in found or ()]
    return sums


def file_hash(path: Path) -> str:
    """Hash a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def opened_alone(path: Path) -> Iterator[Connection]:
    """Open a copy that nobody else knows of; what its log holds is in the file itself afterwards."""
    connection = Connection(path, read_only=False)
    try:
        yield connection
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
    finally:
        connection.close()


def _copy(connection: Connection, staged: Path) -> None:
    # Nothing is written while the lock is held, so that file, log and ledger are of one moment.
    with connection.writing:
        for suffix in ("", ".wal", ".ledger.jsonl"):
            source = connection.path.with_name(connection.path.name + suffix)
            if source.exists():
                shutil.copyfile(source, staged.with_name(staged.name + suffix))
    staged.with_name(LEDGER).touch()


def _checked(staged: Path) -> dict[str, Any]:
    with opened_alone(staged) as copy:
        if any(finding.code not in _STILL_WHOLE for finding in verify.verified(copy).findings):
            raise StoreUnavailable("damaged")
        with copy.transaction() as cursor:
            live = cursor.execute(
                "SELECT upload_id FROM uploads WHERE undone_at IS NULL ORDER BY added_at, upload_id"
            )
            upload_ids = [upload_id for (upload_id,) in live.fetchall()]
            originals = sorted(named(cursor))
        sums = checksums(copy)
    return {
        "schema_version": schema.VERSION,
        "upload_ids": upload_ids,
        "originals": originals,
        "tables": sums,
    }


def _zip(target: Path, files: dict[str, Path], manifest: dict[str, Any]) -> None:
    there = {name: path for name, path in files.items() if path.is_file()}
    manifest |= {"files": {name: file_hash(path) for name, path in there.items()}}
    with target.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, path in there.items():
                archive.write(path, name)
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False))
        _to_disk(file)
    with zipfile.ZipFile(target) as archive:
        if archive.testzip() is not None:
            raise StoreUnavailable("damaged")


def _list_beside(database: Path) -> Path:
    return database.with_name(database.name + ".backups.jsonl")


def _list_it(database: Path, backup: Backup) -> None:
    with _list_beside(database).open("ab") as file:
        file.write((json.dumps(asdict(backup), ensure_ascii=False) + "\n").encode())
        _to_disk(file)


def _listed(line: str) -> Backup | None:
    try:
        told = json.loads(line)
        return Backup(**{**told, "upload_ids": tuple(told["upload_ids"])})
    except (ValueError, TypeError, KeyError):
        return None  # torn by a kill, or of another version


def _to_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
