"""Importing a reading list: one step, what changed meanwhile, and taking it back."""

from pathlib import Path

import pytest

from bookorbit_desktop.domain.hardcover.shelf_import import ImportKind
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.reading.reading import ReadingState, ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.imports.list_import import ListPreview, ready_rows
from tests.reading_csv import storygraph, storygraph_row
from tests.services import add_book

ISBNS = ("9780306406157", "9781861972712")


def preview(services: Services, folder: Path) -> ListPreview:
    """Two books that are here and one that is not."""
    rows = [
        storygraph_row("Orchard", isbn=ISBNS[0], rating="4", dates="2024/01/02"),
        storygraph_row("Meadow", "to-read", isbn=ISBNS[1]),
        storygraph_row("Harbour", "currently-reading"),
    ]
    path = folder / "list.csv"
    path.write_text(storygraph(*rows))
    return services.list_import.preview(path)


def test_an_import_can_be_taken_back_with_the_entries_it_made(services: Services, tmp_path: Path) -> None:
    orchard, meadow = (
        add_book(services, name, isbn=isbn) for name, isbn in zip(("Orchard", "Meadow"), ISBNS, strict=True)
    )
    rows = services.list_import.with_entries(preview(services, tmp_path).rows)
    done = services.list_import.run(ready_rows(rows, entries=True))
    assert (done.count, done.created) == (3, 1)
    assert services.library.book(orchard).reading.status is ReadingStatus.READ

    taken = services.list_import.undo(done)

    assert (taken.count, taken.kept) == (3, ())
    assert services.library.book(orchard).reading == services.library.book(meadow).reading == ReadingState()
    assert [row.title for row in services.book_list.rows(BookQuery())] == ["Meadow", "Orchard"]


def test_a_book_changed_since_an_import_stays_when_it_is_undone(services: Services, tmp_path: Path) -> None:
    orchard = add_book(services, "Orchard", isbn=ISBNS[0])
    done = services.list_import.run(preview(services, tmp_path).rows)
    services.reading.rate([orchard], 2)

    taken = services.list_import.undo(done)

    assert (taken.count, taken.kept) == (0, ("Orchard",))
    assert services.library.book(orchard).reading.rating == 2


def test_a_book_that_changed_since_the_preview_is_left_alone(services: Services, tmp_path: Path) -> None:
    orchard = add_book(services, "Orchard", isbn=ISBNS[0])
    rows = preview(services, tmp_path).rows
    services.reading.set_status([orchard], StatusChange(ReadingStatus.ABANDONED))

    assert services.list_import.run(rows).count == 0
    assert services.library.book(orchard).reading.status is ReadingStatus.ABANDONED


def test_a_removed_book_is_not_matched(services: Services, tmp_path: Path) -> None:
    orchard = add_book(services, "Orchard", isbn=ISBNS[0])
    services.removal.remove([orchard])
    assert preview(services, tmp_path).rows[0].kind is ImportKind.UNMATCHED


def test_a_preview_tells_how_far_it_is_and_can_be_ended(services: Services, tmp_path: Path) -> None:
    add_book(services, "Orchard", isbn=ISBNS[0])
    preview(services, tmp_path)
    told: list[tuple[int, int]] = []
    services.list_import.preview(tmp_path / "list.csv", lambda done, total: told.append((done, total)))
    assert told == [(0, 1), (0, 3), (1, 3), (2, 3)]

    class GivenUp(Exception):
        pass

    def give_up(done: int, total: int) -> None:
        raise GivenUp

    with pytest.raises(GivenUp):
        services.list_import.preview(tmp_path / "list.csv", give_up)
