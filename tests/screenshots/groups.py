"""Shelves, tags and saved filters for the pictures."""

from bookorbit_desktop.domain.base.ids import CollectionId
from bookorbit_desktop.domain.library.collection import CollectionKind
from bookorbit_desktop.domain.library.listing import BookQuery, Facet
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.library.covers import CoverStore
from tests.screenshots.shelf import ShelfBook, cover
from tests.services import put_book
from tests.ui.harness import Ui

_SHELVES = {
    "To lend": (3, 17, 29),
    "Winter evenings": (40, 44, 51, 60, 71),
    "Book club": (8, 9),
    "For Mira": (),
}
_TAGS = {"favourite": (1, 9, 44, 60), "slow start": (14, 22), "signed": (33,)}


_LANTERN = (
    (1.0, "The Lantern Keeper", ReadingStatus.READ),
    (2.0, "The Lantern Thief", ReadingStatus.READ),
    (2.5, "A Lantern for Winter", ReadingStatus.READ),
    (5.0, "The Lantern War", ReadingStatus.WANT_TO_READ),
    (6.0, "The Last Lantern", ReadingStatus.UNREAD),
    (None, "The Lantern Cookbook", ReadingStatus.UNREAD),
)


def fill_series(ui: Ui) -> str:
    """A series with a gap, a half volume and one without a number, once. Its name."""
    name = "The Lantern Chronicle"
    if ui.services.series.one(name) is None:
        for place, (index, title, status) in enumerate(_LANTERN):
            metadata = BookMetadata(title=title, authors=("Ruth Abernathy",), series=name, series_index=index)
            book_id = put_book(ui.services, metadata)
            picture = cover(ShelfBook(metadata, status, None, False, None), place * 3 + 1)
            CoverStore(ui.services.data_dir / "covers").put(book_id, picture, replace=True)
            if status is not ReadingStatus.UNREAD:
                ui.set_status(book_id, status)
    return name


def fill(ui: Ui) -> CollectionId:
    """Make them, once. The shelf that has most books."""
    collections = ui.services.collections
    if not collections.all():
        ids = ui.services.book_list.ids(BookQuery())
        for kind, named in ((CollectionKind.SHELF, _SHELVES), (CollectionKind.TAG, _TAGS)):
            for name, places in named.items():
                collections.add_named(kind, name, [ids[place] for place in places])
        query = BookQuery(status=ReadingStatus.WANT_TO_READ)
        collections.make(CollectionKind.FILTER, "Up next", query)
        stars = frozenset({(Facet.RATING, "5")})
        collections.make(CollectionKind.FILTER, "Five stars", BookQuery(chosen=stars))
    return collections.named("Winter evenings", CollectionKind.SHELF).id
