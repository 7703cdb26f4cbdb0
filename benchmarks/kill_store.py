"""Kill the store at random moments and see what is left: ``python -m benchmarks.kill_store --runs 200``.

A child process adds, undoes and corrects in a loop; with ``--uploads`` what the child does is in
``benchmarks.kill_uploads``. It writes down what it is about to do, and again what the store has
acknowledged. It is killed with SIGKILL (TerminateProcess on Windows); then the database is opened and
compared with what was acknowledged. The target: nothing acknowledged is lost, nothing is there by half,
every database opens. A kill is no power cut: what the system had taken it still writes.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import kill_uploads
from data.catalog.records import Entry, Reading, TopicMatch
from data.store import Store, StoreUnavailable

ROOT = Path(__file__).parents[1]
RUNS_PER_DATABASE = 10
MOST_SAID = 24
LONGEST_WAIT = 0.3
"""A child is killed so many seconds, at most, after so many lines of its own: on a slow machine as well."""

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """The uploads an earlier look at the database has seen, and those of them taken back."""

    there: frozenset[str] = frozenset()
    undone: frozenset[str] = frozenset()


@dataclass(slots=True)
class Tally:
    """What was seen over all kills."""

    runs: int = 0
    reopened: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    unannounced: list[str] = field(default_factory=list)
    whole_without_acknowledgment: int = 0
    logs_left: int = 0
    slowest_reopen: float = 0.0
    largest_database: int = 0

    @property
    def ok(self) -> bool:
        """Whether every database opened with all that was acknowledged, and nothing by half."""
        return self.reopened == self.runs and not (self.lost or self.half or self.unannounced)


def made_up_reading(choose: random.Random) -> Reading:
    """A page of a few courses, now and then of hundreds, some of them on other pages too."""
    size = choose.choice([1, 3, 10, 30, 300])
    entries = []
    for number in range(1, size + 1):
        key = f"course-{choose.randrange(3000)}"
        entries.append(
            Entry(
                course_id=key,
                entry_number=number,
                first_line=number * 10,
                last_line=number * 10 + 9,
                label=f"About {key}",
                label_from="derived",
                format="webinar",
                dated_on=date(2019, 5, 6),
                date_precision="day",
                year=2019,
                minutes=choose.choice([None, 30, 60]),
                hosts=("WebJunction",),
                developers=(),
                funders=(),
                designers=(),
                presenters=("Ann Example", "Bo Sample"),
                moderators=(),
                experts=(),
                lead_developers=(),
                objectives=("Plan.", "Act."),
                topics=(TopicMatch("Policy", 1, ("policies",)),),
                summary=f"What {key} is about.",
                description="Policies help. " * choose.randrange(5, 60),
                listed_id="",
                source_text=f"Format: Webinar, {key}",
            )
        )
    return Reading("catalog", "catalog page (text)", "", entries)


def work(path: Path, seed: int, *, uploads: bool) -> None:
    """Change the store until killed; each change is announced before and acknowledged after."""
    choose = random.Random(seed)
    say({"event": "awake"})
    if uploads:
        kill_uploads.work(path, choose, say)
    with Store.open(path) as store:
        known = store.uploads()
        live = known[known["undone_at"].isna()]["upload_id"].tolist()
        while True:
            what = choose.choices(["add", "undo", "correct"], [6, 3, 2])[0]
            if what == "add":
                content = choose.randbytes(16)
                say({"event": "will add"})
                added = store.add_catalog(
                    made_up_reading(choose), file_name=content.hex(), content=content, by="child"
                )
                live.append(added.upload_id)
                say({"event": "add", "id": added.upload_id})
            elif what == "undo" and live:
                upload_id = live.pop(choose.randrange(len(live)))
                say({"event": "will undo", "id": upload_id})
                store.undo(upload_id, by="child")
                say({"event": "undo", "id": upload_id})
            elif what == "correct" and live:
                course_id = choose.choice(store.frame("courses")["course_id"].tolist())
                say({"event": "will correct"})
                correction = store.correct(course_id, "label", f"Label {choose.random()}", by="child")
                say({"event": "correct", "id": correction})


def say(event: Event) -> None:
    """Write one line that a kill cannot take back."""
    print(json.dumps(event), flush=True)


def life(path: Path, seed: int, *, uploads: bool) -> list[Event]:
    """Let one child work for a random while and kill it; gives what it said."""
    choose = random.Random(seed)
    lines, wait = choose.randint(1, MOST_SAID), choose.uniform(0, LONGEST_WAIT)
    command = [sys.executable, "-m", "benchmarks.kill_store", "--child", str(path), "--seed", str(seed)]
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said.jsonl"
        with said.open("wb") as out:
            child = subprocess.Popen([*command, *["--uploads"] * uploads], cwd=ROOT, stdout=out)
        try:
            while said.read_bytes().count(b"\n") < lines:
                if child.poll() is not None:
                    raise RuntimeError("The child ended before it was killed.")
                time.sleep(0.01)
            time.sleep(wait)
        finally:
            child.kill()
            child.wait()
        # A line without its end was not said in full.
        return [json.loads(line) for line in said.read_bytes().split(b"\n")[:-1]]


def judge(path: Path, said: list[Event], known: Known, tally: Tally) -> Known:
    """Open what the kill left and compare it with what was said; gives what is there now."""
    tally.runs += 1
    tally.logs_left += path.with_name(path.name + ".wal").exists()
    kinds = ("add", "undo", "correct", "match")
    done = {name: {line["id"] for line in said if line["event"] == name} for name in kinds}
    tally.acknowledged += sum(map(len, done.values()))
    begun = time.perf_counter()
    try:
        store = Store.open(path)
    except StoreUnavailable as unavailable:
        tally.lost.append(f"{path.name}: {unavailable.sentence}")
        return known
    with store:
        tally.slowest_reopen = max(tally.slowest_reopen, time.perf_counter() - begun)
        tally.reopened += 1
        uploads = store.uploads().set_index("upload_id")
        corrections = set(store.frame("corrections")["correction_id"])
        there, undone = set(uploads.index), set(uploads[uploads["undone_at"].notna()].index)
        tally.lost += sorted((done["add"] | known.there) - there)
        tally.lost += [f"undo of {upload_id}" for upload_id in done["undo"] - undone]
        tally.lost += [f"correction {correction}" for correction in done["correct"] - corrections]
        tally.lost += [f"match {match}" for match in done["match"] - set(store.frame("matches")["match_id"])]
        tally.half += [finding.sentence for finding in store.verify().findings]
    # What was announced last may be there though nobody was told: that is allowed, anything else is not.
    last = said[-1] if said else {"event": ""}
    added = there - known.there - done["add"]
    taken_back = undone - known.undone - done["undo"]
    tally.unannounced += sorted(added) if len(added) > (last["event"] == "will add") else []
    tally.unannounced += sorted(taken_back - {last.get("id") if last["event"] == "will undo" else ""})
    tally.whole_without_acknowledgment += len(added) + len(taken_back)
    tally.largest_database = max(tally.largest_database, path.stat().st_size)
    return Known(frozenset(there), frozenset(undone))


def rounds(runs: int, seed: int, folder: Path, *, uploads: bool = False) -> Tally:
    """Kill ``runs`` children, a few on each database; the same seed gives the same work."""
    tally = Tally()
    known = Known()
    for run in range(runs):
        if run % RUNS_PER_DATABASE == 0:
            known = Known()
        path = folder / f"{run // RUNS_PER_DATABASE}.duckdb"
        known = judge(path, life(path, seed + run, uploads=uploads), known, tally)
    return tally


def main() -> int:
    """Run as the child, or kill children and print what was seen."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kill_store", description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--uploads", action="store_true", help="surveys and completions, restores too")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        work(asked.child, asked.seed, uploads=asked.uploads)
    with tempfile.TemporaryDirectory() as folder:
        tally = rounds(asked.runs, asked.seed, Path(folder), uploads=asked.uploads)
    for name, value in (
        ("kills", tally.runs),
        ("databases that opened again", tally.reopened),
        ("changes acknowledged", tally.acknowledged),
        ("acknowledged and lost", len(tally.lost)),
        ("findings of the full check", len(tally.half)),
        ("there without being announced", len(tally.unannounced)),
        ("there whole, killed before the answer", tally.whole_without_acknowledgment),
        ("kills that left a log", tally.logs_left),
        ("slowest reopening, seconds", f"{tally.slowest_reopen:.2f}"),
        ("largest database, MB", f"{tally.largest_database / 1e6:.1f}"),
    ):
        print(f"{name:40}{value:>10}")
    for line in tally.lost + tally.half + tally.unannounced:
        print(line)
    return 0 if tally.ok else 1


if __name__ == "__main__":
    sys.exit(main())
