"""Books that became Want to Read because of Hardcover."""

from collections.abc import Iterable, Mapping

from bookorbit_desktop.domain.base.ids import BookId, EntryId
from bookorbit_desktop.storage.models import PulledWish


class PulledWishRepository:
    """Stores each book with its entry. Methods that change data run inside a writer job."""

    def all(self) -> dict[BookId, EntryId]:
        """The ids of the books, with those of the entries behind them."""
        return {row.book_id: row.entry_id for row in PulledWish.select()}

    def add(self, wishes: Mapping[BookId, EntryId]) -> None:
        """Store which entries made these books Want to Read."""
        rows = [{"book": book_id, "entry_id": entry_id} for book_id, entry_id in wishes.items()]
        if rows:
            PulledWish.replace_many(rows).execute()

    def remove(self, book_ids: Iterable[BookId]) -> None:
        """Forget the wishes of these books."""
        PulledWish.delete().where(PulledWish.book.in_(list(book_ids))).execute()

    def clear(self) -> None:
        """Forget all, because the account changed."""
        PulledWish.delete().execute()
