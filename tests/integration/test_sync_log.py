"""The sync log: lines of both kinds in one order, pushes folded, filters, pages, CSV, and what is kept how long."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome, LogPeriod, LogQuery
from bookorbit_desktop.domain.koreader.progress import DocumentMetadata, Push
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
from tests.services import TestClock, add_book, make_services

INSERT_DIGEST = "INSERT INTO digest (digest, book_id, origin, first_seen, last_seen) VALUES (?, ?, ?, ?, ?)"


class Log:
    """The log of a library, and short words for what fills it."""

    def __init__(self, data_dir: Path) -> None:
        self.clock = TestClock()
        self.services: Services = make_services(data_dir, clock=self.clock)
        self._repository = SyncLogRepository(self.services.database)

    def add(self, title: str = "Orchard", outcome: LogOutcome = LogOutcome.SENT, **more: object) -> LogLine:
        line = replace(
            LogLine(self.clock.now(), Direction.TO_HARDCOVER, title, outcome),
            **more,  # type: ignore[arg-type]
        )
        self.services.database.write(lambda: self._repository.add([line]))
        return line

    async def push(
        self, document: str, percentage: float, device: str = "Kobo", metadata: DocumentMetadata | None = None
    ) -> None:
        await self.services.progress.receive(
            Push(document, "/body", percentage, device, f"id-{device}", metadata)
        )

    def lines(self, query: LogQuery | None = None, limit: int = 100) -> list[LogLine]:
        return list(self.services.sync_log.page(query or LogQuery(), limit=limit).lines)

    def said(self, query: LogQuery | None = None) -> list[str]:
        """What each line is about, shortly."""
        return [f"{line.title}: {', '.join(line.changes)}" for line in self.lines(query)]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = Log(tmp_path / "data")
    yield log
    log.services.database.close()


async def test_pushes_of_one_session_are_one_line_from_old_to_new(log: Log) -> None:
    book = add_book(log.services, "Orchard", digest="a" * 32)
    for percentage in (0.40, 0.405, 0.41):
        await log.push("a" * 32, percentage)
        log.clock.move(seconds=29 * 60)
    log.clock.move(seconds=120)
    for percentage in (0.42, 0.43):
        await log.push("a" * 32, percentage)

    newest, first = log.lines()

    assert newest.changes == ("read from 41% to 43%",)
    assert first.changes == ("started at 41%",)
    assert (newest.direction, newest.outcome) == (Direction.FROM_KOREADER, LogOutcome.RECEIVED)
    assert (newest.title, newest.book_id, newest.device) == ("Orchard", book, "Kobo")
    assert newest.at == log.clock.now()


async def test_nothing_is_told_as_sent_before_it_is_told_as_received(log: Log) -> None:
    """A session that goes on after a sync is a line of its own: what was sent stands between the two."""
    book = add_book(log.services, "Orchard", digest="a" * 32)
    other = add_book(log.services, "Meadow", digest="b" * 32)
    for percentage in (0.30, 0.37):
        await log.push("a" * 32, percentage)
        log.clock.move(seconds=60)
    log.add("Orchard", book_id=book, changes=("started at 37%",))
    log.add("Meadow", book_id=other, changes=("started at 5%",))
    log.clock.move(seconds=60)
    for percentage in (0.38, 0.41):
        await log.push("a" * 32, percentage)
        log.clock.move(seconds=60)
    log.add("Meadow", book_id=other, changes=("read from 5% to 6%",))
    await log.push("a" * 32, 0.42)

    assert log.said(LogQuery(book_id=book)) == [
        "Orchard: read from 37% to 42%",
        "Orchard: started at 37%",
        "Orchard: started at 37%",
    ]
    assert [line.outcome for line in log.lines(LogQuery(book_id=book))] == [
        LogOutcome.RECEIVED,
        LogOutcome.SENT,
        LogOutcome.RECEIVED,
    ]
    assert log.services.sync_log.count(LogQuery(book_id=book)) == 3


async def test_devices_and_documents_have_sessions_of_their_own(log: Log) -> None:
    await log.push("a" * 32, 0.1)
    await log.push("b" * 32, 0.5, metadata=DocumentMetadata(title="Meadow"))
    await log.push("a" * 32, 0.2)
    await log.push("a" * 32, 0.3, device="Phone")

    assert log.said() == [
        f"{'a' * 32}: read from 20% to 30%",
        f"{'a' * 32}: started at 20%",
        "Meadow: started at 50%",
    ]
    assert [line.device for line in log.lines()] == ["Phone", "Kobo", "Kobo"]


async def test_a_digest_of_two_books_names_neither(log: Log) -> None:
    add_book(log.services, "One", digest="c" * 32)
    other = add_book(log.services, "Other", digest="d" * 32)
    also = ("c" * 32, other, "scan", 0, 0)
    connection = log.services.database.connection
    log.services.database.write(lambda: connection().execute(INSERT_DIGEST, also))
    await log.push("c" * 32, 0.5)
    (line,) = log.lines()
    assert line.book_id is None


async def test_a_line_outlives_its_book(log: Log) -> None:
    book = add_book(log.services, "Orchard", digest="a" * 32)
    log.add("Orchard", book_id=book)
    connection = log.services.database.connection
    log.services.database.write(lambda: connection().execute("DELETE FROM book WHERE id = ?", (book,)))
    assert [(line.title, line.book_id) for line in log.lines()] == [("Orchard", book)]


async def test_each_filter_keeps_what_fits(log: Log) -> None:
    book = add_book(log.services, "Orchard", digest="a" * 32)
    log.add("Orchard", book_id=book, changes=("status: Reading → Read",))
    log.add("Meadow", LogOutcome.FAILED, message="Hardcover refused: 100% no_way")
    log.add("River", LogOutcome.MATCHED, direction=Direction.FROM_HARDCOVER)
    await log.push("a" * 32, 0.5)
    await log.push("b" * 32, 0.7, device="Phone")

    def titles(**wanted: object) -> set[str]:
        query = LogQuery(**wanted)  # type: ignore[arg-type]
        found = log.lines(query)
        assert log.services.sync_log.count(query) == len(found)
        return {line.title for line in found}

    assert titles() == {"Orchard", "Meadow", "River", "b" * 32}
    assert titles(direction=Direction.FROM_KOREADER) == {"Orchard", "b" * 32}
    assert titles(direction=Direction.TO_HARDCOVER) == {"Orchard", "Meadow"}
    assert titles(direction=Direction.FROM_HARDCOVER) == {"River"}
    assert titles(outcome=LogOutcome.FAILED) == {"Meadow"}
    assert titles(outcome=LogOutcome.RECEIVED) == {"Orchard", "b" * 32}
    assert titles(device="Phone") == {"b" * 32}
    assert len(log.lines(LogQuery(book_id=book))) == 2
    assert titles(text="read status") == {"Orchard"}
    assert titles(text="100%") == {"Meadow"}
    assert titles(text="no_way") == {"Meadow"}
    assert titles(text="phone progress 70") == {"b" * 32}
    assert titles(text="nothing like it") == set()
    assert log.services.sync_log.devices() == ["Kobo", "Phone"]


async def test_days_are_counted_back_from_now_and_today_begins_at_midnight(log: Log) -> None:
    midnight = LogPeriod.TODAY.since(log.clock.now())
    assert midnight is not None
    log.add("Now")
    log.add("Before midnight", at=midnight - timedelta(seconds=1))
    log.add("Six days", at=log.clock.now() - timedelta(days=6))
    log.add("Twenty days", at=log.clock.now() - timedelta(days=20))
    log.add("Forty days", at=log.clock.now() - timedelta(days=40))

    def count(period: LogPeriod) -> int:
        return log.services.sync_log.count(LogQuery(since=period.since(log.clock.now())))

    assert [count(period) for period in LogPeriod] == [1, 3, 4, 5]


async def test_pages_follow_each_other_without_a_gap_or_a_repeat(log: Log) -> None:
    for number in range(40):
        log.add(f"Sent {number}")
        if number % 2:
            log.add(f"Sent {number} too")  # of the same moment
        if number % 3 == 0:
            await log.push(f"{number:032x}", 0.5)
        log.clock.move(seconds=60)
    everything = log.lines(limit=1000)
    paged: list[LogLine] = []
    page = log.services.sync_log.page(LogQuery(), limit=7)
    while page.end is not None:
        paged += page.lines
        page = log.services.sync_log.page(LogQuery(), page.end, limit=7)
    paged += page.lines
    assert len(everything) == 40 + 20 + 14
    assert paged == everything
    assert [line.at for line in paged] == sorted((line.at for line in paged), reverse=True)
    assert list(log.services.sync_log.lines(LogQuery())) == everything


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_csv_holds_what_is_filtered_and_no_formula(log: Log, tmp_path: Path) -> None:
    log.add(
        "=HYPERLINK(0)",
        changes=("read from 41% to 43%",),
        message="-1",
        record_id=42,
        units=2,
        run_id=5,
        book_id=1,
    )
    log.add("Left out", LogOutcome.FAILED)
    await log.push("a" * 32, 0.5, device="@phone")
    path = tmp_path / "log.csv"
    path.write_text("what was there before")

    assert log.services.sync_log.export_csv(LogQuery(outcome=LogOutcome.SENT), path) == 1
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["Book"] == "'=HYPERLINK(0)"
    assert row["Message"] == "'-1"
    assert row["What"] == "read from 41% to 43%"
    assert row["Link"] == "https://hardcover.app/id/book/42"
    assert (row["Direction"], row["Result"], row["Units"], row["Run"]) == ("to_hardcover", "sent", "2", "5")

    assert log.services.sync_log.export_csv(LogQuery(), path) == 3
    assert "'@phone" in path.read_text("utf-8-sig")
    assert names(tmp_path) == ["data", "log.csv"]


def test_a_csv_that_cannot_be_written_says_so_and_leaves_nothing(log: Log, tmp_path: Path) -> None:
    log.add()
    with pytest.raises(InvalidInput, match="Choose another file"):
        log.services.sync_log.export_csv(LogQuery(), tmp_path / "nowhere" / "log.csv")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InvalidInput, match="Choose another file"):
        log.services.sync_log.export_csv(LogQuery(), tmp_path / "folder")
    assert names(tmp_path) == ["data", "folder"]


async def test_log_lines_older_than_90_days_are_deleted_and_pushes_stay(log: Log) -> None:
    await log.push("a" * 32, 0.5)
    log.add("Old")
    log.clock.move(days=89)
    log.add("Younger")
    log.services.sync_log.prune()
    log.services.database.write(lambda: None)
    assert len(log.lines()) == 3
    log.clock.move(days=2)
    log.services.sync_log.prune()
    log.services.database.write(lambda: None)
    assert [line.title for line in log.lines()] == ["Younger", "a" * 32]


async def test_clearing_deletes_as_many_as_it_said(log: Log) -> None:
    await log.push("a" * 32, 0.5)
    log.add("Old")
    log.clock.move(days=10)
    log.add("New")
    assert [log.services.sync_log.count_older(days) for days in (30, 7, 0)] == [0, 1, 2]
    assert log.services.sync_log.clear(7) == 1
    assert log.services.sync_log.clear(0) == 1
    assert [line.outcome for line in log.lines()] == [LogOutcome.RECEIVED]
