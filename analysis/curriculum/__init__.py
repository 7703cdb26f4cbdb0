"""Which courses, within the hours there are: an exact plan, what more hours buy, why others are left out.

``plan(courses, needs, *, hours, must, never, requires, format_hours, time_limit, cover, done) -> Plan`` is
stable: others call it.
"""

from analysis.curriculum.choose import plan, valued
from analysis.curriculum.frontier import HOURS, compare, frontier
from analysis.curriculum.left_out import why_left_out
from analysis.curriculum.needs import needs
from analysis.curriculum.records import REPEATS, Plan, Wishes

__all__ = [
    "HOURS",
    "REPEATS",
    "Plan",
    "Wishes",
    "compare",
    "frontier",
    "needs",
    "plan",
    "valued",
    "why_left_out",
]
