"""Topics of a course: which phrases of the vocabulary its text uses, and where.

Every phrase is written out once with its endings (patron, patrons; defuse, defused, defusing), and one
automaton finds all of them in one pass over the text, in which hyphens and dashes are spaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from data.catalog.records import TopicMatch
from data.catalog.sentences import sentence_ends
from data.catalog.text import straight_quotes
from data.vocab.tables import topic_areas, topic_phrases

# How much a phrase counts where it stands.
TITLE, FIRST_SENTENCE, OBJECTIVE, BODY, LAST_SENTENCE = 3.0, 1.5, 1.1, 1.0, 0.8
# A term in quotation marks is what a course is about.
QUOTED = 1.5
# A phrase used again adds a little, up to this many times.
AGAIN, MOST_TIMES = 0.3, 4
# Below this a text has only touched on a topic and gets none.
LEAST = 0.9
# A further topic needs a fair share of the main one's score, and must be more than touched on.
FAIR_SHARE, LEAST_MORE = 0.25, 1.8
MOST_TOPICS = 3

_VOWELS = "aeiou"
_FLAT = "-–—‑\n/"


class Hit(NamedTuple):
    """One phrase found: where it stands in the text and the number of its spelling."""

    start: int
    end: int
    spelling: int


class Spelling(NamedTuple):
    """What one spelling stands for: the phrase, and each topic it speaks for with its weight."""

    phrase: str
    topics: tuple[tuple[str, float], ...]
    capitals_only: bool


def endings(word: str) -> set[str]:
    """Write out one word with its simple endings: plural, -ed and -ing (a possessive ends at its "'")."""
    if not word.isalpha() or len(word) < 3:
        return {word, word + "s"}
    forms = {word, word + "s"}
    if word.endswith(("s", "x", "z", "ch", "sh")):
        forms.add(word + "es")
    if word.endswith("e"):
        return forms | {word + "d", word[:-1] + "ing"}
    if word.endswith("y") and word[-2] not in _VOWELS:
        return forms | {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    if len(word) <= 5 and word[-1] not in _VOWELS + "wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return forms | {word + "ed", word + "ing"}


def spellings(phrase: str) -> set[str]:
    """Write out one phrase: endings on its first and last word; "well-being" also as one word.

    A phrase in capitals (STEM) is an acronym and gets no endings.
    """
    if phrase.isupper():
        return {phrase.lower()}
    found: set[str] = set()
    for written in {phrase.lower(), phrase.lower().replace("-", "")}:
        words = _flat(written).split()
        firsts = endings(words[0]) if 1 < len(words) <= 3 else {words[0]}
        lasts = endings(words[-1])
        if len(words) == 1:
            found |= lasts
        else:
            found |= {" ".join((first, *words[1:-1], last)) for first in firsts for last in lasts}
    return found


@cache
def _automaton() -> tuple[AhoCorasick, tuple[Spelling, ...]]:
    meanings: dict[str, dict[str, float]] = {}
    phrase_of: dict[str, tuple[str, bool]] = {}
    for row in topic_phrases():
        for spelling in spellings(row.phrase):
            weights = meanings.setdefault(spelling, {})
            weights[row.label] = max(row.weight, weights.get(row.label, 0.0))
            phrase_of.setdefault(spelling, (row.phrase, row.phrase.isupper()))
    found = tuple(
        Spelling(phrase_of[spelling][0], tuple(weights.items()), phrase_of[spelling][1])
        for spelling, weights in meanings.items()
    )
    return AhoCorasick(list(meanings), store_patterns=False), found


def find_phrases(text: str) -> Iterator[tuple[Hit, Spelling]]:
    """Find the phrases of the vocabulary in ``text`` as whole words; of nested ones only the longest."""
    automaton, known = _automaton()
    lowered = _lowered(text)
    hits: list[tuple[int, int, int]] = []
    for number, start, end in automaton.find_matches_as_indexes(lowered, overlapping=True):
        if start and lowered[start - 1].isalnum():
            continue
        if end < len(lowered) and lowered[end].isalnum():
            continue
        if known[number].capitals_only and not text[start:end].isupper():
            continue
        hits.append((start, -end, number))
    hits.sort()
    reached = 0
    for start, minus_end, number in hits:
        # "management skills" is no phrase in "stress-management skills".
        inside = start < reached and text[start - 1] in "-‑"
        if -minus_end > reached and not inside:
            reached = -minus_end
            yield Hit(start, reached, number), known[number]


def _flat(text: str) -> str:
    """Make hyphens, dashes, slashes and line ends spaces; the length stays."""
    for sign in _FLAT:
        if sign in text:
            text = text.replace(sign, " ")
    return text


def _lowered(text: str) -> str:
    """Give the text in lower case with plain quotes and no hyphens, every letter in its place."""
    plain = _flat(straight_quotes(text))
    lowered = plain.lower()
    if len(lowered) == len(text):
        return lowered
    # A few capitals become two letters in lower case; they stay as they are.
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in plain)


def match_topics(title: str, description: str, objectives: Sequence[str]) -> tuple[TopicMatch, ...]:
    """Choose one to three topics for a course, the main one first; none where nothing telling is said.

    A topic's score is the sum over its phrases of weight times where the phrase stands best, with a
    little more for saying it again. Each topic comes with the phrases as they stand in the text.
    """
    text = "\n".join((title, description, *objectives))
    first_end, last_start, objectives_at = _zones(title, description)
    scores: dict[str, float] = {}
    phrases: dict[str, dict[str, tuple[float, int, str]]] = {}
    for hit, spelling in find_phrases(text):
        place = _place(hit.start, len(title), first_end, last_start, objectives_at)
        if hit.start and text[hit.start - 1] in '"“':
            place *= QUOTED
        for label, weight in spelling.topics:
            if not weight:  # a phrase without weight only keeps the phrases inside it from counting
                continue
            found = phrases.setdefault(label, {})
            best, times, written = found.get(spelling.phrase, (0.0, 0, text[hit.start : hit.end]))
            found[spelling.phrase] = (max(best, weight * place), times + 1, written)
    for label, found in phrases.items():
        scores[label] = sum(
            best * (1 + AGAIN * (min(times, MOST_TIMES) - 1)) for best, times, _ in found.values()
        )
    order = list(topic_areas())
    ranked = sorted(scores, key=lambda label: (-scores[label], order.index(label)))
    if not ranked or scores[ranked[0]] < LEAST:
        return ()
    floor = max(FAIR_SHARE * scores[ranked[0]], LEAST_MORE)
    chosen = ranked[:1] + [label for label in ranked[1:MOST_TOPICS] if scores[label] >= floor]
    return tuple(
        TopicMatch(label, rank, tuple(dict.fromkeys(written for _, _, written in phrases[label].values())))
        for rank, label in enumerate(chosen, 1)
    )


def _zones(title: str, description: str) -> tuple[int, int, int]:
    """Give where, in title + description + objectives, the first sentence ends, the last begins and ends."""
    begin = len(title) + 1
    ends = sentence_ends(description)
    last_start = ends[-2] if len(ends) > 1 else len(description)
    return begin + ends[0], begin + last_start, begin + len(description)


def _place(start: int, title_end: int, first_end: int, last_start: int, objectives_at: int) -> float:
    if start < title_end:
        return TITLE
    if start < first_end:
        return FIRST_SENTENCE
    if start < last_start:
        return BODY
    return LAST_SENTENCE if start < objectives_at else OBJECTIVE
