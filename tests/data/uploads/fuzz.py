"""Good files flipped, cut, doubled and spliced; the same number makes the same file.

``python -m tests.data.uploads.fuzz FIRST COUNT`` opens that many of them, within the limits of the child
that reads uploads, and prints a line of JSON for each: its number, what was broken, how it ended, seconds.
"""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import time
import traceback
import zipfile
from datetime import date
from pathlib import Path

import numpy as np

from data.uploads.child import MEGABYTE, ROOT, limit
from data.uploads.open import members, open_document
from data.uploads.records import Checked, Document
from data.uploads.refused import RefusedError
from data.uploads.take import take
from data.vocab.upload_problems import upload_problem_codes
from tests.data.uploads.made_files import zipped
from tests.data.uploads.samples import samples

TODAY = date(2026, 11, 24)
NO_ROOM = -6
"""How a process ends whose library asks for more memory than it may have: for an upload, too_complex."""


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


def judge(content: bytes, name: str = "") -> str:
    """Take a file as an upload is taken; gives its kind or the code of its refusal, and checks what came."""
    has_one_sheet = {*map(has_one, opened(content, name))} <= {True}
    taken = take(content, name, today=TODAY)
    assert taken
    for each in taken:
        if isinstance(each, Checked):
            account(each, has_one_sheet)
    return taken[0].file_reason or taken[0].kind


def opened(content: bytes, name: str) -> list[Document]:
    """Open a file, or each file of an archive, and check what came; none where it is refused."""
    try:
        documents = [open_document(each, inside) for inside, each in members(content) or [(name, content)]]
    except RefusedError as refused:
        upload_problem_codes()[refused.code]
        return []
    for document in documents:
        check(document)
    return documents


def has_one(document: Document) -> bool:
    """Whether a source row means one row: sheets number theirs alike."""
    return len(document.sheets) < 2


def account(checked: Checked, has_one_sheet: bool) -> None:
    """See that every row is in one place only, and that whatever has a sentence has a code."""
    assert checked.kind != "reject" or checked.message
    used = {*checked.rejected["reason"].to_pylist(), *checked.ignored["reason"].to_pylist()}
    assert used | set(checked.flagged["flag"].to_pylist()) <= upload_problem_codes().keys()
    rejected = checked.rejected["source_row"].to_pylist()
    ignored = checked.ignored["source_row"].to_pylist()
    accepted = set(checked.records["source_row"].to_pylist())
    assert checked.rows_accepted >= len(accepted)
    if has_one_sheet:
        assert len({*rejected, *ignored}) == len(rejected) + len(ignored)
        assert not accepted & {*rejected, *ignored}


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


def opened_apart(first: int, count: int) -> list[tuple[int, str, str, float]]:
    """Open broken files in another process, and go on after one that ended it."""
    found: list[tuple[int, str, str, float]] = []
    while len(found) < count:
        at = first + len(found)
        command = [sys.executable, "-m", "tests.data.uploads.fuzz", str(at), str(count - len(found))]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        found += [tuple(json.loads(line)) for line in done.stdout.splitlines()]
        if len(found) < count:
            ended = "too_complex" if done.returncode == NO_ROOM else f"ENDED {done.returncode}"
            found.append((first + len(found), "", ended, 0))
    return found


def main() -> None:
    """Open files and say how each ended; a fault of ours begins with FAULT."""
    first, count = int(sys.argv[1]), int(sys.argv[2])
    samples()
    limit(2048 * MEGABYTE, 100_000)
    for number in range(first, first + count):
        name, content = mutated(number)
        start = time.monotonic()
        try:
            outcome = judge(content, name)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            outcome = f"FAULT {error!r} in {Path(last.filename).name}, line {last.lineno}"
        sys.stdout.write(json.dumps([number, name, outcome, time.monotonic() - start]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
