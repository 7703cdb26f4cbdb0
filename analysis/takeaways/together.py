"""Headlines about training and satisfaction: never "caused", unless the order was drawn at random."""

from __future__ import annotations

from datetime import date
from math import ceil, inf, isnan
from typing import Final

from analysis import wording
from analysis.together.records import ALPHA, Estimate

VERDICTS: Final = {
    "moved_together": "They moved together.",
    "moved_apart": "They moved apart.",
    "cannot_tell": "This data cannot tell.",
    "no_sign": "There is no sign of a difference.",
}

HEADLINES: Final = {
    "moved_together": "Training and satisfaction moved together.",
    "moved_apart": "Training and satisfaction moved apart.",
    "cannot_tell": "This data cannot tell whether training and satisfaction moved together.",
    "no_sign": "There is no sign that satisfaction differs where staff were trained.",
}
"""The verdicts as they stand alone, where no question stands above them."""

NOT_CAUSE: Final = "This does not show that training caused it."
LIKELY_CAUSE: Final = (
    "The order of training was drawn at random and recorded before, so that training is the likely cause."
)


def verdict(found: Estimate) -> str:
    """Say the verdict, for the large headline."""
    return VERDICTS[found.verdict]


def headline(found: Estimate) -> str:
    """Say the verdict so that it stands alone: on a slide nothing above it asks the question."""
    return HEADLINES[found.verdict]


def explained(found: Estimate) -> str:
    """Say in two or three sentences what was found, with interval, p, and what it does not show."""
    if isnan(found.effect):
        return f"{found.reason} {helps(found)}".strip()
    if found.verdict.startswith("moved"):
        way = "higher" if found.effect > 0 else "lower"
        points = wording.points(abs(found.effect))
        cause = LIKELY_CAUSE if found.was_random else NOT_CAUSE
        return (
            f"In trained branches satisfaction came out {points} {way} than in branches not yet trained "
            f"({_interval(found)}; {p_value(found)}). {cause}"
        )
    if found.verdict == "no_sign":
        return (
            f"The estimate is {wording.points(found.effect, is_signed=True)} ({_interval(found)}; "
            f"{p_value(found)}). A difference of {wording.points(found.worth_knowing)} would have been found "
            "at least 8 times of 10, and was not."
        )
    fits = f"anything from {wording.bound(found.low)} to {wording.bound(found.high)} fits"
    if found.low == -inf and found.high == inf:
        fits = "no effect can be ruled out"
    start = f"The estimate is {wording.points(found.effect, is_signed=True)}, and {fits}."
    return f"{start} {found.reason} {helps(found)}".strip()


def helps(found: Estimate) -> str:
    """Say what would make it answerable; empty where it is answered."""
    if found.verdict != "cannot_tell":
        return ""
    if isnan(found.effect):
        return _helps_to_compare(found)
    if found.p >= ALPHA and found.p_smallest_possible >= ALPHA:
        return "What would help: more branches with a survey, or training them in different months."
    if found.p >= ALPHA and found.smallest_detectable > found.worth_knowing:
        return f"What would help: {_more(found)}more answers a month, or more months before training."
    if any(each.state == "not_possible" for each in found.checks):
        return "What would help: more months before training, or a second trained branch."
    if any(each.state == "failed" for each in found.checks):
        return (
            "What would help: finding out what else changed in these branches, or a roll-out in random order."
        )
    return ""


def _helps_to_compare(found: Estimate) -> str:
    if not found.trained_branches and len(found.branches) > 1:
        return "What would help: a branch that reaches the coverage, or a month of training entered by hand."
    return "What would help: a branch with a survey that is trained later than the others, or not at all."


def _more(found: Estimate) -> str:
    """Say about how many branches are enough: what can be found falls with the root of their number."""
    if found.smallest_detectable == inf or not found.branches:
        return ""
    needed = ceil(len(found.branches) * (found.smallest_detectable / found.worth_knowing) ** 2)
    if needed > 10 * len(found.branches):
        return ""
    return f"about {wording.number(needed)} branches instead of {wording.number(len(found.branches))}, "


def p_value(found: Estimate) -> str:
    """Write p with what it is a share of: "p 0.014 of 70 arrangements, the smallest possible"."""
    kind = "" if found.is_every_arrangement else " drawn"
    said = f"p {wording.p_value(found.p)} of {wording.count(found.arrangements, 'arrangement')}{kind}"
    if found.p <= found.p_smallest_possible:
        return f"{said}, the smallest possible"
    return f"{said}, the smallest possible being {wording.p_value(found.p_smallest_possible)}"


def _interval(found: Estimate) -> str:
    return f"95% interval {wording.bound(found.low)} to {wording.bound(found.high)}"


def basis(found: Estimate) -> str:
    """Say what the estimate is from: "8 branches (4 trained), 24 months, 4,102 answers"."""
    branches = wording.count(len(found.branches), "branch", "branches")
    months, answers = wording.count(len(found.months), "month"), wording.count(found.answers, "answer")
    return f"{branches} ({wording.number(len(found.trained_branches))} trained), {months}, {answers}"


def smallest_detectable(found: Estimate) -> str:
    """Say which change could have been found."""
    if found.smallest_detectable == inf:
        return "no change, however large, could have been found reliably"
    return f"smallest change that could have been found: {wording.points(found.smallest_detectable)}"


def series(found: Estimate) -> str:
    """Say what the lines of the branches show by themselves, and that this is no comparison yet."""
    if not found.trained_branches or isnan(found.before_after):
        return "No branch has months before and after training."
    trained = len(found.trained_branches)
    who = "The one trained branch" if trained == 1 else f"The {wording.in_words(trained)} trained branches"
    points = wording.points(abs(found.before_after))
    if not float(points.split()[0].replace(",", "")):
        return f"{who} came out the same after training as before."
    way = "higher" if found.before_after > 0 else "lower"
    return f"{who} came out {points} {way} after training than before, compared with nobody."


def fell_below(branch: str, trained_from: date, fell_on: date) -> str:
    """Say that a branch's coverage fell again."""
    since, fell = wording.month_year(trained_from), wording.month_year(fell_on)
    return (
        f"{branch} reached the coverage in {since} and fell below it in {fell}; it still counts as trained."
    )
