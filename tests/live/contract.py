"""What a shelf on Hardcover does when it is written to, asked of whichever Hardcover a client talks to.

The probes have the numbers of the live checks that hardcover-api.md section 6 rests on. Each begins with the book on no
shelf and ends so; every entry is private.
"""

import difflib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bookorbit_desktop.demo.local_hardcover import (
    UNLIMITED,
    LocalHardcover,
    NewEdition,
    Options,
    World,
)
from bookorbit_desktop.demo.local_hardcover.server import DEMO_TOKEN
from bookorbit_desktop.demo.local_hardcover.world import AUDIO
from bookorbit_desktop.hardcover.client import HardcoverClient

Answer = dict[str, Any]
WANT_TO_READ, READING, READ = 1, 2, 3
PRIVATE = 3
STARTED, FINISHED = "2020-01-02", "2020-02-03"
"""Days that no Hardcover would come up with by itself."""
DEFAULTS = tuple(f"default_{kind}_edition_id" for kind in ("audio", "cover", "physical", "ebook"))

_ENTRY = """id status_id edition_id rating privacy_setting_id
    user_book_reads(order_by: [{id: asc}]) {
      id edition_id started_at finished_at progress progress_pages progress_seconds
    }"""
BOOK = f"""
query ContractBook($book: Int!) {{
  me {{ id }}
  books(where: {{id: {{_eq: $book}}}}, order_by: [{{id: asc}}]) {{
    id canonical_id {" ".join(DEFAULTS)}
    editions(order_by: [{{users_count: desc}}, {{id: asc}}], limit: 40) {{
      id pages audio_seconds reading_format_id users_count
    }}
  }}
}}"""
FIND = f"""
query ContractEntry($user: Int!, $book: Int!) {{
  user_books(where: {{user_id: {{_eq: $user}}, book_id: {{_eq: $book}}}}, order_by: [{{id: asc}}]) {{ {_ENTRY} }}
}}"""
JOURNAL = """
query ContractJournal($user: Int!, $book: Int!, $event: String!) {
  reading_journals(
    where: {user_id: {_eq: $user}, book_id: {_eq: $book}, event: {_eq: $event}}
    order_by: [{id: asc}]
    limit: 100
  ) { id event entry action_at metadata privacy_setting_id }
}"""
INSERT_QUOTE = """
mutation ContractQuote($object: ReadingJournalCreateType!) {
  insert_reading_journal(object: $object) { id errors }
}"""
DELETE_QUOTE = "mutation ContractDeleteQuote($id: Int!) { delete_reading_journal(id: $id) { id } }"
INSERT = """
mutation ContractInsert($object: UserBookCreateInput!) {
  insert_user_book(object: $object) { id error }
}"""
UPDATE = """
mutation ContractUpdate($id: Int!, $object: UserBookUpdateInput!) {
  update_user_book(id: $id, object: $object) { id error }
}"""
INSERT_READ = """
mutation ContractInsertRead($id: Int!, $object: DatesReadInput!) {
  insert_user_book_read(user_book_id: $id, user_book_read: $object) { id error }
}"""
UPDATE_READ = """
mutation ContractUpdateRead($id: Int!, $object: DatesReadInput!) {
  update_user_book_read(id: $id, object: $object) { id error }
}"""
DELETE = """
mutation ContractDelete($id: Int!) { delete_user_book(id: $id) { id } }"""
DOCUMENTS = (
    BOOK,
    FIND,
    INSERT,
    UPDATE,
    INSERT_READ,
    UPDATE_READ,
    DELETE,
    JOURNAL,
    INSERT_QUOTE,
    DELETE_QUOTE,
)


class UnfitBook(Exception):
    """The book cannot be used: the message says why, and nothing was written."""


@dataclass(frozen=True, slots=True)
class LiveBook:
    """A record of the catalogue with what decides how Hardcover treats an entry for it."""

    row: Answer

    @property
    def id(self) -> int:
        return int(self.row["id"])

    @property
    def editions(self) -> list[Answer]:
        return list(self.row["editions"])

    @property
    def text(self) -> Answer:
        """The most read edition with pages."""
        return self._texts()[0]

    @property
    def audio(self) -> Answer | None:
        """The most read audiobook."""
        kinds = (
            edition
            for edition in self.editions
            if edition["reading_format_id"] == AUDIO and edition["audio_seconds"]
        )
        return next(kinds, None)

    def check(self) -> None:
        """Raises UnfitBook when the probes cannot be asked of it."""
        if not self._texts():
            raise UnfitBook("The book has no edition with a page count. Choose another one.")

    def _texts(self) -> list[Answer]:
        return [
            edition for edition in self.editions if edition["reading_format_id"] != AUDIO and edition["pages"]
        ]


