"""Did training and satisfaction move together? Panel, estimate, checks, verdict.

``estimate(panel, *, seed, worth_knowing, was_random) -> Estimate`` is stable: others call it.
"""

from analysis.together.balance import RULE
from analysis.together.dose import THRESHOLD, when_trained
from analysis.together.estimate import estimate
from analysis.together.panel import ADJUSTED, panel, without_branch
from analysis.together.records import ALPHA, POWER, WORTH_KNOWING, Check, Estimate

__all__ = [
    "ADJUSTED",
    "ALPHA",
    "POWER",
    "RULE",
    "THRESHOLD",
    "WORTH_KNOWING",
    "Check",
    "Estimate",
    "estimate",
    "panel",
    "when_trained",
    "without_branch",
]
