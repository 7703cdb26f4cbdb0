"""Organizations in a header value: whole known names first, what is left split and kept as written."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from data.catalog.text import one_line, straight_quotes
from data.vocab.tables import organizations

# A header value is read up to here; no list of organizations is longer.
LONGEST = 2000


class Name(NamedTuple):
    """One organization: its canonical name, or the spelling where no one has mapped it."""

    name: str
    is_known: bool


# Words between two organizations that did something together.
_TOGETHER = (
    r"(?:,? *(?:(?:in )?(?:close )?(?:collaboration|partnership|cooperation|conjunction|association"
    r"|coordination)"
    r" with|together with|along with|co-?hosted by|as well as|and also|with)\b)"
)
_SEPARATOR = rf"(?: *(?:{_TOGETHER}|[;|/]|,? *\band\b|,? *&|,) *)+"
_BEGINS_APART = re.compile(rf"^(?:{_SEPARATOR}| *\()", re.I)
_ENDS_APART = re.compile(rf"(?:{_SEPARATOR})$", re.I)
# What may follow a name and says something about it: a series, a parent body, a project number.
_ASIDE = re.compile(
    r",? *(?:\bas (?:a )?part of\b|\bpart of the\b|\ba (?:joint )?(?:program|project|service|division"
    r"|initiative|unit"
    r"|department|member|partnership) of\b|\bthrough its\b|\bunder (?:a )?grant\b|\bas an? \b).*$",
    re.I | re.S,
)
_PARENTHESIS = re.compile(
    r" *\((?:[A-Z][A-Za-z/&-]{1,9}|[^()]*\b(?:number|no|grant|award|project|#)\b[^()]*|[^()]*\d[^()]*)\)",
    re.I,
)
# What a funding line says before it names who paid: "made possible with generous support from the".
_FUNDING = re.compile(
    r"^(?i:(?:made possible|with|in part|generous(?:ly)?|partial|additional|funding|funds|funded"
    r"|support(?:ed)?"
    r"|sponsored|an?|grants?|provided|made available|awarded|was|is|for this (?:course|webinar|project"
    r"|program)"
    r"|this (?:course|webinar|project|program)|from|by|through|the)\b *)+"
)
_LEADING_THE = re.compile(r"^the +", re.I)
_SPLIT = re.compile(rf"(?P<together>{_TOGETHER})|(?P<and>,? +(?:and|&) +)|(?P<comma>, *|; *| / | \| )", re.I)
# Words that make what stands before or after "and" an organization of its own.
_BODY = re.compile(
    r"\b(?:library|association|society|university|college|council|system|center|institute|foundation|network"
    r"|consortium|commission|agency|school|alliance|museum|archives? of|round table|corporation|roundtable"
    r"|federation"
    r"|cooperative|collaborative|academy|bureau|ministry|trust|fund|company|press|museums)\b",
    re.I,
)
_DANGLING = re.compile(r"\b(?:of|for|on) (?:the )?\w+$", re.I)
_PART_OF_NAME = re.compile(
    r"^(?:inc|llc|ltd|[\w.-]+ (?:region|chapter|division|section|branch|office|campus))\.?$", re.I
)


def _pattern(spelling: str) -> str:
    pattern = re.escape(straight_quotes(spelling))
    pattern = re.sub(r"(?:\\ )(?:and|\\&|&)(?:\\ )", " (?:and|&) ", pattern).replace(r"\ ", " ")
    return pattern


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of every known spelling, longest first, and spelling key -> canonical name."""
    canonical: dict[str, str] = {}
    spellings: list[str] = []
    for organization in organizations():
        for spelling in (organization.name, *organization.aliases):
            canonical.setdefault(_key(spelling), organization.name)
            spellings.append(spelling)
    longest_first = sorted(set(spellings), key=len, reverse=True)
    any_name = "|".join(map(_pattern, longest_first))
    return re.compile(
        rf"(?<![\w&'-])(?:the +)?({any_name})(?![\w'-])(?: *\([A-Z/]{{2,8}}\))?[*®]*", re.I
    ), canonical


