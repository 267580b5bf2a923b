"""Backups of a running program: daily, before large changes, thinned, and where the person wants them."""

import asyncio
import errno
import hashlib
import tempfile
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bookorbit_desktop.domain.library.fields import BookField
from bookorbit_desktop.domain.overview.backups import BackupFailed, BackupReason, backup_name
from bookorbit_desktop.domain.overview.events import BackupsChanged, BackupTroubleChanged, Event
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.backups import BackupSchedule
from bookorbit_desktop.storage.db.backup_folder import CHOICE
from tests.services import TestClock, add_book, make_services


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    drive = tmp_path / "drive"
    drive.mkdir()
    return drive


def reasons(services: Services) -> list[str | None]:
    return [backup.reason for backup in services.backups.backups()]


def test_a_day_has_one_automatic_backup(services: Services, clock: TestClock) -> None:
    services.backups.back_up_if_due()
    assert reasons(services) == [], "there is nothing to lose yet"

    add_book(services, "Emma")
    for hours in (0, 1, 22.9):
        clock.move(seconds=hours * 3600)
        services.backups.back_up_if_due()
        assert reasons(services) == ["daily"]
    clock.move(seconds=360)
    services.backups.back_up_if_due()

    assert reasons(services) == ["daily", "daily"]
    assert (services.data_dir / "backups").stat().st_mode & 0o777 == 0o700


def test_a_clock_that_was_wrong_keeps_no_day_without_a_backup(services: Services, clock: TestClock) -> None:
    """What was made while the clock was years ahead sorts as the newest for years."""
    add_book(services, "Emma")
    clock.wrong_by = timedelta(days=3 * 365)
    services.backups.back_up_if_due()
    clock.wrong_by = timedelta()

    services.backups.back_up_if_due()

    now = clock.now().replace(microsecond=0)
    assert [backup.made_at for backup in services.backups.backups()] == [now + timedelta(days=3 * 365), now]


def test_the_newest_backup_stays_when_the_clock_was_set_back(services: Services, clock: TestClock) -> None:
    add_book(services, "Emma")
    services.backups.back_up(BackupReason.DAILY)
    clock.wrong_by = timedelta(days=-4 * 365)

    made = services.backups.back_up(BackupReason.DAILY)

    assert made.name in [backup.name for backup in services.backups.backups()]


def test_old_daily_backups_are_thinned_and_those_made_by_hand_stay(
    services: Services, clock: TestClock
) -> None:
    add_book(services, "Emma")
    by_hand = services.backups.back_up()
    for _ in range(20):
        clock.move(days=1)
        services.backups.back_up_if_due()

    backups = services.backups.backups()
    assert by_hand in backups
    assert 8 <= len(backups) <= 1 + 2 + 7 + 4
    foreign = Path(by_hand.folder) / "my copy.sqlite3"
    (Path(by_hand.folder) / by_hand.name).rename(foreign)
    clock.move(days=800)
    services.backups.back_up_if_due()
    assert foreign.exists()
    assert reasons(services) == ["daily", None]


def test_a_large_change_has_a_backup_before_it_and_the_next_one_shares_it(
    services: Services, clock: TestClock
) -> None:
    services.backups.back_up_before(BackupReason.BEFORE_MERGE)
    services.backups.back_up_before(BackupReason.BEFORE_IMPORT)
    clock.move(seconds=601)
    services.backups.back_up_before(BackupReason.BEFORE_EDIT)

    assert reasons(services) == ["before-edit", "before-merge"]


def test_merges_and_edits_of_many_books_are_large_changes(services: Services, clock: TestClock) -> None:
    books = [add_book(services, f"Volume {number}") for number in range(12)]
    services.metadata.change(books[:2], {BookField.LANGUAGE: "de"})
    assert reasons(services) == [], "two books are no large change"

    services.metadata.change(books, {BookField.LANGUAGE: "fr"})
    clock.move(seconds=601)
    services.merging.merge(books[0], books[1:2])

    merged, edited = services.backups.backups()
    assert (merged.reason, edited.reason) == (BackupReason.BEFORE_MERGE, BackupReason.BEFORE_EDIT)
    assert (merged.counts.books, edited.counts.books) == (12, 12)


def test_backups_go_to_the_folder_that_was_chosen(services: Services, drive: Path) -> None:
    events: list[object] = []
    services.events.subscribe(events.append, BackupsChanged)
    before = services.backups.back_up()
    services.backups.choose_folder(drive)
    made = services.backups.back_up(BackupReason.DAILY)

    assert (made.folder, services.backups.folder) == (str(drive), drive)
    assert made in services.backups.backups()
    assert before in services.backups.backups(), "those of before are offered too"
    assert len(events) == 3
    services.backups.choose_folder(None)
    assert services.backups.is_own_folder


