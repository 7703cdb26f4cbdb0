"""The outline of a pack: which findings, in which order, under which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from report.answer import Answer


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of a pack. ``title`` and ``notes`` are set where somebody has changed the words."""

    answer: Answer[Any]
    title: str = ""
    notes: str = ""

    @property
    def headline(self) -> str:
        """The words on the slide: the finding's own sentence, unless it was edited."""
        return self.title.strip() or self.answer.sentence

    @property
    def is_edited(self) -> bool:
        """Whether the headline is somebody's and no longer made from the numbers."""
        return bool(self.title.strip()) and self.title.strip() != self.answer.sentence


@dataclass(frozen=True, slots=True)
class Outline:
    """A pack: its cover and its findings. ``accent`` is a hex color, ``logo`` the bytes of a picture."""

    title: str
    library: str
    made_on: date
    items: Sequence[Item]
    period: str = ""
    accent: str = "#0F6B62"
    logo: bytes = field(default=b"", repr=False)
    changes: Sequence[str] = ()
    is_practice: bool = False


def notes(item: Item) -> str:
    """Write what the speaker should know: what is counted, what is left out, and where it comes from."""
    said = item.answer
    method = said.finding.method
    lines = [item.notes.strip()] if item.notes.strip() else []
    if item.is_edited:
        lines.append(f"The headline was edited. Made from the numbers, it reads: {said.sentence}")
    lines += [
        said.finding.shows,
        f"Showing: {said.showing}.",
        f"{said.foot}.",
        f"What is counted: {method.counts}",
        f"What is left out: {method.left_out}",
        f"Where it comes from: {method.source}",
        f"What it can say: {method.level}",
    ]
    return "\n".join(lines)
