"""Real services on a temporary folder, with the clock and the secrets of a test."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, LocalHardcover, VirtualClock
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata, Extraction, FileFormat, Identifier
from bookorbit_desktop.domain.library.scan import FileStamp, FoundFile, ReadFile
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover.account import HardcoverEndpoint
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.storage.koreader.digests import DigestRepository
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.reading.readings import ReadingRepository
from bookorbit_desktop.system.secrets import MemorySecretStore, SecretStore
from tests.new_library import new_library


class TestClock(Clock):
    """A clock that stands still until it is moved, in step with a local Hardcover's."""

    __test__ = False

    def __init__(self, virtual: VirtualClock | None = None) -> None:
        self.virtual = virtual or VirtualClock()
        self.wrong_by = timedelta()
        """How far the computer's clock is ahead of the time that passes."""

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.virtual(), UTC) + self.wrong_by

    def monotonic(self) -> float:
        return self.virtual()

    def move(self, *, days: float = 0, seconds: float = 0) -> None:
        """Let time pass."""
        self.virtual.now += days * 86_400 + seconds


def connect_to(
    hardcover: LocalHardcover | None, clock: TestClock
) -> Callable[[str, Callable[[], str | None]], HardcoverClient]:
    """Makes clients that talk to `hardcover` in this process and in virtual time."""

    def connect(url: str, token: Callable[[], str | None]) -> HardcoverClient:
        return HardcoverClient(
            url,
            token,
            transport=hardcover,
            clock=clock.virtual,
            sleep=clock.virtual.sleep,
            jitter=lambda: 0.0,
        )

    return connect


def make_services(
    data_dir: Path,
    hardcover: LocalHardcover | None = None,
    clock: TestClock | None = None,
    *,
    token: str | None = DEMO_TOKEN,
    secret_store: SecretStore | None = None,
) -> Services:
    """Services that talk to `hardcover` in this process and in virtual time; with its token if it is there."""
    clock = clock or TestClock()

    new_library(data_dir)
    return open_services(
        data_dir,
        secret_store=secret_store or MemorySecretStore(),
        hardcover=HardcoverEndpoint("http://127.0.0.1:1/v1/graphql", token if hardcover else None),
        clock=clock,
        connect=connect_to(hardcover, clock),
    )


def digest_of(facts: object) -> str:
    """A digest that the same facts have in every process, unlike `hash`."""
    return f"0{hashlib.md5(repr(facts).encode()).hexdigest()[1:]}"  # the one of its name begins with another letter


def add_book(
    services: Services,
    title: str,
    author: str = "Ada Example",
    *,
    isbn: str | None = None,
    series: str = "",
    series_index: float | None = None,
    language: str = "en",
    digest: str | None = None,
    identifiers: tuple[Identifier, ...] = (),
) -> BookId:
    """Put a book into the library as a scan would, without a file on the disk. Its id."""
    digest = digest or digest_of((title, author, isbn))
    isbns = (Identifier("isbn", isbn),) if isbn else ()
    metadata = BookMetadata(
        title=title,
        authors=(author,) if author else (),
        series=series,
        series_index=series_index,
        language=language,
        identifiers=(*isbns, *identifiers),
    )
    found = FoundFile(f"/books/{digest}.epub".encode(), FileFormat.EPUB, FileStamp(1, 1, f"1:{digest}"))
    file = ReadFile(found, Extraction(digest, f"f{digest[1:]}", metadata))
    digests, readings = DigestRepository(services.database), ReadingRepository(services.database)
    books = BookRepository(services.database, digests, readings)
    now = services.clock.now().timestamp()
    (placed,) = services.database.write(lambda: books.put_files([file], now))
    return placed.book_id


def put_book(
    services: Services,
    metadata: BookMetadata,
    *,
    problem: Message | None = None,
    blames_cover: bool = False,
    size: int = 1,
) -> BookId:
    """Put a book with this metadata into the library as a scan would, without a file on the disk. Its id."""
    digest = digest_of(metadata)
    found = FoundFile(f"/books/{digest}.epub".encode(), FileFormat.EPUB, FileStamp(size, 1, f"1:{digest}"))
    file = ReadFile(
        found, Extraction(digest, f"f{digest[1:]}", metadata, problem=problem, blames_cover=blames_cover)
    )
    digests, readings = DigestRepository(services.database), ReadingRepository(services.database)
    books = BookRepository(services.database, digests, readings)
    now = services.clock.now().timestamp()
    (placed,) = services.database.write(lambda: books.put_files([file], now))
    return placed.book_id
