"""The list of the Hardcover page, from real syncs with the local Hardcover."""

from pathlib import Path

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, NewEdition, World, isbn13
from bookorbit_desktop.domain.base.ids import RecordId
from bookorbit_desktop.domain.library.sync_state import HardcoverState, MatchMethod
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from tests.services import TestClock, add_book, make_services


async def test_a_candidate_has_its_record_and_what_was_sent(tmp_path: Path) -> None:
    clock, world = TestClock(), World()
    world.add_user("demo")
    isbn = isbn13("978000000001")
    record_id = world.add_book("Dune", ["Frank Herbert"], editions=[NewEdition(412, isbn_13=isbn)])
    hardcover = LocalHardcover(world, clock=clock.virtual, sleep=clock.virtual.sleep)
    services = make_services(tmp_path, hardcover, clock)
    sent = add_book(services, "Dune", "Frank Herbert", isbn=isbn)
    waiting = add_book(services, "Nowhere", series="Osk", series_index=2.0)
    add_book(services, "Unread one")
    services.reading.set_status([sent], StatusChange(ReadingStatus.READING))
    await services.sync.run()
    services.reading.set_status([waiting], StatusChange(ReadingStatus.READ))

    first, second = services.candidates.all()

    assert (first.id, first.record_id, first.record_title, first.synced_at) == (waiting, None, "", None)
    assert first.hardcover is HardcoverState.PENDING
    assert (second.id, second.record_id, second.record_title) == (sent, record_id, "Dune")
    assert (second.pages, second.pages_by_hand, second.method) == (412, False, MatchMethod.ISBN13)
    assert second.synced_at == clock.now()
    assert second.edition_id is not None
    await services.matches.set_pages([sent], 500)
    assert [(candidate.pages, candidate.pages_by_hand) for candidate in services.candidates.all()][1] == (
        500,
        True,
    )
    services.database.close()


async def test_hints_know_the_shelf_and_the_formats(tmp_path: Path) -> None:
    clock, world = TestClock(), World()
    user = world.add_user("demo")
    shelved = world.add_book("Dune", ["Frank Herbert"], editions=[NewEdition(412, reading_format=4)])
    spoken = world.add_book("Emma", ["Jane Austen"], editions=[NewEdition(None, reading_format=2)])
    world.shelve(user, shelved, status_id=1)
    hardcover = LocalHardcover(world, clock=clock.virtual, sleep=clock.virtual.sleep)
    services = make_services(tmp_path, hardcover, clock)

    hints = await services.matches.hints([RecordId(shelved), RecordId(spoken)])

    assert (hints[RecordId(shelved)].on_shelf, hints[RecordId(shelved)].formats) == (True, (4,))
    assert (hints[RecordId(spoken)].on_shelf, hints[RecordId(spoken)].formats) == (False, ())
    services.database.close()
