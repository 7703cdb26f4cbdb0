"""Columns named by hand, for a table that nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from data.uploads.records import Sheet
from data.uploads.satisfaction.headers import find_head, item_name
from data.uploads.satisfaction.layout import BY_HAND, Column, Layout
from data.vocab.upload_words import plain

FIELDS: Final[Mapping[str, str]] = {
    "responded_on": "Date of the answer",
    "response_id": "Response",
    "branch": "Branch",
    "channel": "How it was asked",
    "ratings": "Ratings, each in a column of its own",
    "comments": "Comments",
    "item": "Question (one rating a row)",
    "value": "Rating (one rating a row)",
    "scale": "Scale",
    "scale_min": "Lowest point of the scale",
    "scale_max": "Highest point of the scale",
}
"""Field -> its label. ``ratings`` and ``comments`` may name several columns, as a list."""

_ALSO: Final = {
    "date": "responded_on",
    "rating": "value",
    "question": "item",
    "comment": "comments",
    "respondent": "response_id",
}
_SEVERAL: Final = frozenset({"ratings", "comments"})


def by_hand(sheet: Sheet, mapping: Mapping[str, Any]) -> Layout | None:
    """Lay a sheet out as ``mapping`` says (field -> header, or headers); None if it has no such columns.

    Fields are those of ``FIELDS``. With ``item`` and ``value`` the table is long, else each of
    ``ratings`` is a column of ratings (``value`` alone is one of them).
    """
    head = find_head(sheet)
    if head is None:
        return None
    headers = [name if name else "" for name in head.names]
    places = {plain(name): at for at, name in reversed(list(enumerate(headers))) if name}
    reason = "The columns were chosen by hand."
    found = Layout(BY_HAND, reason, 1.0, sheet, head.first, headers, header_at=head.at, is_certain=True)
    for field, named in mapping.items():
        name = _ALSO.get(field, field)
        chosen = named if isinstance(named, list | tuple) else [named]
        positions = [places[plain(str(each))] for each in chosen if plain(str(each)) in places]
        if name in _SEVERAL:
            target = found.questions if name == "ratings" else found.comments
            target.extend(_column(headers, at) for at in positions)
        elif name in FIELDS and positions:
            found.roles[name] = positions[0]
    return _settled(found)


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
