"""What the person does on Hardcover's own site, in short words: each acts at once, with Hardcover's side effects."""

from datetime import date
from typing import Any

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, World

Row = dict[str, Any]


class Person:
    """The owner of the first token, who edits by hand. Books are named by their record on Hardcover.

    Nothing of it shows in `LocalHardcover.journal`: that is what the program under test caused. To act between
    two requests, hand a call to `LocalHardcover.between`.
    """

    def __init__(self, hardcover: LocalHardcover) -> None:
        self._hardcover = hardcover

    def entry(self, record: int) -> Row:
        """The entry of this book; raises LookupError when it is not on the shelf."""
        found = self.world.entry_of(self._hardcover.user_id, record)
        if found is None:
            raise LookupError(record)
        return found

    def reads(self, record: int) -> list[Row]:
        """The reads of this book, oldest first; none when it is not on the shelf."""
        found = self.world.entry_of(self._hardcover.user_id, record)
        return [] if found is None else self.world.reads_of(found["id"])

    def add(self, record: int, status: int = 1, **fields: Any) -> Row:
        """Put a book on the shelf; `fields` as in `UserBookCreateInput`."""
        self._act("insert_user_book", {"book_id": record, "status_id": status, **fields})
        return self.entry(record)

    def remove(self, record: int) -> None:
        """Take a book off the shelf, with its reads."""
        self._act("delete_user_book", self.entry(record)["id"])

    def set_status(self, record: int, status: int) -> None:
        """1 Want to Read, 2 Currently Reading, 3 Read, 4 Paused, 5 Did Not Finish, 6 Ignored."""
        self._change(record, status_id=status)

    def rate(self, record: int, stars: float | None) -> None:
        """0.5 to 5, or None to take the rating back."""
        self._change(record, rating=stars)

    def set_privacy(self, record: int, privacy: int) -> None:
        """1 Public, 2 Followers, 3 Private."""
        self._change(record, privacy_setting_id=privacy)

    def set_edition(self, record: int, edition: int) -> None:
        """Choose another edition, for the entry and for the read that is open."""
        self._change(record, edition_id=edition)
        for read in [read for read in self.reads(record) if read["finished_at"] is None][-1:]:
            self._act("update_user_book_read", read["id"], self._whole(read) | {"edition_id": edition})

    def write_note(self, record: int, text: str) -> None:
        """A private note."""
        self._change(record, private_notes=text)

    def review(self, record: int, text: str = "Loved it.", on: str = "2026-11-18") -> None:
        """Write a review."""
        written = {"review": text, "review_raw": text, "review_length": len(text), "reviewed_at": on}
        self.entry(record).update(written, has_review=True)

    def set_progress(self, record: int, pages: int | None) -> Row:
        """Type a page into the newest read."""
        return self._edit_newest(record, progress_pages=pages)

    def set_dates(self, record: int, started: str | None, finished: str | None) -> Row:
        """Change the dates of the newest read."""
        return self._edit_newest(record, started_at=started, finished_at=finished)

    def finish(self, record: int, on: str | date, stars: float | None = None) -> Row:
        """Mark as Read with a date, and perhaps stars. The read that was open, or the one this made."""
        self._change(record, status_id=3)
        read = self._edit_newest(record, finished_at=str(on))
        if stars is not None:
            self.rate(record, stars)
        return read

    def add_read(self, record: int, started: str | None = None, **fields: Any) -> Row:
        """One more read; `fields` as in `DatesReadInput`."""
        self._act("insert_user_book_read", self.entry(record)["id"], {"started_at": started, **fields})
        return self.reads(record)[-1]

    def remove_read(self, read: Row) -> None:
        """Delete one read."""
        self._act("delete_user_book_read", read["id"])

    @property
    def world(self) -> World:
        return self._hardcover.world

    def _change(self, record: int, **fields: Any) -> None:
        self._act("update_user_book", self.entry(record)["id"], fields)

    def _edit_newest(self, record: int, **fields: Any) -> Row:
        newest = self.reads(record)[-1]
        self._act("update_user_book_read", newest["id"], self._whole(newest) | fields)
        return newest

    @staticmethod
    def _whole(read: Row) -> Row:
        columns = ("edition_id", "started_at", "finished_at", "progress_pages", "progress_seconds")
        return {column: read[column] for column in columns}

    def _act(self, mutation: str, *arguments: Any) -> None:
        told = len(self._hardcover.journal)
        answer = getattr(self._hardcover.library(), mutation)(*arguments)
        del self._hardcover.journal[told:]
        assert answer is not None, mutation
        assert not answer.get("error"), answer["error"]
