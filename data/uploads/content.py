"""What a file is, told by its bytes and never by its name, and its text where it is text."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

# Beginnings of files that are not text, in words for the person who chose one.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a rich text document"),
    (b"ID3", "a sound"),
)
# "BM" and "MZ" are also letters: these signatures count only where bytes follow that text does not have.
_ALSO_LETTERS = frozenset({b"BM", b"MZ", b"RIFF", b"ID3"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTROL = re.compile("[\x01-\x08\x0e-\x1b\x7f]")
_NOT_TEXT = "not text"
# The text in which UTF-16 without a mark is told by its zero bytes.
_SAMPLE = 4096


class Content(NamedTuple):
    """What the bytes are: ``text``, ``zip``, ``ole`` or ``other``; the text, or what else to call it."""

    kind: str
    text: str = ""
    called: str = ""


def recognize(content: bytes) -> Content:
    """Tell text from workbooks and everything else, and decode it.

    Encodings are tried in this order: byte order mark, UTF-16 without one, UTF-8, Windows-1252.
    """
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Content("zip")
    if content.startswith(_OLE):
        return Content("ole")
    for signature, called in _SIGNATURES:
        if content.startswith(signature) and (signature not in _ALSO_LETTERS or b"\x00" in content[:64]):
            return Content("other", called=called)
    text = decoded(content)
    if text is None:
        return Content("other", called=_NOT_TEXT)
    return Content("text", text)


def decoded(content: bytes) -> str | None:
    """Decode text, or None where the bytes are no text."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _if_text(content.decode(encoding, "replace"))
    sample = content[:_SAMPLE]
    if b"\x00" in sample:
        pairs = max(len(sample) // 2, 1)
        if sample[1::2].count(0) > 0.4 * pairs and sample[::2].count(0) < 0.05 * pairs:
            return _if_text(content.decode("utf-16-le", "replace"))
        if sample[::2].count(0) > 0.4 * pairs and sample[1::2].count(0) < 0.05 * pairs:
            return _if_text(content.decode("utf-16-be", "replace"))
    try:
        return _if_text(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        # A file cut off in the middle of a letter is still UTF-8.
        if error.start >= len(content) - 3 and error.reason == "unexpected end of data":
            return _if_text(content[: error.start].decode("utf-8"))
    return _if_text(content.decode("cp1252", "replace"))


def _if_text(text: str) -> str | None:
    """Give back what reads as text: hardly a control character, hardly a letter that was not decoded."""
    strange = (
        len(_CONTROL.findall(text[:100_000]))
        + text.count("\x00", 0, 100_000)
        + text.count("\ufffd", 0, 100_000)
    )
    return text if strange <= 0.01 * min(len(text), 100_000) + 2 else None
