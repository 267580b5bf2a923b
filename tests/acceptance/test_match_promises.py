"""What a file says of itself, the records that a local Hardcover has, and which of them is matched."""

import json
import zipfile
from pathlib import Path

import pytest

from bookorbit_desktop.demo.local_hardcover import NewEdition, isbn13
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.catalogue import GRAPHIC_NOVEL, LIGHT_NOVEL
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from tests.acceptance.desk import Desk
from tests.books import picture
from tests.services import add_book

ISBN = isbn13("978555000009")
WAITS = "Nothing is sent until you confirm the match or pick another book."


def record(desk: Desk, title: str, *authors: str, isbn: str = "", **more: object) -> int:
    """A record that 90 people have."""
    edition = NewEdition(100, isbn_13=isbn or None)
    options = {"users": 90} | more
    return desk.hardcover.world.add_book(title, authors or ["Ada Example"], editions=[edition], **options)  # type: ignore[arg-type]


def reads(desk: Desk, title: str, author: str = "Ada Example", **more: object) -> BookId:
    book = add_book(desk.services, title, author, **more)  # type: ignore[arg-type]
    desk.services.reading.set_status([book], StatusChange(ReadingStatus.READING))
    return book


async def scanned(desk: Desk, file: Path) -> BookId:
    """A file that a scan put into the library, and that is being read."""
    await desk.run("scan", str(file))
    (listed,) = json.loads(await desk.run("list", "--json"))
    book = BookId(listed["id"])
    desk.services.reading.set_status([book], StatusChange(ReadingStatus.READING))
    return book


async def sent(desk: Desk) -> set[int]:
    """The ids of the records that stand on the shelf after a sync."""
    await desk.run("sync")
    return {int(str(entry["book_id"])) for entry in desk.entries.values()}


@pytest.mark.parametrize(
    ("title", "theirs"),
    [
        ("Lantern Keep: A LitRPG/Gamelit Adventure", "Lantern Keep"),
        ("LANTERN KEEP; OR, THE LONG WINTER", "Lantern Keep"),
        ("Lantern_Keep_and_the_Thaw", "Lantern Keep and the Thaw"),
        ("Lantern &amp;amp; Keep", "Lantern & Keep"),
        ("Lantern Keep (Young Readers Edition)", "Lantern Keep: Young Reader's Edition"),
        ("Lantern Keep", "Lantern Keep: Parts One and Two"),
        ("The Life and Adventures of Lantern Keep", "Lantern Keep"),
        (
            "The Personal History, Adventures, Experience and Observation of Lantern Keep the Younger",
            "Lantern Keep",
        ),
        ("Lantern Keep Deluxe Volume 2", "Lantern Keep Deluxe Edition, Vol. 2"),
    ],
)
async def test_a_title_that_one_side_writes_differently_is_matched(
    desk: Desk, title: str, theirs: str
) -> None:
    right = record(desk, theirs)
    reads(desk, title)
    assert await sent(desk) == {right}


async def test_a_second_title_is_no_other_volume_of_a_series_of_that_name(desk: Desk) -> None:
    right = record(desk, "Lantern Girls", series="Lantern Girls", position=1)
    record(desk, "Lantern Wives", series="Lantern Girls", position=2)
    reads(desk, "Lantern Girls; Or, Ann, Bea, Cleo, and Dot")
    assert await sent(desk) == {right}


async def test_a_pen_name_that_hardcover_lists_is_the_author(desk: Desk) -> None:
    right, other = (
        record(desk, "The Running Winter", "Ada Example"),
        record(desk, "The Winter Bag", "Bea Else"),
    )
    desk.hardcover.world.add_author("Ada Example", ["Richard Penname"])
    reads(desk, "The Running Winter", "Richard Penname")
    reads(desk, "The Winter Bag", "Richard Penname")
    assert await sent(desk) == {right}
    assert other not in await sent(desk)


async def test_an_isbn_whose_record_is_titled_in_another_script_is_believed_with_its_author(
    desk: Desk,
) -> None:
    right = record(desk, "容疑者の冬", "Ada Example", isbn=ISBN)
    reads(desk, "The Devotion of Winter", isbn=ISBN)
    assert await sent(desk) == {right}


async def test_an_isbn_of_another_script_by_somebody_else_is_not_believed(desk: Desk) -> None:
    record(desk, "容疑者の冬", "Bea Else", isbn=ISBN)
    reads(desk, "The Devotion of Winter", isbn=ISBN)
    assert await sent(desk) == set()


async def test_a_title_that_is_only_the_isbn_is_looked_up(desk: Desk) -> None:
    right = record(desk, "Orchard", isbn=ISBN)
    reads(desk, ISBN, "Unknown")
    assert await sent(desk) == {right}


async def test_the_scene_name_of_a_manga_is_the_volume_with_that_number(desk: Desk) -> None:
    volumes = [
        record(desk, f"Attack on Winter, Vol. {number}", category_id=GRAPHIC_NOVEL, users=9_000 - number)
        for number in range(1, 31)
    ]
    reads(desk, "Attack on Winter v25 (2013) (Digital)")
    assert await sent(desk) == {volumes[24]}


