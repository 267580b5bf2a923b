"""The feeds of the catalogue and their URLs."""

from urllib.parse import quote, urlencode

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.language import language_name
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.feeds import FeedOrder, FeedPage, FeedQuery, Grouping
from bookorbit_desktop.domain.library.collection import CollectionKind
from bookorbit_desktop.domain.library.download_names import plain_line
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.server.opds.atom import (
    GROUPINGS,
    STATUSES,
    book_count,
    letter_title,
)
from bookorbit_desktop.server.opds.model import (
    CATALOGUE,
    CatalogueLink,
    FacetGroup,
    FacetLink,
    Feed,
    ShownBook,
)
from bookorbit_desktop.services.opds.opds_catalogue import OpdsCatalogue

COLLECTION_PATHS = {"shelves": CollectionKind.SHELF, "tags": CollectionKind.TAG}
_COLLECTIONS = {
    CollectionKind.SHELF: ("shelves", "Shelves", "Your shelves and saved filters"),
    CollectionKind.TAG: ("tags", "Tags", "Books by your own tags"),
}
GROUPING_PATHS = {
    "authors": Grouping.AUTHOR,
    "series": Grouping.SERIES,
    "genres": Grouping.GENRE,
    "languages": Grouping.LANGUAGE,
}
_PATHS = {grouping: path for path, grouping in GROUPING_PATHS.items()}
_ORDERS = {FeedOrder.TITLE: "Title", FeedOrder.AUTHOR: "Author", FeedOrder.NEWEST: "Newest first"}
_IN_SERIES = {FeedOrder.SERIES: "In series order", **_ORDERS}
_NOW = (ReadingStatus.READING, ReadingStatus.REREADING)
_FEW_LANGUAGES = 20


