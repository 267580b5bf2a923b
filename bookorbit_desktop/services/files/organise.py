"""Organising files into folders by a template: copied or moved, with a preview and an undo."""

import errno
import os
import stat
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.files.organise import Planner, TargetNaming, parse_template, sidecar_of
from bookorbit_desktop.domain.files.runs import FileOutcome, FileRun, FileWork, NewStep
from bookorbit_desktop.domain.library.book import Book, BookFile
from bookorbit_desktop.domain.library.scan import is_under
from bookorbit_desktop.services.files.runs import FileRuns, lies_in_calibre_library
from bookorbit_desktop.services.library.library import LibraryService
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.library.books import BookRepository

SWITCHED_OFF: Final = Message(
    "Organising files is off. Turn it on in Settings ▸ Library, or with “organise --on”."
)
MISSING: Final = Message("The file is missing. Scan its folder again.")
UNREAD: Final = Message("It couldn't be read, so its title is only a guess.")
NO_FOLDER: Final = Message("It was added as a single file. Choose a library folder to organise it into.")
A_LINK: Final = Message("This is a link to a file elsewhere.")
CALIBRE: Final = Message("It's in a Calibre library. Only Calibre moves or changes files there.")
INTO_CALIBRE: Final = Message(
    "This folder is a Calibre library, where only Calibre adds files. Choose another one."
)
TOO_LONG: Final = Message("The path would be too long. Shorten the template.")
_PATH_LIMITS: Final = {"win32": 259, "darwin": 1023}
_PATH_LIMIT: Final = 4095
"""Bytes of a path on Linux."""
_WORKS: Final = (FileWork.MOVE, FileWork.COPY)


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """What would happen to a file."""

    file_id: int
    book_id: BookId
    title: str
    source: bytes
    target: bytes
    """The new path; `source` if it is not moved."""
    problem: Message = NOTHING
    """Why it is not moved; empty if it is, or is already in place."""
    sidecars: tuple[tuple[bytes, bytes], ...] = ()
    """KOReader's data that moves with it: from, to."""

    @property
    def goes(self) -> bool:
        """Whether anything happens to the file."""
        return self.source != self.target


@dataclass(frozen=True, slots=True)
class OrganisePlan:
    """A preview. Nothing has been changed yet."""

    work: FileWork
    files: tuple[PlannedFile, ...]

    @property
    def going(self) -> tuple[PlannedFile, ...]:
        """The files that would be moved or copied."""
        return tuple(file for file in self.files if file.goes)

    @property
    def problems(self) -> tuple[PlannedFile, ...]:
        """The files that stay, each with its reason."""
        return tuple(file for file in self.files if file.problem)


