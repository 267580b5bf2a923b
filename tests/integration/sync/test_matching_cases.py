"""Every case of matching.md section 7, by its number: a book here, a world there, and what comes of it.

Each is a sync with the local Hardcover, once as it is and once as it was, when fields that were left out of a
read's update became null. Where a case is a pure rule too, that is asked as well. The guards of section 2 one by
one: tests/unit/test_matching.py.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import pytest

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, NewEdition, NewRead, Options, World
from bookorbit_desktop.demo.local_hardcover.world import AUDIO
from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.base.isbn import isbn_forms, normalise_isbn
from bookorbit_desktop.domain.base.titles import volume_of, without_series_tail
from bookorbit_desktop.domain.hardcover.catalogue import GRAPHIC_NOVEL, CatalogueBook
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery, query_from
from bookorbit_desktop.domain.hardcover.matching import judge
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.formats.identifiers import identifiers
from tests.integration.sync.conftest import Loop, Row
from tests.services import TestClock, add_book
from tests.shared import DOCS

NUMBERS_IN_THE_DOCUMENT = tuple(range(3, 46))
LEGACY = {"fields left out stay": False, "fields left out become null": True}
Check = Callable[[Loop], Awaitable[None]]


@dataclass(frozen=True)
class Case:
    """One line of the table."""

    number: int
    name: str
    check: Check

    def __str__(self) -> str:
        return f"case {self.number:02} {self.name}"


CASES: list[Case] = []


@pytest.fixture(params=list(LEGACY.values()), ids=list(LEGACY))
def hardcover(clock: TestClock, request: pytest.FixtureRequest) -> LocalHardcover:
    options = Options(legacy_null_partial=request.param)
    return LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep, options=options)


def case(number: int, name: str) -> Callable[[Check], Check]:
    """Put a check into the table."""

    def add(check: Check) -> Check:
        CASES.append(Case(number, name, check))
        return check

    return add


def remote(
    loop: Loop, title: str, *authors: str, editions: list[NewEdition] | None = None, **more: object
) -> int:
    """A record of the catalogue; one English e-book edition unless told otherwise."""
    return loop.world.add_book(title, authors, editions=editions or [NewEdition(300)], **more)  # type: ignore[arg-type]


def edition_of(loop: Loop, record: int, index: int = 0) -> int:
    return int(loop.world.editions_of(record)[index]["id"])


async def told(loop: Loop, book: int) -> Row:
    """How a book stands once it was begun and sent."""
    loop.set(BookId(book), ReadingStatus.READING)
    await loop.sync()
    found: Row = loop.export(BookId(book))["hardcover"]
    return found


async def expect_refused(loop: Loop, book: int) -> None:
    """Nothing was matched, nothing was written, and it says why."""
    found = await told(loop, book)
    assert (found["book_id"], found["method"], found["state"]) == (None, "none", "not_matched")
    assert found["reason"]
    assert loop.world.tables["user_books"] == {}


@case(3, "one normal form for every spelling of an ISBN")
async def _(loop: Loop) -> None:
    assert normalise_isbn("978-0-306-40615-7") == "9780306406157"
    assert isbn_forms(normalise_isbn("0-306-40615-2") or "") == ("0306406152", "9780306406157")
    assert normalise_isbn("155404295x") == "155404295X"
    for spelling, there in (
        ("978-0-306-40615-7", NewEdition(isbn_13="9780306406157")),
        ("0-306-40615-2", NewEdition(isbn_13="9780306406157")),
        ("155404295x", NewEdition(isbn_10="155404295X")),
    ):
        title = f"Spelt {spelling}"
        right = remote(loop, title, "Ada Example", editions=[there])
        found = await told(
            loop, add_book(loop.services, title, identifiers=identifiers([("isbn", spelling)]))
        )
        assert (found["book_id"], found["edition_id"]) == (right, edition_of(loop, right))
        assert found["method"] in ("isbn13", "isbn10")
        loop.world.tables["editions"].clear()


@case(4, "what is no ISBN goes to the search")
async def _(loop: Loop) -> None:
    right = remote(loop, "Dune", "Frank Herbert")
    for number, text in enumerate(("not an isbn", "12345", "")):
        assert normalise_isbn(text) is None
        known = identifiers([("isbn", text)])
        book = add_book(
            loop.services, "Dune", "Frank Herbert", identifiers=known, digest=f"{number + 1:032x}"
        )
        found = await told(loop, book)
        assert (found["book_id"], found["method"]) == (right, "title_author")


@case(5, "an ISBN-13 names work and edition")
async def _(loop: Loop) -> None:
    right = remote(loop, "Dune", "Frank Herbert", editions=[NewEdition(412, isbn_13="9780441013593")])
    found = await told(loop, add_book(loop.services, "Dune", "Frank Herbert", isbn="9780441013593"))
    assert (found["book_id"], found["edition_id"]) == (right, edition_of(loop, right))
    assert (found["method"], found["pages"]) == ("isbn13", 412)


@case(6, "wrong volume behind an ISBN")
async def _(loop: Loop) -> None:
    remote(loop, "Black Summoner: Volume 10", "Doufu Mayoi", editions=[NewEdition(isbn_13="9781718375666")])
    right = remote(loop, "Black Summoner, Vol. 2", "Doufu Mayoi")
    book = add_book(
        loop.services,
        "Black Summoner: Volume 2",
        "Doufu Mayoi",
        isbn="9781718375666",
        series="Black Summoner",
        series_index=2,
    )
    found = await told(loop, book)
    assert (found["book_id"], found["method"]) == (right, "title_author")


@case(7, "the numbered record without an author, not the series record nor the manga")
async def _(loop: Loop) -> None:
    remote(loop, "Black Summoner", "Doufu Mayoi", users=900)
    remote(loop, "Black Summoner (Manga) Vol 2", "Somebody Else", users=800)
    right = remote(loop, "Black Summoner, Vol. 2", users=10)
    series = {"series": "Black Summoner", "series_index": 2.0}
    book = add_book(loop.services, "Black Summoner, Vol. 2", "Doufu Mayoi", **series)  # type: ignore[arg-type]
    assert (await told(loop, book))["book_id"] == right


@case(8, "a standalone book is no volume of a series")
async def _(loop: Loop) -> None:
    remote(loop, "Dune Vol. 3", "Frank Herbert")
    await expect_refused(loop, add_book(loop.services, "Dune", "Frank Herbert"))


@case(9, "same author, other title; same title, other author")
async def _(loop: Loop) -> None:
    remote(loop, "A Very Specific Tale of Something", "Jane Writer")
    remote(loop, "A Very Specific Novel", "Bob Other")
    await expect_refused(loop, add_book(loop.services, "A Very Specific Novel", "Jane Writer"))


@case(10, "two authors in one text")
async def _(loop: Loop) -> None:
    right = remote(loop, "Cloud FinOps", "J. R. Storment", "Mike Fuller")
    book = add_book(loop.services, "Cloud FinOps", "J.R. Storment and Mike Fuller")
    assert (await told(loop, book))["book_id"] == right


@case(11, "the ISBN of a translation gives the work, and an edition in our language")
async def _(loop: Loop) -> None:
    editions = [NewEdition(300, "de", isbn_13="9781649712400", users=900), NewEdition(254, users=9)]
    right = remote(loop, "Heir Today, Pawn Tomorrow", "Eric Ugland", editions=editions)
    series = {"series": "The Good Guys", "series_index": 2.0, "isbn": "9781649712400"}
    book = add_book(loop.services, "Heir Today, Pawn Tomorrow", "Eric Ugland", **series)  # type: ignore[arg-type]
    found = await told(loop, book)
    assert (found["book_id"], found["edition_id"]) == (right, edition_of(loop, right, 1))
    assert (found["method"], found["pages"]) == ("isbn13", 254)


@case(12, "the ISBN of an audiobook gives the text edition")
async def _(loop: Loop) -> None:
    audio = NewEdition(None, reading_format=AUDIO, isbn_13="9780441013593", users=1200, audio_seconds=9_000)
    right = remote(loop, "Dune", "Frank Herbert", editions=[audio, NewEdition(412, users=900)])
    found = await told(loop, add_book(loop.services, "Dune", "Frank Herbert", isbn="9780441013593"))
    assert (found["edition_id"], found["pages"]) == (edition_of(loop, right, 1), 412)


@case(13, "language outranks readers")
async def _(loop: Loop) -> None:
    editions = [NewEdition(400, users=900), NewEdition(800, "de", users=3, title="Der Wüstenplanet")]
    right = remote(loop, "Dune", "Frank Herbert", editions=editions, alternative_titles=["Der Wüstenplanet"])
    found = await told(loop, add_book(loop.services, "Der Wüstenplanet", "Frank Herbert", language="de"))
    assert (found["book_id"], found["pages"]) == (right, 800)


@case(14, "only audio in our language: the work, and no edition")
async def _(loop: Loop) -> None:
    audio = NewEdition(None, reading_format=AUDIO, users=90, audio_seconds=9_000)
    right = remote(loop, "Dune", "Frank Herbert", editions=[audio, NewEdition(200, "fr")])
    book = add_book(loop.services, "Dune", "Frank Herbert")
    await loop.push(book, 0.5)
    found = await told(loop, book)
    assert (found["book_id"], found["edition_id"]) == (right, None)
    assert found["state"] == "waiting_for_pages"
    assert [read["progress_pages"] for read in loop.reads(book)] == [None]


@case(15, "an ISBN whose record has no title")
async def _(loop: Loop) -> None:
    right = remote(loop, "", editions=[NewEdition(isbn_13="9780441013593")], slug="untitled")
    found = await told(loop, add_book(loop.services, "Dune", "Frank Herbert", isbn="9780441013593"))
    assert (found["book_id"], found["method"]) == (right, "isbn13")


@case(16, "an ISBN whose record is another book")
async def _(loop: Loop) -> None:
    remote(loop, "A Totally Unrelated Cookbook", editions=[NewEdition(isbn_13="9780441013593")])
    book = add_book(loop.services, "Dune", "Frank Herbert", isbn="9780441013593")
    await expect_refused(loop, book)
    assert "A Totally Unrelated Cookbook" in loop.export(book)["hardcover"]["reason"]


@case(17, "manga and novel are two books")
async def _(loop: Loop) -> None:
    title = "My Hero Academia (Manga), Vol. 2: Rampage"
    editions = [NewEdition(isbn_13="9780306406157")]
    right = remote(loop, title, "Kohei Horikoshi", editions=editions, category_id=GRAPHIC_NOVEL)
    series, isbn, author = "My Hero Academia", "9780306406157", "Kohei Horikoshi"
    novel = add_book(
        loop.services, f"{series}, Vol. 2", author, isbn=isbn, series=series, series_index=2, digest="a" * 32
    )
    await expect_refused(loop, novel)
    name = f"{series} (Manga)"
    manga = add_book(
        loop.services, f"{name}, Vol. 2", author, isbn=isbn, series=name, series_index=2, digest="b" * 32
    )
    assert (await told(loop, manga))["book_id"] == right


@case(18, "volumes in titles")
async def _(loop: Loop) -> None:
    titles = ("Overlord Volume 14", "Berserk v03", "X #5", "Vol. 1.5")
    assert [volume_of(title) for title in titles] == [14, 3, 5, 1.5]
    assert [volume_of(title) for title in ("Dune", "1984", "Catch-22", "Revolver 7")] == [None] * 4
    for title, volume in (
        ("Overlord Volume 14", 14),
        ("Berserk v03", 3),
        ("X #5", 5),
        ("Mushishi Vol. 1.5", 1.5),
    ):
        name = title.split()[0]
        remote(loop, f"{name}, Vol. {volume + 1:g}", "Ada Example", users=900)
        right = remote(loop, f"{name}, Vol. {volume:g}", "Ada Example")
        book = add_book(loop.services, title, series=name, series_index=volume)
        assert (await told(loop, book))["book_id"] == right


@case(19, "a series tail in the title, and the same edition on every run")
async def _(loop: Loop) -> None:
    editions = [NewEdition(None, users=50), NewEdition(700, users=40), NewEdition(710, users=40)]
    right = remote(loop, "A Parade of Horribles", "Matt Dinniman", editions=editions)
    assert without_series_tail("A Parade of Horribles, Book 8") == "A Parade of Horribles"
    book = add_book(
        loop.services,
        "A Parade of Horribles, Book 8",
        "Matt Dinniman",
        series="Dungeon Crawler Carl",
        series_index=8,
    )
    for _run in range(4):
        found = await told(loop, book)
        assert (found["book_id"], found["edition_id"]) == (right, edition_of(loop, right, 1))
        await loop.services.matches.rematch([book])


async def expect_pin_kept(loop: Loop, editions: list[NewEdition], pinned: int, pages: int) -> None:
    """A pinned edition is the one that progress is counted in, after a thorough sync too."""
    record = remote(loop, "Mistborn", "Brandon Sanderson", editions=editions)
    book = add_book(loop.services, "Mistborn", "Brandon Sanderson")
    await loop.push(book, 0.5)
    edition = edition_of(loop, record, pinned)
    await loop.services.matches.pick_reference(book, f"edition:{edition}")
    await loop.sync()
    await loop.sync(thorough=True)
    found = loop.export(book)["hardcover"]
    assert (found["edition_id"], found["method"]) == (edition, "manual")
    assert [(read["edition_id"], read["progress_pages"]) for read in loop.reads(book)] == [(edition, pages)]


@case(20, "a pinned edition, not the popular translation")
async def _(loop: Loop) -> None:
    await expect_pin_kept(loop, [NewEdition(600, "tr", users=900, title="Sissoylu"), NewEdition(540)], 1, 270)


@case(21, "never an edition without readers and pages")
async def _(loop: Loop) -> None:
    editions = [NewEdition(None, users=0), NewEdition(664, users=714)]
    await expect_pin_kept(loop, editions, 1, 332)
    right = remote(loop, "Tower of Dawn", "Sarah J. Maas", editions=editions)
    found = await told(loop, add_book(loop.services, "Tower of Dawn", "Sarah J. Maas"))
    assert found["edition_id"] == edition_of(loop, right, 1)


@case(22, "a pinned edition, not the popular audiobook")
async def _(loop: Loop) -> None:
    audio = NewEdition(None, reading_format=AUDIO, users=9_000, audio_seconds=9_000)
    await expect_pin_kept(loop, [audio, NewEdition(None, users=800), NewEdition(700, users=1)], 2, 350)


@case(23, "a pinned edition far below the first fifty")
async def _(loop: Loop) -> None:
    editions = [NewEdition(300, users=1_000 - number) for number in range(60)]
    await expect_pin_kept(loop, [*editions, NewEdition(224, users=0)], 60, 112)


@case(24, "a corrected id voids the cached match, and the wrong entry can be removed")
async def _(loop: Loop) -> None:
    wrong = remote(loop, "Ok, Amen", "Lars Vesterlund")
    right = remote(loop, "Ok amen (Swedish)", "Other Spelling", editions=[NewEdition(180, "sv")])
    book = add_book(loop.services, "Ok, Amen", "Lars Vesterlund", language="sv")
    assert (await told(loop, book))["book_id"] == wrong
    undo = await loop.services.matches.save_reference(book, f"edition:{edition_of(loop, right)}")
    await loop.sync()
    found = loop.export(book)["hardcover"]
    assert (found["book_id"], found["edition_id"]) == (right, edition_of(loop, right))
    removal = await loop.services.entry_removal.remove(undo.sync_books)
    assert removal.removed == 1
    assert [row["book_id"] for row in loop.world.tables["user_books"].values()] == [right]


@case(25, "the work by its slug, the edition by its ISBN")
async def _(loop: Loop) -> None:
    editions = [
        NewEdition(160, "nb", users=900),
        NewEdition(150, "sv", isbn_13="9789523331587", users=1),
        NewEdition(140, "sv", users=50),
    ]
    right = remote(loop, "Comet in Moominland", "Tove Jansson", editions=editions)
    saved = (Identifier("hardcover", "comet-in-moominland"),)
    book = add_book(
        loop.services,
        "Kometen kommer",
        "Tove Jansson",
        isbn="9789523331587",
        language="sv",
        identifiers=saved,
    )
    found = await told(loop, book)
    assert (found["book_id"], found["edition_id"], found["pages"]) == (right, edition_of(loop, right, 1), 150)


@case(26, "merged away, before and after it was matched")
async def _(loop: Loop) -> None:
    chain = [remote(loop, f"Orchard{' ' * number}", "Ada Example") for number in range(4)]
    for loser, survivor in pairwise(chain):
        loop.world.merge_books(loser, survivor)
    book = add_book(loop.services, "Orchard", identifiers=(Identifier("hardcover", str(chain[0])),))
    await loop.push(book, 0.4)
    assert (await told(loop, book))["book_id"] == chain[-1]
    left = remote(loop, "Orchard, the record that is left", "Ada Example")
    loop.world.merge_books(chain[-1], left)
    loop.clock.move(days=1)
    await loop.push(book, 0.6)
    await loop.sync()
    (entry,) = loop.world.tables["user_books"].values()
    assert entry["book_id"] == left
    assert [read["progress_pages"] for read in loop.world.reads_of(entry["id"])] == [180]
    assert (loop.export(book)["hardcover"]["book_id"], loop.state(book)) == (left, "synced")


async def test_a_record_merged_between_match_and_first_write(loop: Loop) -> None:
    old = remote(loop, "Orchard", "Ada Example")
    book = add_book(loop.services, "Orchard")
    await loop.services.matches.pick_reference(book, str(old))
    left = remote(loop, "Orchard, the record that is left", "Ada Example")
    loop.world.merge_books(old, left)
    theirs = loop.world.shelve(loop.hardcover.user_id, left, 1, rating=5, privacy_id=1)
    found = await told(loop, book)
    assert (found["book_id"], found["method"], found["state"]) == (left, "manual", "synced")
    (entry,) = loop.world.tables["user_books"].values()
    assert (entry["id"], entry["status_id"], entry["rating"], entry["privacy_setting_id"]) == (
        theirs,
        2,
        5,
        1,
    )


@case(27, "either ISBN, and no thriller of the same title")
async def _(loop: Loop) -> None:
    for author in ("Some Other Author", "A Third Writer"):
        remote(loop, "In the Blood", author, users=5_000)
    edition = NewEdition(480, isbn_13="9781398508255", isbn_10="139850825X", reading_format=1)
    right = remote(loop, "In the Blood", "Jack Carr", editions=[edition])
    for isbn, digest in (("9781398508255", "a" * 32), ("139850825X", "b" * 32)):
        found = await told(
            loop, add_book(loop.services, "In the Blood", "Jack Carr", isbn=isbn, digest=digest)
        )
        assert (found["book_id"], found["edition_id"], found["pages"]) == (
            right,
            edition_of(loop, right),
            480,
        )
    query = MatchQuery("In the Blood", ("Jack Carr",))
    assert judge(
        query, CatalogueBook(RecordId(1), title="In the Blood", authors=("Some Other Author",))
    ).refusal


@case(28, "a UUID under an ISBN's name")
async def _(loop: Loop) -> None:
    known = identifiers([("eisbn", "0b6e3d6c-0000-4000-8000-000000000000")])
    assert known == (Identifier("uuid", "0b6e3d6c-0000-4000-8000-000000000000"),)
    assert query_from(BookMetadata("T", identifiers=known)).isbns == ()
    right = remote(loop, "Orchard", "Ada Example")
    found = await told(loop, add_book(loop.services, "Orchard", identifiers=known))
    assert (found["book_id"], found["method"]) == (right, "title_author")


@case(29, "ids as calibre keeps them, and the edition before the ISBN")
async def _(loop: Loop) -> None:
    def named(scheme: str, value: str) -> tuple[int | None, int | None, str]:
        query = query_from(BookMetadata("T", identifiers=identifiers([(scheme, value)])))
        return query.record_id, query.edition_id, query.slug

    assert named("HARDCOVER", "the-hobbit") == (None, None, "the-hobbit")
    assert named("HARDCOVER-EDITION", "16193290") == (None, 16193290, "")
    assert named("hardcover-slug", "1984") == (None, None, "1984")
    assert named("hardcover", "12345") == (12345, None, "12345")
    for scheme in ("hardcover", "hardcover-edition"):
        assert named(scheme, "0") == named(scheme, "-5") == (None, None, "")
    editions = [NewEdition(300, isbn_13="9780306406157"), NewEdition(310)]
    right = remote(loop, "The Hobbit", "J. R. R. Tolkien", editions=editions)
    saved = (Identifier("hardcover-edition", str(edition_of(loop, right, 1))),)
    book = add_book(loop.services, "The Hobbit", "J. R. R. Tolkien", isbn="9780306406157", identifiers=saved)
    assert (await told(loop, book))["pages"] == 310


@case(30, "an ISBN-10 here, only the ISBN-13 there")
async def _(loop: Loop) -> None:
    right = remote(loop, "The Martian", "Andy Weir", editions=[NewEdition(387, isbn_13="9780306406157")])
    found = await told(loop, add_book(loop.services, "The Martian", "Andy Weir", isbn="0306406152"))
    assert (found["book_id"], found["method"]) == (right, "isbn13")


@case(31, "a wrong check digit needs a title that is all but equal")
async def _(loop: Loop) -> None:
    isbn = normalise_isbn("978-0-306-40615-8")
    right = remote(loop, "The Sea and the Shore", editions=[NewEdition(isbn_13=isbn)])
    found = await told(loop, add_book(loop.services, "The Sea and the Shore", isbn=isbn))
    assert (found["book_id"], found["method"]) == (right, "isbn13")
    other = add_book(loop.services, "The Sea and Its Shores, Revisited", "Bob Else", isbn=isbn)
    assert (await told(loop, other))["book_id"] is None


@case(32, "an ISBN that was corrected is used at once")
async def _(loop: Loop) -> None:
    right = remote(loop, "Catalogue Title", editions=[NewEdition(isbn_13="9780441013593", title="Own Title")])
    book = add_book(loop.services, "Own Title", isbn="9780306406157", digest="a" * 32)
    await expect_refused(loop, book)
    assert add_book(loop.services, "Own Title", isbn="9780441013593", digest="a" * 32) == book
    await loop.sync(by_person=False)
    found = loop.export(book)["hardcover"]
    assert (found["book_id"], found["method"]) == (right, "isbn13")


@case(33, "an edition without pages: everything but progress")
async def _(loop: Loop) -> None:
    book = loop.book(pages=None)
    await loop.push(book, 0.5)
    loop.set(book, ReadingStatus.READING, rating=4.5)
    await loop.sync()
    entry = loop.entry(book)
    assert entry is not None
    assert (entry["status_id"], entry["rating"], entry["privacy_setting_id"]) == (2, 4.5, 3)
    (read,) = loop.reads(book)
    assert (read["progress_pages"], read["started_at"]) == (None, loop.clock.today().isoformat())
    assert loop.state(book) == "waiting_for_pages"
    assert "page count" in loop.export(book)["hardcover"]["reason"]
    assert (await loop.sync()).units == 0


@case(34, "steps below one per cent, backwards, and beyond the end")
async def _(loop: Loop) -> None:
    book = loop.book(pages=1000)
    for percentage, page in ((0.495, 495), (0.50, 495), (0.52, 520), (0.90, 900), (0.62, 900)):
        await loop.push(book, percentage)
        await loop.sync()
        assert loop.reads(book)[0]["progress_pages"] == page
        assert loop.state(book) == "synced"
    await loop.push(book, 1.5)
    await loop.sync()
    assert loop.reads(book)[0]["progress_pages"] == 1000


@case(35, "progress as pages")
async def _(loop: Loop) -> None:
    half, finished = loop.book("Half", pages=384), loop.book("Finished", pages=384)
    lengths: tuple[int | None, ...] = (0, None)
    unknown = [loop.book(f"Unknown {pages}", pages=pages) for pages in lengths]
    for book in (half, *unknown):
        await loop.push(book, 0.5)
    await loop.push(finished, 0.4)
    loop.set(finished, ReadingStatus.READ)
    await loop.sync()
    pages = [loop.reads(book)[0]["progress_pages"] for book in (half, finished, *unknown)]
    assert pages == [192, 384, None, None]


@case(36, "a wish with a sample's progress")
async def _(loop: Loop) -> None:
    book = loop.book()
    await loop.push(book, 0.2)
    loop.set(book, ReadingStatus.WANT_TO_READ)
    await loop.sync()
    entry = loop.entry(book)
    assert entry is not None
    assert (entry["status_id"], loop.reads(book)) == (1, [])


@case(37, "the read that adding makes is adopted")
async def _(loop: Loop) -> None:
    book = loop.book(pages=100)
    for percentage in (0.2, 0.3, 0.4):
        await loop.push(book, percentage)
        await loop.sync()
    (read,) = loop.reads(book)
    assert (read["progress_pages"], read["finished_at"]) == (40, None)


@case(38, "a rating is sent, its clearing is not, and 4 is 4.0")
async def _(loop: Loop) -> None:
    book = loop.book()
    loop.set(book, ReadingStatus.READING, rating=4.5)
    await loop.sync()
    loop.services.reading.rate([book], None)
    await loop.sync()
    entry = loop.entry(book)
    assert entry is not None
    assert entry["rating"] == 4.5
    entry["rating"] = 4
    loop.clock.move(days=1)
    loop.services.reading.rate([book], 4.0)
    rows = len(loop.hardcover.journal)
    await loop.sync()
    assert len(loop.hardcover.journal) == rows


@case(39, "what was not found is not asked for again")
async def _(loop: Loop) -> None:
    book = add_book(loop.services, "Late Arrival", digest="a" * 32)
    await expect_refused(loop, book)
    right = remote(loop, "Late Arrival", "Ada Example")
    requests = len(loop.hardcover.requests)
    await loop.sync(by_person=False)
    assert len(loop.hardcover.requests) == requests
    add_book(loop.services, "Late  Arrival", digest="a" * 32)
    await loop.sync(by_person=False)
    assert loop.export(book)["hardcover"]["book_id"] == right


@case(40, "an excluded book costs no request, with Sync now neither")
async def _(loop: Loop) -> None:
    book = loop.book()
    loop.set(book, ReadingStatus.READING)
    await loop.services.matches.exclude([book])
    await loop.sync()
    await loop.sync(thorough=True)
    assert [request.operation for request in loop.hardcover.requests] == ["Me"]
    assert loop.state(book) == "excluded"


@case(41, "read at an unknown date: null on our own entry, nothing on theirs")
async def _(loop: Loop) -> None:
    ours, theirs = loop.book("Ours"), loop.book("Theirs")
    reads = [NewRead(None, "2015-02-01", pages=300)]
    loop.world.shelve(loop.hardcover.user_id, loop.record_of("Theirs"), 3, reads=reads)
    for book in (ours, theirs):
        loop.set(book, ReadingStatus.READ)
    await loop.sync()
    assert [read["finished_at"] for read in loop.reads(ours)] == [None]
    assert [read["finished_at"] for read in loop.reads(theirs)] == ["2015-02-01"]
    assert (await loop.sync()).units == 0
    assert [loop.state(book) for book in (ours, theirs)] == ["synced", "synced"]


@case(42, "a finished read from years ago, and the book is read again")
async def _(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    reads = [NewRead("2015-01-01", "2015-02-01", pages=96)]
    loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 3, reads=reads)
    target = loop.record_of("Orchard")
    entry = loop.world.entry_of(loop.hardcover.user_id, target)
    assert entry is not None
    before = dict(loop.world.reads_of(entry["id"])[0])
    day = loop.clock.today() - timedelta(days=3)
    loop.set(book, ReadingStatus.READ, finished_on=day)
    await loop.sync()
    old, new = loop.reads(book)
    assert (old, new["finished_at"]) == (before, day.isoformat())


@case(43, "first contact with more there than here")
async def _(loop: Loop) -> None:
    book = loop.book("Orchard", pages=100)
    reads = [NewRead("2026-01-01", None, pages=80)]
    loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 2, reads=reads)
    await loop.push(book, 0.3)
    await loop.sync()
    (read,) = loop.reads(book)
    assert (read["progress_pages"], read["started_at"]) == (80, "2026-01-01")
    assert loop.state(book) == "hardcover_ahead"


@case(44, "the same again writes nothing")
async def _(loop: Loop) -> None:
    book = loop.book()
    await loop.push(book, 0.5)
    loop.set(book, ReadingStatus.READING, rating=4)
    await loop.sync()
    rows = len(loop.hardcover.journal)
    assert (await loop.sync()).units == 0
    loop.clock.move(days=30)
    await loop.sync(thorough=True)
    assert len(loop.hardcover.journal) == rows


@case(45, "ours are private, theirs as they were")
async def _(loop: Loop) -> None:
    ours, theirs = loop.book("Ours"), loop.book("Theirs")
    loop.world.shelve(loop.hardcover.user_id, loop.record_of("Theirs"), 1, privacy_id=1)
    for book in (ours, theirs):
        await loop.push(book, 0.5)
    await loop.sync()
    entries = [loop.entry(book) for book in (ours, theirs)]
    assert [entry and entry["privacy_setting_id"] for entry in entries] == [3, 1]


async def test_a_translation_below_the_forty_most_read_editions(loop: Loop) -> None:
    popular = [NewEdition(300, users=1_000 - number) for number in range(60)]
    right = remote(
        loop,
        "Dune",
        "Frank Herbert",
        editions=[*popular, NewEdition(None, "de", users=2), NewEdition(800, "de")],
    )
    found = await told(loop, add_book(loop.services, "Dune", "Frank Herbert", language="de"))
    assert (found["edition_id"], found["pages"]) == (edition_of(loop, right, 61), 800)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_matching(case: Case, loop: Loop) -> None:
    await case.check(loop)


def test_no_case_of_the_document_is_missing() -> None:
    assert tuple(case.number for case in CASES) == NUMBERS_IN_THE_DOCUMENT
    assert len({case.name for case in CASES}) == len(CASES)


def test_the_cases_here_are_the_numbers_of_the_document() -> None:
    text = (DOCS / "reference" / "matching.md").read_text(encoding="utf-8")
    table = text.partition("## 7. Cases")[2]
    numbers = re.findall(r"^\| (\d+) \|", table, flags=re.MULTILINE)
    assert tuple(map(int, numbers)) == NUMBERS_IN_THE_DOCUMENT
