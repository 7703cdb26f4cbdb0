"""Colors that can be read, and names that stay plain text."""

from __future__ import annotations

import pytest

from charts import theme
from charts.theme import DARK, LIGHT, Look

BOTH = pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)


@BOTH
def test_words_read_at_4_5_to_1_and_parts_show_at_3_to_1(look: Look) -> None:
    words = {"ink": look.ink, "gray": look.gray, "link": look.link}
    parts = {**look.formats, "accent": look.accent, "axis": look.axis, "hidden": look.hidden}
    too_pale = {name for name, color in words.items() if theme.contrast(color, look.background) < 4.5}
    too_pale |= {name for name, color in parts.items() if theme.contrast(color, look.background) < 3}
    assert too_pale == set()


@BOTH
def test_gray_words_read_on_the_sidebar_and_in_the_recent_band(look: Look) -> None:
    for paper in (look.sidebar, look.context):
        assert theme.contrast(look.gray, paper) >= 4.5


@BOTH
def test_numbers_in_cells_read_on_every_step(look: Look) -> None:
    for count in range(1, 9):
        fill = theme.step(look, count, 8)
        assert theme.contrast(theme.ink_on(fill), fill) >= 4.5
        assert theme.contrast(fill, look.background) >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#FFFFFF", "#0F6B62") == pytest.approx(6.4, abs=0.05)


def test_the_highest_count_has_the_last_step_and_more_is_never_paler() -> None:
    steps = [LIGHT.sequential.index(theme.step(LIGHT, count, 10)) for count in range(1, 11)]
    assert steps == [3, 3, 4, 4, 4, 5, 5, 6, 6, 6]
    assert theme.step(LIGHT, 1, 1) == LIGHT.sequential[-1]


def test_formats_keep_their_colors_and_the_unknown_is_hatched() -> None:
    assert theme.format_fill(LIGHT, "webinar")["color"] == "#4B3F8F"
    for name in ("unknown", "podcast"):
        assert theme.format_fill(LIGHT, name)["pattern"]["shape"] == "/"
        assert theme.is_hatched(LIGHT, name)
    assert not theme.is_hatched(LIGHT, "self-paced")


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("North & South", None, "North &amp; South"),
        ("<b>bold</b>", None, "&lt;b&gt;bold&lt;/b&gt;"),
        ("<a href='javascript:x'>", None, "&lt;a href='javascript:x'&gt;"),
        ("one\n two\x00three", None, "one two three"),
        ("Association of Libraries", 13, "Association…"),
        ("&&&&&&", 3, "&amp;&amp;…"),
        ("short", 5, "short"),
    ],
)
def test_names_are_shown_as_they_are_written(text: str, longest: int | None, shown: str) -> None:
    assert theme.plain(text, longest) == shown


@BOTH
def test_every_figure_is_transparent_fixed_and_in_the_font_of_the_page(look: Look) -> None:
    fig = theme.figure(
        [{"type": "bar", "y": [2]}], look, height=120, left=3, xaxis={}, yaxis={"range": [0, 3]}
    )
    layout = fig.to_dict()["layout"]
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0,0,0,0)"
    assert layout["font"] == {"family": '"Source Sans", sans-serif', "size": 14, "color": look.ink}
    assert (layout["height"], layout["margin"]["l"], layout["margin"]["t"]) == (120, 3, 0)
    assert layout["dragmode"] is False
    assert layout["showlegend"] is False
    assert layout["yaxis"]["range"] == [0, 3]
    assert layout["xaxis"]["fixedrange"] is layout["yaxis"]["fixedrange"] is True
