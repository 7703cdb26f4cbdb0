"""Learning systems told by the words of their headers, and what is peculiar to one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from data.uploads.day_texts import read_day
from data.uploads.encoded import encode
from data.uploads.persons import IDS
from data.uploads.records import Document
from data.uploads.tables import Table, fields_in
from data.vocab.upload_columns import header_key
from data.vocab.upload_words import is_missing

_TIMES: Final = frozenset(
    map(header_key, ("time enrolled", "time started", "time completed", "time expires"))
)


_STARTED: Final = header_key("time started")


class System(NamedTuple):
    """One system that a header speaks for; ``ids`` are its columns that tell people apart, the best first."""

    name: str
    score: float
    reason: str
    ids: tuple[str, ...] = IDS


def systems(table: Table, document: Document) -> list[System]:
    """Name the systems whose words the header has, the surest first."""
    keys = [header_key(name) for name in table.names]
    found = []
    if table.has("completion_branch") or any(key.startswith("usersorgani") for key in keys):
        reason = "This is a Totara report: it has the organization of each learner and a completion status."
        found.append(System("totara", 0.95, reason))
    if len(_TIMES & set(keys)) >= 2 and _STARTED in keys:
        reason = "This is an IOMAD completion report: it has the times of enrollment, start and completion."
        found.append(System("iomad", 0.95, reason, ("email", "username", "person_id")))
    if any(key.startswith("tutorial") for key in keys):
        reason = "This is a Niche Academy report: its tutorials are the courses and its teams the branches."
        found.append(System("niche academy", 0.95, reason))
    in_one_go = document.container == "csv" and table.header == (0,)
    if table.has("status", "success", "progress") and (table.has(*IDS, "enrolled_on") or in_one_go):
        reason = "This is a learning system's export: one row for each person and course, with a status."
        found.append(System("lms export", 0.9, reason))
    return found


def iomad_mended(table: Table) -> Table:
    """Name the column that IOMAD's header forgets: "Time expires" has data and no header.

    All rows are then one cell wider than the header, and what comes after the time of completion stands
    one column to the left of its name.
    """
    widths = table.sheet.widths[table.start :]
    if not len(widths) or int(np.median(widths)) != len(table.names) + 1 or not table.has("completed_on"):
        return table
    after = table.fields["completed_on"] + 1
    if not _holds_days(table, after) or (
        after < len(table.names) and "expires" in header_key(table.names[after])
    ):
        after = len(table.names)
    names = (*table.names[:after], "Time expires", *table.names[after:])
    fields, _ = fields_in(names)
    return replace(table, names=names, fields=fields)


def _holds_days(table: Table, at: int) -> bool:
    cells = encode(table.sheet.columns[at].slice(table.start, 500))
    return all(
        is_missing(text) or read_day(text).day_first or read_day(text).month_first for text in cells.texts
    )
