"""The survey of the practice library: every answer drawn from the truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from data.practice import truth
from data.practice.chance import Chance
from data.practice.truth import BRANCHES, Branch

_SAME_MOOD: Final = 0.5
"""How often a second answer of a person comes from the same mood as the first."""
_NO_HELP, _BLANK, _COMMENTS = 0.09, 0.02, 0.11

_GOOD: Final = (
    "The staff went out of their way for me.",
    "Friendly and patient help with the printer.",
    "So much better than last year, thank you!",
    "My children love the summer reading club.",
    "El personal es muy amable.",
    "Found everything I needed, and got a smile, too.",
    "Great help with my job application.",
    "Love the new books shelf by the door.",
)
_BAD: Final = (
    "Waited a long time at the desk.",
    "Nobody could tell me how to use the scanner.",
    "Too noisy to study in the afternoon.",
    "The Wi-Fi kept dropping.",
    "Please open earlier on Saturdays.",
    "Parking is always full.",
    "Restroom needs attention.",
    "Holds take too long to arrive.",
    "Felt brushed off when I asked about my fine.",
    "El baño estaba cerrado.",
)


@dataclass(frozen=True, slots=True)
class Response:
    """One person's answers: 1 to 5, 1 to 5 or None (no help was asked for), 0 to 10 or None (left blank)."""

    at: datetime
    branch: str
    channel: str
    overall: int
    help: int | None
    recommend: int | None
    comment: str


def responses() -> list[Response]:
    """Make every response of four years, in the order in which they came."""
    chance = Chance(truth.SEED + 3)
    made = [
        response
        for at in range(truth.MONTHS)
        for branch in BRANCHES
        for response in _month(branch, at, chance)
    ]
    return sorted(made, key=lambda response: response.at)


def _month(branch: Branch, at: int, chance: Chance) -> Iterator[Response]:
    """Make the responses of one branch in one month: the usual number, give or take a quarter."""
    count = round(branch.answers * (0.75 + 0.5 * chance.share()))
    noise = truth.NOISE_OF_A_MONTH * chance.around_zero()
    mix = tuple(truth.CHANNEL_MIX[at >= truth.CHANNEL_CHANGE].items())
    for _ in range(count):
        channel = chance.weighted(mix)
        yield _response(branch, at, channel, truth.share_satisfied(branch, at, channel) + noise, chance)


def _response(branch: Branch, at: int, channel: str, satisfied: float, chance: Chance) -> Response:
    mood = chance.share()
    others = [mood if chance.happens(_SAME_MOOD) else chance.share() for _ in range(2)]
    overall = _answer(mood, satisfied, truth.SATISFIED, truth.OTHERS)
    helped = _answer(others[0], satisfied, truth.SATISFIED, truth.OTHERS)
    recommend = _answer(others[1], satisfied, truth.SATISFIED_RECOMMEND, truth.OTHERS_RECOMMEND)
    # Each is drawn whether it is used or not, so that one change moves no other answer.
    is_unhelped, is_blank = chance.happens(_NO_HELP), chance.happens(_BLANK)
    has_comment, comment = chance.happens(_COMMENTS), chance.one_of(_GOOD if overall >= 4 else _BAD)
    return Response(
        at=_moment(truth.month(at), chance),
        branch=branch.name,
        channel=channel,
        overall=overall,
        help=None if is_unhelped else helped,
        recommend=None if is_blank else recommend,
        comment=comment if has_comment else "",
    )


def _answer(
    mood: float, satisfied: float, if_so: tuple[tuple[int, float], ...], if_not: tuple[tuple[int, float], ...]
) -> int:
    """Turn a mood (a share, lower is better) into an answer: the satisfied come first."""
    is_satisfied = mood < satisfied
    place = mood / satisfied if is_satisfied else (mood - satisfied) / (1 - satisfied)
    shares = if_so if is_satisfied else if_not
    for value, share in shares:
        place -= share
        if place < 0:
            return value
    return shares[-1][0]


def _moment(first: date, chance: Chance) -> datetime:
    """Draw a time of opening hours on a day of the month."""
    day = first + timedelta(days=chance.whole(0, 27))
    return datetime(
        day.year, day.month, day.day, chance.whole(9, 19), chance.whole(0, 59), chance.whole(0, 59)
    )
