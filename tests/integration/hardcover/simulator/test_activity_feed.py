"""One journal row for each effective change (hardcover-api.md section 6, row 19)."""

import pytest

from tests.integration.hardcover.simulator.shelf import Shelf


async def test_activity_feed(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text, rating=4, privacy_setting_id=3))[
        "user_book"
    ]
    read = entry["user_book_reads"][0]
    await shelf.update_read(read["id"], progress_pages=40)
    rows = len(shelf.hardcover.journal)
    await shelf.update(entry["id"], status_id=2, rating=4.0, privacy_setting_id=3, edition_id=shelf.text)
    await shelf.update_read(
        read["id"], progress_pages=40, started_at=read["started_at"], edition_id=shelf.text
    )
    assert len(shelf.hardcover.journal) == rows == 2
    assert {row.privacy_id for row in shelf.hardcover.journal} == {3}
    await shelf.update(entry["id"], status_id=4)
    assert shelf.hardcover.journal[-1].event == "status_id"


@pytest.mark.parametrize(
    ("values", "events"),
    [
        ({"status_id": 2, "rating": 4, "privacy_setting_id": 3}, []),
        ({"status_id": 4}, ["status_id"]),
        ({"rating": 2.5}, ["rating"]),
        ({"status_id": 3, "rating": None}, ["status_id", "rating"]),
    ],
)
async def test_activity_feed_of_an_insert_that_finds_the_book_shelved(
    shelf: Shelf, values: dict[str, object], events: list[str]
) -> None:
    await shelf.insert(status_id=2, rating=4, privacy_setting_id=3)
    rows = len(shelf.hardcover.journal)
    await shelf.insert(**values)
    assert [row.event for row in shelf.hardcover.journal[rows:]] == events


async def test_activity_feed_of_progress_that_is_ignored(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2, edition_id=shelf.audio))["user_book"]
    rows = len(shelf.hardcover.journal)
    await shelf.update_read(entry["user_book_reads"][0]["id"], progress_pages=40)
    assert len(shelf.hardcover.journal) == rows
