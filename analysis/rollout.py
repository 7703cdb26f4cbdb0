"""A training handed out in random order, so that its effect can be seen, and how likely that is.

The order is drawn, not chosen: then nothing but chance decides which branch is trained first, and the
test of ``analysis.together`` holds by design. How likely an effect would be found is simulated from the
library's own months.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf
from typing import Final

import numpy as np
import pandas as pd

from analysis import wording
from analysis.together import permute, weights
from analysis.together.balance import NEVER, balanced, checked
from analysis.together.records import ALPHA, WORTH_KNOWING

TRIALS: Final = 200
"""Made-up courses of events; a power of 80% is then known to about 6 points."""

FEWEST_MONTHS: Final = 6
"""Months of answers that say how much a library's months differ."""

CURVE: Final = tuple(range(1, 21))
"""Points for which the power is given."""


@dataclass(frozen=True, slots=True)
class Rollout:
    """A drawn order and what it could show.

    Attributes
    ----------
    order
        One row per branch, by month, then name: ``wave`` (1, 2, ...; 0 is not trained within the
        period), ``branch``, ``trained_from`` (date; null for wave 0).
    seed
        What the order was drawn with: the same seed, branches and months give it again.
    arrangements, p_smallest_possible
        How many orders there could have been, and the smallest p that allows.
    power
        How often an effect worth knowing would be found, 0 to 1; not a number without a history.
    smallest_detectable
        Points that would be found 8 times of 10; infinite where none would.
    curve
        ``effect`` (points), ``power``.
    worth_knowing, months_before, months_after
        What was asked.
    reason
        Why there is no power to tell, in a sentence; empty where there is.
    """

    order: pd.DataFrame
    seed: int
    arrangements: int
    p_smallest_possible: float
    power: float
    smallest_detectable: float
    curve: pd.DataFrame
    worth_knowing: float
    months_before: int
    months_after: int
    reason: str


def propose(
    branches: Sequence[str],
    months: Sequence[date],
    *,
    seed: int,
    history: pd.DataFrame | None = None,
    worth_knowing: float = WORTH_KNOWING,
    untrained: int = 0,
    months_before: int = 6,
    months_after: int = 6,
) -> Rollout:
    """Draw an order, and simulate what it could show.

    Parameters
    ----------
    branches
        Every branch that takes part.
    months
        In which training may start: one wave each, as even as can be.
    seed
        Recorded with the order; draw it anew for every roll-out.
    history
        A panel as ``analysis.together.estimate`` takes it, for how much months differ here.
    worth_knowing
        Points.
    untrained
        Branches that stay without training until the end, for comparison.
    months_before, months_after
        Months with answers before the first training and from the last on.

    Raises
    ------
    ValueError
        Without branches or months, or with more waves than branches.
    """
    names = sorted(set(branches))
    starts_on = sorted({day.replace(day=1) for day in months})
    if len(names) - untrained < len(starts_on) or not starts_on or untrained < 0:
        raise ValueError("a roll-out needs at least one branch for each of its months")
    order = _drawn(names, starts_on, untrained, seed)
    first = starts_on[0]
    gaps = {day: 12 * (day.year - first.year) + day.month - first.month for day in starts_on}
    starts = np.array([NEVER if day is None else months_before + gaps[day] for day in order["trained_from"]])
    length = months_before + gaps[starts_on[-1]] + months_after
    found = Rollout(
        order=order,
        seed=seed,
        arrangements=1,
        p_smallest_possible=1.0,
        power=float("nan"),
        smallest_detectable=inf,
        curve=pd.DataFrame({"effect": pd.Series(dtype="float64"), "power": pd.Series(dtype="float64")}),
        worth_knowing=worth_knowing,
        months_before=months_before,
        months_after=months_after,
        reason="",
    )
    return _with_power(found, starts, length, history)


def _drawn(names: Sequence[str], starts_on: Sequence[date], untrained: int, seed: int) -> pd.DataFrame:
    """Shuffle the branches and deal them to the waves; the last ones drawn stay untrained."""
    shuffled = [names[at] for at in np.random.default_rng(seed).permutation(len(names))]
    trained = shuffled[: len(shuffled) - untrained]
    waves = {name: at % len(starts_on) + 1 for at, name in enumerate(trained)}
    rows = [
        (waves.get(name, 0), name, starts_on[waves[name] - 1] if name in waves else None) for name in names
    ]
    rows.sort(key=lambda row: (row[0] == 0, row[0], row[1]))
    frame = pd.DataFrame(rows, columns=["wave", "branch", "trained_from"])
    return frame.astype({"wave": "int64", "branch": "str", "trained_from": object})


