"""A file that is not opened or not taken, said with a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from data.uploads.records import Checked

MEGABYTE: Final = 1024 * 1024
MOST_BYTES: Final = 50 * MEGABYTE
"""A larger file is not opened, unless the caller allows it."""


class RefusedError(Exception):
    """A file that is not opened; ``code`` is a row of the problem codes, ``called`` a word for the file."""

    def __init__(self, code: str, called: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.called = called


def refused(code: str, file_name: str, value: str = "", source_format: str = "") -> Checked:
    """Make the answer for a file that is not taken: its code and one sentence that says what to do."""
    from data.uploads.records import Checked
    from data.vocab.upload_problems import sentence

    message = sentence(code, value=value)
    return Checked("reject", source_format, message, file_reason=code, file_name=file_name)
