"""Web pages as text: lines where a reader sees lines, and nothing that runs or hides."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.uploads.html_text import html_to_text, is_html


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One<br>two</p><p>three</p>", "One\ntwo\n\nthree\n"),
        ("<div>One</div><div>two</div>", "One\ntwo\n"),
        ("<p>One\n   <b>two</b>\tthree</p>", "One two three\n"),
        ("<ul><li>One<li><p>two</p></ul>", "- One\n\n- two\n"),
        ("<dl><dt>Length:</dt><dd>1 hour</dd></dl>", "Length:\n1 hour\n"),
        ("<table><tr><td>Length:</td><td>1 hour</td></tr></table>", "Length: 1 hour\n"),
        ("<pre>One\n two</pre>", "One\ntwo\n"),
        ("caf&eacute; &amp; &#8217;s &lt;b&gt;", "café & ’s <b>\n"),
        ("<p>One<script>two()</script><style>three</style><!-- four --></p>", "One\n"),
        ("<p>One</p><p hidden>two</p><nav>three</nav><template>four</template>", "One\n"),
        ("<p>One<span hidden>two<br>three</span> four", "One four\n"),
        ("<p>never <b>closed <i>tags", "never closed tags\n"),
    ],
)
def test_blocks_become_lines(source: str, text: str) -> None:
    assert html_to_text(source) == text


def test_tags_tell_a_web_page_and_a_less_than_sign_does_not() -> None:
    assert is_html("<!DOCTYPE html><html><body>x")
    assert is_html("Format: Webinar<br>Hosted by: X<br>Length: 1 hour<br>")
    assert not is_html("Format: Webinar\nif a < b > c then <maybe>\n")


@given(st.text(alphabet="<>/pbrliulscript!-&;=\"' \n\x00é", max_size=300))
def test_any_source_gives_text(source: str) -> None:
    assert html_to_text(source).endswith("\n")


@pytest.mark.parametrize("unit", ["<div>", "<p>", "<li>x", "<b>", "&amp;", "<!--", "<", "<a b='"])
def test_five_megabytes_of_tags_are_answered_in_seconds(unit: str) -> None:
    start = time.process_time()

    html_to_text(unit * (5 * 1024 * 1024 // len(unit)))

    assert time.process_time() - start < 15
