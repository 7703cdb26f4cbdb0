"""The process that reads uploads, started before there is anything to read where that saves time.

This module imports next to nothing: ``python -m data`` calls ``start`` first of all, and the child loads
what it needs while the command line loads its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
COMMAND: Final = (sys.executable, "-X", "utf8", "-m", "data.uploads.child")
EARLY: Final = "--early"

_waiting: list[subprocess.Popen[bytes]] = []


def start() -> None:
    """Start a child that loads everything and then waits for its order; it ends with this process."""
    _waiting.append(_started(EARLY))


def is_waiting() -> bool:
    """Whether a child was started early: this process is there for one file only."""
    return bool(_waiting)


def child() -> subprocess.Popen[bytes]:
    """Give a child that waits for its order: the one that was started early, or a new one."""
    return _waiting.pop() if _waiting else _started()


def hide_pandas() -> None:
    """Let nothing find pandas from now on.

    At the first list that Arrow is given it loads pandas, to see whether the list is a frame: a third of
    a second for nothing.
    """
    sys.meta_path.insert(0, _NO_PANDAS)


def load_arrow() -> None:
    """Load Arrow without pandas, in a process that is there for one file only; others may load it later."""
    hide_pandas()
    try:
        import pyarrow as pa

        pa.array([0])  # it looks for pandas now, and never again
    finally:
        sys.meta_path.remove(_NO_PANDAS)


class _NoPandas:
    """A finder that stops every search for pandas."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name == "pandas":
            raise ModuleNotFoundError(name)
        return None


_NO_PANDAS: Final = _NoPandas()


def _environment() -> dict[str, str]:
    # Arrow's own memory takes a gigabyte of addresses at once, of which a child has not many more; and it
    # gives back and takes anew what the system's would keep.
    return {**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system"}


def _started(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # our own interpreter and module, no shell
        (*COMMAND, *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=_environment(),
    )
