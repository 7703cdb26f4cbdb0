"""What a command has to say, and the small words that all commands share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

BY: Final = "command line"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say: as JSON, as text, and whether it did what was asked."""

    json: dict[str, Any]
    text: str
    is_fine: bool = True


def declined(reason: str, sentence: str) -> Answer:
    """Say why nothing was done."""
    return Answer({"reason": reason, "message": sentence}, sentence, is_fine=False)


def plain(value: Any) -> Any:
    """Make a stored cell something JSON has: times in UTC, dates ISO, null for unknown."""
    if value is None or isinstance(value, str | int):
        return value
    if type(value) is datetime:
        return f"{value.isoformat(timespec='seconds')}Z"
    import pandas as pd  # only here: adding a file needs none of it

    if pd.api.types.is_list_like(value):
        return value
    if pd.isna(value):
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, datetime):
        return f"{value.isoformat(timespec='seconds')}Z"
    return value.isoformat() if isinstance(value, date) else value


def count(value: int, noun: str, plural: str = "") -> str:
    """Write a number of things: "1 course", "2 new courses"."""
    return f"{value:,} {noun if value == 1 else plural or noun + 's'}"
