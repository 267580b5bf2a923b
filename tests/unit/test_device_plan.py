"""Which book here a book of a device is: a known digest decides, anything less is asked."""

from dataclasses import replace
from datetime import date

import pytest

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus
from bookorbit_desktop.domain.usb.answers import ImportAnswers, ticks_from
from bookorbit_desktop.domain.usb.device_import import (
    BookMatch,
    DeviceImportPlan,
    DeviceReading,
    DeviceRecord,
    EarlierImport,
    FieldKind,
    FieldName,
    PlannedBook,
    usual_tick,
    usual_ticks,
)
from bookorbit_desktop.domain.usb.files import (
    BookProps,
    DeviceBook,
    DeviceKind,
    DeviceScan,
    DeviceStatistics,
    FoundDevice,
    PageRow,
    Sidecar,
    SidecarLocation,
    StatisticsBook,
    StatisticsSettings,
)
from bookorbit_desktop.domain.usb.plan import (
    LibraryBook,
    LocalLibrary,
    choose_book,
    hints_about,
    plan_books,
)
from bookorbit_desktop.domain.usb.records import gather, unplaced_views

A, B = "a" * 32, "b" * 32
TODAY = date(2026, 3, 1)
NOW = 1_772_366_400.0
EMMA = LibraryBook(BookId(1), "Emma", ("Jane Austen",))
DEVICE = FoundDevice(DeviceKind.KOBO, b"/kobo", b"/kobo/.adds/koreader", device_id="K")


def record(
    title: str = "Emma", digest: str = A, author: str = "Jane Austen", **values: object
) -> DeviceRecord:
    name = title.lower()
    made = DeviceRecord(
        f"{digest}:{name}",
        title,
        BookMetadata(title=title, authors=(author,) if author else ()),
        digests=(digest,) if digest else (),
        device_reading=DeviceReading(ReadingStatus.READ),
    )
    return replace(made, **values)  # type: ignore[arg-type]


def library(
    *books: LibraryBook, means: dict[str, dict[int, bool]] | None = None, **values: object
) -> LocalLibrary:
    return LocalLibrary({book.id: book for book in books}, means or {}, **values)  # type: ignore[arg-type]


def planned(known: LocalLibrary, *records: DeviceRecord) -> tuple[PlannedBook, ...]:
    return plan_books(records, known, lambda book_id: ReadingState(), TODAY, 0.98)


def match(known: LocalLibrary, one: DeviceRecord) -> tuple[BookMatch, bool, list[int | None]]:
    (book,) = planned(known, one)
    return book.match, book.ticked, [choice.book_id for choice in book.choices]


def test_a_digest_that_is_known_means_its_book() -> None:
    assert match(library(EMMA, means={A: {1: False}}), record()) == (BookMatch.KNOWN, True, [1])
    subtitled = record("Emma: A Novel in Three Volumes")
    assert match(library(EMMA, means={A: {1: False}}), subtitled) == (BookMatch.KNOWN, True, [1])


def test_a_digest_with_a_clearly_different_title_is_asked_about_unless_the_person_linked_it() -> None:
    odd = record("Gardening for Cats")
    assert match(library(EMMA, means={A: {1: False}}), odd) == (BookMatch.OTHER_TITLE, False, [1, None])
    assert match(library(EMMA, means={A: {1: True}}), odd) == (BookMatch.KNOWN, True, [1])
    unnamed = replace(odd, is_named=False)
    assert match(library(EMMA, means={A: {1: False}}), unnamed) == (BookMatch.KNOWN, True, [1])


def test_a_digest_that_several_books_have_is_asked_about() -> None:
    both = library(EMMA, LibraryBook(BookId(2), "Emma", ()), means={A: {1: False, 2: False}})
    assert match(both, record()) == (BookMatch.SEVERAL, False, [1, 2, None])


def test_equal_names_with_another_digest_are_offered_and_never_taken_by_themselves() -> None:
    assert match(library(EMMA), record(digest=B)) == (BookMatch.SAME_BOOK, False, [1, None])
    assert match(library(EMMA), record(digest="")) == (BookMatch.SAME_BOOK, False, [1, None])
    assert match(library(EMMA), record(author="Someone Else")) == (BookMatch.NEW, True, [None])
    assert match(library(EMMA), record(is_named=False)) == (BookMatch.NEW, True, [None])


def test_a_book_the_person_unlinked_is_not_offered_again() -> None:
    assert match(library(EMMA, unlinked={A: frozenset({1})}), record()) == (BookMatch.NEW, True, [None])


