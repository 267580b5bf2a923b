"""Entries are removed when the person asks for it: only those that we made and that are still all ours."""

from collections.abc import Callable

from bookorbit_desktop.demo.local_hardcover import FaultKind
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sync_book import SyncBook
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.hardcover.entry_removal import EntryRemoval, Removal
from bookorbit_desktop.services.hardcover.write_journal import WriteJournal
from bookorbit_desktop.storage.hardcover.journal import JournalRepository
from tests.integration.sync.conftest import Loop, Row
from tests.integration.sync.test_undo_stories import ADDED, read_to


async def remove(loop: Loop, *books: BookId) -> Removal:
    services = loop.services
    write_journal = WriteJournal(services.database, JournalRepository(services.database))
    write_lock = services.undo._write_lock
    removal = EntryRemoval(
        services.sync._store, write_journal, services.hardcover_account, services.clock, write_lock
    )
    return await removal.remove(records(loop, *books))


def records(loop: Loop, *books: BookId) -> dict[BookId, SyncBook]:
    return loop.services.sync._store.records(books)


async def test_entries_that_are_all_ours_are_removed_and_can_be_sent_again(loop: Loop) -> None:
    books = [await read_to(loop, f"Book {number}", 0.4) for number in range(7)]
    before = len(loop.hardcover.requests)
    assert await remove(loop, *books) == Removal(7)
    assert loop.world.tables["user_books"] == {}
    assert len(loop.hardcover.requests) - before == 4, "a look and a request for each five"
    assert (await loop.sync(book_ids=frozenset(books[:1]))).count(ItemOutcome.SENT) == 1


@ADDED
async def test_an_entry_that_the_person_wrote_on_is_kept_by_a_removal(
    loop: Loop, write: Callable[[Row], None], named: str
) -> None:
    book, other = await read_to(loop, "Orchard", 0.4), await read_to(loop, "Harbour", 0.4)
    entry = loop.entry(book)
    assert entry is not None
    write(entry)
    reads = loop.reads(book)
    removal = await remove(loop, book, other)
    assert removal == Removal(1, (Message(f"“Orchard” is still on Hardcover: {named}"),))
    assert loop.entry(book) == entry
    assert loop.reads(book) == reads
    assert not records(loop, book)[book].baseline.created_by_us, "it is theirs from now on"


async def test_an_entry_that_the_person_removed_and_added_anew_is_kept(loop: Loop) -> None:
    book = await read_to(loop, "Orchard", 0.4)
    entry = loop.entry(book)
    assert entry is not None
    del loop.world.tables["user_books"][entry["id"]]
    own = loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 2)
    named = "“Orchard” is still on Hardcover: You added this entry on Hardcover yourself; it stays."
    assert await remove(loop, book) == Removal(0, (Message(named),))
    assert set(loop.world.tables["user_books"]) == {own}


async def test_an_entry_that_the_person_made_is_never_looked_at(loop: Loop) -> None:
    book = loop.book("Orchard")
    own = loop.world.shelve(loop.hardcover.user_id, loop.record_of("Orchard"), 2)
    loop.set(book, ReadingStatus.READING)
    await loop.sync()
    removal = await remove(loop, book)
    assert removal.kept == ("You created the entry of “Orchard” yourself; BookOrbit won't delete it.",)
    assert set(loop.world.tables["user_books"]) == {own}


async def test_without_lines_in_the_journal_the_last_complete_sync_tells_what_is_ours(loop: Loop) -> None:
    one, two = await read_to(loop, "Orchard", 0.4), await read_to(loop, "Harbour", 0.4)
    loop.services.database.write(
        lambda: loop.services.database.connection().execute("DELETE FROM sync_journal")
    )
    entry = loop.entry(two)
    assert entry is not None
    loop.world.insert_read(entry["id"], started_at="2019-01-01", finished_at="2019-02-02")
    removal = await remove(loop, one, two)
    assert removal == Removal(
        1, (Message("“Harbour” is still on Hardcover: You added a read on Hardcover; the entry stays."),)
    )
    assert loop.entry(one) is None


async def test_a_removal_that_fails_names_the_cause_and_keeps_what_is_known(loop: Loop) -> None:
    book = await read_to(loop, "Orchard", 0.4)
    loop.hardcover.faults.add(FaultKind.DNS, times=20, operation="Write")
    removal = await remove(loop, book)
    assert removal.removed == 0
    (reason,) = removal.kept
    assert reason.startswith("“Orchard” is still on Hardcover: Can't reach Hardcover.")
    assert records(loop, book)[book].baseline.created_by_us
    assert loop.entry(book) is not None
