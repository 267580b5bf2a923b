"""The reading journal: sessions from page views, pushes and one's own word; corrected, deleted, undone, exported."""

import asyncio
import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookorbit_desktop.demo.local_hardcover import VirtualClock
from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.library.fields import BookField
from bookorbit_desktop.domain.reading.sessions import Session, SessionEntry
from bookorbit_desktop.domain.reading.statistics import StatisticsFilter
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.reading import journal
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from tests.services import TestClock, add_book, make_services

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
WEDNESDAY = date(2026, 3, 4)
FIRST, SECOND = "a" * 32, "b" * 32
LATER = (NOON + timedelta(days=100)).timestamp()
BOOK = BookId(1)


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setenv("TZ", "UTC")
    made = make_services(tmp_path / "data", clock=TestClock(VirtualClock(LATER)))
    add_book(made, "First", digest=FIRST)
    add_book(made, "Second", digest=SECOND)
    yield made
    made.database.close()


def views(minute: int, count: int = 10, first_page: int = 1, document: str = FIRST) -> list[PageView]:
    """A minute on each of some pages out of a hundred."""
    start = int(NOON.timestamp()) + minute * 60
    return [PageView(document, first_page + n, start + n * 60, 60, 100) for n in range(count)]


def take(services: Services, *brought: PageView, device: str = "kobo") -> None:
    repository = PageViewRepository(services.database)
    services.database.write(lambda: repository.add(brought, device, None, LATER))


def sessions(services: Services) -> list[Session]:
    return services.reading_journal.of_book(BOOK)


def seconds(services: Services) -> int:
    return services.reading_time.statistics(StatisticsFilter()).total.seconds


def entry(
    minutes: int = 30, pages: float | None = None, book: BookId | None = BOOK, title: str = ""
) -> SessionEntry:
    return SessionEntry(book, title, NOON + timedelta(hours=5), minutes * 60, pages, "Paper")


def test_a_pause_of_more_than_half_an_hour_begins_another_session(services: Services) -> None:
    # The first ten minutes end at 12:10; 12:40 is half an hour later, 13:21 more than that after 12:50.
    take(services, *views(0), *views(40, first_page=11), *views(81, first_page=21))
    services.metadata.change([BOOK], {BookField.PAGES: 200})
    newest, oldest = sessions(services)
    assert (oldest.begin, oldest.end) == (NOON.timestamp(), NOON.timestamp() + 50 * 60)
    assert (oldest.seconds, oldest.pages, oldest.devices) == (1200, pytest.approx(40), ("kobo",))
    assert (newest.seconds, newest.pages) == (600, pytest.approx(20))


def test_two_devices_at_once_are_one_session(services: Services) -> None:
    take(services, *views(0))
    take(services, *views(5, first_page=50), device="kindle")
    (session,) = sessions(services)
    assert (session.seconds, set(session.devices)) == (15 * 60, {"kobo", "kindle"})


def test_pushes_make_sessions_where_no_page_views_tell(services: Services) -> None:
    clock = services.clock
    assert isinstance(clock, TestClock)
    for minute, fraction in ((0, 0.1), (20, 0.2), (30, 0.15), (40, 0.3), (120, 0.4)):
        clock.virtual.now = NOON.timestamp() + minute * 60
        asyncio.run(services.progress.receive(Push(FIRST, "/1", fraction, "Kobo", "id")))
    clock.virtual.now = LATER
    (session,) = sessions(services)
    # Twenty minutes forward, ten back, ten forward.
    assert (session.seconds, session.devices) == (1800, ("Kobo",))
    assert seconds(services) == 1800
    services.reading_journal.delete(session)
    assert (sessions(services), seconds(services)) == ([], 0)