class Contract:
    """The probes, on one book that is on no shelf of the person."""

    def __init__(self, client: HardcoverClient, user_id: int, book: LiveBook) -> None:
        self._client = client
        self._user_id = user_id
        self.book = book
        self._quotes: list[int] = []
        """Quotes of ours that are still there."""

    @classmethod
    async def on(cls, client: HardcoverClient, book_id: int) -> "Contract":
        """Look at the book. Raises UnfitBook, and what HardcoverClient.run raises."""
        found = await client.run(BOOK, {"book": book_id}, 2)
        if not found["books"] or found["books"][0]["canonical_id"] is not None:
            raise UnfitBook(f"Hardcover has no book {book_id}, or it was merged into another one.")
        contract = cls(client, found["me"][0]["id"], LiveBook(found["books"][0]))
        contract.book.check()
        if await contract._entries():
            raise UnfitBook(f"Book {book_id} is in your library. Choose one that is not: its entry would go.")
        return contract

    async def answers(self) -> dict[str, Answer]:
        """What each probe found. The book is off the shelf again afterwards, whatever happened."""
        return {name: await self._probed(probe) for name, probe in PROBES.items()}

    async def _probed(self, probe: "Probe") -> Answer:
        try:
            return await probe(self)
        finally:
            await self._clean_up()

    async def _clean_up(self) -> None:
        """Take the entry off the shelf. It was not there before the first probe, so it is ours."""
        try:
            for number in tuple(self._quotes):
                await self.remove_quote(number)
            for entry in await self._entries():
                await self._client.run(DELETE, {"id": entry["id"]}, 1)
        except Exception as error:
            where = f"https://hardcover.app/id/book/{self.book.id}"
            error.add_note(f"A private entry of this check may be left on your shelf; remove it at {where}")
            raise

    async def insert(self, status: int, **more: Any) -> int:
        """A new private entry; its id."""
        wanted = {"book_id": self.book.id, "status_id": status, "privacy_setting_id": PRIVATE, **more}
        return await self._write("insert_user_book", INSERT, {"object": wanted})

    async def update(self, entry_id: int, **changes: Any) -> None:
        await self._write("update_user_book", UPDATE, {"id": entry_id, "object": changes})

    async def add_read(self, entry_id: int, **values: Any) -> None:
        await self._write("insert_user_book_read", INSERT_READ, {"id": entry_id, "object": values})

    async def quote(self, **values: Any) -> int:
        """A new private quote; its id."""
        wanted = {
            "book_id": self.book.id,
            "event": "quote",
            "privacy_setting_id": PRIVATE,
            "tags": [],
            **values,
        }
        reply = (await self._client.run(INSERT_QUOTE, {"object": wanted}, 1))["insert_reading_journal"]
        if reply["errors"]:
            raise AssertionError(f"insert_reading_journal: {reply['errors']}")
        self._quotes.append(int(reply["id"]))
        return self._quotes[-1]

    async def remove_quote(self, number: int) -> None:
        await self._client.run(DELETE_QUOTE, {"id": number}, 1)
        self._quotes.remove(number)

    async def journal(self, event: str) -> list[Answer]:
        """The person's rows of this book in the reading journal."""
        wanted = {"user": self._user_id, "book": self.book.id, "event": event}
        found = await self._client.run(JOURNAL, wanted, 1)
        return list(found["reading_journals"])

    async def update_read(self, **changes: Any) -> None:
        """Change the newest read of the entry."""
        [entry] = await self._entries()
        read_id = entry["user_book_reads"][-1]["id"]
        await self._write("update_user_book_read", UPDATE_READ, {"id": read_id, "object": changes})

    async def seen(self) -> Answer:
        """The entry as it is now, in words that are the same on every Hardcover."""
        [entry] = await self._entries()
        return {
            "status": entry["status_id"],
            "edition": self._edition(entry["edition_id"]),
            "rating": None if entry["rating"] is None else float(entry["rating"]),
            "privacy": entry["privacy_setting_id"],
            "reads": [self._read(read) for read in entry["user_book_reads"]],
        }

    def _read(self, read: Answer) -> Answer:
        return {
            "edition": self._edition(read["edition_id"]),
            "started": _day(read["started_at"]),
            "finished": _day(read["finished_at"]),
            "pages": read["progress_pages"],
            "seconds": read["progress_seconds"],
            "percent": None if read["progress"] is None else round(float(read["progress"])),
        }

    def _edition(self, edition_id: int | None) -> str | None:
        """By its place among the editions of the book, most read first."""
        ids = [edition["id"] for edition in self.book.editions]
        if edition_id is None:
            return None
        return f"edition {ids.index(edition_id) + 1}" if edition_id in ids else "an edition further down"

    async def _entries(self) -> list[Answer]:
        found = await self._client.run(FIND, {"user": self._user_id, "book": self.book.id}, 1)
        return list(found["user_books"])

    async def _write(self, field: str, document: str, variables: Answer) -> int:
        reply = (await self._client.run(document, variables, 1))[field]
        if reply["error"]:
            raise AssertionError(f"{field}: {reply['error']}")
        return int(reply["id"])


