"""Databases of earlier versions, brought up to date with everything in them."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from peewee import SqliteDatabase
from playhouse.migrations import Runner

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogQuery
from bookorbit_desktop.domain.library.identity import FileIdentity
from bookorbit_desktop.domain.overview.backups import BackupReason
from bookorbit_desktop.storage.db.backups import list_backups
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.upgrading import MIGRATIONS
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
from bookorbit_desktop.storage.koreader.digests import DigestOrigin, DigestRepository
from bookorbit_desktop.storage.koreader.progress import ProgressRepository, SharedPositions
from bookorbit_desktop.storage.library.identities import IdentityRepository
from bookorbit_desktop.storage.reading.positions import PositionRepository
from bookorbit_desktop.storage.reading.readings import ReadingRepository
from tests.services import make_services

FIRST = "0001_first_tables"
ADD_ORCHARD = (
    "INSERT INTO book (id, title, authors, series, language, description, publisher, published, subjects, added_at)"
    " VALUES (7, 'Orchard', '[]', '', '', '', '', '', '[]', 0)"
)


def made_by(path: Path, *names: str) -> sqlite3.Connection:
    """A database as the version with only these migrations left it."""
    migrations = path.parent / "migrations-then"
    migrations.mkdir()
    for name in names:
        shutil.copy(MIGRATIONS / f"{name}.py", migrations)
    old = SqliteDatabase(str(path))
    Runner(old, str(migrations)).up()
    old.close()
    return sqlite3.connect(path)


def test_books_matched_before_there_were_saved_ids_keep_their_matches(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(ADD_ORCHARD)
        then.execute(
            "INSERT INTO hardcover_book (book_id, hardcover_id, edition_id, pages, slug, title, method,"
            " fingerprint, candidates, refusal, needs_review, excluded, pages_by_hand, base, state, reason,"
            " failures) VALUES (7, 42, 43, 300, 'orchard', 'Orchard', 'title_author', '', '[]', '', 1, 0, 310, '',"
            " 'synced', 'As it was.', 0)"
        )
    then.close()

    database = Database(path)
    sync_book = SyncBookRepository(database).get(BookId(7))
    database.write(lambda: SyncBookRepository(database).put_match(BookId(7), sync_book.match))
    database.close()

    assert sync_book.decision.reference == ""
    assert (sync_book.match.record_id, sync_book.decision.pages, sync_book.needs_review) == (42, 310, True)
    assert sync_book.reason == "As it was."
    (backup,) = list_backups(tmp_path / "backups")
    assert (backup.reason, backup.schema, backup.counts.books) == (BackupReason.BEFORE_UPGRADE, FIRST, 1)


@pytest.mark.parametrize(("needs_review", "confirmed"), [(0, 42), (1, None)])
def test_confirmed_matches_and_failures_of_an_earlier_version_are_kept(
    tmp_path: Path, needs_review: int, confirmed: int | None
) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(ADD_ORCHARD)
        then.execute(
            "INSERT INTO hardcover_book (book_id, hardcover_id, edition_id, pages, slug, title, method,"
            " fingerprint, candidates, refusal, needs_review, excluded, base, state, reason, failures)"
            " VALUES (7, 42, 43, 300, 'orchard', 'Orchard', 'title_author', '', '[]', '', ?, 0, '',"
            " 'error', 'Hardcover refused: no.', 3)",
            (needs_review,),
        )
    then.close()

    database = Database(path)
    sync_book = SyncBookRepository(database).get(BookId(7))
    database.close()

    assert (sync_book.decision.confirmed_id, sync_book.needs_review) == (confirmed, bool(needs_review))
    assert (sync_book.sync.failures, sync_book.sync.failure) == (3, "Hardcover refused: no.")


def test_positions_from_before_a_reset_was_possible_are_still_given_and_ask_nothing(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(ADD_ORCHARD)
        then.execute(
            "INSERT INTO reading (book_id, status, set_by_hand, device_moved_on, percentage, last_device)"
            " VALUES (7, 'reading', 0, 0, 0.3, 'Kobo')"
        )
        then.execute(
            "INSERT INTO document (digest, title, authors, filename, progress, percentage, device, device_id,"
            " timestamp, pushes, first_seen) VALUES ('abc', '', '', '', '/body', 0.3, 'Kobo', 'k', 1000, 1, 1000)"
        )
    then.close()

    database = Database(path)
    readings, positions = (
        ReadingRepository(database),
        PositionRepository(database, DigestRepository(database)),
    )
    state, given = readings.get(BookId(7)), ProgressRepository(database).position("abc")
    database.write(lambda: readings.put(BookId(7), state, state))
    database.write(lambda: positions.withhold(["abc"]))
    withheld = ProgressRepository(database).is_withheld("abc")
    database.close()

    assert (state.percentage, state.furthest, state.back) == (0.3, None, None)
    assert given is not None
    assert (given.progress, given.percentage, given.timestamp) == ("/body", 0.3, 1000)
    assert withheld


def test_log_lines_and_pushes_of_the_first_version_are_listed_together(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(
            "INSERT INTO sync_log (run_id, at, book_id, title, outcome, changes, message, hardcover_id)"
            " VALUES (3, 2000, 7, 'Orchard', 'sent', '[\"added as Read\"]', '', 42)"
        )
        then.execute(
            "INSERT INTO device (id, key, name, first_seen, last_seen, pushes) VALUES (1, 'k', 'Kobo', 0, 0, 1)"
        )
        then.execute(
            "INSERT INTO push (document, device_id, progress, percentage, received_at)"
            " VALUES ('abc', 1, '/body', 0.5, 1000)"
        )
    then.close()

    database = Database(path)
    log = SyncLogRepository(database)
    sent, received = log.page(LogQuery(), None, 10).lines
    next_run = log.next_run_id()
    database.close()

    assert (sent.direction, sent.run_id, sent.units) == (Direction.TO_HARDCOVER, 3, None)
    assert (sent.title, sent.changes, sent.record_id) == ("Orchard", ("added as Read",), 42)
    assert (received.title, received.device, received.changes) == ("abc", "Kobo", ("started at 50%",))
    assert next_run == 4


def test_files_and_pushes_of_the_first_version_wait_for_the_identity_pass(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(ADD_ORCHARD)
        then.execute(
            "INSERT INTO book_file (id, book_id, path, format, size, mtime_ns, inode, partial_md5, filename_md5,"
            " work_key, missing) VALUES (3, 7, x'2f61', 'epub', 5, 6, '1:1', 'aa', 'bb', '', 0)"
        )
        then.execute("INSERT INTO digest VALUES ('aa', 7, 'partial', 1, 2), ('bb', 7, 'filename', 1, 2)")
        then.execute(
            "INSERT INTO device (id, key, name, first_seen, last_seen, pushes) VALUES (1, 'k', 'Kobo', 0, 0, 3)"
        )
        then.executemany(
            "INSERT INTO push (document, device_id, progress, percentage, received_at) VALUES (?, 1, '/p', ?, 1)",
            [("bb", 0.1), ("aa", 0.2), ("bb", 0.3)],
        )
        then.executemany(
            "INSERT INTO document (digest, title, authors, filename, progress, percentage, device, timestamp,"
            " pushes, first_seen) VALUES (?, '', '', '', '/p', ?, 'Kobo', 1, 1, 1)",
            [("aa", 0.2), ("bb", 0.3)],
        )
    then.close()

    database = Database(path)
    identities = IdentityRepository(database, DigestRepository(database))
    shared = SharedPositions(database)
    pending = identities.pending()
    before = shared.position("aa")
    database.write(lambda: identities.put(3, FileIdentity("cc", "text", 5, 6), 9.0))
    after, rest = [shared.position(digest) for digest in ("aa", "bb", "cc")], identities.pending()
    database.close()

    assert [(file.file_id, file.path, file.title) for file in pending] == [(3, b"/a", "Orchard")]
    assert before is not None
    assert before.percentage == 0.2, "its own, while the text is not known"
    assert [position and position.percentage for position in after] == [0.3] * 3, (
        "the newest, in the order of pushes"
    )
    assert rest == []


def test_links_of_the_first_version_stay_and_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(ADD_ORCHARD)
        then.execute("INSERT INTO digest VALUES ('abc', 7, 'linked', 10, 20)")
        then.execute(
            "INSERT INTO document (digest, title, authors, filename, progress, percentage, device, timestamp,"
            " pushes, first_seen) VALUES ('abc', 'Orchard', '', '', '/body', 0.5, 'Kobo', 30, 2, 10)"
        )
    then.close()

    database = Database(path)
    digests = DigestRepository(database)
    (document,) = ProgressRepository(database).documents()
    database.write(lambda: digests.unlink("abc", BookId(7), 40))
    unlinked = digests.book_of("abc"), digests.unlinked("abc")
    database.write(lambda: digests.add("abc", BookId(7), DigestOrigin.PARTIAL, 50))
    still = digests.book_of("abc")
    database.write(lambda: digests.link("abc", BookId(7), 60))
    again = digests.book_of("abc"), digests.unlinked("abc")
    database.close()

    assert (document.book_id, document.ignored, document.pushes) == (7, False, 2)
    assert unlinked == (None, (7,))
    assert still is None
    assert again == (7, ())


def test_page_views_of_a_wrong_clock_from_before_they_were_left_out_count_nowhere(tmp_path: Path) -> None:
    make_services(tmp_path).database.close()
    starts, digest = (86_400, 1_774_700_000, 4_000_000_000), "a" * 32
    with closing(sqlite3.connect(tmp_path / "library.sqlite3")) as then, then:
        then.execute("DELETE FROM schema_migration WHERE name LIKE '0051%'")
        then.execute("DROP TABLE statistics_title")
        then.executemany(
            "INSERT INTO page_view (document, page, start_time, seconds, total_pages, device, shift)"
            " VALUES (?, ?, ?, 60, 100, 'kobo', 0)",
            [(digest, page, start) for page, start in enumerate(starts, 1)],
        )
        then.execute("INSERT INTO reading_day VALUES (2, ?, 0, 'kobo', 0, 60, 60, 1.0, 0.01)", (digest,))

    services = make_services(tmp_path)
    time = services.reading_time
    found = [day.year for day in time.days()], time.wrong_clocks()
    services.database.close()

    assert found == ([2026], {"kobo": 2})
