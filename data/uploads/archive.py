"""A ZIP of several exports: weighed, then unpacked in memory. Names inside are text, never paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.uploads.refused import RefusedError

if TYPE_CHECKING:
    import zipfile

MOST_MEMBERS: Final = 200
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# What folders are packed with besides their files.
_CLUTTER: Final = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_OFFICE: Final = ("[Content_Types].xml", "mimetype")


def members(content: bytes) -> list[tuple[str, bytes]] | None:
    """Give the files in a ZIP with their names as text, in their order; None for everything else.

    A workbook is no such ZIP. RefusedError where it is damaged, locked, empty, has another archive
    inside, or would unpack to more than ``MOST_UNPACKED``, ``MOST_RATIO`` or ``MOST_MEMBERS`` allow.
    """
    if not content.startswith(_ZIP):
        return None
    import io  # only here: most files are no archive, and need none of this
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            if any(member.filename in _OFFICE for member in listed):
                return None
            files = [member for member in listed if not member.is_dir() and not _is_clutter(member.filename)]
            _weigh(files)
            return [(member.filename, _unpacked(archive, member)) for member in files]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise RefusedError("damaged_file") from error


def _is_clutter(name: str) -> bool:
    lower = name.lower()
    return lower.startswith(_CLUTTER[0]) or lower.rsplit("/", 1)[-1] in _CLUTTER[1:]


def _weigh(files: list[zipfile.ZipInfo]) -> None:
    from data.uploads.workbook import MOST_RATIO, MOST_UNPACKED, SMALL

    if not files:
        raise RefusedError("empty_file")
    if any(member.flag_bits & 0x1 for member in files):
        raise RefusedError("password_protected")
    if len(files) > MOST_MEMBERS or sum(member.file_size for member in files) > MOST_UNPACKED:
        raise RefusedError("unsafe_archive")
    for member in files:
        if member.file_size > SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1):
            raise RefusedError("unsafe_archive")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Unpack one file, never further than the size it was weighed by."""
    with archive.open(member) as packed:
        data = packed.read(member.file_size + 1)
    if len(data) > member.file_size:
        raise RefusedError("unsafe_archive")
    if data.startswith(_ZIP) and b"[Content_Types].xml" not in data:
        raise RefusedError("wrong_type", "an archive inside an archive")
    return data
