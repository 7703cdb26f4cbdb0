"""What is wished for, and what comes back: the words of a plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

REPEATS: Final = (1.0, 0.5, 0.25)
"""What the first, second and third chosen course of a topic add, as a share of the topic's weight.

A fourth adds nothing. The shares fall, so that a plan spreads over topics before it repeats one.
"""

Status = Literal["optimal", "time_limit", "impossible"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """Everything a plan has to keep to.

    ``hours`` are for one person. ``must`` and ``never`` are course ids, ``requires`` pairs of a course
    and its prerequisite, ``format_hours`` the most hours of a format, ``cover`` topics of which at
    least one course has to be chosen, ``done`` courses that were completed before: they are not chosen
    again, and count as prerequisites that are met.
    """

    hours: float
    must: tuple[str, ...] = ()
    never: frozenset[str] = frozenset()
    requires: tuple[tuple[str, str], ...] = ()
    format_hours: Mapping[str, float] = field(default_factory=dict)
    cover: tuple[str, ...] = ()
    done: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for hours in (self.hours, *self.format_hours.values()):
            if not 0 <= hours < float("inf"):
                raise ValueError(f"hours are a number from 0 up, not {hours}")


@dataclass(frozen=True, slots=True)
class Plan:
    """The chosen courses of one person.

    Attributes
    ----------
    course_ids
        In the order in which they add most, a prerequisite before what it is for.
    minutes
        Together.
    value
        Sum over topics of weight x (1 + 1/2 + 1/4) for the first, second and third chosen course.
    gap
        How much better a plan could be at most, as a share of ``value``: 0 where the optimum is
        proven, positive where the time limit came first.
    status
        ``optimal``, ``time_limit`` (the best plan found so far) or ``impossible`` (no plan keeps to
        the wishes: ``sentence`` says why, and nothing is chosen).
    added
        What each course of ``course_ids`` adds to the value, in that order.
    reachable
        The value of all courses that may be chosen, were there hours without end.
    unknown_length
        Courses left out because nobody knows how long they are.
    wishes, sentence
        What was asked, and why it cannot be done (empty where it can).
    """

    course_ids: tuple[str, ...]
    minutes: float
    value: float
    gap: float
    status: Status
    added: tuple[float, ...]
    reachable: float
    unknown_length: tuple[str, ...]
    wishes: Wishes
    sentence: str = ""

    @property
    def share(self) -> float:
        """The part of the reachable value that this plan has, 0 to 1; 0 where nothing is reachable."""
        return self.value / self.reachable if self.reachable else 0.0


def wished(
    hours: float,
    must: Collection[str],
    never: Collection[str],
    requires: Sequence[tuple[str, str]],
    format_hours: Mapping[str, float] | None,
    cover: Collection[str],
    done: Collection[str],
) -> Wishes:
    """Put the arguments of ``plan`` together; what is done already needs no "must" any more."""
    return Wishes(
        hours=hours,
        must=tuple(dict.fromkeys(each for each in must if each not in set(done))),
        never=frozenset(never),
        requires=tuple((str(course), str(first)) for course, first in requires),
        format_hours=dict(format_hours or {}),
        cover=tuple(dict.fromkeys(cover)),
        done=frozenset(done),
    )
