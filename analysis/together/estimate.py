"""Did training and satisfaction move together? The estimate, its checks and its verdict."""

from __future__ import annotations

from dataclasses import replace
from math import inf, isnan, nan

import numpy as np
import pandas as pd

from analysis import wording
from analysis.together import checks, library, permute, weights
from analysis.together.balance import NEVER, RULE, Balanced, balanced, checked
from analysis.together.records import ALPHA, WORTH_KNOWING, Check, Estimate, Verdict


def estimate(
    panel: pd.DataFrame,
    *,
    seed: int = 0,
    worth_knowing: float = WORTH_KNOWING,
    was_random: bool = False,
) -> Estimate:
    """Estimate by how much trained branches came out higher than those not yet trained.

    Staggered difference-in-differences (Callaway and Sant'Anna, by diff-diff), with p and interval from
    rearranging the training months among the branches. Missing months are balanced by
    ``balance.RULE`` first.

    Parameters
    ----------
    panel
        One row per branch and month: ``branch``, ``month`` (date), ``value`` (0 to 100; null: no
        answers), ``n`` (answers), ``trained_from`` (date; null: not trained; one for each branch).
        ``unadjusted`` may stand beside ``value``.
    seed
        For the arrangements drawn where there are too many for all.
    worth_knowing
        Points that would change what the library does.
    was_random
        Whether the order of training was drawn at random and recorded before.

    Raises
    ------
    ValueError
        Where the panel lacks a column, has a row twice, or a value outside 0 to 100.
    """
    if not worth_knowing > 0:
        raise ValueError("worth_knowing is a number of points above 0")
    whole = checked(panel)
    table = balanced(whole) if len(whole) else _nothing()
    found = _without(whole, table, worth_knowing, was_random)
    sums_to = weights.effect(table.start, len(table.months)) if len(table.branches) else None
    if sums_to is None:
        return replace(found, reason=_why_nothing(table))
    return _judged(_measured(found, table, sums_to, seed))


def _measured(found: Estimate, table: Balanced, sums_to: weights.Floats, seed: int) -> Estimate:
    """Put the numbers in: effect, p, interval, what could have been found, checks."""
    ways = permute.arrangements(table.start, seed)
    trained = weights.is_trained(table.start, len(table.months))
    effect = library.effect(table.values, table.start)
    sums = ways.sums(sums_to, table.values)
    noise = table.values - sums[0] * trained
    low, high = permute.interval(sums, ways.sums(sums_to, trained))
    p = permute.share_as_large(sums)
    placebo, without = checks.placebo_dates(table), checks.leave_one_out(table)
    bar = abs(effect) if p < ALPHA else max(abs(effect), found.worth_knowing)
    return replace(
        found,
        effect=effect,
        low=low,
        high=high,
        p=p,
        p_smallest_possible=permute.smallest_p(ways, sums_to),
        smallest_detectable=permute.smallest_detectable(ways, sums_to, trained, noise, seed),
        checks=(
            checks.before_training(table, ways, noise),
            checks.placebo(placebo, effect, bar),
            checks.leaving_out(without, effect, p < ALPHA, found.worth_knowing),
        ),
        arrangements=ways.number if ways.is_every else len(ways.places),
        is_every_arrangement=ways.is_every,
        effect_unadjusted=float((sums_to * table.unadjusted).sum()),
        before_after=_before_after(table),
        placebo=placebo,
        leave_one_out=without,
    )


def verdict(
    p: float, effect: float, smallest_detectable: float, worth: float, done: tuple[Check, ...]
) -> Verdict:
    """Apply the rules for the verdict: no estimate and no check may be better than it is."""
    if isnan(effect) or any(each.state != "passed" for each in done):
        return "cannot_tell"
    if p < ALPHA:
        return "moved_together" if effect > 0 else "moved_apart"
    return "no_sign" if smallest_detectable <= worth else "cannot_tell"


def _judged(found: Estimate) -> Estimate:
    """Give the verdict, and the reason where it cannot be told."""
    is_flat = bool(found.series.loc[found.series["is_used"], "value"].nunique() == 1)
    said = verdict(found.p, found.effect, found.smallest_detectable, found.worth_knowing, found.checks)
    said = "cannot_tell" if is_flat else said
    reason = _why_not(found, is_flat) if said == "cannot_tell" else ""
    return replace(found, verdict=said, reason=reason)


