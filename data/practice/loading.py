"""The practice library into a store and out again, through the same importer as everybody's files."""

from __future__ import annotations

from data.practice.files import KINDS, files
from data.practice.truth import TODAY
from data.store import Added, Store, Undone
from data.store.first_run import ensure_built_in
from data.uploads.records import Checked
from data.uploads.take import take


def load(store: Store, by: str) -> list[Added]:
    """Add every file of the practice library in one transaction, marked as practice.

    Loading it twice adds nothing. A store that never held anything gets the built-in catalog first,
    whose courses the practice staff took. RuntimeError when a file of ours is not taken, which is our
    mistake.
    """
    ensure_built_in(store)
    made = files()
    checked = [_checked(name, content) for name, content in made.items()]
    return store.add_uploads(checked, list(made.values()), answers={}, by=by, is_practice=True)


def remove(store: Store, by: str) -> list[Undone]:
    """Take every practice upload back."""
    return store.remove_practice(by)


def _checked(name: str, content: bytes) -> Checked:
    """Read one file; the day is the one of its export, so that the computer's clock changes nothing."""
    (taken,) = take(content, name, kind=KINDS[name], today=TODAY)
    if not isinstance(taken, Checked) or taken.kind == "reject":
        raise RuntimeError(f"{name} of the practice library is not taken: {taken.message}")
    return taken
