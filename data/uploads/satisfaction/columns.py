"""What each column of a survey file is for, by its name and by the tool that wrote it."""

from __future__ import annotations

import re
from typing import Final

from data.uploads.records import Sheet
from data.uploads.satisfaction import layout as formats
from data.uploads.satisfaction.headers import Head, item_name, without_tags
from data.uploads.satisfaction.layout import Column, Layout
from data.uploads.satisfaction.parts import CLASSIC, LIBSAT, NEW, asked_on
from data.uploads.satisfaction.wording import asks_for_branch, asks_for_person
from data.vocab.survey_words import column_role
from data.vocab.upload_words import plain

_DERIVED = re.compile(
    r"_nps_group$|nps group$|_do(?:_\d+)?$|_(?:first|last|page) ?(?:click|submit)|_click ?count$|^q_|^sc\d+$"
    r"|^(?:points|feedback|puntos|comentarios)\s*[-–]"
)
_ITSELF: Final = "response"
_TOOLS_WITH_QUIZ: Final = frozenset({formats.GOOGLE, formats.MICROSOFT})


def build(sheet: Sheet, head: Head, source_format: str, score: float, reason: str) -> Layout:
    """Say what each column under ``head`` is for."""
    found = Layout(
        source_format, reason, score, sheet, head.first, _headers(head), header_at=head.at, zone=head.zone
    )
    parts = _parts(head, found)
    for at, header in enumerate(found.headers):
        if at in parts:
            item, part = parts[at]
            if head.below and head.below[at]:
                header = found.headers[at] = f"{header} - {head.below[at]}"
            usual = (
                "importance"
                if part == "importance"
                else "quality"
                if source_format == formats.LIBQUAL
                else ""
            )
            is_own = part in ("importance", "performance", "satisfaction")
            found.questions.append(
                Column(at, header, item, f"{item} {part}", item, usual, "" if is_own else part)
            )
        elif header:
            _place(found, head, at)
    _settle(found)
    return found


def _headers(head: Head) -> list[str]:
    """What the user sees above each column: the internal name, the item of a matrix, or the question."""
    names = head.codes or head.names
    said = ("", "response", "open-ended response")
    shown = [
        below if head.tool == "surveymonkey" and plain(below) not in said else name
        for name, below in zip(names, head.below or [""] * len(names), strict=True)
    ]
    while shown and not shown[-1]:
        shown.pop()
    return shown


def _parts(head: Head, found: Layout) -> dict[int, tuple[str, str]]:
    """The columns of items that are asked on several scales, where the format has such items."""
    if found.source_format == formats.LIBQUAL:
        found.usual_scale = (1.0, 9.0)
        classic = asked_on(head.names, head.below, CLASSIC)
        return dict(classic or asked_on(head.names, head.below, NEW))
    if found.source_format in (formats.WIDE, formats.GOOGLE, formats.MICROSOFT):
        return dict(asked_on(head.names, head.below, LIBSAT))
    return {}


def _place(found: Layout, head: Head, at: int) -> None:
    """Put one column where it belongs: a role, a question, a comment, or not read."""
    header = found.headers[at]
    column = _column(head, at, header, found.source_format)
    role = column_role(header) or (column_role(head.names[at]) if head.codes else "")
    if role == "value" and found.source_format in _TOOLS_WITH_QUIZ:
        role = "other" if plain(header) in ("score", "puntuacion", "note", "total points") else ""
    if _DERIVED.search(plain(header)) or role == "other":
        if plain(header) in ("status", "response type", "finished", "progress"):
            found.roles.setdefault(plain(header).replace("response type", "status"), at)
        found.unused.append(header)
    elif role == "personal" or (not role and asks_for_person(column.question)):
        found.personal.append(header)
    elif role == "comment" or (not role and _is_open(head, at, column)):
        found.comments.append(column)
    elif role:
        _role(found, role, column)
    elif asks_for_branch(column.question) and "branch" not in found.roles:
        found.roles["branch"] = at
    else:
        found.questions.append(column)


def _is_open(head: Head, at: int, column: Column) -> bool:
    """Whether a column is for free text, as the tool says or the question's words do."""
    below = plain(head.below[at]) if head.below else ""
    return below in ("open-ended response", "other (please specify)") or column.header.lower().endswith(
        "_text"
    )


def _role(found: Layout, role: str, column: Column) -> None:
    """Give a role to the first column that can have it; a later one is a question or not read."""
    first = found.roles.get(role)
    if role not in found.roles:
        found.roles[role] = column.position
    elif role == "value" and first is not None and plain(found.headers[first]) == _ITSELF:
        found.roles.setdefault("response_id", first)  # "response" beside "answer": which one it is
        found.roles[role] = column.position
    elif (
        plain(column.header) == plain(found.header(role))
        and not found.sheet.widths[found.header_at : found.first - 1].size
    ):
        found.twice = column.header
    elif role in ("responded_on", "started_on", "response_id", "branch", "channel"):
        found.unused.append(column.header)
    else:
        found.questions.append(column)


def _column(head: Head, at: int, header: str, source_format: str) -> Column:
    """Name the item of a column, and gather all that is said about it."""
    name = head.names[at] if at < len(head.names) else ""
    below = head.below[at] if head.below else ""
    if head.tool == "qualtrics":
        stem, dash, last = name.rpartition(" - ")
        if dash and header.lower().endswith("_text"):
            last, stem = stem, ""
        return Column(at, header, item_name(last) or header, without_tags(name), stem)
    if head.tool == "surveymonkey" and below and plain(below) != "response":
        item = item_name(name) if plain(below) == "open-ended response" else item_name(below)
        return Column(at, header, item, without_tags(f"{name} {below}"), name)
    stem = name.split("[")[0] if name.endswith("]") else ""
    agrees = source_format == formats.PROJECT_OUTCOME and any(
        each in plain(name) for each in formats.OUTCOMES
    )
    return Column(at, header, item_name(name), without_tags(name), stem, "agreement" if agrees else "")


def _settle(found: Layout) -> None:
    """Decide long or wide, and take for a question what only a long table has as a role."""
    if "responded_on" not in found.roles and "started_on" in found.roles:
        found.roles["responded_on"] = found.roles.pop("started_on")
    is_long = "item" in found.roles and "value" in found.roles
    if is_long and found.source_format == formats.WIDE:
        found.shape = "long"
        found.unused.extend(column.header for column in found.questions)
        return
    for role in ("item", "value", "scale", "scale_min", "scale_max"):
        if role in found.roles:
            at = found.roles.pop(role)
            header = found.headers[at]
            if role.startswith("scale"):
                found.unused.append(header)
            else:
                found.questions.append(Column(at, header, item_name(header), header))
    found.questions.sort(key=lambda column: column.position)
