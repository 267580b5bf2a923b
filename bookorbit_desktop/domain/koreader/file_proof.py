"""What comparing a file with a document proves."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message, joined_messages


class Verdict(StrEnum):
    """The result of comparing a file with a document."""

    SAME_FILE = "same_file"
    SAME_TEXT = "same_text"
    """Another digest, but the text of a book in the library."""
    DIFFERENT_FILE = "different_file"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known about a file from its content."""

    partial_md5: str
    filename_md5: str
    full_md5: str = ""
    spine: str = ""
    """The identity of its text (`FileIdentity.spine`); empty if unknown."""

    @property
    def digests(self) -> frozenset[str]:
        """Every digest under which a reader may send this file."""
        return frozenset({self.partial_md5, self.filename_md5, self.full_md5} - {""})


@dataclass(frozen=True, slots=True)
class FileProof:
    """What a file proves, and the library book it points to."""

    digest: str
    """The document's digest."""
    facts: FileFacts
    verdict: Verdict
    book_id: BookId | None = None
    """The one book that has this file, or its text; None if there is none, or several."""
    title: str = ""
    only_text: bool = False
    """That book has the text, but not this file."""
    problem: Message = NOTHING
    """Why the text of the file could not be read; empty if it could."""

    @property
    def is_proven(self) -> bool:
        """Whether this exact file is the document."""
        return self.verdict is Verdict.SAME_FILE

    @property
    def sentence(self) -> Message:
        """The verdict in one sentence (screens.md section 7)."""
        match self.verdict:
            case Verdict.SAME_FILE:
                return Message("This is the same file.")
            case Verdict.SAME_TEXT:
                return Message("Same text, different metadata.")
            case Verdict.DIFFERENT_FILE:
                return Message("This is a different file.")

    @property
    def explanation(self) -> Message:
        """What the verdict means and what to do next."""
        if self.verdict is Verdict.SAME_TEXT:
            return Message(
                (
                    "This file has the same text as “{0}” but a different digest: your device "
                    "keeps the digest from when it first opened the book. If this is the text "
                    "you read there, link it."
                ),
                self.title,
            )
        if self.verdict is Verdict.DIFFERENT_FILE:
            return joined_messages((self.problem, _TAKE_THE_DEVICE_S))
        if self.book_id is None:
            return Message("It isn't in your library. Add it, or create an entry without a file.")
        if self.only_text:
            return Message("Same text, different metadata: it's “{0}” in your library. Link it.", self.title)
        return Message("It's “{0}” in your library. Link it.", self.title)


_TAKE_THE_DEVICE_S = Message(
    "Use the file from the device itself. A copy rewritten by calibre or another program "
    "has a different digest."
)


def judge(
    digest: str,
    facts: FileFacts,
    with_this_file: Collection[BookId],
    with_this_text: Collection[BookId],
    problem: Message = NOTHING,
) -> FileProof:
    """What a file proves about the document `digest`; the caller adds the book's title.

    `with_this_file` and `with_this_text` are the library's books that have either. Several books prove
    nothing.
    """
    books = with_this_file or with_this_text
    book_id = next(iter(books)) if len(books) == 1 else None
    only_text = bool(books) and not with_this_file
    if digest in facts.digests:
        verdict = Verdict.SAME_FILE
    elif only_text and book_id is not None:
        verdict = Verdict.SAME_TEXT
    else:
        return FileProof(digest, facts, Verdict.DIFFERENT_FILE, problem=problem)
    return FileProof(digest, facts, verdict, book_id, only_text=only_text, problem=problem)
