"""What can be read from a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from data.store import backup, preferences, reconcile, rereading, saved, schema, settings, verify
from data.store.backup import Backup
from data.store.base import Base
from data.store.preferences import Preferences
from data.store.saved import Saved

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd

    from data.store.snapshot import Snapshot

Tables: TypeAlias = "Mapping[str, nw.LazyFrame[Any]]"


class Lists(Base):
    """Tables and lists, and whether all of it can be trusted."""

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """Give every table of the schema, lazily, as of one moment and from one cursor."""
        from data.store.snapshot import Snapshot  # only here: who adds files needs no Narwhals

        with self._connection.transaction() as cursor:
            yield Snapshot(cursor)

    def frame(self, name: str) -> pd.DataFrame:
        """Give a whole table, ordered by its columns; whole numbers stay whole where some are missing."""
        with self._connection.transaction() as cursor:
            frame = cursor.execute(f'SELECT * FROM "{schema.table(name).name}" ORDER BY ALL').df()
        whole = {column.name: "Int64" for column in schema.table(name).columns if column.type == "INTEGER"}
        return frame.astype(whole)

    @property
    def data_version(self) -> str:
        """A text that is another after every change, whoever made it."""
        with self._connection.transaction() as cursor:
            return str(settings.get(cursor, settings.DATA_VERSION))

    def uploads(self) -> pd.DataFrame:
        """List the uploads in the order they were added, those taken back too: columns of ``uploads``."""
        return self.frame("uploads").sort_values("added_at", ignore_index=True)

    def problems(self, upload_id: str | None = None) -> pd.DataFrame:
        """List the problems of one live upload, or of all: columns of ``problems``, by row."""
        found = self.frame("problems")
        if upload_id is not None:
            found = found[found["upload_id"] == upload_id]
        return found.sort_values(["upload_id", "source_row"], ignore_index=True, kind="stable")

    def corrections(self, course_id: str | None = None) -> pd.DataFrame:
        """List the corrections in force, oldest first: columns of ``corrections``."""
        found = self._in_force("corrections")
        return found if course_id is None else found[found["course_id"] == course_id].reset_index(drop=True)

    def aliases(self) -> pd.DataFrame:
        """List the mapped names in force, oldest first: columns of ``host_aliases``."""
        return self._in_force("host_aliases")

    def matches(self, kind: str | None = None) -> pd.DataFrame:
        """List what course and branch names mean now, the program's own matching too: ``matches``."""
        found = self._in_force("matches")
        return found if kind is None else found[found["kind"] == kind].reset_index(drop=True)

    @property
    def preferences(self) -> Preferences:
        """The library's settings in force."""
        with self._connection.transaction() as cursor:
            return preferences.read(cursor)

    def remembered(self, source_key: str) -> dict[str, Any]:
        """Give the answers remembered for files like one; empty where nobody has answered."""
        with self._connection.transaction() as cursor:
            return rereading.remembered(cursor, source_key)

    def saved(self, kind: str) -> list[Saved]:
        """List what people saved of a kind, such as "recipe", "plan" or "rollout", newest first."""
        with self._connection.transaction() as cursor:
            return saved.listed(cursor, kind)

    def original(self, upload_id: str) -> bytes | None:
        """Give the file an upload came as, a missing one's too; None when it is not kept any more."""
        with self._connection.transaction() as cursor:
            found = cursor.execute(
                "SELECT original FROM uploads WHERE upload_id = ? AND undone_at IS NULL", [upload_id]
            ).fetchone()
        lost = {upload.upload_id: upload.sha256 for upload in self.missing_uploads()}
        name = found[0] if found else lost.get(upload_id)
        return self._beside.originals.read(name) if name else None

    def backups(self) -> list[Backup]:
        """List the backups made of this database, newest first."""
        return backup.made_for(self._connection.path)

    def backup(self, path: Path | str, by: str = "", *, with_originals: bool = True) -> Backup:
        """Write a checked, complete copy of everything but the key of staff to one file.

        StoreUnavailable when the database is damaged or the file cannot be written. Others may go on
        reading and changing meanwhile.
        """
        target = Path(path).expanduser().resolve()
        return backup.make(self._connection, target, by=by, with_originals=with_originals)

    def _in_force(self, name: str) -> pd.DataFrame:
        found = self.frame(name)
        return found[found["undone_at"].isna()].sort_values("made_at", ignore_index=True)

    def missing_uploads(self) -> tuple[reconcile.MissingUpload, ...]:
        """Name the uploads that were acknowledged and are no longer there, because a log was cut, say."""
        return self._missing().uploads

    def missing_changes(self) -> tuple[reconcile.MissingChange, ...]:
        """Name the undos, corrections and mapped names that were acknowledged and are no longer there."""
        return self._missing().changes

    def verify(self) -> verify.Verification:
        """Read every value and compare everything that must agree; see ``data.store.verify``."""
        with self._connection.writing:
            return verify.verified(self._connection)

    def _missing(self) -> reconcile.Missing:
        # Asked at every visit, and the answer is another only when the data is.
        version, known = self.data_version, self._connection.missing
        if known and known[0] == version:
            return known[1]
        with self._connection.transaction() as cursor:
            found = reconcile.missing(self._connection.ledger.lines(), cursor)
        there = self._beside.originals.names()
        uploads = (replace(upload, has_original=upload.sha256 in there) for upload in found.uploads)
        found = replace(found, uploads=tuple(uploads))
        self._connection.missing = version, found
        return found
