"""What was recognized in a file of completions, for the checks that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.uploads.tables import Table


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables of a file, or none for JSON.

    ``course`` is the course that the file's name tells, ``level`` what its rows are about. ``twice`` is
    a header that stands twice where one is needed. ``notes`` are about sheets that are not read.
    ``has_incomplete`` says that the system lists everybody, so that a row without a date is somebody who
    did not complete; ``ids`` are the columns that tell people apart, the best first. ``witnesses``
    are columns of dates that are not read, but written in the same order as those that are.
    """

    tables: Sequence[Table] = ()
    course: str = ""
    level: str = "course"
    twice: str = ""
    notes: Sequence[str] = ()
    has_incomplete: bool = False
    ids: Sequence[str] = ("person_id", "email", "username")
    hidden: Sequence[str] = ()
    witnesses: Sequence[int] = ()
