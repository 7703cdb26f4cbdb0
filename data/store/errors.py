"""What the store says when it cannot do its work: one plain sentence, never a path or a process number."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Literal

import duckdb

if TYPE_CHECKING:
    from data.store.recovery import Recovery

ReasonCode = Literal[
    "locked",
    "damaged",
    "disk_full",
    "newer_version",
    "older_version",
    "not_ours",
    "not_writable",
    "no_data",
    "ledger_unwritable",
    "key_lost",
    "not_a_backup",
]

SENTENCES: dict[ReasonCode, str] = {
    "locked": (
        "Another program is using the data, most likely Front Desk running in another window. "
        "Close it and try again."
    ),
    "damaged": (
        "The data file is damaged, so nothing is shown rather than a wrong number. "
        "Keep the file as it is, and restore a backup or add the original files to a new database."
    ),
    "disk_full": "The disk is full, so nothing was stored. Make room on it and try again.",
    "newer_version": (
        "The data was written by a newer version of Front Desk. Use that version, or one newer still."
    ),
    "older_version": (
        "The data was written by an earlier version of Front Desk. "
        "Start Front Desk once, which brings it up to date."
    ),
    "not_ours": "The file named as the database holds something other than Front Desk's data.",
    "not_writable": (
        "The data file cannot be opened here. Check that its folder exists and that you may write to it."
    ),
    "no_data": "There is no data yet: nothing has been added to this database.",
    "ledger_unwritable": (
        "The list of stored files beside the database cannot be written, so nothing more is stored. "
        "Check that there is room on the disk and that you may write to the folder."
    ),
    "not_a_backup": "The file is not a backup of Front Desk, or it is damaged. Choose another one.",
    "key_lost": (
        "The key that turns people into codes is missing beside the data, or is another one, so that people "
        "would be counted twice. Put the key file back, or take back every upload with people in it: then "
        "a new key is made."
    ),
}

# DuckDB has no codes for these, only words in its messages (version 2.0.0); the first that fits decides.
_TELLING: tuple[tuple[str, ReasonCode], ...] = (
    ("could not set lock", "locked"),
    ("being used by another process", "locked"),  # the same on Windows
    ("no space left", "disk_full"),
    ("file too large", "disk_full"),
    ("not enough space", "disk_full"),
    ("newer version", "newer_version"),
    ("version number", "newer_version"),
    ("permission denied", "not_writable"),
    ("read-only", "not_writable"),
    ("cannot open file", "not_writable"),
    ("cannot open database", "not_writable"),
    ("is a directory", "not_writable"),
    ("corrupt", "damaged"),
    ("checksum", "damaged"),
    ("not a valid duckdb database", "damaged"),
    ("could not read", "damaged"),
    ("has been invalidated", "damaged"),
)

_OUR_MISTAKES = (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError, duckdb.NotSupportedError)
_THE_FILE = (
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.FatalException,
    duckdb.InternalException,
)


class StoreUnavailable(Exception):  # noqa: N818 (it names a state of the store, not a mistake in the code)
    """The data cannot be read or written now; ``reason_code`` for programs, ``sentence`` for people.

    ``recovery`` says for a damaged database what is missing without it and what it can be brought back from.
    """

    def __init__(self, reason_code: ReasonCode, sentence: str = "") -> None:
        self.reason_code: ReasonCode = reason_code
        self.sentence = sentence or SENTENCES[reason_code]
        self.recovery: Recovery | None = None
        super().__init__(self.sentence)


def explained(error: Exception) -> StoreUnavailable | None:
    """Say what an error of the engine means for the reader; None when it is a mistake in the code."""
    if not isinstance(error, duckdb.Error) or isinstance(error, _OUR_MISTAKES):
        return None
    message = str(error).lower()
    for words, code in _TELLING:
        if words in message:
            return StoreUnavailable(code)
    return StoreUnavailable("damaged") if isinstance(error, _THE_FILE) else None


def written_refusal(error: OSError) -> ReasonCode:
    """Say why a file could not be written: a full disk or no permission."""
    return "disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else "not_writable"
