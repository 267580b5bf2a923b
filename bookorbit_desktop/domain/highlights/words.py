"""Words that were looked up on devices: KOReader's vocabulary builder (cloud-sync.md, "The vocabulary builder")."""

from dataclasses import dataclass
from datetime import datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.search import search_text


@dataclass(frozen=True, slots=True)
class TaughtWord:
    """A word as a device's database has it."""

    word: str
    title: str
    """Of the book; empty if unknown."""
    before: str
    after: str
    looked_up_at: int
    """Seconds since 1970, by the device's clock."""
    reviews: int = 0
    streak: int = 0


@dataclass(frozen=True, slots=True)
class LookedUpWord:
    """A word of the library."""

    word: str
    title: str
    before: str
    after: str
    looked_up_at: datetime
    reviews: int
    streak: int
    book_id: BookId | None = None
    """The library's book with exactly this title; None if there is none, or several."""

    @property
    def context(self) -> str:
        """The word in its sentence."""
        return " ".join(part for part in (self.before, self.word, self.after) if part)

    def has(self, words: list[str]) -> bool:
        """Whether each of these, from `search_text`, begins a word of it, its context or title."""
        said = f" {search_text(f'{self.context} {self.title}')}"
        return all(f" {word}" in said for word in words)
