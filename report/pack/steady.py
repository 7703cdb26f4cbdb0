"""What earlier packs showed, so that nobody subtracts two packs and learns of a small group.

The numbers of every finding about people are kept with a pack, as the board saw them. When the finding is
asked again for the same part of the data, ``analysis.disclosure.steady`` leaves what changed by too few.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

import narwhals as nw
import pandas as pd

from analysis import wording
from analysis.counting import Rows
from analysis.disclosure.steady import Counted, key_of, steady
from analysis.people_filter import course_key
from data.store import Store
from report import registry
from report.answer import Answer
from report.people.finding import PeopleFrames, restated

WHOLES: Final = ("learner_courses", "staff", "n", "completed", "answers", "all_learner_courses", "responses")
PARTS: Final = ("completed", "trained", "top")
"""What a row counts, and the part of it that its share is of, in the order they are looked for."""

PERIOD: Final = ("fiscal_years", "first_month", "last_month")
OF_LEARNERS: Final = frozenset({"branch", "month", "course_label"})
"""Categories of training that are columns of learner-courses: there people are counted."""

OF_ANSWERS: Final = frozenset({"branch", "month", "item"})
"""Categories of satisfaction that are columns of answers."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of a finding as a pack had them, and when that was."""

    rows: Mapping[Hashable, Mapping[str, Any]]
    at: datetime


class _Hidden(dict[Hashable, Mapping[str, Any]]):
    """The rows of a finding that was hidden as a whole: each of them was there, and none was shown."""

    def get(self, key: Hashable, default: Any = None) -> Any:
        return {"hidden": True}


@dataclass
class Memory:
    """What was shown last of each finding and part of the data, read from the packs when it is asked for."""

    store: Store
    kind: str
    _last: dict[tuple[str, str], tuple[list[Any], datetime]] | None = field(default=None)

    def last(self, finding: str, chosen: Mapping[str, Any], key: Sequence[str]) -> Shown | None:
        """Give the rows of the newest pack that has this finding for the same part of the data."""
        if self._last is None:
            self._last = self._read()
        found = self._last.get(_place(finding, chosen, key))
        if found is None:
            return None
        rows = {key_of(row, key): row for row in found[0]}
        return Shown(rows if rows else _Hidden(), found[1])

    def _read(self) -> dict[tuple[str, str], tuple[list[Any], datetime]]:
        last: dict[tuple[str, str], tuple[list[Any], datetime]] = {}
        for saved in self.store.saved(self.kind):  # the newest first
            for each in (*saved.value.get("findings", []), *saved.value.get("unseen", [])):
                if "shown" in each:
                    place = _place(each["finding"], each["chosen"], each["key"])
                    last.setdefault(place, (each["shown"], saved.made_at))
        return last


def _place(finding: str, chosen: Mapping[str, Any], key: Sequence[str]) -> tuple[str, str]:
    """Name a part of the data. A month is the same month whatever other months stand beside it."""
    left = PERIOD if "month" in key else ()
    return finding, repr(sorted((name, value) for name, value in chosen.items() if name not in left))


def counted(said: Answer[Any]) -> Counted | None:
    """Say what the rows of a finding count; None of one whose numbers are of no group of people."""
    rows, shape = said.frames.rows, said.finding.shape
    if not registry.is_about_people(said.finding.id) or "hidden" not in rows:
        return None
    whole = next((name for name in WHOLES if name in rows), "")
    key = [name for name in (shape.category, shape.across) if name in rows]
    is_told_apart = not rows.duplicated(key).any() if key else len(rows) <= 1
    if not (whole and is_told_apart):
        return None
    part = next((name for name in PARTS if name in rows and name != whole), "")
    return Counted(key, whole, part)


def as_shown(said: Answer[Any]) -> dict[str, Any]:
    """Give the rows of a finding as JSON, to be kept with the pack; nothing of what counts nobody."""
    told = counted(said)
    rows = said.frames.rows
    if told is None or (rows.empty and not said.hidden):
        return {}
    kept = [
        *told.key,
        *rows.select_dtypes("number").columns,
        "hidden",
        *(["coded"] if "coded" in rows else []),
    ]
    records = rows[list(dict.fromkeys(kept))].to_dict("records")
    plain = [{name: _plain(value) for name, value in row.items()} for row in records]
    return {"key": list(told.key), "shown": plain}


