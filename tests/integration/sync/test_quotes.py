"""Highlights as quotes on Hardcover: sent once, kept in step, and never the person's own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, HardcoverStatus, Privacy
from bookorbit_desktop.domain.hardcover.quotes import LONGEST, QuoteKinds, QuoteStatus
from bookorbit_desktop.domain.hardcover.sync_log import LogQuery
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncEnd
from bookorbit_desktop.domain.highlights.annotations import AnnotationQuery
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.usb.files import Annotation
from tests.annotations import KINDLE, KOBO, book_of, highlight
from tests.integration.sync.conftest import Loop, Row

LINES = "It was the best of times,\n\nit was “the worst” — العربية 中文 🙂"


class Quotes:
    """A library with one matched book that is being read, and its quotes on Hardcover."""

    def __init__(self, loop: Loop) -> None:
        self.loop = loop
        self.services = loop.services
        self.quotes = loop.services.quotes
        self.book = loop.book()
        loop.set(self.book, ReadingStatus.READING)

    def on(self, kinds: QuoteKinds = QuoteKinds.BOTH, *, with_older: bool = True) -> None:
        self.quotes.switch(kinds, with_older=with_older)

    def highlight(self, *annotations: Annotation, device: str = KOBO, book: BookId | None = None) -> None:
        """What a device has of a book now, in a layout of 100 pages."""
        digest = self.services.library.book(book or self.book).files[0].partial_md5
        found = book_of(*annotations, digest=digest)
        found = replace(found, newest=replace(found.newest, pages=100))
        self.services.annotations.import_books([(found, book or self.book)], device)

    def ids(self, text: str = "") -> list[int]:
        return self.services.annotations.queries.ids(AnnotationQuery(text=text))

    def rows(self) -> list[Row]:
        """The demo person's quotes and notes, oldest first."""
        rows = self.loop.world.tables["reading_journals"].values()
        events = ("quote", "note")
        return [
            row for row in rows if row["user_id"] == self.loop.hardcover.user_id and row["event"] in events
        ]

    def entries(self) -> list[str]:
        return [row["entry"] for row in self.rows()]

    def status(self, text: str) -> QuoteStatus:
        (number,) = self.ids(text)
        return self.quotes.views([number])[number].status

    def reason(self, text: str) -> str:
        (number,) = self.ids(text)
        return self.quotes.views([number])[number].reason

    def logged(self) -> list[tuple[str, ...]]:
        return [tuple(line.changes) for line in self.services.sync_log.page(LogQuery()).lines]

    def by_hand(self, entry: str, event: str = "quote") -> Row:
        """What the person writes on Hardcover itself."""
        record = self.services.sync_books.get(self.book).match.record_id
        assert record is not None
        moment = "2026-01-01T00:00:00+00:00"
        return self.loop.world.write_journal(
            self.loop.hardcover.user_id, record, moment, entry=entry, event=event, privacy_setting_id=1
        )


def at(page: int, text: str, note: str = "", day: int = 1) -> Annotation:
    """A highlight in chapter `page` as KOReader stores it."""
    created = datetime(2025, 3, day, 12)
    return highlight(page, text, note=note, created=created, page_number=page)


@pytest.fixture
def quotes(loop: Loop) -> Quotes:
    return Quotes(loop)


async def test_nothing_is_sent_until_it_is_switched_on(quotes: Quotes, loop: Loop) -> None:
    quotes.highlight(at(10, "Apples fall."))
    await loop.sync()
    assert quotes.entries() == []
    assert quotes.quotes.views(quotes.ids()) == {}


async def test_a_highlight_is_sent_with_its_own_place_and_privately(quotes: Quotes, loop: Loop) -> None:
    quotes.highlight(at(10, LINES), at(20, "With a note", "my own\nwords", day=2))
    quotes.on()
    summary = await loop.sync()
    assert summary.quotes == 2
    first, second = quotes.rows()
    assert (first["event"], first["entry"], first["privacy_setting_id"]) == ("quote", LINES, Privacy.PRIVATE)
    assert first["action_at"] == "2025-03-01"
    place = {"type": "pages", "value": 30, "possible": 300, "percent": 10.0}
    assert first["metadata"] == {"position": place}
    assert (second["event"], second["entry"]) == ("note", "With a note\n\nmy own\nwords")
    (edition,) = loop.world.editions_of(first["book_id"])
    assert first["edition_id"] == edition["id"]
    assert quotes.status("own") is QuoteStatus.SENT


