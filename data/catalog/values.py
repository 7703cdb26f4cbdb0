"""Header values that were broken over several lines, put together again."""

from __future__ import annotations

import re

from data.catalog.furniture import is_furniture
from data.catalog.labels import HEADER, HEADINGS
from data.catalog.lengths import read_length
from data.catalog.text import one_line

# A header value is cut here before it is read: nothing longer is a name, a date or a length.
LONGEST = 2000
MOST_LINES = 6

_OPEN_END = re.compile(
    r"(?:[,&/(–—-]|\b(?:and|or|of|the|a|an|to|for|in|on|with|by|from|at|as|part|collaboration|partnership"
    r"|program"
    r"|original|date|moderated|about|approximately|plus|(?:jan|febr)uary|march|april|may|june|july|august"
    r"|(?:septem|octo|novem|decem)ber)(?: \d{1,2},?)?)$",
    re.I,
)
_MORE_TIME = re.compile(r"(?:and |& )?\d{1,3} ?(?:minutes?|mins?)\b", re.I)
_NAME_LINE = re.compile(
    r"(?:and |& )?[A-Z][\w.'’-]*(?:(?:,? (?:and |& )?(?:moderated by )?|,)(?:[A-Z][\w.'’-]*|de|la|van|von"
    r"|der|del|di))"
    r"{0,12}[.,]?(?:,? (?:and|&))?(?: moderated(?: by)?)?"
)
_LAST_NAME_OPEN = re.compile(
    r"(?:(?:^|, ?|\band |& |\bby )(?:(?:Dr|Mr|Ms|Mrs)\. )?[A-Z][\w.'’-]*| (?:de|la|van|von|der|del|di))$"
)
_PEOPLE = frozenset({"presenter", "moderator", "lead"})


def put_together(key: str, value: str, rest: str, following: str, wrapped: bool) -> tuple[str, str]:
    """Take the lines that belong to a value from the text after it: (whole value, text that is left).

    ``key`` is what the label is for, ``following`` the next label's key, ``wrapped`` whether the entry
    is broken at a width. Between two labels of a header everything short belongs to the value.
    """
    value = value[:LONGEST]
    if key in HEADER and _all_of_it(key, value, rest, following):
        return one_line(f"{value} {rest}"), ""
    taken = 0
    while rest and taken < MOST_LINES and len(value) < LONGEST:
        line, _, later = rest.partition("\n")
        if not _goes_on(key, value, line.strip(), later, wrapped):
            break
        value = one_line(f"{value} {line}")
        rest, taken = later.lstrip(), taken + 1
    return value, rest


def _all_of_it(key: str, value: str, rest: str, following: str) -> bool:
    if following not in HEADER and following not in HEADINGS:
        return False
    if len(rest) > 250 or rest.count("\n") >= MOST_LINES or ". " in rest or (value and "\n\n" in rest):
        return False
    if following in HEADINGS and rest.endswith("."):
        return False
    return key != "length" or bool(read_length(value[:300]).fault) or rest[:1].islower()


def _is_value(key: str, line: str) -> bool:
    """Whether a line below a label is what the label is about, and not the text after an empty label."""
    if key == "length":
        return len(line) <= 100 and read_length(line).fault != "bad_length"
    if key in ("presenter", "moderator"):
        return _NAME_LINE.fullmatch(line) is not None
    if key in HEADER:
        return len(line) <= 200 and not line.endswith((".", "?", "!"))
    return len(line) <= 300


def _goes_on(key: str, value: str, line: str, later: str, wrapped: bool) -> bool:
    if not line or is_furniture(line):
        return False
    if not value:
        return _is_value(key, line)
    if line[0].islower() or line[0] in "(&," or _OPEN_END.search(value[-40:]):
        return len(line) <= 300
    if key == "length":
        return _MORE_TIME.match(line) is not None
    if key in _PEOPLE:
        if not _NAME_LINE.fullmatch(line):
            return False
        return wrapped or _LAST_NAME_OPEN.search(value[-60:]) is not None
    # Long names run over a line without a sign; then a blank line ends the header.
    return (
        key in {"host", "developer", "funder"}
        and wrapped
        and len(line) <= 80
        and not line.endswith(".")
        and (
            later.startswith("\n")
            or (later.split("\n", 2)[1:2] == [""] and len(later.split("\n", 1)[0]) <= 80)
        )
    )
