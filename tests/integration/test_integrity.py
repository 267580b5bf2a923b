"""After an end that was none, the database is checked beside the work; damage leads to a backup, never over it."""

from pathlib import Path

import pytest

from bookorbit_desktop.domain.overview.events import Event, StorageTroubleChanged
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.integrity import refuse_damaged
from bookorbit_desktop.storage.db import opening
from bookorbit_desktop.storage.db.faults import DAMAGED
from bookorbit_desktop.storage.db.open_mark import NAME, LastEnd, OpenMark
from bookorbit_desktop.storage.db.opening import CannotOpen
from tests.damage import damage
from tests.services import add_book


@pytest.fixture
def services(services: Services) -> Services:
    add_book(services, "Emma")
    return services


async def checked(services: Services, *, how: LastEnd = LastEnd.UNCLEAN) -> list[str]:
    """What is said by a start after such an end, once its check is over."""
    OpenMark(services.data_dir).write(how)
    services.integrity.begin()
    told: list[str] = []

    def hear(event: Event) -> None:
        assert isinstance(event, StorageTroubleChanged)
        told.append(str(event.trouble))

    services.events.subscribe(hear, StorageTroubleChanged)
    services.integrity.start()
    thread = services.integrity._thread
    if thread is not None:
        thread.join()
    await services.integrity.close()
    return told


async def test_a_clean_end_needs_no_check(services: Services) -> None:
    services.integrity.begin()
    assert (services.data_dir / NAME).stat().st_mode & 0o777 == 0o600
    assert not services.integrity.is_due
    services.integrity.start()
    assert services.integrity._thread is None
    services.integrity.end()
    assert not (services.data_dir / NAME).exists()


async def test_after_a_kill_the_database_is_checked_once(services: Services) -> None:
    assert await checked(services) == []
    assert not services.integrity.is_due
    services.integrity.end()
    assert OpenMark(services.data_dir).read() is LastEnd.CLEAN


async def test_a_check_that_was_given_up_is_made_by_the_next_start(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "STEPS", 1)
    OpenMark(services.data_dir).write(LastEnd.UNCLEAN)
    services.integrity.begin()
    await services.integrity.close()
    services.integrity.start()
    await services.integrity.close()
    assert services.integrity.is_due
    services.integrity.end()
    assert OpenMark(services.data_dir).read() is LastEnd.UNCLEAN


async def test_a_library_that_is_gone_meanwhile_stops_no_start(services: Services) -> None:
    away = services.database.path.rename(services.data_dir / "away")
    assert await checked(services) == []
    assert services.integrity.is_due
    away.rename(services.database.path)


async def test_damage_that_nobody_met_yet_is_found_and_said_once(services: Services) -> None:
    damage(services.database, "book_file")

    assert await checked(services) == [DAMAGED]

    assert services.database.damage == DAMAGED
    services.integrity.end()
    assert OpenMark(services.data_dir).read() is LastEnd.DAMAGED


async def test_the_next_start_leaves_a_damaged_library_alone_where_a_backup_could_take_its_place(
    services: Services,
) -> None:
    services.backups.back_up()
    damage(services.database, "book_file")
    await checked(services)
    library = services.database.path
    before = library.read_bytes()

    with pytest.raises(CannotOpen, match="damaged"):
        refuse_damaged(services.data_dir)

    assert library.read_bytes() == before


async def test_a_damaged_library_without_a_backup_is_still_opened(services: Services) -> None:
    damage(services.database, "book_file")
    await checked(services)
    refuse_damaged(services.data_dir)


async def test_a_library_that_is_sound_again_opens(services: Services) -> None:
    services.backups.back_up()
    OpenMark(services.data_dir).write(LastEnd.DAMAGED)
    refuse_damaged(services.data_dir)
    assert await checked(services, how=LastEnd.DAMAGED) == []
    services.integrity.end()
    assert OpenMark(services.data_dir).read() is LastEnd.CLEAN


def test_a_mark_that_cannot_be_read_counts_as_an_unclean_end(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff\xfe")
    assert OpenMark(tmp_path).read() is LastEnd.UNCLEAN
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).mkdir()
    assert OpenMark(tmp_path).read() is LastEnd.UNCLEAN
    OpenMark(tmp_path).write(LastEnd.CLEAN)
