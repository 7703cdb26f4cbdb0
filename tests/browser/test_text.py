"""Text of people and files on a page: shown is what was typed, whatever Markdown or HTML would make of it."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.harness import ROOT, running
from ui.text import JOINER

Visit = Callable[..., Page]

PIECES = [
    *(
        "**",
        "*",
        "_",
        "__",
        "~~",
        "`",
        "```",
        "#",
        "## ",
        "> ",
        "- ",
        "1. ",
        "|",
        "---",
        "$",
        "$$",
        "\\",
        "&",
    ),
    *(
        "[a](http://198.51.100.7/)",
        "![p](http://198.51.100.7/p.png)",
        "<b>",
        "</b>",
        "<script>",
        "<!--",
        "&amp;",
    ),
    *(
        ":red[",
        ":material/home:",
        ":smile:",
        ":blue-background[",
        "]",
        "[",
        "{",
        "}",
        "%",
        "^",
        "(c)",
        "--",
        "...",
    ),
    *(
        "http://198.51.100.7/",
        "www.example.org",
        "ann@lib.example",
        "<http://x.example>",
        "javascript:alert(1)",
    ),
    *(" ", "  ", "a", "Ann", "Büro", "日本", "\u202e", "😀", "'", '"', "=1+1", "@", "!", "?", "/", "0", "1"),
]
SHOWN = """
import json
from pathlib import Path

import streamlit as st
from streamlit import runtime

from ui import server, text

if not runtime.exists():
    app = st.App(__file__, lifespan=server.ready, middleware=server.MIDDLEWARE)
else:
    texts = json.loads(Path("texts.json").read_text(encoding="utf-8"))
    text.write(*(text.paragraph(each) for each in texts))
    with st.container(key="labels"):
        for place, each in enumerate(texts[:LABELS]):
            st.checkbox(text.escaped(each), key=f"label_{place}")
"""
MADE = '[data-testid="stMain"] :is(a, img, script, b, code, mark)'
"""What is on the page only if somebody has read a text as more than letters."""
TEXTS, LABELS = 1_000, 400


def made(number: int) -> list[str]:
    """Texts of a few pieces each; a label needs something to show."""
    chance = random.Random(8)
    return ["x" + "".join(chance.choices(PIECES, k=chance.randint(1, 8))) + "y" for _ in range(number)]


def test_what_is_shown_is_what_was_typed(tmp_path: Path, visit: Visit) -> None:
    texts = made(TEXTS)
    (tmp_path / "dashboard.py").write_text(SHOWN.replace("LABELS", str(LABELS)), encoding="utf-8")
    (tmp_path / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    shutil.copytree(ROOT / ".streamlit", tmp_path / ".streamlit")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
        with running(tmp_path, start_in=tmp_path) as app:
            page = visit(app)
            paragraphs = page.locator('[data-testid="stHtml"] p').all_text_contents()
            labels = page.locator(".st-key-labels label p").all_text_contents()
            links = page.locator(MADE).evaluate_all("found => found.map(each => each.outerHTML)")
    assert paragraphs == texts
    shown = [each.replace(JOINER, "") for each in labels]
    assert shown == [" ".join(each.split()) for each in texts[:LABELS]]
    assert links == []
