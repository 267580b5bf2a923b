"""Which books became Want to Read because Hardcover said so."""

from collections.abc import Iterable, Mapping

from bookorbit_desktop.storage.models import PulledWish


class PulledWishRepository:
    """Keeps book and entry of each. Methods that change run inside a job of the writer."""

    def all(self) -> dict[int, int]:
        """Book ids with the ids of the entries that were the reason."""
        return {row.book_id: row.entry_id for row in PulledWish.select()}

    def add(self, wishes: Mapping[int, int]) -> None:
        """These books became Want to Read because of these entries."""
        rows = [{"book": book_id, "entry_id": entry_id} for book_id, entry_id in wishes.items()]
        if rows:
            PulledWish.replace_many(rows).execute()

    def remove(self, book_ids: Iterable[int]) -> None:
        """These books have nothing to do with a wish on Hardcover any more."""
        PulledWish.delete().where(PulledWish.book.in_(list(book_ids))).execute()

    def clear(self) -> None:
        """Another account: nothing came from there yet."""
        PulledWish.delete().execute()