async def test_a_scene_name_without_an_author_asks_with_the_volume_first(desk: Desk, tmp_path: Path) -> None:
    for number in range(1, 31):
        record(desk, f"Attack on Winter, Vol. {number}", category_id=GRAPHIC_NOVEL, users=9_000 - number)
    comic = tmp_path / "Attack on Winter v25 (2013) (Digital).cbz"
    with zipfile.ZipFile(comic, "w") as archive:
        archive.writestr("1.jpg", picture(100, 150))
    book = await scanned(desk, comic)
    assert await sent(desk) == set()
    said = await desk.run("why", str(book))
    assert (
        "Found “Attack on Winter, Vol. 25” but wasn't sure (this file names no author). Pick to confirm."
        in said
    )
    assert (await desk.services.matches.search(await desk.services.matches.suggested_query(book)))[
        0
    ].title == ("Attack on Winter, Vol. 25")


@pytest.mark.parametrize(
    "name", ["Shadow Keep (Night Winter #2) - Ada Example.txt", "Shadow Keep - Ada Example.txt"]
)
async def test_a_text_file_may_be_named_title_before_author(desk: Desk, tmp_path: Path, name: str) -> None:
    right = record(desk, "Shadow Keep", series="Night Winter", position=2)
    (tmp_path / name).write_text("It was winter.")
    await scanned(desk, tmp_path / name)
    assert await sent(desk) == {right}


@pytest.mark.parametrize(
    ("title", "theirs"),
    [
        ("Wings of Winter", "Wings of Winter: A Guide to the Dragon World"),
        ("Lantern Keep, Vol. 2 (light novel)", "Lantern Keep (Manga), Vol. 2"),
        ("Lantern Keep v02", "Lantern Keep: The Perfect Edition, Vol. 2"),
        ("Lantern Keep Omnibus v02", "Lantern Keep, Vol. 2"),
        ("Lantern Keep: A Graphic Novel", "Lantern Keep"),
    ],
)
async def test_words_of_kind_and_edition_must_agree_or_it_asks(desk: Desk, title: str, theirs: str) -> None:
    record(desk, theirs, users=90_000)
    book = reads(desk, title)
    assert await sent(desk) == set()
    said = await desk.run("why", str(book))
    assert f"Found “{theirs}” but wasn't sure" in said
    assert "Pick to confirm." in said


@pytest.mark.parametrize(("category", "word"), [(GRAPHIC_NOVEL, "light novel"), (LIGHT_NOVEL, "manga")])
async def test_the_category_of_a_record_must_agree_with_the_files_word(
    desk: Desk, category: int, word: str
) -> None:
    record(desk, "Lantern Keep, Vol. 2", category_id=category, users=90_000)
    book = reads(desk, f"Lantern Keep, Vol. 2 ({word})")
    assert await sent(desk) == set()
    assert "Pick to confirm." in await desk.run("why", str(book))
    right = record(
        desk, "Lantern Keep, Vol. 2", category_id=LIGHT_NOVEL if word == "light novel" else GRAPHIC_NOVEL
    )
    await desk.run("rematch", str(book))
    assert await sent(desk) == {right}


async def test_a_volume_of_a_comic_is_not_the_novel_that_it_adapts(desk: Desk, tmp_path: Path) -> None:
    record(desk, "The Winter Gun", series="The Winter Gun", position=1, users=90_000)
    comic = tmp_path / "Ada Example - The Winter Gun v01.cbz"
    with zipfile.ZipFile(comic, "w") as archive:
        archive.writestr("1.jpg", picture(100, 150))
    book = await scanned(desk, comic)
    assert await sent(desk) == set()
    assert "Pick to confirm." in await desk.run("why", str(book))


async def test_a_comic_that_its_record_does_not_name_waits_to_be_confirmed(
    desk: Desk, tmp_path: Path
) -> None:
    right = record(desk, "Lantern Keep, Vol. 2")
    comic = tmp_path / "Ada Example - Lantern Keep v02.cbz"
    with zipfile.ZipFile(comic, "w") as archive:
        archive.writestr("1.jpg", picture(100, 150))
    book = await scanned(desk, comic)
    assert WAITS in await desk.run("sync")
    await desk.run("accept", str(book))
    assert await sent(desk) == {right}


async def test_a_third_volume_is_not_the_first_that_stands_on_the_shelf(desk: Desk) -> None:
    first = record(desk, "Lantern Keep", series="Lantern Keep", position=1, users=90_000)
    desk.person.add(first, 3)
    reads(desk, "Lantern Keep", series="Lantern Keep", series_index=3)
    assert await sent(desk) == {first}
    assert desk.entries["Lantern Keep"]["status_id"] == 3
    third = record(desk, "The Thaw", series="Lantern Keep", position=3)
    reads(desk, "Lantern Keep 3: The Thaw", series="Lantern Keep", series_index=3)
    assert await sent(desk) == {first, third}


async def test_of_two_records_of_a_title_the_one_with_readers_is_taken(desk: Desk) -> None:
    record(desk, "Orchard: A Novel", users=1)
    right = record(desk, "Orchard", users=40_000)
    reads(desk, "Orchard: A Novel")
    assert await sent(desk) == {right}


async def test_a_number_is_an_id_only_if_its_title_agrees_and_otherwise_a_slug(desk: Desk) -> None:
    stranger = record(desk, "A Winter Affair", "Bea Else")
    right = record(desk, "Winter in Numbers", "Ada Example", slug=str(stranger))
    named = (Identifier("hardcover", str(stranger)),)
    reads(desk, "Winter in Numbers", identifiers=named)
    assert await sent(desk) == {right}
    reads(desk, "A Winter Affair", "Bea Else", identifiers=named)
    assert await sent(desk) == {right, stranger}
