"""What is stored of messages: found by its English words, said again from its parts, and old rows as they were."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.ids import RecordId
from bookorbit_desktop.domain.base.messages import Message, as_message
from bookorbit_desktop.domain.hardcover.change_text import finished_change
from bookorbit_desktop.domain.hardcover.sync_book import KeptCandidate, MatchRecord
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome, LogQuery
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
from tests.integration.test_upgrades import FIRST, made_by
from tests.services import add_book, make_services

HOSTILE = "{0}%n 100% <b>\x1b\u202e \"quoted\" 'it' \\"
AT = datetime(2026, 2, 3, 14, 5, tzinfo=UTC)
PAUSED = Message("Paused after %n failure(s).", count=1200)
FINISHED = finished_change(None, date(2026, 2, 3))
OLD_BOOK = (
    "INSERT INTO book (id, title, authors, series, language, description, publisher, published, subjects, added_at)"
    " VALUES (7, 'Orchard', '[]', '', '', '', '', '', '[]', 0)"
)
OLD_LINE = (
    "INSERT INTO sync_log (run_id, at, book_id, title, outcome, changes, message)"
    " VALUES (1, 0, 7, 'Orchard', 'sent', '[\"status: Read → Paused\"]', ?)"
)
OLD_FILE = (
    "INSERT INTO book_file (book_id, path, format, size, mtime_ns, inode, partial_md5, filename_md5, work_key, problem,"
    " missing) VALUES (7, ?, 'epub', 1, 1, '1:1', ?, '', '', ?, 0)"
)


def line(message: Message, *changes: Message, title: str = "Orchard") -> LogLine:
    return LogLine(AT, Direction.TO_HARDCOVER, title, LogOutcome.FAILED, changes, message)


def test_a_line_of_the_log_keeps_its_parts_and_is_found_by_its_english_words(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.sqlite3")
    log = SyncLogRepository(database)
    named = Message("“{0}” is still on Hardcover: {1}", HOSTILE, PAUSED)
    database.write(lambda: log.add([line(PAUSED, FINISHED), line(named)]))

    newest, oldest = log.page(LogQuery(), None, 10).lines
    found = {
        words: [one.message.text for one in log.page(LogQuery(text=words), None, 10).lines]
        for words in (
            "1,200 failures",
            "2026-02-03 finished",
            'still <b> "quoted" \'',
            "english",
            "arguments",
            "count",
        )
    }
    database.close()

    assert (newest.message, newest.message.text, newest.message.arguments) == (
        named,
        named.text,
        named.arguments,
    )
    assert (oldest.message.counted, oldest.changes[0].arguments) == (1200, FINISHED.arguments)
    assert found == {
        "1,200 failures": [named.text, PAUSED.text],
        "2026-02-03 finished": [PAUSED.text],
        'still <b> "quoted" \'': [named.text],
        "english": [],
        "arguments": [],
        "count": [],
    }


@pytest.mark.parametrize(
    "message", ["Paused after 3 failures.", '{"english": broken', '{"english": "x"}', "{", "[]", ""]
)
def test_lines_of_an_older_version_are_read_and_found_as_they_are(tmp_path: Path, message: str) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(OLD_BOOK)
        then.execute(OLD_LINE, (message,))
    then.close()

    database = Database(path)
    log = SyncLogRepository(database)
    (one,) = log.page(LogQuery(text="paused orchard"), None, 10).lines
    database.close()

    assert (one.message, one.changes) == (message, ("status: Read → Paused",))
    assert one.message.text == ("{0}" if message else "")


def test_whether_a_problem_is_of_the_cover_alone_is_known_of_files_of_an_older_version(
    tmp_path: Path,
) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    problems = (
        None,
        "This EPUB is damaged.",
        "The cover is larger than 32 MB, so the book is shown without it.",
    )
    with then:
        then.execute(OLD_BOOK)
        for number, problem in enumerate(problems):
            then.execute(OLD_FILE, (f"/{number}.epub".encode(), f"{number}" * 32, problem))
    then.close()

    Database(path).close()
    with closing(sqlite3.connect(path)) as now:
        assert now.execute("SELECT problem, blames_cover FROM book_file ORDER BY id").fetchall() == [
            (problems[0], 0),
            (problems[1], 0),
            (problems[2], 1),
        ]


def test_why_a_match_was_refused_comes_back_in_its_parts(tmp_path: Path) -> None:
    services = make_services(tmp_path)
    book = add_book(services, "Orchard")
    sync_books = SyncBookRepository(services.database)
    refusal = Message(
        "Found “{0}” but wasn't sure ({1}). Pick to confirm.", HOSTILE, Message("the title is different")
    )
    kept = KeptCandidate(RecordId(3), "Garden", ("Ann",), 5, Message("the ISBN belongs to “{0}”", HOSTILE))
    services.database.write(
        lambda: sync_books.put_match(book, MatchRecord(refusal=refusal, candidates=(kept,)))
    )

    match = sync_books.get(book).match
    services.database.close()

    assert (match.refusal, match.refusal.text, match.refusal.arguments) == (
        refusal,
        refusal.text,
        refusal.arguments,
    )
    assert as_message(match.candidates[0].reason).arguments == (HOSTILE,)
