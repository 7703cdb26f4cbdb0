"""Answers from one process to another: a line of JSON, then every table as an Arrow stream.

A table goes as the columns it is, in pieces, so that neither side holds it a second time. Arrow is
loaded where there is a table: a process that reads catalog pages does without.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import IO, TYPE_CHECKING, Any, Final, TypeAlias

from data.catalog import answer
from data.catalog.records import Reading

if TYPE_CHECKING:
    import pyarrow as pa

    from data.uploads.records import Checked, Question

Result: TypeAlias = "Reading | Checked"
Json = dict[str, Any]

_MOST_HEADER: Final = 1024 * 1024 * 1024
_ROWS_A_PIECE: Final = 100_000
_TABLES: Final = ("records", "comments", "not_answered", "rejected", "ignored", "flagged")


class FaultError(ValueError):
    """The other process met a fault of its own; the text says which and where."""


def send_fault(fault: str, to: IO[bytes]) -> None:
    """Write that there are no results because of a fault."""
    to.write(json.dumps({"fault": fault}).encode("ascii") + b"\n")
    to.flush()


def send(results: Sequence[Result], to: IO[bytes]) -> None:
    """Write results: ``receive`` at the other end makes them whole again."""
    header = [
        {"reading": answer.pack(result)} if isinstance(result, Reading) else {"checked": pack(result)}
        for result in results
    ]
    to.write(json.dumps(header, ensure_ascii=True).encode("ascii") + b"\n")
    to.flush()
    for result in results:
        if not isinstance(result, Reading):
            for name in _TABLES:
                _send_table(getattr(result, name), to)
    to.flush()


def receive(source: IO[bytes]) -> list[Result]:
    """Read what ``send`` wrote; ValueError, KeyError, TypeError or OSError where it is anything else.

    FaultError, a ValueError, where the other process wrote a fault.
    """
    header = json.loads(source.readline(_MOST_HEADER))
    if isinstance(header, dict) and "fault" in header:
        raise FaultError(header["fault"])
    if not isinstance(header, list):
        raise ValueError("no list of results")
    results: list[Result] = []
    for packed in header:
        if "reading" in packed:
            results.append(answer.unpack(packed["reading"]))
        else:
            tables = {name: _receive_table(source) for name in _TABLES}
            results.append(unpack(packed["checked"], tables))
    return results


def pack(checked: Checked) -> Json:
    """Give everything but the tables as JSON values."""
    packed: Json = {
        each.name: getattr(checked, each.name) for each in fields(checked) if each.name not in _TABLES
    }
    packed["columns"] = [asdict(use) for use in checked.columns]
    packed["questions"] = [asdict(question) for question in checked.questions]
    return packed


def unpack(packed: Json, tables: dict[str, pa.Table]) -> Checked:
    """Make a checked file of what ``pack`` gave, after a trip through JSON, and its tables."""
    from data.uploads.records import Checked, ColumnUse

    made = {
        **{name: _tuples(value) for name, value in packed.items()},
        **tables,
        "columns": tuple(ColumnUse(**use) for use in packed["columns"]),
        "questions": tuple(_question(question) for question in packed["questions"]),
    }
    return Checked(**made)


def _tuples(value: Any) -> Any:
    """Give back what JSON made lists of: nothing in a checked file changes once it is made."""
    return tuple(_tuples(each) for each in value) if isinstance(value, list | tuple) else value


def _question(packed: Json) -> Question:
    from data.uploads.records import Option, Question

    return Question(**{**packed, "options": tuple(Option(**option) for option in packed["options"])})


def _send_table(table: pa.Table, to: IO[bytes]) -> None:
    import pyarrow as pa

    with pa.ipc.new_stream(pa.PythonFile(to, "w"), table.schema) as stream:
        stream.write_table(table, max_chunksize=_ROWS_A_PIECE)


def _receive_table(source: IO[bytes]) -> pa.Table:
    import pyarrow as pa

    try:
        with pa.ipc.open_stream(pa.PythonFile(source, "r")) as stream:
            return stream.read_all()
    except pa.ArrowException as error:
        raise ValueError("no table") from error
