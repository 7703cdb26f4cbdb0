"""Training completions: from an opened document to attempts, with every row accounted for."""

from data.uploads.completions.check import check
from data.uploads.completions.recognize import recognize

__all__ = ["check", "recognize"]
