"""`export`: the same document however many books are read at once, with a query for each table and not each book."""

import asyncio
import json
from datetime import date

import pytest

from bookorbit_desktop.demo.local_hardcover import isbn13
from bookorbit_desktop.domain.library.fields import BookField
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from tests.services import add_book


def furnish(services: Services, name: str = "Book") -> None:
    """Books of every kind, side by side, so that what belongs to one could be told of its neighbour."""
    ids = [
        add_book(services, f"{name} {number}", isbn=isbn13(f"978{number:09d}") if number % 2 else None)
        for number in range(7)
    ]
    add_book(services, f"Another “{name}”\nof two lines", identifiers=(Identifier("goodreads", "42"),))
    services.reading.set_status(
        [ids[1], ids[4]], StatusChange(ReadingStatus.READ, 4, finished_on=date(2024, 1, 2))
    )
    services.reading.start_rereading([ids[4]])
    services.reading.set_status([ids[5]], StatusChange(ReadingStatus.ABANDONED))
    services.metadata.change([ids[2]], {BookField.TITLE: "By hand"})
    asyncio.run(services.matches.exclude([ids[5]]))
    services.removal.remove([ids[3]])


def read_by(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let so many books be read at once."""
    for module in ("storage.library.books", "services.overview.export"):
        monkeypatch.setattr(f"bookorbit_desktop.{module}.BOOKS_AT_ONCE", number)


def test_a_book_is_told_the_same_alone_and_beside_others(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(services)
    read_by(monkeypatch, 1)
    alone = services.export.document()
    assert [book["title"] for book in alone["books"]][2:4] == ["By hand", "Book 4"]
    assert [len(book["reads"]) for book in alone["books"]] == [0, 1, 0, 2, 0, 0, 0]
    for number in (2, 3, 500):
        read_by(monkeypatch, number)
        assert services.export.document() == alone


def test_the_text_is_the_document_as_json(services: Services) -> None:
    for name in ("One", "Two"):
        whole = json.dumps(services.export.document(), ensure_ascii=False, indent=2) + "\n"
        assert "".join(services.export.text()) == whole
        furnish(services, name)
    assert len(whole) > 1000


def test_more_books_are_not_more_queries(services: Services) -> None:
    def queries() -> int:
        services.reading_time.renew()  # what is out of date is not the export's own
        asked: list[str] = []
        services.database.connection().set_trace_callback(asked.append)
        services.export.document()
        services.database.connection().set_trace_callback(None)
        return len(asked)

    furnish(services)
    few = queries()
    furnish(services, "Other")
    assert queries() == few