class OrganiseService:
    """Plans changes and carries them out while the person has this turned on. Every method blocks."""

    def __init__(
        self,
        runs: FileRuns,
        books: BookRepository,
        library: LibraryService,
        preferences: Preferences,
    ) -> None:
        self._runs = runs
        self._books = books
        self._library = library
        self._preferences = preferences

    def preview(
        self,
        work: FileWork,
        book_ids: Sequence[BookId] | None = None,
        *,
        template: str | None = None,
        into: bytes | None = None,
    ) -> OrganisePlan:
        """What would happen to the files of these books (None: of all). Reads the disk, changes nothing.

        Files go below their own library folder, or below `into`, which is one of them. Without a `template`,
        the one from the settings is used. Raises InvalidInput.
        """
        checked = parse_template(template or self._preferences.current.organise_template)
        folders = [folder for folder in self._library.folders() if os.path.isdir(folder)]  # noqa: PTH112
        if into is not None and into not in folders:
            raise InvalidInput(
                Message("Files can only be organised into a library folder. Add that folder first.")
            )
        if into is not None and lies_in_calibre_library(into + b"/x"):
            raise InvalidInput(INTO_CALIBRE)
        known = _names_by_folder(self._library.known_paths())
        planner = Planner(checked, lambda folder: _listing(folder) | known.get(folder, {}))
        plan_file = partial(self._plan_file, planner, work, [into] if into else folders, into is not None)
        files = ((book, file) for book in self._chosen(book_ids) for file in book.files)
        ordered = sorted(files, key=lambda pair: pair[1].path)
        return OrganisePlan(work, tuple(plan_file(book, file) for book, file in ordered))

    def carry_out(self, plan: OrganisePlan) -> FileOutcome:
        """Move or copy the files of a preview. Raises InvalidInput if turned off or other work is going on.

        A file that cannot be moved is left alone, with the reason, and the rest goes on.
        """
        steps = [
            (
                NewStep(file.file_id, file.book_id, file.source, file.target),
                [NewStep(None, file.book_id, here, there) for here, there in file.sidecars],
            )
            for file in plan.going
        ]
        return self._runs.carry_out(plan.work, steps, self._check_is_on)

    def last(self) -> FileRun | None:
        """The newest run that can be undone."""
        return self._runs.stored.last(_WORKS)

    def _check_is_on(self) -> None:
        if not self._preferences.current.organise_files:
            raise InvalidInput(SWITCHED_OFF)

    def _chosen(self, book_ids: Sequence[BookId] | None) -> Sequence[Book]:
        if book_ids is None:
            return self._books.all()
        return [self._library.book(book_id) for book_id in dict.fromkeys(book_ids)]

    def _plan_file(
        self,
        planner: Planner,
        work: FileWork,
        roots: Sequence[bytes],
        anywhere: bool,
        book: Book,
        file: BookFile,
    ) -> PlannedFile:
        stays = partial(PlannedFile, file.id, book.id, book.metadata.title, file.path, file.path)
        root = (
            roots[0]
            if anywhere
            else max((r for r in roots if is_under(file.path, [r])), key=len, default=None)
        )
        reason = _why_not(file, root)
        if reason or root is None:
            return stays(reason)
        target = planner.place(TargetNaming(file.path, root, book.metadata, file.format))
        if len(target) > _PATH_LIMITS.get(sys.platform, _PATH_LIMIT):
            return stays(TOO_LONG)
        sidecars = () if work is FileWork.COPY or target == file.path else _sidecars(file.path, target)
        return PlannedFile(file.id, book.id, book.metadata.title, file.path, target, sidecars=tuple(sidecars))


def _why_not(file: BookFile, root: bytes | None) -> Message:
    """Why a file is not moved; empty if it may be."""
    try:
        status = os.lstat(file.path)
    except OSError:
        return MISSING
    if root is None:
        return NO_FOLDER
    if not stat.S_ISREG(status.st_mode):
        return A_LINK
    if lies_in_calibre_library(file.path):
        return CALIBRE
    return UNREAD if file.problem else NOTHING


def _listing(folder: bytes) -> dict[bytes, bool]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name: entry.is_dir(follow_symlinks=False) for entry in entries}
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            return {}
        raise InvalidInput(
            Message("Couldn't list the folder {0}. Check its permissions.", path_text(folder))
        ) from error


def _names_by_folder(paths: Sequence[bytes]) -> Mapping[bytes, dict[bytes, bool]]:
    """Missing files of the library keep their names."""
    names: dict[bytes, dict[bytes, bool]] = {}
    for path in paths:
        folder, _, name = path.rpartition(b"/")
        names.setdefault(folder, {})[name] = False
    return names


def _sidecars(path: bytes, target: bytes) -> list[tuple[bytes, bytes]]:
    """KOReader's data beside a file, with targets. Of a folder shared by formats, only the file's part."""
    here, there = sidecar_of(path), sidecar_of(target)
    if here == there or os.path.islink(here) or not os.path.isdir(here):  # noqa: PTH112, PTH114
        return []
    folder, _, name = path.rpartition(b"/")
    stem = name.rpartition(b".")[0]
    others = (other for other in _listing(folder) if other != name and not other.endswith(b".sdr"))
    if not any(other.rpartition(b".")[0] == stem for other in others):
        return [(here, there)]
    own = b"metadata." + name.rpartition(b".")[2].lower() + b"."
    return [
        (here + b"/" + part, there + b"/" + part) for part in sorted(_listing(here)) if part.startswith(own)
    ]
