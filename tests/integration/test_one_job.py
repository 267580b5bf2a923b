"""Two writers of one thing: who decides goes by what is there then, and an Undo takes back its own change alone."""

import asyncio
import io
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, NewRead, World
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.field_candidates import FieldCandidate
from bookorbit_desktop.domain.inbox.review import WaitingBook
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus, StatusChange
from bookorbit_desktop.domain.relay.relay import RelayRound
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.library.metadata import ManyEdits
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.db.settings import SettingsRepository
from bookorbit_desktop.storage.library.inbox import ReviewRepository
from bookorbit_desktop.storage.relay.relay import RelayRepository
from tests.integration.test_relay import exchange_of
from tests.integration.upstream import PASSWORD, USER, open_upstream
from tests.services import TestClock, add_book, make_services

WANTED = StatusChange(ReadingStatus.WANT_TO_READ)
PAUSED = StatusChange(ReadingStatus.ON_HOLD)


@pytest.fixture
def hardcover(clock: TestClock) -> LocalHardcover:
    return LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep)


@pytest.fixture
def services(tmp_path: Path, hardcover: LocalHardcover, clock: TestClock) -> Iterator[Services]:
    services = make_services(tmp_path / "data", hardcover, clock)
    yield services
    services.database.close()


async def push(services: Services, book_id: BookId, percentage: float) -> None:
    """A device reads on in the first file of a book; a minute goes by."""
    digest = services.library.book(book_id).files[0].partial_md5
    await push_document(services, digest, percentage)


async def push_document(services: Services, digest: str, percentage: float) -> None:
    await services.progress.receive(Push(digest, f"/body/p[{percentage}]", percentage, "Kobo", "id-1"))
    clock = services.clock
    assert isinstance(clock, TestClock)
    clock.move(seconds=60)


def reading(services: Services, book_id: BookId) -> ReadingState:
    return services.library.book(book_id).reading


@contextmanager
def writer_held(services: Services) -> Iterator[Callable[[Callable[[], object]], Future[object]]]:
    """Nothing is written inside; what is given begins on a thread, and has queued its first job once it is given."""
    go = threading.Event()
    services.database.submit(go.wait)
    queued = threading.Semaphore(0)
    submit = services.database.submit

    def tell_queued(work: Callable[[], Any]) -> Future[Any]:
        future = submit(work)
        queued.release()
        return future

    with ThreadPoolExecutor() as threads, pytest.MonkeyPatch.context() as patch:
        patch.setattr(services.database, "submit", tell_queued)

        def begin(work: Callable[[], object]) -> Future[object]:
            begun = threads.submit(work)
            queued.acquire()
            return begun

        try:
            yield begin
        finally:
            go.set()


async def test_undo_of_a_status_leaves_what_a_device_sent_since(services: Services) -> None:
    book = add_book(services, "Emma")
    before = services.reading.states([book])
    services.reading.set_status([book], WANTED)
    await push(services, book, 0.4)

    with pytest.raises(InvalidInput, match="A device has sent a newer position"):
        services.reading.restore(before)

    assert (reading(services, book).status, reading(services, book).percentage) == (
        ReadingStatus.READING,
        0.4,
    )


async def test_undo_of_a_rating_leaves_what_a_device_sent_since(services: Services) -> None:
    book = add_book(services, "Emma")
    before = services.reading.states([book])
    services.reading.rate([book], 4.0)
    await push(services, book, 0.4)

    services.reading.restore(before)

    assert (reading(services, book).rating, reading(services, book).percentage) == (None, 0.4)


async def test_undo_leaves_a_push_that_came_right_before_the_edit(services: Services) -> None:
    book = add_book(services, "Emma")
    before = services.reading.states([book])
    await push(services, book, 0.4)
    services.reading.set_status([book], PAUSED)

    services.reading.restore(before)

    assert (reading(services, book).status, reading(services, book).percentage) == (
        ReadingStatus.READING,
        0.4,
    )