def test_a_deleted_session_survives_a_new_import_and_comes_back_with_undo(services: Services) -> None:
    take(services, *views(0), *views(60))
    newest, _ = sessions(services)
    change = services.reading_journal.delete(newest)
    assert (len(sessions(services)), seconds(services)) == (1, 600)
    take(services, *views(0), *views(60), device="kindle")
    services.reading_time.rebuild()
    assert (len(sessions(services)), seconds(services)) == (1, 600)
    (kept,) = services.database.connection().execute("SELECT COUNT(*) FROM page_view").fetchone()
    assert kept == 20
    services.reading_journal.undo(change)
    assert seconds(services) == 1200
    assert newest in sessions(services)
    with pytest.raises(NotFound):
        services.reading_journal.undo(change)


def test_a_correction_counts_in_place_of_what_was_recorded(services: Services) -> None:
    take(services, *views(0))
    (recorded,) = sessions(services)
    change = services.reading_journal.correct(recorded, entry(45, pages=30))
    (session,) = sessions(services)
    assert (session.seconds, session.pages, session.devices) == (2700, 30, ("Paper",))
    total = services.reading_time.statistics(StatisticsFilter()).total
    assert (total.seconds, total.pages) == (2700, 30)
    take(services, *views(0))
    assert seconds(services) == 2700

    # Corrected once more: the first change can't be undone before the second.
    again = services.reading_journal.correct(session, entry(20))
    assert seconds(services) == 1200
    with pytest.raises(InvalidInput, match="Undo that change first"):
        services.reading_journal.undo(change)
    services.reading_journal.undo(again)
    services.reading_journal.undo(change)
    assert sessions(services) == [recorded]


def test_a_session_changed_since_it_was_shown_is_not_deleted(services: Services) -> None:
    take(services, *views(0))
    (shown,) = sessions(services)
    take(services, *views(10, first_page=11))
    with pytest.raises(NotFound, match="changed in the meantime"):
        services.reading_journal.delete(shown)
    assert seconds(services) == 1200


def test_a_paper_book_counts_without_a_file_or_an_entry(services: Services) -> None:
    change = services.reading_journal.add(entry(40, pages=25, book=None, title="  A Paper   Book "))
    found = services.reading_time.statistics(StatisticsFilter())
    assert [(book.title, book.read.seconds, book.read.pages) for book in found.books] == [
        ("A Paper Book", 2400, 25)
    ]
    assert found.devices.keys() == {"Paper"}
    (session,) = services.reading_journal.page().sessions
    assert session.title == "A Paper Book"
    services.reading_journal.undo(change)
    assert services.reading_journal.page().sessions == ()


def test_time_read_on_paper_and_on_a_device_at_once_counts_once(services: Services) -> None:
    take(services, *views(5 * 60, count=20))
    services.reading_journal.add(entry(30))
    assert seconds(services) == 1800


def test_sessions_by_hand_go_along_with_a_merge_and_back(services: Services) -> None:
    services.reading_journal.add(entry(30, book=BookId(2)))
    done = services.merging.merge(BOOK, [BookId(2)])
    assert len(sessions(services)) == 1
    assert services.book_view.view(BOOK).time_read.seconds == 1800
    services.merging.undo(done)
    assert sessions(services) == []
    assert services.book_view.view(BookId(2)).time_read.seconds == 1800


@pytest.mark.parametrize(
    "wrong",
    [
        entry(0),
        entry(25 * 60),
        entry(pages=-1),
        entry(book=None, title="  "),
        SessionEntry(BOOK, "", datetime.fromtimestamp(LATER, UTC), 3600),
        SessionEntry(BOOK, "", datetime(1969, 1, 1, tzinfo=UTC), 3600),
    ],
    ids=["no time", "more than a day", "pages below none", "no title", "in the future", "before 1970"],
)
def test_an_impossible_session_is_refused_and_not_stored(services: Services, wrong: SessionEntry) -> None:
    with pytest.raises(InvalidInput):
        services.reading_journal.add(wrong)
    assert services.reading_journal.page().sessions == ()


def test_an_unknown_book_is_refused(services: Services) -> None:
    with pytest.raises(NotFound):
        services.reading_journal.add(entry(book=BookId(99)))


