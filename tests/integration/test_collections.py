"""Shelves, tags and saved filters on a real database."""

import sqlite3
import threading
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.ids import BookId, CollectionId
from bookorbit_desktop.domain.library.collection import Collection, CollectionKind, collection_gone
from bookorbit_desktop.domain.library.listing import BookQuery, Facet
from bookorbit_desktop.domain.overview.events import CollectionsChanged, Event
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.library.collections import CollectionService
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.collections import CollectionRepository
from tests.integration.test_upgrades import FIRST, made_by
from tests.services import add_book

SHELF, TAG, FILTER = CollectionKind.SHELF, CollectionKind.TAG, CollectionKind.FILTER


@pytest.fixture
def own(services: Services) -> CollectionService:
    return services.collections


def made(own: CollectionService, kind: CollectionKind, name: str, *books: BookId) -> CollectionId:
    own.add_named(kind, name, books)
    return own.named(name, kind).id


def titles(services: Services, name: str, kind: CollectionKind = SHELF) -> list[str]:
    return [row.title for row in services.book_list.rows(services.collections.named(name, kind).shown_by)]


def everything(services: Services) -> list[tuple[str, str, list[int]]]:
    document = services.export.document()
    return [
        (collection["kind"], collection["name"], collection["books"])
        for collection in document["collections"]
    ]


def test_books_are_put_on_a_shelf_and_taken_off_singly_and_together(
    services: Services, own: CollectionService
) -> None:
    ids = [add_book(services, title) for title in ("Atlas", "Bees", "Coast")]
    shelf = made(own, SHELF, "To lend", *ids[:2])
    own.add(shelf, [ids[2], ids[0]])
    assert titles(services, "to LEND") == ["Atlas", "Bees", "Coast"]
    own.remove(shelf, [ids[1]])
    own.remove(shelf, ids[1:])
    assert titles(services, "To lend") == ["Atlas"]


def test_deleting_a_shelf_touches_no_book_and_undo_brings_it_back(
    services: Services, own: CollectionService
) -> None:
    book = add_book(services, "Atlas")
    shelf = made(own, SHELF, "To lend", book)
    before = everything(services)
    change = own.delete([shelf])
    assert (everything(services), len(services.book_list.ids(BookQuery()))) == ([], 1)
    own.make(SHELF, "Another")
    own.undo(change)
    assert own.get(shelf) is not None
    assert before[0] in everything(services)


def test_undo_of_a_deletion_says_so_where_the_name_is_taken_by_now(own: CollectionService) -> None:
    own.make(SHELF, "Summer")
    change = own.delete([own.named("Summer", SHELF).id])
    own.make(FILTER, "SUMMER", BookQuery("sun"))
    with pytest.raises(InvalidInput, match="SUMMER"):
        own.undo(change)
    assert [shelf.kind for shelf in own.all()] == [FILTER]


def test_names_are_unique_whatever_their_case_but_a_tag_may_be_called_like_a_shelf(
    own: CollectionService,
) -> None:
    own.make(SHELF, "Summer")
    for kind in (SHELF, FILTER):
        with pytest.raises(InvalidInput, match="already"):
            own.make(kind, "sUMMER", BookQuery("x") if kind is FILTER else None)
    own.make(TAG, "summer")
    own.make(SHELF, "Winter")
    with pytest.raises(InvalidInput, match="already"):
        own.rename(own.named("Winter", SHELF).id, " SUMMER ")
    own.rename(own.named("Winter", SHELF).id, "WINTER")
    assert [shelf.name for shelf in own.all()] == ["Summer", "WINTER", "summer"]


@pytest.mark.parametrize(
    "name",
    [
        "<b>&amp;</b>",
        "../../etc",
        "-rf",
        "\u202eevil",
        "x" * 10_000,
        "'); DROP TABLE book;--",
        "a\x00b",
        "%_",
    ],
)
def test_a_hostile_name_is_text(services: Services, own: CollectionService, name: str) -> None:
    book = add_book(services, "Atlas")
    for kind in (SHELF, TAG):
        own.add_named(kind, name, [book])
        assert titles(services, name, kind) == ["Atlas"]
    assert len(services.export.document()["books"][0]["shelves"]) == 1


def test_the_books_of_a_saved_filter_follow_by_themselves(services: Services, own: CollectionService) -> None:
    book = add_book(services, "Atlas")
    own.make(FILTER, "Done", BookQuery(status=ReadingStatus.READ))
    assert titles(services, "Done") == []
    services.reading.set_status([book], StatusChange(ReadingStatus.READ))
    assert titles(services, "Done") == ["Atlas"]
    with pytest.raises(InvalidInput, match="saved filter"):
        own.add(own.named("Done", SHELF).id, [book])


def test_a_saved_filter_follows_a_tag_that_is_renamed_and_back(
    services: Services, own: CollectionService
) -> None:
    tag = made(own, TAG, "Fun", add_book(services, "Atlas"))
    own.make(FILTER, "Light reading", BookQuery(chosen=frozenset({(Facet.TAG, "Fun")})))
    change = own.rename(tag, "Light")
    assert titles(services, "Light reading") == ["Atlas"]
    own.undo(change)
    assert own.named("Fun", TAG).id == tag
    assert titles(services, "Light reading") == ["Atlas"]


def test_undo_takes_back_only_what_the_step_did(services: Services, own: CollectionService) -> None:
    one, two = add_book(services, "Atlas"), add_book(services, "Bees")
    shelf = made(own, SHELF, "To lend", one)
    change = own.add(shelf, [one, two])
    assert change.books == 1
    own.undo(change)
    assert titles(services, "To lend") == ["Atlas"]


