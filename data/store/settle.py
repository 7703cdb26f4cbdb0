"""After a change: names matched again, facts given what they mean now, and all that is derived renewed."""

from __future__ import annotations

from collections.abc import Collection

from data.store import derive_surveys, derive_training, matches
from data.store.change import Change
from data.store.matches import Meanings
from data.store.preferences import read


def settle(change: Change, before: Meanings, *, courses: Collection[str] = (), rematch: bool = False) -> None:
    """Bring facts and derived tables in line with what names and courses mean now.

    ``before`` is what names meant before the change, ``courses`` are those whose facts have changed;
    either a change of courses or ``rematch`` has every course name matched anew.
    """
    follow(change, renewed(change, before, rematch=rematch or bool(courses)), courses=courses)


def renewed(change: Change, before: Meanings, *, rematch: bool = False) -> Meanings:
    """Match anew; gives the new meaning of every name that meant something else before."""
    matches.renew(change, courses=rematch)
    now = matches.meanings(change.cursor)
    return {name: now[name] for name in now if name in before and before[name] != now[name]}


def follow(change: Change, changed: Meanings, *, courses: Collection[str] = ()) -> None:
    """Give the facts the changed meanings, and derive anew what depends on them or on the courses."""
    if changed:
        matches.apply(change.cursor, changed)
        rebuild_all(change)
    elif courses:
        derive_training.rebuild_courses(change.cursor, courses, read(change.cursor).fiscal_start)


def rebuild_all(change: Change) -> None:
    """Derive everything anew that is made from uploads other than catalogs."""
    derive_training.rebuild(change.cursor, read(change.cursor).fiscal_start)
    derive_surveys.rebuild(change.cursor)
