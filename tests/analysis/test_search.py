"""Words as typed, as understood, and where they stand."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import search

VOCABULARY = search.vocabulary(
    pd.Series(
        [
            "talking about homelessness: de-escalation and conflicts",
            "policies for storytime\N{RIGHT SINGLE QUOTATION MARK}s guests; dementia",
            None,
            "police at the library",
        ]
    )
)


def _understood(query: str) -> list[tuple[str, str, bool, bool]]:
    found = search.correct(search.terms(query), VOCABULARY)
    return [(term.word, term.stem, term.is_corrected, term.is_known) for term in found]


def test_a_query_becomes_its_telling_words_once_each() -> None:
    assert search.terms("The Angry-angry patron, and the PATRON\N{RIGHT SINGLE QUOTATION MARK}s") == [
        search.Term("angry-angry", "angry-angry", "angry-angry"),
        search.Term("patron", "patron", "patron"),
        search.Term("patron's", "patron's", "patron"),
    ]


def test_small_words_alone_are_looked_for() -> None:
    assert [term.word for term in search.terms("how to")] == ["how", "to"]
    assert search.terms(" ?! ") == []


def test_a_pasted_page_is_cut_to_a_few_words() -> None:
    assert len(search.terms(" ".join(f"word{n}" for n in range(500)))) == search.MOST_TERMS


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        ("policy policies", "policy"),
        ("manage manages managing managed", "manag"),
        ("de-escalate de-escalation de-escalating", "de-escalat"),
        ("service services", "service"),
        ("police polices", "police"),
        ("homeless homelessness", "homeless"),
        ("patron patrons patron's", "patron"),
        ("bus", "bus"),
        ("crisis", "crisis"),
        ("need needs", "need"),
    ],
)
def test_forms_of_a_word_share_a_stem(words: str, stem: str) -> None:
    assert {search.stem(word) for word in words.split()} == {stem}


@pytest.mark.parametrize(
    ("stem", "text", "is_found"),
    [
        ("policy", "our policies", True),
        ("policy", "the police", False),
        ("art", "the start", False),
        ("art", "(art)", True),
        ("de-escalat", "deescalation", True),
        ("de-escalat", "de escalate", True),
        ("o'brien", "o\N{RIGHT SINGLE QUOTATION MARK}brien", True),
        ("2.0", "2x0", False),
    ],
)
def test_a_pattern_finds_the_spellings_of_one_word(stem: str, text: str, is_found: bool) -> None:
    assert bool(re.search(search.pattern(stem), text)) is is_found


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("homlessness", ("homelessness", "homeless", True, True)),
        ("confilct", ("conflicts", "conflict", True, True)),
        ("dimentia", ("dementia", "dementia", True, True)),
        ("libary", ("library", "library", True, True)),
        ("ibrary", ("library", "library", True, True)),
        ("deescalate", ("deescalate", "de-escalat", False, True)),
        ("de-escalate", ("de-escalate", "de-escalat", False, True)),
        ("policy", ("policy", "policy", False, True)),
        ("home", ("home", "home", False, True)),
        ("zebra", ("zebra", "zebra", False, False)),
        ("xq", ("xq", "xq", False, False)),
    ],
)
def test_mistyped_words_are_understood(typed: str, understood: tuple[str, str, bool, bool]) -> None:
    assert _understood(typed) == [understood]


def test_each_word_of_a_query_is_understood_on_its_own() -> None:
    assert [word for word, *_ in _understood("homlessness zebra policy")] == [
        "homelessness",
        "zebra",
        "policy",
    ]


def test_nothing_is_alike_in_an_empty_catalog() -> None:
    assert [term.is_known for term in search.correct(search.terms("angry"), frozenset())] == [False]


def test_a_short_text_is_shown_whole_with_its_words_marked() -> None:
    assert search.passage("Calm\n  policies for   Patrons.", ["policy", "patron"]) == [
        ("Calm ", False),
        ("policies", True),
        (" for ", False),
        ("Patrons", True),
        (".", False),
    ]


def test_the_passage_is_where_most_of_the_words_stand() -> None:
    text = "An angry start. " + "Filler here. " * 40 + "An angry patron and a policy. " + "More of it. " * 40
    shown = search.passage(text, ["angry", "policy"], width=80)
    assert [part for part, is_match in shown if is_match] == ["angry", "policy"]
    assert shown[0] == ("… ", False)
    assert shown[-1] == (" …", False)


def test_without_a_match_the_beginning_is_shown() -> None:
    assert search.passage("one two three four", ["zebra"], width=9) == [("one two", False), (" …", False)]
    assert search.passage("", ["zebra"]) == []
    assert search.passage("plain", []) == [("plain", False)]


WORDS = ("angry", "policies", "policy", "x" * 50, "na\u00efve", "\u0130", "(a)", "end.")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
STEMS = st.lists(st.sampled_from(["angr", "policy", "a", "zebra", "x"]), max_size=3)


@given(TEXTS, STEMS, st.integers(min_value=20, max_value=120))
def test_a_passage_is_a_stretch_of_the_text_with_real_matches(
    text: str, stems: list[str], width: int
) -> None:
    shown = search.passage(text, stems, width)
    joined = "".join(part for part, _ in shown)
    bare = joined.removeprefix("… ").removesuffix(" …")
    assert bare in text
    assert len(bare) <= width
    for part, is_match in shown:
        assert is_match is False or any(re.match(search._letters(stem), part.lower()) for stem in stems)
    if any(re.search(search.pattern(stem), text.lower()) for stem in stems) and len(text) == len(
        text.lower()
    ):
        assert any(is_match for _, is_match in shown) or width < 60