async def test_undo_of_several_edits_takes_back_each_since_then(services: Services) -> None:
    book = add_book(services, "Emma")
    await push(services, book, 0.4)
    first = services.reading.states([book])
    services.reading.set_status([book], PAUSED)
    second = services.reading.states([book])
    services.reading.set_status([book], StatusChange(ReadingStatus.ABANDONED))
    services.reading.restore(second)
    assert reading(services, book).status is ReadingStatus.ON_HOLD
    services.reading.restore(first)
    assert services.reading.states([book]) == first


async def test_an_edit_that_failed_is_not_taken_back(services: Services) -> None:
    book = add_book(services, "Emma")
    services.reading.set_status([book], PAUSED)
    before = services.reading.states([book])
    with pytest.raises(InvalidInput):
        services.reading.set_status([book], StatusChange(ReadingStatus.READ, rating=4.3))

    services.reading.restore(before)

    assert reading(services, book).status is ReadingStatus.ON_HOLD


async def test_undo_of_a_restored_position_leaves_a_rating_given_since(services: Services) -> None:
    book = add_book(services, "Emma")
    await push(services, book, 0.2)
    await push(services, book, 0.6)
    earlier = services.positions.history(book).positions[1]
    undo = services.positions.restore(book, earlier.push.id)
    services.reading.rate([book], 4.5)

    services.positions.undo(undo)

    assert (reading(services, book).rating, reading(services, book).percentage) == (4.5, 0.6)


async def test_undo_of_a_restored_position_leaves_what_a_second_copy_sent_since(services: Services) -> None:
    book, copy = add_book(services, "Emma"), add_book(services, "Emma, annotated")
    other = services.library.book(copy).files[0].partial_md5
    services.merging.merge(book, [copy])
    await push(services, book, 0.2)
    await push(services, book, 0.6)
    undo = services.positions.restore(book, services.positions.history(book).positions[1].push.id)
    await push_document(services, other, 0.7)

    services.positions.undo(undo)

    assert reading(services, book).percentage == 0.7


async def test_undo_of_a_reset_leaves_a_rating_given_since(services: Services) -> None:
    book = add_book(services, "Emma")
    await push(services, book, 0.6)
    undo = services.positions.reset([book])
    services.reading.rate([book], 4.5)

    services.positions.undo(undo)

    assert (reading(services, book).rating, reading(services, book).percentage) == (4.5, 0.6)


async def test_a_push_between_a_merge_and_its_undo_counts_for_the_book_it_is_of(services: Services) -> None:
    one, two = add_book(services, "Emma"), add_book(services, "Persuasion")
    theirs = services.library.book(two).files[0].partial_md5
    done = services.merging.merge(one, [two])
    await push_document(services, theirs, 0.4)

    services.merging.undo(done)

    assert (reading(services, one).percentage, reading(services, two).percentage) == (None, 0.4)
    assert reading(services, one).status is ReadingStatus.UNREAD


async def test_a_status_set_between_a_merge_and_its_undo_stays(services: Services) -> None:
    one, two = add_book(services, "Emma"), add_book(services, "Persuasion")
    theirs = services.library.book(two).files[0].partial_md5
    await push(services, two, 0.2)
    done = services.merging.merge(one, [two])
    services.reading.set_status([one], PAUSED)
    await push_document(services, theirs, 0.4)

    services.merging.undo(done)

    assert reading(services, one).status is ReadingStatus.ON_HOLD
    assert reading(services, two).percentage == 0.4


async def test_decisions_made_between_a_merge_and_its_undo_stay(services: Services) -> None:
    one, two = add_book(services, "Emma"), add_book(services, "Persuasion")
    await push(services, two, 0.4)
    done = services.merging.merge(one, [two])
    services.reading.rate([one], 4.5)
    await services.matches.exclude([one])

    services.merging.undo(done)

    assert (reading(services, one).rating, reading(services, one).percentage) == (4.5, None)
    services.reading.set_status([one], WANTED)
    services.database.write(lambda: None)
    exported = {book["id"]: book for book in services.export.document()["books"]}
    assert exported[one]["hardcover"]["state"] == "excluded"


