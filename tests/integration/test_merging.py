"""Merging and splitting books, and taking it back, on a real database."""

from datetime import date

import pytest

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from tests.services import add_book


def digest_of(services: Services, book_id: BookId) -> str:
    return services.library.book(book_id).files[0].partial_md5


def everything(services: Services) -> dict[str, object]:
    """What the person can see, with the digests of each book; not what is worked out from them later."""
    document = services.export.document()
    identities = {
        book["id"]: [
            (identity.digest, identity.origin) for identity in services.book_view.view(book["id"]).identities
        ]
        for book in document["books"]
    }
    for book in document["books"]:
        del book["hardcover"]["state"], book["hardcover"]["reason"]
    return {**document, "identities": identities}


async def push(services: Services, digest: str, percentage: float) -> None:
    await services.progress.receive(Push(digest, "/body/p[1]", percentage, "Kobo", "id-1"))


async def test_undo_of_a_merge_puts_everything_back(services: Services) -> None:
    one, two = add_book(services, "Emma"), add_book(services, "Emma, annotated")
    services.reading.set_status([one], StatusChange(ReadingStatus.READ, 4.5, finished_on=date(2025, 5, 1)))
    await push(services, digest_of(services, two), 0.4)
    before = everything(services)

    done = services.merging.merge(one, [two])
    assert len(services.export.document()["books"]) == 1
    services.merging.undo(done)

    assert everything(services) == before


async def test_undo_of_a_split_puts_everything_back(services: Services) -> None:
    one, two = add_book(services, "Emma"), add_book(services, "Emma, annotated")
    services.merging.merge(one, [two])
    await push(services, digest_of(services, one), 0.4)
    before = everything(services)

    second = services.library.book(one).files[1]
    done = services.merging.split(one, [second.id])
    assert len(services.export.document()["books"]) == 2
    services.merging.undo(done)

    assert everything(services) == before


async def test_a_push_between_merge_and_undo_is_not_lost(services: Services) -> None:
    one, two = add_book(services, "Emma"), add_book(services, "Emma, annotated")
    theirs = digest_of(services, two)
    done = services.merging.merge(one, [two])
    await push(services, theirs, 0.4)

    services.merging.undo(done)

    position = services.progress.position(theirs)
    assert position is not None
    assert position.percentage == 0.4


def test_copies_of_the_very_same_file_cannot_be_told_apart(services: Services) -> None:
    one = add_book(services, "Emma", digest="a" * 32)
    two = add_book(services, "Emma again", digest="b" * 32)
    services.merging.merge(one, [two])
    services.database.write(
        lambda: services.database.connection().execute("UPDATE book_file SET partial_md5 = ?", ("a" * 32,))
    )

    with pytest.raises(InvalidInput, match="an identical copy of this file"):
        services.merging.split(one, [services.library.book(one).files[1].id])


def test_a_removed_book_cannot_be_merged_into(services: Services) -> None:
    one, two = add_book(services, "Emma"), add_book(services, "Emma, annotated")
    services.merging.merge(one, [two])

    with pytest.raises(NotFound, match="There is no book"):
        services.merging.merge(two, [one])
