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
from data.vocab.organizations import organizations_within

LEAST, GOOD_FROM, GOOD_TO, MOST = 10, 18, 48, 60
# The text a label is looked for in; what a course is called is said early.
LOOK_AT = 1500
# How long a clause may be before it is cut to size.
REACH = 110
# How much each kind of candidate is worth: a title, a coined name, a quoted term, a clause that opens a
# sentence with "-ing", one behind a lead-in, another "-ing", a sentence behind its opening, the words from
# a telling phrase on, any sentence.
RUN, COINED, QUOTED, OPENING_GERUND = 2.2, 8.0, 2.0, 1.7
LEAD_IN, GERUND, OPENED, PHRASE, OPENING = 1.5, 1.4, 1.0, 0.55, 0.7
MOST_PHRASES = 12

_RUN = re.compile(
    r"(?:[A-Z0-9][\w'’-]*)(?:(?: (?:of|for|the|on|and|&|in|to|with|a|an|at) | )(?:[A-Z0-9][\w'’-]*))+"
)
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{6,50})[”\"]")
_COINED = re.compile(r"[A-Z]\w*(?:-[A-Z]\w*)+|[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){2,4}")
_LEAD_IN = re.compile(
    r"\b(?:(?:learn|discover|explore|understand|know|show you|teach you|help you|demonstrate"
    r"|examine)(?: about)?"
    r"(?: (?:how|ways|strategies|techniques|practical ways|simple ways))?(?: for libraries)? to"
    r"|(?:how|ways|tools|strategies|skills|steps|ideas|tips|methods|techniques|importance"
    r"|approach(?:es)?) (?:to|for|of|in)"
    r"|(?:strain|challenge|challenges|art|basics|fundamentals|essentials|success|success in|power"
    r"|practice) (?:of|in)"
    r"|(?:focus(?:es)? on|introduction to|overview of|guide to|look at|insights on|approach (?:for|to)"
    r"|designed to"
    r"|commitment to|commit to|prepared to|capable of|able to))"
    r" (?:effectively |successfully |better )?(?=\w)",
    re.I,
)
_STEPS_ON = re.compile(
    r"^(?:(?:ramp up|improve|build|sharpen|develop|use|apply|gain|strengthen) (?:your|the|their|our"
    r"|their own) (?:\w+ )?"
    r"(?:skills|abilities|knowledge|tools) (?:to|in|for|of|with) |(?:deal|dealing|work"
    r"|working) effectively with |be able to"
    r" |begin to |help (?:you |your library |staff )?(?:to )?)",
    re.I,
)
_GERUND = re.compile(r"(?<![\w-])[A-Za-z][\w-]{2,}ing (?=[a-z])")
_OPENING = re.compile(
    r"^(?:(?:in|join|attend|during) (?:us (?:for|in) )?(?:this|our|the) (?:\w+[ -]){0,3}?(?:webinar|course"
    r"|session|workshop"
    r"|program|presentation|training|tutorial|archive)s?,? ?(?:to |as |for |and |we(?: will|'ll|’ll)? "
    r"|you(?: will|'ll|’ll)? )?"
    r"|this (?:\w+[ -]){0,3}?(?:webinar|course|session|workshop|program|presentation|training"
    r"|tutorial) (?:will )?\w+ (?:you )?"
    r"|(?:come )?(?:learn|discover|find out|explore)(?: about)? (?:how to |ways to )?|join us (?:for|as"
    r"|to) )",
    re.I,
)
_NO_QUOTES = str.maketrans("", "", '“”"')
_DENIED = re.compile(r"\b(?:stop|not|no|never|without|than|avoid|quit|of) $", re.I)
# Where a clause ends: a stop, or a word that begins the next clause.
_CLAUSE_END = re.compile(
    r"[.,;:?!()“”\"\n…]|(?<= )[–—-](?= )| (?=(?:is|are|was|were|has|have|can|could|will|would|may|might"
    r"|must|should"
    r"|that|which|who|whose|so|while|when|where|because|since|although|if|as|than|using|including"
    r"|requires?|without|before|after|until|begins?|starts?|comes?|asks?|calls?"
    r"|provides?|enables?|means|helps?|allows?|offers?|gives?|makes?|takes?|brings?|and (?:how|to|learn"
    r"|explore|gain"
    r"|understand|discover|then|what|the ways|also|you|we|for)|or (?:between|to)|with an? |whether|by|from"
    r"|into"
    r"|based|designed|since|during|in order|to (?:ensure|help|make)|is|it|they|we|you|highlighting"
    r"|teaching|beyond)\b)",
    re.I,
)
_BAD_END = re.compile(
    r"(?:[ ,;:–—-]+(?:and|or|of|the|a|an|to|for|in|on|with|by|from|at|as|your|their|its|our|this|these"
    r"|those|that|is"
    r"|are|but|&|into|about|between|not|no|any|all|more|than|such|own|his|her|how|including|among|while|be"
    r"|before|after|without|what|which|who|why|when|where|often|always|usually|very|really|also))+$",
    re.I,
)
_BAD_START = re.compile(
    r"^(?:(?:and|or|the|a|an|to|of|for|that|this|these|those|your|their|our|its|some|also|both|how|more|as"
    r"|these)\s+)+",
    re.I,
)
_VAGUE = re.compile(
    r"^(?:be|do|get|have|make it|use it|this|it|them|you|us|we|libraries|library staff|patrons|staff"
    r"|understand|learn"
    r"|improve it|help|support|support both|create|begin|know|see|doing|having|being|getting|anything"
    r"|everything|nothing"
    r"|something|building|in|at|for|when|with|as|on|every|if|including|using|coming|going|taking|looking"
    r"|during|bring|morning|evening)\b",
    re.I,
)
_NO_TITLE = re.compile(
    r"\b(?:Librar(?:y|ies)|University|College|Association|Institute|System|Foundation|Council|Department"
    r"|Center|County"
    r"|Street|Inc|LLC|Conference|Directors?|Toolkit|Network|Society)\b[^a-z]*$"
)
_MONTH_OR_DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday"
    r"|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday|Internet|English|American|United States)\b"
)