def test_a_drive_that_is_away_is_a_state_and_backups_go_on(services: Services, drive: Path) -> None:
    """Its empty place stays in the file system: what is written there fills the wrong disk and is hidden later."""
    services.backups.choose_folder(drive)
    away = drive.with_name("away")
    drive.rename(away)
    drive.mkdir()

    made = services.backups.back_up()

    assert made.folder == str(services.data_dir / "backups")
    assert list(drive.iterdir()) == []
    assert "isn't available. Connect the drive" in services.backups.problem()
    drive.rmdir()
    assert "isn't available. Connect the drive" in services.backups.problem()
    away.rename(drive)
    assert services.backups.problem() == ""
    assert services.backups.back_up().folder == str(drive)


def test_a_folder_that_cannot_be_used_is_refused_and_the_choice_stays(
    services: Services, drive: Path, tmp_path: Path
) -> None:
    services.backups.choose_folder(drive)
    other = make_other_library(tmp_path / "other", tmp_path / "of another")
    a_file = tmp_path / "file"
    a_file.touch()

    for folder, reason in (
        (tmp_path / "missing", "There is no folder"),
        (a_file, "There is no folder"),
        (Path("relative"), "There is no folder"),
        (other, "backups of another library"),
        (services.data_dir, "holds a library"),
        (tmp_path / "other", "holds a library"),
    ):
        with pytest.raises(BackupFailed, match=reason):
            services.backups.choose_folder(folder)
        assert services.backups.folder == drive


def make_other_library(data_dir: Path, folder: Path) -> Path:
    """A folder that another library has chosen: thinned together, one would lose its backups to the other."""
    other = make_services(data_dir)
    folder.mkdir()
    other.backups.choose_folder(folder)
    other.database.close()
    return folder


@pytest.mark.parametrize("content", ["", "{", "[]", '{"folder": 7}', '{"folder": ""}', "\0"])
def test_a_choice_that_cannot_be_read_is_none(services: Services, content: str) -> None:
    (services.data_dir / CHOICE).write_text(content)
    assert services.backups.is_own_folder


def test_a_failure_is_kept_as_a_state_until_a_backup_works(services: Services) -> None:
    add_book(services, "Emma")
    own = services.data_dir / "backups"
    own.write_text("a file in the place of the folder")

    services.backups.back_up_if_due()
    services.backups.back_up_before(BackupReason.BEFORE_EDIT)

    assert "can't be created" in services.backups.problem()
    own.unlink()
    services.backups.back_up_if_due()
    assert services.backups.problem() == ""


@pytest.mark.parametrize(
    ("fault", "words"), [(errno.ENOSPC, "is full, so no backup"), (errno.EROFS, "can't write to")]
)
def test_a_folder_that_is_full_or_read_only_is_told_once_and_so_is_its_end(
    services: Services, drive: Path, monkeypatch: pytest.MonkeyPatch, fault: int, words: str
) -> None:
    add_book(services, "Emma")
    services.backups.choose_folder(drive)
    told: list[str] = []

    def hear(event: Event) -> None:
        assert isinstance(event, BackupTroubleChanged)
        told.append(str(event.trouble))

    def refuse(**where: object) -> tuple[int, str]:
        raise OSError(fault, "the drive refuses")

    services.events.subscribe(hear, BackupTroubleChanged)
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "mkstemp", refuse)
        for _ in range(3):
            services.backups.back_up_if_due()
    services.backups.back_up_if_due()

    failed, well = told
    assert (words in failed, well) == (True, "")


def test_no_secret_is_in_a_backup(services: Services) -> None:
    """The password store holds them; the library has only what a login is checked against."""
    token, password = "planted-token-7f3a9c", "planted-relay-password-51d2"
    services.hardcover_account.save(token)
    services.relay.save("https://sync.example.org", "reader", password)
    account = services.koreader_login.ensure()
    made = services.backups.back_up()

    assert account.passphrase
    content = (Path(made.folder) / made.name).read_bytes()
    keys = [hashlib.md5(text.encode()).hexdigest() for text in (password, account.passphrase)]
    for secret in (token, password, account.passphrase, *keys):
        assert secret.encode() not in content
        assert secret.encode("utf-16-le") not in content
    assert b"sync.example.org" in content, "searched in the wrong place"


async def test_the_schedule_makes_the_backup_of_the_day_and_ends(services: Services) -> None:
    add_book(services, "Emma")
    made = asyncio.Event()
    loop = asyncio.get_running_loop()
    services.events.subscribe(lambda event: loop.call_soon_threadsafe(made.set), BackupsChanged)
    schedule = BackupSchedule(services.backups, first_after=0.0)

    schedule.start()
    await made.wait()
    await schedule.close()

    assert reasons(services) == ["daily"]


def test_a_backup_under_way_is_given_up_when_the_program_ends(services: Services) -> None:
    services.backups.stop()
    services.backups.back_up_before(BackupReason.BEFORE_EDIT)
    assert list((services.data_dir / "backups").iterdir()) == []
    assert services.backups.problem() == ""


def test_several_at_once_each_make_theirs(services: Services, clock: TestClock) -> None:
    threads = [threading.Thread(target=services.backups.back_up) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    moment = datetime.fromtimestamp(clock.now().timestamp(), clock.now().tzinfo)
    expected = [backup_name(moment, BackupReason.MANUAL, number) for number in (1, 2, 3)]
    assert sorted(backup.name for backup in services.backups.backups()) == sorted(expected)