def test_a_removed_book_waits_for_a_tick() -> None:
    gone = replace(EMMA, is_removed=True)
    assert match(library(gone, means={A: {1: False}}), record()) == (BookMatch.REMOVED, False, [1])
    assert match(library(gone), record()) == (BookMatch.REMOVED, False, [1, None])
    odd = record("Gardening for Cats")
    assert match(library(gone, means={A: {1: False}}), odd) == (BookMatch.OTHER_TITLE, False, [1, None])


def test_an_answer_is_remembered() -> None:
    own = LibraryBook(BookId(2), "Gardening for Cats", ())
    odd = record("Gardening for Cats")
    earlier = EarlierImport(odd.key, BookId(2))
    known = library(EMMA, own, means={A: {1: False}}, earlier=(earlier,))
    assert match(known, odd) == (BookMatch.KNOWN, True, [2])
    (book,) = planned(known, odd)
    (line,) = [line for line in book.choices[0].fields if line.name is FieldName.DIGEST]
    assert line.kind is FieldKind.DIFFERS, "a digest never comes to mean two books by an import"


def test_a_book_left_out_before_stays_out() -> None:
    left = library(earlier=(EarlierImport(record().key, None),))
    assert match(left, record()) == (BookMatch.NEW, False, [None])


def test_a_line_left_out_before_stays_out() -> None:
    earlier = EarlierImport(record().key, BookId(1), declined=frozenset({FieldName.STATUS}))
    (book,) = planned(library(EMMA, means={A: {1: False}}, earlier=(earlier,)), record())
    assert not book.has_news


def test_two_files_of_the_device_with_one_name_or_one_digest_are_asked_about() -> None:
    first, second = planned(library(), record(), record(digest=B))
    assert (first.match, second.match) == (BookMatch.NEW, BookMatch.SAME_BOOK)
    assert [choice.like for choice in second.choices] == [first.key, ""]
    first, second = planned(library(), record(), record("Gardening for Cats"))
    assert (second.match, second.ticked) == (BookMatch.OTHER_TITLE, False)


def test_two_copies_of_one_book_do_not_both_fill_it() -> None:
    rated = record(device_reading=DeviceReading(rating=4.0))
    other = record(digest=B, device_reading=DeviceReading(rating=2.0))
    first, second = planned(library(EMMA, means={A: {1: False}, B: {1: False}}), rated, other)
    kinds = [
        {line.name: line.kind for line in book.choices[0].fields}[FieldName.RATING]
        for book in (first, second)
    ]
    assert kinds == [FieldKind.FILLS_GAP, FieldKind.DIFFERS]


def test_books_only_opened_or_without_a_name_are_not_ticked_for_import() -> None:
    assert match(library(), record(is_barely_opened=True)) == (BookMatch.NEW, False, [None])
    assert match(library(), record(title="", digest="")) == (BookMatch.NAMELESS, False, [])


def plan_of(*books: PlannedBook) -> DeviceImportPlan:
    return DeviceImportPlan(DEVICE, books)


def test_answers_become_ticks_and_a_wrong_one_says_so() -> None:
    plan = plan_of(*planned(library(EMMA), record(digest=B), record("Persuasion", digest=A)))
    emma, other = plan.books
    assert set(usual_ticks(plan).books) == {other.key}
    assert set(ticks_from(plan, ImportAnswers(same_names=True)).books) == {emma.key, other.key}
    own = ticks_from(plan, ImportAnswers(own=("emma",), leave_out=("Persuasion",))).books
    assert {key: tick.choice for key, tick in own.items()} == {emma.key: 1}
    without = ticks_from(plan, ImportAnswers(untick=(("all", FieldName.STATUS),))).books
    assert FieldName.STATUS not in without[other.key].fields
    with pytest.raises(NotFound, match="Middlemarch"):
        ticks_from(plan, ImportAnswers(leave_out=("Middlemarch",)))
    with pytest.raises(InvalidInput, match="is already in your library"):
        ticks_from(
            plan_of(*planned(library(EMMA, means={A: {1: False}}), record())), ImportAnswers(own=("Emma",))
        )
    with pytest.raises(InvalidInput, match="clock"):
        ticks_from(plan, ImportAnswers(clock=True))


def test_a_person_can_say_which_book_it_is_whatever_it_is_called() -> None:
    known = library(EMMA)
    (book,) = planned(known, record("Emma, édition française"))
    chosen = choose_book(book, BookId(1), known, lambda book_id: ReadingState(), TODAY, 0.98)
    assert (chosen.match, chosen.ticked, chosen.choices[0].book_id) == (BookMatch.KNOWN, True, 1)
    assert FieldName.DIGEST in usual_tick(chosen).fields
    with pytest.raises(NotFound):
        choose_book(book, BookId(7), known, lambda book_id: ReadingState(), TODAY, 0.98)


