"""Imports Calibre's tags as the person's own, on request."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import islice

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.ids import BookId, CollectionId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.collection import (
    CollectionChange,
    CollectionKind,
    Membership,
    clean_name,
    name_key,
)
from bookorbit_desktop.domain.overview.events import CollectionsChanged
from bookorbit_desktop.formats.calibre import CalibreBusy, CalibreUnusable, read_library
from bookorbit_desktop.services.library.calibre import CalibreService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.library.collections import CollectionRepository

BATCH = 200
"""Books per job: few enough that a push does not wait."""


class CalibreTagService:
    """Reads a Calibre library once and never writes to it. Every method blocks."""

    def __init__(
        self,
        database: Database,
        collections: CollectionRepository,
        books: BookRepository,
        calibre: CalibreService,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._collections = collections
        self._books = books
        self._calibre = calibre
        self._clock = clock
        self._events = events

    def take_over(self, folder: bytes) -> CollectionChange:
        """Give the books of a Calibre library the tags they have there.

        Tags that the person renamed keep the new name; tags deleted here, or removed from a book, do not
        return. `CollectionService.undo` undoes it. Raises NotFound, and CalibreUnusable if it cannot be read.
        """
        if folder not in {library.folder for library in self._calibre.libraries()}:
            shown = folder.decode("utf-8", "replace")
            raise NotFound(Message("{0} isn't a Calibre library in BookOrbit. Add its folder first.", shown))
        tags = iter(self._tags_of(folder).items())
        whole = CollectionChange()
        while some := dict(islice(tags, BATCH)):
            whole = _joined(whole, self._database.write(partial(self._store, some)))
        if whole:
            self._events.emit(CollectionsChanged())
        return whole

    def _tags_of(self, folder: bytes) -> dict[BookId, Sequence[str]]:
        try:
            contents = read_library(folder)
        except CalibreBusy as busy:
            raise CalibreUnusable(
                Message("Calibre is changing this library right now. Try again in a moment.")
            ) from busy
        known = self._books.known_files()
        return {
            known[path].book_id: book.metadata.subjects
            for book in (contents.books if contents else ())
            for path in book.paths
            if path in known and book.metadata.subjects
        }

    def _store(self, tags: Mapping[BookId, Sequence[str]]) -> CollectionChange:
        """Store the tags. Runs inside a writer job, so that the person's latest changes count."""
        listed = set(self._collections.listed(list(tags)))
        aliases, refused = self._collections.aliases(), self._collections.refused()
        now = self._clock.now().timestamp()
        made: list[CollectionId] = []
        known: dict[str, CollectionId | None] = dict(aliases)
        wanted: list[Membership] = []
        for book_id in listed:
            for name in _names(tags[book_id]):
                key = name_key(name)
                if key not in known:
                    known[key] = self._tag(name, now, made)
                tag = known[key]
                if tag is not None and (tag, book_id) not in refused:
                    wanted.append(Membership(tag, book_id, now))
        return CollectionChange(made=tuple(made), added=self._collections.add(wanted))

    def _tag(self, name: str, now: float, made: list[CollectionId]) -> CollectionId:
        there = self._collections.named(name, CollectionKind.TAG)
        if there is None:
            made.append(self._collections.make(CollectionKind.TAG, name, None, now))
            return made[-1]
        return there.id


def _names(texts: Iterable[str]) -> list[str]:
    return [clean_name(text) for text in texts if name_key(text)]


def _joined(first: CollectionChange, other: CollectionChange) -> CollectionChange:
    return CollectionChange(made=first.made + other.made, added=first.added + other.added)
