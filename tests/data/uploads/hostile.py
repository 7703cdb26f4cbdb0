"""Files made to exhaust or to mislead a reader. Made here, so that none of them lies in the repository."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tests.data.uploads.made_files import with_sheet_xml, workbook, zipped
from tests.data.uploads.samples import TABLE, xls, xlsx

BOOK = workbook(A=[["Name", "Course", "Completed"], ["Ann", "Weeding", "2026-02-09"]])
ZEROS = bytes(30_000_000)


def zip_bomb() -> bytes:
    """Make a workbook whose sheet unpacks to a thousand times its size."""
    return with_sheet_xml(BOOK, lambda xml: xml + b" " * 30_000_000)


def zip_bomb_of_exports() -> bytes:
    """Make an archive of exports that does so."""
    return zipped({"a.csv": ZEROS, "b.csv": b"a,b\n1,2\n"})


def many_members() -> bytes:
    """Make an archive of more files than anybody exports."""
    return zipped({f"{number}.csv": b"a,b\n1,2\n" for number in range(300)})


def far_cell() -> bytes:
    """Make a workbook of 5 KB whose last cell is the last that a sheet can have."""
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return with_sheet_xml(BOOK, lambda xml: xml.replace(b"</sheetData>", cell))


def million_rows_claimed() -> bytes:
    """Make a workbook of 5 KB that says of itself that it has a million rows."""
    return with_sheet_xml(BOOK, lambda xml: xml.replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"'))


def last_row_used() -> bytes:
    """Make a workbook of 5 KB with something in the last row, as a slip of the hand leaves it."""
    row = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    return with_sheet_xml(BOOK, lambda xml: xml.replace(b"</sheetData>", row))


def with_entities(definition: str, use: str) -> bytes:
    """Put a document type with entities before a workbook's sheet."""
    head = f"<!DOCTYPE x [{definition}]>".encode()

    def change(xml: bytes) -> bytes:
        start = xml.index(b"<worksheet")
        cell = f'<row r="3"><c r="A3" t="inlineStr"><is><t>{use}</t></is></c></row></sheetData>'.encode()
        return xml[:start] + head + xml[start:].replace(b"</sheetData>", cell)

    return with_sheet_xml(BOOK, change)


def billion_laughs() -> bytes:
    """Make entities that each name the one before ten times."""
    defined = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return with_entities(defined, "&a9;")


def quadratic_blow_up() -> bytes:
    """Make one long entity that is named many times."""
    return with_entities(f'<!ENTITY a "{"a" * 50_000}">', "&a;" * 50_000)


def external_entity() -> bytes:
    """Make an entity that is a file of the machine."""
    return with_entities('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;")


def entities_in_html() -> bytes:
    """Make a web page with the laughing entities, under an .xls name."""
    return (
        b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><html><body><table><tr><td>&b;</td>'
        b"</tr></table></body></html>"
    )


def locked_workbook() -> bytes:
    """Make what Office writes when a workbook has a password: an old container with one known stream."""
    content = xls()
    old, new = (b"W\0o\0r\0k\0b\0o\0o\0k\0"), "EncryptedPackage".encode("utf-16-le")
    at = content.rindex(old)
    entry = (new + b"\0\0").ljust(64, b"\0") + (len(new) + 2).to_bytes(2, "little")
    return content[:at] + entry + content[at + len(entry) :]


def locked_archive() -> bytes:
    """Make an archive whose file has a password, as its flags say."""
    content = bytearray(zipped({"a.csv": TABLE.encode()}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    return bytes(content)


def archive_inside() -> bytes:
    """Make an archive that holds archives."""
    return zipped({"a.csv": b"a,b\n1,2\n", "b.zip": zip_bomb_of_exports()})


def lying_size() -> bytes:
    """Make an archive that says its file is small when it is not."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.csv", ZEROS)
    content = bytearray(file.getvalue())
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(signature) + at
        content[start : start + 4] = (1_000).to_bytes(4, "little")
    return bytes(content)


def wide_page() -> bytes:
    """Make a web page whose cells claim to be a thousand wide."""
    return b"<table>" + b'<tr><td colspan="1000">a</td></tr>' * 6_000 + b"</table>"


def deep_page() -> bytes:
    """Make a page of tables in tables."""
    return b"<table><tr><td>" * 100_000 + b"a"


REFUSED: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "zip bomb": (zip_bomb, {"unsafe_archive"}),
    "zip bomb of exports": (zip_bomb_of_exports, {"unsafe_archive"}),
    "many members": (many_members, {"unsafe_archive"}),
    "far cell": (far_cell, {"too_complex"}),
    "billion laughs": (billion_laughs, {"unsafe_xml"}),
    "quadratic blow-up": (quadratic_blow_up, {"unsafe_xml"}),
    "external entity": (external_entity, {"unsafe_xml"}),
    "entities in html": (entities_in_html, {"unsafe_xml"}),
    "locked workbook": (locked_workbook, {"password_protected"}),
    "locked archive": (locked_archive, {"password_protected"}),
    "archive inside": (archive_inside, {"wrong_type"}),
    "lying size": (lying_size, {"damaged_file", "unsafe_archive"}),
    "renamed program": (lambda: b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 40, {"wrong_type"}),
    "wide page": (wide_page, {"too_complex"}),
    "deep page": (deep_page, {"too_complex", "not_a_table"}),
    "deep json": (lambda: b'[{"a":' * 200_000, {"too_complex", "damaged_file"}),
    "long line": (lambda: one_line(5), {"not_a_table"}),
    "quotes in the head": (lambda: b'a,b\n"' + b'""' * 1_000_000 + b'",1\n', {"not_a_table"}),
    "one line": (lambda: b"a" * 15_000_000, {"not_a_table"}),
    "only separators": (lambda: b"," * 5_000_000, {"too_complex"}),
}
"""What must be refused, and with which code."""


def one_line(megabytes: int) -> bytes:
    """Make one line of that many megabytes, in cells of a megabyte."""
    return b",".join([b"a" * 1_000_000] * megabytes)


READ: dict[str, Callable[[], bytes]] = {
    "million rows claimed": million_rows_claimed,
    "last row used": last_row_used,
    "blank lines": lambda: b"a,b\n" + b"\n" * 1_000_000 + b"1,2\n",
    "quotes": lambda: b"a,b\n" * 60 + b'"' + b'""' * 1_000_000 + b'",1\n',
    "nul tail": lambda: b"a,b\n1,2\n" * 50_000 + bytes(100_000),
}
"""What is odd and large, and must be read."""


def truncated() -> dict[str, bytes]:
    """Cut good files at 1, 25, 50 and 99 of 100."""
    whole = {"csv": TABLE.encode(), "xlsx": xlsx(), "xls": xls()}
    return {
        f"{name} at {share} %": content[: len(content) * share // 100]
        for name, content in whole.items()
        for share in (1, 25, 50, 99)
    }
