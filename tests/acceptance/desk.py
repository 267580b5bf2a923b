"""A library, a local Hardcover, and commands as they are typed, in this process."""

from dataclasses import dataclass, field
from pathlib import Path

from bookorbit_desktop.cli.arguments import build_parser, check_arguments
from bookorbit_desktop.cli.commands import run_command
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.demo.local_hardcover import LocalHardcover, NewEdition, isbn13
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from tests.person import Person
from tests.services import TestClock, add_book


@dataclass
class Desk:
    """A library, a local Hardcover, and commands as they are typed."""

    services: Services
    hardcover: LocalHardcover
    clock: TestClock
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    async def run(self, *words: str, code: int = 0, answer: str | None = None) -> str:
        """What a command writes on both streams. `answer` None: nobody is at a terminal."""
        self.out.clear()
        self.err.clear()
        self.asked.clear()

        async def ask(question: str) -> str | None:
            self.asked.append(question)
            return answer

        console = Console(self.out.append, self.err.append, lambda: "", Path(), ask)
        parser = build_parser()
        arguments = parser.parse_args(words)
        check_arguments(parser, arguments)
        assert await run_command(self.services, arguments, console) == code, self.err
        return "".join(self.out + self.err)

    def reads(self, title: str) -> int:
        """A book that is being read here, and has a record there."""
        isbn = isbn13(f"978{len(self.hardcover.world.tables['books']):09d}")
        self.hardcover.world.add_book(title, ["Ada Example"], editions=[NewEdition(100, isbn_13=isbn)])
        book = add_book(self.services, title, isbn=isbn)
        self.services.reading.set_status([book], StatusChange(ReadingStatus.READING))
        return book

    def by_title(self, title: str, record: str = "", author: str = "Ada Example") -> BookId:
        """A book that is being read here, and whose record can only be found by a search."""
        self.hardcover.world.add_book(record or title, ["Ada Example"], editions=[NewEdition(100, users=90)])
        book = add_book(self.services, title, author)
        self.services.reading.set_status([book], StatusChange(ReadingStatus.READING))
        return book

    async def push(self, book_id: BookId, percentage: float) -> None:
        """What a reader sends when a page is turned."""
        digest = self.services.library.book(book_id).files[0].partial_md5
        await self.services.progress.receive(Push(digest, "/body/p", percentage, "Kobo", "id-1"))

    def record_of(self, title: str) -> int:
        """The id of a title in Hardcover's catalogue."""
        books = self.hardcover.world.tables["books"].values()
        return next(int(row["id"]) for row in books if row["title"] == title)

    @property
    def person(self) -> Person:
        """Whoever edits on Hardcover's own site."""
        return Person(self.hardcover)

    @property
    def entries(self) -> dict[str, dict[str, object]]:
        tables = self.hardcover.world.tables
        return {tables["books"][row["book_id"]]["title"]: row for row in tables["user_books"].values()}

    @property
    def privacies(self) -> dict[str, object]:
        return {title: row["privacy_setting_id"] for title, row in self.entries.items()}
