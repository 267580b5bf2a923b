"""A complete demo: a temporary data folder, sample books, a local Hardcover, a simulated reader."""

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from bookorbit_desktop.demo.books import DEMO_BOOKS, add_to_hardcover, write_books
from bookorbit_desktop.demo.local_hardcover import DEMO_CLIENT_ID, LocalHardcover, World
from bookorbit_desktop.demo.local_hardcover.oauth import INTERVAL
from bookorbit_desktop.demo.reader import Chapter, PretendReader, read_along
from bookorbit_desktop.demo.reading import KOBO, highlighted, page_views, pushes, status_changes
from bookorbit_desktop.domain.library.book import Book
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover.account import HardcoverEndpoint
from bookorbit_desktop.storage.usb.page_views import PageViewRepository

HOST = "127.0.0.1"
USERNAME = "demo-reader"


class DemoSession:
    """Stays on the loopback interface, and leaves nothing behind."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="bookorbit-demo-", ignore_cleanup_errors=True)
        world = World()
        world.add_user("demo")
        add_to_hardcover(world)
        self.hardcover = LocalHardcover(world)
        self._reading: asyncio.Task[None] | None = None

    @property
    def data_dir(self) -> Path:
        """The temporary data folder."""
        return Path(self._folder.name, "data")

    async def open(self) -> HardcoverEndpoint:
        """Start the local Hardcover and write the books. Returns whom to sync with, and to sign in at."""
        books = Path(self._folder.name, "Books")
        await asyncio.to_thread(books.mkdir)
        await asyncio.to_thread(write_books, books)
        url = await self.hardcover.start(HOST)
        return HardcoverEndpoint(url, None, DEMO_CLIENT_ID, self.hardcover.oauth.issuer)

    async def furnish(self, services: Services) -> None:
        """Scan the books, create the login, sign in to Hardcover, and add months of reading."""
        await services.library.add_and_scan([str(Path(self._folder.name, "Books"))])
        await asyncio.to_thread(services.koreader_login.generate, USERNAME)
        await self._sign_in(services)
        await asyncio.to_thread(lambda: services.preferences.change(hardcover_confirmed=True))
        await asyncio.to_thread(read_for_months, services)

    async def _sign_in(self, services: Services) -> None:
        oauth = self.hardcover.oauth
        oauth.interval = 0.05
        await services.sign_in.on_another_device(lambda device: oauth.decide(device.user_code))
        oauth.interval = INTERVAL

    async def read_along(
        self, services: Services, address: str, say: Callable[[str], None] = lambda line: None
    ) -> None:
        """Let the simulated reader read until it has finished a book."""
        passphrase = (await asyncio.to_thread(services.koreader_login.show)).passphrase or ""
        name, device_id = KOBO
        reader = PretendReader(address, USERNAME, passphrase, device=name, device_id=device_id)
        books = await asyncio.to_thread(_books_by_title, services)
        chapters = (
            Chapter(_document(books["The Adventures of Sherlock Holmes"]), 0.31, 0.43),
            Chapter(_document(books["The Hound of the Baskervilles"]), 0.0, 0.09),
            Chapter(_document(books["The Time Machine"]), 0.88, 1.0),
            Chapter(_document(books["The Adventures of Sherlock Holmes"]), 0.43, 0.62),
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
        """Delete the data folder, once nothing has its database open any more."""
        self._folder.cleanup()


def read_for_months(services: Services) -> None:
    """Let somebody have read the sample books until now. Blocks."""
    now = services.clock.now().astimezone()
    books = _books_by_title(services)
    services.database.write(lambda: [services.progress.take_relayed(*sent) for sent in pushes(books, now)])
    services.reading.set_statuses(status_changes({title: book.id for title, book in books.items()}, now))
    pages = {book.title: book.pages for book in DEMO_BOOKS if book.pages}
    views, (_, kobo) = PageViewRepository(services.database), KOBO
    read = [view for views_of in page_views(books, pages, now) for view in views_of]
    services.database.write(lambda: views.add(read, kobo, None, now.timestamp()))
    services.annotations.import_books(highlighted(books, now), kobo)


def _books_by_title(services: Services) -> dict[str, Book]:
    return {row.title: services.library.book(row.id) for row in services.book_list.rows(BookQuery())}


def _document(book: Book) -> str:
    return book.files[0].partial_md5
