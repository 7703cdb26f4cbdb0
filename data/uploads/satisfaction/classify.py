"""Which question columns are ratings, which are comments, and which are neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from data.uploads.satisfaction.answered import cells_of
from data.uploads.satisfaction.body import Body, Flags
from data.uploads.satisfaction.cells import Cell, Profile, profile, read_cell
from data.uploads.satisfaction.layout import Column, Layout
from data.uploads.satisfaction.scales import by_words, is_about_recommending, stated_in
from data.uploads.satisfaction.wording import (
    asks_for_choice,
    asks_for_comment,
    asks_for_count,
    asks_for_opinion,
    speaks_of_survey,
    speaks_of_training,
)
from data.vocab.survey_words import column_role
from data.vocab.upload_words import plain

# So many rows are looked at to say what a file is; all of them to say what a column is.
_LOOK: Final = 500
_MOST_DISTINCT: Final = 2_000
_SHORT_NAME: Final = 3


@dataclass(slots=True)
class Evidence:
    """What speaks for and against a table being a survey."""

    ratings: int = 0
    words: bool = False
    recommending: bool = False
    survey_words: bool = False
    comments: bool = False
    is_training: bool = False
    items: list[str] = field(default_factory=list)


def evidence(found: Layout) -> Evidence:
    """Look at the first rows of a file."""
    body = Body(found.sheet, found.first, _LOOK)
    seen = Evidence(comments=bool(found.comments))
    seen.is_training = speaks_of_training(found.headers)
    if found.shape == "long":
        items = body.coded(found.roles["item"]).texts
        if 2 * len(items) > body.height + 10:
            return seen  # a name for each row is no question
        columns = [Column(found.roles["value"], found.header("value"), "", found.header("item") + " rating")]
    else:
        columns = found.questions
    for column in columns:
        role, held = classify(body, column, found)
        seen.comments |= role == "comment"
        if role == "rating":
            seen.ratings += 1
            seen.words |= held.worded > 0
            seen.recommending |= is_about_recommending(column.question)
            seen.survey_words |= speaks_of_survey(column.question)
    return seen


def classify(body: Body, column: Column, found: Layout, among: Flags | None = None) -> tuple[str, Profile]:
    """Say what a question column is: "rating", "comment" or "other"; and what it holds."""
    coded = body.coded(column.position)
    counts = coded.counts(among)
    if len(coded.texts) > _MOST_DISTINCT:
        return ("comment" if _is_text(coded.words()[:200], column) else "other"), Profile()
    words = coded.words()
    held = profile(cells_of(body, column.position, found), [int(count) for count in counts])
    shown = [word for word, count in zip(words, counts, strict=True) if word and count]
    if not held.filled or _is_choice(shown, column):
        return "other", held
    if _is_rating(held, column, found):
        return "rating", held
    return ("comment" if _is_text(shown, column) else "other"), held


def _is_rating(held: Profile, column: Column, found: Layout) -> bool:
    """Whether most answers stand on a scale. Numbers that count something are no ratings."""
    if column.usual or column.part:
        return held.numeric + held.worded > 0
    opinion = asks_for_opinion(column.question)
    if asks_for_comment(column.question) and not opinion and held.worded and len(held.words) < 2:
        return False  # "ok" under "Anything else?" is what somebody wrote, and no place on a scale
    if 2 * held.worded >= held.filled and by_words(set(held.words), set()):
        return True
    if 2 * (held.numeric + held.worded) < held.filled:
        return False
    stated = stated_in(column.question)
    if not stated and asks_for_choice(column.question):
        return False
    if not stated and not opinion and asks_for_count(column.question):
        return False
    highest = stated[1] if stated else found.usual_scale[1] if found.usual_scale else 10
    if opinion and not stated and held.numeric and _are_codes(held, column):
        return True
    inside = sum(count for number, count in held.numbers.items() if 0 <= number <= highest)
    broken = sum(count for number, count in held.numbers.items() if number * 2 % 1)
    return 2 * inside >= held.numeric and 2 * broken <= held.numeric


def _are_codes(held: Profile, column: Column) -> bool:
    """Whether a question in words has few whole numbers: a tool's own codes, 18 to 22 for 1 to 5."""
    in_words = len(column.question.split()) > _SHORT_NAME
    return (
        in_words
        and len(held.numbers) <= 11
        and all(number % 1 == 0 and abs(number) < 100 for number in held.numbers)
    )


def _is_choice(shown: Sequence[str], column: Column) -> bool:
    """One column of a question with several answers: it holds its own name, or nothing."""
    names = {plain(column.item), plain(column.header)}
    return len(shown) == 1 and plain(shown[0]) in names


def _is_text(shown: Sequence[str], column: Column) -> bool:
    """Whether a column holds people's own words: it asks for them, or they are long and all different."""
    asked = asks_for_comment(column.question)
    texts = [text for text in shown if asked or read_cell(text).kind == "other"]
    if not texts:
        return False
    if asked:
        return not all(text.isdigit() for text in texts)
    long_ones = sum(len(text.split()) >= 6 for text in texts)
    return 2 * long_ones >= len(texts) and not any(";" in text for text in texts)


def multiple_choice(body: Body, columns: Sequence[Column]) -> set[int]:
    """Find the columns of a question with several answers that is exported as codes: 1, 2, 3 by column.

    Such a column holds one number only, its own place among the columns of its question.
    """
    groups: dict[str, list[Column]] = {}
    for column in columns:
        if column.stem:
            groups.setdefault(column.stem, []).append(column)
    found: set[int] = set()
    for group in groups.values():
        held = [_only_number(body, column) for column in group]
        places = [number for number, _ in held if number is not None]
        ordinal = all(number in (None, place) for place, (number, _) in enumerate(held, start=1))
        if len(group) > 1 and ordinal and len(places) > 1 and max(count for _, count in held) > 1:
            found |= {column.position for column in group}
    return found


def _only_number(body: Body, column: Column) -> tuple[float | None, int]:
    """Give the one number that a column holds and how often; -1 if it holds anything else."""
    coded = body.coded(column.position)
    if len(coded.texts) > 2:
        return -1.0, 0
    counts = coded.counts()
    filled: list[tuple[Cell, int]] = [
        (read_cell(word), int(count)) for word, count in zip(coded.words(), counts, strict=True) if word
    ]
    if not filled:
        return None, 0
    (cell, count) = filled[0]
    return (cell.number, count) if len(filled) == 1 and cell.number is not None else (-1.0, 0)


def has_promoters(body: Body) -> bool:
    """Whether a column holds promoters, passives and detractors, which are counted from 0 to 10."""
    for position in body.columns:
        texts = body.coded(position).texts
        if 1 < len(texts) <= 4:
            named = {plain(text).rstrip("s") for text in body.coded(position).words() if text}
            if "promoter" in named and named <= {"promoter", "passive", "detractor"}:
                return True
    return False


def recommending(column: Column) -> Column:
    """Say of a column that is only called "Score" or "Rating" that it asks for recommending."""
    return (
        replace(column, question=f"{column.question} (NPS)")
        if column_role(column.header) == "value"
        else column
    )