async def test_nothing_is_sent_twice(quotes: Quotes, loop: Loop) -> None:
    quotes.highlight(at(10, "Apples fall."))
    quotes.on()
    await loop.sync()
    requests = len(loop.hardcover.requests)
    summary = await loop.sync()
    assert (summary.quotes, len(quotes.entries())) == (0, 1)
    assert len(loop.hardcover.requests) == requests


async def test_only_what_was_made_since_switching_on(quotes: Quotes, loop: Loop) -> None:
    quotes.highlight(at(10, "An old one"))
    quotes.on(with_older=False)
    assert quotes.quotes.older() == 1
    new = replace(at(20, "A new one"), created=loop.clock.now().replace(tzinfo=None) + timedelta(days=2))
    quotes.highlight(at(10, "An old one"), new)
    await loop.sync()
    assert quotes.entries() == ["A new one"]
    assert "before" in quotes.reason("old")


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (QuoteKinds.QUOTES, [("quote", "Plain"), ("quote", "Noted")]),
        (QuoteKinds.NOTES, [("note", "Noted\n\nwhy")]),
        (QuoteKinds.BOTH, [("quote", "Plain"), ("note", "Noted\n\nwhy")]),
    ],
)
async def test_quotes_notes_or_both(
    quotes: Quotes, loop: Loop, kinds: QuoteKinds, expected: Sequence[tuple[str, str]]
) -> None:
    quotes.highlight(at(10, "Plain"), at(20, "Noted", "why"))
    quotes.on(kinds)
    await loop.sync()
    assert [(row["event"], row["entry"]) for row in quotes.rows()] == list(expected)


async def test_two_devices_with_the_same_highlight_send_one(quotes: Quotes, loop: Loop) -> None:
    quotes.highlight(at(10, "Apples fall."))
    moved = replace(at(11, "Apples  fall."), created=datetime(2025, 4, 1, 8))
    quotes.highlight(moved, device=KINDLE)
    quotes.on()
    await loop.sync()
    assert quotes.entries() == ["Apples fall."]
    assert len(quotes.ids()) == 2


async def test_a_highlight_that_was_anchored_anew_is_the_same_one(quotes: Quotes, loop: Loop) -> None:
    quotes.highlight(at(10, "Apples fall."))
    quotes.on()
    await loop.sync()
    (row,) = quotes.rows()
    quotes.highlight(replace(at(12, "Apples fall."), created=datetime(2025, 5, 1, 8)))
    await loop.sync()
    assert [known["id"] for known in quotes.rows()] == [row["id"]]
    quotes.highlight(replace(at(12, "Apples fall. Pears too."), created=datetime(2025, 5, 1, 8)))
    await loop.sync()
    assert [(known["id"], known["entry"]) for known in quotes.rows()] == [
        (row["id"], "Apples fall. Pears too.")
    ]


async def test_a_change_here_changes_our_row(quotes: Quotes, loop: Loop) -> None:
    quotes.highlight(at(10, "Apples fall."))
    quotes.on()
    await loop.sync()
    (row,) = quotes.rows()
    quotes.highlight(replace(at(10, "Apples fall.", "Newton"), updated=datetime(2025, 6, 1)))
    assert quotes.status("Apples") is QuoteStatus.CHANGED
    await loop.sync()
    assert quotes.rows() == [row]
    assert (row["event"], row["entry"]) == ("note", "Apples fall.\n\nNewton")
    assert quotes.status("Apples") is QuoteStatus.SENT


async def test_what_the_person_changed_on_hardcover_is_theirs(quotes: Quotes, loop: Loop) -> None:
    quotes.highlight(at(10, "Apples fall."))
    quotes.on()
    await loop.sync()
    (row,) = quotes.rows()
    row["entry"] = "My words there"
    quotes.highlight(replace(at(10, "Apples fall.", "Newton"), updated=datetime(2025, 6, 1)))
    await loop.sync()
    assert quotes.entries() == ["My words there"]
    assert quotes.status("Apples") is QuoteStatus.THEIRS
    with pytest.raises(InvalidInput):
        quotes.quotes.unsend(quotes.ids())


async def test_what_the_person_removed_on_hardcover_is_not_made_again(quotes: Quotes, loop: Loop) -> None:
    quotes.highlight(at(10, "Apples fall."))
    quotes.on()
    await loop.sync()
    loop.world.tables["reading_journals"].clear()
    quotes.highlight(replace(at(10, "Apples fall.", "Newton"), updated=datetime(2025, 6, 1)))
    await loop.sync()
    await loop.sync()
    assert quotes.entries() == []
    assert quotes.status("Apples") is QuoteStatus.GONE
    quotes.quotes.send(quotes.ids())
    await loop.sync()
    assert quotes.entries() == ["Apples fall.\n\nNewton"]


