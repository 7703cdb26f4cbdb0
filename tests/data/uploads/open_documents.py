"""OpenDocument sheets as LibreOffice saves them, honest and not."""

from __future__ import annotations

import io
import zipfile

SHEET_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
NOTHING_MORE = '<table:table-cell table:number-columns-repeated="16379"/>'
"""What stands at the end of each row that has a format."""
NO_MORE_ROWS = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def cell(value: str, kind: str = "string", repeated: int = 1) -> str:
    """Make a cell; ``kind`` is string, float, date or time."""
    said = {"float": f' office:value="{value}"', "string": ""}.get(kind, f' office:{kind}-value="{value}"')
    times = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    opened = f'<table:table-cell office:value-type="{kind}"{said}{times}>'
    return f"{opened}<text:p>{value}</text:p></table:table-cell>"


def row(*cells: str, repeated: int = 1) -> str:
    """Make a row of cells; plain words are text."""
    made = "".join(each if each.startswith("<") else cell(each) for each in cells)
    times = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{times}>{made}</table:table-row>"


def open_document_sheet(
    *, manifest: str = "<manifest/>", says: str = SHEET_TYPE, **sheets: list[str]
) -> bytes:
    """Make a file of sheets of rows."""
    tables = "".join(
        f'<table:table table:name="{name}">{"".join(rows)}</table:table>' for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES}><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo("mimetype"), says)
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()


def training_log() -> bytes:
    """A log kept by hand: a title, days, hours, a length of time, rows that only have a format."""
    return open_document_sheet(
        Log=[
            row("Training log", NOTHING_MORE),
            row("Name", "Course", "Date", "Hours", NOTHING_MORE),
            row("Ann &amp; Bo", "Fire", cell("2026-01-02", "date"), cell("1.5", "float"), NOTHING_MORE),
            row("Cy", "Fire", cell("2026-01-03", "date"), cell("PT01H30M00S", "time"), NOTHING_MORE),
            NO_MORE_ROWS,
        ],
    )
