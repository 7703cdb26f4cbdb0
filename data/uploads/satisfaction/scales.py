"""The scale of each rating column: by its words, by its question, by the format, else by asking."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from data.uploads.satisfaction.cells import Profile
from data.vocab.survey_words import LikertScale, likert_scales, spoken

Source = Literal["words", "question", "format", "file", "answer", "guess"]
Bounds = tuple[float, float]

NOT_STATED: Final[Bounds] = (1.0, 5.0)
RECOMMENDING: Final[Bounds] = (0.0, 10.0)
# What a survey tool offers; a user picks one of these, or says that the column is no rating.
OFFERED: Final[tuple[Bounds, ...]] = (
    (1.0, 5.0), (0.0, 10.0), (1.0, 4.0), (1.0, 7.0), (1.0, 9.0), (1.0, 10.0), (0.0, 5.0), (1.0, 3.0),
)  # fmt: skip
NO_RATING: Final = "none"

_RECOMMEND = re.compile(r"\b(?:recommend|recommand|recomend|recomiend|net promoter|nps\b)")
_AGREE = re.compile(r"\b(?:agree|agreement|disagree|d'accord|accord|de acuerdo|acuerdo)\b")
_IMPORTANT = re.compile(r"\bimportan(?:t|te|ce|cia)\b")
_PAIR = re.compile(
    r"(?:\(|\[|scale|from|between|rate|rating|echelle|escala|de|del|where|ou|,|^)\s*(?:of|from|de|del)?\s*"
    r"([01])\s*(?:-|–|—|to|through|and|a|al|et|y|\.\.)\s*(10|[3-9])\b(?!\s*(?:year|an|ano|month|mois|mes))"
)
_ENDS = re.compile(
    r"\b([01])\s*(?:=|:|is|being|–|-)\s*[^\d]{2,60}?\b(10|[3-9])\s*(?:=|:|is|being|–|-)\s*[a-z]"
)
_AGES = re.compile(r"\b(?:age|ages|aged|grade|grades|children|child|kids|enfants|ninos|anos|ans)\b\W{0,4}$")
_OUT_OF = re.compile(r"\b(?:out of|sur|sobre)\s+(10|[3-9])\b")


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low`` to ``high``, who says so, and the places of its words, counted from 1."""

    low: float
    high: float
    source: Source
    family: str = ""
    positions: Mapping[str, int] = field(default_factory=dict)
    points_are_open: bool = False

    @property
    def bounds(self) -> Bounds:
        """Where it begins and ends."""
        return self.low, self.high


def is_about_recommending(question: str) -> bool:
    """Whether a question asks if the library would be recommended (in English, French or Spanish)."""
    return _RECOMMEND.search(spoken(question)) is not None


def kind_of(question: str, scale: Scale, usual: str = "satisfaction") -> str:
    """Name what a rating is about: satisfaction, recommend, agreement, importance or frequency.

    Only 0 to 10 is "recommend", which NPS is counted from. How often something happens is kept apart:
    it is no opinion.
    """
    text = spoken(question)
    if scale.family in ("agreement", "importance", "frequency"):
        return scale.family
    if _RECOMMEND.search(text) and scale.bounds == RECOMMENDING:
        return "recommend"
    if scale.family in ("satisfaction", "quality", "ease", "helpfulness"):
        return usual
    if _IMPORTANT.search(text) and usual == "satisfaction":
        return "importance"
    return "agreement" if _AGREE.search(text) and usual == "satisfaction" else usual


def stated_in(question: str) -> Bounds | None:
    """Give the scale that a question's own words state: "(1-5)", "1 = poor, 5 = excellent", "out of 10"."""
    text = spoken(question)
    for found in _PAIR.finditer(text):
        if not _AGES.search(text[: found.start(1)]):
            return float(found[1]), float(found[2])
    if found_ends := _ENDS.search(text):
        return float(found_ends[1]), float(found_ends[2])
    if found_top := _OUT_OF.search(text):
        return (0.0 if _RECOMMEND.search(text) else 1.0), float(found_top[1])
    return None


def by_words(words: set[str], beside: set[str]) -> LikertScale | None:
    """Find the scale that a column's ``words`` stand on; ``beside`` are those of the whole matrix.

    A column that holds every word of a scale is on it. Otherwise the matrix decides, then the order of
    ``likert.csv``. No scale has two of the words in one place, unless none has all of them apart.
    """
    fitting = _fitting(words)
    for scale in fitting:
        if len(words) == scale.points:
            return scale
    together = [scale for scale in _fitting(words | beside) if scale in fitting]
    return next(iter(together or fitting), None)


