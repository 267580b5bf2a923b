"""Want to Read from Hardcover: fetches the whole shelf, compares it, and imports all changes or none."""

import asyncio

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.want_to_read import WISHED, PullPlan, new_wishes, plan_pull
from bookorbit_desktop.domain.overview.events import BooksChanged
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.shelf import Shelf
from bookorbit_desktop.services.hardcover.shelf_import import editions_named
from bookorbit_desktop.services.hardcover.shelf_importer import ShelfImporter
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.sync_books import PulledWishRepository


class WishPull:
    """Part of a full sync, if the person has turned it on."""

    def __init__(
        self, database: Database, importer: ShelfImporter, pulled: PulledWishRepository, events: EventBus
    ) -> None:
        self._database = database
        self._importer = importer
        self._pulled = pulled
        self._events = events

    async def pull(self, client: HardcoverClient, user_id: int) -> None:
        """Update Want to Read here from the shelf.

        Raises HardcoverError, with nothing changed, if any part of the shelf could not be fetched.
        """
        entries = await Shelf(client).all_entries(user_id)
        books, pulled = await asyncio.to_thread(lambda: (self._importer.local_books(), self._pulled.all()))
        editions = await editions_named(Catalogue(client), new_wishes(entries, books, pulled))
        plan = await asyncio.to_thread(lambda: plan_pull(entries, books, editions, pulled))
        # What changed since is seen again inside: only what is still blank, or still as it was set, changes.
        changed = await self._database.write_async(lambda: self._carry_out(plan))
        if changed:
            self._events.emit(BooksChanged(frozenset(changed)))

    def forget(self) -> None:
        """Forget the wishes of an earlier account, in a writer job. Books imported from it are kept."""
        self._pulled.clear()

    def _carry_out(self, plan: PullPlan) -> list[BookId]:
        taken = {}
        for row in plan.take:
            book = self._importer.fill(row, seen=False)
            if book is not None:
                taken[book.book_id] = row.entry.id
        self._pulled.add(taken)
        reverted = [book_id for book_id in plan.revert if self._importer.revert(book_id, WISHED)]
        self._pulled.remove((*plan.revert, *plan.forget))
        return [*taken, *reverted]
