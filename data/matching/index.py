"""The catalog made ready for comparing names with it: titles, words, people and dates of every course."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz, process

from data.matching import titles

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_TEXTS: Final = ("label", "search_text", "summary", "description")
_NONE: Final = np.empty(0, dtype=np.int64)
_SHORTEST_GUESSED: Final = 5
_ALIKE: Final = 85.0

NOT_IN_CATALOG: Final = -1
"""Stands among positions for what a person has answered: no course of the catalog."""


@dataclass(slots=True)
class Index:
    """Courses by position. ``titles`` are bare (``titles.bare``): labels, and the names that were taught.

    ``by_key`` and ``by_bare``: the same name -> the courses it may mean, NOT_IN_CATALOG among them.
    ``by_person``: a presenter's name as ``titles.key`` gives it -> positions of their courses.
    ``in_text`` and ``in_title``: stem -> positions of the courses or titles that have it.
    """

    course_ids: list[str]
    titles: list[str]
    title_course: Places
    title_weight: Floats
    in_text: dict[str, Places]
    in_title: dict[str, Places]
    idf: dict[str, float]
    by_person: dict[str, Places]
    days: list[date | None]
    by_key: dict[str, set[int]]
    by_bare: dict[str, set[int]]
    place: dict[str, int] = field(init=False)
    _by_letter: dict[str, list[str]] = field(init=False)
    _nearest: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.place = {course_id: position for position, course_id in enumerate(self.course_ids)}
        self._by_letter = {}
        for stem in self.idf:
            self._by_letter.setdefault(stem[:1], []).append(stem)

    def titles_of(self, course: int) -> list[str]:
        """List the bare titles of one course."""
        return [self.titles[at] for at in np.flatnonzero(self.title_course == course)]

    def weight(self, stem: str) -> float:
        """How telling a word is; one that the catalog does not have tells most, against every course."""
        return self.idf.get(stem, math.log(1 + 2 * len(self.course_ids)))

    def courses_with(self, stem: str) -> Places:
        """Positions of the courses whose text or title has the word."""
        return self.in_text.get(stem, _NONE)

    def titles_with(self, stem: str) -> Places:
        """Positions of the titles that have the word."""
        return self.in_title.get(stem, _NONE)

    def nearest(self, stem: str) -> str:
        """Take a word that the catalog does not have for one like it with the same first letter."""
        if stem in self.idf or len(stem) < _SHORTEST_GUESSED:
            return stem
        if stem not in self._nearest:
            alike = process.extractOne(
                stem, self._by_letter.get(stem[0], []), scorer=fuzz.ratio, score_cutoff=_ALIKE
            )
            self._nearest[stem] = alike[0] if alike else stem
        return self._nearest[stem]


def build(courses: pd.DataFrame, taught: Mapping[str, str | None]) -> Index:
    """Index the courses and the names that people have confirmed for them.

    ``courses`` has ``course_id`` and ``label``, and whatever is there of ``label_from``, ``search_text``,
    ``summary``, ``description`` (text), ``presenters``, ``hosts`` (text or lists of text) and ``dated_on``.
    """
    course_ids = [str(course_id) for course_id in courses["course_id"]]
    labels = [str(label) for label in courses["label"]]
    place = {course_id: position for position, course_id in enumerate(course_ids)}
    learned = [(name, place[to]) for name, to in taught.items() if to is not None and to in place]
    refused = [(name, NOT_IN_CATALOG) for name, to in taught.items() if to is None]
    named = [*zip(labels, range(len(labels)), strict=True), *learned]
    bare = [pair for pair in dict.fromkeys((titles.bare(name), at) for name, at in named) if pair[0]]
    words = [titles.telling(title) for title, _ in bare]
    texts = [set(titles.telling(text)) for text in _texts(courses)]
    for (_, position), stems in zip(bare, words, strict=True):
        texts[position].update(stems)
    in_text = _postings(texts)
    idf = {stem: math.log(1 + len(course_ids) / len(held)) for stem, held in in_text.items()}
    certain = [*_certain(labels, courses), *learned, *refused]
    return Index(
        course_ids=course_ids,
        titles=[title for title, _ in bare],
        title_course=np.array([position for _, position in bare], dtype=np.int64),
        title_weight=np.array([sum(idf[stem] for stem in stems) or 1.0 for stems in words]),
        in_text=in_text,
        in_title=_postings(words),
        idf=idf,
        by_person=_postings({titles.key(name) for name in row} for row in _named(courses, "presenters")),
        days=_days(courses),
        by_key=_grouped((titles.key(name), at) for name, at in certain),
        by_bare=_grouped((titles.bare(name), at) for name, at in certain),
    )


def _certain(labels: Sequence[str], courses: pd.DataFrame) -> list[tuple[str, int]]:
    """Give the labels that decide alone: a single word that was only derived from a text does not."""
    derived = [source == "derived" for source in courses.get("label_from", [""] * len(labels))]
    return [
        (label, position)
        for position, (label, is_derived) in enumerate(zip(labels, derived, strict=True))
        if not is_derived or len(titles.telling(titles.bare(label))) > 1
    ]


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    grouped: dict[str, set[int]] = {}
    for name, position in pairs:
        if name:
            grouped.setdefault(name, set()).add(position)
    return grouped


def _texts(courses: pd.DataFrame) -> list[str]:
    """Join each course's texts, and the names of its people and hosts."""
    texts = courses.reindex(columns=list(_TEXTS)).itertuples(index=False)
    people, hosts = _named(courses, "presenters"), _named(courses, "hosts")
    return [
        "\n".join([*(value for value in row if isinstance(value, str)), *presenting, *hosting])
        for row, presenting, hosting in zip(texts, people, hosts, strict=True)
    ]


def _named(courses: pd.DataFrame, column: str) -> list[list[str]]:
    """List the names each course gives in a column: a list, or text cut at commas, semicolons and "and"."""
    return [_names(value) for value in courses.get(column, [None] * len(courses))]


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        pieces: Iterable[Any] = value.replace(";", ",").replace(" and ", ",").split(",")
    elif isinstance(value, list | tuple | np.ndarray):
        pieces = value
    else:
        return []
    return [name for piece in pieces if (name := str(piece).strip())]


def _days(courses: pd.DataFrame) -> list[date | None]:
    if "dated_on" not in courses:
        return [None] * len(courses)
    days: list[Any] = list(pd.to_datetime(courses["dated_on"], errors="coerce"))
    return [None if pd.isna(day) else day.date() for day in days]


def _postings(rows: Iterable[Iterable[str]]) -> dict[str, Places]:
    held: dict[str, list[int]] = {}
    for position, stems in enumerate(rows):
        for stem in filter(None, stems):
            held.setdefault(stem, []).append(position)
    return {stem: np.array(positions, dtype=np.int64) for stem, positions in held.items()}
