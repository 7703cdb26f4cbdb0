"""A short name for a course that has no title, taken from its own words.

Candidates are capitalized runs ("Ten Tips for ..."), terms in quotation marks, and clauses behind the
lead-ins such texts share ("learn how to ...", "ways to ..."). The one that says most about the course's
topics, in a length that fits beside a bar, is the label.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from data.catalog.records import TopicMatch
from data.catalog.sentences import sentence_ends
from data.catalog.text import one_line
from data.vocab.clauses import (
    GOOD_FROM,
    LEAD_IN,
    LEAST,
    MOST,
    OPENING,
    REACH,
    STEPS_ON,
    any_of,
    clause,
    trimmed,
)
from data.vocab.organizations import organizations_within

GOOD_TO = 48
# The text a label is looked for in; what a course is called is said early.
LOOK_AT = 1500
MOST_PHRASES = 12
# How much each kind of candidate is worth: a title in capitals, a coined name, a term in quotation marks,
# a clause that opens a sentence with "-ing", one behind a lead-in, another with "-ing", a whole short
# sentence, one behind its opening, the beginning of any, the words from a telling phrase on.
A_TITLE, A_COINED_NAME, A_QUOTED_TERM, AN_OPENING_ING = 2.2, 10.0, 2.0, 1.7
A_LED_IN, AN_ING, A_WHOLE, AN_OPENED, A_SENTENCE, A_PHRASE = 1.5, 1.4, 1.2, 1.0, 0.7, 0.55

_TITLE = re.compile(
    r"(?:[A-Z0-9][\w'’-]*)(?:(?: (?:of|for|the|on|and|&|in|to|with|a|an|at) | )(?:[A-Z0-9][\w'’-]*))+"
)
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{6,50})[”\"]")
_COINED = re.compile(r"[A-Z]\w*(?:-[A-Z]\w*)+|[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){2,4}")
_ING = re.compile(r"(?<![\w-])[A-Za-z][\w-]{2,}ing (?=[a-z])")
_DENIED = re.compile(r"\b(?:stop|not|no|never|without|than|avoid|quit|of) $", re.I)
# Words a label should not begin with: they could begin anything.
_VAGUE = re.compile(
    any_of(
        """be|do|get|have|make it|use it|this|it|them|you|us|we|our|they|there|libraries|library staff|patrons
        |staff|understand|learn|improve it|help|support|create|begin|know|see|doing|having|being|getting
        |anything|everything|nothing|something|building|in|at|for|when|with|as|on|every|if|including|using
        |coming|going|taking|looking|during|bring|morning|evening"""
    )
    + r"\b",
    re.I,
)
# Capitalized runs that name a place, an organization, a person's work or a day, and not the course.
_NO_TITLE = re.compile(
    r"\b"
    + any_of(
        """Librar(?:y|ies)|University|College|Association|Institute|System|Foundation|Council|Department|Center
        |County|Street|Inc|LLC|Conference|Directors?|Toolkit|Network|Society"""
    )
    + r"\b[^a-z]*$|\b"
    + any_of(
        """January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday
        |Wednesday|Thursday|Friday|Saturday|Sunday|Internet|English|American|United States"""
    )
    + r"\b"
)


class Candidate(NamedTuple):
    """One possible label: its words, where it stands and how much its kind is worth."""

    text: str
    start: int
    worth: float


def derive_label(description: str, topics: tuple[TopicMatch, ...]) -> str:
    """Make a label of 10 to 60 characters, best 18 to 48; "" only without any words."""
    text = description[:LOOK_AT]
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals become two letters in lower case
        lowered = text
    best, best_score = "", 0.0
    for candidate in _candidates(text, lowered, _places(lowered, topics)):
        label = trimmed(candidate.text)
        if len(label) < LEAST or (" " not in label and "-" not in label):
            continue
        score = _score(label, candidate, topics, len(text))
        if score > best_score:
            best, best_score = label, score
    label = best or _beginning(text)
    return label[:1].upper() + label[1:]


def _places(lowered: str, topics: tuple[TopicMatch, ...]) -> list[int]:
    """Give the places where phrases of the topics begin, in order."""
    places = (
        found.start()
        for topic in topics
        for phrase in topic.phrases
        for found in re.finditer(re.escape(phrase.lower()), lowered)
    )
    return sorted(places)


def _candidates(text: str, lowered: str, said_at: list[int]) -> Iterator[Candidate]:
    """Give the possible labels; clauses only where one of the topics is spoken of within reach."""
    for run in _TITLE.finditer(text):
        if run[0].count(" ") >= 2 and not _opens_sentence(text, run.start(), run[0]):
            yield Candidate(run[0], run.start(), A_TITLE)
    for quoted in _QUOTED.finditer(text):
        term = quoted[1].strip(" ,.;")
        # A coined name ("Yes-O-Meter") is what people will remember, whatever the topic.
        coined = _COINED.fullmatch(term) is not None and quoted[1][-1] not in ".?!"
        yield Candidate(term, quoted.start(), A_COINED_NAME if coined else A_QUOTED_TERM)
    for lead_in in LEAD_IN.finditer(lowered):
        if _is_near(lead_in.end(), said_at):
            led_in = clause(text, lowered, lead_in.end())
            stepped = STEPS_ON.match(led_in)
            yield Candidate(led_in[stepped.end() if stepped else 0 :], lead_in.end(), A_LED_IN)
    for ing in _ING.finditer(text):
        start = ing.start()
        if _is_near(start, said_at) and not _DENIED.search(text, max(start - 12, 0), start):
            opens = text[max(start - 3, 0) : start].rstrip()[-1:] in ("", ".", "?", "!", ":")
            yield Candidate(clause(text, lowered, start), start, AN_OPENING_ING if opens else AN_ING)
    for start in said_at[:MOST_PHRASES]:
        yield Candidate(clause(text, lowered, start), start, A_PHRASE)
    yield from _sentences(text, lowered, said_at)


def _sentences(text: str, lowered: str, said_at: list[int]) -> Iterator[Candidate]:
    """Give short sentences whole, and the beginnings of others, behind "In this webinar" and the like."""
    start = 0
    for end in sentence_ends(text):
        while start < end and text[start].isspace():
            start += 1
        if not start or _is_near(start, said_at):
            opening = OPENING.match(text, start, end)
            begin = opening.end() if opening else start
            if (
                not opening
                and GOOD_FROM <= len(text[start:end].rstrip()) <= MOST
                and _is_said(text[start:end])
            ):
                yield Candidate(text[start:end], start, A_WHOLE)
            yield Candidate(clause(text, lowered, begin), start, AN_OPENED if opening else A_SENTENCE)
        start = end


def _is_said(sentence: str) -> bool:
    """Whether a sentence says something of its own: no question, no list, nothing behind a comma."""
    return sentence.rstrip().endswith(".") and not any(sign in sentence for sign in ",;:()\n")


def _is_near(start: int, places: list[int]) -> bool:
    """Whether one of the places lies within reach of a clause that begins at ``start``."""
    after = bisect_left(places, start)
    return after < len(places) and places[after] < start + REACH


def _opens_sentence(text: str, start: int, run: str) -> bool:
    """Whether only the first word of a run is capitalized because a sentence begins there."""
    before = text[:start].rstrip()
    capitals = sum(word[0].isupper() for word in run.split())
    return (not before or before[-1] in ".?!:\n") and capitals < 3


def _score(label: str, candidate: Candidate, topics: tuple[TopicMatch, ...], length: int) -> float:
    lowered = label.lower()
    said = 0.0
    for topic in topics:
        share = (1.0, 0.45, 0.3)[min(topic.rank, 3) - 1]
        telling = [phrase for phrase in topic.phrases if phrase.lower() in lowered]
        if telling:
            said += share * (1.0 + 0.25 * (len(telling) - 1) + 0.04 * max(map(len, telling)))
    if _VAGUE.match(label):
        said *= 0.3
    if candidate.worth == A_TITLE and (not said or _NO_TITLE.search(label) or organizations_within(label)):
        return 0.0
    fits = min(0.25 + 0.75 * len(label) / GOOD_FROM, 1.0 if len(label) <= GOOD_TO else 0.75)
    early = 1.1 - 0.2 * candidate.start / max(length, 1)
    return candidate.worth * (0.35 + said) * fits * early


def _beginning(text: str) -> str:
    """Give the beginning of a text in which nothing better was found."""
    first = text[: sentence_ends(text)[0]].strip()
    if opening := OPENING.match(first):
        first = first[opening.end() :]
    return trimmed(first) or one_line(text)[:MOST]


class Labels:
    """The labels of one file, kept apart: a second of a kind gets the year, a name or a number behind it."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def unlike(self, label: str, suffixes: Iterable[str]) -> str:
        """Give ``label``, with the first of ``suffixes`` that tells it from the labels given before."""
        times = self._taken.get(label, 0) + 1
        self._taken[label] = times
        if times == 1:
            return label
        for suffix in (*suffixes, str(times)):
            longer = f"{label} ({suffix})"
            if longer not in self._taken:
                self._taken[longer] = 1
                return longer
        return self.unlike(f"{label} ({times})", ())