def _with_power(found: Rollout, starts: weights.Starts, length: int, history: pd.DataFrame | None) -> Rollout:
    """Simulate, and say why where nothing can be found."""
    sums_to = weights.effect(starts, length)
    if sums_to is None:
        why = "All branches are trained in the same month: there is none to compare them with."
        return replace(found, reason=why)
    ways = permute.arrangements(starts, found.seed)
    least = permute.smallest_p(ways, sums_to)
    found = replace(found, arrangements=ways.number, p_smallest_possible=least)
    noise = None if history is None else own_variation(history)
    if noise is None:
        why = f"There are no {FEWEST_MONTHS} months of answers to tell from how much months differ here."
        return replace(found, reason=why)
    needed = _needed(ways, sums_to, weights.is_trained(starts, length), noise, found.seed)
    curve = pd.DataFrame({"effect": [float(each) for each in CURVE]})
    curve["power"] = [float((needed < each).mean()) for each in CURVE]
    if least >= ALPHA:
        ways_said = wording.count(ways.number, "order")
        found = replace(
            found,
            reason=f"There {'is' if ways.number == 1 else 'are'} only {ways_said}, and no p below "
            f"{wording.p_value(least)} exists. More months to start in, or more branches, would help.",
        )
    return replace(
        found,
        power=float((needed < found.worth_knowing).mean()),
        smallest_detectable=permute.found_in_most(needed),
        curve=curve,
    )


def _needed(
    ways: permute.Arrangements,
    sums_to: weights.Floats,
    trained: weights.Floats,
    noise: weights.Floats,
    seed: int,
) -> weights.Floats:
    """Give for each made-up course of events the effect that would have been found.

    Branches and a stretch of months are drawn from the library's own variation; an effect moves the
    interval by as much, so that it is found once the lower end is past zero.
    """
    rng = np.random.default_rng(seed + 1)
    overlaps = ways.sums(sums_to, trained)
    branches, length = trained.shape
    needed = np.empty(TRIALS)
    for trial in range(TRIALS):
        rows = rng.choice(len(noise), size=branches, replace=branches > len(noise))
        months = (rng.integers(noise.shape[1]) + np.arange(length)) % noise.shape[1]
        low, _ = permute.interval(ways.sums(sums_to, noise[rows][:, months]), overlaps)
        needed[trial] = max(-low, 0.0)
    return needed


def own_variation(history: pd.DataFrame) -> weights.Floats | None:
    """Take levels, season and the effect of earlier training out of a panel: branches x months.

    What is left is spread out a little, for what the means took with them. None where there are fewer
    than two branches or six months.
    """
    if history.empty:
        return None
    table = balanced(checked(history))
    branches, months = table.values.shape
    if branches < 2 or months < FEWEST_MONTHS:
        return None
    sums_to, values = weights.effect(table.start, months), table.values
    if sums_to is not None:
        values = values - (sums_to * values).sum() * weights.is_trained(table.start, months)
    left = values - values.mean(axis=1, keepdims=True) - values.mean(axis=0) + values.mean()
    spread = np.sqrt(branches / (branches - 1) * months / (months - 1))
    return np.asarray(left * spread)


def changed(order: pd.DataFrame, trained_from: Mapping[str, date | None]) -> list[str]:
    """List the branches that were trained in another month than drawn, or not at all.

    Only an order that was kept may be called random: ``estimate(..., was_random=not changed(...))``.
    """
    other = []
    for branch, planned in zip(order["branch"], order["trained_from"], strict=True):
        was = trained_from.get(branch)
        months = [None if day is None else (day.year, day.month) for day in (planned, was)]
        if months[0] != months[1]:
            other.append(str(branch))
    return other


def events(found: Rollout, topic: str) -> pd.DataFrame:
    """List the trainings for a calendar: ``starts_on`` (date), ``title``, ``description``; by date."""
    rows = found.order[found.order["wave"] > 0]
    waves = int(rows["wave"].max())
    return pd.DataFrame(
        {
            "starts_on": rows["trained_from"].astype(object),
            "title": [f"{topic}: {branch}" for branch in rows["branch"]],
            "description": [
                f"Wave {wave} of {waves}, drawn with seed {found.seed}." for wave in rows["wave"]
            ],
        }
    ).reset_index(drop=True)
