"""The check of the vocabulary files finds what a careless edit leaves behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import vocabularies

TOPICS = "area,label,scope\nDesk,Greeting,Saying hello.\n"


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_our_own_vocabularies_have_no_fault() -> None:
    assert vocabularies.faults() == []


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"new": "a\n1\n"}, "new.csv: tools/vocabularies.py has no rule for this file"),
        ({"topics": TOPICS + "Desk,Parting\n"}, "topics.csv, row 3: 2 cells where the header has 3"),
        ({"topics": TOPICS + "Desk,Parting,\n"}, "topics.csv, row 3: scope is empty"),
        (
            {"topics": TOPICS + "Desk, Parting,x\n"},
            "topics.csv, row 3: label has a surplus space: ' Parting'",
        ),
        ({"topics": TOPICS + "Desk,greeting,x\n"}, "topics.csv, row 3: greeting stands in row 2 too"),
        (
            {"topics": TOPICS + "Desk,Cafe\u0301,x\n"},
            "topics.csv, row 3: label has letters put together from parts: 'Cafe\u0301'",
        ),
        (
            {"topics": TOPICS, "topic_phrases": "label,phrase,weight\nGreetings,hello,1\n"},
            "topic_phrases.csv, row 2: 'Greetings' is not in topics.csv",
        ),
        (
            {"hosts": "name,short_label,kind,aliases\nA,A,x,Ay|B\nB,B,x,\n"},
            "hosts.csv, row 2: the spelling 'B' belongs to row 3 already",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_is_named_with_its_file_and_row(tmp_path: Path, files: dict[str, str], fault: str) -> None:
    assert vocabularies.faults(written(tmp_path, **files)) == [fault]


def test_a_format_may_list_its_own_name_among_its_spellings(tmp_path: Path) -> None:
    text = "format,label,spellings\nwebinar,Webinar,webinar|web seminar\nunknown,Not stated,\n"
    assert vocabularies.faults(written(tmp_path, formats=text)) == []
