"""All numbers behind a pack as one workbook: a sheet a finding, and one that lists them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from report.answer import Answer
from report.export import FORMULA_SAFE, cell
from report.pack.drawing import HIDDEN
from report.pack.outline import Item, Outline, notes

LONGEST_SHEET_NAME: Final = 31
_NOT_IN_A_NAME: Final = re.compile(r"[^\w ]|_")


def xlsx_bytes(outline: Outline) -> bytes:
    """Write every table of the pack, whole, with its words; text stays text, numbers keep all digits."""
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs={"options": FORMULA_SAFE}) as writer:
        names = _sheet_names(outline.items)
        contents = pd.DataFrame(
            [(name, item.says, item.answer.n) for name, item in zip(names, outline.items, strict=True)],
            columns=["Sheet", "Says", "n"],
        )
        _write(writer, contents, "Contents", [20, 90, 10])
        for name, item in zip(names, outline.items, strict=True):
            _write(writer, _told(item.answer), name)
        method = pd.DataFrame(
            [(name, notes(item)) for name, item in zip(names, outline.items, strict=True)],
            columns=["Sheet", "How it is counted"],
        )
        _write(writer, method, "Method", [20, 120])
    return buffer.getvalue()


def _told(said: Answer[Any]) -> pd.DataFrame:
    """Give the table with what stands in the place of a number: "hidden", or what a rate is coded as."""
    rows, table = said.frames.rows, said.table.copy()
    headings = list(said.finding.headings)
    if "coded" in rows and said.finding.shape.values and said.finding.shape.values[0] in headings:
        place = headings.index(said.finding.shape.values[0])
        coded = (rows["coded"].fillna("") != "").to_numpy()
        table.isetitem(place, table.iloc[:, place].astype("object").mask(coded, rows["coded"].to_numpy()))
    if "hidden" in rows and rows["hidden"].any():
        hidden = rows["hidden"].astype(bool).to_numpy()
        for place in range(len(headings)):
            column = table.iloc[:, place].astype("object")
            table.isetitem(place, column.mask(hidden & column.isna().to_numpy(), HIDDEN))
    return table


def _sheet_names(items: Sequence[Item]) -> list[str]:
    return [_sheet_name(place, item) for place, item in enumerate(items, start=1)]


def _sheet_name(place: int, item: Item) -> str:
    """Name a sheet by its place and its finding's title: letters, digits, spaces."""
    title = " ".join(_NOT_IN_A_NAME.sub(" ", item.answer.finding.title).split())
    name = f"{place} {title}"
    while len(name.encode("utf-16-le")) > 2 * LONGEST_SHEET_NAME:
        name = name[:-1]
    return name.strip()


def _write(writer: Any, table: pd.DataFrame, name: str, widths: Sequence[int] = ()) -> None:
    clean = table.map(cell).rename(columns=cell)
    clean.to_excel(writer, sheet_name=name, index=False)
    sheet = writer.sheets[name]
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(clean.columns):
        longest = max([len(str(column)), *(len(str(value)) for value in clean[column].head(200))], default=8)
        sheet.set_column(position, position, widths[position] if widths else min(60, longest + 2))
