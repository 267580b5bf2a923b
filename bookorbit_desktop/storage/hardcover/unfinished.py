"""Work the person asked for that a quit or a crash may interrupt."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from bookorbit_desktop.domain.base.ids import BookId, EntryId
from bookorbit_desktop.domain.hardcover.shelf_import import ImportWish
from bookorbit_desktop.storage.models import UnfinishedWork


class _Kind(StrEnum):
    SYNC = "sync"
    IMPORT = "import"


class UnfinishedRepository:
    """Stores work until it is done or cancelled. Methods that change data run inside a writer job."""

    def books_to_sync(self) -> frozenset[BookId]:
        """The books of unfinished syncs that the person started."""
        return frozenset(_get(_Kind.SYNC) or ())

    def add_books_to_sync(self, book_ids: Iterable[BookId]) -> None:
        """Store that a sync of these books starts."""
        _put(_Kind.SYNC, sorted(self.books_to_sync() | set(book_ids)))

    def drop_books_to_sync(self, book_ids: Iterable[BookId] | None) -> None:
        """Remove these books, or all (None), after their sync has ended."""
        left = () if book_ids is None else self.books_to_sync() - set(book_ids)
        _put(_Kind.SYNC, sorted(left))

    def import_wish(self) -> ImportWish | None:
        """The requested import that was not carried out yet."""
        details = _get(_Kind.IMPORT)
        if details is None:
            return None
        chosen = details["chosen"]
        return ImportWish(
            None if chosen is None else {EntryId(int(entry)): book for entry, book in chosen.items()},
            review=details["review"],
            progress=details["progress"],
        )

    def put_import_wish(self, wish: ImportWish | None) -> None:
        """Store a requested import; None when it was carried out or cancelled."""
        _put(_Kind.IMPORT, None if wish is None else asdict(wish))


def _get(kind: _Kind) -> Any:
    row = UnfinishedWork.get_or_none(UnfinishedWork.kind == kind)
    return None if row is None else json.loads(row.details)


def _put(kind: _Kind, details: Any) -> None:
    if details:
        UnfinishedWork.replace(kind=kind, details=json.dumps(details)).execute()
    else:
        UnfinishedWork.delete().where(UnfinishedWork.kind == kind).execute()
