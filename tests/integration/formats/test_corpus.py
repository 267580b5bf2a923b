"""Real books: Standard Ebooks productions and calibre's conversions of one of them."""

import pytest

from bookorbit_desktop.formats.reader import read_cover, read_file
from tests.shared import SHARED, needs_shared

CORPUS = SHARED / "corpus"


@needs_shared
@pytest.mark.parametrize(
    ("name", "title", "author", "language", "covered"),
    [
        (
            "ambrose-bierce_the-devils-dictionary.epub",
            "The Devil’s Dictionary",
            "Ambrose Bierce",
            "en-US",
            True,
        ),
        (
            "arthur-conan-doyle_the-adventures-of-sherlock-holmes.epub",
            "The Adventures of Sherlock Holmes",
            "Arthur Conan Doyle",
            "en-GB",
            True,
        ),
        ("jane-austen_pride-and-prejudice.epub", "Pride and Prejudice", "Jane Austen", "en-GB", True),
        (
            "p-g-wodehouse_love-among-the-chickens.epub",
            "Love Among the Chickens",
            "P. G. Wodehouse",
            "en-GB",
            True,
        ),
        ("walt-whitman_leaves-of-grass.epub", "Leaves of Grass", "Walt Whitman", "en-US", True),
        ("chickens-epub2.epub", "Love Among the Chickens", "P. G. Wodehouse", "en", True),
        ("chickens.pdf", "Love Among the Chickens", "P. G. Wodehouse", "", True),
        ("chickens.mobi", "Love Among the Chickens", "P. G. Wodehouse", "en", False),
        ("chickens.azw3", "Love Among the Chickens", "P. G. Wodehouse", "en", False),
        ("chickens.fb2", "Love Among the Chickens", "P. G. Wodehouse", "en", False),
    ],
)
def test_real_books(name: str, title: str, author: str, language: str, covered: bool) -> None:
    path = bytes(CORPUS / name)
    extraction = read_file(path)
    assert extraction.problem is None
    assert extraction.metadata.title == title
    assert extraction.metadata.authors == (author,)
    assert extraction.metadata.language == language
    assert (extraction.thumbnail is not None) == covered
    assert (read_cover(path) is not None) == covered


@needs_shared
def test_series_and_date_of_a_real_book() -> None:
    book = read_file(bytes(CORPUS / "arthur-conan-doyle_the-adventures-of-sherlock-holmes.epub")).metadata
    assert (book.series, book.series_index) == ("Sherlock Holmes", 3)
    assert book.published == "2018-05-08"
    assert book.publisher == "Standard Ebooks"
