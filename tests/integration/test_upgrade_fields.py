"""A database of the first version: every field follows its file, and can be edited."""

from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin
from tests.integration.test_upgrades import FIRST, made_by
from tests.services import make_services

_BOOK = (
    "INSERT INTO book (id, title, authors, series, language, description, publisher, published, subjects,"
    " added_at) VALUES (1, 'One', '[\"Ann\"]', 'Saga', 'eng', '', '', '', '[]', 0)"
)


def test_books_of_the_first_version_follow_their_files_and_can_be_edited(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(_BOOK)
        then.execute("INSERT INTO book_identifier (book_id, scheme, value) VALUES (1, 'isbn', '0306406152')")
    then.close()

    services = make_services(tmp_path)
    before = services.metadata.fields(BookId(1))
    services.metadata.change([BookId(1)], {BookField.ISBN: "9781861972712", BookField.TITLE: "Mine"})
    after = services.metadata.fields(BookId(1))
    services.database.close()

    assert {state.origin for state in before.values()} == {FieldOrigin.FILE}
    assert (before[BookField.TITLE].value, before[BookField.ISBN].value) == ("One", "0306406152")
    assert (after[BookField.TITLE].value, after[BookField.TITLE].in_file) == ("Mine", "One")
    assert (after[BookField.ISBN].value, after[BookField.ISBN].in_file) == ("9781861972712", "0306406152")
