"""The rules of matching, one by one, through a sync with the local Hardcover; each with the decoy that was taken.

The labelled set (tests/unit/test_matching_labelled.py) holds many more of each kind.
"""

import asyncio
import threading
from dataclasses import replace

import pytest

from bookorbit_desktop.demo.local_hardcover import NewEdition, isbn13
from bookorbit_desktop.domain.base.ids import BookId, EntryId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, ShelfEntry
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.hardcover.matching import CONFIRM_BELOW, MatchCandidate, judge
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.hardcover import matching
from bookorbit_desktop.services.hardcover.matching import Matcher
from tests.integration.sync.conftest import Loop, Row
from tests.services import add_book

ISBN = isbn13("978555000007")


def remote(
    loop: Loop, title: str, author: str = "Ada Example", *, isbn: str | None = None, **more: object
) -> int:
    edition = NewEdition(300, isbn_13=isbn) if isbn else NewEdition(300)
    return loop.world.add_book(title, [author] if author else [], editions=[edition], **more)  # type: ignore[arg-type]


async def matched(loop: Loop, title: str, author: str = "Ada Example", **more: object) -> Row:
    """How a book stands after a sync."""
    book = add_book(loop.services, title, author, **more)  # type: ignore[arg-type]
    loop.set(book, ReadingStatus.READING)
    await loop.sync()
    found: Row = loop.export(book)["hardcover"]
    return found


@pytest.mark.parametrize(
    ("title", "decoy"),
    [
        ("Lantern Keep Two", "Lantern Keep One"),
        ("Lantern Keep II", "Lantern Keep III"),
        ("Lantern Keep, Part 2", "Lantern Keep"),
        ("Lantern Keep, Volume II", "Lantern Keep, Volume I"),
        ("Lantern Keep v05", "Lantern Keep, Vol. 50"),
        ("Lantern Keep 3: The Thaw", "Lantern Keep 2: The Thaw"),
        ("Lantern Keep 2", "Lantern Keep"),
        ("Lantern Almanac 2019", "Lantern Almanac 2020"),
        ("Lantern Keep #7", "Lantern Keep #8"),
    ],
)
async def test_titles_that_differ_in_a_number_are_two_books(loop: Loop, title: str, decoy: str) -> None:
    taken = remote(loop, decoy, users=90_000)
    loop.world.shelve(loop.hardcover.user_id, taken, 3)
    found = await matched(loop, title)
    assert (found["book_id"], found["state"]) == (None, "not_matched")
    assert found["reason"]


async def test_the_predecessor_on_the_shelf_is_not_taken_for_its_sequel(loop: Loop) -> None:
    first = remote(loop, "Lantern Keep One", users=90_000)
    loop.world.shelve(loop.hardcover.user_id, first, 3)
    second = remote(loop, "Lantern Keep Two")
    assert (await matched(loop, "Lantern Keep Two"))["book_id"] == second


@pytest.mark.parametrize(
    "decoy",
    [
        "Summary of Orchard by Ada Example",
        "Orchard: Study Guide",
        "Orchard: The Graphic Novel",
        "Orchard Workbook",
    ],
)
async def test_derivatives_are_refused_however_popular(loop: Loop, decoy: str) -> None:
    remote(loop, decoy, users=90_000)
    assert (await matched(loop, "Orchard"))["book_id"] is None
    right = remote(loop, "Orchard", users=5)
    assert (await matched(loop, "Orchard ", digest="b" * 32))["book_id"] == right


async def test_a_file_that_is_a_derivative_matches_its_own_record(loop: Loop) -> None:
    remote(loop, "Orchard", users=90_000)
    right = remote(loop, "Orchard: Study Guide", users=1)
    assert (await matched(loop, "Orchard: Study Guide"))["book_id"] == right


@pytest.mark.parametrize(
    ("title", "author", "compilation"),
    [
        ("Lantern Keep Boxed Set", "Ada Example", True),
        ("The Thaw", "Ada Example", False),
        ("Orchards", "Bob Else", False),
        ("Orchard", "Bob Else", False),
    ],
    ids=["a box set", "another volume", "a similar title", "a namesake"],
)
async def test_an_isbn_that_lies_is_not_believed(
    loop: Loop, title: str, author: str, compilation: bool
) -> None:
    remote(loop, title, author, isbn=ISBN, users=90_000, compilation=compilation)
    right = remote(loop, "Orchard", users=1)
    found = await matched(loop, "Orchard", isbn=ISBN)
    assert (found["book_id"], found["method"]) == (right, "title_author")


