"""What a file was taken for, and the library's own settings that decide where a file is silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from data.uploads.records import Checked, Kind

DateOrder = Literal["day", "month"]


@dataclass(frozen=True, slots=True)
class Recognized:
    """One module's claim on a file.

    ``score`` is how sure it is, 0 to 1: from 0.5 on the file is taken, and the highest claim gets it.
    ``source_format`` is the name shown and printed ("moodle course completion"), ``reason`` the words
    that say why. ``layout`` belongs to the module that made it and to nobody else. ``file_reason`` is
    set where the file was recognized as one that must be refused (an aggregate report), ``message``
    then says what to do instead.
    """

    score: float
    kind: Kind
    source_format: str
    reason: str
    layout: Any = None
    file_reason: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The library's settings: ``date_order`` says which comes first in 03/04/2026 when no row proves it."""

    date_order: DateOrder = "month"


def refused(found: Recognized, file_name: str, code: str, message: str) -> Checked:
    """Answer for a file that was recognized and cannot be taken: the code, and what to do instead."""
    return Checked(
        "reject", found.source_format, message, reason=found.reason, file_reason=code, file_name=file_name
    )
