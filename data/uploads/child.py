"""Reading a file in a process of its own, with limits on its memory and its time.

A file from outside may be made to exhaust the reader. Here that ends a child process, and the caller
gets a refusal. The child is started as ``python -m data.uploads.child``; it takes one line of JSON and
the file's bytes on standard input, calls the one function that the line names, and answers on standard
output: a line of JSON, and the tables of each result as Arrow streams.
"""

from __future__ import annotations

import gc
import importlib
import json
import logging
import math
import os
import sys
import traceback
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from threading import Thread, Timer
from typing import IO, TYPE_CHECKING, Any, Final

from data.catalog.records import Reading
from data.uploads import early
from data.uploads.early import ROOT
from data.uploads.refused import MEGABYTE, MOST_BYTES, refused
from data.uploads.transport import FaultError, Result, receive, send, send_fault
from data.vocab.problems import refusal

if TYPE_CHECKING:
    from data.uploads.recognized import Settings

CHECK: Final = "data.uploads.read:check"
TAKE: Final = "data.uploads.take:take"
"""What the child can be told to do: a module, and the function in it that is given the file."""
LOADED_EARLY: Final = ("data.uploads.open", "data.uploads.take", "data.uploads.completions")

_log = logging.getLogger(__name__)


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
    order = {"function": CHECK, "file_name": file_name, "kind": kind, "most_bytes": most_bytes}
    results = _ask({**order, "today": _iso(today)}, content, seconds, memory_mb)
    if results and isinstance(results[0], Reading):
        return results[0]
    return refusal("too_complex", "")


def take_in_child(
    content: bytes,
    file_name: str = "",
    *,
    kind: str | None = None,
    answers: Mapping[str, Any] | None = None,
    today: date | None = None,
    setting: Settings | None = None,
    seconds: float | None = None,
    memory_mb: int | None = None,
    most_bytes: int = MOST_BYTES,
) -> list[Result]:
    """Do what ``data.uploads.take.take`` does, within limits; one result for each file of an archive.

    ``answers`` must be JSON values. Without ``seconds`` and ``memory_mb`` a file may take what its size
    explains (``allowed``). A child that is stopped by a limit, dies, or babbles gives one refusal with
    the code ``too_complex``, a file of more than ``most_bytes`` one with ``too_large``.
    """
    if len(content) > most_bytes:
        return [refused("too_large", file_name, f"{most_bytes // MEGABYTE} MB")]
    order = {
        "function": TAKE,
        "file_name": file_name,
        "kind": kind,
        "answers": dict(answers or {}),
        "setting": asdict(setting) if setting else {},
        "today": _iso(today),
        "most_bytes": most_bytes,
    }
    time, memory = allowed(len(content))
    results = _ask(order, content, seconds or time, memory_mb or memory)
    return results or [refused("too_complex", file_name)]


def allowed(size: int) -> tuple[float, int]:
    """Give the seconds and the megabytes of memory that reading a file of ``size`` bytes may take."""
    megabytes = size // MEGABYTE
    return 20 + megabytes / 2, 1536 + 10 * megabytes


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _ask(order: dict[str, Any], content: bytes, seconds: float, memory_mb: int) -> list[Result] | None:
    """Let a child follow an order; None where it did not answer whole and in time."""
    limits = {"memory": memory_mb * MEGABYTE, "seconds": math.ceil(seconds)}
    order = {**order, **limits, "size": len(content)}
    line = json.dumps(order, ensure_ascii=True).encode("ascii") + b"\n"
    with early.child() as child:
        assert child.stdin is not None
        assert child.stdout is not None
        clock = Timer(seconds, child.kill)
        writer = Thread(target=_hand_over, args=(child.stdin, line, content), daemon=True)
        clock.start()
        writer.start()
        try:
            results = receive(child.stdout)
            child.stdout.close()
            return results if child.wait() == 0 else None
        except FaultError as fault:
            _log.error("A file could not be read: %s", fault)
            return None
        except (ValueError, KeyError, TypeError, AttributeError, OSError):
            return None
        finally:
            child.kill()
            clock.cancel()
            writer.join()


def _hand_over(pipe: IO[bytes], line: bytes, content: bytes) -> None:
    """Write the order and the file; a child that ends early need not have read them."""
    try:
        with pipe:
            pipe.write(line)
            pipe.write(content)
    except OSError:
        return


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
    early.hide_pandas()
    if early.EARLY in sys.argv:
        for name in LOADED_EARLY:
            importlib.import_module(name)
    line = sys.stdin.buffer.readline()
    if not line:  # whoever started this had nothing to read after all
        return
    order = json.loads(line)
    limit(order.pop("memory"), order.pop("seconds"))
    gc.disable()  # nothing read here goes round in circles, and the process ends soon
    content = sys.stdin.buffer.read(order.pop("size"))
    try:
        results = _follow(order, content)
    except MemoryError:  # the file's fault, and there is no room to say more
        sys.exit(1)
    except Exception as error:
        send_fault(_place(error), sys.stdout.buffer)
        sys.exit(1)
    send(results, sys.stdout.buffer)


def _follow(order: dict[str, Any], content: bytes) -> list[Result]:
    """Call the function that an order names."""
    module, name = order.pop("function").split(":")
    if order["today"]:
        order["today"] = date.fromisoformat(order["today"])
    if "setting" in order:
        from data.uploads.recognized import Settings

        order["setting"] = Settings(**order["setting"])
    results = getattr(importlib.import_module(module), name)(content, order.pop("file_name"), **order)
    return results if isinstance(results, list) else [results]


def _place(error: Exception) -> str:
    """Say what went wrong and where; its own words may hold what somebody wrote and are left out."""
    places = [each for each in traceback.extract_tb(error.__traceback__) if str(ROOT) in each.filename]
    where = f"{Path(places[-1].filename).relative_to(ROOT).as_posix()}, line {places[-1].lineno}"
    return f"{type(error).__name__} in {where}"


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)  # whoever waits for the end need not wait until every column is given back
