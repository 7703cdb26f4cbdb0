"""Reading a file in a process of its own, with limits on its memory and its time.

A file from outside may be made to exhaust the reader. Here that ends a child process, and the caller
gets a refusal. The child is started as ``python -m data.uploads.child``; it takes one line of JSON and
the file's bytes on standard input, and answers with JSON on standard output.
"""

from __future__ import annotations

import gc
import json
import math
import subprocess
import sys
from datetime import date
from pathlib import Path

from data.catalog.answer import pack, unpack
from data.catalog.records import Reading
from data.uploads.read import MEGABYTE, MOST_BYTES, check
from data.vocab.problems import refusal

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-X", "utf8", "-m", "data.uploads.child")


def check_in_child(
    content: bytes,
    file_name: str = "",
    *,
    kind: str | None = None,
    seconds: float = 20,
    memory_mb: int = 1024,
    today: date | None = None,
    most_bytes: int = MOST_BYTES,
) -> Reading:
    """Do what ``data.uploads.read.check`` does, within ``seconds`` and ``memory_mb``.

    A child that is stopped by a limit, dies, or answers with anything but a reading gives a refusal
    with the code ``too_complex``. The memory limit needs POSIX; elsewhere only the time counts.
    """
    if len(content) > most_bytes:
        return refusal("too_large", "", f"{most_bytes // MEGABYTE} MB")
    order = {
        "file_name": file_name,
        "kind": kind,
        "today": today.isoformat() if today else None,
        "most_bytes": most_bytes,
        "memory": memory_mb * MEGABYTE,
        "seconds": math.ceil(seconds),
    }
    try:
        done = subprocess.run(  # our own interpreter and module, no shell
            COMMAND,
            input=json.dumps(order).encode("ascii") + b"\n" + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            timeout=seconds,
            check=False,
        )
        return unpack(json.loads(done.stdout)) if done.returncode == 0 else refusal("too_complex", "")
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError, OSError):
        return refusal("too_complex", "")


def limit(memory: int, seconds: int) -> None:
    """Cap this process's address space and processor time, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only cap
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer one order from standard input."""
    order = json.loads(sys.stdin.buffer.readline())
    limit(order["memory"], order["seconds"])
    gc.disable()  # nothing read here goes round in circles, and the process ends soon
    content = sys.stdin.buffer.read()
    today = date.fromisoformat(order["today"]) if order["today"] else None
    reading = check(
        content, order["file_name"], kind=order["kind"], today=today, most_bytes=order["most_bytes"]
    )
    sys.stdout.buffer.write(json.dumps(pack(reading), ensure_ascii=True).encode("ascii"))


if __name__ == "__main__":
    main()
