"""The name at the top left, drawn as paths: the page's fonts do not reach into pictures."""

from __future__ import annotations

from pathlib import Path

from charts.theme import Look

DRAWING = (Path(__file__).parent / "logo.svg").read_text(encoding="utf-8")


def wordmark(look: Look) -> str:
    """Give the drawing of the name, in the accent of the look."""
    return DRAWING.replace("currentColor", look.accent)