async def test_what_is_there_already_is_not_sent_again(quotes: Quotes, loop: Loop) -> None:
    """Such as on a new computer, or after another program sent it."""
    await loop.sync()
    row = quotes.by_hand("Apples fall.")
    quotes.highlight(at(10, "Apples\n fall."))
    quotes.on()
    await loop.sync()
    assert quotes.rows() == [row]
    assert quotes.status("Apples") is QuoteStatus.THEIRS


async def test_one_removed_on_the_device_stays_unless_chosen_otherwise(quotes: Quotes, loop: Loop) -> None:
    quotes.highlight(at(10, "Apples fall."), at(20, "Pears"))
    quotes.on()
    await loop.sync()
    quotes.highlight(at(20, "Pears"))
    await loop.sync()
    assert quotes.entries() == ["Apples fall.", "Pears"]
    quotes.services.preferences.change(hardcover_quotes_follow=True)
    await loop.sync()
    assert quotes.entries() == ["Pears"]
    assert quotes.status("Apples") is QuoteStatus.REMOVED


async def test_send_and_unsend_by_hand_without_the_switch(quotes: Quotes, loop: Loop) -> None:
    await loop.sync()
    quotes.highlight(at(10, "Apples fall."), at(20, "Pears"))
    assert quotes.quotes.send(quotes.ids("Apples")) == {quotes.book}
    await loop.sync()
    assert quotes.entries() == ["Apples fall."]
    assert quotes.status("Pears") is QuoteStatus.OFF
    quotes.quotes.unsend(quotes.ids("Apples"))
    assert quotes.status("Apples") is QuoteStatus.WAITING
    await loop.sync()
    await loop.sync()
    assert quotes.entries() == []
    assert quotes.status("Apples") is QuoteStatus.REMOVED


async def test_never_more_public_than_the_book_unless_allowed(quotes: Quotes, loop: Loop) -> None:
    quotes.services.preferences.change(hardcover_quote_privacy=Privacy.PUBLIC)
    quotes.highlight(at(10, "Apples fall."))
    quotes.on()
    await loop.sync()
    assert [row["privacy_setting_id"] for row in quotes.rows()] == [Privacy.PRIVATE]
    quotes.services.preferences.change(hardcover_quotes_more_public=True, hardcover_quote_spoilers=True)
    quotes.highlight(at(10, "Apples fall."), at(20, "Pears"))
    await loop.sync()
    assert [row["privacy_setting_id"] for row in quotes.rows()] == [Privacy.PRIVATE, Privacy.PUBLIC]
    assert [len(row["tags"]) for row in quotes.rows()] == [0, 1]
    assert quotes.rows()[1]["tags"][0]["spoiler"] is True


async def test_what_cannot_be_sent_says_why(quotes: Quotes, loop: Loop) -> None:
    quotes.highlight(at(10, "x" * (LONGEST + 1)), at(20, " "), at(30, "y" * LONGEST))
    quotes.on()
    await loop.sync()
    assert quotes.entries() == ["y" * LONGEST]
    views = quotes.quotes.views(quotes.ids())
    assert sorted(view.reason for view in views.values()) == [
        "",
        "It has no text.",
        "It's longer than 5,000 characters. Send a shorter one.",
    ]


async def test_excluded_books_and_books_taken_out_send_nothing(quotes: Quotes, loop: Loop) -> None:
    quotes.highlight(at(10, "Apples fall."))
    quotes.on()
    await loop.sync(dry_run=True)
    await loop.services.matches.exclude([quotes.book])
    await loop.sync()
    assert quotes.entries() == []
    assert "excluded" in quotes.reason("Apples")
    await loop.services.matches.include([quotes.book])
    quotes.quotes.choose([quotes.book], is_chosen=False)
    await loop.sync()
    assert quotes.entries() == []
    assert "didn't choose" in quotes.reason("Apples")
    quotes.quotes.choose([quotes.book], is_chosen=None)
    await loop.sync()
    assert quotes.entries() == ["Apples fall."]


