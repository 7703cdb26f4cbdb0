"""Status words of learning systems in several languages, and the marks that people make by hand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from data.vocab.upload_words import is_missing, plain, spellings, words_for

STATUSES: Final = ("completed", "failed", "in_progress", "not_started", "not_completed")

_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)\s*$")


class Outcome(NamedTuple):
    """What a cell says: a status of ``STATUSES``, "" where it is blank, None where it is no known word."""

    status: str | None
    is_prior_learning: bool = False


@lru_cache(maxsize=4096)
def read_outcome(text: str) -> Outcome:
    """Read a status word or a mark: "Complete via rpl", "En cours", "x", "No".

    A note in brackets after a known word is left off ("Completed (set by Ann)"), unless the whole is
    known too ("Completed (did not achieve pass grade)").
    """
    known = spellings("statuses.csv", "status")
    cell = plain(text)
    meant = known.get(cell) or known.get(cell.replace("_", " "))
    if meant is None:
        if is_missing(text):
            return Outcome("")
        if mark := read_mark(text):
            return Outcome("completed" if mark == "yes" else "not_completed")
        meant = known.get(_IN_BRACKETS.sub("", cell))
    if meant == "unknown":
        return Outcome("")  # it says nothing, so that another column may
    if meant == "prior_learning":
        return Outcome("completed", is_prior_learning=True)
    return Outcome(meant)


def read_mark(text: str) -> str:
    """Give "yes" or "no" for a mark such as x, ✓ or No, else ""."""
    cell = plain(text)
    return "yes" if cell in words_for("mark yes") else "no" if cell in words_for("mark no") else ""