Probe = Callable[[Contract], Awaitable[Answer]]
PROBES: dict[str, Probe] = {}


def probe(name: str) -> Callable[[Probe], Probe]:
    def add(function: Probe) -> Probe:
        PROBES[name] = function
        return function

    return add


@probe("L1 fields left out of an entry's update stay")
async def _(contract: Contract) -> Answer:
    entry = await contract.insert(WANT_TO_READ, edition_id=contract.book.text["id"], rating=4.5)
    await contract.update(entry, status_id=WANT_TO_READ)
    return await contract.seen()


@probe("L1 fields left out of a read's update stay")
async def _(contract: Contract) -> Answer:
    await contract.insert(READING, edition_id=contract.book.text["id"])
    await contract.update_read(progress_pages=1)
    return await contract.seen()


@probe("L7 seconds are ignored on a text edition")
async def _(contract: Contract) -> Answer:
    await contract.insert(READING, edition_id=contract.book.text["id"])
    await contract.update_read(edition_id=contract.book.text["id"], progress_pages=2, progress_seconds=60)
    return await contract.seen()


@probe("L7 pages are ignored on an audio edition")
async def _(contract: Contract) -> Answer:
    audio = contract.book.audio
    if audio is None:
        return {"not asked": "the book has no audio edition"}
    await contract.insert(READING, edition_id=audio["id"])
    await contract.update_read(edition_id=audio["id"], progress_pages=2)
    return await contract.seen()


@probe("L10 Currently Reading opens a read, on an edition of Hardcover's choice")
async def _(contract: Contract) -> Answer:
    await contract.insert(READING)
    return await contract.seen()


@probe("L10 Currently Reading opens a read, on the entry's edition")
async def _(contract: Contract) -> Answer:
    await contract.insert(READING, edition_id=contract.book.text["id"])
    return await contract.seen()


@probe("L11 Read closes the open read")
async def _(contract: Contract) -> Answer:
    entry = await contract.insert(READING, edition_id=contract.book.text["id"])
    await contract.update(entry, status_id=READ)
    return await contract.seen()


@probe("L12 a new entry that is Read makes a finished read")
async def _(contract: Contract) -> Answer:
    await contract.insert(READ, edition_id=contract.book.text["id"])
    return await contract.seen()


@probe("L13 a finish date sets Read")
async def _(contract: Contract) -> Answer:
    text = contract.book.text
    await contract.insert(READING, edition_id=text["id"])
    dates = {"started_at": STARTED, "finished_at": FINISHED}
    await contract.update_read(edition_id=text["id"], progress_pages=text["pages"], **dates)
    return await contract.seen()


@probe("L14 Read after a dated read overwrites the date")
async def _(contract: Contract) -> Answer:
    text = contract.book.text
    entry = await contract.insert(WANT_TO_READ, edition_id=text["id"])
    await contract.add_read(entry, edition_id=text["id"], started_at=STARTED, finished_at=FINISHED)
    await contract.update(entry, status_id=READ)
    return await contract.seen()