async def test_a_preview_shows_the_text_and_writes_nothing(quotes: Quotes, loop: Loop) -> None:
    await loop.sync()
    quotes.highlight(at(10, LINES))
    quotes.on()
    summary = await loop.sync(dry_run=True)
    (item,) = [item for item in summary.items if item.quotes]
    assert item.outcome is ItemOutcome.SENT
    assert item.changes == ("1 quote added",)
    assert item.quotes == (f"quote, page 30: {LINES}",)
    assert quotes.entries() == []
    assert quotes.status("best") is QuoteStatus.WAITING


async def test_a_book_unticked_for_its_highlights_alone_is_not_excluded(quotes: Quotes, loop: Loop) -> None:
    await loop.sync()
    quotes.highlight(at(10, LINES))
    quotes.on()
    await loop.sync(leave_out=frozenset({quotes.book}))
    assert quotes.entries() == []
    assert not loop.services.sync_books.get(quotes.book).decision.excluded
    assert quotes.status("best") is QuoteStatus.NOT_SENT


@pytest.mark.parametrize(
    "fault",
    [
        FaultKind.SLOW,
        FaultKind.TRUNCATED,
        FaultKind.HTML_ERROR,
        FaultKind.UNAVAILABLE,
        FaultKind.WRITE_THEN_TIMEOUT,
        FaultKind.WRITE_THEN_ERROR,
        FaultKind.WRITE_THEN_RESET,
        FaultKind.TIMEOUT_THEN_WRITE,
        FaultKind.RESET_THEN_WRITE,
        FaultKind.ALIAS_BROKEN,
        FaultKind.ALIAS_EMPTY,
    ],
)
async def test_a_lost_answer_is_settled_by_looking(quotes: Quotes, loop: Loop, fault: FaultKind) -> None:
    await loop.sync()
    quotes.highlight(*(at(page, f"Line {page}") for page in range(10, 17)))
    quotes.on()
    loop.hardcover.faults.add(fault, operation="Write")
    await loop.sync()
    await loop.sync()
    await loop.clock.virtual.sleep(3600)
    await loop.sync()
    await loop.sync()
    assert sorted(quotes.entries()) == sorted(f"Line {page}" for page in range(10, 17))
    assert {view.status for view in quotes.quotes.views(quotes.ids()).values()} == {QuoteStatus.SENT}
    for _ in range(4):
        if quotes.entries():
            await loop.services.undo.undo()
    assert quotes.entries() == [], "what was carried out without an answer is ours to take back, too"


async def test_undo_takes_quotes_back_and_they_stay_back(quotes: Quotes, loop: Loop) -> None:
    await loop.sync()
    quotes.highlight(at(10, "Apples fall."), at(20, "Pears"))
    quotes.on()
    first = await loop.sync()
    quotes.highlight(at(10, "Apples fall.", "Newton"), at(20, "Pears"))
    second = await loop.sync()
    assert quotes.entries() == ["Apples fall.\n\nNewton", "Pears"]
    summary = await loop.services.undo.undo(second.run_id)
    assert (summary.quotes, summary.kept) == (1, ())
    assert quotes.entries() == ["Apples fall.", "Pears"]
    await loop.sync()
    assert quotes.entries() == ["Apples fall.", "Pears"]
    await loop.services.undo.undo(first.run_id)
    assert quotes.entries() == []
    await loop.sync()
    assert quotes.entries() == []


async def test_undo_keeps_what_the_person_changed(quotes: Quotes, loop: Loop) -> None:
    await loop.sync()
    quotes.highlight(at(10, "Apples fall."))
    quotes.on()
    run = await loop.sync()
    quotes.rows()[0]["entry"] = "Mine"
    summary = await loop.services.undo.undo(run.run_id)
    assert (summary.quotes, len(summary.kept)) == (0, 1)
    assert quotes.entries() == ["Mine"]


async def test_refused_quotes_say_so_and_wait_for_the_person(quotes: Quotes, loop: Loop) -> None:
    await loop.sync()
    quotes.highlight(at(10, "Apples fall."))
    quotes.on()
    loop.hardcover.faults.add(FaultKind.ALIAS_REFUSED, operation="Write")
    summary = await loop.sync()
    assert summary.end is SyncEnd.COMPLETED
    assert summary.count(ItemOutcome.FAILED) == 1
    assert "refused" in quotes.reason("Apples")
    await loop.sync(by_person=False)
    assert quotes.entries() == []
    await loop.sync()
    assert quotes.entries() == ["Apples fall."]
    assert quotes.reason("Apples") == ""


