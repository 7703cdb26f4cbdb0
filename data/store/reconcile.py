"""The ledger and the database, compared: what each lacks of the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import duckdb

from data.store.change import iso
from data.store.ledger import Line
from data.store.uploads import added_line

Key = tuple[str, str]
"""An event and the id of what it was done to."""

_ID_OF = {
    "add": "upload_id",
    "undo": "upload_id",
    "dismiss": "upload_id",
    "correct": "correction_id",
    "undo correction": "correction_id",
    "alias": "alias_id",
    "undo alias": "alias_id",
    "match": "match_id",
    "undo match": "match_id",
    "reread": "at",
    "setting": "at",
    "delete person": "at",
}
_UNDOES = {"undo": "add", "undo correction": "correct", "undo alias": "alias", "undo match": "match"}
_TOLD_BY_AUDIT = {"reread": "upload_id", "setting": "name", "delete person": "deletion_id"}
_SAID = {
    "undo": "An upload that was taken back is there again",
    "correct": "A correction is gone",
    "undo correction": "A correction that was taken back is there again",
    "alias": "A mapped name is gone",
    "undo alias": "A mapped name that was taken back is there again",
    "match": "A confirmed match is gone",
    "undo match": "A match that was taken back is there again",
    "reread": "A file was read again with other answers, and is there with the earlier ones",
    "setting": "A change of the settings is gone",
    "delete person": "A person whose data was deleted is there again",
}


@dataclass(frozen=True, slots=True)
class MissingUpload:
    """An upload that was acknowledged and is no longer there; ``at`` in words, UTC.

    ``entries`` are its courses or records; ``has_original`` says that its file is still kept.
    """

    upload_id: str
    file_name: str
    by: str
    at: str
    entries: int
    sha256: str = ""
    has_original: bool = False

    @property
    def sentence(self) -> str:
        """Say what is missing and what to do."""
        return f"{self.file_name}, added {self.at} by {self.by}, is no longer there. Add the file again."


@dataclass(frozen=True, slots=True)
class MissingChange:
    """An acknowledged undo, correction or mapped name that is no longer there."""

    event: str
    subject: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Everything acknowledged that the database lacks, in the order it was done."""

    uploads: tuple[MissingUpload, ...] = ()
    changes: tuple[MissingChange, ...] = ()


def unwritten(lines: Iterable[Line], cursor: duckdb.DuckDBPyConnection) -> list[Line]:
    """Make the lines that the ledger lacks: a kill came between the commit and the ledger."""
    known = {key for key, _ in _keyed(lines)}
    return [line for key, line in _keyed(stored_lines(cursor)) if key not in known]


def missing(lines: Iterable[Line], cursor: duckdb.DuckDBPyConnection) -> Missing:
    """Find what the ledger has and the database has not.

    Left out: what was taken back later, what somebody has seen and dismissed, whatever it was, and what was
    done anew since, which is an upload of the same content, a correction of the same field, an alias of the
    same spelling.
    """
    acknowledged = dict(_keyed(lines))
    stored = dict(_keyed(stored_lines(cursor)))
    settled = {(_UNDOES[event], subject) for event, subject in acknowledged if event in _UNDOES}
    seen = {subject for event, subject in acknowledged if event == "dismiss"}
    latest = {_about(line): line["at"] for line in stored.values()}
    uploads: list[MissingUpload] = []
    changes: list[MissingChange] = []
    for (event, subject), line in acknowledged.items():
        if (event, subject) in stored or (event, subject) in settled or subject in seen:
            continue
        if latest.get(_about(line), "") > line["at"]:
            continue
        if event == "reread" and ("add", str(line.get("upload_id"))) not in stored:
            continue  # its upload is gone altogether, which is said already, or was taken back
        if event == "add":
            uploads.append(missing_upload(line))
        elif event not in _UNDOES or (_UNDOES[event], subject) in stored:
            sentence = f"{_SAID[event]}: {line['by']}, {in_words(line['at'])}."
            changes.append(MissingChange(event, subject, sentence))
    return Missing(tuple(uploads), tuple(changes))


def stored_lines(cursor: duckdb.DuckDBPyConnection) -> list[Line]:
    """Write the ledger anew from the database: every change it holds, in the order they were made."""
    lines: list[Line] = []
    for row in _rows(cursor, "uploads"):
        lines.append(_line("add", added_line(row), row["added_by"], row["added_at"]))
        if row["undone_at"]:
            undone = {"upload_id": row["upload_id"]}
            lines.append(_line("undo", undone, row["undone_by"], row["undone_at"]))
    for table, event, undoing, told in (
        ("corrections", "correct", "undo correction", ("correction_id", "course_id", "field", "value")),
        ("host_aliases", "alias", "undo alias", ("alias_id", "spelling", "organization")),
        ("matches", "match", "undo match", ("match_id", "kind", "as_written", "target")),
    ):
        for row in _rows(cursor, table):
            if not row["made_by"]:
                continue  # the program's own matching, which is derived
            lines.append(_line(event, {name: row[name] for name in told}, row["made_by"], row["made_at"]))
            if row["undone_at"]:
                undone = {told[0]: row[told[0]]}
                lines.append(_line(undoing, undone, row["made_by"], row["undone_at"]))
    for row in _rows(cursor, "audit"):
        if row["action"] in _TOLD_BY_AUDIT:
            subject = {_TOLD_BY_AUDIT[row["action"]]: row["subject"]}
            lines.append(_line(row["action"], subject, row["actor"], row["at"]))
    return sorted(lines, key=lambda line: str(line["at"]))


def in_words(at: str) -> str:
    """Write a ledger's moment for people: 2026-11-24 04:20 UTC."""
    return f"{at[:16].replace('T', ' ')} UTC"


def _line(event: str, told: Line, by: str, at: Any) -> Line:
    return {"event": event, **told, "by": by, "at": iso(at)}


def _rows(cursor: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    found = cursor.execute(f'SELECT * FROM "{name}"')
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _keyed(lines: Iterable[Line]) -> list[tuple[Key, Line]]:
    known = ((line["event"], line) for line in lines if line["event"] in _ID_OF)
    return [((event, str(line.get(_ID_OF[event]))), line) for event, line in known]


def _about(line: Line) -> tuple[str, ...]:
    if line["event"] == "add":
        return "add", str(line.get("sha256"))
    if line["event"] == "correct":
        return "correct", str(line.get("course_id")), str(line.get("field"))
    if line["event"] == "alias":
        return "alias", str(line.get("spelling"))
    if line["event"] in _TOLD_BY_AUDIT:
        return line["event"], str(line.get(_TOLD_BY_AUDIT[line["event"]]))
    if line["event"] == "match":
        return "match", str(line.get("kind")), str(line.get("as_written"))
    return line["event"], str(line.get(_ID_OF[line["event"]]))


def missing_upload(line: Line) -> MissingUpload:
    """Name an upload by its line in the ledger."""
    return MissingUpload(
        upload_id=str(line["upload_id"]),
        file_name=str(line.get("file_name", "")),
        by=str(line.get("by", "")),
        at=in_words(str(line.get("at", ""))),
        entries=int(line.get("entries") or line.get("records") or 0),
        sha256=str(line.get("sha256", "")),
    )
