"""What a status does to reads (hardcover-api.md section 6, rows 6 to 10)."""

import pytest

from bookorbit_desktop.demo.local_hardcover import NewRead, Options
from tests.integration.hardcover.simulator.shelf import TODAY, Shelf


async def test_status_side_effects_reading_opens_a_read_on_the_audio_edition(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2))["user_book"]
    [read] = entry["user_book_reads"]
    assert (read["edition_id"], read["started_at"], read["finished_at"]) == (shelf.audio, TODAY, None)


async def test_status_side_effects_reading_uses_the_entrys_edition(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text))["user_book"]
    assert entry["user_book_reads"][0]["edition_id"] == shelf.text


async def test_status_side_effects_want_to_read_makes_no_read(shelf: Shelf) -> None:
    assert (await shelf.insert(status_id=1))["user_book"]["user_book_reads"] == []


async def test_status_side_effects_read_invents_today(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=3, edition_id=shelf.text))["user_book"]
    [read] = entry["user_book_reads"]
    assert (read["started_at"], read["finished_at"], read["progress_pages"]) == (None, TODAY, 400)
    assert (entry["read_count"], entry["last_read_date"]) == (1, TODAY)


async def test_status_side_effects_read_closes_the_open_read(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text))["user_book"]
    [read] = (await shelf.update(entry["id"], status_id=3))["user_book_reads"]
    assert (read["started_at"], read["finished_at"], read["progress_pages"]) == (TODAY, TODAY, 400)


async def test_status_side_effects_a_finish_date_sets_read(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text))["user_book"]
    read = await shelf.update_read(
        entry["user_book_reads"][0]["id"], finished_at="2026-11-02", progress_pages=400
    )
    assert (read["finished_at"], read["user_book"]["status_id"]) == ("2026-11-02", 3)


async def test_status_side_effects_the_order_trap(shelf: Shelf) -> None:
    """A dated read first and status 3 afterwards: the date is overwritten. The other way round it sticks."""
    trapped = (await shelf.insert(status_id=1))["user_book"]
    await shelf.add_read(trapped["id"], started_at="2020-01-01", finished_at="2020-02-01")
    [read] = (await shelf.update(trapped["id"], status_id=3))["user_book_reads"]
    assert read["finished_at"] == TODAY
    fixed = await shelf.update_read(read["id"], started_at="2020-01-01", finished_at="2020-02-01")
    assert fixed["finished_at"] == "2020-02-01"
    [kept] = (await shelf.update(trapped["id"], rating=4, status_id=3))["user_book_reads"]
    assert kept["finished_at"] == "2020-02-01"


async def test_status_side_effects_rereading_opens_a_new_read(shelf: Shelf) -> None:
    entry_id = shelf.world.shelve(
        shelf.hardcover.user_id,
        shelf.novel,
        3,
        edition_id=shelf.text,
        reads=[NewRead("2019-01-01", "2019-02-01", 400)],
    )
    old, new = (await shelf.update(entry_id, status_id=2))["user_book_reads"]
    assert (old["started_at"], old["finished_at"], old["progress_pages"]) == ("2019-01-01", "2019-02-01", 400)
    assert (new["started_at"], new["finished_at"]) == (TODAY, None)
    old, new = (await shelf.update(entry_id, status_id=3))["user_book_reads"]
    assert (old["finished_at"], new["finished_at"]) == ("2019-02-01", TODAY)


async def test_status_side_effects_going_back_leaves_the_read(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2))["user_book"]
    assert len((await shelf.update(entry["id"], status_id=1))["user_book_reads"]) == 1


@pytest.mark.parametrize(
    ("honoured", "dates"), [(False, (None, TODAY)), (True, ("2020-01-01", "2020-02-01"))]
)
async def test_status_side_effects_dates_of_an_insert(honoured: bool, dates: tuple[str | None, str]) -> None:
    shelf = Shelf(Options(honour_insert_dates=honoured))
    answer = await shelf.insert(
        status_id=3, first_started_reading_date="2020-01-01", last_read_date="2020-02-01"
    )
    [read] = answer["user_book"]["user_book_reads"]
    assert (read["started_at"], read["finished_at"]) == dates


async def test_status_side_effects_inserting_twice_updates(shelf: Shelf) -> None:
    first = await shelf.insert(status_id=1, privacy_setting_id=3)
    second = await shelf.insert(status_id=2)
    assert first["id"] == second["id"]
    assert (second["user_book"]["status_id"], second["user_book"]["privacy_setting_id"]) == (2, 3)


async def test_status_side_effects_left_out_fields_take_the_accounts_defaults(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=1))["user_book"]
    assert (entry["privacy_setting_id"], entry["date_added"]) == (2, TODAY)
    backdated = shelf.world.add_book("Old", ["C"])
    assert (await shelf.insert(book_id=backdated, date_added="2019-05-05"))["user_book"][
        "date_added"
    ] == "2019-05-05"
