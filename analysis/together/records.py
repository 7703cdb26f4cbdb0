"""What an estimate holds: numbers, checks, and everything that was left out on the way to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import pandas as pd

Verdict = Literal["moved_together", "moved_apart", "cannot_tell", "no_sign"]
State = Literal["passed", "failed", "not_possible"]

ALPHA: Final = 0.05
"""An effect is told apart from zero where p is below this; the interval holds all that is not."""

POWER: Final = 0.80
"""How often the smallest detectable effect would be found."""

WORTH_KNOWING: Final = 5.0
"""Points; smaller differences would not change what a library does, unless Settings say else."""


@dataclass(frozen=True, slots=True)
class Check:
    """One look at whether the estimate can be believed.

    ``name`` is ``before_training``, ``placebo_dates`` or ``leaving_out_one_branch``; ``sentence`` is
    short enough for a badge.
    """

    name: str
    state: State
    sentence: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """Whether training and satisfaction moved together.

    Attributes
    ----------
    effect
        Points by which trained branches came out higher than those not yet trained (Callaway and
        Sant'Anna, months after training weighted by trained branches). Not a number where there is
        nothing to compare.
    low, high
        All effects that a test at 5% does not rule out; infinite where there are too few arrangements.
    p
        The share of arrangements of the training months among the branches that give an effect at
        least as large, up or down; 1 where there is no estimate.
    p_smallest_possible
        The smallest p this number of arrangements allows.
    smallest_detectable
        Points that would have been found 8 times of 10; infinite where no effect could have been.
    verdict
        ``moved_together`` or ``moved_apart`` (p below 0.05 and every check passed), ``cannot_tell``,
        ``no_sign`` (an effect worth knowing would have been found and was not).
    checks
        Before training, placebo dates, leaving out one branch; empty where there is no estimate.
    reason
        Why it cannot be told, in a sentence; empty for the other verdicts.
    worth_knowing, was_random
        What was asked; whether the order of training was drawn at random and recorded before.
    arrangements, is_every_arrangement
        How many were compared, with the true one, and whether these are all there are.
    branches, trained_branches, months, answers
        What the estimate is from: branches, those with a month after training, months, answers.
    effect_unadjusted
        The same estimate from the values before they were adjusted for the mix of channels.
    before_after
        Trained branches after training less before, with no comparison and no season taken out.
    placebo
        One row per placebo date: ``months_earlier``, ``effect``.
    leave_one_out
        One row per branch: ``branch``, ``effect`` without it (null where nothing is left to compare).
    series
        One row per branch and month as they came: ``branch``, ``month``, ``value``, ``n``,
        ``trained_from``, ``is_used``.
    left_out
        One row per branch or month left out: ``kind``, ``name``, ``why`` (a sentence).
    assumptions
        What has to be true for the effect to be the training's, in sentences.
    """

    effect: float
    low: float
    high: float
    p: float
    p_smallest_possible: float
    smallest_detectable: float
    verdict: Verdict
    checks: tuple[Check, ...]
    reason: str
    worth_knowing: float
    was_random: bool
    arrangements: int
    is_every_arrangement: bool
    branches: tuple[str, ...]
    trained_branches: tuple[str, ...]
    months: tuple[date, ...]
    answers: int
    effect_unadjusted: float
    before_after: float
    placebo: pd.DataFrame
    leave_one_out: pd.DataFrame
    series: pd.DataFrame
    left_out: pd.DataFrame
    assumptions: tuple[str, ...]