async def test_an_isbn_of_a_translation_is_believed_by_the_title_of_its_edition(loop: Loop) -> None:
    edition = NewEdition(310, "ja", isbn_13=ISBN, title="果樹園の冬")
    right = loop.world.add_book("Winter in the Orchard", ["Haruki Example"], editions=[edition])
    found = await matched(loop, "果樹園の冬", "例 春樹", isbn=ISBN, language="ja")
    assert (found["book_id"], found["method"]) == (right, "isbn13")


@pytest.mark.parametrize("saved", ["1984", "home"])
async def test_a_saved_slug_that_is_a_common_word_or_number_is_not_believed_alone(
    loop: Loop, saved: str
) -> None:
    remote(loop, "A Stranger's Book", "Bob Else", slug=saved)
    right = remote(loop, "Orchard")
    found = await matched(loop, "Orchard", identifiers=(Identifier("hardcover-slug", saved),))
    assert (found["book_id"], found["method"]) == (right, "title_author")


@pytest.mark.parametrize("author", ["", "Unknown", "Various"])
async def test_without_an_author_nothing_is_guessed(loop: Loop, author: str) -> None:
    remote(loop, "Home", users=90_000)
    found = await matched(loop, "Home", author)
    assert (found["book_id"], found["state"]) == (None, "not_matched")
    assert "names no author" in found["reason"]


async def test_half_of_a_novel_is_not_the_whole(loop: Loop) -> None:
    remote(loop, "The Long Winter", users=90_000, series="The Seasons", position=1)
    assert (await matched(loop, "The Long Winter, Part One"))["book_id"] is None
    half = remote(loop, "The Long Winter, Part 1", users=1)
    assert (await matched(loop, "The Long Winter, Part  One"))["book_id"] == half


async def test_an_exact_title_goes_before_popularity(loop: Loop) -> None:
    remote(loop, "The Long Winter: A Story of Ice and of the People Who Lived in It", users=90_000)
    right = remote(loop, "The Long Winter", users=1)
    assert (await matched(loop, "The Long Winter"))["book_id"] == right


@pytest.mark.parametrize(
    ("title", "there"),
    [
        ("The Thaw (Lantern Keep, #2)", "The Thaw"),
        ("Lantern Keep 02 - The Thaw", "The Thaw"),
        ("[Lantern Keep 02] The Thaw", "The Thaw"),
        ("The Thaw: the gripping bestseller of the year", "The Thaw"),
        ("The Thaw", "The Thaw: How a Village Survived the Winter of 1709"),
        ("Tauwetter, Das", "Das Tauwetter"),
        ("Dégel, Le", "Le Dégel"),
        ("Lantern Keep 12", "Lantern Keep, Vol. 12: The Thaw"),
        ("The Thaw, Part One: Ice", "The Thaw, Part 1: Ice"),
    ],
)
async def test_an_obvious_title_is_matched(loop: Loop, title: str, there: str) -> None:
    right = remote(loop, there)
    remote(loop, "Lantern Keep, Vol. 2: Another", users=90_000)
    assert (await matched(loop, title))["book_id"] == right


async def test_the_exact_title_of_a_collection_is_matched(loop: Loop) -> None:
    right = remote(loop, "The Lantern Keep Omnibus", compilation=True)
    remote(loop, "Lantern Keep", users=90_000)
    assert (await matched(loop, "The Lantern Keep Omnibus"))["book_id"] == right


@pytest.mark.parametrize("name", ["Лев Толстой", "Tolstoĭ, Leo", "Lew Tolstoi", "L. Tolstoy"])
async def test_a_name_in_another_spelling_is_the_same_name(loop: Loop, name: str) -> None:
    remote(loop, "The Long Winter", "Aleksey Tolstoy", users=90_000)
    right = remote(loop, "The Long Winter", "Leo Tolstoy")
    assert (await matched(loop, "The Long Winter", name))["book_id"] == right


async def test_the_author_in_the_title_of_a_file_counts(loop: Loop) -> None:
    right = remote(loop, "The Long Winter")
    assert (await matched(loop, "Ada Example - The Long Winter", "Unknown"))["book_id"] == right


