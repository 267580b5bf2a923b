"""The catalogue for devices: its pages, search and downloads, and the same as folders and files."""

import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.ids import BookId, CollectionId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.book_folders import (
    AuthorFolder,
    SharedFile,
    author_folders,
    shared_files,
)
from bookorbit_desktop.domain.koreader.feeds import (
    FeedBook,
    FeedOrder,
    FeedPage,
    FeedQuery,
    Grouping,
    Initial,
    OfferedFile,
)
from bookorbit_desktop.domain.library.collection import Collection, CollectionKind
from bookorbit_desktop.domain.library.download_names import download_names, is_served_name, xteink_names
from bookorbit_desktop.domain.library.scan import FileStamp
from bookorbit_desktop.domain.overview.events import BooksChanged, ReadingEdited
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.files import filename_md5, open_regular, partial_md5
from bookorbit_desktop.formats.identity import full_md5_within
from bookorbit_desktop.formats.reader import read_screen_cover
from bookorbit_desktop.formats.workers import ExtractionPool, PoolClosed, ReaderUnavailable
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.library.collections import CollectionService
from bookorbit_desktop.services.library.covers import CoverSource, CoverStore, cover_beside, cover_stamp
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.digests import DigestOrigin, DigestRepository
from bookorbit_desktop.storage.library.feed_books import FeedBooks
from bookorbit_desktop.storage.library.shared_books import SharedBookRepository

logger = logging.getLogger(__name__)

LOOK_FOR: Final = 4.0
"""Seconds for reading every byte. A device waits a little longer; a large book on a slow share takes more."""
_KEPT: Final = 1024


class ScannedFiles:
    """Tells whether a file still has its scanned content. Blocks; used by several threads.

    Size, time and inode do not prove that: a file changed in place can keep all three, and some file systems
    assign new inodes at each mount.
    """

    def __init__(self, seconds: float = LOOK_FOR) -> None:
        """`seconds` is the time limit for reading every byte of a file."""
        self._seconds = seconds
        self._lock = threading.Lock()
        self._same: OrderedDict[tuple[object, ...], None] = OrderedDict()

    def is_same(self, file: OfferedFile, opened: BinaryIO) -> bool:
        """Whether `opened` has the content of `file`, by KOReader's digest or, in doubt, by every byte.

        Raises OSError.
        """
        status = os.fstat(opened.fileno())
        if status.st_size != file.size or partial_md5(opened) != file.partial_md5:
            return False
        stamp = FileStamp.of(status)
        if not file.full_md5 or stamp.is_same_file(file.stamp):
            return True
        known = (file.id, file.full_md5, stamp, status.st_ctime_ns)
        if known in self._same:
            return True
        if full_md5_within(opened, self._seconds) not in (None, file.full_md5):
            return False
        with self._lock:
            self._same[known] = None
            if len(self._same) > _KEPT:
                self._same.popitem(last=False)
        return True


def open_download(path: bytes, stamp: FileStamp | None) -> BinaryIO | None:
    """The regular file at `path`, opened; None if it is gone, or does not match `stamp`."""
    try:
        file = open_regular(path)
    except (Unreadable, OSError):
        return None
    if stamp not in (None, FileStamp.of(os.fstat(file.fileno()))):
        file.close()
        return None
    return file


KEPT = 16
"""Pictures cached in memory: a reader requests the headers of one, then the picture."""


class ScreenCovers:
    """Reads covers from book files in a separate process, one at a time. Blocks."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._kept: OrderedDict[tuple[bytes, str], bytes | None] = OrderedDict()

    def picture(self, files: Iterable[tuple[bytes, str]]) -> bytes | None:
        """The cover of the first of these files that has one, as JPEG; None if none has.

        Each file comes with its path and a stamp that shows whether it is unchanged.
        """
        with self._turn:
            return next((found for file in files if (found := self._of(file))), None)

    def _of(self, file: tuple[bytes, str]) -> bytes | None:
        if file not in self._kept:
            self._kept[file] = _read(file[0])
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return self._kept[file]


def _read(path: bytes) -> bytes | None:
    try:
        with ExtractionPool(workers=1, read=read_screen_cover) as pool:
            return pool.extract(path).thumbnail
    except (PoolClosed, ReaderUnavailable):
        return None


LONGEST_SEARCH = 200
"""Characters of a search that are used; nobody types more on a device."""
MOST_INITIALS = 60
"""More initials, such as of Chinese names, would be no shorter than the list itself."""
LONG_LIST = 200
"""Longer lists of names are opened letter by letter."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that can be downloaded: unchanged since it was scanned."""

    path: Path
    name: str
    file: OfferedFile
    stamp: FileStamp
    """The file that was checked; the path may contain another one by now."""