def _key(spelling: str) -> str:
    return one_line(_LEADING_THE.sub("", straight_quotes(spelling).casefold().replace("&", " and ")))


def canonical(spelling: str) -> str | None:
    """Give the canonical name of one spelling, or None where it is not in the vocabulary."""
    return _known()[1].get(_key(spelling))


@lru_cache(maxsize=4096)
def split_organizations(text: str) -> tuple[Name, ...]:
    """Part "A and the B, in collaboration with C" into its organizations.

    Known names are found whole first, so that "and" and commas inside them do not part them; series and
    parent bodies behind a name are dropped. What is left is split at commas and "and", and kept as
    written, without a leading "the".
    """
    text = one_line(text[:LONGEST]).strip(" .,;:*®")
    plain = straight_quotes(text)
    pattern, known = _known()
    found: list[Name] = []
    place = 0
    for match in pattern.finditer(plain):
        if match.start() < place or not _stands_alone(plain, place, match):
            continue
        found += _unknown(text[place : match.start()])
        found.append(Name(known[_key(match[1])], True))
        place = match.end()
        if aside := _ASIDE.match(plain, place):
            place = aside.end()
    found += _unknown(text[place:])
    return tuple({each.name: each for each in found}.values())


def _stands_alone(text: str, place: int, match: re.Match[str]) -> bool:
    """Whether a known name is a whole name here, not the beginning of a longer one ("OCLC Members")."""
    spelling = match[1]
    if spelling.upper() in _acronyms() and not spelling.isupper():
        return False
    before, after = text[place : match.start()], text[match.end() :]
    begins = not before.strip() or _ENDS_APART.search(before)
    ends = not after.strip(" .") or _ASIDE.match(after) or _BEGINS_APART.match(after)
    return bool(begins and ends)


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(alias for each in organizations() for alias in each.aliases if alias.isupper())


def _unknown(text: str) -> list[Name]:
    """Split text in which no known name is left."""
    text = _ASIDE.sub("", _PARENTHESIS.sub("", text))
    text = _ENDS_APART.sub("", _BEGINS_APART.sub("", text))
    names: list[str] = []
    rest = text
    joiner = ""
    for separator in [*_SPLIT.finditer(text), None]:
        start = len(text) - len(rest)
        part = text[start : separator.start()] if separator else rest
        rest = text[separator.end() :] if separator else ""
        if names and joiner and not _is_own_name(names[-1], part, joiner, rest):
            names[-1] += joiner + part
        else:
            names.append(part)
        joiner = separator[0] if separator else ""
    cleaned = (_LEADING_THE.sub("", name.strip(" .,;:&*®-–—")) for name in names)
    return [
        Name(name, False) for name in cleaned if re.search(r"\w", name) and name.lower() not in ("and", "the")
    ]


def _is_own_name(before: str, part: str, joiner: str, after: str) -> bool:
    """Whether ``part`` is an organization of its own and not the end of the name before it."""
    if not before.strip():
        return True
    if joiner.strip() == ",":
        return not _PART_OF_NAME.match(part.strip())
    if "and" in joiner or "&" in joiner:
        return (
            part.lstrip().lower().startswith("the ")
            or not _DANGLING.search(before.strip())
            or _BODY.search(part) is not None
        )
    return True


def organizations_within(text: str) -> tuple[str, ...]:
    """Give the known organizations named anywhere in a sentence, in order, by canonical name."""
    pattern, known = _known()
    flat = one_line(straight_quotes(text[:LONGEST]))
    return tuple(dict.fromkeys(known[_key(match[1])] for match in pattern.finditer(flat)))


def funders_of(text: str) -> tuple[Name, ...]:
    """Give the organizations of a funding line: "funding from the X (project number 1)" gives X."""
    flat = _PARENTHESIS.sub("", one_line(text[:LONGEST]))
    return split_organizations(_FUNDING.sub("", flat))