async def test_taking_an_import_back_leaves_a_book_excluded(
    services: Services, hardcover: LocalHardcover
) -> None:
    record = hardcover.world.add_book("Orchard", ["Ada Example"])
    hardcover.world.shelve(hardcover.user_id, record, 3, reads=[NewRead("2025-01-01", "2025-02-01")])
    book = add_book(services, "Orchard", identifiers=(Identifier("hardcover", str(record)),))
    done = await services.shelf_import.run(await services.shelf_import.preview())
    await services.matches.exclude([book])

    assert services.shelf_import.undo(done).count == 1

    await services.sync.close()
    services.reading.set_status([book], WANTED)
    services.database.write(lambda: None)
    assert services.export.document()["books"][0]["hardcover"]["state"] == "excluded"


async def test_an_answer_about_an_earlier_token_is_not_taken_for_the_new_one(
    services: Services, hardcover: LocalHardcover
) -> None:
    other = hardcover.world.add_user("other", privacy_id=1)
    token = "eyJ.other.token"
    hardcover.add_token(token, other)

    def replace_token() -> None:
        services.hardcover_account.use_for_session(str(token))

    hardcover.between.after(do=replace_token)
    account = await services.hardcover_account.account()

    assert account.id == other
    assert (await services.hardcover_account.account()).id == other


async def test_a_refusal_of_an_earlier_token_does_not_stop_the_new_one(
    services: Services, hardcover: LocalHardcover
) -> None:
    services.hardcover_account.use_for_session("eyJ.wrong.token")
    answered, go_on = asyncio.Event(), asyncio.Event()
    post = hardcover.post

    async def late(headers: Any, body: bytes) -> Any:
        reply = await post(headers, body)
        answered.set()
        await go_on.wait()
        return reply

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hardcover, "post", late)
        asking = asyncio.ensure_future(services.hardcover_account.account())
        await answered.wait()
        services.hardcover_account.use_for_session("eyJ.another.token")
        go_on.set()
        with pytest.raises(Exception, match="token"):
            await asking
    assert not services.hardcover_account.is_refused


async def test_a_round_of_the_relay_keeps_nothing_once_another_server_is_chosen(services: Services) -> None:
    document = "0" * 31 + "1"
    async with open_upstream() as upstream:
        await asyncio.to_thread(services.relay.save, upstream.url, USER, PASSWORD)
        await asyncio.to_thread(lambda: services.relay.switch(on=True))
        await push_document(services, document, 0.5)

        async def choose_another(_seconds: float) -> None:
            if services.relay.status().url == upstream.url:
                await asyncio.to_thread(services.relay.save, "http://127.0.0.1:9", USER, "other")

        done = await exchange_of(services, choose_another).run()

        assert (done, upstream.pushed) == (RelayRound(), [])
        assert RelayRepository(services.database).due(services.clock.now().timestamp(), thorough=False) == [
            document
        ]


def test_undo_of_an_edit_leaves_a_field_that_was_edited_since(services: Services) -> None:
    book = add_book(services, "Emma")
    undo = services.metadata.change([book], {BookField.TITLE: "Emma!", BookField.PUBLISHER: "Murray"})
    services.metadata.change([book], {BookField.TITLE: "Emma, corrected"})

    services.metadata.undo(undo)

    metadata = services.library.book(book).metadata
    assert (metadata.title, metadata.publisher) == ("Emma, corrected", "")


def test_subjects_added_at_once_by_two_writers_are_both_kept(services: Services) -> None:
    book = add_book(services, "Emma")
    with writer_held(services) as begin:
        begin(lambda: services.metadata.change_many([book], ManyEdits(subjects_added=("Classics",))))
        begin(lambda: services.metadata.change_many([book], ManyEdits(subjects_added=("Novels",))))

    assert set(services.library.book(book).metadata.subjects) == {"Classics", "Novels"}


