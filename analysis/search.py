"""Search that forgives: what was typed, what is looked for, and the passage that has it.

``terms(typed)``, then ``correct(terms, vocabulary(...))``, then ``catalog.courses_matching`` with the
stems, then ``passage(description, stems)`` for each course found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd
from rapidfuzz import fuzz, process

MOST_TERMS: Final = 12
"""Words of a query that are looked at: a pasted page is not a search."""

_CURLY: Final = "\N{RIGHT SINGLE QUOTATION MARK}"
_STRAIGHTEN: Final = str.maketrans({_CURLY: "'", "\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-"})
_WORD: Final = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*")
_STOP_WORDS: Final = frozenset(
    ("a", "about", "an", "and", "are", "at", "be", "by", "for", "from", "how", "in", "is", "it", "of", "on",
     "or", "the", "this", "to", "what", "when", "with", "your")
)  # fmt: skip

_SHORTEST_STEM: Final = 4
_ENDINGS: Final = (
    ("lessness", "less"), ("'s", ""), ("ions", ""), ("ion", ""), ("ings", ""), ("ing", ""),
    ("ies", "y"), ("ied", "y"), ("ces", "ce"), ("es", ""), ("ed", ""),
)  # fmt: skip
_NO_PLURAL: Final = ("ss", "us", "is")
_NO_SILENT_E: Final = ("ce", "ee")

_ALIKE: Final = 80.0
_VERY_ALIKE: Final = 90.0


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query: as typed, as understood, and what a matching word begins with.

    ``is_corrected`` says that the typed word is nowhere in the catalog and another is looked for;
    ``is_known`` is False where nothing in the catalog is like it either.
    """

    typed: str
    word: str
    stem: str
    is_corrected: bool = False
    is_known: bool = True


def terms(query: str) -> list[Term]:
    """Split a query into its words, lower-case, each once; small words only if there are no others."""
    words = list(dict.fromkeys(_WORD.findall(query.translate(_STRAIGHTEN).lower())))
    telling = [word for word in words if word not in _STOP_WORDS] or words
    return [Term(typed=word, word=word, stem=stem(word)) for word in telling[:MOST_TERMS]]


def stem(word: str) -> str:
    """Cut a simple ending off, so that managing, manages and manage are found by each other.

    Police is kept apart from policy.
    """
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST_STEM:
            return word.removesuffix(ending) + instead
    if len(word) > _SHORTEST_STEM and word.endswith("s") and not word.endswith(_NO_PLURAL):
        return word[:-1]
    if len(word) > _SHORTEST_STEM and word.endswith("e") and not word.endswith(_NO_SILENT_E):
        return word[:-1]
    return word


def pattern(stem: str) -> str:
    r"""Write the start of a word as a regular expression that every engine reads alike.

    A final y is also an i (policies), a hyphen also a space or nothing. Its place at the start of
    a word is a class and not ``\b``: engines differ in which letters beyond a to z that knows.
    """
    return "(?:^|[^a-z0-9])" + _letters(stem)


def _letters(stem: str) -> str:
    ending = "[iy]" if stem.endswith("y") else ""
    spellings = {".": r"\.", "'": f"['{_CURLY}]?", "-": "[- ]?"}
    return "".join(spellings.get(letter, letter) for letter in stem.removesuffix("y")) + ending


def vocabulary(search_text: pd.Series[str]) -> frozenset[str]:
    """Collect the distinct words of lower-case texts; missing texts have none."""
    return frozenset(
        word for text in search_text.dropna() for word in _WORD.findall(text.translate(_STRAIGHTEN))
    )


def correct(words: Sequence[Term], vocabulary: Collection[str]) -> list[Term]:
    """Replace words that the catalog does not have by the most alike that it has.

    Parameters
    ----------
    words
        From ``terms``.
    vocabulary
        From ``vocabulary``, over the whole catalog: a filter must not change what a word means.

    Returns
    -------
    list of Term
        The same number in the same order. A word is known when a word of the vocabulary begins
        with its stem, hyphens aside. Otherwise the most alike word is taken by RapidFuzz's
        ``ratio`` (100 x twice the common letters / all letters) if it reaches 80 and the first
        letter is the same, or 90 where it is not.
    """
    by_letters = {_bare(word): word for word in sorted(vocabulary, key=lambda w: ("-" in w, w))}
    return [_correct(term, by_letters) for term in words]


