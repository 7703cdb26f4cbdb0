"""What changed since the last meeting: the numbers kept then against those of today.

A change is told from noise by the rules of ``analysis.changes``, and only where the two periods have no
month in common: two counts of mostly the same people cannot be compared that way. Where both are of the
same months, a difference is a correction of the data, and said as one. Numbers hidden from the board are
neither kept nor compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from analysis import changes, periods, wording
from analysis.takeaways import changes as takeaways
from data.store import Store
from data.store.saved import Saved
from report import registry
from report.answer import Answer
from report.pack import steady
from report.pack.drawing import named
from report.pack.make import NUMBERS, Made
from report.pack.outline import Item
from report.pack.recipe import Wanted, under

MOST_NAMED: Final = 3
FEW_ROWS: Final = 10
KINDS: Final = {
    "catalog": "catalog page",
    "completions": "file of training",
    "satisfaction": "file of surveys",
    "staff": "staff list",
}


def last(store: Store, name: str, today: date) -> Saved | None:
    """Find the numbers of the last pack of this name that was made on an earlier day."""
    earlier = (each for each in store.saved(NUMBERS) if each.name == _called(name))
    return next((each for each in earlier if each.value.get("made_on", "") < today.isoformat()), None)


def keep(store: Store, name: str, made: Made, *, by: str) -> None:
    """Keep the numbers of a pack, for the next meeting to be compared with."""
    start = store.preferences.fiscal_start
    value = {
        "made_on": made.outline.made_on.isoformat(),
        "data_version": store.data_version,
        "findings": [
            _numbers(item, wanted, made, start)
            for item, wanted in zip(made.outline.items, made.wanted, strict=True)
        ],
        "unseen": [
            _unseen(each.answer, each.wanted, made, start)
            for each in made.absent
            if each.answer is not None and each.wanted is not None
        ],
    }
    store.save(NUMBERS, _called(name), value, by=by, keep_earlier=True)


def _called(name: str) -> str:
    return " ".join(name.split())[:120] or "pack"


def _numbers(item: Item, wanted: Wanted, made: Made, start: int) -> dict[str, Any]:
    said = item.answer
    return {
        "finding": wanted.finding,
        "chosen": under(wanted, made.outline.made_on, start, made.branch),
        "relative": wanted.period,
        "n": said.n,
        "parts": parts(said),
        **steady.as_shown(said),
    }


def _unseen(said: Answer[Any], wanted: Wanted, made: Made, start: int) -> dict[str, Any]:
    """Keep of what was left out that its groups were hidden: the next pack must not tell what they were."""
    return {
        "finding": wanted.finding,
        "chosen": under(wanted, made.outline.made_on, start, made.branch),
        **steady.as_shown(said),
    }


def parts(said: Answer[Any]) -> list[list[Any]]:
    """Give what a share is made of, for each category: its name, how many, of how many; shown rows only."""
    shape, rows = said.finding.shape, said.frames.rows
    if shape.unit != "share" or not shape.n or not shape.category:
        return []
    value, n = pd.to_numeric(rows[shape.values[0]]), pd.to_numeric(rows[shape.n])
    return [
        [named(name), round(float(share) * int(whole)), int(whole)]
        for name, share, whole in zip(rows[shape.category], value, n, strict=True)
        if pd.notna(share) and pd.notna(whole) and whole > 0
    ]


def with_changes(store: Store, made: Made, then: Saved | None) -> Made:
    """Put what changed since then on the pack; unchanged where there was no earlier one."""
    if then is None:
        return made
    told = told_since(store, made, then)
    return replace(made, outline=replace(made.outline, changes=tuple(told)))


def told_since(store: Store, made: Made, then: Saved) -> list[str]:
    """Say what changed: real changes first, then what may be noise, then what became of the data."""
    start = store.preferences.fiscal_start
    before = {_key(each): each for each in then.value.get("findings", [])}
    lines: list[tuple[int, str]] = []
    for item, wanted in zip(made.outline.items, made.wanted, strict=True):
        now = _numbers(item, wanted, made, start)
        earlier = before.get(_key(now))
        if earlier:
            lines += _compared(item.answer, now, earlier, start)
    told = [line for _, line in sorted(lines, key=lambda each: each[0])]
    when = wording.day(date.fromisoformat(then.value["made_on"]))
    found = [f"Compared with the pack of {when}.", *told]
    if not told:
        found.append("No finding of it can be compared: it has none in common with this pack, or no share.")
    return [*found, *corrections(store, then.made_at)]


def _key(each: Mapping[str, Any]) -> tuple[str, str]:
    """What makes a finding of two packs the same one: its id, and its filter but for a period that moved."""
    chosen = dict(each["chosen"])
    if each.get("relative"):
        for name in ("fiscal_years", "first_month", "last_month"):
            chosen.pop(name, None)
    return each["finding"], repr(sorted(chosen.items()))


def _months(chosen: Mapping[str, Any], start: int) -> frozenset[date] | None:
    """List the months a filter chooses; None for all there are."""
    told = registry.people_filter(chosen)
    if not told.has_period:
        return None
    found = {month for year in told.fiscal_years for month in periods.FiscalYear(year, start).span.months}
    if told.first_month and told.last_month:
        between = set(periods.months(told.first_month, told.last_month))
        found = found & between if found else between
    return frozenset(found)


def _compared(
    said: Answer[Any], now: Mapping[str, Any], earlier: Mapping[str, Any], start: int
) -> list[tuple[int, str]]:
    title = said.finding.title
    if not registry.is_about_people(said.finding.id):
        return _counted(title, now["n"], earlier["n"], "courses")
    months, months_then = _months(now["chosen"], start), _months(earlier["chosen"], start)
    if months == months_then:
        return _counted(title, now["n"], earlier["n"], "records of the same months")
    if months is None or months_then is None or months & months_then:
        return [
            (2, f"{title}: both packs count some of the same months, so chance cannot be told from change.")
        ]
    return _by_chance(title, now["parts"], earlier["parts"])


def _counted(title: str, now: int, before: int, what: str) -> list[tuple[int, str]]:
    if now == before:
        return [(3, f"{title}: the same {wording.number(now)} {what} as then.")]
    if 0 < abs(now - before) < FEW_ROWS and what != "courses":
        return [(3, f"{title}: a few {what} were added or corrected.")]
    return [(3, f"{title}: {wording.number(now)} {what}, {wording.number(before)} then. The data changed.")]


def _by_chance(title: str, now: Sequence[Any], before: Sequence[Any]) -> list[tuple[int, str]]:
    """Tell real changes from noise, category by category, with Holm's adjustment for their number."""
    columns = ["name", "part", "whole"]
    sides = [pd.DataFrame(rows, columns=columns) for rows in (now, before)]
    both = set(sides[0]["name"]) & set(sides[1]["name"])
    if not both:
        return []
    now_rows, then_rows = (side[side["name"].isin(both)] for side in sides)
    told = changes.of_shares(now_rows, then_rows, "part", "whole", ["name"])
    real = told[told["word"].isin([changes.ROSE, changes.FELL])]
    maybe = told[told["word"].isin([changes.MAY_HAVE_RISEN, changes.MAY_HAVE_FALLEN])]
    lines = [(0, _sentence(title, row)) for _, row in real.iterrows()]
    lines += [(1, _sentence(title, row)) for _, row in maybe.head(MOST_NAMED).iterrows()]
    rest = len(told) - len(lines)
    if rest:
        which = "the others differ" if lines else f"of {wording.number(len(told))} compared, each differs"
        lines.append((2, f"{title}: {which} by no more than chance explains."))
    return lines


def _sentence(title: str, row: pd.Series[Any]) -> str:
    said = takeaways.change(row, str(row["name"]), "share", "record", "the last pack's period")
    return f"{title}: {said}"


def corrections(store: Store, since: datetime) -> list[str]:
    """List what was added to the data and taken back since a moment, by kind; no file is named."""
    uploads = store.uploads()
    lines = []
    for kind, group in uploads.groupby("kind"):
        noun = KINDS.get(str(kind), "file")
        plural = {"staff list": "staff lists", "catalog page": "catalog pages"}.get(
            noun, noun.replace("file", "files", 1)
        )
        added = int(((group["added_at"] > since) & group["undone_at"].isna()).sum())
        undone = int(((group["undone_at"] > since) & (group["added_at"] <= since)).sum())
        if added:
            lines.append(f"Data: {wording.count(added, noun, plural)} added since.")
        if undone:
            lines.append(f"Data: {wording.count(undone, noun, plural)} taken back since.")
    corrected = sum(
        int(((made["made_at"] > since) & (made["made_by"] != "")).sum())
        for made in (store.corrections(), store.matches())
    )
    if corrected:
        lines.append(f"Data: {wording.count(corrected, 'name or topic', 'names or topics')} set right since.")
    return lines
