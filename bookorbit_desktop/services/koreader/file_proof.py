"""Compares a file with a document: is it the file on the device, and which book is it?"""

import os
from dataclasses import replace

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.koreader.file_proof import FileFacts, FileProof, judge
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.files import describe_failure, filename_md5, open_regular, partial_md5
from bookorbit_desktop.formats.identity import read_identity, without_identity
from bookorbit_desktop.formats.workers import WorkerPool
from bookorbit_desktop.services.koreader.documents import DocumentService, DocumentUndo
from bookorbit_desktop.storage.koreader.documents import DocumentRepository
from bookorbit_desktop.storage.library.books import BookRepository


class FileProofService:
    """Reads any file on the disk, changing neither it nor the library. Blocks."""

    def __init__(
        self, service: DocumentService, documents: DocumentRepository, books: BookRepository
    ) -> None:
        self._service = service
        self._documents = documents
        self._books = books

    def prove(self, digest: str, path: str | bytes) -> FileProof:
        """What a file proves about a document.

        Raises NotFound for a document that no reader sent, and InvalidInput for a file that cannot be read.
        """
        self._service.get(digest)
        facts, problem = _facts(os.fsencode(path))
        found = judge(
            digest,
            facts,
            self._documents.books_with_file(facts.partial_md5),
            self._documents.books_with_text(facts.spine),
            problem,
        )
        return found if found.book_id is None else replace(found, title=self._books.title(found.book_id))

    def link(self, proof: FileProof) -> DocumentUndo:
        """Link the document to the book found. Raises NotFound.

        If the document's own file was shown, its text is known too: the document then shares the book's
        position with every copy of that text (behaviour.md, "several copies of a book").
        """
        spine = proof.facts.spine if proof.is_proven else ""
        return self._service.link(proof.digest, proof.book_id or BookId(0), spine=spine)


def _facts(path: bytes) -> tuple[FileFacts, Message]:
    """The digests of a file and its text, or why the text could not be read."""
    name = path_text(os.path.basename(path))  # noqa: PTH119 - paths are bytes here
    if os.path.isdir(path):  # noqa: PTH112
        raise InvalidInput(Message("“{0}” is a folder. Choose a file.", name))
    try:
        with open_regular(path) as file:
            own = partial_md5(file)
    except (Unreadable, OSError) as error:
        reason = error.message if isinstance(error, Unreadable) else describe_failure(error)
        raise InvalidInput(Message("“{0}”: {1}", name, reason)) from error
    with WorkerPool(1, read=read_identity, give_up=without_identity) as pool:
        identity = pool.read(path)
    return FileFacts(own, filename_md5(path), identity.full_md5, identity.spine), identity.problem or NOTHING
