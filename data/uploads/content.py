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
# How many letters decide whether this is text at all, and how many bytes are decoded at a time.
_JUDGED = 100_000
_PIECE = 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Content(NamedTuple):
    """What the bytes are: ``text``, ``zip``, ``ole`` or ``other``; the text, or what else to call it."""

    kind: str
    text: str = ""
    called: str = ""


def recognize(content: bytes) -> Content:
    """Tell text from workbooks and everything else, and decode it.

    Encodings are tried in this order: byte order mark, UTF-16 without one, UTF-8, Windows-1252.
    """
    found = signature(content)
    if found is not None:
        return found
    text = decoded(content)
    if text is None:
        return Content("other", called=_NOT_TEXT)
    return Content("text", text)


def signature(content: bytes) -> Content | None:
    """Tell what is no text by its first bytes; None for what may be text."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Content("zip")
    if content.startswith(_OLE):
        return Content("ole")
    for begins, called in _SIGNATURES:
        if content.startswith(begins) and (begins not in _ALSO_LETTERS or b"\x00" in content[:64]):
            return Content("other", called=called)
    return None


def decoded(content: bytes) -> str | None:
    """Decode text, or None where the bytes are no text."""
    return _if_text(content.decode(*_how(encoding_of(content))))


class Utf8(NamedTuple):
    """A file's text as UTF-8 bytes without a mark, and the encoding that it had."""

    data: bytes
    encoding: str


def as_utf8(content: bytes) -> Utf8 | None:
    """Give text as UTF-8, without a copy where it is that already; None where the bytes are no text."""
    encoding = encoding_of(content)
    if encoding == "utf-8":
        head = codecs.getincrementaldecoder("utf-8")().decode(content[: 4 * _JUDGED])
        if _if_text(head) is None:
            return None
        # A letter cut in the middle at the end of the file is left out.
        return Utf8(content if content.isascii() else content[: _whole_letters(content)], encoding)
    text = _if_text(content.decode(*_how(encoding)))
    return None if text is None else Utf8(text.encode("utf-8", "replace"), encoding)


def encoding_of(content: bytes) -> str:
    """Name the encoding: by its mark, by regular zero bytes, UTF-8 if it is valid, or Windows-1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:_SAMPLE]
    if b"\x00" in sample:
        pairs = max(len(sample) // 2, 1)
        if sample[1::2].count(0) > 0.4 * pairs and sample[::2].count(0) < 0.05 * pairs:
            return "utf-16-le"
        if sample[::2].count(0) > 0.4 * pairs and sample[1::2].count(0) < 0.05 * pairs:
            return "utf-16-be"
    return "utf-8" if _is_utf8(content) else "cp1252"


def _how(encoding: str) -> tuple[str, str]:
    """Give the codec and what it does with wrong bytes; of valid UTF-8 only a cut letter can be wrong."""
    return encoding, "ignore" if encoding == "utf-8" else "replace"


def _is_utf8(content: bytes) -> bool:
    """Whether all is UTF-8, though the last letter may be cut off; in pieces, so that no copy is kept."""
    if content.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), _PIECE):
            decoder.decode(content[start : start + _PIECE])
    except UnicodeDecodeError:
        return False
    return True


def _whole_letters(content: bytes) -> int:
    """Give the length of UTF-8 without a letter that is cut off at its end."""
    for back in range(1, min(4, len(content)) + 1):
        byte = content[-back]
        if byte < 0x80:
            break
        if byte >= 0xC0:
            needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return len(content) - back if back < needed else len(content)
    return len(content)


def _if_text(text: str) -> str | None:
    """Give back what reads as text: hardly a control character, hardly a letter that was not decoded."""
    head = text[:_JUDGED]
    strange = len(_CONTROL.findall(head)) + head.count("\x00") + head.count("\ufffd")
    return text if strange <= 0.01 * len(head) + 2 else None