@probe("L15 dates given after Read stay")
async def _(contract: Contract) -> Answer:
    text = contract.book.text
    await contract.insert(READ, edition_id=text["id"])
    dates = {"started_at": STARTED, "finished_at": FINISHED}
    await contract.update_read(edition_id=text["id"], progress_pages=text["pages"], **dates)
    return await contract.seen()


QUOTE = "“A quote,”\n\nwith lines — מילה 🙂"


@probe("L25 a quote keeps its lines, its day, its place and its privacy, and is gone when it is deleted")
async def _(contract: Contract) -> Answer:
    text = contract.book.text
    place = {"type": "pages", "value": 1, "possible": text["pages"], "percent": 0.5}
    number = await contract.quote(
        edition_id=text["id"], entry=QUOTE, action_at=STARTED, metadata={"position": place}
    )
    [row] = await contract.journal("quote")
    await contract.remove_quote(number)
    row |= {"id": row["id"] == number, "action_at": _day(row["action_at"])}
    return {"row": row, "left": await contract.journal("quote")}


PROGRESS_ROWS = "probe: a change of progress in the journal, from which the profile's calendar is made"


@probe(PROGRESS_ROWS)
async def _(contract: Contract) -> Answer:
    text = contract.book.text
    before = len(await contract.journal("progress_updated"))
    await contract.insert(READING, edition_id=text["id"])
    await contract.update_read(edition_id=text["id"], progress_pages=2)
    return {"made": len(await contract.journal("progress_updated")) > before}


def makes_progress_rows(answers: dict[str, Answer]) -> bool:
    """Whether progress that is sent leaves a day in the journal by itself."""
    return bool(answers[PROGRESS_ROWS]["made"])


INSERT_DATES = "probe: dates in an insert"


@probe(INSERT_DATES)
async def _(contract: Contract) -> Answer:
    dates = {"first_started_reading_date": STARTED, "user_start_date": STARTED}
    dates |= {"last_read_date": FINISHED, "user_date": FINISHED}
    await contract.insert(READ, edition_id=contract.book.text["id"], **dates)
    return await contract.seen()


def honours_insert_dates(answers: dict[str, Answer]) -> bool:
    """Whether the read that an insert makes got the dates of the insert."""
    return [read["finished"] for read in answers[INSERT_DATES]["reads"]] == [FINISHED]


async def local_answers(
    book: LiveBook, *, honour_insert_dates: bool, progress_makes_rows: bool
) -> dict[str, Answer]:
    """What the local Hardcover answers about a book with the same editions."""
    world = World()
    options = Options(
        tier=UNLIMITED, honour_insert_dates=honour_insert_dates, progress_makes_rows=progress_makes_rows
    )
    local = LocalHardcover(world, options=options)
    editions = [
        NewEdition(
            edition["pages"],
            reading_format=edition["reading_format_id"] or 1,
            users=edition["users_count"],
            audio_seconds=edition["audio_seconds"],
        )
        for edition in book.editions
    ]
    copy = world.add_book("Contract", editions=editions)
    same = dict(zip((edition["id"] for edition in book.editions), world.editions_of(copy), strict=True))
    for name in DEFAULTS:
        edition = same.get(book.row[name])
        world.tables["books"][copy][name] = edition["id"] if edition else None
    async with HardcoverClient("http://local.invalid", lambda: DEMO_TOKEN, transport=local) as client:
        return await (await Contract.on(client, copy)).answers()


def difference(local: dict[str, Answer], asked: dict[str, Answer]) -> str:
    """A unified diff of the answers, empty when they are equal."""
    before, after = (json.dumps(answers, indent=2).splitlines() for answers in (local, asked))
    names = ("the local Hardcover", "the Hardcover that was asked")
    lines = difflib.unified_diff(before, after, *names, n=12, lineterm="")
    return "\n".join(lines)


def _day(given: str | None) -> str | None:
    """A date, or "today" for what Hardcover made up: its today may be a day beside ours."""
    if given is None:
        return None
    day = date.fromisoformat(given[:10])
    apart = abs(day - datetime.now(UTC).date())
    return "today" if apart <= timedelta(days=1) else day.isoformat()