def _fitting(words: set[str]) -> list[LikertScale]:
    having = [scale for scale in likert_scales() if words <= scale.positions.keys()]
    apart = [scale for scale in having if len({scale.positions[word] for word in words}) == len(words)]
    return apart or having


def without_midpoint(scale: LikertScale, words: set[str]) -> LikertScale | None:
    """Give the scale of five that an even scale may be, if nobody happened to choose the middle."""
    if scale.points % 2 or not words:
        return None
    return next((each for each in _fitting(words) if each.points == scale.points + 1), None)


def answered_bounds(answer: Any) -> Bounds | None:
    """Read an answer such as "1-5" or "0 to 10"; None if it is none."""
    found = re.fullmatch(r"\s*(-?\d{1,3})\s*(?:-|–|to|\.\.|,)\s*(\d{1,3})\s*", str(answer))
    return (float(found[1]), float(found[2])) if found and float(found[1]) < float(found[2]) else None


def by_labels(found: Profile) -> Bounds | None:
    """Find the ends of a scale whose numbers carry words: "1 - Poor" to "5 - Excellent"."""
    if found.top:
        return (1.0, found.top) if min(found.numbers, default=1.0) >= 1 else (0.0, found.top)
    if not found.labels:
        return None
    for scale in _fitting(set(found.labels.values())):
        shifts = {number - scale.positions[word] for number, word in found.labels.items()}
        if len(shifts) == 1 and (shift := shifts.pop()) in (0.0, -1.0):
            return 1 + shift, scale.points + shift
    return _labelled_ends(found)


def _labelled_ends(found: Profile) -> Bounds | None:
    """Give the numbers whose words are the lowest and the highest of a scale."""
    scale = next(iter(_fitting(set(found.labels.values()))), None)
    if scale is None:
        return None
    places = {number: scale.positions[word] for number, word in found.labels.items()}
    lows = [number for number, place in places.items() if place == 1]
    highs = [number for number, place in places.items() if place == scale.points]
    if not highs:
        return None
    return (min(lows) if lows else 0.0 if max(highs) == 10 else 1.0), max(highs)


def outside(numbers: Mapping[float, int], bounds: Bounds) -> int:
    """Count the answers that would lie outside."""
    return sum(count for number, count in numbers.items() if not bounds[0] <= number <= bounds[1])


def scale_of(
    question: str, found: Profile, beside: set[str], *, usual: Bounds | None = None, answer: Any = None
) -> Scale | None:
    """Decide the scale of one column; None where the user says that it is no rating.

    ``usual`` is what the format states (LibQUAL: 1 to 9), ``answer`` what the user said. Values are
    never a reason to widen a scale.
    """
    if answer == NO_RATING:
        return None
    chosen = answered_bounds(answer) if answer is not None else None
    words = set(found.words) or (set() if found.numbers else beside)  # N/A alone is on its neighbors' scale
    if words and found.worded >= found.numeric and (likert := by_words(words, beside)):
        return _worded(likert, words | beside, chosen)
    if chosen:
        return Scale(*chosen, "answer")
    likert = by_words(words | set(found.labels.values()), beside) if words or found.labels else None
    positions, family = (likert.positions, likert.family) if likert else ({}, "")
    for bounds, source in _stated(question, found, usual):
        if bounds:
            return Scale(*bounds, source, family, positions)
    guess = RECOMMENDING if is_about_recommending(question) else NOT_STATED
    return Scale(*guess, "guess", family, positions)


def _stated(question: str, found: Profile, usual: Bounds | None) -> Sequence[tuple[Bounds | None, Source]]:
    return (stated_in(question), "question"), (by_labels(found), "words"), (usual, "format")


def _worded(likert: LikertScale, words: set[str], chosen: Bounds | None) -> Scale:
    """Give a scale of words; the user may say that it has a midpoint nobody chose."""
    longer = without_midpoint(likert, words)
    source: Source = "words"
    if longer and chosen and chosen[1] == longer.points:
        likert, source = longer, "answer"
    return Scale(1.0, float(likert.points), source, likert.family, likert.positions, longer is not None)
