"""What people made and keep: recipes of packs, covers, the numbers of earlier packs, plans and roll-outs."""

from __future__ import annotations

from data.store.schema.shape import Column, Table

TABLES: tuple[Table, ...] = (
    Table(
        "saved",
        "one thing somebody saved",
        (
            Column("saved_id", "VARCHAR", "Short random id."),
            Column("kind", "VARCHAR", "What it is, such as recipe, cover, numbers, plan or credit rule."),
            Column("name", "VARCHAR", "What it is called; of one kind and name the newest is in force."),
            Column("value", "VARCHAR", "What was saved, as JSON."),
            Column("made_by", "VARCHAR", "Who."),
            Column("made_at", "TIMESTAMP", "When, in UTC."),
            Column("undone_at", "TIMESTAMP", "When it was forgotten or replaced, in UTC.", nullable=True),
        ),
    ),
)
