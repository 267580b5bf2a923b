"""Earlier reads from a reading list beside the one under way: what of them goes to Hardcover, and when."""

from datetime import date
from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.imports.list_import import ready_rows
from tests.integration.sync.conftest import Loop
from tests.reading_csv import storygraph, storygraph_row


def take_list(loop: Loop, folder: Path, title: str, dates: str) -> int:
    """Import a line that says Read; how many books it filled."""
    path = folder / "list.csv"
    path.write_text(storygraph(storygraph_row(title, "read", dates=dates)))
    rows = loop.services.list_import.preview(path).rows
    return loop.services.list_import.run(ready_rows(rows, review=True)).count


def there(loop: Loop, book: int) -> list[tuple[str | None, str | None, int | None]]:
    """The reads on Hardcover, in the order they were made."""
    rows = sorted(loop.reads(BookId(book)), key=lambda read: read["id"])
    return [(row["started_at"], row["finished_at"], row["progress_pages"]) for row in rows]


async def test_an_earlier_read_waits_for_the_end_of_the_one_under_way(loop: Loop, tmp_path: Path) -> None:
    book = loop.book()
    await loop.push(book, 0.5)
    await loop.sync()
    began = loop.clock.today().isoformat()
    assert there(loop, book) == [(began, None, 150)]

    assert take_list(loop, tmp_path, "Piranesi", "2019/01/02-2019/02/03") == 1
    here = [(read["started_on"], read["finished_on"]) for read in loop.export(book)["reads"]]
    assert here == [("2019-01-02", "2019-02-03"), (began, None)]
    assert loop.export(book)["status"] == "reading"
    await loop.sync()
    await loop.push(book, 0.75)
    await loop.sync()
    assert there(loop, book) == [(began, None, 225)], "the read under way goes on, and no other is opened"

    await loop.push(book, 0.99)
    await loop.sync()
    assert there(loop, book) == [(began, began, 300), ("2019-01-02", "2019-02-03", 300)]
    entry = loop.entry(book)
    assert entry is not None
    assert entry["status_id"] == 3
    assert loop.state(book) == "synced"
    written = len(loop.hardcover.journal)
    await loop.sync()
    assert len(loop.hardcover.journal) == written


async def test_the_first_sync_adds_the_read_under_way_and_finds_the_earlier_one(
    loop: Loop, tmp_path: Path
) -> None:
    book = loop.book()
    loop.set(book, ReadingStatus.READING, started_on=date(2025, 5, 1))
    assert take_list(loop, tmp_path, "Piranesi", "2019/01/02-2019/02/03") == 1
    await loop.sync()
    assert there(loop, book) == [("2025-05-01", None, None)]

    # The person notes the same earlier read on Hardcover: it is found, and not added a second time.
    entry = loop.entry(book)
    assert entry is not None
    loop.world.insert_read(entry["id"], started_at="2019-01-02", finished_at="2019-02-03")
    loop.set(book, ReadingStatus.READ, finished_on=date(2025, 6, 1))
    await loop.sync()
    assert {days[:2] for days in there(loop, book)} == {
        ("2025-05-01", "2025-06-01"),
        ("2019-01-02", "2019-02-03"),
    }
    assert len(there(loop, book)) == 2
