"""Shelves, tags and saved filters for the pictures."""

from bookorbit_desktop.domain.base.ids import CollectionId
from bookorbit_desktop.domain.library.collection import CollectionKind
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.ui.harness import Ui

_SHELVES = {"To lend": (3, 17, 29), "Winter evenings": (40, 44, 51, 60, 71), "Book club": (8, 9), "For Mira": ()}
_TAGS = {"favourite": (1, 9, 44, 60), "slow start": (14, 22), "signed": (33,)}


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
        collections.make(CollectionKind.FILTER, "Harbour stories", BookQuery("harbour"))
    return collections.named("Winter evenings", CollectionKind.SHELF).id