def test_undo_of_a_new_shelf_keeps_it_where_other_books_came_in_since(
    services: Services, own: CollectionService
) -> None:
    one, two = add_book(services, "Atlas"), add_book(services, "Bees")
    change = own.add_named(SHELF, "To lend", [one])
    own.add_named(SHELF, "To lend", [two])
    own.undo(change)
    assert titles(services, "To lend") == ["Bees"]


def test_a_change_to_several_shelves_is_made_as_a_whole_or_not_at_all(
    services: Services, own: CollectionService
) -> None:
    book = add_book(services, "Atlas")
    shelf = made(own, SHELF, "To lend")
    with pytest.raises(NotFound, match=str(collection_gone())):
        own.sort_in([book], add=[shelf, CollectionId(999)], new=[(TAG, "New")])
    assert everything(services) == [("shelf", "To lend", [])]


def test_a_filter_of_the_library_finds_and_counts_shelves_and_tags(
    services: Services, own: CollectionService
) -> None:
    one, two = add_book(services, "Atlas"), add_book(services, "Bees")
    made(own, SHELF, "To lend", one, two)
    made(own, TAG, "Fun", one)
    counts = services.book_list.facet(BookQuery(), Facet.SHELF)
    assert [(count.value, count.count) for count in counts] == [("To lend", 2)]
    chosen = frozenset({(Facet.SHELF, "To lend"), (Facet.TAG, "Fun")})
    assert list(services.book_list.ids(BookQuery(chosen=chosen))) == [one]


def test_a_merged_book_has_the_shelves_of_both_and_undo_gives_them_back(
    services: Services, own: CollectionService
) -> None:
    one, two = add_book(services, "Emma"), add_book(services, "Emma, annotated")
    made(own, SHELF, "To lend", one)
    made(own, TAG, "Fun", two)
    before = everything(services)
    done = services.merging.merge(one, [two])
    assert everything(services) == [("shelf", "To lend", [one]), ("tag", "Fun", [one])]
    services.merging.undo(done)
    assert everything(services) == before


def test_a_split_book_keeps_its_shelves(services: Services, own: CollectionService) -> None:
    one, two = add_book(services, "Emma"), add_book(services, "Emma, annotated")
    services.merging.merge(one, [two])
    made(own, SHELF, "To lend", one)
    file = services.library.book(one).files[1]
    done = services.merging.split(one, [file.id])
    assert sorted(everything(services)[0][2]) == sorted([one, done.book_id])


def test_a_removed_book_is_on_no_shelf_until_it_is_back(services: Services, own: CollectionService) -> None:
    book = add_book(services, "Atlas")
    made(own, SHELF, "To lend", book)
    removed = services.removal.remove([book], None)
    assert [shelf.books for shelf in own.filled()] == [0]
    services.removal.undo(removed)
    assert titles(services, "To lend") == ["Atlas"]


def test_the_same_new_name_from_many_sides_makes_one_shelf(
    services: Services, own: CollectionService
) -> None:
    ids = [add_book(services, f"Book {index}") for index in range(8)]
    gate = threading.Barrier(len(ids))

    def put(index: int) -> None:
        gate.wait()
        own.add_named(SHELF, "Summer" if index % 2 else "SUMMER", [ids[index]])

    threads = [threading.Thread(target=put, args=(index,)) for index in range(len(ids))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [(shelf.books, shelf.collection.kind) for shelf in own.filled()] == [(len(ids), SHELF)]


def test_a_listener_to_shelf_changes_reads_the_new_state(services: Services, own: CollectionService) -> None:
    seen: list[list[str]] = []

    def hear(event: Event) -> None:
        seen.append([shelf.name for shelf in own.all()])

    services.events.subscribe(hear, CollectionsChanged)
    own.make(SHELF, "Summer")
    own.rename(own.named("Summer", SHELF).id, "Winter")
    assert seen == [["Summer"], ["Winter"]]


def test_a_shelf_shows_how_many_books_it_has_in_a_fixed_number_of_queries(
    services: Services, own: CollectionService
) -> None:
    ids = [add_book(services, f"Book {index}") for index in range(12)]
    for index in range(6):
        made(own, SHELF, f"Shelf {index}", *ids)
    asked: list[str] = []
    services.database.connection().set_trace_callback(asked.append)
    filled = own.filled()
    services.database.connection().set_trace_callback(None)
    assert [shelf.books for shelf in filled] == [12] * 6
    assert all(len(shelf.covers) == 3 for shelf in filled)
    assert len(asked) <= 4


def test_a_library_of_the_first_version_gets_shelves_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then: sqlite3.Connection = made_by(path, FIRST)
    with then:
        then.execute(
            "INSERT INTO book (id, title, authors, series, language, description, publisher, published,"
            " subjects, added_at) VALUES (7, 'Orchard', '[]', '', '', '', '', '', '[]', 0)"
        )
    then.close()
    database = Database(path)
    own = CollectionRepository(database)
    shelf = database.write(lambda: own.make(SHELF, "To lend", None, 5.0))
    database.write(lambda: own.copy([BookId(7)], BookId(7), 5.0))
    found, titles = own.all(), list(database.connection().execute("SELECT title FROM book"))
    database.close()
    assert found == [Collection(shelf, SHELF, "To lend")]
    assert titles == [("Orchard",)]
