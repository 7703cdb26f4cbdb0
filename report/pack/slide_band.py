"""The interval of a line as a band behind it, native and editable: two stacked areas, one of them unseen."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from charts.theme import LIGHT

CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_UNSEEN: Final = "<a:noFill/><a:ln><a:noFill/></a:ln>"
_TINTED: Final = f'<a:solidFill><a:srgbClr val="{LIGHT.band[1:]}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
_OF_A_LINE: Final = ("marker", "smooth", "spPr", "dLbls", "errBars")
"""What the series of a line may have and that of an area may not, or what is written anew."""


def draw_band(chart: Any) -> None:
    """Move the two last series of a line chart into areas behind the line, on the same axes.

    The first of the two is the lower end of the interval and not seen, the second its width, tinted.
    python-pptx makes charts of one kind only; in the file a second kind is a sibling on the same axes.
    """
    lines = chart._chartSpace.find(f".//{_tag('lineChart')}")
    areas = etree.Element(_tag("areaChart"))
    etree.SubElement(areas, _tag("grouping"), val="stacked")
    etree.SubElement(areas, _tag("varyColors"), val="0")
    for series, look in zip(lines.findall(_tag("ser"))[-2:], (_UNSEEN, _TINTED), strict=True):
        areas.append(_area(series, look))
    for axis in lines.findall(_tag("axId")):
        etree.SubElement(areas, _tag("axId"), val=axis.get("val"))
    lines.addprevious(areas)  # what stands first is drawn first, and so behind


def _area(series: Any, look: str) -> Any:
    for name in _OF_A_LINE:
        for there in series.findall(_tag(name)):
            series.remove(there)
    drawn = etree.fromstring(f'<c:spPr xmlns:c="{CHART}" xmlns:a="{DRAWING}">{look}</c:spPr>')
    series.find(_tag("tx")).addnext(drawn)
    return series


def _tag(name: str) -> str:
    return f"{{{CHART}}}{name}"
