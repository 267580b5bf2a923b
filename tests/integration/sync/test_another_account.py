"""A token of another account: nothing is planned or written until the person has chosen."""

from collections.abc import Awaitable, Callable

import pytest

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN
from bookorbit_desktop.domain.base.errors import AnotherAccount, BookOrbitError, NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import Account
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogQuery
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncEnd
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop

TOKEN = "hc_pat_of_ines"


@pytest.fixture
async def book(loop: Loop) -> BookId:
    """A book that was sent to the first account."""
    found = loop.book("Orchard", pages=100)
    await loop.push(found, 0.99)
    await loop.sync()
    return found


@pytest.fixture
def ines(loop: Loop) -> Account:
    """A second account."""
    user_id = loop.world.add_user("ines")
    loop.hardcover.add_token(TOKEN, user_id)
    return Account(user_id, "ines")


def use(loop: Loop, token: str) -> None:
    loop.services.hardcover_account.use_for_session(token)


def shelf_of(loop: Loop, account: Account) -> list[int]:
    entries = loop.world.tables["user_books"].values()
    return [entry["book_id"] for entry in entries if entry["user_id"] == account.id]


def logged(loop: Loop) -> list[Message]:
    return [line.message for line in loop.services.sync_log.page(LogQuery(Direction.TO_HARDCOVER)).lines]


@pytest.mark.parametrize("kind", ["sync", "dry run", "automatic", "undo", "import"])
async def test_every_action_on_another_account_names_both_accounts_and_writes_nothing(
    loop: Loop, book: BookId, ines: Account, kind: str
) -> None:
    use(loop, TOKEN)
    services, before = loop.services, loop.export(book)
    rows = len(loop.hardcover.journal)
    calls: dict[str, Callable[[], Awaitable[object]]] = {
        "sync": lambda: loop.sync(),
        "dry run": lambda: loop.sync(dry_run=True),
        "automatic": lambda: loop.sync(by_person=False),
        "undo": lambda: services.undo.undo(),
        "import": lambda: services.shelf_import.preview(),
    }
    with pytest.raises(AnotherAccount, match=r"@ines.*@demo"):
        await calls[kind]()
    assert (len(loop.hardcover.journal), shelf_of(loop, ines)) == (rows, [])
    assert services.hardcover_account.other == ines
    assert services.hardcover_account.username == "demo"
    assert loop.export(book) == before


async def test_a_privacy_for_every_entry_stops_the_same_way(loop: Loop, book: BookId, ines: Account) -> None:
    use(loop, TOKEN)
    rows = len(loop.hardcover.journal)
    summary = await loop.services.entry_edits.apply_privacy()
    assert "belongs to @ines" in summary.message
    assert len(loop.hardcover.journal) == rows


async def test_an_undo_that_was_refused_is_not_carried_out_later_by_itself(
    loop: Loop, book: BookId, ines: Account
) -> None:
    use(loop, TOKEN)
    with pytest.raises(AnotherAccount):
        await loop.services.undo.undo()
    use(loop, DEMO_TOKEN)
    assert (await loop.services.undo.resume()).restored == 0
    assert loop.entry(book) is not None
    assert (await loop.services.undo.undo()).restored == 1


@pytest.mark.parametrize("after", ["EntriesForBooks", "insert_user_book", "update_user_book_read"])
@pytest.mark.parametrize("is_removed", [False, True])
async def test_a_token_that_is_replaced_during_a_run_gets_nothing_of_it(
    loop: Loop, book: BookId, ines: Account, after: str, is_removed: bool
) -> None:
    for number in range(12):
        await loop.push(loop.book(f"Harbour {number}", pages=100), 0.5)
    account = loop.services.hardcover_account
    replace = account.remove if is_removed else lambda: use(loop, TOKEN)
    loop.hardcover.between.after(after, do=replace)
    summary = await loop.sync()
    assert summary.end is SyncEnd.STOPPED
    assert "account was changed meanwhile" in summary.message
    assert shelf_of(loop, ines) == []
    sent = len(loop.world.tables["user_books"])
    use(loop, DEMO_TOKEN)
    loop.clock.move(days=1)
    await loop.sync()
    assert len(loop.world.tables["user_books"]) == 13 > sent
    assert {row["user_id"] for row in loop.world.tables["user_books"].values()} == {loop.hardcover.user_id}


