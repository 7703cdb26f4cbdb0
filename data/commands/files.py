"""Files on the command line: check one, add one. The same functions as the pages use.

What is loaded here is little, and the rest only while the file is being read in its own process.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from data.catalog.records import Entry, Problem, Reading
from data.commands.said import BY, Answer, count, declined, plain
from data.uploads import early
from data.uploads.child import take_in_child
from data.uploads.refused import refused

if TYPE_CHECKING:
    from data.store import Added, Store
    from data.uploads.recognized import Settings
    from data.uploads.records import Answers, Checked
    from data.uploads.take import Taken

MEGABYTE: Final = 1024 * 1024
MOST_MEGABYTES: Final = 1024
SHOWN: Final = 20
"""Problems in the readable text; the JSON has all of them."""


class BadAnswersError(ValueError):
    """The file of answers cannot be read; its text says what to write."""


def check(asked: argparse.Namespace) -> Answer:
    """Say what a file holds, and store nothing."""
    try:
        _, taken = _read(asked, _answers(asked.answers))
    except BadAnswersError as bad:
        return declined("bad_answers", str(bad))
    return Answer(_json(asked, taken), _text(taken), all(one.kind != "reject" for one in taken))


def add(asked: argparse.Namespace) -> Answer:
    """Check a file and store it: whole, or not at all."""
    try:
        answers = _answers(asked.answers)
    except BadAnswersError as bad:
        return declined("bad_answers", str(bad))
    is_alone = early.is_waiting()
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(_read, asked, answers)
        if is_alone:
            early.load_arrow()
        from data.store import Store, StoreUnavailable  # while the file is read

        contents, taken = coming.result()
    if any(one.kind == "reject" and not _may_be_known(one) for one in taken):
        return Answer({**_json(asked, taken), "upload_id": None}, _text(taken), is_fine=False)
    try:
        with Store.open() as store:
            return _added(asked, store, contents, taken, answers)
    except StoreUnavailable as unavailable:
        why = declined(unavailable.reason_code, unavailable.sentence)
        return Answer({**_json(asked, taken), "upload_id": None, **why.json}, why.text, is_fine=False)


def _may_be_known(one: Taken) -> bool:
    """Whether a file that nobody recognizes may have been mapped by hand before."""
    return not isinstance(one, Reading) and one.file_reason == "columns_unknown"


def _added(
    asked: argparse.Namespace, store: Store, contents: list[bytes], taken: list[Taken], answers: Answers
) -> Answer:
    """Store what was read, read anew where the library's settings or earlier answers say otherwise."""
    from data.uploads.recognized import Settings

    setting = Settings(date_order="day" if store.preferences.date_order == "day" else "month")
    first = taken[0]
    if not answers and len(taken) == 1 and not isinstance(first, Reading):
        answers = store.remembered(first.source_key)
    if answers != _answers(asked.answers) or setting != Settings():
        contents, taken = _read(asked, answers, setting)
    told, text = _json(asked, taken), _text(taken)
    if any(one.kind == "reject" for one in taken):
        return Answer({**told, "upload_id": None}, text, is_fine=False)
    added = _stored(store, taken, contents, answers, asked.file.name)
    text = "\n".join([text, *(_added_text(one) for one in added)])
    if len(added) == 1:
        return Answer({**told, **_added_json(added[0])}, text)
    return Answer({**told, "added": [_added_json(one) for one in added]}, text)


def _stored(
    store: Store, taken: Sequence[Taken], contents: Sequence[bytes], answers: Answers, name: str
) -> list[Added]:
    """Store uploads in one transaction, and catalog pages one by one."""
    both = list(zip(taken, contents, strict=True))
    uploads = [(one, content) for one, content in both if not isinstance(one, Reading)]
    added: list[Added] = []
    if uploads:
        added = store.add_uploads(
            [one for one, _ in uploads], [content for _, content in uploads], answers=answers, by=BY
        )
    return added + [
        store.add_catalog(one, file_name=name, content=content, by=BY)
        for one, content in both
        if isinstance(one, Reading)
    ]


