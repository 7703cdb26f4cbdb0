"""Workbooks as one XML file (XML Spreadsheet 2003), which many systems save under an .xls name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from lxml import etree

from data.uploads.book_sheets import hidden_note, merged_note, moment_text, number_text
from data.uploads.records import Document
from data.uploads.refused import RefusedError
from data.uploads.sheets import MOST_COLUMNS, sheet_of_rows
from data.uploads.workbook_claims import MOST_AREA

NAMESPACE: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_IN: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MOST_ROWS: Final = 1_048_576


class _Page:
    """A sheet being read: its rows by number, and how far down a merged cell reaches."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_hidden = False
        self.rows: list[list[str]] = []
        self.width = 0
        self.merged: list[tuple[int, int, int]] = []

    def open_row(self, number: int) -> None:
        if not len(self.rows) < number <= _MOST_ROWS:
            raise RefusedError("damaged_file")
        self.rows.extend([] for _ in range(number - len(self.rows)))

    def open_cell(self, number: int, attributes: Mapping[str, str]) -> None:
        row = self.rows[-1]
        if not len(row) < number:
            raise RefusedError("damaged_file")
        across, down = (_whole(attributes, each, 0) for each in ("MergeAcross", "MergeDown"))
        self.width = max(self.width, number + across)
        if self.width > MOST_COLUMNS or self.width * len(self.rows) > MOST_AREA:
            raise RefusedError("too_complex")
        row.extend([""] * (number + across - len(row)))
        if down and not across:
            self.merged.append((len(self.rows), number, down))

    def repeat_merged(self) -> int:
        """Write a cell merged over several rows of one column into each of them; gives how many."""
        count = 0
        for top, column, down in self.merged:
            below = self.rows[top : top + down]
            for row in below:
                row.extend([""] * (column - len(row)))
                row[column - 1] = self.rows[top - 1][column - 1]
            count += bool(below)
        return count


class _Reader:
    """Collects sheets while lxml reads tags; it keeps no tree. A document type is refused."""

    def __init__(self) -> None:
        self.pages: list[_Page] = []
        self.at = 0
        self.kind = ""
        self.parts: list[str] | None = None

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise RefusedError("unsafe_xml")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.removeprefix(_IN)
        if name == "Worksheet":
            self.pages.append(_Page(attributes.get(f"{_IN}Name", "")))
        elif not self.pages:
            return
        elif name == "Row":
            self.pages[-1].open_row(_whole(attributes, "Index", len(self.pages[-1].rows) + 1))
            self.at = 0
        elif name == "Cell" and self.pages[-1].rows:
            self.at = _whole(attributes, "Index", len(self.pages[-1].rows[-1]) + 1)
            self.pages[-1].open_cell(self.at, attributes)
        elif name == "Data" and self.at:
            self.kind, self.parts = attributes.get(f"{_IN}Type", "String"), []
        elif name.rpartition("}")[2] == "Visible":
            self.pages[-1].is_hidden = True

    def end(self, tag: str) -> None:
        name = tag.removeprefix(_IN)
        if name == "Data" and self.parts is not None:
            row = self.pages[-1].rows[-1]
            row[self.at - 1] = _text(self.kind, "".join(self.parts))
            self.parts = None
        elif name == "Cell":
            self.at = 0

    def data(self, text: str) -> None:
        if self.parts is not None:
            self.parts.append(text)

    def comment(self, text: str) -> None:
        """Comments are not part of what a reader sees."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Neither are processing instructions."""

    def close(self) -> list[_Page]:
        return self.pages


def read_xml_spreadsheet(data: bytes) -> Document:
    """Read every sheet (UTF-8, whatever its declaration says); RefusedError where it is no whole one."""
    parser = etree.XMLParser(
        target=_Reader(), resolve_entities=False, no_network=True, huge_tree=False, encoding="utf-8"
    )
    try:
        pages: list[_Page] = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RefusedError("damaged_file") from error
    document = Document("xls")
    for page in pages:
        if merged := page.repeat_merged():
            document.notes.append(merged_note(page.name, merged))
        if page.is_hidden:
            document.notes.append(hidden_note(page.name))
        rows = [row + [""] * (page.width - len(row)) for row in page.rows]
        numbers = range(1, len(rows) + 1)
        document.sheets.append(sheet_of_rows(page.name, rows, numbers, is_hidden=page.is_hidden))
    return document


def _whole(attributes: Mapping[str, str], name: str, otherwise: int) -> int:
    written = attributes.get(_IN + name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 8 else otherwise


def _text(kind: str, written: str) -> str:
    """Give a cell as the other workbooks give it."""
    try:
        if kind == "Number":
            return number_text(float(written))
        if kind == "DateTime":
            return moment_text(datetime.fromisoformat(written))
    except ValueError:
        return written
    if kind == "Boolean":
        return "TRUE" if written == "1" else "FALSE"
    return "" if kind == "Error" else written
