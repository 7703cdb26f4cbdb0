"""What is personal in a comment, covered before anybody reads it.

Covered are email addresses, links and handles, phone, card and account numbers, PINs and passwords, street
addresses, dates of birth, and names: those known to the library, and those that a title, a greeting or a
signature gives away. It errs on the side of covering. A name that stands alone, of somebody the library does
not know, cannot be told from other words and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

EMAIL, LINK, NUMBER, ADDRESS, NAME = "[email]", "[link]", "[number]", "[address]", "[name]"

_EMAILS: Final = (
    re.compile(r"(?<![\w.+%'-])[\w.+%'-]++@[\w-]+(?:\.[\w-]+)*", re.I),
    re.compile(
        r"(?<![\w.+%'-])[\w.+%'-]++\s?(?:@|\(at\)|\[at\]| at (?=[\w-]+\.(?:com|org|net|edu|gov)\b))\s?[\w-]+"
        r"(?:\s?(?:\.|\(dot\)|\[dot\]| dot )\s?[\w-]+)+",
        re.I,
    ),
    re.compile(r"(?<![\w.+%'-])[\w.+%'-]++\s+at\s+[\w-]+(?:\s+dot\s+[\w-]+)+", re.I),
)
_LINKS: Final = (
    re.compile(r"(?:https?://|www\.)\S+|(?<![\w@])@\w{2,}", re.I),
    re.compile(r"(?<![\w.-])[a-z0-9](?:[\w-]*\.)+(?:com|org|net|edu|gov|info|io)\b(?:/\S*)?", re.I),
    re.compile(
        r"\b(?:instagram|insta|twitter|facebook|tiktok|snapchat|whatsapp|telegram)\s*[:=]\s*\S+", re.I
    ),
)
_SOCIAL: Final = re.compile(r"\b\d{3}[- ]\d{2}[- ]\d{4}\b")
_NUMBER: Final = re.compile(r"(?<![\w])\+?\(?\d(?:[\s().\-–/]{0,2}\d){6,}(?!\w)")
_SECRET: Final = re.compile(
    r"(\b(?:pin|password|passcode|passwort|contraseña|mot de passe)\b"
    r"(?:\s+(?:is|was|number|code|es|est))*\s*[:=#]?\s*)"
    r"(?=\S*\d)[^\s.,;!?]+",
    re.I,
)
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?"
_DAY: Final = (
    rf"(?:\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\.?\s+{_MONTH},?\s+\d{{4}}|\b(?:19|20)\d\d\b)"
)
_BORN: Final = re.compile(
    rf"(\b(?:d\.?o\.?b\.?|born|birth ?day|birth ?date|date of birth)\b[^.\n\d]{{0,20}}?){_DAY}", re.I
)
_DATE: Final = re.compile(
    r"\b(?:19|20)\d{2}\b(?:\s*[-–/to]+\s*(?:19|20)?\d{2}\b)?|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}"
)

_KINDS: Final = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Place|Pl|Terrace|Ter"
    r"|Circle|Cir|Highway|Hwy|Route|Parkway|Pkwy|Trail|Square|Sq)"
)
_ADDRESSES: Final = (
    re.compile(
        rf"\b\d{{1,5}}[A-Za-z]?\s+(?:[NSEW]\.?\s+)?(?:[A-Z0-9][\w'’.-]*\s+){{1,3}}{_KINDS}\b\.?(?:\s+\d+)?"
        r"(?:,?\s*(?i:apt|apartment|unit|suite|ste|#)\.?\s*\w+)?"
    ),
    re.compile(r"\b\d{2,5}\s+\w+(?:\s+\w+)?\s+(?:street|avenue|boulevard)\b", re.I),
    re.compile(r"\bp\.?\s?o\.?\s?box\s*\d+", re.I),
    re.compile(
        r"\b\d{1,4},?\s+(?:rue|avenue|boulevard|chemin|allée|impasse)\s+(?:de\s+la\s+|du\s+|des\s+|de\s+|d['’])?"
        r"[\w'’-]+",
        re.I,
    ),
    re.compile(r"\b(?:calle|avenida|paseo|carrera)\s+(?:[\w'’-]+\s+){1,3}\d{1,5}\b", re.I),
)

_WORD: Final = r"[A-Z][\w'’-]+"
_FULL: Final = rf"{_WORD}(?:\s+(?:[A-Z]\.\s*)?{_WORD}){{0,2}}"
_TITLES: Final = (
    re.compile(
        rf"\b(?i:mr|mrs|ms|miss|mx|dr|prof|professor|officer|sister|father|rev|reverend)\.?\s+{_FULL}"
    ),
    re.compile(r"\b(?:mr|mrs|ms|mx)\b\.?\s+[\w'’-]+", re.I),
)
_INTRODUCED: Final = re.compile(
    rf"\b(?i:my name is|my name's|named|name was|i am called|signed|regards|sincerely|"
    rf"thank you|thanks to|thanks|ask for|asked for|spoke to|spoke with|talked to|talked with|"
    rf"helped by|shout out to|kudos to|librarian|clerk|manager)[,:]?\s+"
    rf"({_FULL}(?:(?:,|,?\s+and|\s+&)\s+{_FULL})*)"
)
_SELF: Final = re.compile(
    r"\b(?i:my name is|my name's|me llamo|mi nombre es|je m['’]appelle|mon nom est)\s+"
    r"([\w'’-]+(?:\s+[\w'’-]+)?)"
)
_I_AM: Final = re.compile(
    rf"\b(?i:i'm|i’m|i am|this is|it was|signed by)\s+({_WORD}\s+(?:[A-Z]\.\s*)?{_WORD})"
)
_SIGNED: Final = re.compile(rf"(?:^|\s)[-–—~]\s*({_FULL})\s*$")


@dataclass(frozen=True)
class Screen:
    """What is covered before a comment is shown; ``names`` are those of staff and others known."""

    names: Sequence[str] = field(default=())

    @cached_property
    def _known(self) -> re.Pattern[str] | None:
        whole = {name.strip() for name in self.names if len(name.strip()) > 1}
        parts = {part for name in whole for part in name.split() if len(part) > 2}
        listed = sorted(whole | parts, key=len, reverse=True)
        if not listed:
            return None
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.I)

    def screened(self, text: str) -> str:
        """Cover what is personal: "[email]", "[link]", "[number]", "[address]", "[name]"."""
        covered = _covered(text, _EMAILS, EMAIL)
        covered = _covered(covered, _LINKS, LINK)
        covered = _covered(covered, _ADDRESSES, ADDRESS)
        covered = _SECRET.sub(rf"\1{NUMBER}", _BORN.sub(rf"\1{NUMBER}", covered))
        covered = _NUMBER.sub(_unless_dates, _SOCIAL.sub(NUMBER, covered))
        covered = _covered(covered, _TITLES, NAME)
        for pattern in (_INTRODUCED, _SELF, _I_AM, _SIGNED):
            covered = pattern.sub(_name_alone, covered)
        return self._known.sub(NAME, covered) if self._known else covered


def _covered(text: str, patterns: Iterable[re.Pattern[str]], by: str) -> str:
    for pattern in patterns:
        text = pattern.sub(by, text)
    return text


def _name_alone(hit: re.Match[str]) -> str:
    """Cover the name and leave the words that gave it away, and what follows."""
    start, end = hit.span(1)
    return hit[0][: start - hit.start()] + NAME + hit[0][end - hit.start() :]


def _unless_dates(hit: re.Match[str]) -> str:
    """Leave "2024-2025" and "03/04/2026" alone: long enough for a phone number, and none."""
    return hit[0] if _DATE.fullmatch(hit[0].strip()) else NUMBER


def screened(texts: Iterable[str], names: Sequence[str] = ()) -> list[str]:
    """Cover what is personal in each text. ``names``: of staff, presenters, others the library knows."""
    screen = Screen(tuple(names))
    return [screen.screened(text) for text in texts]
