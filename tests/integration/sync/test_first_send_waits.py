"""A match by search alone is shown as such before its first send, and one that is not sure waits for the person."""

import pytest

from bookorbit_desktop.demo.local_hardcover import NewEdition
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.matching import CONFIRM_BELOW
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage.hardcover.sync_books import SyncBookRepository
from tests.integration.sync.conftest import Loop
from tests.services import add_book


def known_by_title(loop: Loop, title: str = "The Long Winter", author: str = "Ada Example") -> BookId:
    """A book without identifiers, whose record can only be found by a search."""
    loop.world.add_book("The Long Winter", ["Ada Example"], editions=[NewEdition(200, users=90)])
    book = add_book(loop.services, title, author)
    loop.set(book, ReadingStatus.READING)
    return book


@pytest.fixture
async def unsure(loop: Loop) -> BookId:
    """A letter is wrong in the title, and the author has only a family name: found, but under the threshold."""
    book = known_by_title(loop, "The Long Wintre", "Example")
    await loop.sync(dry_run=True)
    sync_book = SyncBookRepository(loop.services.database).get(book)
    assert sync_book.match.score < CONFIRM_BELOW
    return book


async def test_a_dry_run_names_the_record_and_that_nobody_confirmed_it(loop: Loop) -> None:
    known_by_title(loop)
    (item,) = (await loop.sync(dry_run=True)).items
    assert item.outcome is ItemOutcome.SENT
    assert item.needs_review
    assert item.record.startswith("“The Long Winter” (")
    assert item.record.endswith("by title and author")
    assert item.changes


async def test_an_unconfirmed_match_is_explained_before_the_first_send(loop: Loop) -> None:
    book = known_by_title(loop)
    await loop.sync(dry_run=True)
    texts = [link.text for link in loop.services.explain.why(book).links]
    assert any(text.endswith("You have not confirmed it yet.") for text in texts)


async def test_an_unsure_match_is_not_sent_by_any_run(loop: Loop, unsure: int) -> None:
    for by_person in (False, True):
        summary = await loop.sync(by_person=by_person)
        assert summary.count(ItemOutcome.SKIPPED) == 1
    assert loop.world.tables["user_books"] == {}
    assert loop.state(BookId(unsure)) == "needs_review"
    reason = loop.export(BookId(unsure))["hardcover"]["reason"]
    assert reason == (
        "Found “The Long Winter” by title and author only. "
        "Nothing is sent until you confirm the match or pick another book."
    )
    explanation = loop.services.explain.why(BookId(unsure))
    assert explanation.broken is not None
    assert explanation.broken.remedy == "Confirm it, or pick another book."


async def test_a_confirmed_match_is_sent(loop: Loop, unsure: int) -> None:
    await loop.services.matches.accept_match([BookId(unsure)])
    await loop.sync()
    assert loop.entry(BookId(unsure)) is not None
    assert loop.state(BookId(unsure)) == "synced"


async def test_a_confirmation_is_for_that_record_alone(loop: Loop, unsure: int) -> None:
    """Matched to another record later, it waits again."""
    undo = await loop.services.matches.accept_match([BookId(unsure)])
    loop.services.matches.undo(undo)
    await loop.sync()
    assert loop.world.tables["user_books"] == {}


async def test_a_sure_match_is_sent_and_keeps_its_mark(loop: Loop) -> None:
    book = known_by_title(loop)
    await loop.sync()
    assert loop.entry(book) is not None
    assert loop.export(book)["hardcover"]["needs_review"]


async def test_status_counts_what_waits_for_a_confirmation(loop: Loop, unsure: int) -> None:
    counts = loop.services.states.counts()
    assert {state.value: count for state, count in counts.items()} == {"needs_review": 1}
    (row,) = loop.services.candidates.all()
    assert (row.hardcover.value, row.book.needs_review) == ("needs_review", True)
