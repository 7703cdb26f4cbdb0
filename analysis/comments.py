"""Comments by theme, from lists of phrases that anybody can read.

A comment is on a theme if it has one of the theme's phrases (data/vocab/comment_themes.csv) as whole
words, whatever the case; it may be on several, or on none. Nothing is guessed, and ``phrase`` says
why a comment is where it is. Before a comment is shown, ``analysis.screening`` covers what is personal.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import ahocorasick_rs
import pandas as pd

from data.vocab import tables

NO_THEME: Final = "no theme found"


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
