"""The command line of the data: check a file, add it, list uploads, take one back, verify, copy.

The same functions as the pages use. With ``--json`` one JSON object in UTF-8 and nothing else goes to
standard output. The exit status is 0 when all is well, 1 when something was refused (the answer says
why), 2 for wrong arguments.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from data.commands import files
from data.commands.said import Answer, declined

Command = Callable[[argparse.Namespace], Answer]
KINDS = ("catalog", "completions", "satisfaction", "staff")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and print its answer; gives the exit status."""
    asked = _parser().parse_args(arguments)
    answer: Answer = asked.run(asked)
    from data.store.text import storable

    said = json.dumps(answer.json, ensure_ascii=False) if asked.json else answer.text
    sys.stdout.buffer.write((storable(said) + "\n").encode())
    sys.stdout.buffer.flush()
    return 0 if answer.is_fine else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description="Check, add and undo files.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, run: Command, explained: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=explained, description=explained)
        sub.add_argument("--json", action="store_true", help="one JSON object and nothing else")
        sub.set_defaults(run=run)
        return sub

    _of_a_file(command("check", files.check, "say what a file holds, and store nothing"))
    _of_a_file(command("add", files.add, "check a file and store it"))
    command("uploads", _kept("uploads"), "list what was added, and what is missing").add_argument(
        "--seen", action="store_true", help="what is missing has been seen: name it no longer"
    )
    command("undo", _kept("undo"), "take an upload back").add_argument("upload_id", metavar="ID")
    command("forget", _kept("forget"), "delete all that is kept of a member of staff").add_argument(
        "person", metavar="PERSON", help="the id, address or name that files have, or the staff key"
    )
    matching = command("match", _kept("match"), "list the names that are not matched, or match one")
    matching.add_argument("--name", help="a course or branch as files have it")
    matching.add_argument("--kind", choices=("course", "branch"), default="course")
    matching.add_argument("--to", metavar="ID", help="the course's id or the branch's name")
    matching.add_argument("--none", action="store_true", help="it is not in the catalog")
    command("verify", _kept("verify"), "read and compare everything that is stored")
    invented = command("practice", _kept("load_practice"), "load an invented library to try things with")
    invented.add_argument("--remove", action="store_true", help="take the invented library out again")
    copied = command("backup", _kept("backup"), "copy everything into one checked file")
    copied.add_argument("file", type=Path, metavar="FILE")
    copied.add_argument("--originals", action="store_true", help="with the files as they came")
    command("restore", _kept("restore"), "put a backup in the database's place").add_argument(
        "file", type=Path, metavar="FILE"
    )
    return parser


def _kept(name: str) -> Command:
    """Give a command on what is kept; it is loaded when it is run, because adding a file needs none of it."""

    def run(asked: argparse.Namespace) -> Answer:
        from data.commands import kept
        from data.store import StoreUnavailable

        command: Command = getattr(kept, name)
        try:
            return command(asked)
        except StoreUnavailable as unavailable:
            return declined(unavailable.reason_code, unavailable.sentence)

    return run


def _of_a_file(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("file", type=Path, metavar="FILE")
    sub.add_argument("--kind", choices=KINDS, help="what the file is taken for")
    sub.add_argument(
        "--answers", type=Path, metavar="FILE.json", help="answers to the questions, by their id"
    )
    sub.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="the day that dates are judged by")


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{written} is not a date; write it as 2026-11-24") from None
