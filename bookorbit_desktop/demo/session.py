"""A demo from start to end: a temporary data folder, sample books, a local Hardcover, a simulated reader."""

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from bookorbit_desktop.demo.books import add_to_hardcover, write_books
from bookorbit_desktop.demo.highlights import READER, highlighted
from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, LocalHardcover, World
from bookorbit_desktop.demo.reader import Chapter, PretendReader, read_along
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import Book
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover.account import HardcoverEndpoint

HOST = "127.0.0.1"
USERNAME = "demo-reader"


class DemoSession:
    """Everything stays on the loopback interface, and nothing is left behind."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="bookorbit-demo-", ignore_cleanup_errors=True)
        world = World()
        world.add_user("demo")
        add_to_hardcover(world)
        self.hardcover = LocalHardcover(world)
        self._reading: asyncio.Task[None] | None = None

    @property
    def data_dir(self) -> Path:
        """The throw-away data folder."""
        return Path(self._folder.name, "data")

    async def open(self) -> HardcoverEndpoint:
        """Start the local Hardcover and write the books. What Hardcover's address and token are."""
        books = Path(self._folder.name, "Books")
        await asyncio.to_thread(books.mkdir)
        await asyncio.to_thread(write_books, books)
        return HardcoverEndpoint(await self.hardcover.start(HOST), DEMO_TOKEN)

    async def furnish(self, services: Services) -> None:
        """Scan the books, make the account, and set some statuses as a person would have."""
        await services.library.add_and_scan([str(Path(self._folder.name, "Books"))])
        await asyncio.to_thread(services.account.generate, USERNAME)
        await asyncio.to_thread(lambda: services.preferences.change(hardcover_confirmed=True))
        titles = await asyncio.to_thread(_ids_by_title, services)
        changes = [
            (titles["A Quiet Machine"], StatusChange(ReadingStatus.READ, rating=4.5)),
            (titles["Salt and Lanterns"], StatusChange(ReadingStatus.WANT_TO_READ)),
            (titles["The Ninth Ferryman"], StatusChange(ReadingStatus.READ, rating=4)),
            (titles["Household Accounts, 1911"], StatusChange(ReadingStatus.READING)),
        ]
        await asyncio.to_thread(services.reading.set_statuses, changes)
        books = {
            title: await asyncio.to_thread(services.library.book, book_id)
            for title, book_id in titles.items()
        }
        await asyncio.to_thread(services.annotations.import_books, highlighted(books), READER)

    async def read_along(
        self, services: Services, address: str, say: Callable[[str], None] = lambda line: None
    ) -> None:
        """Let the pretend reader read until it has finished a book."""
        passphrase = (await asyncio.to_thread(services.account.show)).passphrase or ""
        reader = PretendReader(address, USERNAME, passphrase)
        titles = await asyncio.to_thread(_ids_by_title, services)
        books = {
            title: await asyncio.to_thread(services.library.book, book_id)
            for title, book_id in titles.items()
        }
        chapters = (
            Chapter(_document(books["The Cartographer's Tide"]), 0.31, 0.43),
            Chapter(_document(books["The Tenth Ferryman"]), 0.0, 0.09),
            Chapter(_document(books["Paper Weather"]), 0.88, 1.0),
            Chapter(_document(books["The Cartographer's Tide"]), 0.43, 0.62),
        )
        self._reading = asyncio.current_task()
        await read_along(reader, chapters, say=say)

    async def stop(self) -> None:
        """Stop the reader and the local Hardcover."""
        if self._reading is not None:
            self._reading.cancel()
            # It may have ended already, with a server that was closed before it.
            await asyncio.gather(self._reading, return_exceptions=True)
        await self.hardcover.stop()

    def clean_up(self) -> None:
        """Throw the data folder away, once nobody has its database open any more."""
        self._folder.cleanup()


def _ids_by_title(services: Services) -> dict[str, BookId]:
    return {row.title: row.id for row in services.book_list.rows(BookQuery())}


def _document(book: Book) -> str:
    return book.files[0].partial_md5
