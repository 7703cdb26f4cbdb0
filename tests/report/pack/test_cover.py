"""A library's marks: a logo is a picture and nothing else, a color can be seen on white."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from charts.theme import LIGHT, contrast
from report.pack.cover import NotALogoError, accent, accent_note, logo


def picture(kind: str, size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "#0F6B62").save(buffer, kind, **more)
    return buffer.getvalue()


def test_a_logo_keeps_its_pixels_and_loses_what_a_camera_noted() -> None:
    exif = Image.Exif()
    exif[0x013B] = "Ann Example"
    given_ = picture("JPEG", exif=exif)
    assert b"Ann Example" in given_
    kept = logo(given_)
    assert kept.startswith(b"\x89PNG")
    assert b"Ann Example" not in kept
    assert Image.open(io.BytesIO(kept)).size == (40, 20)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<svg onload='alert(1)'/>", "no PNG or JPEG"),
        (picture("GIF"), "no PNG or JPEG"),
        (picture("PNG")[:60], "no PNG or JPEG"),
        (picture("PNG", (6001, 2)), "more than 6000 pixels"),
        (b"\x89PNG" + b"0" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_anything_else_is_refused_with_what_to_give_instead(content: bytes, says: str) -> None:
    with pytest.raises(NotALogoError, match=says):
        logo(content)


@given(st.integers(0, 0xFFFFFF).map("#{:06X}".format))
def test_every_color_can_be_seen_on_white(color: str) -> None:
    assert contrast(accent(color), "#FFFFFF") >= 3
    assert (accent(color) == color) == (accent_note(color) == "")


def test_a_dark_color_stays_and_what_is_none_becomes_our_own() -> None:
    assert accent("#123456") == "#123456"
    assert accent("red") == LIGHT.accent
    assert accent("#FFEE00") in accent_note("#FFEE00")