def test_references_name_sessions(services: Services) -> None:
    take(services, *views(0), *views(0, document="c" * 32))
    services.reading_journal.add(entry())
    for session in services.reading_journal.page().sessions:
        assert services.reading_journal.find(session.reference) == session
    for unknown in ("", "h99", "hx", "1-1", "9" * 40 + "-1", "h" + "9" * 40, "-", "1772625600", "²-1"):
        with pytest.raises(NotFound):
            services.reading_journal.find(unknown)


def test_a_session_over_midnight_is_listed_on_the_day_it_began(services: Services) -> None:
    take(services, *views(11 * 60 + 55, count=10))
    (session,) = services.reading_journal.between(WEDNESDAY, WEDNESDAY)
    assert session.seconds == 600
    assert (
        services.reading_journal.between(WEDNESDAY + timedelta(days=1), WEDNESDAY + timedelta(days=1)) == []
    )


def test_older_sessions_come_page_by_page_and_all_of_them_into_exports(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "MONTH", timedelta(days=2))
    services.metadata.change([BOOK], {BookField.TITLE: "=First, “again”\nand again"})
    take(services, *(view for day in range(-9, 1) for view in views(day * 1440, count=2)))
    rows = list(csv.DictReader(io.StringIO("".join(services.reading_journal.csv()))))
    told = json.loads("".join(services.reading_journal.json()))
    assert len(rows) == len(told) == 10
    assert [row["begin"] for row in rows] == sorted((row["begin"] for row in rows), reverse=True)
    assert {row["seconds"] for row in rows} == {"120"}
    assert all(row["title"].startswith("'=First") for row in rows)
    assert told[0]["title"].startswith("=First")
    assert [one["reference"] for one in told] == [row["reference"] for row in rows]


@pytest.mark.parametrize("change", [0, -1, 1, 10**30])
def test_an_unknown_change_is_not_undone(services: Services, change: int) -> None:
    with pytest.raises(NotFound):
        services.reading_journal.undo(change)


def test_nothing_read_is_an_empty_export(services: Services) -> None:
    assert json.loads("".join(services.reading_journal.json())) == []
    assert len(list(csv.reader(io.StringIO("".join(services.reading_journal.csv()))))) == 1


marks = st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 3000), st.sampled_from([FIRST, SECOND, "c" * 32])), max_size=8),
    marks,
)
def test_sessions_are_the_time_read_whatever_is_deleted_and_undone(
    services: Services, starts: list[tuple[int, str]], decisions: list[tuple[int, bool]]
) -> None:
    """Where no two are read at once, the sessions are the time that counts."""
    clear(services)
    take(services, *(view for minute, document in starts for view in views(minute * 40, document=document)))
    changes: list[int] = []
    for place, is_undone in decisions:
        listed = services.reading_journal.between(date(2026, 1, 1), date(2026, 12, 31))
        if is_undone and changes:
            services.reading_journal.undo(changes.pop(place % len(changes)))
        elif listed:
            changes.append(services.reading_journal.delete(listed[place % len(listed)]))
    listed = services.reading_journal.between(date(2026, 1, 1), date(2026, 12, 31))
    together = {(session.begin, session.end, session.document): session.seconds for session in listed}
    alone = {key: own for key, own in together.items() if not shares_time(key, together)}
    assert seconds(services) <= sum(together.values())
    if alone == together:
        assert seconds(services) == sum(together.values())
    for change in reversed(changes):
        services.reading_journal.undo(change)
    restored = services.reading_journal.between(date(2026, 1, 1), date(2026, 12, 31))
    assert sum(session.seconds for session in restored) >= sum(together.values())
    kept = services.reading_time.statistics(StatisticsFilter())
    services.reading_time.rebuild()
    assert services.reading_time.statistics(StatisticsFilter()) == kept


def shares_time(key: tuple[int, int, str], others: Iterable[tuple[int, int, str]]) -> bool:
    """Whether another session was read at the same time."""
    return any(other != key and other[0] < key[1] and key[0] < other[1] for other in others)


def clear(services: Services) -> None:
    def delete() -> None:
        for table in ("page_view", "left_out_view", "session_change", "session_by_hand"):
            services.database.connection().execute(f"DELETE FROM {table}")

    services.database.write(delete)
    services.reading_time.rebuild()
