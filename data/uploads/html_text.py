"""A saved web page as the text a reader sees. Nothing in it runs, and nothing is fetched."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default as default_policy

from lxml import etree

from data.catalog.text import words

_TAG = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|br|ul|ol|li|span|table|tr|td|strong|b|h[1-6]|section|main)\b"
    r"[^<>]{0,2000}>",
    re.I,
)
_WEB_ARCHIVE = re.compile(
    rb"(?:[A-Z][A-Za-z-]{1,40}: [^\n]{0,500}\n(?:[ \t][^\n]{0,500}\n){0,20}){0,20}?"
    rb"Content-Type:\s*multipart/related\b",
    re.I,
)
_ENTITY = re.compile(r"<!ENTITY\b", re.I)
_SKIPPED = words(
    "script style template noscript head title nav footer select option button textarea iframe object "
    "embed svg canvas audio video map datalist dialog"
)
_BLOCKS = words(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure form "
    "h1 h2 h3 h4 h5 h6 header hr html legend main menu ol p pre section summary table tbody tfoot thead "
    "tr ul caption"
)
_PARAGRAPHS = words("p h1 h2 h3 h4 h5 h6 ul ol table blockquote article section")
_SPACE = re.compile(r"[ \t\r\n\f]+")
# Signs for the ends of lines, until spaces have been made single.
_BREAK, _PARAGRAPH, _ITEM = "\x01", "\x02", "\x03"
_BREAKS = re.compile(" ?[\x01\x02\x03][ \x01\x02\x03]*")


def is_html(text: str) -> bool:
    """Whether text is a web page's source: it has tags, and not just a "<" here and there."""
    head = text[:200_000]
    found = len(_TAG.findall(head))
    return found >= 3 or (found >= 1 and head.lstrip().startswith("<"))


def page_of_web_archive(content: bytes) -> str | None:
    """Give the page's source from a web archive (.mht, "web page, single file"); None for anything else."""
    if not _WEB_ARCHIVE.match(content):
        return None
    message = message_from_bytes(content, policy=default_policy)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            source = part.get_payload(decode=True)
            charset = part.get_content_charset() or "utf-8"
            return source.decode(charset, "replace") if isinstance(source, bytes) else None
    return None


def defines_entities(text: str) -> bool:
    """Whether a document type in the text defines entities, which an honest page never does."""
    return _ENTITY.search(text[:100_000]) is not None


class _Reader:
    """Collects text while lxml reads tags; it keeps no tree, so depth and size stay harmless."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.skipping: list[str] = []
        self.verbatim = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.skipping or tag in _SKIPPED or "hidden" in attributes:
            if tag not in ("br", "hr", "img", "input", "meta", "link", "wbr", "source", "embed"):
                self.skipping.append(tag)
        elif tag == "li":
            self.parts.append(_ITEM)
        elif tag == "br":
            self.parts.append(_BREAK)
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag in _BLOCKS:
            self.parts.append(_PARAGRAPH if tag in _PARAGRAPHS else _BREAK)
        if tag == "pre":
            self.verbatim += 1

    def end(self, tag: str) -> None:
        if tag == "pre" and self.verbatim:
            self.verbatim -= 1
        if self.skipping:
            if tag in self.skipping:
                while self.skipping.pop() != tag:
                    pass
        elif tag in _BLOCKS or tag == "li":
            self.parts.append(_PARAGRAPH if tag in _PARAGRAPHS else _BREAK)

    def data(self, text: str) -> None:
        if not self.skipping:
            if self.verbatim:
                self.parts.append(text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", _BREAK))
            else:
                self.parts.append(text)

    def comment(self, text: str) -> None:
        """Comments are not part of what a reader sees."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Neither are processing instructions."""

    def close(self) -> str:
        return "".join(self.parts)


def html_to_text(source: str) -> str:
    """Give the visible text of a page: a line for each block, "- " before list items.

    Scripts, styles, forms' controls, navigation and comments are left out; white space is as a browser
    shows it.
    """
    parser = etree.HTMLParser(
        target=_Reader(), no_network=True, huge_tree=False, recover=True, encoding="utf-8"
    )
    text = etree.fromstring(source.encode("utf-8", "replace"), parser)
    text = _SPACE.sub(" ", text if isinstance(text, str) else "")
    return _BREAKS.sub(_line_break, text).strip("\n") + "\n"


def _line_break(run: re.Match[str]) -> str:
    """Give the line feeds for a run of breaks: a blank line where a paragraph ends, a list item's mark."""
    signs = run[0]
    return ("\n\n" if _PARAGRAPH in signs else "\n") + ("- " if _ITEM in signs else "")