class OpdsCatalogue:
    """Answers the requests of devices. Every method blocks."""

    def __init__(
        self,
        database: Database,
        books: FeedBooks,
        collections: CollectionService,
        digests: DigestRepository,
        covers: CoverStore,
        progress: ProgressService,
        preferences: Preferences,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self.books = books
        self._collections = collections
        self._digests = digests
        self._covers = covers
        self._screen_covers = ScreenCovers()
        self._scanned = ScannedFiles()
        self._progress = progress
        self._preferences = preferences
        self._clock = clock
        self._events = events

    @property
    def is_offered(self) -> bool:
        """Whether the catalogue is turned on."""
        return self._preferences.current.offer_catalogue

    def search(self, text: str, after: str = "") -> FeedPage:
        """The books that match a text, best first; empty for a text without words.

        Raises NotFound for an invalid cursor.
        """
        return self.books.search(text[:LONGEST_SEARCH], after)

    def book(self, book_id: BookId) -> FeedBook:
        """An available book. Raises NotFound."""
        found = self.books.books([book_id])
        if not found:
            raise NotFound(
                Message(
                    "This book is not in the catalogue: it was removed, or its file is missing or broken."
                )
            )
        return found[0]

    def initials(self, grouping: Grouping) -> list[Initial]:
        """The initials of a list that is too long to page through; empty for a short list."""
        initials = self.books.initials(grouping)
        is_long = sum(initial.values for initial in initials) > LONG_LIST
        return initials if is_long and 1 < len(initials) <= MOST_INITIALS else []

    def value_name(self, grouping: Grouping, value_id: int) -> str:
        """The display name of a value. Raises NotFound."""
        name = self.books.value(grouping, value_id)
        if name is None:
            raise NotFound(Message("This list isn't in the catalogue."))
        return name

    def collection(self, collection_id: int, namespace: CollectionKind) -> Collection:
        """A shelf or saved filter, or a tag. Raises NotFound."""
        found = self._collections.get(CollectionId(collection_id))
        if found is None or found.kind.namespace is not namespace:
            raise NotFound(Message("This list isn't in the catalogue."))
        return found

    def collected(self, collection: Collection, order: FeedOrder) -> FeedQuery:
        """The query for the books of a shelf, saved filter or tag."""
        if collection.kind.is_by_hand:
            return FeedQuery(order, collection_id=collection.id)
        return FeedQuery(order, book_ids=tuple(self._collections.books(collection)))

    def has_cover(self, book_id: BookId) -> bool:
        """Whether a book has a picture of its cover."""
        return self._covers.path(book_id) is not None

    def cover(self, book_id: BookId) -> Path:
        """The cover of a book as a JPEG file. Raises NotFound."""
        path = self._covers.path(book_id) if self.books.offered_among([book_id]) else None
        if path is None:
            raise NotFound(Message("This book has no cover picture."))
        return path

    def screen_cover(self, book_id: BookId) -> bytes:
        """Return the cover for a device's screen, a JPEG; the small one if there is no larger one.

        Raises NotFound.
        """
        small = self.cover(book_id)
        chosen = self._covers.large(book_id)
        if chosen is not None:
            return chosen.read_bytes()
        files = [file for file in self.book(book_id).files if self._is_unchanged(file)]
        pictures = [(file.path, str(file.size)) for file in files]
        if self._covers.source(book_id) is CoverSource.CALIBRE:
            beside = dict.fromkeys(cover_beside(file.path) for file in files)
            pictures = [*((path, cover_stamp(path)) for path in beside), *pictures]
        return self._screen_covers.picture(pictures) or small.read_bytes()

    def look_up(self, file_id: int) -> Download:
        """The file for a download. Raises NotFound if it can't be downloaded."""
        return self._look_at(file_id)

    def hand_out(self, file_id: int, asked_for: str, *, to_xteink: bool = False) -> Download:
        """A file about to be sent. The digests of its content and of its names are durably stored first.

        `asked_for` is the name in the address. `to_xteink` is about the firmware with names of its own. Raises
        NotFound if the file is not available.
        """
        download = self._look_at(file_id)
        contents = download.file.partial_md5
        names = self._names_of(download, to_xteink)
        asked = _digest_of(asked_for) if is_served_name(asked_for, download.file.format) else ""
        if self._database.write(lambda: self._register(download.file.book_id, contents, names, asked)):
            changed = frozenset({download.file.book_id})
            self._events.emit(ReadingEdited(changed))
            self._events.emit(BooksChanged(changed))
        return download

    def _look_at(self, file_id: int) -> Download:
        """Return a file if it is unchanged since the scan; otherwise the next scan reads it again.

        There may be a link or another file at its path. A reconnected drive may have new inodes.
        """
        file = self.books.file(file_id)
        if file is None:
            raise NotFound(
                Message("This file is not in the catalogue: it was removed, is missing or broken.")
            )
        try:
            with open_regular(file.path) as opened:
                stamp = FileStamp.of(os.fstat(opened.fileno()))
                is_same = self._scanned.is_same(file, opened)
        except (Unreadable, OSError) as error:
            logger.info("A file could not be served: %s", error)
            raise NotFound(
                Message("This book's file can't be read right now. Check that its disk is connected.")
            ) from error
        if not is_same:
            logger.info("A file was not served: it has changed since the scan")
            self._database.write(lambda: self.books.forget_stamp(file))
            raise NotFound(
                Message("This book's file has changed. Scan the library in BookOrbit, then try again.")
            )
        name = self.book(file.book_id).name_of(file)
        return Download(Path(os.fsdecode(file.path)), name, file, stamp)

    def _is_unchanged(self, file: OfferedFile) -> bool:
        try:
            with open_regular(file.path) as opened:
                return self._scanned.is_same(file, opened)
        except (Unreadable, OSError):
            return False

    def _names_of(self, download: Download, to_xteink: bool) -> set[str]:
        """Those that the reader may give it: a bare title is that of many a book, so only the Xteink's too."""
        metadata = self.book(download.file.book_id).metadata
        names = download_names(metadata.title, metadata.authors, download.file.format)
        if to_xteink:
            names |= xteink_names(metadata.title, metadata.authors)
        return set(map(_digest_of, names))

    def _register(self, book_id: BookId, contents: str, names: set[str], asked: str) -> bool:
        """Store digests; returns whether an earlier position is applied now. Runs inside a writer job.

        The name in the address may have been changed by anyone: it takes no digest from another book.
        """
        now = self._clock.now().timestamp()
        if asked and not self._digests.origins(asked).keys() - {book_id}:
            names = names | {asked}
        add = self._digests.add_served
        news = [name for name in sorted(names) if add(name, book_id, contents, now)]
        if self._digests.add(contents, book_id, DigestOrigin.PARTIAL, now):
            news.append(contents)
        return self._progress.adopt(book_id, news)


def _digest_of(name: str) -> str:
    return filename_md5(os.fsencode(name))


class SharedBooks:
    """Lists the folders anew for each request: what is in them changes with the library."""

    def __init__(
        self,
        repository: SharedBookRepository,
        catalogue: OpdsCatalogue,
        collections: Callable[[], CollectionService],
        preferences: Preferences,
    ) -> None:
        self._repository = repository
        self._catalogue = catalogue
        self._collections = collections
        self._preferences = preferences

    @property
    def is_offered(self) -> bool:
        """Whether the person shares the catalogue."""
        return self._catalogue.is_offered

    @property
    def newest(self) -> float:
        """When the newest book was added, in seconds since 1970; 0 without any."""
        return self._catalogue.books.newest().timestamp()

    def authors(self) -> list[AuthorFolder]:
        """A folder for each author, and one for the books without any."""
        has_unknown = bool(self._repository.files_of_author(None))
        return author_folders(self._repository.authors(), with_unknown=has_unknown)

    def of_author(self, name: str) -> list[SharedFile] | None:
        """Every file in an author's folder; None if there is no such folder."""
        folder = next((author for author in self.authors() if author.name == name), None)
        return None if folder is None else shared_files(self._repository.files_of_author(folder.value_id))

    def to_read(self) -> list[SharedFile]:
        """One file of each book on the chosen shelf; by default of those with the status Want to Read."""
        chosen = self._preferences.current.to_read_shelf
        if not chosen:
            return shared_files(self._repository.best_files_with_status(ReadingStatus.WANT_TO_READ))
        collection = self._collections().get(CollectionId(chosen))
        if collection is None:
            return []
        if collection.kind.is_by_hand:
            return shared_files(self._repository.best_files_in(collection.id))
        return shared_files(self._repository.best_files(self._collections().books(collection)))

    def look_up(self, file: SharedFile) -> Download:
        """A file as it is now. Raises NotFound if it is gone or has changed."""
        return self._catalogue.look_up(file.id)

    def hand_out(self, file: SharedFile) -> Download:
        """A file about to be sent, with its digests stored first. Raises NotFound."""
        return self._catalogue.hand_out(file.id, file.name)
