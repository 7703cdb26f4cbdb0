"""What a roll-out in random order could show, in a sentence or two."""

from __future__ import annotations

from math import inf, isnan

from analysis import wording
from analysis.rollout import Rollout


def rollout(found: Rollout) -> str:
    """Say how the branches are dealt, and how likely an effect would be found."""
    waves = int(found.order["wave"].max())
    branches = wording.count(len(found.order), "branch", "branches")
    dealt = f"{branches} in {wording.count(waves, 'wave')}, in random order"
    untrained = int((found.order["wave"] == 0).sum())
    if untrained:
        dealt += f", {wording.in_words(untrained)} of them without training for comparison"
    return f"{dealt[:1].upper()}{dealt[1:]}. {power(found)}"


def power(found: Rollout) -> str:
    """Say how likely an effect worth knowing would be found, or why nobody can say."""
    if found.reason or isnan(found.power):
        return found.reason
    worth = wording.points(found.worth_knowing)
    said = f"A change of {worth} would be found {wording.percent(found.power)} of the time"
    if found.smallest_detectable == inf:
        return f"{said}, and none, however large, 8 times of 10."
    return f"{said}, and one of {wording.points(found.smallest_detectable)} 8 times of 10."


def kept(changed: list[str], total: int) -> str:
    """Say whether the drawn order was kept, from ``rollout.changed``."""
    if not changed:
        return "Every branch was trained in the month that was drawn for it."
    who = wording.join(changed) if len(changed) <= 3 else f"{len(changed)} of {total} branches"
    verb = "was" if len(changed) == 1 else "were"
    return f"{who} {verb} trained in another month than drawn, so that the order no longer counts as random."
