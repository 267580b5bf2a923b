"""What a person sets stays, whatever the file says later, until they hand it back."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, FieldState, FieldValue
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.overview.events import BooksChanged, Event
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.library.metadata import MetadataService
from tests.books import picture, write_epub
from tests.services import add_book


class Shelf:
    """One EPUB on the disk, and the library that knows it."""

    def __init__(self, services: Services, folder: Path) -> None:
        self.services, self.path = services, folder / "clocks.epub"
        self.write()
        asyncio.run(services.library.add_and_scan([str(folder)]))
        (row,) = services.book_list.rows(BookQuery())
        self.id = row.id

    @property
    def metadata(self) -> MetadataService:
        return self.services.metadata

    def write(self, title: str = "The Clocks", **more: Any) -> None:
        write_epub(self.path, title, **({"isbn": "9780306406157", "series": "Hours"} | more))

    def rescan(self) -> None:
        asyncio.run(self.services.library.rescan())

    def state(self, field: BookField = BookField.TITLE) -> FieldState:
        return self.metadata.fields(self.id)[field]

    def value(self, field: BookField = BookField.TITLE) -> FieldValue:
        return self.state(field).value

    def set(
        self, origin: FieldOrigin = FieldOrigin.HAND, *, lock: bool = False, **values: FieldValue
    ) -> None:
        changes = {BookField(name): value for name, value in values.items()}
        self.metadata.change([self.id], changes, origin, lock=lock)


@pytest.fixture
def shelf(tmp_path: Path, services: Services) -> Shelf:
    folder = tmp_path / "books"
    folder.mkdir()
    return Shelf(services, folder)


def test_fields_set_by_the_person_stay_when_the_file_changes_and_the_others_follow(shelf: Shelf) -> None:
    shelf.set(title="My Clocks", isbn="9781861972712")
    shelf.write("The Clocks, second edition", authors=["Bo Other"], isbn="9780140328721")
    shelf.rescan()

    assert shelf.state() == FieldState(
        BookField.TITLE, "My Clocks", FieldOrigin.HAND, False, "The Clocks, second edition"
    )
    assert shelf.value(BookField.ISBN) == "9781861972712"
    assert shelf.state(BookField.ISBN).in_file == "9780140328721"
    assert shelf.value(BookField.AUTHORS) == ("Bo Other",)
    assert shelf.state(BookField.TITLE).in_file == "The Clocks, second edition"


def test_a_field_handed_back_follows_its_file_now_and_later(shelf: Shelf) -> None:
    shelf.set(title="My Clocks", lock=True)
    shelf.write("Second")
    shelf.rescan()

    shelf.metadata.follow_file(shelf.id, BookField.TITLE)
    assert shelf.state() == FieldState(BookField.TITLE, "Second", FieldOrigin.FILE, False, "Second")
    shelf.write("Third")
    shelf.rescan()
    assert shelf.value() == "Third"


def test_a_locked_field_is_changed_by_the_person_alone(shelf: Shelf) -> None:
    shelf.metadata.lock([shelf.id], [BookField.TITLE])
    shelf.write("Second")
    shelf.rescan()
    shelf.set(FieldOrigin.HARDCOVER, title="As on Hardcover")
    shelf.set(FieldOrigin.FILE, title="Second")
    assert shelf.state() == FieldState(BookField.TITLE, "The Clocks", FieldOrigin.FILE, True, "Second")

    shelf.set(title="Mine")
    assert (shelf.value(), shelf.state().locked) == ("Mine", True)


def test_an_unlocked_field_follows_its_file_again_unless_the_person_had_set_it(shelf: Shelf) -> None:
    shelf.metadata.lock([shelf.id], [BookField.TITLE, BookField.PUBLISHER])
    shelf.set(publisher="Mine")
    shelf.write("Second", publisher="The File's")
    shelf.rescan()

    shelf.metadata.unlock([shelf.id], list(BookField))

    assert shelf.state() == FieldState(BookField.TITLE, "Second", FieldOrigin.FILE, False, "Second")
    assert shelf.state(BookField.PUBLISHER).value == "Mine"


def test_an_edit_is_taken_back_exactly_and_a_new_file_counts_meanwhile(shelf: Shelf) -> None:
    before = shelf.metadata.fields(shelf.id)
    locked = shelf.metadata.lock([shelf.id], [BookField.SERIES])
    edited = shelf.metadata.change(
        [shelf.id], {BookField.TITLE: "Mine", BookField.SERIES: "", BookField.ISBN: ""}, lock=True
    )
    shelf.metadata.undo(edited)
    assert shelf.state(BookField.SERIES).locked
    shelf.metadata.undo(locked)
    assert shelf.metadata.fields(shelf.id) == before

    edited = shelf.metadata.change([shelf.id], {BookField.TITLE: "Mine"})
    shelf.write("Second")
    shelf.rescan()
    shelf.metadata.undo(edited)
    assert shelf.value() == "Second"


def test_search_lists_export_and_catalogue_go_by_the_new_values(shelf: Shelf) -> None:
    shelf.set(title="Zebra Crossing", authors=("Ines Ørsted",), series="Streets", series_index=3)

    services = shelf.services
    for words in ("zebra", "orsted", "streets"):
        assert [row.title for row in services.book_list.rows(BookQuery(words))] == ["Zebra Crossing"]
    assert services.book_list.rows(BookQuery("clocks")) == []
    (book,) = services.export.document()["books"]
    assert (book["title"], book["series_index"]) == ("Zebra Crossing", 3)
    assert book["fields"]["series"] == {"value": "Streets", "origin": "hand", "locked": False}
    assert services.opds_catalogue.book(shelf.id).metadata.title == "Zebra Crossing"


def test_a_copy_in_another_format_still_finds_its_book_after_the_title_was_edited(shelf: Shelf) -> None:
    shelf.set(title="Mine")
    moved = shelf.path.with_name("renamed.epub")
    shelf.path.rename(moved)
    shelf.rescan()
    write_epub(shelf.path.with_name("clocks.kepub.epub"), "The Clocks", series="Hours", isbn="9780306406157")
    shelf.rescan()

    (row,) = shelf.services.book_list.rows(BookQuery())
    assert (row.title, row.copies) == ("Mine", 2)


def test_nothing_is_changed_when_one_value_or_one_book_is_wrong(shelf: Shelf) -> None:
    heard: list[Event] = []
    shelf.services.events.subscribe(heard.append)
    with pytest.raises(InvalidInput):
        shelf.set(title="Mine", pages=0)
    with pytest.raises(NotFound):
        shelf.metadata.change([shelf.id, BookId(999)], {BookField.TITLE: "Mine"})

    assert shelf.value() == "The Clocks"
    assert heard == []
    shelf.set(title="Mine")
    assert heard == [BooksChanged(frozenset({shelf.id}))]
    assert not shelf.metadata.change([shelf.id], {BookField.TITLE: " Mine "})
    assert len(heard) == 1


def test_a_field_set_to_the_value_of_the_file_stays_too(shelf: Shelf) -> None:
    shelf.set(title="The Clocks")
    shelf.write("Second")
    shelf.rescan()

    assert shelf.state() == FieldState(BookField.TITLE, "The Clocks", FieldOrigin.HAND, False, "Second")


def test_a_series_that_is_emptied_takes_its_number_along(shelf: Shelf) -> None:
    shelf.set(series="Hours", series_index=2)
    shelf.set(series="")

    assert shelf.value(BookField.SERIES_INDEX) is None


def test_a_known_series_is_completed_and_says_its_next_index(services: Services) -> None:
    first = add_book(services, "One", series="Étoiles", series_index=1)
    add_book(services, "Two", series="Étoiles", series_index=4)
    gone = add_book(services, "Three", series="Etage", series_index=9)
    services.removal.remove([gone])

    assert services.metadata.series_like("eto") == ["Étoiles"]
    assert services.metadata.series_like("etx") == services.metadata.series_like(" ") == []
    assert services.metadata.next_in_series("Étoiles") == 5
    assert services.metadata.next_in_series("Étoiles", leaving_out=[first]) == 5
    assert services.metadata.next_in_series("Unheard of") is None


def test_a_chosen_cover_stays_until_the_file_is_wanted_again(shelf: Shelf, tmp_path: Path) -> None:
    covers = shelf.services.cover_choice
    in_file = covers.shown(shelf.id)
    own = tmp_path / "own.png"
    own.write_bytes(picture(900, 1350, "darkred", "PNG"))

    undo = covers.choose_file(shelf.id, own)
    chosen = covers.shown(shelf.id)
    assert covers.is_chosen(shelf.id)
    shelf.write(cover=picture(colour="green"))
    shelf.rescan()
    assert covers.shown(shelf.id) == chosen != in_file
    assert len(shelf.services.opds_catalogue.screen_cover(shelf.id)) > len(chosen or b"")

    covers.follow_file(shelf.id)
    thumbnail = shelf.services.covers.path(shelf.id)
    assert thumbnail is not None
    assert thumbnail.read_bytes() not in (chosen, in_file)
    covers.undo(undo)
    assert not covers.is_chosen(shelf.id)


@pytest.mark.parametrize("content", [b"", b"no picture", b"GIF89a"])
def test_an_invalid_cover_is_refused_and_changes_nothing(shelf: Shelf, content: bytes) -> None:
    before = shelf.services.cover_choice.shown(shelf.id)
    with pytest.raises(InvalidInput, match="Choose a JPEG"):
        shelf.services.cover_choice.choose(shelf.id, content)
    with pytest.raises(InvalidInput, match="Couldn't read"):
        shelf.services.cover_choice.choose_file(shelf.id, shelf.path.with_name("nothing.jpg"))
    with pytest.raises(NotFound):
        shelf.services.cover_choice.choose(BookId(999), picture())

    assert shelf.services.cover_choice.shown(shelf.id) == before


def test_reading_state_and_file_are_untouched_by_a_metadata_edit(shelf: Shelf) -> None:
    shelf.services.reading.set_status([shelf.id], StatusChange(ReadingStatus.READ, rating=4.5))
    before = shelf.services.library.book(shelf.id)
    content = shelf.path.read_bytes()

    shelf.set(title="Mine", subjects=("Time",))

    after = shelf.services.library.book(shelf.id)
    assert (after.reading, after.files) == (before.reading, before.files)
    assert shelf.path.read_bytes() == content
