"""Who a row is about: the columns that name people, and which of them tells two people apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.encoded import Encoded, Mask, first_known
from data.uploads.records import TEXT, Answers, ColumnUse, Option, Question
from data.uploads.tables import Body, Table
from data.vocab.upload_columns import field_of, header_key

IDS: Final = ("person_id", "email", "username")
"""Columns that tell two people of one name apart, the best first."""
NAMES: Final = ("name", "last_name", "first_name")
ANY_PERSON: Final = (*IDS, "internal_id", *NAMES)
EMAIL_FIRST: Final = ("email", "person_id", "username")
"""For systems whose ids are numbers of their own, or empty at most sites."""
NAMELESS: Final = "The names"
"""What a column of names is called that has no header, as in Moodle's activity report."""


@dataclass(frozen=True, slots=True)
class People:
    """One entry a row: ``person`` and ``name`` (null where missing), and who is known by name only.

    ``column`` is the header of the column that says who somebody is, ``name_column`` that of the names.
    """

    person: pa.Array
    name: pa.Array
    by_name_only: Mask
    column: str
    name_column: str


def read_people(body: Body, answers: Answers, order: Sequence[str] = IDS) -> People:
    """Read who each row is about: by the best column, and by the next one where its cell is empty."""
    table = body.table
    ids = [table.fields[name] for name in _ordered(table, answers, order)]
    name = _names(body)
    texts = [_text(body.cells(at)) for at in ids]
    person = first_known(texts) if texts else pa.nulls(body.height, TEXT)
    by_name = pc.and_(pc.is_null(person), pc.is_valid(name))
    person = first_known([person, name]) if ids else name
    if "internal_id" in table.fields and "internal_id" not in order:
        person = first_known([person, _text(body.cells(table.fields["internal_id"]))])
    column = table.names[ids[0]] if ids else table.name("name") or table.name("last_name")
    flags = np.asarray(by_name.to_numpy(zero_copy_only=False), dtype=bool)
    named = table.name("name") or table.name("last_name")
    return People(person, name, flags, column or table.name("internal_id"), named)


def _ordered(table: Table, answers: Answers, order: Sequence[str]) -> list[str]:
    """Give the id columns that the table has, the one chosen by the user first."""
    present = [name for name in order if name in table.fields]
    chosen = header_key(str(answers.get("person", "")))
    by_choice = [name for name in present if chosen and header_key(table.name(name)) == chosen]
    if chosen and not by_choice and chosen in {header_key(table.name(name) or NAMELESS) for name in NAMES}:
        return []
    return by_choice + [name for name in present if name not in by_choice]


def _names(body: Body) -> pa.Array:
    """Give the full names: one column, or first and last names put together."""
    table = body.table
    first, last, full = (table.fields.get(name) for name in ("first_name", "last_name", "name"))
    if full is not None and first is not None and last is None:
        full, last = None, full  # "Nom" beside "Prénom"
    elif full is not None and last is not None and first is None:
        full, first = None, full  # "Nombre" beside "Apellidos"
    if full is not None:
        return _text(body.cells(full))
    parts = [_text(body.cells(at)) for at in (first, last) if at is not None]
    if len(parts) < 2:
        return parts[0] if parts else pa.nulls(body.height, TEXT)
    both = pc.binary_join_element_wise(*(part.cast(pa.string()) for part in parts), " ")
    return first_known([both.dictionary_encode(), *parts])


def _text(cells: Encoded) -> pa.Array:
    """Give the texts, null where a cell says that there is nothing."""
    pairs = zip(cells.texts, cells.known, strict=True)
    return cells.text([text if known else None for text, known in pairs])


def read_text(body: Body, *fields: str) -> pa.Array | None:
    """Give the first of the fields that has a text in a row; None where the table has none of them."""
    found = [_text(cells) for name in fields if (cells := body.of(name)) is not None]
    return first_known(found) if found else None


def person_question(table: Table, answers: Answers, order: Sequence[str] = IDS) -> Question | None:
    """Ask which column says who somebody is, where two of them could."""
    present = [table.name(name) for name in order if name in table.fields]
    if len(present) < 2:
        return None
    names = [table.name("name") or NAMELESS] if table.has("name") else []
    options = [Option(name, name, _consequence(name)) for name in [*present, *names]]
    return Question("person", "Which column says who somebody is?", present[0], tuple(options))


def _consequence(header: str) -> str:
    meant = field_of(header)
    if meant and meant.name == "email":
        return "Somebody whose address changes counts as another person."
    if header == NAMELESS or (meant and meant.name in NAMES):
        return "Two people of one name count as one."
    return "Stays the same when a name or an address changes."


def person_use(people: People) -> ColumnUse:
    """Say how the person is read, for "what was understood"."""
    meant = field_of(people.column)
    what = (
        "an address"
        if meant and meant.name == "email"
        else "a name"
        if meant and meant.name in NAMES
        else "an id"
    )
    return ColumnUse("Person", people.column or "(none)", f"kept as a keyed hash, not as {what}")
