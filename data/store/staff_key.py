"""Staff as keyed hashes: the same person has the same key in every file, and nobody can guess back.

The key lies in a file of its own beside the database, never inside it or in a backup: a plain hash of a
short staff number is found by trying all numbers. The database only keeps a fingerprint of the key, so
that another one, or none, is noticed before people are counted twice.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.store.errors import StoreUnavailable

_BYTES: Final = 32
_LENGTH: Final = 12
"""Characters of a staff key: 60 bits, so that no two of a million people share one, and short enough
for DuckDB to keep in its fixed-size part of a text, which makes counting people twice as fast."""


@dataclass(frozen=True, slots=True)
class StaffKey:
    """The secret of one library."""

    secret: bytes

    @property
    def fingerprint(self) -> str:
        """What the database keeps to know the key by; says nothing about it."""
        return hmac.digest(self.secret, b"fingerprint", hashlib.sha256).hex()[:16]

    def of(self, people: Iterable[str]) -> list[str]:
        """Give each person's key, in their order."""
        digests = (hmac.digest(self.secret, b"person:" + _encoded(person), "sha256") for person in people)
        return [base64.b32encode(digest[:10]).decode("ascii")[:_LENGTH].lower() for digest in digests]


def _encoded(person: str) -> bytes:
    return normalized(person).encode("utf-8", "replace")


def normalized(person: str) -> str:
    """Write an id, an address or a name so that case, spaces and width make no other person of it."""
    return " ".join(unicodedata.normalize("NFKC", person).casefold().split())


def path_beside(database: Path) -> Path:
    """Name the key file of a database."""
    return database.with_name(database.name + ".key")


def load(path: Path, fingerprint: str | None) -> StaffKey:
    """Read the key, or make one where the database knows none yet (``fingerprint`` None).

    StoreUnavailable when the file is gone, is not a key, or is another key than the database knows.
    """
    try:
        key = StaffKey(bytes.fromhex(path.read_text(encoding="ascii").strip())) if path.exists() else None
    except (ValueError, OSError) as error:
        raise StoreUnavailable("key_lost") from error
    if fingerprint is None:
        return key if key and len(key.secret) == _BYTES else _made(path)
    if key is None or key.fingerprint != fingerprint:
        raise StoreUnavailable("key_lost")
    return key


def _made(path: Path) -> StaffKey:
    key = StaffKey(secrets.token_bytes(_BYTES))
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key.secret.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreUnavailable("not_writable") from error
    return key
