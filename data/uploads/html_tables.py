"""The tables of a web page as sheets, for reports saved as HTML under an .xls name. Nothing runs."""

from __future__ import annotations

import re

from lxml import etree

from data.uploads.records import Document
from data.uploads.refused import RefusedError
from data.uploads.sheets import sheet_of_rows

_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = frozenset({"script", "style", "template", "noscript", "textarea", "select", "iframe", "object"})
_BREAKS = frozenset({"br", "p", "div", "li"})
_MOST_SPAN = 1_000
_MOST_TABLES = 1_000
_MOST_HTML_CELLS = 5_000_000


class _Table:
    """A table being read: finished rows, the open row, and the cells that reach down from above."""

    def __init__(self, caption: str = "") -> None:
        self.name = caption
        self.rows: list[list[str]] = []
        self.row: list[str] | None = None
        self.parts: list[str] | None = None
        self.spans = (1, 1)
        self.down: dict[int, tuple[int, str]] = {}

    def open_row(self) -> None:
        self.close_row()
        self.row = []

    def open_cell(self, spans: tuple[int, int]) -> None:
        self.close_cell()
        if self.row is None:
            self.open_row()
        self.parts, self.spans = [], spans

    def close_cell(self) -> None:
        if self.parts is None or self.row is None:
            return
        self._fill_from_above()
        text = "\n".join(_SPACE.sub(" ", line).strip() for line in "".join(self.parts).split("\x01")).strip()
        across, down = self.spans
        if down > 1:
            self.down[len(self.row)] = (down - 1, text)
        self.row.extend([text, *[""] * (across - 1)])
        self.parts = None

    def close_row(self) -> None:
        self.close_cell()
        if self.row is not None:
            self._fill_from_above()
            self.rows.append(self.row)
            self.row = None

    def _fill_from_above(self) -> None:
        row = self.row if self.row is not None else []
        while (reach := self.down.pop(len(row), None)) is not None:
            left, text = reach
            if left > 1:
                self.down[len(row)] = (left - 1, text)
            row.append(text)


class _Reader:
    """Collects tables while lxml reads tags; it keeps no tree, so depth and size stay harmless."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.open: list[_Table] = []
        self.unseen: list[str] = []
        self.cells = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _UNSEEN or self.unseen:
            if tag in _UNSEEN:
                self.unseen.append(tag)
            return
        if tag == "table":
            table = _Table()
            self.open.append(table)
            self.tables.append(table)
        elif self.open and tag == "tr":
            self.open[-1].open_row()
        elif self.open and tag in ("td", "th"):
            spans = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
            self.cells += spans[0]
            self.open[-1].open_cell(spans)
        elif tag in _BREAKS:
            self.data("\x01")
        if self.cells > _MOST_HTML_CELLS or len(self.tables) > _MOST_TABLES:
            raise RefusedError("too_complex")

    def end(self, tag: str) -> None:
        if self.unseen:
            if tag == self.unseen[-1]:
                self.unseen.pop()
        elif self.open and tag == "table":
            self.open.pop().close_row()
        elif self.open and tag == "tr":
            self.open[-1].close_row()
        elif self.open and tag in ("td", "th"):
            self.open[-1].close_cell()

    def data(self, text: str) -> None:
        if self.open and not self.unseen and self.open[-1].parts is not None:
            self.open[-1].parts.append(text)

    def comment(self, text: str) -> None:
        """Comments are not part of what a reader sees."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Neither are processing instructions."""

    def close(self) -> list[_Table]:
        for table in self.open:
            table.close_row()
        return self.tables


def _span(written: str | None) -> int:
    number = int(written) if written and written.isascii() and written.isdigit() and len(written) < 6 else 1
    return min(max(number, 1), _MOST_SPAN)


def read_tables(source: bytes) -> Document:
    """Read each table of a page (UTF-8) as a sheet; RefusedError where there is none with a row."""
    parser = etree.HTMLParser(
        target=_Reader(), no_network=True, huge_tree=False, recover=True, encoding="utf-8"
    )
    tables: list[_Table] = etree.fromstring(source, parser) or []
    filled = [table for table in tables if any(any(row) for row in table.rows)]
    if not filled:
        raise RefusedError("not_a_table")
    return Document(
        "html",
        [
            sheet_of_rows(f"Table {number}", table.rows, range(1, len(table.rows) + 1))
            for number, table in enumerate(filled, 1)
        ],
    )
