"""The command line of the data: check a file, add it, list uploads, take one back, verify.

The same functions as the pages use. With ``--json`` one JSON object in UTF-8 and nothing else goes to
standard output. The exit status is 0 when all is well, 1 when something was refused (the answer says
why), 2 for wrong arguments.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd

from data.catalog.answer import to_json
from data.catalog.records import Entry, Problem, Reading
from data.store import Store, StoreUnavailable
from data.store.text import storable
from data.uploads.child import check_in_child
from data.vocab.problems import refusal

BY: Final = "command line"
MEGABYTE: Final = 1024 * 1024
MOST_MEGABYTES: Final = 1024
SHOWN: Final = 20
"""Problems in the readable text; the JSON has all of them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say: as JSON, as text, and whether it did what was asked."""

    json: dict[str, Any]
    text: str
    is_fine: bool = True


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and print its answer; gives the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        answer: Answer = asked.run(asked)
    except StoreUnavailable as unavailable:
        answer = _refused(unavailable.reason_code, unavailable.sentence)
    said = json.dumps(answer.json, ensure_ascii=False) if asked.json else answer.text
    sys.stdout.buffer.write((storable(said) + "\n").encode())
    sys.stdout.buffer.flush()
    return 0 if answer.is_fine else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description="Check, add and undo files.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, run: Any, explained: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=explained, description=explained)
        sub.add_argument("--json", action="store_true", help="one JSON object and nothing else")
        sub.set_defaults(run=run)
        return sub

    for name, run, explained in (
        ("check", _check, "say what a file holds, and store nothing"),
        ("add", _add, "check a file and store it"),
    ):
        sub = command(name, run, explained)
        sub.add_argument("file", type=Path, metavar="FILE")
        sub.add_argument("--kind", choices=("catalog",), help="what the file is taken for")
        sub.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="the day that dates are judged by")
    command("uploads", _uploads, "list what was added, and what is missing")
    command("undo", _undo, "take an upload back").add_argument("upload_id", metavar="ID")
    command("verify", _verify, "read and compare everything that is stored")
    return parser


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{written} is not a date; write it as 2026-11-24") from None


def _check(asked: argparse.Namespace) -> Answer:
    _, reading = _read(asked)
    return Answer(to_json(reading), _reading_text(reading), reading.kind == "catalog")


def _add(asked: argparse.Namespace) -> Answer:
    content, reading = _read(asked)
    checked = to_json(reading)
    if reading.kind == "reject":
        return Answer({**checked, "upload_id": None}, _reading_text(reading), is_fine=False)
    try:
        with Store.open() as store:
            added = store.add_catalog(reading, file_name=asked.file.name, content=content, by=BY)
    except StoreUnavailable as unavailable:
        refused = _refused(unavailable.reason_code, unavailable.sentence)
        return Answer({**checked, "upload_id": None, **refused.json}, refused.text, is_fine=False)
    told = {name: value for name, value in asdict(added).items() if name != "entries"}
    told["added_at"] = _plain(added.added_at)
    if added.already:
        text = f"Nothing added: the same content is upload {added.upload_id}, {added.file_name}."
    else:
        counts = f"{_courses(added.new_courses, 'new ')}, {added.known_courses} known already"
        text = f"Added as upload {added.upload_id}: {counts}."
    return Answer({**checked, **told}, f"{_reading_text(reading)}\n{text}")


def _uploads(asked: argparse.Namespace) -> Answer:
    with Store.open() as store:
        uploads, missing = store.uploads(), store.missing_uploads()
    rows = [{str(name): _plain(value) for name, value in row.items()} for row in uploads.to_dict("records")]
    lines = [_upload_text(row) for row in rows] or ["Nothing was added yet."]
    lines += [lost.sentence for lost in missing]
    return Answer({"uploads": rows, "missing": [asdict(lost) for lost in missing]}, "\n".join(lines))


def _undo(asked: argparse.Namespace) -> Answer:
    try:
        with Store.open() as store:
            undone = store.undo(asked.upload_id, by=BY)
    except ValueError as unknown:
        return _refused("no_such_upload", str(unknown))
    text = f"Taken back: {_courses(undone.removed_courses)} left the catalog."
    return Answer(asdict(undone), "It was taken back before." if undone.already else text)


def _verify(asked: argparse.Namespace) -> Answer:
    with Store.open() as store:
        found = store.verify()
    text = "\n".join(finding.sentence for finding in found.findings) or "Everything was read and agrees."
    findings = [{"code": finding.code, "message": finding.sentence} for finding in found.findings]
    return Answer({"ok": found.ok, "findings": findings}, text, found.ok)


def _refused(reason: str, sentence: str) -> Answer:
    return Answer({"reason": reason, "message": sentence}, sentence, is_fine=False)


def _read(asked: argparse.Namespace) -> tuple[bytes, Reading]:
    path: Path = asked.file
    try:
        size = path.stat().st_size // MEGABYTE
        if size > MOST_MEGABYTES:
            return b"", refusal("too_large", "", f"{MOST_MEGABYTES} MB")
        content = path.read_bytes()
    except OSError:
        missing = "There is no such file, or it may not be read. Check its name and its folder."
        return b"", Reading("reject", "", missing, file_reason="no_such_file")
    # A large file may take what its size explains, beyond what a page of the app allows.
    reading = check_in_child(
        content,
        path.name,
        kind=asked.kind,
        today=asked.today,
        seconds=20 + size,
        memory_mb=1024 + 10 * size,
        most_bytes=MOST_MEGABYTES * MEGABYTE,
    )
    return content, reading


def _reading_text(reading: Reading) -> str:
    lines = [reading.message]
    lines += [_entry_text(entry) for entry in reading.entries]
    problems = [*reading.problems, *(found for entry in reading.entries for found in entry.problems)]
    lines += [_problem_text(found) for found in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(f"  and {len(problems) - SHOWN} more: use --json to see all")
    return "\n".join(lines)


def _entry_text(entry: Entry) -> str:
    when = entry.dated_on or entry.year or "no date"
    length = f"{entry.minutes} minutes" if entry.minutes else "no length"
    return f"  {entry.label} ({entry.format}, {when}, {length})"


def _problem_text(found: Problem) -> str:
    return f"  Line {found.source_row}: {found.message}" if found.source_row else f"  {found.message}"


def _upload_text(row: dict[str, Any]) -> str:
    undone = " (taken back)" if row["undone_at"] else ""
    return f"{row['upload_id']}  {row['added_at'][:16]}  {row['entries']} entries  {row['file_name']}{undone}"


def _courses(count: int, kind: str = "") -> str:
    return f"{count} {kind}{'course' if count == 1 else 'courses'}"


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return f"{value.isoformat(timespec='seconds')}Z" if isinstance(value, datetime) else value
