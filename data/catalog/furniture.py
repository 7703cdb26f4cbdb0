"""What stands around entries on a page and is never part of a course."""

from __future__ import annotations

import re

# How far back from its end an entry is looked over, and how many lines may be taken off there.
TAIL = 2000
MOST_LINES_OFF = 20

_ICON_TEXT = (
    r"(?:webinar|course|self-paced|town hall|instructor-led)(?: course)? (?:icon|recording|image|logo)"
)
_ICON = re.compile(rf"{_ICON_TEXT} *(?:\n|\Z)", re.I)
_LINE = (
    r"(?:self[- ]?enroll?ments?\b.{0,40}|enroll?ment options|enroll?(?: me| now)?|guest access|not enrolled"
    rf"|{_ICON_TEXT}"
    r"|.{1,50} logo|logo|image|skip to .{1,40}|log ?in|log ?out|sign in|sign up|search(?: courses| results)?"
    r"|home|catalog|course catalog|categories|course categories|all courses|my courses|dashboard|menu"
    r"|back to .{1,40}|next|previous|first|last|show more|load more|see more|read more|view (?:all|more"
    r"|course)"
    r"|page \d+(?: of \d+)?|share(?: this.{0,30})?|print(?: this page)?|©.{0,80}|copyright\b.{0,80}"
    r"|privacy(?: policy| statement)?|terms of (?:use|service)|contact us|follow us.{0,30}|subscribe.{0,30}"
    r"|help|about us|accessibility|cookie.{0,60}|all rights reserved\.?|get started|launch course"
    r"|\d+ (?:courses?|results?|items?))"
)
# A heading of the page itself, which begins an introduction: "More courses about health".
_HEADING = (
    r"(?=[^\n]{4,80}(?:\n|\Z))(?:[A-Z][^\n.?!:;]{0,60}\b)?"
    r"(?:[Cc]ourses|[Ww]ebinars|[Cc]atalog|[Cc]ategory|[Cc]ollection of|[Ll]earning (?:path|resources)"
    r"|[Tt]opic page)"
    r"\b(?: [^\n.?!:;]{0,60})?"
)
_PAGE_LINE = re.compile(rf"\n {{0,8}}((?i:{_LINE})|{_HEADING}) {{0,8}}(?=\n|\Z)")
_WHOLE_LINE = re.compile(rf" {{0,8}}(?:(?i:{_LINE})|{_HEADING}) {{0,8}}")
_QUOTATION = re.compile(
    r"(?<=\n) {0,8}(?:[“\"][^\n]{10,600}[”\"]|[“\"][^\n“”\"]{10,600}[”\"]? ?[—–―-] ?[A-Z][^\n]{2,60})"
    r"(?: ?[—–―-] ?[^\n]{2,80})?(?:\n {0,8}[—–―-] ?[A-Z][^\n]{2,60})?\s{0,20}\Z"
)
_LONE_HEADING = re.compile(r"(?<=[.?!:”\"\n])\n {0,8}[A-Z][^\n.?!:;•]{2,60}\s{0,20}\Z")


def without_furniture(text: str, *, at_end: bool) -> str:
    """Cut what follows the entry from the text after its last label: the kept text begins ``text``.

    Lines of the page's frame and headings of introductions end the entry; quotations and short headings
    are taken off its end. ``at_end`` says that nothing follows, so that a last line without a full stop
    may be a sentence cut off and is kept.
    """
    for found in _PAGE_LINE.finditer("\n" + text):
        if _stands_alone(text, found.start(1) - 1, found.end() - 1):
            text = text[: max(found.start() - 1, 0)]
            break
    text = text.rstrip()
    for _ in range(MOST_LINES_OFF):
        tail_start = max(len(text) - TAIL, 0)
        tail = text[tail_start:]
        last = _QUOTATION.search(tail) or (None if at_end else _LONE_HEADING.search(tail))
        if last is None or _is_bullet(tail[last.start() :]):
            break
        text = text[: tail_start + last.start()].rstrip()
    return text


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a line is no part of a sentence broken over lines: it follows an end and is not continued."""
    before = text[max(start - TAIL, 0) : start].rstrip(" ")
    line_before = before.rstrip("\n").rsplit("\n", 1)[-1]
    ended = not before or before.endswith("\n\n") or line_before.rstrip()[-1:] in '.?!:;”")'
    after = text[end : end + 40].lstrip()
    if text[start].islower() and not _ICON.match(text, start):
        return False
    return (ended or _is_bullet(line_before)) and not after[:1].islower()


def _is_bullet(line: str) -> bool:
    return line.lstrip()[:1] in "-•·–*"


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to a course."""
    return _WHOLE_LINE.fullmatch(line) is not None
