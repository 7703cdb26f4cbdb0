"""The text of an entry below its header: paragraphs and bullets, description and objectives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from data.catalog.text import SPACES, straight_quotes, words

Section = Literal["description", "objectives"]

_BULLET = re.compile(r"(?:[•·▪◦‣●○■*]|[-–—](?=\s|[A-Z“\"]|\Z)|\d{1,2}[.)](?=\s))\s*")
_GLUED = re.compile(r":[ ]{0,3}[-•·–*][ ]{1,3}(?=\S)")
_BULLET_SIGNS = frozenset("•·▪◦‣●○■*-–—0123456789")
_WORD_END = re.compile(r"[\s,.'’]")
_WRAPPED = re.compile(r"\n *[a-z]")
_ENDS = (".", "?", "!", "”", '"', ":", ".)", "?)", "!)", ".*", "…")
_CONNECTORS = re.compile(
    r"(?:[,&/(–—-]|\b(?:and|or|of|the|a|an|to|for|in|on|with|by|from|at|as|your|their|its|how|that))$", re.I
)

# The clause that leads in to objectives, at the end of the text before the bullets.
_LEAD_IN = re.compile(
    r"\blook(?:ing)? at how to\b|\b(?:will|we'll|you'll|they'll|shall) (?:\w+ ){0,2}?"
    r"(?:discuss|learn|discover|know how|understand|gain|be ready to|come away)\b"
    r"|\blearn(?:ing)? (?:how )?to\b"
    r"|\bhow to\b\W*$|\bobjectives\b|\boutcomes\b|\b(?:participants|attendees|learners|you) will\b\W*$"
    r"|\bprepared to\b\W*$",
    re.I,
)
_SENTENCE_END = re.compile(r"[.?!][”\")]? +(?=[A-Z“\"])")
# First words of a sentence that explains, and so is no objective of its own.
_EXPLAINS = words(
    "the a an this that these those it they we you he she i in on at for with by from to as if when "
    "while because there here such some many most all each every no not our your their its his her or "
    "and but so then thus also however e.g i.e etc what why which who where one two three more less "
    "both either"
)
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Za-z]|vs|etc|dr|mr|mrs|ms|st|no|inc|e\.g|i\.e))\.$", re.I)


class Piece(NamedTuple):
    """One stretch of text below the header and the heading it stands under."""

    section: Section
    text: str


@dataclass(slots=True)
class Block:
    """One paragraph or one bullet, as the lines it was broken into."""

    lines: list[str]
    is_bullet: bool
    section: Section
    text: str = ""


def read_body(pieces: list[Piece]) -> tuple[str, tuple[str, ...]]:
    """Give the description, its paragraphs one a line, and the objectives.

    Objectives are the bullets after a lead-in ("you will be able to:") or under an objectives heading;
    questions and lists of contents stay in the description.
    """
    if len(pieces) == 1 and pieces[0].section == "description":
        text = pieces[0].text
        if "\n" not in text and not _GLUED.search(text):
            return _tidy(text), ()
    blocks: list[Block] = []
    for piece in pieces:
        blocks += _blocks(piece)
    return _divide(blocks)


def _tidy(text: str) -> str:
    return SPACES.sub(" ", text) if "  " in text else text


def _blocks(piece: Piece) -> list[Block]:
    """Cut text into paragraphs and bullets, joining lines that were broken inside a sentence."""
    text = _GLUED.sub(":\n- ", piece.text) if ":" in piece.text else piece.text
    lines = [line.strip() for line in text.split("\n")]
    wrapped_at = max(map(len, lines)) if _WRAPPED.search(text) else 0
    blocks: list[Block] = []
    after_blank = True
    bullets_stop = False
    for line in lines:
        if not line:
            after_blank = bool(blocks) and blocks[-1].lines != [""]
            continue
        mark = _BULLET.match(line) if line[0] in _BULLET_SIGNS else None
        if mark and (mark.end() < len(line) or len(line) <= 2):
            if blocks and blocks[-1].is_bullet:
                bullets_stop = blocks[-1].lines[-1].endswith(_ENDS)
            blocks.append(Block([line[mark.end() :].strip()], True, piece.section))
        elif blocks and not after_blank and _goes_on(blocks[-1], line, wrapped_at, bullets_stop):
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block([line], False, piece.section))
        after_blank = False
    for block in blocks:
        lines = block.lines
        block.text = _tidy(lines[0] if len(lines) == 1 else " ".join(lines).strip())
    return [block for block in blocks if block.text]


def _goes_on(last: Block, line: str, wrapped_at: int, bullets_stop: bool) -> bool:
    """Whether ``line`` carries on the last block.

    A lone bullet mark takes the next line; a sentence left open takes what begins small. Elsewhere lines
    are joined only where the entry is known to be broken at a width (``wrapped_at``), and a line that
    ends a sentence well short of it ends its paragraph. ``bullets_stop`` says that bullets end in a stop.
    """
    previous = last.lines[-1]
    if not previous:
        return True
    open_end = not previous.endswith(_ENDS)
    if open_end and (line[0].islower() or _CONNECTORS.search(previous[-40:])):
        return True
    if not wrapped_at:
        return False
    if last.is_bullet:
        return open_end and len(previous) >= 0.6 * wrapped_at and (bullets_stop or not line.endswith("."))
    return open_end or len(previous) >= 0.75 * wrapped_at


def _divide(blocks: list[Block]) -> tuple[str, tuple[str, ...]]:
    """Tell objectives from description, one run of bullets at a time."""
    description: list[str] = []
    objectives: list[str] = []
    leads = False
    under_objectives = [block for block in blocks if block.section == "objectives"]
    # Copying may lose the list marks: two lines or more under the heading are the list then.
    unmarked = len(under_objectives) > 1 and not any(block.is_bullet for block in under_objectives)
    for block, following in pairwise([*blocks, None]):
        if block is None:
            break
        under_heading = block.section == "objectives"
        if block.is_bullet:
            is_objective = (leads or under_heading) and not block.text.endswith("?")
        else:
            leads = bool(following and following.is_bullet) and _leads_in(block.text)
            if under_heading and following and _leads_in_only(block.text, following):
                continue
            is_objective = under_heading and unmarked and not block.text.endswith(":")
        if is_objective:
            objectives += _single_objectives(block.text)
        else:
            description.append(f"- {block.text}" if block.is_bullet else block.text)
    return "\n".join(description), tuple(objectives)


def _leads_in(text: str) -> bool:
    """Whether the last clause of a paragraph announces what a learner will be able to do."""
    tail = straight_quotes(text[-300:])
    if tail.endswith((".", "?", "!")):
        return False
    clause = _SENTENCE_END.split(tail)[-1]
    return " able to" in f" {clause.lower()}" or _LEAD_IN.search(clause) is not None


def _leads_in_only(text: str, following: Block) -> bool:
    """Whether a paragraph is nothing but the lead-in of the list that follows it."""
    is_followed = following.is_bullet or following.section == "objectives"
    is_open = len(text) <= 160 and text.endswith((":", "to", "…"))
    return is_followed and is_open and not _SENTENCE_END.search(text)


def _single_objectives(text: str) -> list[str]:
    """Part "Explain A. Describe B." into two; a second sentence that explains stays with the first."""
    if "." not in text[:-1] and "?" not in text and "!" not in text:
        return [text]
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        head, tail = text[start : end.end()].strip(), text[end.end() : end.end() + 80]
        first_word = _WORD_END.split(tail, maxsplit=1)[0].lower()
        if first_word in _EXPLAINS or _ABBREVIATION.search(head[-6:]) or " " not in head or " " not in tail:
            continue
        found.append(head)
        start = end.end()
    return [*found, text[start:].strip()]
