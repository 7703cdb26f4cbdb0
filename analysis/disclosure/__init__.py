"""Small groups: what may be shown of them, decided in one place for everything that leaves.

``protect`` takes a result and gives it back with small groups hidden; ``Lattice`` says which filters
may be answered. Charts, tables, hover texts, downloads and slides are made from what they give.
docs/decisions/0012-small-groups.md has the reasons.
"""

from analysis.disclosure.lattice import Lattice
from analysis.disclosure.tables import (
    CODED_HIGH,
    CODED_LOW,
    LEAST,
    PATRON_MINIMUM,
    STAFF_MINIMUM,
    WHY,
    Protected,
    allowed_minimum,
    protect,
)

__all__ = [
    "CODED_HIGH",
    "CODED_LOW",
    "LEAST",
    "PATRON_MINIMUM",
    "STAFF_MINIMUM",
    "WHY",
    "Lattice",
    "Protected",
    "allowed_minimum",
    "protect",
]
