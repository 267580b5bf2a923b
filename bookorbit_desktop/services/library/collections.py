"""Shelves, tags and saved filters: create, fill, rename and delete, each with undo."""

from collections.abc import Callable, Iterable, Sequence

from bookorbit_desktop.domain.base.ids import BookId, CollectionId
from bookorbit_desktop.domain.library.collection import (
    Collection,
    CollectionChange,
    CollectionKind,
    FilledCollection,
    Membership,
    clean_name,
    collection_gone,
    filled_by_its_filter,
    name_key,
    name_taken,
    no_such_collection,
    renamed_in,
)
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.overview.events import CollectionsChanged
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.undo import Undone
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.book_list import BookList
from bookorbit_desktop.storage.library.collections import COVERS, CollectionRepository


class CollectionService:
    """Every method blocks. Each change is read, decided and stored in one writer job."""

    def __init__(
        self,
        database: Database,
        collections: CollectionRepository,
        book_list: BookList,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self._collections = collections
        self._book_list = book_list
        self._clock = clock
        self._events = events

    def all(self) -> list[Collection]:
        """Shelves and saved filters, then tags; each by name."""
        return self._collections.all()

    def filled(self) -> list[FilledCollection]:
        """The same, each with its number of books and some of them."""
        by_hand = {filled.collection.id: filled for filled in self._collections.filled()}
        return [
            by_hand.get(collection.id) or self._matching(collection) for collection in self._collections.all()
        ]

    def get(self, collection_id: CollectionId) -> Collection | None:
        """A collection, or None once it is deleted."""
        return self._collections.get(collection_id)

    def named(self, name: str, namespace: CollectionKind) -> Collection:
        """The shelf, saved filter or tag with a name. Raises NotFound."""
        found = self._collections.named(clean_name(name), namespace.namespace)
        if found is None:
            raise no_such_collection(name, namespace.namespace)
        return found

    def books(self, collection: Collection) -> Sequence[BookId]:
        """Its books that are in the library, by title."""
        return self._book_list.ids(collection.shown_by)

    def names_of(self, book_ids: Sequence[BookId]) -> dict[BookId, list[Collection]]:
        """The shelves and tags of some books."""
        return self._collections.names_of(book_ids)

    def make(self, kind: CollectionKind, name: str, query: BookQuery | None = None) -> CollectionChange:
        """Create a shelf or tag, or save a filter. Raises InvalidInput for a name that is taken or empty."""
        return self._change(lambda: CollectionChange(made=(self._make(kind, clean_name(name), query),)))

    def add(self, collection_id: CollectionId, book_ids: Sequence[BookId]) -> CollectionChange:
        """Put books on a shelf, or give them a tag. Raises NotFound, and InvalidInput for a saved filter."""
        return self.sort_in(book_ids, add=[collection_id])

    def remove(self, collection_id: CollectionId, book_ids: Sequence[BookId]) -> CollectionChange:
        """Take books off a shelf, or a tag off them. Raises NotFound, and InvalidInput for a saved filter."""
        return self.sort_in(book_ids, remove=[collection_id])

    def add_named(self, kind: CollectionKind, name: str, book_ids: Sequence[BookId]) -> CollectionChange:
        """As `add`, with the shelf or tag of a name, created if necessary."""
        return self.sort_in(book_ids, new=[(kind, name)])

    def sort_in(
        self,
        book_ids: Sequence[BookId],
        *,
        add: Iterable[CollectionId] = (),
        remove: Iterable[CollectionId] = (),
        new: Iterable[tuple[CollectionKind, str]] = (),
    ) -> CollectionChange:
        """Add books to some collections and remove them from others, all or nothing.

        `new` are names, created if necessary. Raises NotFound and InvalidInput.
        """
        names = [(kind, clean_name(name)) for kind, name in new]
        return self._change(lambda: self._sort_in(book_ids, list(add), list(remove), names))

    def rename(self, collection_id: CollectionId, name: str) -> CollectionChange:
        """Rename a collection; saved filters that use it follow. Raises NotFound and InvalidInput."""
        return self._change(lambda: self._rename(collection_id, clean_name(name)))

    def delete(self, collection_ids: Sequence[CollectionId]) -> CollectionChange:
        """Delete collections, but no books. Missing ones are skipped."""

        def delete() -> CollectionChange:
            there = [found for id_ in collection_ids if (found := self._collections.get(id_)) is not None]
            return CollectionChange(deleted=tuple(self._collections.delete(found) for found in there))

        return self._change(delete)

    def undo(self, change: CollectionChange) -> Undone:
        """Undo a step. Later changes are kept. Raises InvalidInput if a name has been taken since."""
        undone = self._database.write(lambda: self._undo(change))
        self._events.emit(CollectionsChanged())
        return undone

    def _change(self, work: Callable[[], CollectionChange]) -> CollectionChange:
        change = self._database.write(work)
        if change:
            self._events.emit(CollectionsChanged())
        return change

    def _matching(self, collection: Collection) -> FilledCollection:
        ids = self._book_list.ids(collection.shown_by)
        return FilledCollection(collection, len(ids), tuple(self._book_list.rows_of(ids[:COVERS])))

    def _make(self, kind: CollectionKind, name: str, query: BookQuery | None = None) -> CollectionId:
        there = self._collections.named(name, kind.namespace)
        if there is not None:
            raise name_taken(there.name, there.kind)
        return self._collections.make(kind, name, query, self._now())

    def _sort_in(
        self,
        book_ids: Sequence[BookId],
        add: list[CollectionId],
        remove: list[CollectionId],
        new: list[tuple[CollectionKind, str]],
    ) -> CollectionChange:
        made: list[CollectionId] = []
        for kind, name in new:
            there = self._collections.named(name, kind.namespace)
            if there is None:
                made.append(self._make(kind, name))
            add = [*add, made[-1] if there is None else there.id]
        kinds = {collection_id: self._by_hand(collection_id) for collection_id in (*add, *remove)}
        books, now = self._collections.listed(book_ids), self._now()
        added = self._collections.add(Membership(into, book, now) for into in add for book in books)
        removed = tuple(member for out_of in remove for member in self._collections.remove(out_of, books))
        wanted = [(into, book) for into in add for book in books if kinds[into] is CollectionKind.TAG]
        gone = [
            (member.collection_id, member.book_id)
            for member in removed
            if kinds[member.collection_id] is CollectionKind.TAG
        ]
        return CollectionChange(
            made=tuple(made),
            added=added,
            removed=removed,
            refused=self._collections.refuse(gone),
            unrefused=self._collections.unrefuse(wanted),
        )

    def _by_hand(self, collection_id: CollectionId) -> CollectionKind:
        found = self._there(collection_id)
        if not found.kind.is_by_hand:
            raise filled_by_its_filter(found.name)
        return found.kind

    def _there(self, collection_id: CollectionId) -> Collection:
        found = self._collections.get(collection_id)
        if found is None:
            raise collection_gone()
        return found

    def _rename(self, collection_id: CollectionId, name: str) -> CollectionChange:
        found = self._there(collection_id)
        if found.name == name:
            return CollectionChange()
        other = self._collections.named(name, found.kind.namespace)
        if other is not None and other.id != collection_id:
            raise name_taken(other.name, other.kind)
        self._call(found, name)
        return CollectionChange(
            renamed=((collection_id, found.name, name),), requeried=self._let_filters_follow(found, name)
        )

    def _call(self, found: Collection, name: str) -> None:
        """Rename a collection; Calibre's tag of the old name then stands for the renamed one."""
        self._collections.rename(found.id, name)
        if found.kind is CollectionKind.TAG:
            if name_key(name) != name_key(found.name):
                self._collections.put_alias(found.name, found.id)
            self._collections.drop_alias(name)

    def _let_filters_follow(
        self, found: Collection, name: str
    ) -> tuple[tuple[CollectionId, BookQuery, BookQuery], ...]:
        facet = found.kind.facet
        changes = []
        for collection in self._collections.all():
            if (
                facet is not None
                and collection.query is not None
                and (facet, found.name) in collection.query.chosen
            ):
                query = renamed_in(collection.query, facet, found.name, name)
                self._collections.put_query(collection.id, query)
                changes.append((collection.id, collection.query, query))
        return tuple(changes)

    def _undo(self, change: CollectionChange) -> Undone:
        for kept in change.deleted:
            other = self._collections.named(kept.collection.name, kept.collection.kind.namespace)
            if other is not None:
                raise name_taken(other.name, other.kind)
            self._collections.put_back(kept)
        for collection_id, before, after in change.renamed:
            self._rename_back(collection_id, before, after)
        for collection_id, before_query, after_query in change.requeried:
            there = self._collections.get(collection_id)
            if there is not None and there.query == after_query:
                self._collections.put_query(collection_id, before_query)
        self._collections.take_back(change.added)
        back = [member for member in change.removed if self._collections.get(member.collection_id)]
        self._collections.add(back)
        self._collections.unrefuse(change.refused)
        self._collections.refuse(pair for pair in change.unrefused if self._collections.get(pair[0]))
        for collection_id in change.made:
            made = self._collections.get(collection_id)
            if made is not None and self._collections.is_empty(collection_id):
                self._collections.delete(made)
                self._collections.drop_alias(made.name)
        return Undone(change.books)

    def _rename_back(self, collection_id: CollectionId, before: str, after: str) -> None:
        """Restore a name, unless the collection was deleted or renamed again since."""
        found = self._collections.get(collection_id)
        if found is None or found.name != after:
            return
        other = self._collections.named(before, found.kind.namespace)
        if other is not None and other.id != collection_id:
            raise name_taken(other.name, other.kind)
        self._collections.rename(collection_id, before)
        if found.kind is CollectionKind.TAG:
            self._collections.drop_alias(before)

    def _now(self) -> float:
        return self._clock.now().timestamp()