class Candidate(NamedTuple):
    """One possible label: its words, where it stands and how much its kind is worth."""

    text: str
    start: int
    worth: float


def derive_label(description: str, topics: tuple[TopicMatch, ...]) -> str:
    """Make a label of 10 to 60 characters, best 18 to 48; "" only without any words."""
    text = description[:LOOK_AT]
    said_at = _places(text, topics)
    best, best_score = "", 0.0
    for candidate in _candidates(text, said_at):
        label = _trimmed(candidate.text)
        if len(label) < LEAST or (" " not in label and "-" not in label):
            continue
        score = _score(label, candidate, topics, len(text))
        if score > best_score:
            best, best_score = label, score
    label = best or _beginning(text)
    return label[:1].upper() + label[1:]


def _places(text: str, topics: tuple[TopicMatch, ...]) -> list[int]:
    """Give the places in ``text`` where phrases of the topics begin, in order."""
    lowered = text.lower()
    places = (
        found.start()
        for topic in topics
        for phrase in topic.phrases
        for found in re.finditer(re.escape(phrase.lower()), lowered)
    )
    return sorted(places)


def _candidates(text: str, said_at: list[int]) -> Iterator[Candidate]:
    """Give the possible labels; clauses only where one of the topics is spoken of within reach."""
    for run in _RUN.finditer(text):
        if run[0].count(" ") >= 2 and not _opens_sentence(text, run.start(), run[0]):
            yield Candidate(run[0], run.start(), RUN)
    for quoted in _QUOTED.finditer(text):
        term = quoted[1].strip(" ,.;")
        # A coined name ("Yes-O-Meter") is what people will remember, whatever the topic.
        coined = _COINED.fullmatch(term) is not None and quoted[1][-1] not in ".?!"
        yield Candidate(term, quoted.start(), COINED if coined else QUOTED)
    for lead_in in _LEAD_IN.finditer(text):
        if _is_near(lead_in.end(), said_at):
            yield Candidate(_STEPS_ON.sub("", _clause(text, lead_in.end())), lead_in.end(), LEAD_IN)
    for gerund in _GERUND.finditer(text):
        start = gerund.start()
        if _is_near(start, said_at) and not _DENIED.search(text, max(start - 12, 0), start):
            opens = text[max(start - 3, 0) : start].rstrip()[-1:] in ("", ".", "?", "!", ":")
            yield Candidate(_clause(text, start), start, OPENING_GERUND if opens else GERUND)
    for start in said_at[:MOST_PHRASES]:
        yield Candidate(_clause(text, start), start, PHRASE)
    start = 0
    for end in sentence_ends(text):
        if not start or _is_near(start, said_at):
            sentence = text[start : min(end, start + 2 * REACH)].strip()
            opened = _OPENING.sub("", sentence)
            yield Candidate(_clause(opened, 0), start, OPENED if opened != sentence else OPENING)
        start = end


def _is_near(start: int, places: list[int]) -> bool:
    """Whether one of the places lies within reach of a clause that begins at ``start``."""
    after = bisect_left(places, start)
    return after < len(places) and places[after] < start + REACH


def _opens_sentence(text: str, start: int, run: str) -> bool:
    """Whether only the first word of a run is capitalized because a sentence begins there."""
    before = text[:start].rstrip()
    capitals = sum(word[0].isupper() for word in run.split())
    return (not before or before[-1] in ".?!:\n") and capitals < 3


def _clause(text: str, start: int) -> str:
    """Give the words from ``start`` to the clause's end, or to the next one where that is too little."""
    limit = min(len(text), start + REACH)
    end = _CLAUSE_END.search(text, start + 3, limit)
    if end and end.start() - start < GOOD_FROM and text[end.start()] == " ":
        end = _CLAUSE_END.search(text, end.end() + 1, limit)
    return text[start : end.start() if end else limit]


def _trimmed(text: str) -> str:
    """Cut a candidate to size between words, without a dangling word at either end."""
    text = _BAD_START.sub("", one_line(text).strip(" ,.;:–—-*®'\"“”‘"))
    if len(text) > MOST:
        cut = text[: MOST + 1].rsplit(" ", 1)[0]
        joint = max(cut.rfind(word) for word in (" and ", " for ", " with ", " in ", " to ", " or ", " of "))
        text = cut[:joint] if joint >= GOOD_FROM else cut
    return _BAD_END.sub("", text).strip(" ,.;:–—-")


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
    is_title = candidate.worth == RUN
    if is_title and (_NO_TITLE.search(label) or _MONTH_OR_DAY.search(label) or organizations_within(label)):
        return 0.0
    if is_title and not said:
        return 0.0
    fits = min(0.25 + 0.75 * len(label) / GOOD_FROM, 1.0 if len(label) <= GOOD_TO else 0.75)
    early = 1.1 - 0.2 * candidate.start / max(length, 1)
    return candidate.worth * (0.35 + said) * fits * early


def _beginning(text: str) -> str:
    """Give the beginning of a text in which nothing better was found."""
    first = _OPENING.sub("", text[: sentence_ends(text)[0]].lstrip())
    return _trimmed(first.translate(_NO_QUOTES)) or one_line(text)[:MOST]


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