def statistics_book(number: int, title: str, digest: str = A, author: str = "Jane Austen") -> StatisticsBook:
    return StatisticsBook(number, title, author, digest, 100, "", "en", 600, 10, 1_700_000_000)


def sidecar(title: str = "Emma", digest: str = A) -> Sidecar:
    props = BookProps(title=title, authors=("Jane Austen",))
    return Sidecar(b"/s", SidecarLocation.BESIDE, 0, digest=digest, props=props, percent=0.5)


def scan_of(
    *books: StatisticsBook, rows: tuple[PageRow, ...] = (), sidecars: tuple[Sidecar, ...] = ()
) -> DeviceScan:
    kept = tuple(DeviceBook(one) for one in sidecars)
    return DeviceScan(DEVICE, kept, statistics=DeviceStatistics(b"/db", 20221111, books, rows))


def gathered(scan: DeviceScan) -> list[tuple[str, tuple[str, ...], int]]:
    found = gather(scan, lambda start: date(2023, 11, 14))
    return [(book.title, book.digests, len(book.views)) for book in found]


def test_rows_of_one_digest_and_of_an_edited_title_are_one_book() -> None:
    rows = (PageRow(1, 1, 1_700_000_000, 60, 100), PageRow(2, 2, 1_700_000_060, 60, 100))
    scan = scan_of(
        statistics_book(1, "Emma"), statistics_book(2, "Emma (Annotated)"), rows=rows, sidecars=(sidecar(),)
    )
    assert gathered(scan) == [("Emma", (A,), 2)]


def test_statistics_without_a_digest_find_their_book_by_title_and_author() -> None:
    rows = (PageRow(1, 1, 1_700_000_000, 60, 100),)
    same = scan_of(statistics_book(1, "EMMA", digest=""), rows=rows, sidecars=(sidecar(),))
    assert gathered(same) == [("Emma", (A,), 1)]
    odd = scan_of(statistics_book(1, "Emma", digest="no digest"), rows=rows, sidecars=(sidecar(),))
    assert gathered(odd) == [("Emma", (A,), 1)]
    other = scan_of(statistics_book(1, "Persuasion", digest=""), rows=rows, sidecars=(sidecar(),))
    assert gathered(other) == [("Emma", (A,), 0), ("Persuasion", (), 1)]


def test_two_titles_with_one_digest_are_two_books_and_no_page_view_is_dropped() -> None:
    rows = (PageRow(1, 1, 1_700_000_000, 60, 100), PageRow(2, 1, 1_700_000_900, 60, 100))
    scan = scan_of(statistics_book(1, "Emma"), statistics_book(2, "Gardening for Cats"), rows=rows)
    assert gathered(scan) == [("Emma", (A,), 1), ("Gardening for Cats", (A,), 1)]


def test_a_book_without_any_name_is_still_known_by_its_digest() -> None:
    (found,) = gather(scan_of(sidecars=(sidecar(title=""),)), lambda start: TODAY)
    assert (found.title, found.is_named) == ("Untitled aaaaaaaa", False)
    assert match(library(EMMA, means={A: {1: False}}), found) == (BookMatch.KNOWN, True, [1])


def test_sidecars_with_one_digest_and_alike_titles_are_one_book() -> None:
    old, new = sidecar("Emma"), replace(sidecar("Emma (Annotated)"), modified_ns=5)
    assert gathered(scan_of(sidecars=(old, new))) == [("Emma (Annotated)", (A,), 0)]
    assert len(gathered(scan_of(sidecars=(old, sidecar("Gardening for Cats"))))) == 2


def test_orphans_and_settings_are_told_as_hints() -> None:
    scan = scan_of(rows=(PageRow(None, 1, 1_700_000_000, 60, 100), PageRow(9, 1, 1_700_000_000, 60, 100)))
    off = replace(DEVICE, statistics=StatisticsSettings(is_enabled=False, freezes_finished=True))
    assert len(unplaced_views(scan)) == 2
    assert len(hints_about(replace(scan, device=off, is_complete=False), NOW)) == 4
    short = replace(DEVICE, statistics=StatisticsSettings(min_seconds=30, max_seconds=60))
    assert hints_about(replace(scan, device=short), NOW)[0] == (
        "This device ignores page views under 30 seconds and counts at most 60 seconds for longer ones."
    )
