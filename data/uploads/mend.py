"""The rejected rows of a file as they stand in it, so that they can be mended and added again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.uploads.by_hand import header_row
from data.uploads.records import Checked, Document, Sheet

Place = tuple[Sheet, int]


def put_cells(checked: Checked, document: Document) -> None:
    """Fill ``header`` and ``rejected_cells`` of a checked file from the document it was read from.

    Both stay empty for files without sheets (JSON), and where nothing was rejected.
    """
    sheets = [sheet for sheet in document.sheets if sheet.height]
    if not sheets or not checked.rejected.num_rows:
        return
    rows = checked.rejected.column("source_row").to_pylist()
    values = checked.rejected.column("value").to_pylist()
    places = _places(sheets, set(rows))
    found = [_fitting(places.get(row, ()), value or "") for row, value in zip(rows, values, strict=True)]
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


def _fitting(places: Sequence[Place], value: str) -> Place | None:
    """Choose the row that holds the value that is wrong, else the first."""
    if len(places) > 1 and value:
        for sheet, position in places:
            if value in sheet.row(position):
                return sheet, position
    return places[0] if places else None
