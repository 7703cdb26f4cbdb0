"""The process that reads uploads, started before there is anything to read where that saves time.

This module imports next to nothing: ``python -m data`` calls ``start`` first of all, and the child loads
what it needs while the command line loads its own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
COMMAND: Final = (sys.executable, "-X", "utf8", "-m", "data.uploads.child")
EARLY: Final = "--early"

_waiting: list[subprocess.Popen[bytes]] = []


def start() -> None:
    """Start a child that loads everything and then waits for its order; it ends with this process."""
    _waiting.append(_started(EARLY))


def child() -> subprocess.Popen[bytes]:
    """Give a child that waits for its order: the one that was started early, or a new one."""
    return _waiting.pop() if _waiting else _started()


def _started(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # our own interpreter and module, no shell
        (*COMMAND, *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )
