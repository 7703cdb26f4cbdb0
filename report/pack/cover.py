"""A library's own marks on a pack: a logo that is a picture and nothing else, a color that can be seen."""

from __future__ import annotations

import io
import re
from typing import Final

from PIL import Image, UnidentifiedImageError

from charts.theme import LIGHT, contrast

LARGEST_LOGO: Final = 2_000_000
"""Bytes of an uploaded logo."""

WIDEST_LOGO: Final = 6_000
KEPT_PIXELS: Final = 900
VISIBLE: Final = 3.0
"""Contrast on white that a part of a chart needs (WCAG 2.2, 1.4.11)."""

_HEX: Final = re.compile(r"#[0-9a-fA-F]{6}")


class NotALogoError(ValueError):
    """A file that cannot be the logo; its text says what to give instead."""


def logo(content: bytes) -> bytes:
    """Check a logo by its content and give it as a small PNG: its pixels, not what a camera noted.

    NotALogoError for anything but a PNG or JPEG of a reasonable size.
    """
    if len(content) > LARGEST_LOGO:
        raise NotALogoError("The logo is larger than 2 MB. Save it smaller, as PNG or JPEG.")
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
            if max(opened.size) > WIDEST_LOGO:
                raise NotALogoError(
                    f"The logo is more than {WIDEST_LOGO} pixels wide or high. Save it smaller."
                )
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, NotALogoError):
            raise
        raise NotALogoError("The logo is no PNG or JPEG picture. Save it as one of these.") from error
    picture.thumbnail((KEPT_PIXELS, KEPT_PIXELS))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def accent(color: str) -> str:
    """Give a color that can be seen on white at 3 to 1: the library's own, darkened as far as it takes.

    Front Desk's own color for what is no hex color.
    """
    if not _HEX.fullmatch(color or ""):
        return LIGHT.accent
    parts = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    step = 0
    while contrast(_hex(parts, step), "#FFFFFF") < VISIBLE:
        step += 1
    return _hex(parts, step)


def _hex(parts: list[int], step: int) -> str:
    return "#" + "".join(f"{max(0, round(part * (1 - step / 50))):02X}" for part in parts)


def accent_note(color: str) -> str:
    """Say that a color was darkened, and to what; empty where it was not."""
    if not _HEX.fullmatch(color or "") or accent(color) == color.upper():
        return ""
    return f"{color.upper()} is too pale on white paper; the pack uses {accent(color)}, a darker shade of it."
