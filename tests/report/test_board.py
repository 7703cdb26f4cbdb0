"""The command ``board``: a recipe becomes a file, and what cannot be made is said."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pptx import Presentation

from data.store import Store
from report.__main__ import main


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
