"""The page of series: the progress in each, the next volume, and missing volumes in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bookorbit_desktop.domain.library.listing import Facet
from bookorbit_desktop.domain.library.series import Gap, Series, SeriesBook
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.collections.card import Card
from bookorbit_desktop.ui.collections.group_page import Detail, GroupKind, Overview, Part
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import isolated, joined, names, number, percent, status_icon, status_word

if TYPE_CHECKING:
    from bookorbit_desktop.services.container import Services

COVERS = 3


def series_kind() -> GroupKind:
    """The texts and loaders of the page of series."""
    return GroupKind(
        page=Page.SERIES,
        facet=Facet.SERIES,
        title=tr("Book series"),
        icon="stack",
        empty=tr("None of your books belong to a series yet. Add a series to a book with Edit."),
        find=tr("Find a series"),
        back=tr("All series"),
        gone=tr("This series is no longer in your library."),
        load_all=_load_all,
        load_one=_load_one,
        are_volumes=True,
    )


def _load_all(services: Services) -> Overview:
    every = services.series.all()
    cards = tuple(series_card(index, series) for index, series in enumerate(every))
    indexes = range(len(every))
    begun = frozenset(index for index in indexes if _is_begun(every[index]))
    gaps = frozenset(index for index in indexes if every[index].progress.gaps)
    done = frozenset(index for index in indexes if _is_done(every[index]))
    parts = (
        Part("", tr("All"), None),
        Part("begun", tr("In progress"), begun),
        Part("gaps", tr("Missing volumes"), gaps),
        Part("done", tr("Finished"), done),
    )
    return Overview(cards, tr("%n series", len(every)), parts)


def _is_begun(series: Series) -> bool:
    progress = series.progress
    return progress.current is not None or 0 < progress.read < progress.volumes


def _is_done(series: Series) -> bool:
    return series.progress.read == series.progress.volumes


def series_card(key: int, series: Series) -> Card:
    """A series as one card, with the volume to read now in front."""
    progress = series.progress
    ahead = progress.current or progress.next
    first = [ahead] if ahead is not None else []
    covers = [*first, *(book for book in series.books if book is not ahead)][:COVERS]
    return Card(
        key=key,
        title=series.name,
        covers=tuple(covers),
        line=_read_of(series),
        note=_ahead_text(series),
        alert=missing_text(progress.gaps),
        progress=progress.read / progress.volumes,
        target=Route(Page.SERIES, name=series.name),
    )


def _read_of(series: Series) -> str:
    progress = series.progress
    return tr("{0} of {1} read").format(number(progress.read), number(progress.volumes))


def _ahead_text(series: Series) -> str:
    progress = series.progress
    if progress.current is not None:
        return tr("Reading: {0}").format(isolated(progress.current.title))
    if progress.next is not None:
        return tr("Next: {0}").format(isolated(progress.next.title))
    return tr("Finished") if _is_done(series) else ""


def missing_text(gaps: Sequence[Gap]) -> str:
    """The missing volumes, such as "3 and 4 are missing"; empty if there are none."""
    if not gaps:
        return ""
    listed = [text for gap in gaps for text in _gap_texts(gap)]
    if len(listed) == 1 and gaps[0].first == gaps[0].last:
        return tr("{0} is missing").format(listed[0])
    *most, last = listed
    text = tr("{0} and {1}").format(", ".join(most), last) if most else last
    return tr("{0} are missing").format(text)


def _gap_texts(gap: Gap) -> tuple[str, ...]:
    """Two numbers are listed; more become a range."""
    first, last = number(gap.first), number(gap.last)
    if gap.first == gap.last:
        return (first,)
    return (first, last) if gap.last == gap.first + 1 else (f"{first}–{last}",)


def _load_one(services: Services, name: str) -> Detail | None:
    series = services.series.one(name)
    if series is None:
        return None
    progress = series.progress
    ahead = progress.current or progress.next
    sentence = joined(_read_of(series), _ahead_text(series), missing_text(progress.gaps))
    return Detail(
        name=series.name,
        sentence=sentence,
        cards=tuple(_volumes(series)),
        main="" if ahead is None else _main_text(series, ahead),
        target=None if ahead is None else Route(Page.LIBRARY, book_id=ahead.id),
    )


def _main_text(series: Series, ahead: SeriesBook) -> str:
    text = tr("Continue “{0}”") if series.progress.current is not None else tr("Next: “{0}”")
    return text.format(isolated(ahead.title))


def _volumes(series: Series) -> Iterator[Card]:
    """The volumes in order, with a card for each gap."""
    gaps = list(series.progress.gaps)
    writers = {book.authors for book in series.books}
    for book in series.books:
        while gaps and book.index is not None and gaps[0].last < book.index:
            yield _gap_card(gaps.pop(0))
        yield volume_card(book, with_author=len(writers) > 1)


def _gap_card(gap: Gap) -> Card:
    first, last = number(gap.first), number(gap.last)
    text = first if gap.first == gap.last else f"{first}–{last}"
    return Card(key=-gap.first - 1, title=tr("Missing"), line=tr("Not in your library"), number=text)


def volume_card(book: SeriesBook, *, with_author: bool = False) -> Card:
    """A book as a card of its own."""
    is_open = book.status in (ReadingStatus.READING, ReadingStatus.REREADING)
    share = book.percentage if is_open else None
    said = status_word(book.status)
    if share is not None:
        said = joined(said, percent(share))
    return Card(
        key=book.id,
        title=book.title,
        covers=(book,),
        line=joined(said, names(book.authors) if with_author else ""),
        progress=share,
        number="" if book.index is None else number(book.index),
        mark="check" if book.is_read and not is_open else _icon(book.status),
        target=Route(Page.LIBRARY, book_id=book.id),
    )


def _icon(status: ReadingStatus) -> str:
    return "" if status is ReadingStatus.UNREAD else status_icon(status)
