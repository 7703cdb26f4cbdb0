"""``python -m report board``: a pack made on the command line, for schedules."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from analysis import wording
from data.store import Store, ensure_built_in
from report.pack import make, ready, recipe, since

BY: Final = "the command line"


class BoardRefusedError(ValueError):
    """A pack that cannot be made; its text says why and what to do."""


def add_command(commands: Any) -> None:
    """Add the command ``board`` to a parser's commands."""
    board = commands.add_parser("board", help="make a pack from a recipe, always as the board would see it")
    board.add_argument("--recipe", required=True, metavar="NAME", help=f"such as {ready.BOARD.name!r}")
    board.add_argument("--format", required=True, choices=sorted(make.WRITERS))
    board.add_argument("--out", required=True, type=Path, metavar="FILE", help="where the file is written")
    board.add_argument("--branch", default="", help="the branch, where the recipe is about one")
    board.add_argument("--today", type=_day, default=None, help="the day it is made for, as YYYY-MM-DD")
    board.add_argument("--role", choices=("board",), default="board", help="a pack has no other")
    board.add_argument("--json", action="store_true", help="one JSON object and nothing else")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date: write it as 2026-11-24") from None


def run(asked: argparse.Namespace) -> dict[str, object]:
    """Make the pack and write the file; gives what was done.

    BoardRefusedError for an unknown recipe, a missing branch, an empty pack, or a file it cannot write.
    """
    today = asked.today or datetime.now(UTC).date()
    with Store.open() as store:
        ensure_built_in(store)
        found = recipe_named(store, asked.recipe)
        if found.asks_branch and not asked.branch:
            raise BoardRefusedError(f"“{found.name}” is about one branch: name it with --branch.")
        if found.asks_branch:
            _check_branch(store, asked.branch)
        since_then = since.last(store, found.name, today)
        made = make.make(store, found, cover_of(store), today=today, branch=asked.branch)
        if not made.outline.items:
            raise BoardRefusedError("There is no data for any finding of this recipe.")
        made = since.with_changes(store, made, since_then)
        content = make.written(made.outline, asked.format)
        since.keep(store, found.name, made, by=BY)
    try:
        asked.out.write_bytes(content)
    except OSError as error:
        raise BoardRefusedError(f"{asked.out} cannot be written.") from error
    return {
        "file": str(asked.out),
        "recipe": found.name,
        "findings": [item.answer.finding.id for item in made.outline.items],
        "left_out": {absent.finding: absent.why for absent in made.absent},
        "said": f"{asked.out}: {wording.count(len(made.outline.items), 'finding')}.",
    }


def _check_branch(store: Store, branch: str) -> None:
    """Refuse a branch that nothing on file names: its pack would be about the catalog alone."""
    known = {
        name for table in ("training_by_month", "answers_by_month", "people_by_branch")
        for name in store.frame(table)["branch"].dropna()
    }  # fmt: skip
    if branch not in known:
        there = wording.join(sorted(known), "or") if known else ""
        write = f" Write one of: {there}." if there else " No file names a branch yet."
        raise BoardRefusedError(f"There is no branch “{branch}”.{write}")


def recipe_named(store: Store, name: str) -> recipe.Recipe:
    """Find a recipe by its name, a saved one before a ready one; BoardRefusedError where there is none."""
    wanted = " ".join(name.split()).casefold()
    saved = [recipe.from_json(each.value) for each in store.saved("recipe")]
    for found in (*saved, *ready.READY.values()):
        if found.name.casefold() == wanted:
            return found
    there = wording.join(_unique([*(each.name for each in saved), *ready.READY]), "or")
    raise BoardRefusedError(f"There is no recipe “{name}”. Write one of: {there}.")


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def cover_of(store: Store) -> recipe.Cover:
    """Give the cover that was saved last; an empty one where none was."""
    saved = store.saved("cover")
    return recipe.cover_from_json(saved[0].value) if saved else recipe.Cover()
