"""Find the header of a table: below titles, in one row or in two tiers, or where the user says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from data.uploads.persons import ANY_PERSON
from data.uploads.records import Sheet
from data.uploads.structure import says_note
from data.uploads.tables import Table, fields_in
from data.vocab.upload_columns import field_of, header_key

# How far down a header is looked for.
LOOKED_AT: Final = 40
# Fields that stand in nearly any table and prove little about a row being a header.
_WEAK: Final = frozenset({"unused", "private", "counts", "internal_id"})


# What a mapping by hand calls a field, where it has several here.
_BY_HAND: Final = {"person": "person_id"}


def find_header(sheet: Sheet) -> tuple[Table, str] | None:
    """Find the row (or the two) that names the most fields, a person among them.

    Answers with the name that stands twice in it, or "". None where no row names a person.
    """
    head = sheet.head(LOOKED_AT)
    best: tuple[int, Table, str] | None = None
    for position, row in enumerate(head):
        found = _candidate(sheet, (position,), row)
        if position + 1 < len(head) and (both := _two_tiers(sheet, position, row, head[position + 1])):
            found = both if found is None or both[0] > found[0] else found
        if found and (best is None or found[0] > best[0]):
            best = found
    return (best[1], best[2]) if best else None


def _candidate(sheet: Sheet, header: tuple[int, ...], names: Sequence[str]) -> tuple[int, Table, str] | None:
    fields, twice = fields_in(names)
    if not any(name in fields for name in ANY_PERSON):
        return None
    strong = sum(1 for name in fields if name not in _WEAK)
    if sum(1 for name in names if name) < 2 or not strong:
        return None
    return strong, Table(sheet, header, tuple(names), fields), twice


def _two_tiers(
    sheet: Sheet, position: int, upper: Sequence[str], lower: Sequence[str]
) -> tuple[int, Table, str] | None:
    """Take two rows for one header: each column has the lower name, or the upper where that is empty.

    The lower row must name fields only, and at least two: else it is the first row of data.
    """
    named = [text for text in lower if text]
    below = [text for text in named if text not in upper]
    if len(below) < 2 or any(field_of(text) is None for text in below):
        return None
    width = max(len(upper), len(lower))
    uppers, lowers = _padded(upper, width), _padded(lower, width)
    if len({text for text in upper if text}) < 2 and all(
        low for up, low in zip(uppers, lowers, strict=True) if up
    ):
        return None  # one text over a full row of names is the table's title
    names = [low or up for up, low in zip(uppers, lowers, strict=True)]
    fields, _ = fields_in(names)
    repeated = sum(1 for text in named if field_of(text)) > len({field_of(text) for text in named})
    found = _candidate(sheet, (position, position + 1), names)
    return None if repeated or not fields else found


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def header_by_hand(sheet: Sheet, columns: Mapping[str, str]) -> Table | None:
    """Find the row that has the headers which the user chose.

    ``columns`` is field -> header as chosen. A header that the table's row does not have is passed over;
    None where no row has the half of them.
    """
    wanted = {_BY_HAND.get(name, name): header_key(str(header)) for name, header in columns.items() if header}
    best: tuple[int, Table] | None = None
    for position, row in enumerate(sheet.head(LOOKED_AT)):
        names = [cell or f"column {place}" for place, cell in enumerate(row, 1)]
        keys = {header_key(name): at for at, name in reversed(list(enumerate(names)))}
        found = {name: keys[key] for name, key in wanted.items() if key in keys}
        if found and (best is None or len(found) > best[0]):
            best = (len(found), Table(sheet, (position,), tuple(row), found))
    return _with_names(best[1]) if best and 2 * best[0] >= len(wanted) else None


def _with_names(table: Table) -> Table:
    """Read a column of names that was chosen for the person as what it is."""
    meant = field_of(table.name("person_id"))
    if meant and meant.name == "name" and not table.has("name"):
        fields = {("name" if name == "person_id" else name): at for name, at in table.fields.items()}
        return replace(table, fields=fields)
    return table


def tier_above(table: Table) -> Table:
    """Count a row of group names right above the header as part of it ("Employee", "", "Training", "")."""
    first = table.header[0]
    if len(table.header) > 1 or not first:
        return table
    above = [text for text in table.sheet.row(first - 1) if text]
    if len(set(above)) < 2 or any(says_note(text) for text in above):
        return table
    return Table(table.sheet, (first - 1, first), table.names, table.fields, table.groups)
