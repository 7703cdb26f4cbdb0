"""Text from files, made fit to be stored."""

from __future__ import annotations

import re

# A lone surrogate cannot be written as UTF-8 and a NUL ends strings in other programs: both become the
# sign that stands for an unreadable character, so that the reader sees that something was there.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
UNREADABLE = "\ufffd"


def storable(text: str) -> str:
    """Give the text with NULs and lone surrogates replaced by U+FFFD, otherwise unchanged."""
    return _UNSTORABLE.sub(UNREADABLE, text)
