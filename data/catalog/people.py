"""People named in a header line: presenters, the moderator, subject experts."""

from __future__ import annotations

import re

from data.catalog.text import one_line, words

_MODERATED = re.compile(
    r"[,;]? *(?:\b(?:and|with) +)?\b(?:moderat(?:ed|or|ors|ing)|facilitated)\b *(?:by\b)? *:? *", re.I
)
_ROLE_AFTER = re.compile(r"\( *moderator *\)|[,-] *moderator\b(?! *:)", re.I)
_SEPARATOR = re.compile(r" *(?:, *and +|; *and +|, *& *|[,;|]| and | & | with (?=[A-Z])) *", re.I)
_CREDENTIAL = re.compile(
    r"(?:(?:ph|ed|psy|j|m)\.?d|m\.?l\.?i?\.?s|m\.?s\.?(?:l\.?i\.?)?s|msw|m\.?s\.?w|lcsw|lmsw|lpc|m\.?a"
    r"|m\.?s|m\.?ed"
    r"|m\.?b\.?a|m\.?p\.?h|m\.?p\.?a|r\.?n|b\.?a|b\.?s|cpa|esq|jd|sphr|phr|pmp|cae|dr\.?h)\.?",
    re.I,
)
_GENERATION = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.I)
# Words of a job or a place, which follow a name after a comma and are not names.
_NOT_NAMES = words(
    "library libraries librarian librarians university college director manager coordinator consultant "
    "specialist professor author co-author editor founder president officer department services system "
    "county institute association council foundation inc llc office program project assistant associate "
    "supervisor trainer analyst district network consortium"
)
_AFFILIATION = re.compile(rf"\b(?:{'|'.join(sorted(_NOT_NAMES))})\b", re.I)
# "Ann Example, Bo Sample, and Cy Test": nothing but names, which is nearly every line there is.
_NAME = r"[A-Z][\w'’-]*\.?(?: [A-Z][\w'’-]*\.?){0,2} [A-Z][\w'’-]+"
_PLAIN = re.compile(rf"{_NAME}(?:(?:, and |, | and ){_NAME})*")
_BETWEEN = re.compile(r", and |, | and ")
_TAIL = re.compile(r" +(?:from|of|at|for) +(?:the )?[A-Z].*$| *\([^()]*\)|[*®™†‡]+| +https?://\S*| +www\.\S*")


def read_people(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the names of a "Presented by" value: those who present, and those who moderate."""
    if _PLAIN.fullmatch(text) and _NOT_NAMES.isdisjoint(text.lower().replace(",", "").split()):
        return tuple(dict.fromkeys(_BETWEEN.split(text))), ()
    text = one_line(text)
    presenting, moderating = text, ""
    if "moderat" in text.lower() or "facilitated" in text.lower():
        if "moderator" in text.lower() and _ROLE_AFTER.search(text):
            return _by_role(text)
        parts = _MODERATED.split(text, maxsplit=1)
        presenting, moderating = parts[0], parts[1] if len(parts) > 1 else ""
    return names(presenting), names(moderating)


def _by_role(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tell names marked "(moderator)" or ", moderator" from the others."""
    marked = _ROLE_AFTER.sub("\x02", text)
    presenters: list[str] = []
    moderators: list[str] = []
    for part in _SEPARATOR.split(marked):
        (moderators if "\x02" in part else presenters).extend(names(part.replace("\x02", "")))
    return tuple(presenters), tuple(moderators)


def names(text: str) -> tuple[str, ...]:
    """Split "A, B and C" into names; credentials, jobs and places after a name are left out."""
    found: list[str] = []
    for part in _SEPARATOR.split(text):
        name = _TAIL.sub("", part).strip(" .,:-–—\"'") if part else ""
        if not name:
            continue
        if _GENERATION.fullmatch(name):
            if found:
                found[-1] += ", " + part.strip(" ,")
        elif found and (_CREDENTIAL.fullmatch(name) or _AFFILIATION.search(name) or name[0].islower()):
            continue
        else:
            found.append(_with_initial(name, part))
    return tuple(dict.fromkeys(found))


def _with_initial(name: str, part: str) -> str:
    """Keep the full stop of "Jr." or of a last initial, which trimming took."""
    last = name.rsplit(" ", 1)[-1]
    return (
        name + "."
        if part.rstrip().endswith(".") and (len(last) == 1 or _GENERATION.fullmatch(last))
        else name
    )


def read_experts(text: str) -> tuple[str, ...]:
    """Give the names at the start of "Subject matter expert: Ann Example, co-author of The Example"."""
    found: list[str] = []
    for part in _SEPARATOR.split(one_line(text)[:500]):
        name = _TAIL.sub("", part).strip(" .,:-–—\"'")
        if not name or name[0].islower() or _AFFILIATION.search(name) or not 1 <= name.count(" ") <= 4:
            if found and not _CREDENTIAL.fullmatch(name):
                break
            continue
        found.append(name)
    return tuple(found)
