"""Which books a document could be, from the names that its reader sent."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import Document, SentPosition
from bookorbit_desktop.domain.koreader.suggestions import (
    CAP_WITH_ONE_NAME,
    CAP_WITHOUT_NAMES,
    LOWEST,
    MOST,
    NamedBook,
    page_counts,
    suggest,
)

LIBRARY = (
    NamedBook(BookId(1), "Pride and Prejudice", ("Jane Austen",)),
    NamedBook(BookId(2), "Emma", ("Jane Austen",)),
    NamedBook(BookId(3), "Emma", ("Alexander McCall Smith",)),
    NamedBook(BookId(4), "Пикник на обочине", ("Аркадий Стругацкий",)),
)


def document(title: str = "", authors: str = "", filename: str = "") -> Document:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return Document("a" * 32, None, title, 0.2, "/body", "Kobo", None, moment, 1, filename, authors)


def ids(said: Document) -> list[int]:
    return [suggestion.book_id for suggestion in suggest(said, LIBRARY)]


def test_the_author_tells_namesakes_apart() -> None:
    assert ids(document("Emma", "Jane Austen"))[0] == 2
    assert ids(document("Emma", "Alexander McCall Smith"))[0] == 3


def test_a_file_name_is_enough() -> None:
    assert ids(document(filename="Jane Austen - Pride and Prejudice.epub"))[0] == 1


def test_names_in_other_scripts_count() -> None:
    assert ids(document("Пикник на обочине"))[0] == 4


def test_without_names_nothing_is_suggested() -> None:
    assert suggest(document(), LIBRARY) == ()


def test_a_book_unlike_the_document_is_not_suggested() -> None:
    assert ids(document("The Mill on the Floss", "George Eliot")) == []


@given(st.text(), st.text(), st.lists(st.tuples(st.text(), st.text()), max_size=20))
def test_the_best_come_first_and_never_too_many(
    title: str, authors: str, books: list[tuple[str, str]]
) -> None:
    named = [NamedBook(BookId(index), name, (author,)) for index, (name, author) in enumerate(books)]
    found = suggest(document(title, authors), named)
    shares = [suggestion.confidence for suggestion in found]
    assert shares == sorted(shares, reverse=True)
    assert len(found) <= MOST
    assert all(LOWEST <= share <= 1 for share in shares)


names = st.sampled_from(["", "Emma", "Emma, Vol. 2", "Jane Austen - Emma.epub", "Pride and Prejudice", "…"])
sent = st.builds(
    SentPosition,
    st.one_of(st.integers(0, 900).map(str), st.just("/body/DocFragment[3]"), st.text(max_size=5)),
    st.floats(0, 1),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 3)).map(lambda moment: moment.replace(tzinfo=UTC)),
)


@given(names, names, names, st.lists(sent, max_size=12), st.none() | st.integers(1, 2000))
def test_confidence_stays_in_its_bounds_whatever_was_sent(
    title: str, authors: str, filename: str, positions: list[SentPosition], pages: int | None
) -> None:
    books = [
        NamedBook(BookId(1), "Emma", ("Jane Austen",), pages, ("pdf",)),
        NamedBook(BookId(2), "Emma", (), pages, ("epub",)),
    ]
    said = document(title, authors, filename)
    found = suggest(said, books, positions)
    cap = 1.0 if title and authors else CAP_WITH_ONE_NAME if title or authors else CAP_WITHOUT_NAMES
    assert all(LOWEST <= suggestion.confidence <= cap and suggestion.reasons for suggestion in found)
    assert found == () or title or authors or filename


def positions(*sent: tuple[str, float]) -> list[SentPosition]:
    """Places five minutes apart."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        SentPosition(text, share, start + timedelta(minutes=5 * at)) for at, (text, share) in enumerate(sent)
    ]


def test_page_numbers_tell_the_page_count() -> None:
    assert page_counts(positions(("56", 0.1686), ("224", 0.6746))) == (332, 332)
    assert page_counts(positions(("/body/DocFragment[2]", 0.2))) is None


def test_a_page_count_that_fits_raises_and_another_lowers() -> None:
    books = [
        NamedBook(BookId(1), "Emma", (), 332, ("pdf",)),
        NamedBook(BookId(2), "Emma", (), 120, ("pdf",)),
        NamedBook(BookId(3), "Emma", ()),
    ]
    found = suggest(document("Emma"), books, positions(("56", 0.1686), ("224", 0.6746)))
    by_id = {suggestion.book_id: suggestion for suggestion in found}
    assert by_id[BookId(1)].confidence == CAP_WITH_ONE_NAME
    assert by_id[BookId(2)].confidence < by_id[BookId(3)].confidence
    assert "The page count fits: 332." in by_id[BookId(1)].reasons
    assert "Your device's file has 332 pages, this book has 120." in by_id[BookId(2)].reasons


def test_a_pace_that_nobody_reads_at_lowers() -> None:
    sent = positions(*(("/body", share / 10) for share in range(1, 6)))
    (slow,) = suggest(document("Emma"), [NamedBook(BookId(1), "Emma", (), 100, ("epub",))], sent)
    (fast,) = suggest(document("Emma"), [NamedBook(BookId(1), "Emma", (), 900, ("epub",))], sent)
    assert slow.reasons[-1] == "The pace fits: 120 pages an hour."
    assert fast.confidence < slow.confidence
    assert "faster than anyone reads" in fast.reasons[-1]


def test_another_volume_is_no_suggestion_and_says_so_where_the_author_saves_it() -> None:
    books = [
        NamedBook(BookId(1), "Overlord, Vol. 2", ("Kugane Maruyama",)),
        NamedBook(BookId(2), "Overlord, Vol. 3", ("Kugane Maruyama",)),
    ]
    found = suggest(document("Overlord, Vol. 3", "Kugane Maruyama"), books)
    assert [suggestion.book_id for suggestion in found] == [2, 1]
    assert found[1].reasons[0] == "Different volume."
