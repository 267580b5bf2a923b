"""Pages on text, seconds on audio, and a percentage that is computed (hardcover-api.md section 6, rows 11, 12)."""

from tests.integration.hardcover.simulator.shelf import Shelf


async def test_progress_units_pages_on_audio_are_ignored(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2))["user_book"]
    read_id = entry["user_book_reads"][0]["id"]
    ignored = await shelf.update_read(read_id, progress_pages=100)
    assert (ignored["progress_pages"], ignored["progress"]) == (None, None)
    heard = await shelf.update_read(read_id, progress_seconds=9_000)
    assert heard["progress"] == 25.0


async def test_progress_units_percent_is_computed(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text))["user_book"]
    read_id = entry["user_book_reads"][0]["id"]
    read = await shelf.update_read(read_id, progress_pages=100, progress_seconds=77)
    assert (read["progress"], read["progress_seconds"]) == (25.0, None)
    shelf.world.tables["editions"][shelf.text]["pages"] = None
    assert (await shelf.update_read(read_id, progress_pages=120))["progress"] is None