def _bare(word: str) -> str:
    """Letters and digits only: de-escalate and deescalate are one word."""
    return word if word.isalnum() else re.sub(r"[\W_]", "", word)


def _correct(term: Term, by_letters: Mapping[str, str]) -> Term:
    bare = _bare(term.word)
    begins = re.compile(_letters(stem(bare)))
    known = [word for letters, word in by_letters.items() if begins.match(letters)]
    hyphened = (stem(word) for word in known if "-" in word)
    if known:
        same = (spelled for spelled in hyphened if _bare(spelled) == stem(bare))
        return replace(term, stem=next(same, term.stem))
    found = _most_alike(bare, by_letters)
    if found is None:
        return replace(term, is_known=False)
    return Term(typed=term.typed, word=found, stem=stem(found), is_corrected=True)


def _most_alike(bare: str, by_letters: Mapping[str, str]) -> str | None:
    """Prefer the same first letter: people rarely mistype it, and a wrong guess is worse than none."""
    if len(bare) < _SHORTEST_STEM:
        return None
    same = [letters for letters in by_letters if letters[:1] == bare[0]]
    best = process.extractOne(bare, same, scorer=fuzz.ratio, score_cutoff=_ALIKE) or process.extractOne(
        bare, list(by_letters), scorer=fuzz.ratio, score_cutoff=_VERY_ALIKE
    )
    return by_letters[best[0]] if best else None


def passage(text: str, stems: Sequence[str], width: int = 220) -> list[tuple[str, bool]]:
    """Cut out the stretch of a text that holds most of the words, and mark them.

    Parameters
    ----------
    text
        A description as written.
    stems
        What the words begin with, from ``Term.stem``.
    width
        How many characters to show at most; a cut end gets an ellipsis besides.

    Returns
    -------
    list of (text, is_match)
        Joined they are the passage, white space collapsed. Without a match, the beginning.
    """
    text = " ".join(text.split())
    spans = _spans(text, stems)
    first, last = _window(text, spans, width)
    parts = [("… " if first else "", False)]
    at = first
    for begin, end, _ in spans:
        if begin >= at and end <= last:
            parts += [(text[at:begin], False), (text[begin:end], True)]
            at = end
    parts += [(text[at:last], False), (" …" if last < len(text) else "", False)]
    return [part for part in parts if part[0]]


def _spans(text: str, stems: Sequence[str]) -> list[tuple[int, int, str]]:
    """Where words that begin with a stem stand: start, end of the word, and the stem."""
    lowered = text.translate(_STRAIGHTEN).lower()
    if len(lowered) != len(text):  # a few letters grow when lowered; then places would not agree
        lowered = text
    ordered = sorted(set(stems), key=len, reverse=True)
    groups = "|".join(f"({_letters(stem)})" for stem in ordered)
    if not groups:
        return []
    whole_words = rf"(?<![a-z0-9])(?:{groups})(?:[-']?[^\W_])*"
    return [(m.start(), m.end(), ordered[(m.lastindex or 1) - 1]) for m in re.finditer(whole_words, lowered)]


def _window(text: str, spans: Sequence[tuple[int, int, str]], width: int) -> tuple[int, int]:
    """Choose the stretch with most different words (the earliest of equals), cut between words."""
    if len(text) <= width:
        return 0, len(text)
    lead = width // 4

    def different(at: int) -> int:
        return len({stem for begin, end, stem in spans if at <= begin and end <= at + width - lead})

    begin = max((span[0] for span in spans), key=different, default=0)
    space = text.find(" ", begin - lead - 1, begin) if begin > lead else -1
    first = space + 1 if space >= 0 else (begin if begin > lead else 0)
    if first + width >= len(text):
        return first, len(text)
    space = text.rfind(" ", begin + 1, first + width + 1)
    return first, space if space > 0 else first + width
