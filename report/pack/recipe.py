"""What a pack is made of before it is made: findings with filters, periods that move, and a cover."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Final

from analysis import periods

PERIODS: Final = {
    "": "as chosen",
    "last full month": "last full month",
    "last full 12 months": "the last 12 full months",
    "fiscal year to date": "fiscal year to date",
    "last full fiscal year": "last full fiscal year",
}
"""The relative periods, with their words: resolved on the day a pack is made, so that they move along."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One finding of a pack: its id, its filter as JSON, and where somebody changed them, its words."""

    finding: str
    chosen: Mapping[str, Any] = field(default_factory=dict)
    period: str = ""
    title: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """How a library's packs look: its name, its color as hex, its logo as a PNG."""

    library: str = ""
    accent: str = ""
    logo: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A pack by name: a title, and what it wants.

    ``most``: of a ready recipe, which wants more than it shows, as many as have something to say.
    ``asks_branch``: it is about one branch, named when it is made.
    """

    name: str
    title: str
    wanted: tuple[Wanted, ...]
    says: str = ""
    most: int = 0
    asks_branch: bool = False


def resolved(period: str, today: date, fiscal_start: int) -> dict[str, Any]:
    """Give a relative period as the filter's fields, as of a day; empty for "as chosen".

    A month is full when it is over. In the first month of a fiscal year nothing of it is full, and "to date"
    means the year before.
    """
    last = periods.shifted(today, -1)
    if period == "last full month":
        return _months(last, last)
    if period == "last full 12 months":
        return _months(periods.shifted(last, -11), last)
    if period == "fiscal year to date":
        # The whole year: later months have no data, and a year is shown where months are too small.
        return {"fiscal_years": [periods.fiscal_year(last, fiscal_start)]}
    if period == "last full fiscal year":
        this = periods.fiscal_year(today, fiscal_start)
        return {"fiscal_years": [this - 1]}
    return {}


def _months(first: date, last: date) -> dict[str, Any]:
    return {"first_month": first.isoformat(), "last_month": last.isoformat()}


def under(wanted: Wanted, today: date, fiscal_start: int, branch: str = "") -> dict[str, Any]:
    """Give the filter a finding is asked with: its own, its period resolved, and the branch of a visit."""
    chosen = dict(wanted.chosen)
    if wanted.finding.startswith("catalog."):
        return chosen
    moved = resolved(wanted.period, today, fiscal_start)
    if moved:
        for name in ("fiscal_years", "first_month", "last_month"):
            chosen.pop(name, None)
        chosen |= moved
    if branch:
        chosen["branches"] = [branch]
    return chosen


def to_json(recipe: Recipe) -> dict[str, Any]:
    """Write a recipe as JSON."""
    return {**asdict(recipe), "wanted": [asdict(each) for each in recipe.wanted]}


def from_json(value: Mapping[str, Any]) -> Recipe:
    """Read a recipe that was saved; fields of a later version are left out."""
    wanted = tuple(Wanted(**_known(Wanted, each)) for each in value.get("wanted", []))
    return replace(Recipe("", "", ()), **{**_known(Recipe, value), "wanted": wanted})


def cover_to_json(cover: Cover) -> dict[str, Any]:
    """Write a cover as JSON, its logo in base64."""
    logo = base64.b64encode(cover.logo).decode("ascii")
    return {"library": cover.library, "accent": cover.accent, "logo": logo}


def cover_from_json(value: Mapping[str, Any]) -> Cover:
    """Read a cover that was saved."""
    return Cover(
        str(value.get("library", "")), str(value.get("accent", "")), base64.b64decode(value.get("logo", ""))
    )


def _known(kind: type[Any], value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in value.items() if name in kind.__dataclass_fields__}
