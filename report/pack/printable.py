"""Text from people, made fit for files that other programs open."""

from __future__ import annotations

import re
from typing import Final

# What XML 1.0 forbids, and with it PowerPoint, Word and Excel: control characters, lone surrogates, and
# the two signs at the end of each plane. A file that holds one of them does not open.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def printable(text: str, longest: int | None = None) -> str:
    """Give text that any format can hold: what cannot stand in XML is left out, the rest is untouched.

    With ``longest`` it is cut there, with an ellipsis that says so.
    """
    plain = _FORBIDDEN.sub("", text)
    if longest is not None and len(plain) > longest:
        return plain[: longest - 1].rstrip() + "…"
    return plain


def one_line(text: str, longest: int | None = None) -> str:
    """Give printable text on one line."""
    return printable(" ".join(text.split()), longest)