async def test_a_tenth_of_the_day_is_kept_for_statuses(quotes: Quotes, loop: Loop) -> None:
    await loop.sync()
    quotes.highlight(*(at(page, f"Line {page}") for page in range(1, 96)))
    quotes.on()
    loop.hardcover.drain_day(550)
    summary = await loop.sync()
    assert summary.end is SyncEnd.COMPLETED
    assert 0 < len(quotes.entries()) < 95
    assert "until tomorrow" in summary.message
    assert summary.continues_at is not None
    loop.set(quotes.book, ReadingStatus.ON_HOLD)
    await loop.sync()
    entry = loop.entry(quotes.book)
    assert entry is not None
    assert entry["status_id"] == HardcoverStatus.PAUSED, "statuses go on"
    await loop.clock.virtual.sleep(86_400)
    await loop.sync()
    assert len(quotes.entries()) == 95


async def test_what_the_person_wrote_there_is_listed_here_if_ticked(quotes: Quotes, loop: Loop) -> None:
    await loop.sync()
    quotes.highlight(at(10, "Apples fall."))
    quotes.on()
    quotes.by_hand("Typed from paper")
    note = quotes.by_hand("What I think", "note")
    await loop.sync()
    assert len(quotes.ids()) == 1
    quotes.services.preferences.change(hardcover_quotes_pull=True)
    await loop.sync()
    rows = quotes.services.annotations.queries.rows_of(quotes.ids())
    assert sorted(row.annotation.text or row.annotation.note for row in rows) == [
        "Apples fall.",
        "Typed from paper",
        "What I think",
    ]
    assert [row.is_from_hardcover for row in rows].count(True) == 2
    assert len(quotes.entries()) == 3, "they are not sent back"
    note["entry"] = "What I think now"
    await loop.sync()
    assert len(quotes.ids("think now")) == 1
    del loop.world.tables["reading_journals"][note["id"]]
    await loop.sync()
    ((gone,),) = [row.gone_from for row in quotes.services.annotations.queries.rows_of(quotes.ids("think"))]
    assert gone == "Hardcover"


async def test_a_rematch_leaves_quotes_where_they_are_until_they_are_moved(
    quotes: Quotes, loop: Loop
) -> None:
    quotes.highlight(at(10, "Apples fall."))
    quotes.on()
    await loop.sync()
    other = loop.world.add_book("Piranesi, again", ["Ada Example"])
    await loop.services.matches.pick(quotes.book, CatalogueBook(RecordId(other)), None)
    await loop.sync()
    assert [row["book_id"] for row in quotes.rows()] != [other]
    assert quotes.status("Apples") is QuoteStatus.ELSEWHERE
    quotes.quotes.send(quotes.ids())
    await loop.sync()
    assert [row["book_id"] for row in quotes.rows()] == [other]
    assert quotes.status("Apples") is QuoteStatus.SENT


async def test_unlinked_highlights_can_still_be_taken_off(quotes: Quotes, loop: Loop) -> None:
    quotes.highlight(at(10, "Apples fall."))
    quotes.on()
    await loop.sync()
    await loop.services.matches.exclude([quotes.book])
    quotes.quotes.unsend(quotes.ids())
    await loop.sync()
    assert quotes.entries() == []


async def test_thousands_take_days_by_themselves_and_the_preview_says_so(quotes: Quotes, loop: Loop) -> None:
    await loop.sync()
    quotes.highlight(*(at(page, f"Line {page}") for page in range(1, 61)))
    quotes.on()
    loop.hardcover.drain_day(520)
    summary = await loop.sync(dry_run=True)
    assert summary.message == ("60 quotes take 2 days: a tenth of each day's requests is kept for statuses.")
    assert summary.end is SyncEnd.COMPLETED
    await loop.sync(by_person=False)
    assert 0 < len(quotes.entries()) < 60
    await loop.clock.virtual.sleep(86_400)
    await loop.sync(by_person=False)
    assert len(quotes.entries()) == 60


async def test_a_thousand_highlights_cost_little_more_than_the_least(loop: Loop) -> None:
    quotes = Quotes(loop)
    books = [quotes.book, *(loop.book(f"Book {number}") for number in range(99))]
    for book in books:
        loop.set(book, ReadingStatus.READING)
    await loop.sync()
    for book in books:
        quotes.highlight(*(at(page, f"Line {page} of {book}") for page in range(1, 11)), book=book)
    quotes.on()
    loop.hardcover.drain_day(5_000)
    summary = await loop.sync()
    assert summary.quotes == len(quotes.entries()) == 1_000
    least_units, least_requests = 1_000, 200
    assert summary.units <= least_units + 10
    assert summary.requests <= least_requests + 10
