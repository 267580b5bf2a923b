"""Every format, status and grouping has its words and its type in the catalogue."""

import pytest

from bookorbit_desktop.domain.base.language import language_key, language_name
from bookorbit_desktop.domain.koreader.feeds import COUNTED_TO, Grouping
from bookorbit_desktop.domain.library.metadata import FileFormat
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.server.opds.atom import GROUPINGS, STATUSES, book_count, letter_title, series_text
from bookorbit_desktop.server.opds.catalogue import GROUPING_PATHS, with_query
from bookorbit_desktop.server.opds.media import BOOKS
from bookorbit_desktop.storage.library.feed_books import LONGEST, decoded, encoded


def test_every_format_status_and_grouping_has_its_words_and_type() -> None:
    assert set(BOOKS) == set(FileFormat)
    assert set(STATUSES) == set(ReadingStatus)
    assert set(GROUPINGS) == set(GROUPING_PATHS.values()) == set(Grouping)
    assert "application/octet-stream" not in BOOKS.values()


@pytest.mark.parametrize(
    ("text", "key", "name"),
    [
        ("eng", "en", "english"),
        ("pt-BR", "pt", "português"),
        ("Español", "es", "español"),
        ("tlh", "tlh", "tlh"),
        (" X-Odd ", "x-odd", "x-odd"),
        ("", "", ""),
    ],
)
def test_languages_are_grouped_and_named_in_their_own_words(text: str, key: str, name: str) -> None:
    assert language_key(text) == key
    assert language_name(key) == name


def test_counts_letters_and_series() -> None:
    assert [book_count(number) for number in (0, 1, 2, COUNTED_TO)] == [
        "0 books",
        "1 book",
        "2 books",
        "200 books or more",
    ]
    assert [letter_title(letter) for letter in "0a#é"] == ["0–9", "A", "#", "É"]
    assert [series_text("Saga", index) for index in (None, 2.0, 2.5)] == ["Saga", "Saga #2", "Saga #2.5"]


def test_paths_leave_out_what_is_empty() -> None:
    assert with_query("all", after="", sort="") == "all"
    assert with_query("search?q=a", after="b&c") == "search?q=a&after=b%26c"


def test_cursors_come_back_as_they_were_or_not_at_all() -> None:
    keys = ("título 00000002", 1.5, -7, 42)
    assert decoded(encoded(keys), 4) == keys
    assert decoded("", 4) == ()
    assert encoded(("x" * LONGEST, 1)) == ""
