"""The workbook inside a slide's chart: the table's own numbers, text that stays text, the ends of a band."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook

from charts.spec import NUMBER_FORMATS, Series, Spec
from report.export import FORMULA_SAFE
from report.pack.printable import one_line

LONGEST_NAME: Final = 72
WIDTH_NAME: Final = "Width of the interval"


class _Book(CategoryWorkbookWriter):
    """Writes the workbook of a chart. python-pptx's own turns text that begins with "=" into a formula."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        book = Workbook(xlsx_file, {"in_memory": True, **FORMULA_SAFE})
        yield book, book.add_worksheet()
        book.close()

    def _write_series(self, workbook: Any, worksheet: Any) -> None:
        super()._write_series(workbook, worksheet)
        band: Series | None = self._chart_data.band
        if band is not None:
            self._write_width(workbook, worksheet, band)

    def _write_width(self, workbook: Any, worksheet: Any, band: Series) -> None:
        """Put the upper ends beside the lower ones; the width follows both, when edited too."""
        lower, width = (self._chart_data.categories.depth + place for place in (1, 2))
        style = workbook.add_format({"num_format": self._chart_data.number_format})
        worksheet.write(0, width + 1, self._chart_data.upper_name)
        letters = [self._column_reference(column + 1) for column in (width + 1, lower)]
        for row, (low, high) in enumerate(zip(band.low, band.high, strict=True), start=1):
            if low is None or high is None:
                continue
            worksheet.write_number(row, width + 1, high, style)
            formula = f"={letters[0]}{row + 1}-{letters[1]}{row + 1}"
            worksheet.write_formula(row, width, formula, style, high - low)


class ChartTable(CategoryChartData):
    """The numbers of a chart. ``band`` is the series whose interval is drawn as a band, where one is."""

    def __init__(self, number_format: str) -> None:
        super().__init__(number_format)
        self.band: Series | None = None
        self.upper_name = ""
        self._book = _Book(self)

    @property
    def _workbook_writer(self) -> _Book:
        return self._book


def chart_table(spec: Spec) -> ChartTable:
    """Give the series of a chart, in the order of its table; the categories are the caller's to add."""
    table = ChartTable(NUMBER_FORMATS[spec.unit])
    for series in spec.series:
        table.add_series(one_line(series.name, LONGEST_NAME), series.values)
    if has_band(spec):
        first = spec.series[0]
        lower, table.upper_name = (one_line(name, LONGEST_NAME) for name in first.ends)
        table.band = first
        table.add_series(lower, first.low)
        table.add_series(WIDTH_NAME, [_width(*ends) for ends in zip(first.low, first.high, strict=True)])
    return table


def _width(low: float | None, high: float | None) -> float | None:
    return None if low is None or high is None else high - low


def has_band(spec: Spec) -> bool:
    """Whether the interval of a line can be a band: an area falls to 0 where a month is missing."""
    if spec.kind != "line" or len(spec.series) != 1:
        return False
    first = spec.series[0]
    return bool(first.low and first.high) and None not in (*first.values, *first.low, *first.high)
