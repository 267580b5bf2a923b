"""Whatever happens to a field, in whatever order: who may change it, and what undo brings back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookorbit_desktop.domain.library.fields import BookField, FieldOrigin, FieldState
from bookorbit_desktop.domain.library.metadata import BookMetadata, Extraction, FileFormat
from bookorbit_desktop.domain.library.scan import FileStamp, FoundFile, ReadFile
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.library.metadata import MetadataUndo
from bookorbit_desktop.storage.koreader.digests import DigestRepository
from bookorbit_desktop.storage.library.books import BookRepository
from bookorbit_desktop.storage.reading.readings import ReadingRepository
from tests.services import make_services

TITLE = BookField.TITLE
TITLES = st.sampled_from(["Ash", "Birch", "Cedar"])
STEPS = st.one_of(
    st.tuples(st.sampled_from(["file", "hand", "hardcover"]), TITLES),
    st.tuples(st.sampled_from(["lock", "unlock", "as_in_file"]), st.just("")),
)


@dataclass(frozen=True)
class Model:
    """The rules in a few lines."""

    value: str
    in_file: str
    origin: FieldOrigin = FieldOrigin.FILE
    locked: bool = False

    def after(self, step: str, title: str) -> "Model":
        follows = self.origin is FieldOrigin.FILE and not self.locked
        match step:
            case "file":
                return replace(self, in_file=title, value=title if follows else self.value)
            case "hand":
                return replace(self, value=title, origin=FieldOrigin.HAND)
            case "hardcover":
                stays = self.locked or title == self.value
                return self if stays else replace(self, value=title, origin=FieldOrigin.HARDCOVER)
            case "lock":
                return replace(self, locked=True)
            case "unlock":
                from_file = self.origin is FieldOrigin.FILE
                return replace(self, locked=False, value=self.in_file if from_file else self.value)
            case _:
                return Model(self.in_file, self.in_file)


class Field:
    """The title of a book whose file changes."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._books = BookRepository(
            services.database, DigestRepository(services.database), ReadingRepository(services.database)
        )
        self._changes = 0
        self.id = self.read_file("Ash")

    def read_file(self, title: str) -> int:
        """The scan reads the file, which says this now."""
        self._changes += 1
        found = FoundFile(b"/books/a.epub", FileFormat.EPUB, FileStamp(1, self._changes, "1:1"))
        file = ReadFile(found, Extraction("a" * 32, "b" * 32, BookMetadata(title, ("Ann",))))
        (placed,) = self.services.database.write(lambda: self._books.put_files([file], 0.0))
        return placed.book_id

    def take(self, step: str, title: str) -> MetadataUndo | None:
        metadata = self.services.metadata
        match step:
            case "file":
                self.read_file(title)
                return None
            case "hand" | "hardcover":
                return metadata.change([self.id], {TITLE: title}, FieldOrigin(step))
            case "lock":
                return metadata.lock([self.id], [TITLE])
            case "unlock":
                return metadata.unlock([self.id], [TITLE])
            case _:
                return metadata.follow_file(self.id, TITLE)

    @property
    def state(self) -> FieldState:
        return self.services.metadata.fields(self.id)[TITLE]

    def reset(self) -> None:
        """As at the beginning."""
        self.services.metadata.follow_file(self.id, TITLE)
        self.read_file("Ash")


@pytest.fixture
def title(tmp_path: Path) -> Iterator[Field]:
    services = make_services(tmp_path / "data")
    yield Field(services)
    services.database.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=8))
def test_a_field_follows_the_rules_and_each_step_can_be_taken_back(
    title: Field, steps: list[tuple[str, str]]
) -> None:
    title.reset()
    model = Model("Ash", "Ash")
    for step, text in steps:
        before = title.state
        undo = title.take(step, text)
        if undo:
            title.services.metadata.undo(undo)
            assert title.state == before
            title.take(step, text)
        model = model.after(step, text)
        assert title.state == FieldState(TITLE, model.value, model.origin, model.locked, model.in_file)
