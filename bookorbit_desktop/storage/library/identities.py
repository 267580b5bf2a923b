"""Files whose content has not been read yet, and the identities of the others."""

from dataclasses import dataclass
from typing import Final

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import stored
from bookorbit_desktop.domain.library.identity import FileIdentity
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.koreader.digests import DigestOrigin, DigestRepository
from bookorbit_desktop.storage.library.books import StoredFile

_PENDING: Final = """
SELECT f.id, f.path, b.title FROM book_file f JOIN book b ON b.id = f.book_id
WHERE f.full_md5 IS NULL AND f.partial_md5 <> '' AND NOT f.missing
ORDER BY EXISTS (SELECT 1 FROM digest g JOIN document d ON d.digest = g.digest WHERE g.book_id = f.book_id) DESC, f.id
"""
_FILE: Final = (
    "SELECT book_id, partial_md5, filename_md5 FROM book_file WHERE id = ? AND size = ? AND mtime_ns = ?"
)
_PUT: Final = "UPDATE book_file SET full_md5 = ?, spine = ?, identity_problem = ? WHERE id = ?"
_FORGET: Final = """
UPDATE book_file SET full_md5 = NULL, identity_problem = NULL WHERE book_id = ? AND identity_problem IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class PendingFile:
    """A file whose content has not been read yet."""

    file_id: int
    path: bytes
    title: str
    """Of its book."""


class IdentityRepository:
    """Stores the identities of files. Methods that change data run inside a writer job."""

    def __init__(self, database: Database, digests: DigestRepository) -> None:
        self._database = database
        self._digests = digests

    def pending(self) -> list[PendingFile]:
        """Return the files not read since they were added or changed; those in use on devices first."""
        rows = self._database.connection().execute(_PENDING)
        return [PendingFile(file_id, bytes(path), title) for file_id, path, title in rows]

    def put(self, file_id: int, identity: FileIdentity, at: float) -> StoredFile | None:
        """Store a file's content as read `at` (Unix seconds); None, storing nothing, if it changed since."""
        execute = self._database.connection().execute
        row = execute(_FILE, (file_id, identity.size, identity.mtime_ns)).fetchone()
        if row is None:
            return None
        book_id, partial_md5, name_md5 = row
        full, spine = identity.full_md5, identity.spine
        execute(
            _PUT, (full, spine, stored(identity.problem) if identity.problem else identity.problem, file_id)
        )
        is_news = bool(full) and self._digests.add(full, book_id, DigestOrigin.FULL, at)
        if spine:
            self._digests.set_spine(book_id, spine, partial_md5=partial_md5, name_md5=name_md5, full_md5=full)
        return StoredFile(book_id, (full,) if is_news else ())

    def forget_problems(self, book_id: BookId) -> None:
        """Let the next scan retry a book's files that could not be read."""
        self._database.connection().execute(_FORGET, (book_id,))
