"""Any file to sheets of text: what it is by its bytes, its name only to tell the user what was odd."""

from __future__ import annotations

from data.uploads.archive import members as members
from data.uploads.content import Utf8, as_utf8, signature
from data.uploads.records import Document
from data.uploads.refused import RefusedError

_CALLED = {
    "xlsx": "an XLSX workbook",
    "ods": "an OpenDocument workbook",
    "xls": "an old XLS workbook",
    "html": "a web page",
    "json": "JSON",
}
_ENDINGS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".ods": "ods",
    ".xls": "xls",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}


def open_document(content: bytes, file_name: str = "") -> Document:
    """Open CSV, XLSX, ODS, XLS (the XML one too), HTML tables, JSON, or a ZIP that holds one of them.

    ``file_name`` decides nothing; where its ending says something else than the content, a note tells.
    RefusedError has one of the codes wrong_type, empty_file, damaged_file, password_protected,
    unsafe_archive, unsafe_xml, too_complex, not_a_table. Runs in the caller's process: for files from
    outside use ``data.uploads.child``.
    """
    document = _open(content)
    ending = file_name[file_name.rfind(".") :].lower() if "." in file_name else ""
    told = _ENDINGS.get(ending)
    if told and told != document.container:
        called = _CALLED.get(document.container, "text with separators (CSV)")
        document.notes.append(f"The file's name ends in {ending}, but it is {called} and was read as that.")
    return document


def _open(content: bytes) -> Document:
    found = signature(content)
    if found is None:
        return _text(content)
    if found.kind == "other":
        raise RefusedError("wrong_type", found.called)
    from data.uploads.book_sheets import read_old_workbook, read_workbook

    if found.kind == "ole":
        return _filled(read_old_workbook(content))
    inside = members(content)
    if inside is None:
        return _filled(read_workbook(content))
    if len(inside) > 1:
        raise RefusedError("wrong_type", "an archive of several files")
    return _open(inside[0][1])


def _text(content: bytes) -> Document:
    if not content or content.isspace():
        raise RefusedError("empty_file")
    text = as_utf8(content)
    if text is None:
        raise RefusedError("wrong_type", "not text")
    if not text.data or text.data.isspace():
        raise RefusedError("empty_file")
    return _markup(content, text) or _json_or_table(text)


def _markup(content: bytes, text: Utf8) -> Document | None:
    """Read a web page or a web archive; None where the text is neither."""
    from data.uploads.html_text import defines_entities, is_html, page_of_web_archive

    archived = page_of_web_archive(content)
    data = text.data if archived is None else archived.encode("utf-8", "replace")
    head = data[:200_000].decode("utf-8", "ignore")
    if not head.lstrip().startswith("<"):
        return None
    if defines_entities(head):
        raise RefusedError("unsafe_xml")
    from data.uploads.html_tables import read_tables
    from data.uploads.xml_spreadsheet import NAMESPACE, read_xml_spreadsheet

    if head.lstrip().startswith("<?xml") and NAMESPACE in data[:10_000]:
        return _filled(read_xml_spreadsheet(data))
    if is_html(head) or b"<table" in data[:200_000].lower():
        return _with_encoding(read_tables(data), text)
    if head.lstrip().startswith("<?xml"):
        raise RefusedError("wrong_type", "an XML file")
    return None


def _json_or_table(text: Utf8) -> Document:
    from data.uploads.csv_table import read_table
    from data.uploads.statements import looks_like_json, read_statements

    if looks_like_json(text.data):
        return read_statements(text.data)
    sheet = read_table(text.data)
    document = Document("csv", [sheet])
    if sheet.cut_row is not None:
        document.notes.append(f"The file ends in the middle of row {sheet.cut_row:,}, so it may be cut off.")
    return _with_encoding(_filled(document), text)


def _with_encoding(document: Document, text: Utf8) -> Document:
    if text.encoding == "cp1252":
        document.notes.append("The file is not UTF-8; its letters were read as Windows-1252.")
    return document


def _filled(document: Document) -> Document:
    """RefusedError where no sheet has a cell with something in it."""
    if not any(sheet.widths.any() for sheet in document.sheets):
        raise RefusedError("empty_file")
    return document
