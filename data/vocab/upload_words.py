"""Words of uploaded files, whatever their case, accents and spaces: months, missing values, marks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from data.vocab.tables import rows

_ACCENTS = re.compile("[\u0300-\u036f]")


def plain(text: str) -> str:
    """Give ``text`` in lower case, without accents, with single spaces: what spellings are compared by."""
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).replace("\u2019", "'")
    return " ".join(text.casefold().split())


@cache
def spellings(name: str, key: str) -> dict[str, str]:
    """Plain spelling -> the value of column ``key``, from the file ``name`` with a column "spellings"."""
    return {
        plain(spelling): row[key]
        for row in rows(name)
        for spelling in [row[key], *row["spellings"].split("|")]
        if spelling.strip()
    }


@cache
def words_for(meaning: str) -> frozenset[str]:
    """Every plain spelling of one meaning of ``upload_words.csv``."""
    found = spellings("upload_words.csv", "meaning")
    return frozenset(spelling for spelling, meant in found.items() if meant == meaning) - {meaning}


@cache
def months() -> dict[str, int]:
    """Plain name of a month in English, French or Spanish, short or long -> its number."""
    return {word: number for number in range(1, 13) for word in words_for(f"month {number}")}


@cache
def missing_words() -> frozenset[str]:
    """What stands in a cell that says nothing, in lower case; "" among them."""
    return words_for("missing") | {""}


@cache
def _missing() -> tuple[frozenset[str], frozenset[str], int]:
    """The words for a missing value, how they begin, and how long the longest is."""
    words = words_for("missing")
    return words, frozenset(word[0] for word in words), max(map(len, words))


def is_missing(text: str) -> bool:
    """Whether a cell says that there is nothing: blank, N/A, a dash."""
    words, firsts, longest = _missing()
    cell = text.strip()
    if not cell:
        return True
    return len(cell) <= longest + 8 and cell[0].casefold() in firsts and plain(cell) in words