class Catalogue:
    """Builds feeds from the service's answers. Every method blocks and may raise NotFound."""

    def __init__(self, opds_catalogue: OpdsCatalogue) -> None:
        self._opds_catalogue = opds_catalogue

    def root(self) -> Feed:
        """The start page."""
        groups = [
            CatalogueLink(title, _PATHS[grouping], f"Books by {_singular(grouping)}")
            for grouping, title in GROUPINGS.items()
            if self._opds_catalogue.books.has_values(grouping)
        ]
        links = (
            CatalogueLink("All books", "all", "All books by title", to_books=True),
            CatalogueLink("New", "new", "Newest first", to_books=True),
            CatalogueLink("Reading now", "reading", "Last read first", to_books=True),
            *self._collection_links(),
            *groups,
            CatalogueLink("Reading status", "statuses", "Unread, on hold or finished"),
            CatalogueLink(
                "For catalog sync",
                "sync",
                "Add this list as a separate catalog in KOReader and tick “Sync catalog”",
                to_books=True,
            ),
        )
        return Feed("", CATALOGUE, self._opds_catalogue.books.newest(), links=links)

    def all(self, order: str = "", after: str = "") -> Feed:
        """Every book."""
        chosen = _order(order, _ORDERS)
        facets = (
            _sort_by("all", _ORDERS, chosen),
            self._status_facets(None),
            *self._language_facets(None),
        )
        path = _sorted("all", chosen, _ORDERS)
        return self._books(path, "All books", FeedQuery(chosen), after, "", facets)

    def new(self, after: str = "") -> Feed:
        """Every book, newest first."""
        return self._books("new", "New", FeedQuery(FeedOrder.NEWEST), after)

    def sync(self, after: str = "") -> Feed:
        """For KOReader's "Sync catalog": as `new`, with addresses that never change (opds.md, "Catalog
        sync")."""
        page = self._opds_catalogue.books.page(FeedQuery(FeedOrder.NEWEST), after)
        return self._with_books("sync", "For catalog sync", page, after, "", plain_names=True)

    def reading(self, after: str = "") -> Feed:
        """The books being read, latest first."""
        return self._books("reading", "Reading now", FeedQuery(FeedOrder.LAST_READ, statuses=_NOW), after)

    def values(self, grouping: Grouping, letter: str = "", after: str = "") -> Feed:
        """The authors, series, genres or languages, by first letter if there are many."""
        path, title = _PATHS[grouping], GROUPINGS[grouping]
        if not letter and not after and (initials := self._opds_catalogue.initials(grouping)):
            links = tuple(
                CatalogueLink(
                    letter_title(initial.letter),
                    with_query(path, begins=initial.letter),
                    f"{initial.values} {title.lower()}",
                    count=initial.values,
                )
                for initial in initials
            )
            return Feed(path, title, self._opds_catalogue.books.newest(), links=links, up="")
        page = self._opds_catalogue.books.values(grouping, letter, after)
        return Feed(
            with_query(path, begins=letter, after=after),
            f"{title}: {letter_title(letter)}" if letter else title,
            self._opds_catalogue.books.newest(),
            links=tuple(
                CatalogueLink(
                    _value_title(grouping, value.name),
                    f"{path}/{value.id}",
                    book_count(value.books),
                    to_books=True,
                    count=value.books,
                )
                for value in page.values
            ),
            next=with_query(path, begins=letter, after=page.next) if page.next else "",
            up=path if letter else "",
        )

    def value(self, grouping: Grouping, value_id: int, order: str = "", after: str = "") -> Feed:
        """The books of one author, series, genre or language."""
        title = _value_title(grouping, self._opds_catalogue.value_name(grouping, value_id))
        orders = _IN_SERIES if grouping is Grouping.SERIES else _ORDERS
        chosen, path = _order(order, orders), f"{_PATHS[grouping]}/{value_id}"
        languages = self._language_facets(value_id) if grouping is Grouping.LANGUAGE else ()
        facets = (_sort_by(path, orders, chosen), *languages)
        query = FeedQuery(chosen, value_id=value_id)
        return self._books(_sorted(path, chosen, orders), title, query, after, _PATHS[grouping], facets)

    def _collection_links(self) -> list[CatalogueLink]:
        return [
            CatalogueLink(title, path, about)
            for namespace, (path, title, about) in _COLLECTIONS.items()
            if self._opds_catalogue.books.collections(namespace).values
        ]

    def collections(self, namespace: CollectionKind, after: str = "") -> Feed:
        """The person's shelves and saved filters, or tags."""
        path, title, _ = _COLLECTIONS[namespace]
        page = self._opds_catalogue.books.collections(namespace, after)
        links = tuple(
            CatalogueLink(
                plain_line(value.name) or "(no name)",
                f"{path}/{value.id}",
                book_count(value.books) if value.books else "Saved filter",
                to_books=True,
                count=value.books or None,
            )
            for value in page.values
        )
        following = with_query(path, after=page.next) if page.next else ""
        updated = self._opds_catalogue.books.newest()
        return Feed(with_query(path, after=after), title, updated, links=links, next=following, up="")

    def collection(
        self, namespace: CollectionKind, collection_id: int, order: str = "", after: str = ""
    ) -> Feed:
        """The books of one shelf, saved filter or tag."""
        found = self._opds_catalogue.collection(collection_id, namespace)
        root = _COLLECTIONS[namespace][0]
        chosen, path = _order(order, _ORDERS), f"{root}/{collection_id}"
        query = self._opds_catalogue.collected(found, chosen)
        facets = (_sort_by(path, _ORDERS, chosen),)
        title = plain_line(found.name) or "(no name)"
        return self._books(_sorted(path, chosen, _ORDERS), title, query, after, root, facets)

    def statuses(self) -> Feed:
        """The reading statuses that at least one book has."""
        links = tuple(
            CatalogueLink(text, f"statuses/{status}", to_books=True)
            for status, text in self._used_statuses().items()
        )
        return Feed("statuses", "Reading status", self._opds_catalogue.books.newest(), links=links, up="")

    def _used_statuses(self) -> dict[ReadingStatus, str]:
        return {
            status: text
            for status, text in STATUSES.items()
            if self._opds_catalogue.books.has_books(FeedQuery(statuses=(status,)))
        }

    def status(self, name: str, after: str = "") -> Feed:
        """The books with one reading status. Raises NotFound for an unknown one."""
        if name not in STATUSES:
            raise NotFound(Message("Unknown reading status."))
        status = ReadingStatus(name)
        facets = (self._status_facets(status),)
        query = FeedQuery(statuses=(status,))
        return self._books(f"statuses/{status}", STATUSES[status], query, after, "statuses", facets)

    def search(self, text: str, after: str = "") -> Feed:
        """The search results for a text."""
        path = with_query("search", q=text)
        page = self._opds_catalogue.search(text, after)
        title = f"Search: {plain_line(text)}" if plain_line(text) else "Search"
        return self._with_books(path, title, page, after, "")

    def book(self, book_id: BookId) -> ShownBook:
        """One book."""
        return ShownBook(self._opds_catalogue.book(book_id), self._opds_catalogue.has_cover(book_id))

    def _books(
        self,
        path: str,
        title: str,
        query: FeedQuery,
        after: str,
        up: str = "",
        facets: tuple[FacetGroup, ...] = (),
    ) -> Feed:
        page = self._opds_catalogue.books.page(query, after)
        return self._with_books(path, title, page, after, up, facets)

    def _with_books(
        self,
        path: str,
        title: str,
        page: FeedPage,
        after: str,
        up: str,
        facets: tuple[FacetGroup, ...] = (),
        *,
        plain_names: bool = False,
    ) -> Feed:
        return Feed(
            path=with_query(path, after=after),
            title=title,
            updated=self._opds_catalogue.books.newest(),
            books=tuple(ShownBook(book, self._opds_catalogue.has_cover(book.id)) for book in page.books),
            has_books=True,
            next=with_query(path, after=page.next) if page.next else "",
            up=up,
            facets=facets,
            plain_names=plain_names,
        )

    def _status_facets(self, active: ReadingStatus | None) -> FacetGroup:
        used = self._used_statuses()
        links = (FacetLink(text, f"statuses/{status}", status is active) for status, text in used.items())
        return FacetGroup("Reading status", (FacetLink("All", "all", active is None), *links))

    def _language_facets(self, active: int | None) -> tuple[FacetGroup, ...]:
        values = self._opds_catalogue.books.values(Grouping.LANGUAGE).values
        if not 1 < len(values) <= _FEW_LANGUAGES:
            return ()
        links = (
            FacetLink(
                _value_title(Grouping.LANGUAGE, value.name), f"languages/{value.id}", value.id == active
            )
            for value in values
        )
        return (FacetGroup("Language", (FacetLink("All", "all", active is None), *links)),)


