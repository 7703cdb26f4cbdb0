"""Course names as files write them, matched to the courses of the catalog.

What a person confirmed wins. A title that is the same but for case, punctuation and what systems hang on
titles is matched without asking, and so is one with a single typing mistake; everything else is left
open, with up to five candidates and their scores, because a wrong match is worse than a question: it
counts people as trained in something they never took.

Scores run from 0 to 100. A candidate's score is the better of two, each weighing words by how few
courses have them: how alike the titles are (letters, and words of either found in the other), and how
much of the name is found anywhere in the course's text, times 0.7, because a text says much that is not
its title. A presenter named in the name adds 12, the course's own date 12 (its year 6); another
date takes 25 off.

The thresholds were set on 46 made-up names that mean a course of the built-in catalog and 40 that mean
none of it (tests/data/matching/course_names.py). From 60 on, and 10 ahead of the next, the right course
was put forward for 44 of the 46 and a wrong one for none (the right one led the candidates of the other
two), and one was put forward for 2 of the 40: another year of a course, and "exclusive" for "inclusive".
From 55 on and 5 ahead, 45 found their course, but so did 7 of the 40, "Time Management Tips" among them.
Of all 86 names 11 were matched without asking, rightly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from data.matching import index, titles
from data.matching.index import Floats, Index

State = Literal["automatic", "confirmed", "not in the catalog", "open"]

CERTAIN: Final = 100.0
SUGGEST_FROM: Final = 60.0
"""The likeliest course is put forward from here on; weaker ones are only listed."""
LIST_FROM: Final = 45.0
NEAR_TIE: Final = 10.0
"""Two candidates that are no further apart are a near tie: nothing is put forward."""

_OF_TEXT: Final = 0.7
_PRESENTER, _SAME_DAY, _SAME_YEAR, _OTHER_DATE = 12.0, 12.0, 6.0, -25.0
_BEST_FUZZY: Final = 99.0
_BY_CHANCE: Final = 0.75
_AT_ONCE: Final = 512
_LEAST_LETTERS: Final = 6
"""A word this long can hold one typing mistake and still be no other word."""
_LEAST_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A course that a name may mean, and how likely it is, 0 to 100."""

    course_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """What one name means.

    ``course_id`` is what counts: None where the name is open or not in the catalog. ``score`` belongs to
    the course, or for an open name to ``suggested``, the likeliest course for a person to confirm; None
    where there is none.
    """

    as_written: str
    course_id: str | None
    score: float | None
    state: State
    suggested: str | None = None


def match(
    names: Sequence[str], courses: pd.DataFrame, taught: Mapping[str, str | None] | None = None
) -> list[Match]:
    """Match names to courses; one answer for each different name, in their order.

    Parameters
    ----------
    names
        Course names as written.
    courses
        One row a course: ``course_id``, ``label``, and whatever is there of ``label_from``,
        ``search_text``, ``summary``, ``description``, ``presenters``, ``hosts`` and ``dated_on``.
    taught
        Names that people have answered for: their course_id, or None for "not in the catalog". A
        course_id that the catalog no longer has is as if nobody had answered.
    """
    taught = taught or {}
    catalog = index.build(courses, taught)
    distinct = list(dict.fromkeys(names))
    settled = {name: found for name in distinct if (found := _settled(name, taught, catalog))}
    open_names = [name for name in distinct if name not in settled]
    fuzzy = dict(zip(open_names, _scored(open_names, catalog), strict=True))
    return [settled.get(name) or _judged(name, fuzzy[name], catalog) for name in distinct]


def candidates(
    name: str, courses: pd.DataFrame, taught: Mapping[str, str | None] | None = None, limit: int = 5
) -> list[Candidate]:
    """List the likeliest courses for one name, best first; those under 45 of 100 are left out."""
    catalog = index.build(courses, taught or {})
    return _best(next(_scored([name], catalog)), catalog, limit)


def candidates_by_name(
    names: Sequence[str],
    courses: pd.DataFrame,
    taught: Mapping[str, str | None] | None = None,
    limit: int = 5,
) -> dict[str, list[Candidate]]:
    """As ``candidates``, for many names with the catalog indexed once: a page of the review list."""
    catalog = index.build(courses, taught or {})
    distinct = list(dict.fromkeys(names))
    return {
        name: _best(scores, catalog, limit)
        for name, scores in zip(distinct, _scored(distinct, catalog), strict=True)
    }


def _settled(name: str, taught: Mapping[str, str | None], catalog: Index) -> Match | None:
    """Answer for a name without comparing it: confirmed as written, or the same as one known title."""
    if name in taught:
        if taught[name] is None:
            return Match(name, None, None, "not in the catalog")
        if taught[name] in catalog.place:
            return Match(name, taught[name], CERTAIN, "confirmed")
    same = catalog.by_key.get(titles.key(name)) or catalog.by_bare.get(titles.bare(name))
    if not same or len(same) > 1:
        return None  # unknown, or two meanings: a person decides
    (course,) = same
    if course == index.NOT_IN_CATALOG:
        return Match(name, None, None, "not in the catalog")
    if _date_points(titles.said(name), catalog, course) < 0:
        return None
    return Match(name, catalog.course_ids[course], CERTAIN, "automatic")


