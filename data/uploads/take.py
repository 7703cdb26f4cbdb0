"""A file from outside -> what it is and what is in it: the one way in for pages and command line.

Every kind of file is asked whether it knows this one, and the surest takes it. Where none is sure, the
file is offered for mapping by hand; where it is no table at all, it is a catalog page or it is refused.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import ModuleType
from typing import Final

from data.catalog.records import Reading
from data.uploads.by_hand import is_prose, offer
from data.uploads.mend import put_cells
from data.uploads.recognized import Recognized, Settings
from data.uploads.records import KINDS, Answers, Checked, Document
from data.uploads.refused import MEGABYTE, MOST_BYTES, RefusedError, refused

SURE: Final = 0.5
"""The least score at which a file is taken for what it seems to be."""

Taken = Reading | Checked


def take(
    content: bytes,
    file_name: str = "",
    *,
    kind: str | None = None,
    answers: Answers | None = None,
    today: date | None = None,
    setting: Settings | None = None,
    most_bytes: int = MOST_BYTES,
) -> list[Taken]:
    """Read a file: one answer, or one for each file of an archive, in the archive's order.

    ``kind`` is what the caller takes it for: catalog, completions, satisfaction or staff. ``answers``
    are what somebody said to the questions of an earlier reading. Nothing is stored, and nothing but
    ``content`` decides what the file is. For files from outside use ``data.uploads.child``.
    """
    from data.uploads.archive import members

    if len(content) > most_bytes:
        return [refused("too_large", file_name, f"{most_bytes // MEGABYTE} MB")]
    try:
        packed = members(content)
    except RefusedError as error:
        return [refused(error.code, file_name, error.called)]
    files = packed or [(file_name, content)]
    given = answers or {}
    day = today or datetime.now(UTC).date()
    return [_one(inner, name, kind, given, day, setting or Settings()) for name, inner in files]


def _one(
    content: bytes, file_name: str, kind: str | None, answers: Answers, today: date, setting: Settings
) -> Taken:
    if kind == "catalog":
        return _catalog(content, file_name, today)
    from data.uploads.open import open_document

    try:
        document = open_document(content, file_name)
    except RefusedError as error:
        if kind is None and (page := _catalog(content, file_name, today)).kind == "catalog":
            return page
        return refused(error.code, file_name, error.called)
    found = _surest(document, file_name, answers)
    if found and kind in (None, found[1].kind):
        checked: Checked = found[0].check(
            document, found[1], file_name=file_name, answers=answers, today=today, setting=setting
        )
        checked.file_name = file_name
        put_cells(checked, document)
        return checked
    if found:
        return refused("wrong_kind", file_name, found[1].source_format, found[1].source_format)
    if kind is None:
        page = _catalog(content, file_name, today)
        if page.kind == "catalog" or is_prose(document.sheets):
            return page
    return offer(document, file_name, kind)


def _catalog(content: bytes, file_name: str, today: date) -> Reading:
    from data.uploads.read import check

    return check(content, file_name, kind="catalog", today=today, most_bytes=len(content))


def _surest(document: Document, file_name: str, answers: Answers) -> tuple[ModuleType, Recognized] | None:
    """Ask every kind, and give the one that is most sure of the file; None when none is sure."""
    from data.uploads import completions, satisfaction, staff

    asked = [
        (module, found)
        for module in (completions, satisfaction, staff)
        if (found := module.recognize(document, file_name, answers)) and found.score >= SURE
    ]
    assert {found.kind for _, found in asked} <= set(KINDS)
    return max(asked, key=lambda each: each[1].score, default=None)
