"""The rejected rows of a file as they stand in it, so that they can be mended and added again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Final

from data.uploads.by_hand import header_row
from data.uploads.records import Checked, Document, Sheet

Place = tuple[Sheet, int]

_TO_MEND: Final = "_to_mend"
_NUMBER: Final = re.compile(r" ?\(\d+\)$")
_ARCHIVE: Final = re.compile(r"^.*\.zip(?:: |_ )", re.I | re.S)


def name_to_mend(file_name: str) -> str:
    """Name the spreadsheet of a file's rejected rows, so that what the file's name tells is not lost."""
    return f"{stem(file_name)}{_TO_MEND}.xlsx"


def stem(file_name: str) -> str:
    """Give a file's name without its archive, folder and ending, and without what ``name_to_mend`` put there.

    A file of an archive is called "all.zip: staff.csv" on the page; what is saved has no colon.
    """
    bare = PurePath(_ARCHIVE.sub("", file_name).replace("\\", "/")).stem
    unnumbered = _NUMBER.sub("", bare)
    return unnumbered.removesuffix(_TO_MEND) if unnumbered.endswith(_TO_MEND) else bare


def put_cells(checked: Checked, document: Document) -> None:
    """Fill ``header`` and ``rejected_cells`` of a checked file from the document it was read from.

    Both stay empty for files without sheets (JSON), and where nothing was rejected.
    """
    sheets = [sheet for sheet in document.sheets if sheet.height]
    if not sheets or not checked.rejected.num_rows:
        return
    rejected = checked.rejected.select(["source_row", "value", "message"]).to_pylist()
    places = _places(sheets, {row["source_row"] for row in rejected})
    found = [_fitting(places.get(row["source_row"], ()), **row) for row in rejected]
    first = next((place[0] for place in found if place), sheets[0])
    checked.header = tuple(first.row(header_row(first)))
    checked.rejected_cells = tuple(tuple(place[0].row(place[1])) if place else () for place in found)


def _places(sheets: Sequence[Sheet], wanted: set[int]) -> Mapping[int, list[Place]]:
    """Find where each wanted row stands: in several sheets where they number their rows alike."""
    found: dict[int, list[Place]] = {}
    for sheet in sheets:
        for position, row in enumerate(sheet.source_rows.tolist()):
            if row in wanted:
                found.setdefault(row, []).append((sheet, position))
    return found


def _fitting(places: Sequence[Place], source_row: int, value: str, message: str) -> Place | None:
    """Choose the row of the sheet that the message names, else the one with the value, else the first."""
    named = [place for place in places if message.startswith(f'Sheet "{place[0].name}", row {source_row}')]
    holding = [place for place in places if value and value in place[0].row(place[1])]
    return next(iter([*named, *holding, *places]), None)
