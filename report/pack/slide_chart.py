"""One chart on a slide, native and editable, its workbook inside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.slide import Slide
from pptx.util import Emu, Pt

from charts.spec import NUMBER_FORMATS, Series, Spec
from charts.theme import LIGHT, contrast, ink_on
from report.pack.printable import one_line
from report.pack.slide_band import draw_band
from report.pack.slide_data import LONGEST_NAME, chart_table, has_band
from report.pack.svg_along import ends_of, step_of
from report.pack.svg_parts import written

Box = tuple[int, int, int, int]

TYPES: Final = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "dots": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "likert": XL_CHART_TYPE.BAR_STACKED,
}
FONT: Final = "Calibri"
GAP: Final = 45
WIDEST_GAP: Final = 500
THICKEST: Final = Pt(44)
"""The thickest bar: of one or two there would be walls."""

MONTHS_BY_YEAR: Final = 24
"""Months up to which each has its name, under its fiscal year; of more only some have."""

SHORT: Final = 0.14
"""Share of the axis below which a bar has no room for its number."""

LARGE_TYPE: Final = 3.0
"""Contrast that bold type of 14 points needs (WCAG 2.2, 1.4.3)."""

NARROW: Final = 0.045
"""Share of answers below which a part of a bar has none."""

DRAWING_NAMESPACE: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART_NAMESPACE: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def add_chart(slide: Slide, spec: Spec, box: Box) -> Any:
    """Draw a chart into a box (left, top, width, height in EMU); gives the shape that holds it.

    Values that are not known or not shown are empty cells of its workbook, and nothing stands for them.
    """
    data = chart_table(spec)
    _categories(data, spec)
    left, top, width, height = (Emu(side) for side in box)
    frame: Any = slide.shapes.add_chart(TYPES[spec.kind], left, top, width, height, data)
    chart = frame.chart
    chart.font.name, chart.font.size = FONT, Pt(_size(spec))
    chart.font.color.rgb = _rgb(LIGHT.ink)
    chart.has_title = False
    chart.has_legend = len(spec.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(14)
    _axes(chart, spec)
    _marks(chart, spec, box[3])
    if spec.kind == "line" and len(spec.series) == 1:
        _leave_room(chart)
    if has_band(spec):
        draw_band(chart)
    return frame


def _categories(data: Any, spec: Spec) -> None:
    """Name the categories; months of up to two years stand under their fiscal years."""
    if len(spec.months) > MONTHS_BY_YEAR:
        data.categories = spec.months
        data.categories.number_format = "mmm yyyy"
        return
    if not _is_by_year(spec):
        data.categories = _names(spec)
        return
    months = zip(spec.groups, spec.categories, strict=True)
    for year, members in groupby(months, key=lambda each: each[0]):
        category = data.add_category(year)
        for _, month in members:
            category.add_sub_category(month.split(" ")[0])


def _is_by_year(spec: Spec) -> bool:
    return bool(spec.groups) and len(spec.categories) <= MONTHS_BY_YEAR


def _names(spec: Spec) -> list[str]:
    """Write each name with what its number is a number of; and with the number where its bar has no room."""
    beside = spec.beside if spec.kind != "line" and not spec.groups else ()
    notes = beside or ("",) * len(spec.categories)
    return [
        one_line(f"{name} ({_noted(spec, place, note)})" if note else name, LONGEST_NAME)
        for place, (name, note) in enumerate(zip(spec.categories, notes, strict=True))
    ]


def _noted(spec: Spec, place: int, note: str) -> str:
    value = spec.series[0].values[place]
    if value is None or not spec.series[0].low or not _is_short(spec, value):
        return note
    return f"{written(value, spec.unit)} {note}"


def _is_short(spec: Spec, value: float) -> bool:
    low, high = reach(spec)
    return abs(value) / (high - low) < SHORT


def _size(spec: Spec) -> int:
    longest = max(map(len, _names(spec)), default=0)
    size = 16 if len(spec.categories) <= 8 else 14 if len(spec.categories) <= 12 else 12
    return min(size, 14) if longest > 30 else size


def _rgb(color: str) -> RGBColor:
    return RGBColor.from_string(color[1:])


def _axes(chart: Any, spec: Spec) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.format.line.color.rgb = _rgb(LIGHT.axis)
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = values.has_major_gridlines = False
    values.visible = False
    low, high = reach(spec)
    values.minimum_scale, values.maximum_scale = low, high
    if spec.kind in ("bars", "dots", "likert"):
        names.reverse_order = True  # the first row of the table is the first one read
    if len(spec.months) > MONTHS_BY_YEAR:
        _twice_a_year(names)
    if spec.kind == "line" or (spec.kind == "columns" and len(spec.categories) > MONTHS_BY_YEAR):
        values.visible, values.major_unit = True, step_of(low, high)
        values.has_major_gridlines = True
        values.major_gridlines.format.line.color.rgb = _rgb(LIGHT.grid)
        values.format.line.fill.background()
        values.major_tick_mark = XL_TICK_MARK.NONE
        values.tick_labels.number_format, values.tick_labels.number_format_is_linked = (
            NUMBER_FORMATS[spec.unit], False,
        )  # fmt: skip
        values.tick_labels.font.size, values.tick_labels.font.color.rgb = Pt(12), _rgb(LIGHT.gray)


def _twice_a_year(axis: Any) -> None:
    """Name every sixth month, so that no name has to be turned; python-pptx has no call for it."""
    axis.tick_labels.font.size = Pt(12)
    axis._element.find(_tag("txPr")).find(f"{{{DRAWING_NAMESPACE}}}bodyPr").set("rot", "0")
    for tag in ("baseTimeUnit", "majorUnit", "majorTimeUnit"):
        for there in axis._element.findall(_tag(tag)):
            axis._element.remove(there)
    for tag, value in (("baseTimeUnit", "months"), ("majorUnit", "6"), ("majorTimeUnit", "months")):
        etree.SubElement(axis._element, _tag(tag), val=value)


def reach(spec: Spec) -> tuple[float, float]:
    """Give the ends of the value axis: bars start at 0, shares end at 100%, a line may start higher."""
    if spec.kind == "likert":
        return 0.0, 1.0
    if spec.kind == "line":
        return ends_of(spec)
    if spec.kind == "columns" and len(spec.categories) > MONTHS_BY_YEAR:
        return min(0.0, ends_of(spec)[0]), ends_of(spec)[1]
    low = min(0.0, spec.lowest * 1.15)
    high = max(0.0, spec.highest * 1.15) or (0.0 if low else 1.0)
    if spec.unit == "share":
        high = 1.0 if spec.highest <= 1.0 else high
    return low, high


def _gap(spec: Spec, height: int) -> int:
    """Give the room between bars, in percent of one: a single bar is no wall."""
    if spec.kind not in ("bars", "dots", "likert"):
        return GAP
    row = height / max(len(spec.categories), 1)
    return min(WIDEST_GAP, max(GAP, round(100 * (row / THICKEST - 1))))


def _marks(chart: Any, spec: Spec, height: int) -> None:
    plot = chart.plots[0]
    if spec.kind != "line":
        plot.gap_width = _gap(spec, height)
        plot.vary_by_categories = False
    if spec.kind == "likert":
        plot.overlap = 100
    for drawn, series in zip(plot.series, spec.series, strict=False):  # a band has two more of its own
        _color(drawn, series, spec)
        if spec.kind == "likert":
            _label_parts(drawn, series)
            continue
        _labels(drawn, series, spec)
        if series.low and series.high and not has_band(spec):
            _error_bars(drawn, series, LIGHT.axis if spec.kind == "line" else LIGHT.ink)


def _color(drawn: Any, series: Series, spec: Spec) -> None:
    if spec.kind == "line":
        drawn.smooth = False
        drawn.format.line.color.rgb, drawn.format.line.width = _rgb(series.colors[0]), Pt(2.4)
        drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 6
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = _rgb(series.colors[0])
        drawn.marker.format.line.color.rgb = _rgb(series.colors[0])
        _hollow(drawn, spec)
        return
    drawn.invert_if_negative = False
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = _rgb(series.colors[0])
    if spec.kind == "likert":
        drawn.format.line.color.rgb, drawn.format.line.width = _rgb(LIGHT.background), Pt(1.5)
    for place, color in enumerate(series.colors if len(series.colors) > 1 else ()):
        fill = drawn.points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = _rgb(color)


def _hollow(drawn: Any, spec: Spec) -> None:
    """Draw months that are not over as hollow marks on a dashed line."""
    for place in range(len(spec.categories)):
        if spec.is_open(place):
            point = drawn.points[place]
            point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 7
            point.marker.format.fill.solid()
            point.marker.format.fill.fore_color.rgb = _rgb(LIGHT.background)
            point.format.line.dash_style = MSO_LINE.SQUARE_DOT
            point.format.line.color.rgb = drawn.format.line.color.rgb


def _label_parts(drawn: Any, series: Series) -> None:
    """Write the share into each part of a bar that has room for it."""
    labels = drawn.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = f'[<{NARROW}]"";0%'
    labels.font.size, labels.font.name, labels.font.bold = Pt(14), FONT, True
    labels.font.color.rgb = _rgb(ink_on(series.colors[0]))
    labels.position = XL_LABEL_POSITION.CENTER


def _labels(drawn: Any, series: Series, spec: Spec) -> None:
    """Write each number at its mark; on a line only the last one."""
    if spec.kind == "line":
        _label_last(drawn, series, spec)
        return
    if spec.kind == "columns" and len(spec.categories) > MONTHS_BY_YEAR:
        return
    labels = drawn.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = NUMBER_FORMATS[spec.unit]
    labels.font.bold, labels.font.size, labels.font.name = True, Pt(_size(spec)), FONT
    if not series.low:
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        return
    # The end of the bar belongs to the interval; the number stands inside, where there is room.
    labels.position = XL_LABEL_POSITION.INSIDE_BASE
    # White on every part: bold and large, 3 to 1 is enough, and one bar may have another color.
    is_dark = all(contrast(LIGHT.background, color) >= LARGE_TYPE for color in series.colors)
    labels.font.color.rgb = _rgb(LIGHT.background if is_dark else LIGHT.ink)
    for place, value in enumerate(series.values):
        if value is not None and _is_short(spec, value):
            _no_label(labels, place)


def _no_label(labels: Any, place: int) -> None:
    """Take the label of one point away; python-pptx has no call for it."""
    label = etree.Element(_tag("dLbl"))
    etree.SubElement(label, _tag("idx"), val=str(place))
    etree.SubElement(label, _tag("delete"), val="1")
    before = [each for each in labels._element if each.tag == _tag("dLbl")]
    labels._element.insert(len(before), label)


def _label_last(drawn: Any, series: Series, spec: Spec) -> None:
    """Write the last value at the right of the line, with its interval below."""
    known = [n for n, value in enumerate(series.values) if value is not None and not spec.is_open(n)]
    if not known:
        return
    last = known[-1]
    if spec.is_open(len(series.values) - 1):
        return  # what follows would be drawn over it
    told = [written(series.values[last] or 0.0, spec.unit)]
    low, high = (side[last] if side else None for side in (series.low, series.high))
    if low is not None and high is not None:
        told.append(f"{written(low, spec.unit)} to {written(high, spec.unit)}")
    label = drawn.points[last].data_label
    label.position = XL_LABEL_POSITION.RIGHT
    label.text_frame.text = "\n".join(told)
    for place, paragraph in enumerate(label.text_frame.paragraphs):
        font = paragraph.runs[0].font
        font.bold, font.size, font.name = not place, Pt(12 if place else 16), FONT
        font.color.rgb = _rgb(LIGHT.gray if place else LIGHT.ink)


def _leave_room(chart: Any) -> None:
    """Keep the right end of a chart free for the last value of its line."""
    area = chart._chartSpace.find(f".//{_tag('plotArea')}")
    layout = area.find(_tag("layout"))
    if layout is None:
        layout = etree.Element(_tag("layout"))
        area.insert(0, layout)
    manual = etree.SubElement(layout, _tag("manualLayout"))
    told = (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), ("x", "0.06"), ("y", "0.04"),
            ("w", "0.83"), ("h", "0.78"))  # fmt: skip
    for name, value in told:
        etree.SubElement(manual, _tag(name), val=value)


def _error_bars(drawn: Any, series: Series, color: str) -> None:
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
        f'<c:spPr xmlns:c="{CHART_NAMESPACE}" xmlns:a="{DRAWING_NAMESPACE}">'
        f'<a:ln w="{15875 if is_line else 28575}"><a:solidFill><a:srgbClr val="{color[1:]}"/></a:solidFill>'
        "</a:ln></c:spPr>"
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
