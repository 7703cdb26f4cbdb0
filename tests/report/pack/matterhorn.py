"""What a machine can check of PDF/UA-1 by the Matterhorn protocol, where no veraPDF is at hand.

Each check gives sentences; none means that it passed. Numbers are those of the protocol's checkpoints.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

PAINTS: Final = frozenset(
    {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "Do", "sh", "EI"}
)
"""Operators that put something on the page."""

CHILDREN: Final = {
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"}, "/THead": {"/TR"}, "/TBody": {"/TR"},
    "/TR": {"/TH", "/TD"}, "/L": {"/LI", "/Caption", "/L"}, "/LI": {"/Lbl", "/LBody"},
}  # fmt: skip


def faults(pdf: pikepdf.Pdf) -> list[str]:
    """List everything that a machine would find wrong."""
    return [*_document(pdf), *_content(pdf), *_structure(pdf), *_fonts(pdf)]


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    with pdf.open_metadata() as told:
        if told.get("pdfuaid:part") != "1":
            yield "05 the metadata does not say PDF/UA-1"
        if not told.get("dc:title"):
            yield "06 no title in the metadata"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "07 the title is not shown"
    if not root.get("/MarkInfo", {}).get("/Marked", False) or root.MarkInfo.get("/Suspects", False):
        yield "06 not marked, or suspect"
    if not str(root.get("/Lang", "")):
        yield "11 no language"
    if "/AcroForm" in root or ("/OpenAction" in root and "/JS" in str(root.OpenAction)):
        yield "25 forms or scripts"
    for number, page in enumerate(pdf.pages, start=1):
        if "/StructParents" in page.obj and page.obj.get("/Tabs") != "/S":
            yield f"28 page {number}: the order of tabs is not that of the structure"


def _content(pdf: pikepdf.Pdf) -> Iterator[str]:
    """01: everything on a page is tagged or an artifact, and never one within the other."""
    for number, page in enumerate(pdf.pages, start=1):
        kinds: list[str] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BMC", "BDC"):
                tag = str(operands[0])
                held = operands[1] if name == "BDC" else {}
                kind = "artifact" if tag == "/Artifact" else "tagged" if "/MCID" in held else "other"
                if {kind, *kinds} >= {"artifact", "tagged"}:
                    yield f"01 page {number}: tagged content and artifacts within each other"
                kinds.append(kind)
            elif name == "EMC":
                kinds.pop()
            elif name in PAINTS and not {"artifact", "tagged"} & set(kinds):
                yield f"01 page {number}: {name} is neither tagged nor an artifact"


def _nodes(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the structure, in reading order."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield node
            if "/K" in node:
                waiting.append(node.K)


def _kids(node: Any) -> list[str]:
    below = node.get("/K", [])
    each = list(below) if isinstance(below, pikepdf.Array) else [below]
    return [str(kid.S) for kid in each if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    level = 0
    for node in _nodes(pdf):
        kind = str(node.S)
        if kind == "/Figure" and not str(node.get("/Alt", "")):
            yield "13 a figure without a text alternative"
        if kind == "/TH" and not _scope(node):
            yield "15 a heading of a table without a scope"
        if kind in CHILDREN and not set(_kids(node)) <= CHILDREN[kind]:
            yield f"09 {kind} holds {sorted(set(_kids(node)) - CHILDREN[kind])}"
        if kind == "/Table" and "/TH" not in str(_below(node)):
            yield "15 a table without headings"
        if kind[:2] == "/H" and kind[2:].isdigit():
            if int(kind[2:]) > level + 1:
                yield f"14 a heading of level {kind[2:]} after one of level {level}"
            level = int(kind[2:])
    if level == 0:
        yield "14 no headings"


def _below(node: Any) -> list[str]:
    found: list[str] = []
    for kid in node.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [str(kid.S), *_below(kid)]
    return found


def _scope(node: Any) -> bool:
    given = node.get("/A", [])
    each = list(given) if isinstance(given, pikepdf.Array) else [given]
    return any(isinstance(one, pikepdf.Dictionary) and "/Scope" in one for one in each)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """31: every font is in the file, and every letter of it has a meaning."""
    for page in pdf.pages:
        for name, font in page.get("/Resources", {}).get("/Font", {}).items():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.get("/FontDescriptor", {}).keys()):
                yield f"31 {name} is not in the file"
            if "/ToUnicode" not in font:
                yield f"31 {name} has letters that mean nothing"
