"""Columns named by hand, for a table that nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from data.uploads.records import Sheet
from data.uploads.satisfaction.headers import item_name
from data.uploads.satisfaction.layout import BY_HAND, Column, Layout
from data.vocab.upload_words import plain

_LOOKED_AT: Final = 30

_ROLES: Final = frozenset(
    {"responded_on", "response_id", "branch", "channel", "item", "value", "scale", "scale_min", "scale_max"}
)
_ALSO: Final = {
    "items": "ratings",
    "date": "responded_on",
    "rating": "value",
    "question": "item",
    "comment": "comments",
    "respondent": "response_id",
}
_SEVERAL: Final = frozenset({"ratings", "comments"})


def by_hand(sheet: Sheet, mapping: Mapping[str, Any]) -> Layout | None:
    """Lay a sheet out as ``mapping`` says (field -> header, or headers); None if it has no such columns.

    Fields are ``items`` and ``comments`` (several columns each), responded_on, response_id, branch,
    channel. For a long table ``item`` and ``value`` name its two columns, and scale, or scale_min and
    scale_max, what they say of it. A column without a header is "column 3".
    """
    wanted = {_ALSO.get(field, field): _names(named) for field, named in mapping.items()}
    at, headers = _header(sheet, {name for names in wanted.values() for name in names})
    places = {plain(name): place for place, name in reversed(list(enumerate(headers)))}
    reason = "The columns were chosen by hand."
    found = Layout(BY_HAND, reason, 1.0, sheet, at + 1, headers, header_at=at, is_certain=True)
    for field, names in wanted.items():
        positions = [places[name] for name in names if name in places]
        if field in _SEVERAL:
            target = found.questions if field == "ratings" else found.comments
            target.extend(_column(headers, position) for position in positions)
        elif field in _ROLES and positions:
            found.roles[field] = positions[0]
    return _settled(found)


def _names(named: Any) -> list[str]:
    chosen = named if isinstance(named, list | tuple) else [named]
    return [plain(str(each)) for each in chosen if each]


def _header(sheet: Sheet, wanted: set[str]) -> tuple[int, list[str]]:
    """Find the row that has most of the headers that were chosen."""
    rows = [
        [cell or f"column {place}" for place, cell in enumerate(row, 1)] for row in sheet.head(_LOOKED_AT)
    ]
    hits = [len(wanted & {plain(cell) for cell in row}) for row in rows]
    at = hits.index(max(hits))
    return at, rows[at]


def _column(headers: list[str], at: int) -> Column:
    return Column(at, headers[at], item_name(headers[at]), headers[at])


def _settled(found: Layout) -> Layout | None:
    if "item" in found.roles and "value" in found.roles:
        found.shape = "long"
    elif "value" in found.roles:
        found.questions.append(_column(found.headers, found.roles.pop("value")))
    if found.shape == "wide" and not found.questions:
        return None
    used = {*found.roles.values(), *(each.position for each in [*found.questions, *found.comments])}
    found.unused = [header for at, header in enumerate(found.headers) if header and at not in used]
    return found
