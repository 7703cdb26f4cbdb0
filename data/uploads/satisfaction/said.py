"""What was understood of a survey file, in words: its columns, what was left out, one sentence for all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow.compute as pc

from data.uploads.dates import DateColumn
from data.uploads.records import ColumnUse, Document
from data.uploads.satisfaction.about import About
from data.uploads.satisfaction.answered import Answered
from data.uploads.satisfaction.asking import Asked
from data.uploads.satisfaction.body import Flags
from data.uploads.satisfaction.layout import Column, Layout
from data.uploads.satisfaction.ledger import Ledger
from data.uploads.understood import BY_SHEET, NOT_READ, outlook

_ORDERS = {"day": "day first", "month": "month first", "iso": "as written"}


def message_of(found: Layout, ledger: Ledger, ratings: int) -> str:
    """Say in one sentence what becomes of the rows, and in another if the file may be cut off."""
    cut = " The file may be cut off." if found.sheet.cut_row is not None else ""
    rejected, ignored = ledger.rejected().num_rows, ledger.ignored().num_rows
    return outlook(ledger.accepted, rejected, ignored, of_them=_count(ratings, "rating")) + cut


def notes_of(document: Document, found: Layout, shared: About) -> list[str]:
    """Say what belongs to no row: columns left out as personal, ids that a spreadsheet destroyed."""
    told = [f"{note.partition(':')[0]}." for note in found.notes]
    notes = [*(note for note in document.notes if note not in told), *found.notes]
    if found.personal:
        named = ", ".join(f'"{header}"' for header in found.personal)
        them = "It says" if len(found.personal) == 1 else "They say"
        notes.append(f"Not read, and not kept: {named}. {them} who or where a patron is.")
    if shared.destroyed_ids:
        ids = _count(shared.destroyed_ids, "response id")
        was = "was" if shared.destroyed_ids == 1 else "were"
        notes.append(
            f"{ids} {was} shortened by a spreadsheet program, as 1.18E+11; the row's number is used instead."
        )
    if found.zone:
        notes.append(f"Dates are those of the time zone that the file names: {found.zone}.")
    return notes


def columns_of(
    found: Layout,
    dates: DateColumn | None,
    shared: About,
    read: Sequence[Answered],
    texts: Sequence[Column],
    among: Flags,
    asked: Sequence[Asked] = (),
) -> list[ColumnUse]:
    """Give a line for each thing that is needed, and which column it was read from."""
    named = int(pc.count_distinct(shared.branch.at(np.flatnonzero(among))).as_py())
    branches = _count(named, "branch", "branches") if named or "branch" in found.roles else "not known"
    by_sheet = BY_SHEET if named and found.sheet.parts else "(none)"
    lines = [
        ColumnUse("Date", found.header("responded_on") or "(none)", _dates(dates)),
        ColumnUse(
            "Response", found.header("response_id") or "(none)",
            "as written" if "response_id" in found.roles else "the row's number is used",
        ),
        ColumnUse("Branch", found.header("branch") or by_sheet, branches),
    ]  # fmt: skip
    if "channel" in found.roles:
        lines.append(ColumnUse("How it was asked", found.header("channel"), "as written"))
    if found.shape == "long":
        items = sum(each.scale is not None for each in asked)
        lines.append(ColumnUse("Question", found.header("item"), _count(items, "question") + " with ratings"))
        lines.append(ColumnUse("Rating", found.header("value"), "a number or a word of a scale"))
    lines += [ColumnUse("Rating", each.column.header, _scale(each, among)) for each in read]
    lines += [ColumnUse("Comment", column.header, "in patrons' own words") for column in texts]
    lines += [ColumnUse(NOT_READ, header, "tells who a patron is") for header in found.personal]
    lines += [ColumnUse(NOT_READ, header, "no rating") for header in found.unused]
    return lines


def _dates(dates: DateColumn | None) -> str:
    if dates is None:
        return "not known"
    said = _ORDERS.get(dates.order or "", "both orders are in use")
    return said if dates.is_proven or dates.order == "iso" else f"{said}, by the library's setting"


def _scale(each: Answered, among: Flags) -> str:
    """Say a scale and who says so: "1 to 5, by its words, 318 ratings"."""
    said = {
        "words": "by its words", "question": "as the question says", "format": "as the format says",
        "file": "as the file says", "answer": "as you said", "guess": "not stated in the file",
    }[each.scale.source]  # fmt: skip
    ratings = int((~np.isnan(each.values) & among).sum())
    return f"{each.scale.low:g} to {each.scale.high:g}, {said}, {_count(ratings, 'rating')}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