async def test_a_search_that_finds_nothing_is_tried_twice_more_and_not_oftener(loop: Loop) -> None:
    title = "Ice: Being the True and Complete Relation of Everything That Happened There"
    right = remote(loop, "Ice")
    assert (await matched(loop, title))["book_id"] == right
    before = sum(request.operation == "SearchBooks" for request in loop.hardcover.requests)
    assert before == 2
    await matched(loop, "Nowhere: To Be Found at All - Not Even by Its Longest Part", "Nobody Here")
    assert sum(request.operation == "SearchBooks" for request in loop.hardcover.requests) - before <= 3


async def test_a_match_by_name_says_how_sure_it_is() -> None:
    books = [CatalogueBook(RecordId(1), title="The Long Winter", authors=("Ada Example",), users_count=9)]

    class Known:
        async def search(self, query: str, limit: int) -> list[CatalogueBook]:
            return books

        async def books_by_ids(self, ids: object) -> list[CatalogueBook]:
            return books

        async def text_editions(self, ids: object) -> dict[int, list[object]]:
            return {}

    matcher = Matcher(Known())  # type: ignore[arg-type]
    found = await matcher.match(
        {
            BookId(1): MatchQuery("The Long Winter", ("Ada Example",)),
            BookId(2): MatchQuery("The Long Wintre", ("Example",)),
        }
    )
    assert found[BookId(1)].score == 1.0
    assert SyncBook(match=found[BookId(1)]).needs_review
    assert 0 < found[BookId(2)].score < CONFIRM_BELOW


async def test_other_requests_come_between_while_a_shelf_is_looked_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The shelf is judged in a thread: what waits in the loop runs before the judging goes on."""
    loop, judged_by, reached, ran = asyncio.get_running_loop(), set(), asyncio.Event(), threading.Event()

    def watched(query: MatchQuery, book: CatalogueBook) -> MatchCandidate:
        judged_by.add(threading.current_thread())
        loop.call_soon_threadsafe(reached.set)
        assert ran.wait(120), "the loop was blocked by the judging"
        return judge(query, book)

    monkeypatch.setattr(matching, "judge", watched)
    book = CatalogueBook(RecordId(1), title="The Long Winter", authors=("Ada Example",))

    class Unasked:
        async def text_editions(self, ids: object) -> dict[int, list[object]]:
            return {}

    matcher = Matcher(Unasked())  # type: ignore[arg-type]
    match = asyncio.create_task(
        matcher.match(
            {BookId(1): MatchQuery("The Long Winter", ("Ada Example",))},
            [ShelfEntry(EntryId(1), RecordId(1), book=book)],
        )
    )
    await reached.wait()
    ran.set()
    assert (await match)[BookId(1)].record_id == 1
    assert threading.main_thread() not in judged_by


@pytest.mark.parametrize("column", ["name", "alternate_names", "id"])
async def test_a_token_that_may_not_see_pen_names_matches_the_rest(loop: Loop, column: str) -> None:
    loop.hardcover.options = replace(
        loop.hardcover.options, hidden_columns={("authors", column): "read:more"}
    )
    loop.world.add_author("Ada Example", ["Richard Penname"])
    remote(loop, "Winter in the Orchard")
    asks = add_book(loop.services, "Winter in the Orchard", "Richard Penname")
    loop.set(asks, ReadingStatus.READING)
    right = remote(loop, "The Long Winter")
    found = await matched(loop, "The Long Winter")
    assert (found["book_id"], found["method"]) == (right, "title_author")
    assert "the author is different" in loop.export(asks)["hardcover"]["reason"]


@pytest.mark.parametrize(
    ("ours", "theirs", "alias"),
    [
        ("R. P. Penname", "Ada Example", ()),
        ("Penname, R.P.", "Ada Example", ("R.P. Penname",)),
        ("Ada Example", "R.P. Penname", ()),
    ],
)
async def test_a_pen_name_is_known_from_either_side(
    loop: Loop, ours: str, theirs: str, alias: tuple[str, ...]
) -> None:
    person = loop.world.add_author("Ada Example", alias)
    loop.world.add_author("R.P. Penname", alias_id=person)
    right = remote(loop, "Winter in the Orchard", theirs)
    assert (await matched(loop, "Winter in the Orchard", ours))["book_id"] == right