def _judged(name: str, scores: Floats, catalog: Index) -> Match:
    """Put forward the likeliest course if it stands out; take it at once only for a single slip."""
    best = _best(scores, catalog, limit=2)
    if not best or best[0].score < SUGGEST_FROM:
        return Match(name, None, None, "open")
    first, second = best[0], best[1].score if len(best) > 1 else 0.0
    if first.score - second <= NEAR_TIE:
        return Match(name, None, None, "open")
    if first.score - second > 2 * NEAR_TIE and _is_slip(name, catalog, catalog.place[first.course_id]):
        return Match(name, first.course_id, first.score, "automatic")
    return Match(name, None, first.score, "open", first.course_id)


def _is_slip(name: str, catalog: Index, course: int) -> bool:
    """Whether the name is one of the course's titles with one mistyped word, or plurals aside.

    The mistyped word has at least six letters, its first letter is right, one letter is wrong, missing,
    too many or swapped, and the catalog has no such word: inclusive is no slip of exclusive. Titles of
    fewer than three words, and numbers, are never guessed.
    """
    if _date_points(titles.said(name), catalog, course) < 0:
        return False
    typed = titles.bare(name).split()
    return any(_differ_by_a_slip(typed, title.split(), catalog) for title in catalog.titles_of(course))


def _differ_by_a_slip(typed: Sequence[str], meant: Sequence[str], catalog: Index) -> bool:
    if len(typed) != len(meant) or len(typed) < _LEAST_WORDS:
        return False
    pairs = [(a, b) for a, b in zip(typed, meant, strict=True) if titles.stem(a) != titles.stem(b)]
    if any(word.isdigit() for pair in zip(typed, meant, strict=True) if pair[0] != pair[1] for word in pair):
        return False
    if not pairs:
        return True
    (wrong, right), *more = pairs
    return (
        not more
        and min(len(wrong), len(right)) >= _LEAST_LETTERS
        and wrong[0] == right[0]
        and OSA.distance(wrong, right) == 1
        and titles.stem(wrong) not in catalog.idf
    )


def _best(scores: Floats, catalog: Index, limit: int) -> list[Candidate]:
    """List the courses with the highest scores; equals in the order of the catalog."""
    order = np.argsort(-scores, kind="stable")[:limit]
    return [
        Candidate(catalog.course_ids[at], round(float(scores[at]), 1))
        for at in order
        if scores[at] >= LIST_FROM
    ]


def _scored(names: Sequence[str], catalog: Index) -> Iterator[Floats]:
    """Score every course for each name; some names at a time, so that memory stays small."""
    sorted_titles = [_in_order(title) for title in catalog.titles]
    for start in range(0, len(names), _AT_ONCE):
        block = names[start : start + _AT_ONCE]
        typed = [_in_order(titles.bare(name)) for name in block]
        letters = process.cdist(typed, sorted_titles, scorer=fuzz.ratio, dtype=np.float32)
        for name, row in zip(block, letters, strict=True):
            yield _scores(name, row.astype(np.float64), catalog)


def _in_order(bare: str) -> str:
    """Sort the words, so that letters can be compared whatever their order."""
    return " ".join(sorted(bare.split()))


def _scores(name: str, letters: Floats, catalog: Index) -> Floats:
    """Score every course for one name, from how alike the letters of each title are to its own."""
    in_title, in_text = np.zeros(len(catalog.titles)), np.zeros(len(catalog.course_ids))
    weights = 0.0
    for stem in titles.telling(titles.bare(name)):
        known = catalog.nearest(stem)
        weight = catalog.weight(known)
        weights += weight
        in_title[catalog.titles_with(known)] += weight
        in_text[catalog.courses_with(known)] += weight
    if not weights:
        return in_text
    # Without a word in common, letters are alike by chance: half of them are in most pairs of titles.
    letters = np.where(in_title > 0, letters, _BY_CHANCE * letters)
    # Of the name's words in the title more than of the title's in the name: systems shorten titles.
    words = 100 * (0.6 * in_title / weights + 0.4 * in_title / catalog.title_weight)
    scores = 100 * _OF_TEXT * in_text / weights
    np.maximum.at(scores, catalog.title_course, np.minimum(np.maximum(letters, words), _BEST_FUZZY))
    return np.clip(scores + _points(name, catalog, scores), 0.0, _BEST_FUZZY)


def _points(name: str, catalog: Index, scores: Floats) -> Floats:
    """Give the points for people and dates to the courses that have any score at all."""
    points, key, said = np.zeros(len(scores)), f" {titles.key(name)} ", titles.said(name)
    for person, courses in catalog.by_person.items():
        if f" {person} " in key:
            points[courses] = _PRESENTER
    if said.year is not None:
        points += [_date_points(said, catalog, course) for course in range(len(scores))]
    return np.where(scores >= LIST_FROM / 2, points, 0.0)


def _date_points(said: titles.Said, catalog: Index, course: int) -> float:
    dated = catalog.days[course]
    if dated is None or said.year is None:
        return 0.0
    if said.day is not None:
        return _SAME_DAY if said.day == dated else _OTHER_DATE
    return _SAME_YEAR if said.year == dated.year else _OTHER_DATE
