"""A library from before there were imports from devices."""

from pathlib import Path

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.usb.clock import ClockCorrection
from bookorbit_desktop.domain.usb.device_import import EarlierImport, FieldName
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.usb.device_imports import DeviceImportRepository
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from tests.integration.test_upgrades import FIRST, made_by

_BOOK = (
    "INSERT INTO book (id, title, authors, series, language, description, publisher, published, subjects,"
    " added_at) VALUES (7, 'Orchard', '[\"Ada\"]', '', '', '', '', '', '[]', 0)"
)
VIEW = PageView("digest", 3, 1_700_000_000, 60, 100)


def test_its_books_can_be_imported_into_and_page_views_are_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    then = made_by(path, FIRST)
    with then:
        then.execute(_BOOK)
        then.execute(
            "INSERT INTO digest (digest, book_id, origin, first_seen, last_seen) VALUES ('d', 7, 'partial', 0, 0)"
        )
    then.close()

    database = Database(path)
    imports, views = DeviceImportRepository(database), PageViewRepository(database)
    earlier = EarlierImport("d:orchard", BookId(7), rating=4.0, declined=frozenset({FieldName.RATING}))
    clock = ClockCorrection(3600, None, 5)
    longer = PageView("digest", 3, 1_700_000_000, 90, 100)

    def store() -> None:
        imports.put_earlier("kobo", earlier, 1.0)
        imports.put_clock("kobo", clock, 1.0)
        for view in (VIEW, longer, VIEW):
            views.add([view], "kobo", clock, 2e9)

    database.write(store)
    book = imports.books()[BookId(7)]
    found = (imports.meanings(["d"]), imports.earlier("kobo"), imports.clock("kobo"))
    kept = list(views.of_device("digest", "kobo"))
    database.close()

    assert (book.title, book.authors, book.is_removed) == ("Orchard", ("Ada",), False)
    assert found == ({"d": {7: False}}, (earlier,), clock)
    assert kept == [(3, 1_700_000_000, 90, 100)]
