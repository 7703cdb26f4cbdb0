"""One distinct cell of a rating column: a number, a word of a scale, both, or no answer at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from data.vocab.survey_words import is_likert, likert_word, not_answered

Kind = Literal["missing", "does not apply", "answer", "other"]

_NUMBER = re.compile(r"[+-]?\d{1,6}(?:[.,]\d{1,6})?")
_OF = re.compile(r"(\d{1,3})\s*(?:/|out of|sur|de|von)\s*(\d{1,3})(?:\s*\w{1,12})?", re.I)
_STARS = re.compile("([★⭐🌟✭✮]+)([☆✩]*)")
_STAR_WORDS = re.compile(r"(\d{1,2})\s*(?:stars?|étoiles?|estrellas?)", re.I)
_NUMBER_FIRST = re.compile(r"(-?\d{1,3})\s*[-–—:=.(\[)]+\s*([^\d\s].*?)[)\]]?")
_NUMBER_LAST = re.compile(r"([^\d\s].*?)\s*[-–—:=(\[]\s*(\d{1,3})\s*[)\]]?")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Cell:
    """What one text says: ``number`` and ``word`` where it has them, ``top`` where it is "4 out of 5"."""

    kind: Kind
    number: float | None = None
    word: str = ""
    top: float | None = None


_OTHER = Cell("other")


def read_cell(text: str) -> Cell:
    """Read one answer; words that stand on no scale are "other", never a guess."""
    if absent := not_answered(text):
        return Cell("missing" if absent == "missing" else "does not apply")
    if len(text) > _LONGEST:
        return _OTHER
    text = " ".join(text.split()).strip("'\"")
    if _NUMBER.fullmatch(text):
        return Cell("answer", float(text.replace(",", ".")))
    if is_likert(word := likert_word(text)):
        return Cell("answer", word=word)
    return _signs(text.replace("\ufe0f", "")) or _labelled(text) or _OTHER


def _signs(text: str) -> Cell | None:
    """Stars, and a number out of another."""
    if stars := _STARS.fullmatch(text.replace(" ", "")):
        shown = len(stars[1]) + len(stars[2])
        return Cell("answer", float(len(stars[1])), top=float(max(shown, 5)))
    if found := _STAR_WORDS.fullmatch(text):
        return Cell("answer", float(found[1]), top=5.0)
    if (found := _OF.fullmatch(text)) and 0 < int(found[2]) <= 100:
        return Cell("answer", float(found[1]), top=float(found[2]))
    return None


def _labelled(text: str) -> Cell | None:
    """Read "4 - Agree", "5 (Excellent)", "Agree (4)"; the word may be one that no scale knows."""
    if found := _NUMBER_FIRST.fullmatch(text):
        number, said = found[1], found[2]
    elif found := _NUMBER_LAST.fullmatch(text):
        number, said = found[2], found[1]
        if not is_likert(likert_word(said)):
            return None
    else:
        return None
    if not_answered(said):
        return Cell("does not apply")
    word = likert_word(said)
    return Cell("answer", float(number), word if is_likert(word) else "")


@dataclass(slots=True)
class Profile:
    """What a column holds, counted: how many cells answer, and with which numbers and words."""

    filled: int = 0
    numbers: dict[float, int] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    labels: dict[float, str] = field(default_factory=dict)
    top: float | None = None
    other: int = 0
    does_not_apply: int = 0

    @property
    def numeric(self) -> int:
        """How many cells hold a number."""
        return sum(self.numbers.values())

    @property
    def worded(self) -> int:
        """How many cells hold a word of a scale and no number."""
        return sum(self.words.values())


def profile(cells: Sequence[Cell], counts: Sequence[int]) -> Profile:
    """Count a column's distinct ``cells``, each of which stands in ``counts`` rows."""
    found = Profile()
    for cell, count in zip(cells, map(int, counts), strict=True):
        if not count or cell.kind == "missing":
            continue
        if cell.kind == "does not apply":
            found.does_not_apply += count
            continue
        found.filled += count
        if cell.number is not None:
            found.numbers[cell.number] = found.numbers.get(cell.number, 0) + count
            if cell.word:
                found.labels[cell.number] = cell.word
            found.top = max(found.top or 0, cell.top) if cell.top else found.top
        elif cell.word:
            found.words[cell.word] = found.words.get(cell.word, 0) + count
        else:
            found.other += count
    return found


def positions_of(cells: Sequence[Cell], positions: Mapping[str, int], lowest: float) -> list[float]:
    """Give the value of each distinct cell on a scale: its number, else its word's place; NaN for none.

    ``positions`` count from 1 whatever the scale begins with, ``lowest`` is where it begins.
    """
    return [
        cell.number
        if cell.number is not None
        else positions[cell.word] - 1 + lowest
        if cell.word in positions
        else float("nan")
        for cell in cells
    ]
