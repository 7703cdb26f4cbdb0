"""The ledger: a text file beside the database with one line of JSON for every acknowledged change.

DuckDB's log, when it is cut short, loses acknowledged work without a word. The ledger is a second
witness: what it names and the database lacks was lost.
"""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

Line = dict[str, Any]


class Ledger:
    """The ledger file of one database. Only the holder of the database's lock may append to it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> list[Line]:
        """Give the lines in the order written. A last line torn by a kill was never acknowledged: skipped."""
        return [line for line in map(_parsed, self._raw().split(b"\n")) if line is not None]

    def unreadable_count(self) -> int:
        """Count the finished lines that are not JSON: damage, because a kill tears only the last one."""
        finished = self._raw().split(b"\n")[:-1]
        return sum(1 for line in finished if line.strip() and _parsed(line) is None)

    def mend(self) -> None:
        """End the last line if it is whole, cut it off if it is torn, so that the next starts clean."""
        raw = self._raw()
        if not raw or raw.endswith(b"\n"):
            return
        whole, _, last = raw.rpartition(b"\n")
        with self.path.open("r+b") as file:
            if _parsed(last) is None:
                file.truncate(len(whole) + 1 if whole else 0)
            else:
                file.seek(0, os.SEEK_END)
                file.write(b"\n")
            _to_disk(file.fileno())

    def append(self, lines: list[Line]) -> None:
        """Write the lines and return only when they are on disk; OSError when they cannot be."""
        is_new = not self.path.exists()
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
        with self.path.open("ab", buffering=0) as file:
            before = file.tell()
            try:
                if file.write(text) != len(text):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                _to_disk(file.fileno())
            except OSError:
                file.truncate(before)
                raise
        if is_new:
            _folder_to_disk(self.path.parent)

    def _raw(self) -> bytes:
        return self.path.read_bytes() if self.path.exists() else b""


def _parsed(raw: bytes) -> Line | None:
    try:
        line = json.loads(raw)
    except ValueError:
        return None
    return line if isinstance(line, dict) and "event" in line else None


def _to_disk(descriptor: int) -> None:
    os.fsync(descriptor)


def _folder_to_disk(folder: Path) -> None:
    # A new file's name is safe only when its folder is; Windows has no such call and needs none.
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
