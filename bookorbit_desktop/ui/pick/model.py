"""Records and editions of Hardcover, in words."""

from bookorbit_desktop.domain.catalogue import CatalogueBook, Edition, ReadingFormat
from bookorbit_desktop.ui.language_names import language_name
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.rows import RowsModel
from bookorbit_desktop.ui.wording import joined, names, number


def record_title(record: CatalogueBook) -> str:
    """The title with its year, which tells namesakes apart."""
    if record.release_year is None:
        return record.title
    return tr("{0} ({1})").format(record.title, record.release_year)


def record_facts(record: CatalogueBook) -> str:
    """Who wrote it, its series, how many read it, how long it is."""
    return joined(
        names(record.authors) or tr("unknown author"),
        _series(record),
        tr("%n reader(s)", record.users_count),
        tr("%n page(s)", record.pages) if record.pages else "",
    )


def edition_title(edition: Edition) -> str:
    """The format and the language."""
    return joined(edition.edition_format or _format(edition.reading_format), language_name(edition.language))


def edition_facts(edition: Edition) -> str:
    """How long it is, what it is known by, how many read it."""
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
    words = {
        ReadingFormat.PHYSICAL: tr("Printed"),
        ReadingFormat.AUDIO: tr("Audiobook"),
        ReadingFormat.BOTH: tr("Text and audio"),
        ReadingFormat.EBOOK: tr("E-book"),
    }
    return words.get(ReadingFormat(reading_format), "") if reading_format in list(ReadingFormat) else ""


class RecordsModel(RowsModel[CatalogueBook]):
    """What a search found, the best first."""

    def __init__(self) -> None:
        super().__init__(
            lambda record: record.id,
            lambda record: f"{record_title(record)}, {record_facts(record)}",
            lambda record: record.subtitle,
        )


class EditionsModel(RowsModel[Edition]):
    """The editions of a record, the best for the book first."""

    def __init__(self) -> None:
        super().__init__(
            lambda edition: edition.id,
            lambda edition: f"{edition_title(edition)}, {edition_facts(edition)}",
            lambda edition: edition.title,
        )
