"""A pack made: every finding asked as the board would see it, and the outline written in a form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from analysis.people_filter import PeopleFilter
from data.store import Store
from report import registry
from report.answer import Answer
from report.pack import cover as marks
from report.pack import ready, steady
from report.pack.outline import Item, Outline
from report.pack.paper import pdf_bytes
from report.pack.recipe import Cover, Recipe, Wanted, under
from report.pack.sheets import xlsx_bytes
from report.pack.slides import pptx_bytes
from report.pack.web import html_bytes

Form = Literal["pptx", "pdf", "html", "xlsx"]
WRITERS: Final[Mapping[Form, Callable[[Outline], bytes]]] = {
    "pptx": pptx_bytes,
    "pdf": pdf_bytes,
    "html": html_bytes,
    "xlsx": xlsx_bytes,
}
"""How each form is written, by its file ending."""

NUMBERS: Final = "numbers"
"""The kind under which the numbers of a pack are kept."""

Progress = Callable[[int, int, str], None]
"""Told how many findings are done, of how many, and which is next."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A finding that is not in the pack, and why."""

    finding: str
    title: str
    why: str
    wanted: Wanted | None = None
    answer: Answer[Any] | None = field(default=None, repr=False)
    """What it was wanted as and what it hides, where there was an answer: the next pack must not tell it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A pack ready to be written, what each finding was wanted as, and what has nothing to show."""

    outline: Outline
    wanted: tuple[Wanted, ...]
    absent: tuple[Absent, ...]
    branch: str = ""
    """The branch that all of it is about, where it is about one."""


NO_DATA: Final = "there is no data for it"
TOO_SMALL: Final = "its groups are too small for the board, in this period"
MOSTLY_SMALL: Final = "most of its groups are too small for the board, in this period"
UNKNOWN: Final = "this version of Front Desk does not have it"


def make(
    store: Store,
    recipe: Recipe,
    cover: Cover,
    *,
    today: date,
    branch: str = "",
    progress: Progress | None = None,
    changes: Sequence[str] = (),
) -> Made:
    """Ask every finding of a recipe as the board, which sees no person and no small group.

    Findings without a row are left out and named in ``absent``. Of a ready recipe that wants more than it
    shows, the first that have something to say are taken.
    """
    start = store.preferences.fiscal_start
    memory = steady.Memory(store, NUMBERS)
    items: list[Item] = []
    used: list[Wanted] = []
    absent: list[Absent] = []
    most = recipe.most or len(recipe.wanted)
    for place, wanted in enumerate(recipe.wanted):
        if len(items) == most:
            break
        told = registry.FINDINGS.get(wanted.finding)
        title = told.title if told else wanted.finding
        if progress:
            progress(place, len(recipe.wanted), title)
        if told is None and recipe.name in ready.READY:
            continue  # one that another version has is nothing to miss
        found = _asked(store, memory, recipe, wanted, today, branch)
        if isinstance(found, Absent):
            absent.append(found)
        else:
            items.append(Item(found, wanted.title, wanted.notes))
            used.append(wanted)
    if recipe.asks_branch and not any(registry.is_about_people(each.finding) for each in used):
        items, used = [], []  # the catalog is the same at every branch: that alone is no visit
    return Made(
        Outline(
            title=f"{recipe.title}: {branch}" if recipe.asks_branch and branch else recipe.title,
            library=cover.library,
            made_on=today,
            items=tuple(items),
            period=_periods(used, today, start),
            accent=marks.accent(cover.accent),
            logo=cover.logo,
            changes=tuple(changes),
            is_practice=_has_practice(store),
        ),
        tuple(used),
        tuple(absent),
        branch if recipe.asks_branch else "",
    )


def _asked(
    store: Store, memory: steady.Memory, recipe: Recipe, wanted: Wanted, today: date, branch: str
) -> Answer[Any] | Absent:
    """Ask one finding as the board, held against what was shown before; or say why it is not in the pack."""
    told = registry.FINDINGS.get(wanted.finding)
    if told is None:
        return Absent(wanted.finding, wanted.finding, UNKNOWN)
    start = store.preferences.fiscal_start
    chosen = under(wanted, today, start, branch if recipe.asks_branch else "")
    said = registry.ask(store, wanted.finding, chosen, role="board", today=today)
    said = steady.held(store, memory, chosen, said)
    why = _nothing(said) or (_little(said) if recipe.name in ready.READY else "")
    if why == NO_DATA:
        why += _in(_periods([wanted], today, start))
    return Absent(wanted.finding, told.title, why, wanted, said) if why else said


def _nothing(said: Answer[Any]) -> str:
    """Say why a finding has nothing to show; empty where it has."""
    rows, shape = said.frames.rows, said.finding.shape
    if rows.empty:
        return NO_DATA
    if "hidden" in rows and bool(rows["hidden"].all()):
        return TOO_SMALL
    is_coded = "coded" in rows and bool((rows["coded"].fillna("") != "").any())
    is_known = bool(rows[list(shape.values)].notna().any(axis=None)) if shape.values else bool(said.n)
    return "" if is_known or is_coded else NO_DATA


def _in(period: str) -> str:
    return f" in {period}" if period else ""


def _little(said: Answer[Any]) -> str:
    """Say why a finding is left out of a ready pack: more of its groups are hidden than shown."""
    rows = said.frames.rows
    is_most = "hidden" in rows and 2 * int(rows["hidden"].sum()) > len(rows)
    return MOSTLY_SMALL if is_most else ""


def _periods(used: Sequence[Wanted], today: date, start: int) -> str:
    """Say the periods of a pack, each once, in the order they come."""
    said = []
    for wanted in used:
        if not registry.is_about_people(wanted.finding):
            continue
        chosen = registry.people_filter(under(wanted, today, start))
        period = PeopleFilter(chosen.fiscal_years, chosen.first_month, chosen.last_month)
        if period.has_period:
            said.append(period.describe(start_month=start, today=today))
    return "; ".join(dict.fromkeys(said))


def _has_practice(store: Store) -> bool:
    uploads = store.uploads()
    return bool((uploads["is_practice"] & uploads["undone_at"].isna()).any())


def written(outline: Outline, form: Form) -> bytes:
    """Write an outline in a form."""
    return WRITERS[form](outline)


def file_name(outline: Outline, form: Form) -> str:
    """Name the file: the pack's title and its day, in letters every system takes; practice is marked."""
    title = re.sub(r"[^a-z0-9]+", "-", outline.title.casefold()).strip("-")[:60] or "pack"
    practice = "practice-" if outline.is_practice else ""
    return f"{practice}{title}-{outline.made_on.isoformat()}.{form}"
