"""A library of an earlier version gets what Calibre libraries need; its books stay as they are."""

from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.calibre import CalibreLibrary, CalibreReading, ColumnUse
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.calibre import CalibreRepository, ImportedBook
from tests.integration.test_upgrades import ADD_ORCHARD, FIRST, made_by

FOLDER = b"/books"


def test_a_library_of_the_first_version_is_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute("INSERT INTO folder (id, path, added_at) VALUES (3, X'2F626F6F6B73', 0)")
        then.execute(ADD_ORCHARD)
    then.close()

    database = Database(path)
    calibre = CalibreRepository(database)
    assert (calibre.libraries(), calibre.taken()) == ({}, {})
    taken = {BookId(7): ImportedBook(FOLDER, "f", CalibreReading(ReadingStatus.READ, None, 4.5), "9:9")}
    database.write(lambda: calibre.put_library(CalibreLibrary(FOLDER, books=1), "stamp"))
    database.write(lambda: calibre.choose(FOLDER, ColumnUse.STATUS, ""))
    database.write(lambda: calibre.put_library(CalibreLibrary(FOLDER, books=2), "newer"))
    database.write(lambda: calibre.put_taken(taken))
    assert calibre.libraries()[FOLDER].choice.status == "", "the choice outlives a scan"
    assert (calibre.libraries()[FOLDER].books, calibre.stamp(FOLDER)) == (2, "newer")
    assert calibre.taken() == taken
    database.write(lambda: database.connection().execute("DELETE FROM folder"))
    assert (calibre.libraries(), calibre.taken()) == ({}, {}), "a folder that is forgotten takes them along"
    database.close()


def test_a_calibre_library_from_before_covers_counted_is_looked_at_again(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST, "0018_calibre")
    with then:
        then.execute("INSERT INTO folder (id, path, added_at) VALUES (3, X'2F626F6F6B73', 0)")
        then.execute(ADD_ORCHARD)
        then.execute(
            "INSERT INTO calibre_library (folder_id, stamp, columns, books, problem, unknown_words,"
            " status_column) VALUES (3, 'as it was', '[]', 1, '', '[]', 'read')"
        )
        then.execute("INSERT INTO calibre_book (book_id, folder_id, fingerprint) VALUES (7, 3, 'f')")
    then.close()

    database = Database(path)
    calibre = CalibreRepository(database)
    assert calibre.stamp(FOLDER) == "", "the next scan reads it"
    assert calibre.libraries()[FOLDER].choice.status == "read"
    assert calibre.taken() == {7: ImportedBook(FOLDER, "f", CalibreReading(), "")}
    database.close()
