"""New books that wait: which do, what sources say of them, approving them and taking that back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, NewEdition, World, isbn13
from bookorbit_desktop.demo.local_hardcover.faults import FaultKind
from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.field_candidates import FieldCandidate, SourceAnswer
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin
from bookorbit_desktop.domain.library.inbox import InboxState
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.review.metadata_sources import FileSource, MetadataSource
from bookorbit_desktop.services.review.review import FieldDecision, ReviewService
from bookorbit_desktop.storage.library.inbox import ReviewRepository
from tests.books import write_epub
from tests.services import TestClock, make_services

ISBN = isbn13("978123456789")


@pytest.fixture
def hardcover() -> LocalHardcover:
    world = World()
    world.add_user("demo")
    clock = TestClock()
    return LocalHardcover(world, clock=clock.virtual, sleep=clock.virtual.sleep)


@pytest.fixture
def services(tmp_path: Path, hardcover: LocalHardcover) -> Iterator[Services]:
    services = make_services(tmp_path / "data", hardcover)
    yield services
    services.library.stop()
    services.database.close()


async def add(services: Services, path: Path, title: str = "Emma", **details: object) -> BookId:
    """Add an EPUB as the person would; the id of its book."""
    await services.library.add_and_scan([str(write_epub(path, title, **details))])
    return services.inbox.load().files[0].book_id


def listed(services: Services) -> list[str]:
    return [row.title for row in services.book_list.rows(BookQuery())]


def know(hardcover: LocalHardcover, title: str = "Emma", author: str = "Jane Austen") -> None:
    """Hardcover has this book as the second of a series, with one edition."""
    edition = NewEdition(412, isbn_13=ISBN, users=500)
    hardcover.world.add_book(title, [author], series="Heroines", position=2, editions=[edition])


async def test_a_book_that_tells_title_and_author_goes_straight_to_the_library(
    services: Services, tmp_path: Path
) -> None:
    await add(services, tmp_path / "emma.epub", authors=["Jane Austen"])

    (file,) = services.inbox.load().files
    assert (file.state, services.review.waiting(), services.inbox.waiting()) == (InboxState.ADDED, [], 0)


async def test_a_book_without_an_author_waits_and_keeps_its_place_meanwhile(
    services: Services, tmp_path: Path
) -> None:
    book_id = await add(services, tmp_path / "emma.epub", authors=[])
    digest = services.library.book(book_id).files[0].partial_md5

    await services.progress.receive(Push(digest, "/body/p[3]", 0.25, "Kobo", "id-1"))

    (file,) = services.inbox.load().files
    assert (file.state, services.inbox.waiting()) == (InboxState.MANUAL, 1)
    assert services.library.book(book_id).reading.percentage == 0.25
    assert listed(services) == ["Emma"]


async def test_a_book_that_was_named_by_hand_is_ready_to_review(services: Services, tmp_path: Path) -> None:
    book_id = await add(services, tmp_path / "emma.epub", authors=[])

    services.metadata.change([book_id], {BookField.AUTHORS: ("Jane Austen",)})

    (file,) = services.inbox.load().files
    assert (file.state, services.inbox.waiting()) == (InboxState.READY, 1)
    assert services.review.approve_complete([book_id]).book_ids == (book_id,)
    assert services.library.book(book_id).metadata.authors == ("Jane Austen",)


async def test_a_title_from_the_name_of_the_file_is_none(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "Jane Austen - Emma.txt"
    path.write_text("It was a bright cold day.")

    await services.library.add_and_scan([str(path)])

    (file,) = services.inbox.load().files
    assert (file.title, file.authors, file.state) == ("Emma", ("Jane Austen",), InboxState.MANUAL)


async def test_with_review_of_new_books_they_are_listed_once_they_are_approved(
    services: Services, tmp_path: Path
) -> None:
    services.preferences.change(review_new_books=True)
    book_id = await add(services, tmp_path / "emma.epub")
    (file,) = services.inbox.load().files
    assert (file.state, listed(services), sum(services.book_list.counts().values())) == (
        InboxState.READY,
        [],
        0,
    )

    undo = services.review.approve_as_they_are([book_id])
    assert (listed(services), services.inbox.waiting()) == (["Emma"], 0)

    services.review.undo(undo)
    assert (listed(services), services.inbox.waiting()) == ([], 1)


async def test_a_file_that_tells_enough_now_lets_its_book_go(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "emma.epub"
    await add(services, path, authors=[])
    assert services.inbox.waiting() == 1

    write_epub(path, "Emma", authors=["Jane Austen"])
    await services.library.rescan()

    assert (services.review.waiting(), services.inbox.waiting()) == ([], 0)


async def test_hardcover_offers_its_values_and_says_how_sure_it_is(
    services: Services, hardcover: LocalHardcover, tmp_path: Path
) -> None:
    know(hardcover)
    book_id = await add(services, tmp_path / "e.epub", authors=[], isbn=ISBN)

    review = await services.review.ask(book_id)

    offered = {
        candidate.field: candidate.value
        for candidate in review.candidates
        if candidate.source is FieldOrigin.HARDCOVER
    }
    assert offered[BookField.AUTHORS] == ("Jane Austen",)
    assert (offered[BookField.SERIES], offered[BookField.SERIES_INDEX]) == ("Heroines", 2)
    assert (offered[BookField.PAGES], offered[BookField.ISBN]) == (412, ISBN)
    author = review.candidate(BookField.AUTHORS, FieldOrigin.HARDCOVER)
    assert author is not None
    assert author.confidence == 0.9
    assert review.is_complete
    assert services.review.review(book_id).candidates == review.candidates


async def test_approving_takes_what_was_chosen_and_undo_takes_it_back(
    services: Services, hardcover: LocalHardcover, tmp_path: Path
) -> None:
    know(hardcover)
    book_id = await add(services, tmp_path / "e.epub", "emma", authors=[], isbn=ISBN)
    review = await services.review.ask(book_id)
    before = services.library.book(book_id).metadata

    undo = services.review.approve(
        book_id, review.chosen | {BookField.PUBLISHER: FieldDecision(FieldOrigin.HAND, "Murray")}
    )

    after = services.library.book(book_id).metadata
    assert (after.authors, after.series, after.series_index) == (("Jane Austen",), "Heroines", 2)
    assert after.publisher == "Murray"
    origins = {field: state.origin for field, state in services.metadata.fields(book_id).items()}
    assert (origins[BookField.SERIES], origins[BookField.PUBLISHER]) == (
        FieldOrigin.HARDCOVER,
        FieldOrigin.HAND,
    )
    assert services.inbox.waiting() == 0

    services.review.undo(undo)
    assert services.library.book(book_id).metadata == before
    assert services.review.review(book_id).candidates == review.candidates


async def test_only_complete_books_are_approved_together(
    services: Services, hardcover: LocalHardcover, tmp_path: Path
) -> None:
    services.preferences.change(review_new_books=True)
    complete = await add(services, tmp_path / "emma.epub", "Emma")
    services.clock.move(seconds=9)  # type: ignore[attr-defined]
    bare = await add(services, tmp_path / "dune.epub", "Dune", authors=[])

    undo = services.review.approve_complete([complete, bare])

    assert undo.book_ids == (complete,)
    assert [review.book_id for review in services.review.waiting()] == [bare]


@pytest.mark.parametrize("kind", [FaultKind.DNS, FaultKind.UNAVAILABLE])
async def test_hardcover_out_of_reach_is_a_state_and_costs_nothing_that_is_known(
    services: Services, hardcover: LocalHardcover, tmp_path: Path, kind: FaultKind
) -> None:
    book_id = await add(services, tmp_path / "emma.epub", authors=[])
    hardcover.faults.add(kind, times=50)

    review = await services.review.ask(book_id)

    (file,) = services.inbox.load().files
    assert (file.state, file.problem) == (InboxState.ERROR, review.book.problem)
    assert review.book.problem
    assert review.candidate(BookField.TITLE, FieldOrigin.FILE) is not None
    hardcover.faults.clear()
    assert (await services.review.ask(book_id)).book.problem == ""


async def test_a_review_without_a_token_says_that_it_needs_one(
    tmp_path: Path, hardcover: LocalHardcover
) -> None:
    services = make_services(tmp_path / "data", hardcover, token=None)
    book_id = await add(services, tmp_path / "emma.epub", authors=[])

    review = await services.review.ask(book_id)
    (file,) = services.inbox.load().files
    services.library.stop()
    services.database.close()

    assert (review.needs_token, review.book.problem, file.state) == (True, "", InboxState.MANUAL)


async def test_a_record_that_is_only_alike_is_refused_with_the_reason(
    services: Services, hardcover: LocalHardcover, tmp_path: Path
) -> None:
    hardcover.world.add_book("Emma 2", ["Jane Austen"])
    services.preferences.change(review_new_books=True)
    book_id = await add(services, tmp_path / "emma.epub", "Emma", authors=["Jane Austen"])

    review = await services.review.ask(book_id)

    assert "Found “Emma 2” but wasn't sure" in review.book.refusal
    assert not [candidate for candidate in review.candidates if candidate.source is FieldOrigin.HARDCOVER]
    assert services.inbox.load().files[0].state is InboxState.READY


async def test_a_book_removed_meanwhile_is_said_and_not_approved(services: Services, tmp_path: Path) -> None:
    book_id = await add(services, tmp_path / "emma.epub", authors=[])
    removed = services.removal.remove([book_id])

    with pytest.raises(NotFound, match="has been removed"):
        services.review.approve(book_id, {})
    assert services.inbox.waiting() == 0

    services.removal.undo(removed)
    assert [review.book_id for review in services.review.waiting()] == [book_id]


async def test_reading_anew_asks_anew(services: Services, hardcover: LocalHardcover, tmp_path: Path) -> None:
    path = tmp_path / "emma.epub"
    book_id = await add(services, path, "Emma", authors=[], isbn=ISBN)
    assert (await services.review.ask(book_id)).book.refusal
    know(hardcover)

    review = await services.review.rescan(book_id)

    assert review.book.refusal == ""
    assert review.candidate(BookField.SERIES, FieldOrigin.HARDCOVER) is not None


def with_source(services: Services, source: MetadataSource) -> ReviewService:
    """The review as it is, with one more source."""
    own, reviews = services.review, ReviewRepository()
    return ReviewService(
        services.database,
        reviews,
        own._books,
        services.metadata,
        services.library,
        services.inbox,
        FileSource(services.metadata, reviews),
        [*own._online, source],
        services.clock,
        services.events,
    )


class Shelf:
    """A source that somebody added."""

    name = FieldOrigin.HARDCOVER

    async def answer(self, book_id: BookId) -> SourceAnswer:
        return SourceAnswer((FieldCandidate(BookField.PUBLISHER, f"House {book_id}", 0.8, self.name),))


async def test_a_source_can_be_added_and_answers_while_another_is_out_of_reach(
    services: Services, hardcover: LocalHardcover, tmp_path: Path
) -> None:
    book_id = await add(services, tmp_path / "emma.epub", authors=[])
    hardcover.faults.add(FaultKind.DNS, times=50)
    both = with_source(services, Shelf())

    review = await both.ask(book_id)

    offered = review.candidate(BookField.PUBLISHER, FieldOrigin.HARDCOVER)
    assert offered is not None
    assert (offered.value, offered.confidence) == (f"House {book_id}", 0.8)
    assert review.book.problem
    assert both.sources == (FieldOrigin.FILE, FieldOrigin.HARDCOVER, FieldOrigin.HARDCOVER)
