"""The practice library into a store and out again, through the same importer as everybody's files."""

from __future__ import annotations

from datetime import date

from data.practice.files import files
from data.store import Added, Store, Undone
from data.uploads.records import Checked
from data.uploads.take import take


def load(store: Store, by: str) -> list[Added]:
    """Add every file of the practice library in one transaction, marked as practice.

    Loading it twice adds nothing. RuntimeError when a file of ours is not taken, which is our mistake.
    """
    made = files()
    checked: list[Checked] = []
    for name, content in made.items():
        (taken,) = take(content, name, today=date.max)
        if not isinstance(taken, Checked) or taken.kind == "reject":
            raise RuntimeError(f"{name} of the practice library is not taken: {taken.message}")
        checked.append(taken)
    return store.add_uploads(checked, list(made.values()), answers={}, by=by, is_practice=True)


def remove(store: Store, by: str) -> list[Undone]:
    """Take every practice upload back."""
    return store.remove_practice(by)
