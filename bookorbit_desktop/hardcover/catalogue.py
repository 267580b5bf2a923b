"""Look-ups in Hardcover's catalogue: many keys in one unit (request-budget.md)."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from bookorbit_desktop.domain.base.errors import HardcoverBusy, RequestRefused, TokenRejected
from bookorbit_desktop.domain.base.ids import EditionId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import Account, CatalogueBook, Edition, HardcoverGoal
from bookorbit_desktop.hardcover import operations
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.decode import TOKEN_REJECTED, refused
from bookorbit_desktop.hardcover.failures import TimedOut
from bookorbit_desktop.hardcover.records import (
    Row,
    book_from,
    book_from_document,
    edition_from,
    goal_from,
    integer,
    other_names_from,
    picture_from,
    rows_in,
)
from bookorbit_desktop.hardcover.tokens import scrub

log = logging.getLogger(__name__)

KEYS_PER_REQUEST = 100
ISBNS_PER_REQUEST = 2 * KEYS_PER_REQUEST
"""A hundred books with both forms of their ISBN (request-budget.md, table of the first sync)."""

EDITION_BOOKS_PER_REQUEST = 25
"""Books whose editions are listed in one request: up to 40 rows each (request-budget.md)."""

ROWS_PER_PAGE = 500

Key = TypeVar("Key", bound=int | str)


class Catalogue:
    """The catalogue as visible to a token. Static tables are requested once."""

    def __init__(self, client: HardcoverClient) -> None:
        self._client = client
        self._languages: dict[int, str] | None = None
        self._platforms: dict[str, int] | None = None

    async def account(self) -> Account:
        """Return the account the token belongs to. Raises TokenRejected if Hardcover does not know it."""
        data = await self._client.run(operations.ME, {}, 1)
        people = rows_in(data.get("me"))
        user_id = integer(people[0].get("id")) if people else None
        if user_id is None:
            raise TokenRejected(TOKEN_REJECTED)
        return Account(user_id, str(people[0].get("username") or ""))

    async def picture(self) -> str:
        """The address of the account's picture; empty if there is none, or this token may not see it."""
        try:
            data = await self._client.run(operations.PICTURE, {}, 1)
        except RequestRefused:
            return ""
        return next((picture_from(row) for row in rows_in(data.get("me"))), "")

    async def check_writing(self) -> None:
        """Find out whether the token may write, without writing. Raises MissingScope if it may not.

        A token's scopes cannot be read (hardcover-api.md section 1), but they are checked before anything is
        done.
        """
        try:
            await self._client.run(operations.WRITE_PROBE, {}, 1)
        except (RequestRefused, HardcoverBusy) as answer:
            log.debug("The token can write; the rejected test change returned: %s", answer)

    async def goals(self, user_id: int, today: date) -> list[HardcoverGoal]:
        """The person's reading goals that have not ended, by end date.

        Raises MissingScope without the permission `read:goals`, which nothing else needs.
        """
        variables = {"user": user_id, "today": today.isoformat()}
        data = await self._client.run(operations.GOALS, variables, 1)
        return [goal_from(row) for row in rows_in(data.get("goals"))]

    async def languages(self) -> Mapping[int, str]:
        """`language_id` to the two-letter code, for languages that have one."""
        if self._languages is None:
            data = await self._client.run(operations.LANGUAGES, {}, 1)
            rows = rows_in(data.get("languages"))
            self._languages = {
                integer(row.get("id")) or 0: str(row["code2"]).lower() for row in rows if row.get("code2")
            }
        return self._languages

    async def editions_by_isbns(self, isbns: Sequence[str]) -> list[Edition]:
        """Editions with any of these ISBNs in either column, each with its book. Pass both forms of each
        ISBN."""
        languages = await self.languages()

        async def fetch(keys: Sequence[str]) -> list[Edition]:
            found: list[Edition] = []
            while True:
                variables = {"isbns": list(keys), "limit": ROWS_PER_PAGE, "offset": len(found)}
                data = await self._client.run(operations.EDITIONS_BY_ISBNS, variables, 1)
                page = rows_in(data.get("editions"))
                found += [edition_from(row, languages) for row in page]
                if len(page) < ROWS_PER_PAGE:
                    return found

        return await in_chunks(isbns, ISBNS_PER_REQUEST, fetch)

    async def editions_by_ids(self, ids: Sequence[EditionId]) -> list[Edition]:
        """These editions, each with its book; missing ones are left out."""
        languages = await self.languages()

        async def fetch(keys: Sequence[EditionId]) -> list[Edition]:
            data = await self._client.run(operations.EDITIONS_BY_IDS, {"ids": list(keys)}, 1)
            return [edition_from(row, languages) for row in rows_in(data.get("editions"))]

        return await in_chunks(ids, KEYS_PER_REQUEST, fetch)

    async def books_by_ids(self, ids: Sequence[RecordId]) -> list[CatalogueBook]:
        """These books, including merged ones (see `canonical_id`); missing ones are left out."""

        async def fetch(keys: Sequence[RecordId]) -> list[CatalogueBook]:
            data = await self._client.run(operations.BOOKS_BY_IDS, {"ids": list(keys)}, 1)
            return [book_from(row) for row in rows_in(data.get("books"))]

        return await in_chunks(ids, KEYS_PER_REQUEST, fetch)

    async def descriptions(self, ids: Sequence[RecordId]) -> dict[RecordId, str]:
        """The descriptions of these books; books without one are left out."""

        async def fetch(keys: Sequence[RecordId]) -> list[CatalogueBook]:
            data = await self._client.run(operations.DESCRIPTIONS, {"ids": list(keys)}, 1)
            return [book_from(row) for row in rows_in(data.get("books"))]

        books = await in_chunks(ids, KEYS_PER_REQUEST, fetch)
        return {book.id: book.description for book in books if book.description}

    async def books_by_slugs(self, slugs: Sequence[str]) -> list[CatalogueBook]:
        """The books with these slugs; missing ones are left out."""

        async def fetch(keys: Sequence[str]) -> list[CatalogueBook]:
            data = await self._client.run(operations.BOOKS_BY_SLUGS, {"slugs": list(keys)}, 1)
            return [book_from(row) for row in rows_in(data.get("books"))]

        return await in_chunks(slugs, KEYS_PER_REQUEST, fetch)

    async def text_editions(self, record_ids: Sequence[RecordId]) -> dict[RecordId, list[Edition]]:
        """For each book, its 40 most-shelved editions that are neither audio nor merged into others."""
        return await self._text_editions(record_ids, operations.TEXT_EDITIONS, {})

    async def text_editions_in_language(
        self, record_ids: Sequence[RecordId], language: str
    ) -> dict[RecordId, list[Edition]]:
        """The same in one language (two letters): translations of a classic are not among its top 40."""
        ids = [language_id for language_id, code in (await self.languages()).items() if code == language]
        if not ids:
            return {record_id: [] for record_id in record_ids}
        return await self._text_editions(record_ids, operations.TEXT_EDITIONS_IN_LANGUAGE, {"languages": ids})

    async def search(self, query: str, limit: int) -> list[CatalogueBook]:
        """The best hits for a title and author, in Hardcover's order, without `category_id`.

        Asks twice if the search exceeds its 2 s. Raises RequestRefused if Hardcover refuses it.
        """
        variables = {"query": query, "limit": limit}
        try:
            data = await self._client.run(operations.SEARCH, variables, 1)
        except TimedOut:
            data = await self._client.run(operations.SEARCH, variables, 1)
        found = data.get("search")
        found = found if isinstance(found, dict) else {}
        if found.get("error"):
            raise RequestRefused(refused(scrub(str(found["error"]))))
        results = found.get("results")
        if not isinstance(results, dict):
            return []
        documents = [hit.get("document") for hit in rows_in(results.get("hits"))]
        books = [book_from_document(document) for document in documents if isinstance(document, dict)]
        return [book for book in books if book.id]

    async def books_by_external_ids(self, platform: str, ids: Sequence[str]) -> dict[str, CatalogueBook]:
        """Books by their id elsewhere; `platform` is Hardcover's name for it, such as "Goodreads", in any
        case.

        Empty if Hardcover does not know the platform. Such ids name the work, not the edition
        (hardcover-api.md section 5).
        """
        platform_id = (await self._platform_ids()).get(_plain(platform))
        if platform_id is None:
            return {}

        async def fetch(keys: Sequence[str]) -> list[tuple[str, CatalogueBook]]:
            variables = {"platform": platform_id, "ids": list(keys)}
            data = await self._client.run(operations.BOOKS_BY_EXTERNAL_IDS, variables, 1)
            rows = rows_in(data.get("book_mappings"))
            return [(str(row.get("external_id")), book_from(row["book"])) for row in rows if row.get("book")]

        return dict(await in_chunks(ids, KEYS_PER_REQUEST, fetch))

    async def other_names(self, names: Sequence[str]) -> dict[str, frozenset[str]]:
        """What else Hardcover calls the people of these names: pen names, and whom a pen name belongs to.

        Of the people behind the names only those are known who are among `names` themselves.
        """

        async def fetch(keys: Sequence[str]) -> list[Row]:
            variables = {"names": list(keys), "limit": ROWS_PER_PAGE}
            data = await self._client.run(operations.AUTHORS_BY_NAMES, variables, 1)
            return rows_in(data.get("authors"))

        return other_names_from(await in_chunks(names, KEYS_PER_REQUEST, fetch))

    async def _platform_ids(self) -> Mapping[str, int]:
        if self._platforms is None:
            data = await self._client.run(operations.PLATFORMS, {}, 1)
            rows = rows_in(data.get("platforms"))
            self._platforms = {_plain(str(row.get("name"))): integer(row.get("id")) or 0 for row in rows}
        return self._platforms

    async def _text_editions(
        self, record_ids: Sequence[RecordId], document: str, variables: dict[str, Any]
    ) -> dict[RecordId, list[Edition]]:
        languages = await self.languages()

        async def fetch(keys: Sequence[RecordId]) -> list[tuple[RecordId, list[Edition]]]:
            data = await self._client.run(document, variables | {"ids": list(keys)}, 1)
            found: list[tuple[RecordId, list[Edition]]] = []
            for row in rows_in(data.get("books")):
                book = book_from(row)
                editions = [
                    edition_from(edition, languages, book) for edition in rows_in(row.get("editions"))
                ]
                found.append((book.id, editions))
            return found

        return {record_id: [] for record_id in record_ids} | dict(
            await in_chunks(record_ids, EDITION_BOOKS_PER_REQUEST, fetch)
        )


Found = TypeVar("Found")


async def in_chunks(
    keys: Iterable[Key], size: int, fetch: Callable[[Sequence[Key]], Awaitable[list[Found]]]
) -> list[Found]:
    """Fetch `size` different keys at a time, and half as many once that takes Hardcover too long."""
    waiting = list(dict.fromkeys(keys))
    found: list[Found] = []
    while waiting:
        try:
            found += await fetch(waiting[:size])
        except TimedOut:
            size = min(size, len(waiting)) // 2
            if size == 0:
                raise
        else:
            del waiting[:size]
    return found


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
