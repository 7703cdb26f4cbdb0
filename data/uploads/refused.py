"""A file that is not opened, said with a code."""

from __future__ import annotations


class RefusedError(Exception):
    """A file that is not opened; ``code`` is a row of the problem codes, ``called`` a word for the file."""

    def __init__(self, code: str, called: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.called = called
