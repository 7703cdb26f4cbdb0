"""One chart on a slide, native and editable, its workbook inside it; or a table where there is no chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.slide import Slide
from pptx.util import Emu, Pt

from charts.spec import NUMBER_FORMATS, Series, Spec
from charts.theme import LIGHT
from report.pack.printable import one_line

Box = tuple[int, int, int, int]

TYPES: Final = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "dots": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
FONT: Final = "Calibri"
LONGEST_NAME: Final = 60
LONGEST_CELL: Final = 80
TABLE_ROWS: Final = 12
CHART_NAMESPACE: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def add_chart(slide: Slide, spec: Spec, box: Box) -> Any:
    """Draw a chart into a box (left, top, width, height in EMU); gives the shape that holds it.

    Values that are not known or not shown are empty cells of its workbook, and nothing stands for them.
    """
    data = CategoryChartData(number_format=NUMBER_FORMATS[spec.unit])
    data.categories = _names(spec)
    for series in spec.series:
        data.add_series(one_line(series.name, LONGEST_NAME), series.values)
    left, top, width, height = (Emu(side) for side in box)
    frame: Any = slide.shapes.add_chart(TYPES[spec.kind], left, top, width, height, data)
    chart = frame.chart
    chart.font.name, chart.font.size = FONT, Pt(_size(spec))
    chart.font.color.rgb = _rgb(LIGHT.ink)
    chart.has_title = False
    chart.has_legend = len(spec.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _axes(chart, spec)
    _marks(chart, spec)
    return frame


def _names(spec: Spec) -> list[str]:
    beside = spec.beside or ("",) * len(spec.categories)
    return [
        one_line(f"{name} ({note})" if note else name, LONGEST_NAME)
        for name, note in zip(spec.categories, beside, strict=True)
    ]


def _size(spec: Spec) -> int:
    return 16 if len(spec.categories) <= 8 else 14 if len(spec.categories) <= 12 else 11


def _rgb(color: str) -> RGBColor:
    return RGBColor.from_string(color[1:])


def _axes(chart: Any, spec: Spec) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.format.line.color.rgb = _rgb(LIGHT.axis)
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = values.has_major_gridlines = False
    values.visible = False
    values.minimum_scale = min(0.0, spec.lowest * 1.1)
    highest = spec.highest * 1.15 or 1.0
    values.maximum_scale = max(1.0, highest) if spec.unit == "share" else highest
    if spec.kind in ("bars", "dots"):
        names.reverse_order = True  # the first row of the table is the first one read


def _marks(chart: Any, spec: Spec) -> None:
    plot = chart.plots[0]
    if spec.kind != "line":
        plot.gap_width = 45
        plot.vary_by_categories = False
    for drawn, series in zip(plot.series, spec.series, strict=True):
        _color(drawn, series, spec)
        _labels(drawn, spec)
        if series.low and series.high:
            _error_bars(drawn, series)


def _color(drawn: Any, series: Series, spec: Spec) -> None:
    if spec.kind == "line":
        drawn.smooth = False
        drawn.format.line.color.rgb, drawn.format.line.width = _rgb(series.colors[0]), Pt(2.4)
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = _rgb(series.colors[0])
        return
    drawn.invert_if_negative = False
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = _rgb(series.colors[0])
    for place, color in enumerate(series.colors if len(series.colors) > 1 else ()):
        fill = drawn.points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = _rgb(color)


def _labels(drawn: Any, spec: Spec) -> None:
    """Write each number at its mark; on a crowded line only the last one."""
    many = len(spec.categories) > 14
    if spec.kind in ("line", "columns") and many:
        last = next((place for place in range(len(spec.categories) - 1, -1, -1)
                     if spec.series[0].values[place] is not None), None)  # fmt: skip
        if last is not None and spec.kind == "line":
            _label(drawn.points[last].data_label, spec)
        return
    labels = drawn.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = NUMBER_FORMATS[spec.unit]
    labels.font.bold, labels.font.size, labels.font.name = True, Pt(_size(spec)), FONT
    above = spec.kind == "line"
    labels.position = XL_LABEL_POSITION.ABOVE if above else XL_LABEL_POSITION.OUTSIDE_END
    if spec.series[0].low and not above:
        labels.position = XL_LABEL_POSITION.INSIDE_BASE
        labels.font.color.rgb = _rgb("#FFFFFF")


def _label(label: Any, spec: Spec) -> None:
    label.position = XL_LABEL_POSITION.ABOVE
    label.font.bold, label.font.size = True, Pt(14)
    value = next(each for each in reversed(spec.series[0].values) if each is not None)
    written = f"{value:.0%}" if spec.unit == "share" else f"{value:,.0f}"
    label.text_frame.text = written.replace("-", "\N{MINUS SIGN}")


def _error_bars(drawn: Any, series: Series) -> None:
    """Draw the intervals as error bars, which PowerPoint keeps with the series; python-pptx has no call."""
    spans = list(zip(series.values, series.low, series.high, strict=True))
    below = [None if None in span else span[0] - span[1] for span in spans]  # type: ignore[operator]
    above = [None if None in span else span[2] - span[0] for span in spans]  # type: ignore[operator]
    bars = etree.Element(_tag("errBars"))
    is_line = drawn._element.getparent().tag == _tag("lineChart")
    for name, value in (("errDir", "y"), ("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "1")):
        if name != "errDir" or is_line:
            etree.SubElement(bars, _tag(name), val=value)
    bars.append(_literal("plus", above))
    bars.append(_literal("minus", below))
    look = etree.fromstring(
        f'<c:spPr xmlns:c="{CHART_NAMESPACE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<a:ln w="28575"><a:solidFill><a:srgbClr val="{LIGHT.ink[1:]}"/></a:solidFill></a:ln></c:spPr>'
    )
    bars.append(look)
    # The schema wants it before the categories.
    drawn._element.find(_tag("cat")).addprevious(bars)


def _tag(name: str) -> str:
    return f"{{{CHART_NAMESPACE}}}{name}"


def _literal(name: str, values: Sequence[float | None]) -> Any:
    part = etree.Element(_tag(name))
    numbers = etree.SubElement(part, _tag("numLit"))
    etree.SubElement(numbers, _tag("ptCount"), val=str(len(values)))
    for place, value in enumerate(values):
        if value is not None:
            point = etree.SubElement(numbers, _tag("pt"), idx=str(place))
            etree.SubElement(point, _tag("v")).text = repr(max(value, 0.0))
    return part


def add_table(slide: Slide, cells: Sequence[Sequence[str]], box: Box) -> Any:
    """Write the first rows of a table into a box; gives the shape that holds it."""
    shown = [list(row) for row in cells[: TABLE_ROWS + 1]]
    left, top, width, height = (Emu(side) for side in box)
    frame = slide.shapes.add_table(len(shown), max(len(shown[0]), 1), left, top, width, height)
    table = frame.table
    table.horz_banding = False
    for at, row in enumerate(shown):
        table.rows[at].height = Emu(min(height // len(shown), 400_000))
        for place, text in enumerate(row):
            cell = table.cell(at, place)
            cell.text = one_line(text, LONGEST_CELL)
            cell.fill.background()
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size, paragraph.font.name = Pt(12), FONT
                paragraph.font.bold = at == 0
                paragraph.font.color.rgb = _rgb(LIGHT.gray if at == 0 else LIGHT.ink)
    return frame
