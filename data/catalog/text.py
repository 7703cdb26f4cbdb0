"""Text made even before it is read: line ends, invisible characters, spaces."""

from __future__ import annotations

import re

# Characters a reader does not see. They come with copied web pages and would break names and labels.
# The first five are the byte order mark, zero-width spaces and joiners; then soft hyphen and NUL.
INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad\x00"
# The kinds of space that pages and word processors use, beside the ordinary one.
WIDE_SPACES = "\u00a0\t\x0b\x0c\u2002\u2003\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u3000"
CURLY = (("’", "'"), ("“", '"'), ("”", '"'), ("‘", "'"), ("ʼ", "'"), ("′", "'"), ("„", '"'), ("″", '"'))
SPACES = re.compile(r"[ \t]{2,}")


def even_lines(text: str) -> str:
    """End every line with a line feed and drop what a reader cannot see; no line is added or lost."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in INVISIBLE:
        if sign in text:
            text = text.replace(sign, "")
    return text


def plain_spaces(text: str) -> str:
    """Make every kind of space an ordinary one; the length stays, so places in the text agree."""
    # Looking for each kind is several times faster than one pattern for all.
    for space in WIDE_SPACES:
        if space in text:
            text = text.replace(space, " ")
    return text


def one_line(text: str) -> str:
    """Join lines and runs of spaces with single spaces."""
    return " ".join(text.split())


def straight_quotes(text: str) -> str:
    """Make curly quotes and apostrophes straight; the length stays."""
    if not text.isascii():
        for curly, straight in CURLY:
            if curly in text:
                text = text.replace(curly, straight)
    return text


def words(listed: str) -> frozenset[str]:
    """Make a set of the words of a string: reads better than one quoted word a line."""
    return frozenset(listed.split())