def _added_json(added: Added) -> dict[str, Any]:
    return {name: plain(value) for name, value in asdict(added).items() if name not in ("entries", "kind")}


def _added_text(added: Added) -> str:
    if added.already:
        return f"Nothing added: the same content is upload {added.upload_id}, {added.file_name}."
    if added.kind == "catalog":
        counts = f"{count(added.new_courses, 'new course')}, {added.known_courses} known already"
    else:
        counts = count(added.records, "record")
    return f"Added as upload {added.upload_id}: {counts}."


def _answers(path: Path | None) -> Answers:
    if path is None:
        return {}
    try:
        answers = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        answers = None
    if not isinstance(answers, dict):
        raise BadAnswersError(
            'The file of answers cannot be read. Write one JSON object such as {"date_order": "day"}.'
        )
    return answers


def _read(
    asked: argparse.Namespace, answers: Answers, setting: Settings | None = None
) -> tuple[list[bytes], list[Taken]]:
    """Read the file in a child process: the bytes of each file in it, and what each is."""
    path: Path = asked.file
    try:
        size = path.stat().st_size // MEGABYTE
        if size > MOST_MEGABYTES:
            return [b""], [refused("too_large", path.name, f"{MOST_MEGABYTES} MB")]
        content = path.read_bytes()
    except OSError:
        return [b""], [refused("no_such_file", path.name)]
    taken = take_in_child(
        content,
        path.name,
        kind=asked.kind,
        answers=answers,
        today=asked.today,
        setting=setting,
        most_bytes=MOST_MEGABYTES * MEGABYTE,
    )
    if len(taken) == 1:
        return [content], taken
    from data.uploads.archive import members

    return [inner for _, inner in members(content) or ()], taken


def _json(asked: argparse.Namespace, taken: Sequence[Taken]) -> dict[str, Any]:
    """Give what ``--json`` prints; nothing without it, because a list of all problems takes its time."""
    if not asked.json:
        return {}
    from data.catalog.answer import to_json as catalog_json
    from data.uploads.answer import to_json

    told = [catalog_json(one) if isinstance(one, Reading) else to_json(one) for one in taken]
    if len(told) == 1:
        return told[0]
    named = [
        {"file_name": "" if isinstance(one, Reading) else one.file_name, **each}
        for one, each in zip(taken, told, strict=True)
    ]
    return {"kind": "archive", "message": f"{count(len(told), 'file')} in the archive.", "files": named}


def _text(taken: Sequence[Taken]) -> str:
    return "\n".join(_catalog_text(one) if isinstance(one, Reading) else _upload_text(one) for one in taken)


def _upload_text(checked: Checked) -> str:
    lines = [f"{checked.file_name}: {checked.message}" if checked.file_name else checked.message]
    lines += [f"  {said}" for said in (checked.reason, *checked.notes) if said]
    for question in checked.questions:
        lines.append(
            f"  Asked: {question.ask} (id {question.id}; used without an answer: {question.default})"
        )
    lines += [f"  {message}" for message in checked.rejected.column("message").to_pylist()[:SHOWN]]
    if checked.rejected.num_rows > SHOWN:
        lines.append(f"  and {checked.rejected.num_rows - SHOWN:,} more: use --json to see all")
    return "\n".join(lines)


def _catalog_text(reading: Reading) -> str:
    lines = [reading.message]
    lines += [_entry_text(entry) for entry in reading.entries]
    problems = [*reading.problems, *(found for entry in reading.entries for found in entry.problems)]
    lines += [_problem_text(found) for found in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(f"  and {len(problems) - SHOWN} more: use --json to see all")
    return "\n".join(lines)


def _entry_text(entry: Entry) -> str:
    when = entry.dated_on or entry.year or "no date"
    length = f"{entry.minutes} minutes" if entry.minutes else "no length"
    return f"  {entry.label} ({entry.format}, {when}, {length})"


def _problem_text(found: Problem) -> str:
    return f"  Line {found.source_row}: {found.message}" if found.source_row else f"  {found.message}"
