"""The catalog that comes with Front Desk: 16 real courses on serving patrons.

The facts (formats, dates, hosts, lengths, people, how many objectives) are those of the public catalog;
the summaries and objectives are in our own words. The page has the layout of the real one and goes in
through the same importer.
"""

from __future__ import annotations

from pathlib import Path

FILE_NAME = "built_in.txt"
NAME = "The built-in catalog"
"""What a reader sees in place of a file name."""


def content() -> bytes:
    """Give the page's bytes, as an upload would have them."""
    return (Path(__file__).parent / FILE_NAME).read_bytes()
