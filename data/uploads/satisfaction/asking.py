"""What a survey file cannot say: the scales of its items, its branches, its dates.

Few questions, each with a default and what would follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.uploads.records import Answers, Option, Question
from data.uploads.satisfaction.cells import Profile
from data.uploads.satisfaction.layout import Column, Layout
from data.uploads.satisfaction.scales import NO_RATING, OFFERED, Bounds, Scale, outside, scale_of
from data.uploads.sheet_names import are_branches, sheets_question

_LONGEST_ITEM = 70


@dataclass(frozen=True, slots=True)
class Asked:
    """An item with its scale (None: no rating, says the user); ``leader`` names the question that asks.

    Items whose scales are open for the same reason share one question, called by the first of them.
    """

    column: Column
    held: Profile
    scale: Scale | None
    leader: str = ""


def decide(items: Sequence[tuple[Column, Profile]], found: Layout, answers: Answers) -> list[Asked]:
    """Decide the scale of each item: from the file where it says it, else from ``answers``."""
    leaders: dict[Any, str] = {}
    decided: list[Asked] = []
    for place, (column, held) in enumerate(items):
        beside = _beside(items, place)
        scale = scale_of(column.question, held, beside, usual=found.usual_scale)
        leader = (
            leaders.setdefault(_open_for(scale, held, column.stem), column.item) if is_open(scale) else ""
        )
        answer = answers.get(f"scale:{column.item}", answers.get(f"scale:{leader}") if leader else None)
        if answer is not None:
            scale = scale_of(column.question, held, beside, usual=found.usual_scale, answer=answer)
        decided.append(Asked(column, held, scale, leader))
    return decided


def is_open(scale: Scale | None) -> bool:
    """Whether the file leaves the scale open."""
    return scale is not None and (scale.source == "guess" or scale.points_are_open)


def _open_for(scale: Scale | None, held: Profile, stem: str) -> tuple[Any, ...]:
    """Why a scale is open: its guess, and its matrix, else the smallest scale that holds all answers."""
    if scale is None or scale.points_are_open:
        return (scale and scale.bounds, "words", scale and scale.family)
    if stem:
        return scale.bounds, stem
    return scale.bounds, next((offer for offer in OFFERED if not outside(held.numbers, offer)), None)


def _beside(items: Sequence[tuple[Column, Profile]], place: int) -> set[str]:
    """The words of the columns beside one that belong to its matrix, which are on the same scale."""
    stem = items[place][0].stem
    words: set[str] = set()
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(items) and items[at][0].stem == stem and items[at][1].words:
            words |= set(items[at][1].words)
            at += step
    return words


def scale_questions(asked: Sequence[Asked]) -> list[Question]:
    """Ask for the scales that the file does not state, one question for items that are alike."""
    groups: dict[str, list[Asked]] = {}
    for each in asked:
        if each.leader:
            groups.setdefault(each.leader, []).append(each)
    return [_scale_question(leader, group) for leader, group in groups.items()]


def _scale_question(leader: str, group: Sequence[Asked]) -> Question:
    column, held = group[0].column, group[0].held
    untouched = scale_of(column.question, held, set())
    first = group[0].scale if is_open(group[0].scale) else untouched
    named = _named([each.column.item for each in group])
    verb = "does" if len(group) == 1 else "do"
    if first is not None and first.points_are_open:
        return _midpoint(leader, named, first, len(group))
    bounds = first.bounds if first is not None else OFFERED[0]
    total = sum(each.held.numeric for each in group)
    offers = [bounds, *(offer for offer in OFFERED if offer != bounds and 2 * _out(group, offer) < total)]
    return Question(
        f"scale:{leader}",
        f"Which scale {verb} {named} use? The file does not say.",
        written(bounds),
        (
            *(Option(written(offer), _words(offer), _consequence(group, offer)) for offer in offers),
            Option(NO_RATING, "No scale: this is no rating", "The answers are not read."),
        ),
    )


def _midpoint(leader: str, named: str, scale: Scale, items: int) -> Question:
    even, odd = int(scale.high), int(scale.high) + 1
    have = "has" if items == 1 else "have"
    return Question(
        f"scale:{leader}",
        f"How many points {have} the scale of {named}? Nobody chose a middle.",
        f"1-{even}",
        (
            Option(f"1-{even}", f"{even}, without a middle", "Every point of this scale was chosen."),
            Option(f"1-{odd}", f"{odd}, with a middle", "Answers above the middle move up by one."),
        ),
    )


def written(bounds: Bounds) -> str:
    """Give a scale as an answer is written: "1-5"."""
    return f"{bounds[0]:g}-{bounds[1]:g}"


def _words(bounds: Bounds) -> str:
    return f"{bounds[0]:g} to {bounds[1]:g}"


def _named(items: Sequence[str]) -> str:
    """Name the first item, and say how many others there are."""
    first = items[0] if len(items[0]) <= _LONGEST_ITEM else items[0][: _LONGEST_ITEM - 1].rstrip() + "…"
    more = len(items) - 1
    return f'"{first}"' + ("" if not more else " and 1 other" if more == 1 else f" and {more:,} others")


def _out(group: Sequence[Asked], bounds: Bounds) -> int:
    return sum(outside(each.held.numbers, bounds) for each in group)


def _consequence(group: Sequence[Asked], bounds: Bounds) -> str:
    """Say how many answers would lie outside a scale."""
    total = sum(each.held.numeric for each in group)
    out = _out(group, bounds)
    if not out:
        return {1: "The answer lies on it", 2: "Both answers lie on it"}.get(
            total, f"All {total:,} answers lie on it"
        )
    verb = "lies outside and is" if out == 1 else "lie outside and are"
    return f"{out:,} of {total:,} answers {verb} left out"


def branch_questions(found: Layout, codes: Sequence[str], has_rows: bool) -> list[Question]:
    """Ask which branch a file without a branch column is about, or what numbers for branches mean."""
    names = [part.sheet for part in found.sheet.parts]
    if "branch" not in found.roles and has_rows and are_branches(names):
        return [sheets_question(names)]
    if "branch" not in found.roles and has_rows:
        ask = "Which branch is this about? Leave it empty if it is about the whole library."
        return [Question("branch", ask, None)]
    if codes:
        listed = ", ".join(codes[:8]) + (" …" if len(codes) > 8 else "")
        ask = f"Which branches are {listed}? Write them as {codes[0]} = Main Library, for example."
        return [Question("branch_codes", ask, None)]
    return []


def day_question(found: Layout) -> list[Question]:
    """Ask when the answers were given, where the file has no column of dates."""
    if "responded_on" in found.roles:
        return []
    ask = "When were these answers given? Write one day, such as 2026-03-31; without it they cannot be added."
    return [Question("responded_on", ask, None)]


def renamed(column: Column, item: str) -> Column:
    """Give a column that stands for one item of a long table."""
    return replace(column, item=item, question=item)
