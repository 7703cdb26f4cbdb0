"""The outline of a pack: which findings, in which order, under which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from analysis import wording
from analysis.disclosure import WHY
from report.answer import Answer


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of a pack. ``title`` and ``notes`` are set where somebody has changed the words."""

    answer: Answer[Any]
    title: str = ""
    notes: str = ""

    @property
    def headline(self) -> str:
        """The words on the slide: the finding's own, in one line or two, unless they were edited."""
        return self.title.strip() or self.answer.headline or self.answer.sentence

    @property
    def detail(self) -> str:
        """What stands below the headline: the numbers and intervals that it leaves out."""
        return "" if self.is_edited or self.title.strip() == self.answer.sentence else self.answer.detail

    @property
    def words(self) -> str:
        """All words above the figure: whom they name is drawn in the accent."""
        return f"{self.headline} {self.detail}".strip()

    @property
    def is_edited(self) -> bool:
        """Whether the headline is somebody's and no longer made from the numbers."""
        own = self.title.strip()
        return bool(own) and own not in (self.answer.sentence, self.answer.headline)

    @property
    def says(self) -> str:
        """The whole sentence: what a workbook lists, where there is no slide around it."""
        return self.title.strip() if self.is_edited else self.answer.sentence


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


PRACTICE: Final = "Practice data: an invented library, not a real one."


@dataclass(frozen=True, slots=True)
class Card:
    """How the number of a finding came about, for the appendix."""

    title: str
    text: str


def cards(outline: Outline) -> list[Card]:
    """Give the method of each finding once, in the order of the pack."""
    findings = {item.answer.finding.id: item.answer.finding for item in outline.items}.values()
    return [
        Card(
            told.title,
            f"{told.method.counts} Left out: {told.method.left_out} {told.method.level} "
            f"Source: {told.method.source}",
        )
        for told in findings
    ]


def shows(said: Answer[Any]) -> str:
    """Say what a figure shows, of which part of the data."""
    return f"{said.finding.shape.shows or said.finding.shows} Showing {said.showing.removesuffix('.')}."


def foot(said: Answer[Any], *, left: int = 0, is_practice: bool = False) -> str:
    """Write the line under a figure: n, hidden, left out, level, what there was no room for, and the day."""
    told = said.foot[:1].upper() + said.foot[1:]
    if left:
        told += f" · {wording.count(left, 'more row')} in the workbook"
    if is_practice:
        told += " · practice data"
    return f"{told}. Data of {wording.day(said.frames.asked.today)}."


def notes(item: Item) -> str:
    """Write what the speaker should know: what is counted, what is left out, and where it comes from."""
    said = item.answer
    method = said.finding.method
    lines = [item.notes.strip()] if item.notes.strip() else []
    if item.is_edited:
        lines.append(f"The headline was edited. Made from the numbers, it reads: {said.sentence}")
    lines += [
        shows(said),
        foot(said),
        f"What is counted: {method.counts}",
        f"What is left out: {method.left_out}",
        f"Where it comes from: {method.source}",
        f"What it can say: {method.level}",
    ]
    if said.hidden:
        lines.append(f"Why some are hidden: {WHY}")
    return "\n".join(lines)
