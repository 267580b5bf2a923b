"""Annotations of devices in the library: taken in once, found again, kept, and removed for good."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bookorbit_desktop.domain.highlights.annotations import AnnotationQuery, AnnotationSort, KeptAnnotation
from bookorbit_desktop.domain.overview.events import AnnotationsChanged
from bookorbit_desktop.domain.usb.files import (
    Annotation,
    AnnotationKind,
    PagePoint,
)
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.highlights.annotations import ImportedAnnotations
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.highlights.annotations import AnnotationRepository, ImportedDocument
from tests.annotations import DIGEST, KINDLE, KOBO, MADE, book_of, highlight
from tests.integration.test_upgrades import FIRST, made_by
from tests.services import add_book


def listed(services: Services, **wanted: object) -> list[KeptAnnotation]:
    query = AnnotationQuery(**wanted)  # type: ignore[arg-type]
    return services.annotations.queries.rows_of(services.annotations.queries.ids(query))


def texts(services: Services, **wanted: object) -> list[str]:
    return [kept.annotation.text for kept in listed(services, **wanted)]


def test_taking_in_twice_changes_nothing(services: Services) -> None:
    heard: list[object] = []
    services.events.subscribe(heard.append)
    book = book_of(
        highlight(2, note="mine", source=b"{}"),
        highlight(1, page=7, start=PagePoint(7, 1.0, 2.5), end=PagePoint(7, 3.0, 4.5), page_label="vii"),
        Annotation(AnnotationKind.BOOKMARK, text="in Chapter 2", page=None),
    )
    assert services.annotations.preview([(book, None)], KOBO) == ImportedAnnotations(new=3)
    assert services.annotations.import_books([(book, None)], KOBO) == ImportedAnnotations(new=3)
    before = listed(services)

    assert services.annotations.preview([(book, None)], KOBO) == ImportedAnnotations()
    assert services.annotations.import_books([(book, None)], KOBO) == ImportedAnnotations()

    assert listed(services) == before
    assert {kept.annotation for kept in before} == set(book.newest.annotations)
    assert {kept.annotation.source for kept in before} == {b"{}", b""}
    assert [type(event) for event in heard] == [AnnotationsChanged]


def test_the_same_highlight_on_two_devices_is_one(services: Services) -> None:
    services.annotations.import_books([(book_of(highlight(1)), None)], KOBO)
    services.annotations.import_books([(book_of(highlight(1), highlight(2)), None)], KINDLE)

    one, two = listed(services)

    assert [carrier.key for carrier in one.carriers] == [KINDLE, KOBO]
    assert [carrier.key for carrier in two.carriers] == [KINDLE]
    assert texts(services, device=KOBO) == ["words"]


def test_an_edited_note_follows_and_a_deleted_one_is_kept(services: Services) -> None:
    first, second = highlight(1, note="first"), highlight(2)
    services.annotations.import_books([(book_of(first, second), None)], KOBO)
    edited = replace(first, note="second thoughts", updated=MADE + timedelta(days=9))

    taken = services.annotations.import_books([(book_of(edited), None)], KOBO)

    assert taken == ImportedAnnotations(changed=1, gone=1)
    kept = listed(services)
    assert [one.annotation.note for one in kept] == ["second thoughts", ""]
    assert [one.gone_from for one in kept] == [(), ("kobo-id",)]


def test_highlights_missing_on_a_device_are_noted_without_importing_new_ones(services: Services) -> None:
    services.annotations.import_books([(book_of(highlight(1), highlight(2)), None)], KOBO)
    unknown = book_of(highlight(1), digest="c" * 32)

    noted = services.annotations.note_presence([book_of(highlight(2), highlight(3)), unknown], KOBO)

    assert noted == ImportedAnnotations(gone=1)
    assert [one.gone_from for one in listed(services)] == [("kobo-id",), ()]


def test_a_highlight_removed_here_stays_removed_until_it_is_restored(services: Services) -> None:
    first, second = highlight(1), highlight(2, "others")
    services.annotations.import_books([(book_of(first, second), None)], KOBO)
    removed = services.annotations.queries.ids(AnnotationQuery(text="words"))

    services.annotations.remove(removed)
    edited = replace(first, note="new", updated=MADE + timedelta(days=99))
    services.annotations.import_books([(book_of(edited, second), None)], KOBO)

    assert texts(services) == ["others"]
    assert services.annotations.queries.count() == 1
    services.annotations.restore(removed)
    assert [one.annotation.note for one in listed(services)] == ["new", ""]


def test_annotations_belong_to_the_book_of_their_digest_and_wait_for_one(services: Services) -> None:
    services.annotations.import_books([(book_of(highlight(1), title="As on the device"), None)], KOBO)
    (alone,) = listed(services)
    book_id = add_book(services, "Orchard", digest=DIGEST)
    (found,) = listed(services)

    assert (alone.book_id, alone.title, alone.authors) == (None, "As on the device", ("Ada Example",))
    assert (found.book_id, found.title) == (book_id, "Orchard")
    assert texts(services, book_id=book_id) == ["words"]
    removed = services.removal.remove([book_id])
    assert listed(services) == []
    services.removal.undo(removed)
    assert texts(services) == ["words"]


def test_books_that_are_merged_bring_their_annotations(services: Services) -> None:
    kept, other = add_book(services, "Orchard"), add_book(services, "Orchard again", digest=DIGEST)
    services.annotations.import_books([(book_of(highlight(1)), other)], KOBO)

    done = services.merging.merge(kept, [other])
    assert [one.book_id for one in listed(services)] == [kept]
    services.merging.undo(done)
    assert [one.book_id for one in listed(services)] == [other]


def test_two_books_with_one_digest_keep_their_own(services: Services) -> None:
    orchard, garden = add_book(services, "Orchard", digest=DIGEST), add_book(services, "Garden")
    books = [
        (book_of(highlight(1, "of the orchard")), orchard),
        (book_of(highlight(1, "of the garden"), title="Garden", path="g"), garden),
    ]
    assert services.annotations.import_books(books, KOBO).new == 2
    assert services.annotations.import_books(books, KOBO) == ImportedAnnotations()


def test_a_book_without_a_digest_is_known_by_its_path_until_it_has_one(services: Services) -> None:
    services.annotations.import_books([(book_of(highlight(1), digest=""), None)], KOBO)
    services.annotations.import_books([(book_of(highlight(1), digest="", path="p"), None)], KOBO)
    assert (
        services.annotations.import_books([(book_of(highlight(1), digest=""), None)], KOBO)
        == ImportedAnnotations()
    )
    assert services.annotations.queries.count() == 2


class TestFinding:
    """Every filter of the issue, and the two orders."""

    @pytest.fixture(autouse=True)
    def full(self, services: Services) -> None:
        self.book_id = add_book(services, "The Orchard", "Zoë Brontë", digest=DIGEST)
        orchard = book_of(
            highlight(1, "Frühling kommt"),
            highlight(2, "red apples", color="red", drawer="underscore", note="for the pie"),
            Annotation(
                AnnotationKind.BOOKMARK, text="in Chapter 3", chapter="Chapter 3", page="/body/DocFragment[3]"
            ),
        )
        garden = book_of(
            highlight(4, "花が咲く庭", created=MADE.replace(year=2023)), digest="b" * 32, title="Garden"
        )
        services.annotations.import_books([(orchard, None)], KOBO)
        services.annotations.import_books([(garden, None)], KINDLE)

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            ({"text": "fruhling"}, ["Frühling kommt"]),
            ({"text": "pie red"}, ["red apples"]),
            ({"text": "orchard apples"}, ["red apples"]),
            ({"text": "bronte chapter"}, ["Frühling kommt", "red apples", "in Chapter 3"]),
            ({"text": "咲く"}, ["花が咲く庭"]),
            ({"text": "100%"}, []),
            ({"chapter": "Chapter 2"}, ["red apples"]),
            ({"color": "red"}, ["red apples"]),
            ({"color": ""}, ["in Chapter 3"]),
            ({"style": "underscore"}, ["red apples"]),
            ({"kind": AnnotationKind.BOOKMARK}, ["in Chapter 3"]),
            ({"kind": AnnotationKind.NOTE}, ["red apples"]),
            ({"device": KINDLE}, ["花が咲く庭"]),
            ({"has_note": True}, ["red apples"]),
            ({"since": date(2025, 3, 3)}, ["red apples"]),
            ({"until": date(2025, 3, 2)}, ["花が咲く庭", "Frühling kommt"]),
            ({"since": date(2025, 3, 2), "until": date(2025, 3, 2)}, ["Frühling kommt"]),
        ],
    )
    def test_each_filter(self, services: Services, wanted: dict[str, object], found: list[str]) -> None:
        assert texts(services, **wanted) == found

    def test_books_come_by_title_and_the_newest_first_where_wanted(self, services: Services) -> None:
        in_order = ["花が咲く庭", "Frühling kommt", "red apples", "in Chapter 3"]
        assert texts(services) == in_order
        newest = texts(services, sort=AnnotationSort.NEWEST)
        assert newest == ["red apples", "Frühling kommt", "花が咲く庭", "in Chapter 3"]

    def test_filters_offer_the_books_chapters_colours_devices_and_years_there_are(
        self, services: Services
    ) -> None:
        facets = services.annotations.queries.facets(AnnotationQuery(book_id=self.book_id))
        assert [(book.title, book.count) for book in facets.books] == [("Garden", 1), ("The Orchard", 3)]
        assert facets.chapters == ("Chapter 1", "Chapter 2", "Chapter 3")
        assert (facets.colors, facets.styles) == (("red", "yellow"), ("lighten", "underscore"))
        assert [device.key for device in facets.devices] == [KINDLE, KOBO]
        assert facets.years == (2025, 2023)
        assert services.annotations.queries.facets(AnnotationQuery()).chapters == ()


def test_a_library_of_the_first_version_gets_annotations_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute("INSERT INTO folder (id, path, added_at) VALUES (1, ?, 0)", (b"/books",))
    then.close()

    database = Database(path)
    repository = AnnotationRepository(database)
    document = ImportedDocument("kobo:o", DIGEST, "Orchard", ("Ada Example",), None)
    number = database.write(lambda: repository.put_document(document))
    folders = list(database.connection().execute("SELECT path FROM folder"))
    found = repository.find_document(document)
    database.close()

    assert folders == [(b"/books",)]
    assert found == number