def test_an_edit_made_while_books_are_being_approved_stays(services: Services) -> None:
    book = add_book(services, "Emma")
    found = tuple(
        FieldCandidate(field, value, 1.0, FieldOrigin.HARDCOVER)
        for field, value in ((BookField.TITLE, "EMMA"), (BookField.PUBLISHER, "Murray"))
    )
    waiting = WaitingBook(book, services.clock.now(), named=False, manual=False, held=True, candidates=found)
    services.database.write(lambda: ReviewRepository().admit(waiting))
    typed = {BookField.TITLE: "Emma, corrected"}
    with writer_held(services) as begin:
        begin(lambda: services.metadata.change([book], typed))
        approving = begin(lambda: services.review.approve_as_they_are([book]))

    metadata = services.library.book(book).metadata
    assert approving.exception() is None
    assert (metadata.title, metadata.publisher) == ("Emma, corrected", "Murray")


def test_a_change_of_one_setting_leaves_those_alone_that_another_program_changed(services: Services) -> None:
    repository = SettingsRepository(services.database)
    beside = Preferences(services.database, repository, EventBus())
    services.preferences.change(port=7300)

    beside.change(finished_at=0.95)

    stored = repository.load()
    assert (stored.port, stored.finished_at) == (7300, 0.95)


def test_undo_of_a_cover_leaves_one_that_was_chosen_since(services: Services) -> None:
    book = add_book(services, "Emma")
    undo = services.cover_choice.choose(book, picture("red"))
    services.cover_choice.choose(book, picture("blue"))
    shown = services.cover_choice.shown(book)

    services.cover_choice.undo(undo)

    assert services.cover_choice.shown(book) == shown


def picture(colour: str) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (600, 900), colour).save(kept, "PNG")
    return kept.getvalue()


async def test_undo_of_a_link_leaves_another_link_made_since(services: Services) -> None:
    one, two = add_book(services, "Emma"), add_book(services, "Persuasion")
    document = "d" * 32
    await push_document(services, document, 0.4)
    undo = services.documents.link(document, one)
    services.documents.link(document, two)

    services.documents.undo(undo)

    assert services.documents.get(document).book_id == two


async def test_undo_of_a_link_leaves_a_file_that_was_found_since(services: Services) -> None:
    one = add_book(services, "Emma")
    document = "d" * 32
    await push_document(services, document, 0.4)
    undo = services.documents.link(document, one)
    two = add_book(services, "Persuasion", digest=document)

    services.documents.undo(undo)

    assert services.documents.get(document).book_id == two


async def test_an_entry_that_got_its_file_stays_when_the_link_is_taken_back(services: Services) -> None:
    document = "d" * 32
    await push_document(services, document, 0.4)
    undo = services.documents.create_entry(document, "Emma")
    assert add_book(services, "Emma", digest=document) == undo.book_id

    services.documents.undo(undo)

    assert [row.id for row in services.book_list.rows_of([undo.book_id])] == [undo.book_id]


async def test_undo_of_fixed_devices_leaves_what_was_seen_since(services: Services) -> None:
    devices = services.devices
    for turn, name in enumerate(("Boox", "Kobo") * 4):
        await send_as(services, name, (10 + 40 * (name == "Kobo") + turn) / 100)
    undo = devices.mark_fixed("ID")
    await send_as(services, "Boox", 0.3)
    await send_as(services, "Boox", 0.4)
    await send_as(services, "Kobo", 0.8)
    seen = devices.shared_ids()

    devices.undo(undo)

    assert seen
    assert devices.shared_ids() == seen


async def send_as(services: Services, name: str, percentage: float) -> None:
    clock = services.clock
    assert isinstance(clock, TestClock)
    clock.move(seconds=60)
    address = "192.168.1.30" if name == "Boox" else "192.168.1.31"
    await services.progress.receive(
        Push("d" * 32, f"/body/{percentage}", percentage, name, "ID", address=address)
    )
    services.database.write(lambda: None)