def with_query(path: str, **fields: str) -> str:
    """A path with the non-empty fields as its query."""
    given = {name: value for name, value in fields.items() if value}
    query = urlencode(given, quote_via=quote, errors="replace")
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}{query}" if query else path


def _sort_by(path: str, orders: dict[FeedOrder, str], chosen: FeedOrder) -> FacetGroup:
    links = (FacetLink(text, _sorted(path, order, orders), order is chosen) for order, text in orders.items())
    return FacetGroup("Sort by", tuple(links))


def _sorted(path: str, order: FeedOrder, orders: dict[FeedOrder, str]) -> str:
    """The path with its order, unless that is the default."""
    return path if order is next(iter(orders)) else with_query(path, sort=order)


def _order(name: str, orders: dict[FeedOrder, str]) -> FeedOrder:
    """The order with this name, otherwise the default."""
    return next((order for order in orders if order == name), next(iter(orders)))


def _value_title(grouping: Grouping, name: str) -> str:
    shown = language_name(name) if grouping is Grouping.LANGUAGE else name
    return (
        plain_line(shown[:1].upper() + shown[1:] if grouping is Grouping.LANGUAGE else shown) or "(no name)"
    )


def _singular(grouping: Grouping) -> str:
    return {Grouping.SERIES: "series"}.get(grouping, grouping.value)
