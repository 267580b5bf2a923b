"""Calibre's tags taken over: a real library, real services."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.library.collection import CollectionKind
from bookorbit_desktop.services.container import Services
from tests.books import write_epub
from tests.calibre import CalibreShelf
from tests.services import make_services

TAG = CollectionKind.TAG


@pytest.fixture(scope="module")
def shelved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two books: One with the tags Sea and Fun, Two with sea."""
    folder = tmp_path_factory.mktemp("calibre")
    shelf = CalibreShelf(folder / "library", folder / "settings")
    shelf.add(write_epub(folder / "one.epub", "One", cover=False), "--tags", "Sea,Fun")
    shelf.add(write_epub(folder / "two.epub", "Two", cover=False), "--tags", "Sea")
    return shelf.folder


@pytest.fixture
def library(shelved: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(shelved, tmp_path / "Calibre Library"))


@pytest.fixture
def services(library: Path, tmp_path: Path) -> Iterator[Services]:
    services = make_services(tmp_path / "data")
    asyncio.run(services.library.add_and_scan([str(library)]))
    yield services
    services.library.stop()
    services.database.close()


def tagged(services: Services) -> dict[str, list[str]]:
    """The tags, each with the titles of its books."""
    return {
        collection.name: [row.title for row in services.book_list.rows(collection.shown_by)]
        for collection in services.collections.all()
        if collection.kind is TAG
    }


def take(services: Services, library: Path) -> int:
    return services.calibre_tags.take_over(os.fsencode(library)).books


def test_tags_come_only_on_request_and_undo_takes_them_back(services: Services, library: Path) -> None:
    assert tagged(services) == {}
    change = services.calibre_tags.take_over(os.fsencode(library))
    assert tagged(services) == {"Fun": ["One"], "Sea": ["One", "Two"]}
    assert (len(change.made), change.books) == (2, 2)
    services.collections.undo(change)
    assert tagged(services) == {}
    assert take(services, library) == 2


def test_a_tag_that_was_taken_from_a_book_does_not_come_back(services: Services, library: Path) -> None:
    take(services, library)
    sea = services.collections.named("Sea", TAG)
    one = services.book_list.ids(sea.shown_by)[0]
    removed = services.collections.remove(sea.id, [one])
    assert take(services, library) == 0
    assert tagged(services)["Sea"] == ["Two"]
    services.collections.undo(removed)
    assert tagged(services)["Sea"] == ["One", "Two"]


def test_a_tag_that_was_deleted_does_not_come_back_unless_it_is_made_again(
    services: Services, library: Path
) -> None:
    take(services, library)
    services.collections.delete([services.collections.named("Sea", TAG).id])
    take(services, library)
    assert tagged(services) == {"Fun": ["One"]}
    services.collections.make(TAG, "SEA")
    take(services, library)
    assert tagged(services)["SEA"] == ["One", "Two"]


def test_a_tag_that_was_renamed_keeps_its_name(services: Services, library: Path) -> None:
    take(services, library)
    sea = services.collections.named("Sea", TAG)
    services.collections.rename(sea.id, "Ocean")
    services.collections.remove(sea.id, list(services.book_list.ids(sea.shown_by)))
    assert take(services, library) == 0
    assert set(tagged(services)) == {"Fun", "Ocean"}


def test_a_folder_that_is_no_calibre_library_is_refused(services: Services, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Calibre library"):
        services.calibre_tags.take_over(os.fsencode(tmp_path))


def test_nothing_in_the_calibre_library_is_changed(services: Services, library: Path) -> None:
    before = {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}
    take(services, library)
    assert {path: path.read_bytes() for path in library.rglob("*") if path.is_file()} == before
