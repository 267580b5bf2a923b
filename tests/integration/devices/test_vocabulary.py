"""KOReader's vocabulary in each of its forms, and files with anything else in it."""

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookorbit_desktop.devices.cloud_database import read_vocabulary
from bookorbit_desktop.devices.files import Unread
from bookorbit_desktop.domain.highlights.words import LookedUpWord, TaughtWord
from bookorbit_desktop.services.highlights.words import WordFormat, WordService
from bookorbit_desktop.storage.highlights.words import WordRepository
from tests.integration.devices.vocabulary_file import write_vocabulary
from tests.services import add_book, make_services

AT = 1_774_700_000


def test_words_come_with_their_book_and_sentence(tmp_path: Path) -> None:
    path = write_vocabulary(tmp_path / "v.sqlite3", [("lantern", "Emma", AT, "a lit", "by the sea", 3, 1)])
    assert read_vocabulary(path) == [TaughtWord("lantern", "Emma", "a lit", "by the sea", AT, 3, 1)]


def test_the_first_schema_named_the_book_beside_each_word(tmp_path: Path) -> None:
    path = tmp_path / "v.sqlite3"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE vocabulary (word TEXT, book_title TEXT, create_time INTEGER)")
        database.execute("CREATE TABLE title (id INTEGER, name TEXT)")
        database.execute("INSERT INTO vocabulary VALUES ('lantern', 'Emma', ?)", (AT,))
    assert read_vocabulary(path) == [TaughtWord("lantern", "Emma", "", "", AT)]


def test_a_later_schema_may_have_more_columns(tmp_path: Path) -> None:
    path = write_vocabulary(tmp_path / "v.sqlite3", [("lantern", "Emma", AT, "", "", 0, 0)])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("ALTER TABLE vocabulary ADD COLUMN highlight TEXT")
    assert [word.word for word in read_vocabulary(path)] == ["lantern"]


def test_a_file_that_is_none_is_said(tmp_path: Path) -> None:
    path = tmp_path / "v.sqlite3"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    with pytest.raises(Unread, match="can't be read"):
        read_vocabulary(path)


_ANY = (
    st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(max_size=40) | st.binary(max_size=40)
)


@given(rows=st.lists(st.tuples(_ANY, _ANY, _ANY, _ANY, _ANY, _ANY, _ANY), max_size=5))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_in_any_column_is_a_word_or_none(tmp_path: Path, rows: list[tuple[object, ...]]) -> None:
    path = tmp_path / "v.sqlite3"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "CREATE TABLE vocabulary (word, title_id, create_time, prev_context, next_context, review_count,"
            " streak_count)"
        )
        database.execute("CREATE TABLE title (id, name)")
        database.executemany("INSERT INTO vocabulary VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    for word in read_vocabulary(path):
        assert word.word == " ".join(word.word.split())
        assert "\0" not in f"{word.word}{word.title}{word.before}{word.after}"
        assert 0 <= word.looked_up_at < 2**32


@pytest.fixture
def words(tmp_path: Path) -> Iterator[WordService]:
    services = make_services(tmp_path / "data")
    add_book(services, "Emma")
    repository = WordRepository(services.database)
    taught = [
        TaughtWord("lantern", "Emma", "a lit", "by the sea", AT, 3, 1),
        TaughtWord("=cmd()", "Emma", "<b>", '"&"', AT + 1),
        TaughtWord("naïve", "Not Here", "", "", AT + 2),
    ]
    assert services.database.write(lambda: repository.put(taught)) == 3
    assert services.database.write(lambda: repository.put(taught)) == 0
    yield services.words
    services.database.close()


def test_words_are_listed_by_book_and_found_by_any_of_their_text(words: WordService) -> None:
    found = words.words()
    assert [(word.word, word.title, word.book_id is None) for word in found] == [
        ("naïve", "Not Here", True),
        ("=cmd()", "Emma", False),
        ("lantern", "Emma", False),
    ]
    assert [word.word for word in words.words("naive")] == ["naïve"]
    assert [word.word for word in words.words("SEA emma")] == ["lantern"]
    assert words.words("lit naive") == []


def test_two_books_with_one_title_are_not_guessed(tmp_path: Path) -> None:
    services = make_services(tmp_path / "data")
    for author in ("Ada Example", "Another Author"):
        add_book(services, "Emma", author)
    repository = WordRepository(services.database)
    services.database.write(lambda: repository.put([TaughtWord("lantern", "Emma", "", "", AT)]))
    (word,) = services.words.words()
    assert word.book_id is None
    services.database.close()


def test_a_word_that_is_looked_up_again_keeps_its_sentence_and_has_the_later_time(tmp_path: Path) -> None:
    services = make_services(tmp_path / "data")
    repository = WordRepository(services.database)
    for word in (
        TaughtWord("lantern", "Emma", "a lit", "by the sea", AT, 2, 2),
        TaughtWord("lantern", "Emma", "", "", AT + 60, 1, 0),
        TaughtWord("lantern", "Emma", "", "", AT, 1, 0),
    ):
        services.database.write(partial(repository.put, [word]))
    (kept,) = services.words.words()
    at = datetime.fromtimestamp(AT + 60, UTC)
    assert kept == LookedUpWord("lantern", "Emma", "a lit", "by the sea", at, 1, 0)
    services.database.close()


def test_a_csv_that_no_spreadsheet_computes(words: WordService, tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    words.export(words.words(), WordFormat.CSV, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Word", "Context", "Book", "Looked up", "Reviews", "Known in a row"]
    assert rows[2][:3] == ["'=cmd()", '<b> =cmd() "&"', "Emma"]
    assert rows[3] == ["lantern", "a lit lantern by the sea", "Emma", "2026-03-28T12:13:20+00:00", "3", "1"]


def test_a_file_that_anki_imports(words: WordService, tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    words.export(words.words(), WordFormat.ANKI, path)
    head, notes = path.read_text("utf-8").split("#tags column:3\n")
    assert head == "#separator:tab\n#html:true\n#notetype:Basic\n#columns:Front\tBack\tTags\n"
    assert notes.splitlines() == [
        "naïve\t<b>naïve</b><br><i>Not Here</i>\tKOReader",
        "=cmd()\t&lt;b&gt; <b>=cmd()</b> &quot;&amp;&quot;<br><i>Emma</i>\tKOReader",
        "lantern\ta lit <b>lantern</b> by the sea<br><i>Emma</i>\tKOReader",
    ]
