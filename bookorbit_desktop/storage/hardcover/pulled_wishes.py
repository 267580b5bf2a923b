"""Books that became Want to Read because of Hardcover."""

from collections.abc import Iterable, Mapping

from bookorbit_desktop.domain.base.ids import BookId, EntryId
from bookorbit_desktop.storage.models import PulledWish


class PulledWishRepository:
    """Stores each book and its entry. Methods that change something run inside a job of the writer."""

    def all(self) -> dict[BookId, EntryId]:
        """Book ids with the ids of the entries that were the reason."""
        return {row.book_id: row.entry_id for row in PulledWish.select()}

    def add(self, wishes: Mapping[BookId, EntryId]) -> None:
        """Store that these books became Want to Read because of these entries."""
        rows = [{"book": book_id, "entry_id": entry_id} for book_id, entry_id in wishes.items()]
        if rows:
            PulledWish.replace_many(rows).execute()

    def remove(self, book_ids: Iterable[BookId]) -> None:
        """Forget the wishes of these books."""
        PulledWish.delete().where(PulledWish.book.in_(list(book_ids))).execute()

    def clear(self) -> None:
        """Forget all, because the account changed."""
        PulledWish.delete().execute()
