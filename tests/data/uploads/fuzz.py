"""Good files flipped, cut, doubled and spliced; the same number makes the same file.

``python -m tests.data.uploads.fuzz FIRST COUNT`` opens that many of them, within the limits of the child
that reads uploads, and prints a line of JSON for each: its number, what was broken, how it ended, seconds.
"""

from __future__ import annotations

import io
import json
import random
import sys
import time
import zipfile

import numpy as np

from data.uploads.child import MEGABYTE, limit
from data.uploads.open import members, open_document
from data.uploads.records import Document
from data.uploads.refused import RefusedError
from tests.data.uploads.made_files import zipped
from tests.data.uploads.samples import samples


def mutated(number: int) -> tuple[str, bytes]:
    """Make one broken file, with a word for what was done to which sample."""
    chance = random.Random(number)
    names = sorted(samples())
    name = chance.choice(names)
    content = samples()[name]
    if content.startswith(b"PK") and chance.random() < 0.6:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = {member: archive.read(member) for member in archive.namelist()}
        member = chance.choice(sorted(inside))
        inside[member] = _broken(inside[member], chance)
        return f"{name}, inside {member}", zipped(inside)
    return name, _broken(content, chance)


def _broken(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        size = max(len(data), 1)
        start = chance.randrange(size)
        end = min(start + chance.choice((1, 4, 30, 500, 5_000)), size)
        match chance.randrange(7):
            case 0:
                for _ in range(chance.choice((1, 3, 50))):
                    if data:
                        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            case 1:
                del data[start:]
            case 2:
                data[start:start] = data[start:end] * chance.choice((1, 2, 50))
            case 3:
                other = samples()[chance.choice(sorted(samples()))]
                data[start:] = other[chance.randrange(len(other)) :]
            case 4:
                data[start:end] = bytes(end - start)
            case 5:
                data[start:end] = chance.randbytes(end - start)
            case _:
                data[start:end] = chance.choice(
                    (b'"', b"\r", b"<table>", b"9" * 400, b"\xff\xfe", b"{[", b"=1+1")
                )
    return bytes(data)


def judge(content: bytes) -> str:
    """Open a file as an upload is opened; gives "read" or the code of the refusal, and checks the sheets."""
    try:
        inside = members(content) or [("", content)]
        for name, each in inside:
            check(open_document(each, name))
    except RefusedError as refused:
        return refused.code
    return "read"


def check(document: Document) -> None:
    """See that a document keeps what it promises."""
    for sheet in document.sheets:
        assert all(len(column) == sheet.height and not column.null_count for column in sheet.columns)
        assert len(sheet.widths) == sheet.height
        assert (sheet.widths <= len(sheet.columns)).all()
        assert (np.diff(sheet.source_rows) > 0).all()
        assert sheet.cut_row is None or sheet.cut_row in sheet.source_rows
        assert set(sheet.nul_rows) <= set(sheet.source_rows.tolist())
    assert document.sheets or document.statements


def main() -> None:
    """Open files and say how each ended; a fault of ours is its name in capitals."""
    first, count = int(sys.argv[1]), int(sys.argv[2])
    samples()
    limit(2048 * MEGABYTE, 100_000)
    for number in range(first, first + count):
        name, content = mutated(number)
        start = time.monotonic()
        try:
            outcome = judge(content)
        except Exception as error:
            outcome = repr(error).upper()
        sys.stdout.write(json.dumps([number, name, outcome, time.monotonic() - start]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
