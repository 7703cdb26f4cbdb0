"""The guards of a library's staff and patrons, kept as long as its data stays the same."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final, TypeAlias
from weakref import WeakKeyDictionary

import narwhals as nw
import pandas as pd

from analysis import learners
from analysis.counting import Rows
from analysis.disclosure import Lattice, allowed_minimum
from analysis.disclosure.tables import PATRON_MINIMUM, STAFF_MINIMUM
from data.store import Store
from report.people.guard import Guard
from report.people.held import Held

Tables: TypeAlias = Mapping[str, Rows]
MOST_NOTES: Final = 100
Made: TypeAlias = dict[frozenset[str], Lattice | None]

_NOTES: Final[WeakKeyDictionary[Store, dict[str, dict[str, Any]]]] = WeakKeyDictionary()
_HELD: Final[WeakKeyDictionary[Store, tuple[str, dict[str, Any], dict[Hashable, Any]]]] = WeakKeyDictionary()
_KEPT: Final[WeakKeyDictionary[Store, dict[tuple[str, str, int], Made]]] = WeakKeyDictionary()


def guards(store: Store, version: str, tables: Tables, staff: int, patrons: int) -> tuple[Guard, Guard]:
    """Give the guards of staff and of patrons for the data of a moment and the library's minimums."""
    least_staff, least_patrons = (
        allowed_minimum(staff, STAFF_MINIMUM),
        allowed_minimum(patrons, PATRON_MINIMUM),
    )
    return (
        Guard(
            lambda columns: _staff(tables, columns),
            least_staff,
            adds="adds",
            together=False,
            passed_over=("channels",),
            made=_made(store, version, "staff", least_staff),
        ),
        Guard(
            lambda columns: _patrons(tables, columns),
            least_patrons,
            always=("question",),
            passed_over=("topics", "courses"),
            made=_made(store, version, "patrons", least_patrons),
        ),
    )


def notes(store: Store, version: str) -> dict[str, Any]:
    """Give what measures want to remember of this data, whatever the filter and the role."""
    kept = _NOTES.setdefault(store, {})
    for key in [key for key in kept if key != version]:
        kept.pop(key, None)
    found = kept.setdefault(version, {})
    if len(found) > MOST_NOTES:
        found.clear()
    return found


def held(store: Store, version: str, tables: Tables) -> Held:
    """Give what is held in memory of this data, and forget what was of older data."""
    kept = _HELD.get(store)
    if kept is None or kept[0] != version:
        kept = _HELD[store] = version, {}, {}
    return Held(tables, kept[1], kept[2])


def _made(store: Store, version: str, kind: str, minimum: int) -> Made:
    """Find what was decided for this data already, and forget what was decided for older data."""
    kept = _KEPT.setdefault(store, {})
    for key in [key for key in kept if key[0] != version]:
        kept.pop(key, None)
    return kept.setdefault((version, kind, minimum), {})


def _staff(tables: Tables, columns: Sequence[str]) -> pd.DataFrame:
    """Count the people (``size``) and the learner-courses (``adds``) by columns."""
    rows = tables["learner_courses"]
    if "topic" in columns:
        main = tables["course_topics"].filter(nw.col("rank") == 1).select("course_id", "topic").unique()
        rows = rows.join(main, on="course_id", how="left")
    people = learners.people_by(rows, *columns).collect("pandas").to_native()
    counted = rows.group_by(*columns).agg(adds=nw.len()).collect("pandas").to_native()
    return people.rename(columns={"people": "size"}).merge(counted, on=list(columns), how="left")


def _patrons(tables: Tables, columns: Sequence[str]) -> pd.DataFrame:
    """Count the valid answers (``size``) by columns; a question is told by its words, kind and scale."""
    parts = ("item", "item_kind", "scale_min", "scale_max")
    others = [name for name in columns if name != "question"]
    counted = (
        tables["answers_by_month"]
        .filter(~nw.col("value").is_null())
        .group_by(*others, *parts)
        .agg(size=nw.col("answers").sum())
        .collect("pandas")
        .to_native()
    )
    return with_question(counted).loc[:, [*columns, "size"]]


def with_question(frame: pd.DataFrame) -> pd.DataFrame:
    """Add ``question``: one text for what makes answers comparable."""
    parts = (frame[name].tolist() for name in ("item_kind", "item", "scale_min", "scale_max"))
    texts = [f"{kind}|{item}|{low}-{high}" for kind, item, low, high in zip(*parts, strict=True)]
    question = pd.Series(texts, frame.index, dtype="str").where(frame["item_kind"].notna())
    return frame.assign(question=question)
