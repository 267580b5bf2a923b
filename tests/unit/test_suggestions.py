"""Which books a document could be, from the names that its reader sent."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.progress import Document
from bookorbit_desktop.domain.suggestions import LOWEST, MOST, Named, suggest

LIBRARY = (
    Named(1, "Pride and Prejudice", ("Jane Austen",)),
    Named(2, "Emma", ("Jane Austen",)),
    Named(3, "Emma", ("Alexander McCall Smith",)),
    Named(4, "Пикник на обочине", ("Аркадий Стругацкий",)),
)


def document(title: str = "", authors: str = "", filename: str = "") -> Document:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return Document("a" * 32, None, title, 0.2, "/body", "Kobo", None, moment, 1, filename, authors)


def ids(said: Document) -> list[int]:
    return [one.book_id for one in suggest(said, LIBRARY)]


def test_the_author_tells_namesakes_apart() -> None:
    assert ids(document("Emma", "Jane Austen"))[0] == 2
    assert ids(document("Emma", "Alexander McCall Smith"))[0] == 3


def test_a_file_name_is_enough() -> None:
    assert ids(document(filename="Jane Austen - Pride and Prejudice.epub"))[0] == 1


def test_names_in_other_scripts_count() -> None:
    assert ids(document("Пикник на обочине"))[0] == 4


def test_without_names_nothing_is_suggested() -> None:
    assert suggest(document(), LIBRARY) == ()


def test_what_is_not_alike_is_not_suggested() -> None:
    assert ids(document("The Mill on the Floss", "George Eliot")) == []


@given(st.text(), st.text(), st.lists(st.tuples(st.text(), st.text()), max_size=20))
def test_the_best_come_first_and_never_too_many(
    title: str, authors: str, books: list[tuple[str, str]]
) -> None:
    named = [Named(place, name, (author,)) for place, (name, author) in enumerate(books)]
    found = suggest(document(title, authors), named)
    shares = [one.confidence for one in found]
    assert shares == sorted(shares, reverse=True)
    assert len(found) <= MOST
    assert all(LOWEST / 100 <= share <= 1 for share in shares)
