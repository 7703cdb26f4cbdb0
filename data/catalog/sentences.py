"""Sentences of a description: where they end, and the first ones as a summary."""

from __future__ import annotations

import re

_END = re.compile(r"[.?!…][\"”’')\]]*(?=\s+[\"“‘(]?[A-Z0-9]|\s*\n|\Z)|\n")
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|vs|etc|dr|mr|mrs|ms|st|no|inc|jr|sr|e\.g|i\.e|u\.s|a\.m|p\.m|ph\.d)\.)$", re.I
)
MOST_SUMMARY = 220


def sentence_ends(text: str) -> list[int]:
    """Give the places where the sentences and paragraphs of ``text`` end; the last is its length."""
    ends: list[int] = []
    for found in _END.finditer(text):
        end = found.end()
        if not _NO_END.search(text, max(end - 6, 0), end):
            ends.append(end)
    if not ends or ends[-1] < len(text.rstrip()):
        ends.append(len(text))
    return ends


def summary(description: str) -> str:
    """Give the first sentence, and the second where both stay within ``MOST_SUMMARY`` characters.

    A longer first sentence is cut between words and ends in "…".
    """
    head = description[: 4 * MOST_SUMMARY]
    sentences = [head[a:b].strip() for a, b in _spans(head)]
    sentences = [sentence for sentence in sentences if sentence]
    if not sentences:
        return ""
    two = " ".join(sentences[:2])
    if len(two) <= MOST_SUMMARY:
        return two
    if len(sentences[0]) <= MOST_SUMMARY:
        return sentences[0]
    return sentences[0][: MOST_SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _spans(text: str) -> list[tuple[int, int]]:
    ends = sentence_ends(text)
    return list(zip([0, *ends], ends, strict=False))
