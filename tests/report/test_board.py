"""The command ``board``: a recipe becomes a file, and what cannot be made is said."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation

from data.store import Store, ensure_built_in
from report.__main__ import main
from report.pack import make, ready
from report.pack.recipe import Cover
from tests.data.store.checked_files import add, completions


def test_a_recipe_becomes_a_file_and_the_numbers_are_kept(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pack.pptx"
    told = ["board", "--recipe", "Board in  five slides", "--format", "pptx", "--out", str(out), "--json"]
    assert main(told) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["findings"][0].startswith("catalog.")
    assert len(Presentation(io.BytesIO(out.read_bytes())).slides) >= 6
    with Store.open(database) as store:
        assert len(store.saved("numbers")) == 1


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (["--recipe", "none", "--out", "x.pptx"], "Write one of: board in five slides"),
        (["--recipe", "branch visit", "--out", "x.pptx"], "name it with --branch"),
        (["--recipe", "board in five slides", "--out", "no/such/folder/x.pptx"], "cannot be written"),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_reason(
    database: Path, capsys: pytest.CaptureFixture[str], told: list[str], says: str
) -> None:
    assert main(["board", "--format", "pptx", *told]) == 1
    assert says in capsys.readouterr().out


def test_a_pack_is_for_the_board_and_nobody_else(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["board", "--recipe", "x", "--format", "pptx", "--out", "x", "--role", "director"])


def test_a_visit_to_a_branch_that_nobody_has_named_is_refused_with_those_there_are(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open(database) as store:
        add(store, completions({"branch": "Elm"}), "a.csv")
    where = ["--format", "pptx", "--out", str(tmp_path / "x.pptx"), "--json"]
    assert main(["board", "--recipe", "branch visit", "--branch", "Oak", *where]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told == {"error": "There is no branch “Oak”. Write one of: Elm."}


def test_a_visit_of_which_only_the_catalog_is_left_is_no_pack(database: Path) -> None:
    with Store.open(database) as store:
        ensure_built_in(store)
        made = make.make(store, ready.VISIT, Cover(), today=date(2026, 11, 24), branch="Elm")
    assert not made.outline.items
    assert {each.why for each in made.absent} >= {
        "there is no data for it in FY2026 (July 2025 to June 2026)"
    }


def test_a_ready_pack_leaves_out_what_is_mostly_hidden_and_says_so(database: Path) -> None:
    counts = {"Elm": 30, "Ash": 40, "Bay": 2, "Oak": 2, "Fir": 2}
    rows = [
        {"person": f"{branch}{n}", "branch": branch, "course": "Calm", "enrolled_on": date(2026, 8, 3)}
        for branch, count in counts.items()
        for n in range(count)
    ]
    recipe = replace(ready.BOARD, wanted=ready.BOARD.wanted[:1])
    with Store.open(database) as store:
        add(store, completions(*rows), "a.csv")
        made = make.make(store, recipe, Cover(), today=date(2026, 11, 24))
        own = make.make(store, replace(recipe, name="ours"), Cover(), today=date(2026, 11, 24))
    assert [each.why for each in made.absent] == [make.MOSTLY_SMALL]
    assert len(own.outline.items) == 1
