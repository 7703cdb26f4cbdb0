"""What the child of ``benchmarks.kill_store --uploads`` does until it is killed.

It adds completions, surveys and staff lists, takes them back, reads them again, decides matches, and
now and then backs up and restores what it has just backed up.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.store import Store, restore_backup
from data.uploads.records import ANSWERS, COMPLETIONS, STAFF, Checked

Say = Callable[[dict[str, Any]], None]


def made_up_file(choose: random.Random) -> Checked:
    """A file of one of the three kinds, of one to thousands of rows, that shares people with others."""
    rows = choose.choice([1, 10, 100, 3000])
    kind = choose.choice(["completions", "satisfaction", "staff"])
    schema = {"completions": COMPLETIONS, "satisfaction": ANSWERS, "staff": STAFF}[kind]
    make = {"completions": _attempt, "satisfaction": _rating, "staff": _place}[kind]
    records = pa.Table.from_pylist(
        [{"source_row": row, **make(choose)} for row in range(rows)], schema=schema
    )
    return Checked(kind, "made up", "", records=records, rows_accepted=rows)


def work(path: Path, choose: random.Random, say: Say) -> None:
    """Change the store until killed; each change is announced before and acknowledged after."""
    store = Store.open(path)
    uploads = store.uploads()
    live = uploads[uploads["undone_at"].isna()]["upload_id"].tolist()
    while True:
        what = choose.choices(["add", "undo", "reread", "match", "restore"], [6, 3, 1, 2, 1])[0]
        if what == "add":
            say({"event": "will add"})
            (added,) = store.add_uploads(
                [made_up_file(choose)], [choose.randbytes(16)], answers={}, by="child"
            )
            live.append(added.upload_id)
            say({"event": "add", "id": added.upload_id})
        elif what == "match":
            say({"event": "will match"})
            name, target = f"Branch {choose.randrange(9)}", f"Branch {choose.choice('ABC')}"
            say({"event": "match", "id": store.confirm_match("branch", name, target, "child")})
        elif what == "restore":
            say({"event": "will restore"})
            store.backup(path.with_suffix(".zip"), "child")
            store.close()
            restore_backup(path.with_suffix(".zip"), path)
            store = Store.open(path)
        elif live:
            upload_id = live[choose.randrange(len(live))]
            say({"event": f"will {what}", "id": upload_id})
            if what == "undo":
                live.remove(upload_id)
                store.undo(upload_id, by="child")
                say({"event": "undo", "id": upload_id})
            else:
                store.reread(upload_id, made_up_file(choose), {}, "child")


def _attempt(choose: random.Random) -> dict[str, Any]:
    enrolled = date(2024, 1, 1) + timedelta(days=choose.randrange(700))
    is_done = choose.random() < 0.7
    return {
        "person": f"person{choose.randrange(400)}",
        "branch": f"Branch {choose.randrange(9)}",
        "course": f"Course {choose.randrange(40)}",
        "level": "course",
        "status": "completed" if is_done else "in_progress",
        "completed": is_done,
        "enrolled_on": enrolled,
        "completed_on": enrolled + timedelta(days=choose.randrange(40)) if is_done else None,
        "hours": choose.choice([None, 0.5, 1 / 3]),
        "has_outcome": True,
        "is_prior_learning": False,
    }


def _rating(choose: random.Random) -> dict[str, Any]:
    return {
        "response_id": f"r{choose.randrange(10**6)}",
        "responded_on": date(2024, 1, 1) + timedelta(days=choose.randrange(700)),
        "branch": f"branch {choose.randrange(9)}",
        "item": choose.choice(["Overall", "Staff"]),
        "item_kind": "satisfaction",
        "value": float(choose.randrange(1, 6)),
        "scale_min": 1.0,
        "scale_max": 5.0,
        "raw": "as typed",
    }


def _place(choose: random.Random) -> dict[str, Any]:
    return {
        "person": f"person{choose.randrange(400)}",
        "branch": f"BRANCH {choose.randrange(9)}",
        "role": "clerk",
    }
