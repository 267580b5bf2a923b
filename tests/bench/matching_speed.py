"""How long matching keeps the network loop from other requests, and how long the import of a large shelf takes.

600 books are matched against a shelf of 2,000 while a task wakes up every millisecond; 2,000 entries of a shelf are
held against 3,000 books without a match. The figures are those of one process on an idle machine.
"""

import asyncio
import random
import time
from collections.abc import Sequence

from bookorbit_desktop.domain.base.ids import BookId, EntryId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, ShelfEntry
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.hardcover.shelf_import import LocalBook, sort_shelf
from bookorbit_desktop.domain.reading.reading import ReadingState
from bookorbit_desktop.services.hardcover.matching import Matcher

BOOKS, SHELF, LIBRARY, CHUNK = 600, 2000, 3000, 100
LONGEST_IMPORT = 5.0
"""Seconds."""
_WORDS = [
    "Shadow",
    "Winter",
    "Orchard",
    "Harbour",
    "Lantern",
    "Keep",
    "Crown",
    "Thorn",
    "Ember",
    "Glass",
    "River",
    "Stone",
    "Salt",
    "Iron",
    "North",
    "Quiet",
    "Last",
    "Silver",
    "Garden",
    "Wolf",
    "Hollow",
    "Tide",
    "Ash",
    "Bone",
    "Storm",
    "Copper",
    "Atlas",
    "Meadow",
    "Raven",
    "Summer",
    "Autumn",
    "Night",
    "Fire",
    "Sea",
    "Star",
    "Moon",
]
_GIVEN = ("Ada", "Bob", "Cy", "Dora", "Eve", "Finn", "Gus", "Hana")
_FAMILY = ("Example", "Else", "Quist", "Marlow", "Tanner", "Abbot", "Lund", "Okafor", "Petrov", "Le Guin")


def made_up(count: int, seed: int) -> list[tuple[str, str]]:
    """Titles and authors as catalogues have them."""
    chance = random.Random(seed)
    tails = ("", "", "", ": A Novel", " (Lantern Keep, #{0})", ", Vol. {0}", ": The Story of a Long Winter")
    return [
        (
            f"The {chance.choice(_WORDS)} of {chance.choice(_WORDS)} and {chance.choice(_WORDS)}"
            + chance.choice(tails).format(number % 9 + 1),
            f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}",
        )
        for number in range(count)
    ]


def entries(count: int) -> list[ShelfEntry]:
    """A shelf as its pages tell it."""
    return [
        ShelfEntry(
            EntryId(number),
            RecordId(number),
            status_id=3,
            book=CatalogueBook(RecordId(number), f"slug-{number}", title, authors=(author,)),
        )
        for number, (title, author) in enumerate(made_up(count, 1), 1)
    ]


class NothingKnown:
    """A catalogue in which no search finds anything."""

    async def search(self, query: str, limit: int) -> list[CatalogueBook]:
        return []

    async def text_editions(self, ids: Sequence[int]) -> dict[int, list[object]]:
        return {}


async def longest_block() -> tuple[float, float]:
    """The longest time in which the loop did nothing else, and the whole time, in seconds."""
    shelf = entries(SHELF)
    queries = {
        number: MatchQuery(title, (author,)) for number, (title, author) in enumerate(made_up(BOOKS, 2))
    }
    longest, done = 0.0, asyncio.Event()

    async def tick() -> None:
        nonlocal longest
        while not done.is_set():
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, time.perf_counter() - began)

    ticker = asyncio.create_task(tick())
    await asyncio.sleep(0.01)
    began = time.perf_counter()
    matcher = Matcher(NothingKnown())  # type: ignore[arg-type]
    for start in range(0, BOOKS, CHUNK):
        await matcher.match({BookId(key): queries[BookId(key)] for key in range(start, start + CHUNK)}, shelf)
    whole = time.perf_counter() - began
    await asyncio.sleep(0.01)  # let the ticker see the last block
    done.set()
    await ticker
    return longest, whole


def import_time() -> float:
    """Seconds for the comparison of a whole shelf with a library that was never matched."""
    shelf = entries(SHELF)
    library = [
        LocalBook(BookId(number), MatchQuery(title, (author,)), ReadingState())
        for number, (title, author) in enumerate(made_up(LIBRARY, 3))
    ]
    began = time.perf_counter()
    sort_shelf(shelf, library, {})
    return time.perf_counter() - began


def main() -> None:
    """Print both."""
    longest, whole = asyncio.run(longest_block())
    print(
        f"{BOOKS} books against a shelf of {SHELF}: {whole:.1f} s, the loop was blocked {longest * 1000:.0f} ms at most"
    )
    seconds = import_time()
    print(
        f"{SHELF} entries of a shelf against {LIBRARY} books: {seconds:.1f} s (at most {LONGEST_IMPORT:.0f})"
    )
    assert seconds <= LONGEST_IMPORT


if __name__ == "__main__":
    main()
