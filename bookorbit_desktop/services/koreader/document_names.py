"""Finds the document that a reader names in other ways, and never another book's.

Only exact matches count; a name shared by several books is ignored.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bookorbit_desktop.domain.koreader.progress import Identifiers, Position, Push, own_index, progress_match
from bookorbit_desktop.storage.koreader.documents import DocumentNameRepository

BookOf = Callable[[str], int | None]
"""The book of a digest, if certain."""


@dataclass(frozen=True, slots=True)
class NamedPosition:
    """The answer to a pull with `ids=`."""

    position: Position
    match: str
    """The type of the identifier that found it."""
    progress_match: str
    """The strongest identifier shared with its writer, or "none"."""


class DocumentNames:
    """Finds the document for pushes and pulls that name identifiers."""

    def __init__(self, names: DocumentNameRepository, book_of: BookOf) -> None:
        self._names = names
        self._book_of = book_of

    def place(self, push: Push, at: float) -> Push:
        """Return the push under the document that keeps its record, with what matched. Call inside a writer job.

        A push without identifiers stays unchanged.
        """
        if not push.identifiers:
            return push
        target, found_at = self._record_for(push)
        # Names that the reader ranks above the one that matched are not learned (SPEC, K-ID-12b).
        is_own_new = target == push.document and not self._names.is_document(target)
        self._names.add(target, push.identifiers if is_own_new else push.identifiers[found_at:], at)
        match = push.identifiers[found_at].type
        placed = replace(push, document=target, match=match)
        written = Position(target, push.progress, push.percentage, push.device, push.device_id, int(at))
        self._names.put_writer(written, push.identifiers)
        return placed

    def find(
        self, identifiers: Identifiers, position: Callable[[str], Position | None]
    ) -> NamedPosition | None:
        """Return the position for the first identifier with one, in the reader's order; None if there is none."""
        for identifier in identifiers:
            document = self._document(identifier.value)
            if document is None:
                continue
            sent = position(document)
            if sent is None:
                return None
            writer = self._names.writer(sent)
            shared = identifier.type if writer is None else progress_match(identifiers, writer)
            return NamedPosition(sent, identifier.type, shared)
        return None

    def _record_for(self, push: Push) -> tuple[str, int]:
        """Return the document that keeps the push, and the index of the identifier that matched.

        A document with a record or a book of its own keeps it, whatever its other identifiers say.
        """
        own = (push.document, own_index(push.identifiers, push.document))
        if self._names.is_document(push.document) or self._book_of(push.document) is not None:
            return own
        for found_at, identifier in enumerate(push.identifiers):
            document = self._document(identifier.value) if identifier.may_claim else None
            if document is not None:
                return document, found_at
        return own

    def _document(self, value: str) -> str | None:
        """The only record that a value leads to, as the document itself or as another name of it."""
        if self._names.is_document(value):
            return value
        documents = self._names.documents_named(value)
        return documents[0] if len(documents) == 1 or self._are_one_book(documents) else None

    def _are_one_book(self, documents: list[str]) -> bool:
        books = {self._book_of(document) for document in documents}
        return len(books) == 1 and None not in books
