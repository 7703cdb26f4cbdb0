"""Pieces of made-up pages, and how to read them."""

from __future__ import annotations

from datetime import date

from data.catalog.parse import parse
from data.catalog.records import RawEntry

TODAY = date(2026, 11, 24)
HEAD = "Format: Webinar, original date May 6, 2019\nHosted by: Infopeople\nLength: 1 hour\n"
COURSE = "Format: Self-paced\nDeveloped by: WebJunction\nLength: 1 hour\n"
TEXT = "Plan a calm and friendly desk. Try it out with colleagues."
WHO = "\nPresented by: Ann Example\n"


def entries(text: str) -> list[RawEntry]:
    return parse(text, today=TODAY).entries


def only(text: str) -> RawEntry:
    (entry,) = entries(text)
    return entry


def codes(entry: RawEntry) -> list[str]:
    return [problem.code for problem in entry.problems]


ONE_COURSE = (
    "Format: Webinar, original date May 6, 2019\n"
    "Hosted by: Infopeople and the Example Council of Small Town Libraries\n"
    "Length: 1 hour 30 minutes\n"
    "A quiet room can be a loud statement about what the library values. Afterward you will be able to:\n"
    "- Explain what a quiet room is for.\n"
    "- Describe how to furnish one.\n"
    "Presented by: Ann Example, Bo Sample and Cy Tester\n"
)