def _plain(value: Any) -> Any:
    if value is None or pd.isna(value):
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    return value.item() if hasattr(value, "item") else value


def held(store: Store, memory: Memory, chosen: Mapping[str, Any], said: Answer[Any]) -> Answer[Any]:
    """Give an answer whose numbers differ from those that were shown before by no small group."""
    told = counted(said)
    earlier = memory.last(said.finding.id, chosen, told.key) if told else None
    if told is None or earlier is None:
        return said
    house = said.frames.asked.house
    of_staff = said.finding.id.startswith("training.")
    minimum = house.staff_minimum if of_staff else house.patron_minimum
    behind = (_people_since if of_staff else _answers_since)(store, said, told, earlier.at)
    rows = steady(said.frames.rows, earlier.rows, told, minimum, behind)
    # Of branches by topic each branch stands there once a topic, with the same staff.
    once = rows.drop_duplicates("branch") if told.whole == "staff" and len(told.key) > 1 else rows
    n = int(pd.to_numeric(once[told.whole]).sum()) if said.n else 0
    return restated(said, rows, n, int(once["hidden"].sum()), _note(minimum, of_staff=of_staff))


def _note(minimum: int, *, of_staff: bool) -> str:
    """Say what holds for every number, whether it was held or not: which ones were is not to be told."""
    who = "people" if of_staff else "answers"
    return f"where fewer than {wording.number(minimum)} {who} changed since an earlier pack, as shown there"


def _people_since(
    store: Store, said: Answer[Any], told: Counted, moment: datetime
) -> Mapping[Hashable, int] | None:
    """Count the people with a learner-course that came on file since a moment, for each row.

    None where rows are people already, or not of one column: then learner-courses are counted.
    """
    by = list(told.key)
    is_of_people = told.whole in ("staff", "responses")
    if is_of_people or not set(by) <= OF_LEARNERS:
        return None
    uploads = store.uploads()
    before = uploads.loc[uploads["added_at"] <= moment, "upload_id"].tolist()
    with store.reading() as tables:
        frames: PeopleFrames = said.frames
        chosen = frames.asked.chosen.apply(tables)["learner_courses"]
        changed = _changed(chosen, tables["completions"].filter(nw.col("upload_id").is_in(before)))
        each = changed.select(*by, "staff_key").unique()
        counts = each.group_by(*by).agg(people=nw.len()) if by else each.select(people=nw.len())
        found = counts.collect("pandas").to_native()
    return {key_of(row, by): int(row["people"]) for row in found.to_dict("records")}


def _answers_since(
    store: Store, said: Answer[Any], told: Counted, moment: datetime
) -> Mapping[Hashable, int] | None:
    """Count the answers that came on file since a moment, for each row; None where rows are of others."""
    by = list(told.key)
    if not set(by) <= OF_ANSWERS:
        return None
    uploads = store.uploads()
    since = uploads.loc[uploads["added_at"] > moment, "upload_id"].tolist()
    rows = said.frames.rows
    with store.reading() as tables:
        answers = said.frames.asked.chosen.apply(tables)["answers"].filter(nw.col("upload_id").is_in(since))
        if "item" in rows and rows["item"].nunique() == 1:
            answers = answers.filter(nw.col("item") == str(rows["item"].iloc[0]))
        counts = answers.group_by(*by).agg(n=nw.len()) if by else answers.select(n=nw.len())
        found = counts.collect("pandas").to_native()
    return {key_of(row, by): int(row["n"]) for row in found.to_dict("records")}


def _changed(learned: Rows, attempts_before: Rows) -> Rows:
    """Keep the learner-courses that were not there before, or were not completed then and are now."""
    done = nw.when(nw.col("status") == "completed").then(nw.lit(1)).otherwise(nw.lit(0))
    before = (
        attempts_before.filter(nw.col("level") == "course")
        .with_columns(course_key=course_key(attempts_before), _done=done)
        .group_by("staff_key", "course_key")
        .agg(_was_done=nw.col("_done").max())
    )
    both = learned.join(before, on=["staff_key", "course_key"], how="left")
    was_done = nw.col("_was_done")
    return both.filter(was_done.is_null() | ((nw.col("outcome") == "completed") & (was_done == 0)))
