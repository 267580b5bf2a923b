"""Books as folders and files that every system and KOReader can hold (cloud-sync.md, "What else the folders give")."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bookorbit_desktop.domain.library.download_names import (
    NAME_LIMIT,
    UNKNOWN_AUTHOR,
    safe_name,
    served_name,
)
from bookorbit_desktop.domain.library.metadata import FileFormat

_ROOM: Final = len(" (1234567890)")


@dataclass(frozen=True, slots=True)
class BookFile:
    """A file of a book that the catalogue offers."""

    id: int
    title: str
    authors: tuple[str, ...]
    format: FileFormat
    size: int
    """Bytes."""
    mtime_ns: int
    """When it was changed, in nanoseconds since 1970."""


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A book file under its name in a folder."""

    id: int
    name: str
    format: FileFormat
    size: int
    """Bytes."""
    mtime_ns: int
    """When it was changed, in nanoseconds since 1970."""


@dataclass(frozen=True, slots=True)
class AuthorFolder:
    """A folder with the books of an author."""

    name: str
    value_id: int | None
    """None for the books without an author."""


def author_folders(authors: Iterable[tuple[int, str]], *, with_unknown: bool) -> list[AuthorFolder]:
    """A folder for each author, by id and name; names that some file system takes for one are told apart."""
    unknown: list[tuple[int | None, str]] = [(None, UNKNOWN_AUTHOR)] if with_unknown else []
    named = [
        *unknown,
        *((number, safe_name(name, NAME_LIMIT - _ROOM) or UNKNOWN_AUTHOR) for number, name in authors),
    ]
    taken = _Names()
    return [AuthorFolder(taken.give(name, "", number or 0), number) for number, name in named]


def shared_files(files: Sequence[BookFile]) -> list[SharedFile]:
    """The files under names of their own."""
    taken = _Names()
    shared = []
    for file in files:
        whole = served_name(file.title, file.authors, file.format)
        stem, dot, ending = whole.rpartition(".")
        name = taken.give(stem, f"{dot}{ending}", file.id)
        shared.append(SharedFile(file.id, name, file.format, file.size, file.mtime_ns))
    return shared


class _Names:
    """The names of a folder; the second one that is equal without regard to case gets its number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, stem: str, ending: str, number: int) -> str:
        name = f"{stem}{ending}"
        if name.casefold() in self._taken:
            room = NAME_LIMIT - _ROOM - len(ending)
            name = f"{safe_name(stem, room)} ({number}){ending}"
        self._taken.add(name.casefold())
        return name
