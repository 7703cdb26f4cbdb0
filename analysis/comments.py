"""Comments by theme, from lists of phrases that anybody can read, with what is personal taken out.

A comment is on a theme if it has one of the theme's phrases (data/vocab/comment_themes.csv) as whole
words, whatever the case; it may be on several, or on none. Nothing is guessed, and ``phrase`` says
why a comment is where it is. Before a comment is shown, ``screened`` covers addresses, phone
numbers, card and account numbers, links, and names: those known to the library and those that
titles and greetings give away. It errs on the side of covering.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import ahocorasick_rs
import pandas as pd

from data.vocab import tables

NO_THEME: Final = "no theme found"

_EMAIL: Final = re.compile(
    r"[\w.+%'-]+\s?(?:@|\(at\)|\[at\]| at (?=[\w-]+\.(?:com|org|net|edu|gov)\b))\s?[\w-]+(?:\.[\w-]+)+", re.I
)
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+|(?<![\w@])@\w{2,}", re.I)
_SOCIAL: Final = re.compile(r"\b\d{3}[- ]\d{2}[- ]\d{4}\b")
_NUMBER: Final = re.compile(r"(?<![\w])\+?\(?\d(?:[\s().\-–/]{0,2}\d){6,}(?!\w)")
_NAME: Final = r"[A-Z][\w'’-]+"
_FULL: Final = rf"{_NAME}(?:\s+(?:[A-Z]\.\s*)?{_NAME}){{0,2}}"
_TITLE: Final = re.compile(
    rf"\b(?i:mr|mrs|ms|miss|mx|dr|prof|professor|officer|sister|father|rev|reverend)\.?\s+{_FULL}"
)
_INTRODUCED: Final = re.compile(
    rf"\b(?i:my name is|my name's|named|name was|i am called|signed|regards|sincerely|"
    rf"thank you|thanks to|thanks|ask for|asked for|spoke to|spoke with|talked to|talked with|"
    rf"helped by|shout out to|kudos to)[,:]?\s+({_FULL})"
)
_DATE: Final = re.compile(r"\b(?:19|20)\d{2}\b(?:\s*[-–/to]+\s*(?:19|20)?\d{2}\b)?")


@dataclass(frozen=True)
class Themes:
    """Phrases by theme, in the order they are listed."""

    phrases: tuple[tuple[str, str], ...]

    @classmethod
    def known(cls) -> Themes:
        """The themes that come with Front Desk."""
        return cls(tuple((row["theme"], row["phrase"]) for row in tables.rows("comment_themes.csv")))

    @property
    def names(self) -> tuple[str, ...]:
        """The themes, each once."""
        return tuple(dict.fromkeys(theme for theme, _ in self.phrases))

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick([phrase.casefold() for _, phrase in self.phrases])

    def found(self, text: str) -> dict[str, str]:
        """Find the themes of a text: theme -> the phrase found first."""
        low = text.casefold().replace("’", "'")
        themes: dict[str, str] = {}
        for number, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            theme, phrase = self.phrases[number]
            before, after = low[start - 1 : start], low[end : end + 1]
            if not (before.isalnum() or after.isalnum()):
                themes.setdefault(theme, phrase)
        return themes


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
        """Cover what is personal: "[email]", "[link]", "[number]", "[name]"."""
        covered = _LINK.sub("[link]", _EMAIL.sub("[email]", text))
        covered = _NUMBER.sub(_unless_years, _SOCIAL.sub("[number]", covered))
        covered = _TITLE.sub("[name]", covered)
        covered = _INTRODUCED.sub(lambda hit: hit[0].removesuffix(hit[1]) + "[name]", covered)
        return self._known.sub("[name]", covered) if self._known else covered


def _unless_years(hit: re.Match[str]) -> str:
    """Leave "2024-2025" alone: it is long enough for a phone number and is none."""
    return hit[0] if _DATE.fullmatch(hit[0].strip()) else "[number]"


def screened(texts: Iterable[str], names: Sequence[str] = ()) -> list[str]:
    """Cover what is personal in each text. ``names``: of staff, presenters, others the library knows."""
    screen = Screen(tuple(names))
    return [screen.screened(text) for text in texts]


def comments_by_theme(comments: pd.DataFrame, themes: Themes | None = None) -> pd.DataFrame:
    """Put comments under their themes.

    Parameters
    ----------
    comments
        One row a comment, with ``text``; other columns (month, branch) come along.
    themes
        Those of the library, else those that come with Front Desk.

    Returns
    -------
    DataFrame
        ``theme``, ``phrase`` and the columns of ``comments``: one row a comment and theme, in the
        order of the comments, each comment without any under ``NO_THEME`` (with an empty phrase).
    """
    known = themes or Themes.known()
    rows: list[tuple[int, str, str]] = []
    for place, text in enumerate(comments["text"]):
        found = known.found(text) if isinstance(text, str) else {}
        rows += [(place, theme, phrase) for theme, phrase in (found or {NO_THEME: ""}).items()]
    places = [place for place, _, _ in rows]
    told = comments.iloc[places].reset_index(drop=True)
    told.insert(0, "theme", pd.Series([theme for _, theme, _ in rows], dtype="str"))
    told.insert(1, "phrase", pd.Series([phrase for _, _, phrase in rows], dtype="str"))
    return told


def themes(comments: pd.DataFrame, known: Themes | None = None) -> pd.DataFrame:
    """Count comments by theme: ``theme``, ``comments``, ``share`` (of all comments), most first.

    A comment counts once for each of its themes, so the shares may add up to more than 1.
    """
    by_theme = comments_by_theme(comments, known)
    counts = by_theme.groupby("theme", sort=True).size().rename("comments").reset_index()
    counts["share"] = counts["comments"] / max(len(comments), 1)
    return counts.sort_values(["comments", "theme"], ascending=[False, True], ignore_index=True)
