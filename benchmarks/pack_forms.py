"""Packs of any text through every form, packs with names in the data, and how long a pack takes.

``python -m benchmarks.pack_forms`` writes 2,000 packs of random letters (control characters, U+FFFE, emoji,
right-to-left, 10,000 of them), opens each again in every form, and counts failures; makes 2,000 packs from
libraries with random names, under random filters, and looks for the names in every byte; then times a pack
of five slides and one of 40 findings whose figures are known. Aims: 0 failures, 0 names, under 5 s for five
slides.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pikepdf
from openpyxl import load_workbook
from pptx import Presentation

from data import practice
from data.store import Store
from report import registry
from report.pack.make import WRITERS, make, written
from report.pack.outline import Item, Outline
from report.pack.ready import BOARD
from report.pack.recipe import Cover, Recipe, Wanted
from tests.report.made_up import RATES, answer, rates
from tests.report.pack.canaries import BRANCHES, everything, fill, seen
from tests.report.pack.matterhorn import faults

TODAY = date(2026, 11, 24)
STRANGE = (
    "\x00\x0b\x1f", "\ufffe\uffff\ufdd0", "\u202eabc\u202c", "\u05e9\u05dc\u05d5\u05dd", "\u0645\u0643",
    "\U0001f600\U0001f469\u200d\U0001f467",
    "=1+1", "<a:t>&amp;", "$x$ #eval(1) \\", "\u2028", "]]>", "'\"`", "\t\n\r",
)  # fmt: skip


def strange(random: Random) -> str:
    """A text that no name would be."""
    size = random.choice([0, 1, 5, 40, 60, 200, 10_000 if random.random() < 0.1 else 80])
    letters = [
        random.choice(STRANGE)
        if random.random() < 0.2
        else chr(random.choice([97, 0x20, random.randrange(0xD7FF)]))
        for _ in range(size)
    ]
    return "".join(letters)


def opens(outline: Outline) -> list[str]:
    """Write and open every form; give the forms that failed."""
    failed = []
    for form in WRITERS:
        try:
            content = io.BytesIO(written(outline, form))
            if form == "pptx":
                assert len(Presentation(content).slides) >= 3
            elif form == "pdf":
                with pikepdf.open(content) as pdf:
                    assert len(pdf.pages) >= 3
                    assert not faults(pdf)
            elif form == "xlsx":
                load_workbook(content)
            else:
                assert b"<script" not in content.getvalue()
        except Exception as error:
            failed.append(f"{form}: {type(error).__name__} {str(error)[:80]!r}")
    return failed


def forms(count: int, seed: int) -> int:
    """Write packs of random text; give how many failed in some form."""
    random, wrong = Random(seed), 0
    for _ in range(count):
        names = [strange(random) or "a" for _ in range(3)]
        told = answer(rates(names).frames.rows, RATES, sentence=strange(random), title=strange(random))
        outline = Outline(
            strange(random), strange(random), TODAY, [Item(told, strange(random), strange(random))],
            period=strange(random), changes=(strange(random),),
        )  # fmt: skip
        failed = opens(outline)
        wrong += bool(failed)
        if failed:
            print("  ", failed)
    return wrong


def recipe(random: Random) -> Recipe:
    """A pack of a few findings under random filters."""
    ids = random.sample(sorted(registry.FINDINGS), 3)
    wanted = []
    for finding in ids:
        chosen: dict[str, object] = {}
        if registry.is_about_people(finding):
            chosen = random.choice(
                [{}, {"fiscal_years": [2026]}, {"branches": [random.choice(BRANCHES)]}, {"topics": ["none"]}]
            )
        wanted.append(Wanted(finding, chosen))
    return Recipe("random", "Report", tuple(wanted))


def canaries(count: int, seed: int, a_library: int = 100) -> tuple[int, int]:
    """Make packs from libraries with names in them; give how many packs were made, and names found."""
    random, made, found = Random(seed), 0, 0
    while made < count:
        with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "frontdesk.duckdb") as store:
            names = fill(store, random, 200)
            for _ in range(min(a_library, count - made)):
                chosen = replace(recipe(random))
                chosen = replace(
                    chosen, wanted=tuple(each for each in chosen.wanted if _may_be_shown(each.finding))
                )
                outline = make(store, chosen, Cover("Cedar"), today=TODAY).outline
                found += len(seen(names, everything(outline)))
                made += 1
    return made, found


def _may_be_shown(finding: str) -> bool:
    return "board" in getattr(registry.FINDINGS[finding], "roles", ("board",))


def seconds() -> tuple[float, float, int]:
    """Time a pack of five slides, and one of 40 findings, from known figures to all four forms."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "frontdesk.duckdb") as store:
        practice.load(store, by="benchmark")
        five = make(store, BOARD, Cover("Cedar"), today=TODAY).outline
        many = replace(five, items=list(five.items) * 8)
        took = []
        for outline in (five, many):
            start = time.perf_counter()
            for form in WRITERS:
                written(outline, form)
            took.append(time.perf_counter() - start)
        return took[0], took[1], len(many.items)


def main() -> int:
    """Run all and print what came of it; 1 when an aim is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--packs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=6)
    asked = parser.parse_args()
    five, many, findings = seconds()
    print(f"five slides in all four forms: {five:.2f} s; {findings} findings: {many:.2f} s")
    wrong = forms(asked.packs, asked.seed)
    print(f"packs of any text: {asked.packs:,}, failed {wrong}")
    made, found = canaries(asked.packs, asked.seed)
    print(f"packs with names in the data: {made:,}, names found {found}")
    return int(bool(wrong or found or five > 5))


if __name__ == "__main__":
    sys.exit(main())
