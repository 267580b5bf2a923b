"""Hardcover books and editions to choose from: their text, covers and painting."""

import asyncio
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import RecordId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition, ReadingFormat
from bookorbit_desktop.services.hardcover.matches import RecordHints
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.language_names import own_language_name
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.covers import CoverCache
from bookorbit_desktop.ui.widgets.rows import ROW, AnyIndex, RowsModel
from bookorbit_desktop.ui.widgets.two_lines import BOOK_ROW, CoverOf, RowSize, TwoLineDelegate, TwoLines
from bookorbit_desktop.ui.wording import joined, names, number

FACTS = Qt.ItemDataRole(Qt.ItemDataRole.UserRole + 1)
"""The second line of a record."""
_EDITION_ROW = RowSize(88, QSize(48, 72))
"""The row size for editions, which are recognised by their covers."""


def record_title(record: CatalogueBook) -> str:
    """The title with its year, to tell namesakes apart."""
    if record.release_year is None:
        return record.title
    return tr("{0} ({1})").format(record.title, record.release_year)


def hint_text(hints: RecordHints | None) -> str:
    """Facts that tell the right record from its namesakes."""
    if hints is None:
        return ""
    formats = ", ".join(word for word in map(_format, hints.formats) if word)
    return joined(
        tr("On your shelf") if hints.on_shelf else "", formats if hints.formats else tr("Audiobook")
    )


def record_facts(record: CatalogueBook, hints: RecordHints | None = None) -> str:
    """Authors, series, readers and length."""
    return joined(
        hint_text(hints),
        names(record.authors) or tr("unknown author"),
        _series(record),
        tr("%n reader(s)", record.users_count),
        tr("%n page(s)", record.pages) if record.pages else "",
    )


def edition_title(edition: Edition) -> str:
    """The format and the language."""
    return joined(
        edition.edition_format or _format(edition.reading_format), own_language_name(edition.language)
    )


def edition_facts(edition: Edition) -> str:
    """Length, identifiers and readers."""
    return joined(
        tr("%n page(s)", edition.pages) if edition.pages else tr("no page count"),
        edition.isbn_13 or edition.isbn_10,
        edition.release_date[:4],
        tr("%n reader(s)", edition.users_count),
    )


def _series(record: CatalogueBook) -> str:
    if not record.series or record.series_position is None:
        return record.series
    return f"{record.series} #{number(record.series_position)}"


def _format(reading_format: int) -> str:
    texts = {
        ReadingFormat.PHYSICAL: tr("Print"),
        ReadingFormat.AUDIO: tr("Audiobook"),
        ReadingFormat.BOTH: tr("Text and audio"),
        ReadingFormat.EBOOK: tr("E-book"),
    }
    return texts.get(ReadingFormat(reading_format), "") if reading_format in list(ReadingFormat) else ""


class RecordsModel(RowsModel[CatalogueBook]):
    """The results of a search, the best first."""

    def __init__(self) -> None:
        super().__init__(
            lambda record: record.id,
            lambda record: f"{record_title(record)}, {self.facts(record)}",
            lambda record: record.subtitle,
        )
        self._hints: dict[RecordId, RecordHints] = {}

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The data of every row, plus the second line under the role FACTS."""
        if role == FACTS:
            return self.facts(self.rows[index.row()])
        return super().data(index, role)

    def facts(self, record: CatalogueBook) -> str:
        """The second line of a record, with the hints loaded so far."""
        return record_facts(record, self._hints.get(record.id))

    def show_hints(self, hints: dict[RecordId, RecordHints]) -> None:
        """Show additional facts about some records."""
        self._hints |= hints
        for record_id in hints:
            self.touch(record_id)


class EditionsModel(RowsModel[Edition]):
    """The editions of a record, the best for the book first."""

    def __init__(self) -> None:
        super().__init__(
            lambda edition: edition.id,
            lambda edition: f"{edition_title(edition)}, {edition_facts(edition)}",
            lambda edition: edition.title,
        )


def record_delegate(covers: CoverCache, parent: QWidget) -> TwoLineDelegate:
    """A delegate for records: cover, then title and year over authors, series, readers and pages."""
    return TwoLineDelegate(_record_lines, parent, BOOK_ROW, covers)


def edition_delegate(covers: CoverCache, parent: QWidget) -> TwoLineDelegate:
    """A delegate for editions: cover, then format and language over pages, ISBN, year and readers."""
    return TwoLineDelegate(_edition_lines, parent, _EDITION_ROW, covers)


def _record_lines(index: AnyIndex) -> TwoLines:
    record: CatalogueBook = index.data(ROW)
    cover = CoverOf(record.id, record.title, names(record.authors))
    return TwoLines(record_title(record), index.data(FACTS), cover)


def _edition_lines(index: AnyIndex) -> TwoLines:
    edition: Edition = index.data(ROW)
    return TwoLines(edition_title(edition), edition_facts(edition), CoverOf(edition.id, edition.title))


class RemoteCovers:
    """Fetches pictures in the background; closing cancels it."""

    def __init__(self, context: UiContext) -> None:
        self._context = context
        self._pictures: dict[int, bytes] = {}
        self._fetching: list[asyncio.Future[None]] = []
        self.cache = CoverCache(self._pictures.get)

    def fetch(self, wanted: Iterable[tuple[int, str]]) -> None:
        """Fetch pictures by key and address; skips empty addresses."""
        for key, url in wanted:
            if url and key not in self._pictures:
                self._fetching.append(self._context.tasks.start(self._fetch(key, url)))

    def has(self, key: int) -> bool:
        """Whether the real picture is loaded."""
        return key in self._pictures

    def close(self) -> None:
        """Cancel what is under way."""
        for task in self._fetching:
            task.cancel()
        self.cache.close()

    async def _fetch(self, key: int, url: str) -> None:
        picture = await self._context.tasks.network(
            self._context.services.hardcover_account.pictures.get(url)
        )
        if picture is not None:
            self._pictures[key] = picture
            self.cache.forget([key])
            self.cache.loaded.emit(key)
