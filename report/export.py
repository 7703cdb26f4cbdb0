"""Tables as files that a spreadsheet opens and never runs.

A cell of text that a spreadsheet would read as a formula stays text: in XLSX by its cell type, in
CSV by the apostrophe that spreadsheets themselves use for it. Our own readers take it off again.
"""

from __future__ import annotations

import io
from typing import Final

import pandas as pd

from report.pack.printable import printable

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""What a spreadsheet may read as the start of a formula, and the guard itself, so that it comes back."""

FORMULA_SAFE: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""What keeps the writer of workbooks from turning text into anything else."""

CELL_LIMIT: Final = 32_767
"""Characters an Excel cell can hold."""


def guarded(value: object) -> object:
    """Put an apostrophe before text that begins like a formula; leave everything else as it is."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Write a table as CSV: UTF-8 with a mark so that Excel reads the letters right, comma, header."""
    safe = table.rename(columns=guarded)
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = safe[column].map(guarded)
    text = safe.to_csv(index=False, lineterminator="\r\n").replace("\x00", "")
    return text.encode("utf-8-sig", errors="replace")


def xlsx_bytes(table: pd.DataFrame, *, about: list[str]) -> bytes:
    """Write a table as a workbook: one sheet with the table, and one that says what it is, if ``about`` does.

    Text is written as text, whatever it begins with; numbers and dates keep their type.
    """
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs={"options": FORMULA_SAFE}) as writer:
        clean = table.map(cell).rename(columns=cell)
        clean.to_excel(writer, sheet_name="Table", index=False)
        sheet = writer.sheets["Table"]
        sheet.freeze_panes(1, 0)
        for position, column in enumerate(clean.columns):
            longest = max([len(str(column)), *(len(str(value)) for value in clean[column].head(200))])
            sheet.set_column(position, position, min(60, longest + 2))
        if about:
            notes = pd.DataFrame({"About this table": [cell(line) for line in about]})
            notes.to_excel(writer, sheet_name="About", index=False)
            writer.sheets["About"].set_column(0, 0, 100)
    return buffer.getvalue()


def cell(value: object) -> object:
    """Leave out what a workbook cannot hold: control characters, lone surrogates, and overlong text."""
    if not isinstance(value, str):
        return value
    return printable(value)[:CELL_LIMIT]