def _why_not(found: Estimate, is_flat: bool) -> str:
    """Say why it cannot be told: the first of the reasons that holds."""
    if is_flat:
        return "Every branch has the same value in every month, so that nothing can be compared."
    if found.p >= ALPHA and found.smallest_detectable > found.worth_knowing:
        return _too_little(found)
    bad = [each for each in found.checks if each.state != "passed"]
    told = (
        f"The effect is told apart from zero (p {wording.p_value(found.p)}), but " if found.p < ALPHA else ""
    )
    return wording.sentence(told + "; ".join(_lowered(each.sentence) for each in bad))


def _too_little(found: Estimate) -> str:
    branches = wording.count(len(found.branches), "branch", "branches")
    if found.p_smallest_possible >= ALPHA:
        ways = wording.count(found.arrangements, "arrangement")
        trained = wording.count(len(found.trained_branches), "trained branch", "trained branches")
        there = f"there {'is' if found.arrangements == 1 else 'are'} {ways} of the training months"
        of_all = wording.number(len(found.branches))
        least = found.p_smallest_possible
        return f"With {trained} of {of_all} {there}, and no p below {wording.p_value(least)} exists."
    if found.smallest_detectable == inf:
        return f"With {branches} too little differs between the arrangements to find any effect reliably."
    return (
        f"With {branches} only a change of {wording.points(found.smallest_detectable)} or more would have "
        f"been found 8 times of 10; you asked about {wording.points(found.worth_knowing)}."
    )


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _why_nothing(table: Balanced) -> str:
    """Say why there is no estimate."""
    before = (
        table.left_out["why"].str.contains("counted as trained before").sum() if len(table.left_out) else 0
    )
    if len(table.branches) + before == 0 or not len(table.months):
        return "There are no branches with answers in the same months."
    if not len(table.branches):
        return "Every branch counted as trained before the first month compared, so that there is no before."
    is_trained = table.start != NEVER
    if len(table.branches) == 1:
        return "There is only one branch with a month before training: there is none to compare it with."
    if not is_trained.any():
        return "No branch counts as trained within the months compared."
    when = wording.month_year(table.months[int(table.start[is_trained][0])])
    return f"All branches count as trained from {when}: there is no branch not yet trained to compare with."


def _before_after(table: Balanced) -> float:
    """Average, over trained branches, the mean after less the mean before; no comparison, no season."""
    rows = [(row, at) for row, at in enumerate(table.start.tolist()) if at > 0]
    values = table.unadjusted
    return float(np.mean([values[row, at:].mean() - values[row, :at].mean() for row, at in rows]))


def _nothing() -> Balanced:
    none = np.zeros((0, 0))
    out = pd.DataFrame({"kind": [], "name": [], "why": []}, dtype="str")
    return Balanced((), (), none, none, none, np.zeros(0, dtype=np.int64), out)


def _without(whole: pd.DataFrame, table: Balanced, worth_knowing: float, was_random: bool) -> Estimate:
    """Start with what is known before there is an estimate; the verdict is that it cannot be told."""
    used = whole["branch"].isin(table.branches) & whole["month"].dt.date.isin(table.months)
    columns = ["branch", "month", "value", "n", "trained_from"]
    series = whole[columns].assign(is_used=used).sort_values(["branch", "month"], ignore_index=True)
    return Estimate(
        effect=nan,
        low=-inf,
        high=inf,
        p=1.0,
        p_smallest_possible=1.0,
        smallest_detectable=inf,
        verdict="cannot_tell",
        checks=(),
        reason="",
        worth_knowing=worth_knowing,
        was_random=was_random,
        arrangements=0,
        is_every_arrangement=True,
        branches=table.branches,
        trained_branches=tuple(np.array(table.branches, dtype=object)[table.start != NEVER]),
        months=table.months,
        answers=int(table.counts.sum()),
        effect_unadjusted=nan,
        before_after=nan,
        placebo=pd.DataFrame(
            {"months_earlier": pd.Series(dtype="int64"), "effect": pd.Series(dtype="float64")}
        ),
        leave_one_out=pd.DataFrame({"branch": pd.Series(dtype="str"), "effect": pd.Series(dtype="float64")}),
        series=series,
        left_out=table.left_out,
        assumptions=assumptions(was_random),
    )


def assumptions(was_random: bool) -> tuple[str, ...]:
    """List what has to be true, in sentences."""
    order = (
        "The order of training was drawn at random and recorded before."
        if was_random
        else "Without training, trained branches would have changed as the others did: nothing else that "
        "changes satisfaction came to them at the same time."
    )
    return (
        order,
        "Training in one branch does not change answers in another, nor before it starts.",
        "Whatever changes all branches in a month, such as the season, changes them alike, and is taken out "
        "by comparing them in the same month.",
        "A branch that counts as trained stays so.",
        "Every branch counts the same, however many answers it has.",
        RULE,
    )