async def test_going_back_to_the_first_token_goes_on_as_if_nothing_had_been(
    loop: Loop, book: BookId, ines: Account
) -> None:
    use(loop, TOKEN)
    with pytest.raises(AnotherAccount):
        await loop.sync()
    use(loop, DEMO_TOKEN)
    loop.set(book, ReadingStatus.ABANDONED)
    summary = await loop.sync()
    entry = loop.entry(book)
    assert entry is not None
    assert (entry["status_id"], summary.message) == (5, "")
    assert loop.services.hardcover_account.other is None


async def test_beginning_anew_uses_nothing_of_the_first(loop: Loop, book: BookId, ines: Account) -> None:
    loop.services.preferences.change(hardcover_confirmed=True)
    use(loop, TOKEN)
    with pytest.raises(AnotherAccount):
        await loop.sync()
    await loop.services.sync.begin_anew(ines)
    settings = loop.services.preferences.current
    assert (settings.hardcover_username, settings.hardcover_confirmed) == ("ines", False)
    assert loop.export(book)["hardcover"]["state"] == "pending"
    assert (await loop.sync(dry_run=True)).count(ItemOutcome.SENT) == 1
    assert shelf_of(loop, ines) == []
    await loop.sync()
    assert shelf_of(loop, ines) == [loop.record_of("Orchard")]
    assert "@ines; before, it was @demo" in "".join(logged(loop))


async def test_the_log_and_undo_of_the_first_stay_readable(loop: Loop, book: BookId, ines: Account) -> None:
    run = loop.services.sync_log.page(LogQuery(Direction.TO_HARDCOVER)).lines[0].run_id
    use(loop, TOKEN)
    await loop.services.sync.begin_anew(ines)
    with pytest.raises(NotFound, match="another Hardcover account"):
        await loop.services.undo.undo(run)
    with pytest.raises(NotFound, match="Nothing to undo"):
        await loop.services.undo.undo()
    assert len(loop.services.sync_log.page(LogQuery(Direction.TO_HARDCOVER)).lines) > 1
    use(loop, DEMO_TOKEN)
    await loop.services.sync.begin_anew(Account(loop.hardcover.user_id, "demo"))
    assert (await loop.services.undo.undo(run)).restored == 1
    assert loop.world.tables["user_books"] == {}


async def test_permission_to_replace_a_status_does_not_hold_for_another_account(
    loop: Loop, ines: Account
) -> None:
    book = loop.book("Meadow", pages=100)
    for user_id in (loop.hardcover.user_id, ines.id):
        loop.world.shelve(user_id, loop.record_of("Meadow"), 5)
    loop.set(book, ReadingStatus.READING)
    await loop.sync()
    await loop.services.matches.replace_there([book])
    use(loop, TOKEN)
    await loop.services.sync.begin_anew(ines)
    await loop.sync()
    entry = loop.world.entry_of(ines.id, loop.record_of("Meadow"))
    assert entry is not None
    assert entry["status_id"] == 5


async def test_an_answer_about_an_account_that_is_no_longer_the_token_s_changes_nothing(
    loop: Loop, book: BookId, ines: Account
) -> None:
    use(loop, TOKEN)
    with pytest.raises(AnotherAccount):
        await loop.sync()
    use(loop, DEMO_TOKEN)
    await loop.services.sync.begin_anew(ines)
    assert loop.services.preferences.current.hardcover_username == "demo"
    assert (await loop.sync()).units == 0


async def test_a_token_that_is_checked_again_is_valid_and_sending_stays_paused(
    loop: Loop, book: BookId, ines: Account
) -> None:
    use(loop, TOKEN)
    assert await loop.services.hardcover_account.check() == ines
    assert loop.services.hardcover_account.other == ines
    with pytest.raises(BookOrbitError):
        await loop.sync()
