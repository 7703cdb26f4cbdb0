"""One change to the store: what it records about itself while its transaction runs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

import duckdb

from data.store.ledger import Line
from data.store.text import storable

MOMENT: Final = timedelta(microseconds=1)
"""The least that two changes are apart."""


@dataclass(slots=True)
class Change:
    """A transaction that writes: its cursor, its moment, and the ledger lines it owes.

    ``at`` is later than every earlier change, even when the clock was set back, because the order of
    uploads and corrections decides what the courses look like. ``lets_go_of_originals``: files beside the
    database are to be deleted once the change is on disk. ``has_deleted``: rows that nobody may find in the
    file's unused parts. ``has_left_originals``: the originals could not be deleted yet.
    """

    cursor: duckdb.DuckDBPyConnection
    at: datetime
    lines: list[Line] = field(default_factory=list)
    lets_go_of_originals: bool = False
    has_deleted: bool = False
    has_left_originals: bool = False

    def record(self, event: str, subject: str, by: str, line: Line) -> None:
        """Note a change in the audit table and for the ledger."""
        actor = storable(by)
        self.cursor.execute("INSERT INTO audit VALUES (?, ?, ?, ?)", [self.at, actor, event, subject])
        self.lines.append({"event": event, **line, "by": actor, "at": iso(self.at)})


def moment(cursor: duckdb.DuckDBPyConnection) -> datetime:
    """Give the time in UTC, moved on a little where a change has this moment or a later one already."""
    now = datetime.now(UTC).replace(tzinfo=None)
    found = cursor.execute('SELECT max("at") FROM audit').fetchone()
    last: datetime | None = found[0] if found else None
    return max(now, last + MOMENT) if last else now


def iso(at: datetime) -> str:
    """Write a stored moment for the ledger."""
    return at.isoformat(timespec="microseconds") + "Z"


def new_id() -> str:
    """Make a short random id: 40 bits, safe in an address, on a command line and in speech."""
    return secrets.token_hex(5)
