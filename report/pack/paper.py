"""A pack as PDF: tagged for readers that speak, vector charts, embedded fonts, a table for each chart."""

from __future__ import annotations

import base64
import json
import unicodedata
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import fontpkg_noto_sans
import typst
from fontTools.ttLib import TTFont

from analysis import wording
from charts.theme import LIGHT
from report.pack import drawing
from report.pack.outline import PRACTICE, Item, Outline, cards, foot, shows
from report.pack.printable import one_line, printable
from report.pack.svg import svg

TEMPLATE: Final = Path(__file__).with_name("paper.typ")
FONTS: Final = Path(fontpkg_noto_sans.__file__).with_name("files")
STANDARD: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1): the compiler refuses what a screen reader could not read."""

MISSING: Final = "\ufffd"
ASCII: Final = frozenset(range(0x20, 0x7F))
"""What is left when no other letters could be set: a pack before a meeting is worth more than its accents."""

ROWS_A_TABLE: Final = 60


def pdf_bytes(outline: Outline) -> bytes:
    """Write the pack as PDF/UA-1. Text goes to the template as data, so nothing in it is markup."""
    told = contents(outline)
    for letters in (_letters(), plain_letters()):
        try:
            return _compiled(outline, displayable(told, letters))
        except typst.TypstError:
            # Letters that the font has one by one, but not in this order: marks over letters, mostly.
            continue
    return _compiled(outline, displayable(told, ASCII, "?"))


def _compiled(outline: Outline, told: dict[str, Any]) -> bytes:
    made = datetime(outline.made_on.year, outline.made_on.month, outline.made_on.day, tzinfo=UTC)
    written = typst.compile(
        str(TEMPLATE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"pack": json.dumps(told)},
        pdf_standards=[STANDARD],
        timestamp=int(made.timestamp()),
    )
    assert isinstance(written, bytes)
    return written


@cache
def _letters() -> frozenset[int]:
    """The letters that the embedded font can show."""
    with TTFont(next(FONTS.glob("NotoSans[[]*.ttf")), lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def plain_letters() -> frozenset[int]:
    """The letters of the font that stand alone: Latin, Greek, Cyrillic, and signs."""
    return frozenset(
        letter
        for letter in _letters()
        if letter < 0x530 or 0x2010 <= letter <= 0x22FF
        if not unicodedata.combining(chr(letter)) and unicodedata.category(chr(letter)) not in ("Cf", "Mn")
    )


def displayable(value: Any, letters: frozenset[int] | None = None, missing: str = MISSING) -> Any:
    """Put U+FFFD for every letter that the font lacks: the standard refuses text that nobody could see.

    Goes through lists and tables of text; a chart's own drawing is text too.
    """
    letters = letters or _letters()
    if isinstance(value, str):
        return "".join(each if ord(each) in letters or each == "\n" else missing for each in value)
    if isinstance(value, dict):
        return {name: displayable(each, letters, missing) for name, each in value.items()}
    return [displayable(each, letters, missing) for each in value] if isinstance(value, list) else value


def contents(outline: Outline) -> dict[str, Any]:
    """Give all words, charts and tables of the printed pack, as the template gets them."""
    cover = [outline.library, outline.period, f"Made on {wording.day(outline.made_on)}"]
    if outline.is_practice:
        cover.append(PRACTICE)
    return {
        "title": one_line(outline.title) or "Board report",
        "author": one_line(outline.library) or "Front Desk",
        "accent": outline.accent,
        "logo": base64.b64encode(outline.logo).decode("ascii"),
        "logo_alt": printable(f"Logo of {outline.library or 'the library'}"),
        "ink": LIGHT.ink,
        "gray": LIGHT.gray,
        "rule": LIGHT.rule,
        "cover": [printable(line) for line in cover if line],
        "changes": [printable(line) for line in outline.changes],
        "items": [_item(item, outline) for item in outline.items],
        "method": [
            {
                "title": one_line(card.title) or "Finding",
                "text": printable(card.text),
            }
            for card in cards(outline)
        ],
    }


def _item(item: Item, outline: Outline) -> dict[str, Any]:
    said = item.answer
    table = [[one_line(cell, 200) for cell in row] for row in drawing.cells(said)]
    left = len(table) - 1 - ROWS_A_TABLE
    return {
        "headline": one_line(item.headline) or one_line(said.finding.title) or "Finding",
        "detail": printable(item.detail),
        "shows": printable(shows(said)),
        "svg": svg(drawing.spec(said, outline.accent, item.words), "Noto Sans", wide=True),
        "alt": printable(drawing.as_text(said)),
        "foot": printable(foot(said, left=max(left, 0), is_practice=outline.is_practice)),
        "table_title": one_line(f"{said.finding.title}: the numbers"),
        "table": table[: ROWS_A_TABLE + 1],
    }
