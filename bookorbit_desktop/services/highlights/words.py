"""Words that were looked up on devices: searched, and exported. Nothing is sent anywhere; every method blocks."""

import csv
import html
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final, TextIO

from bookorbit_desktop.domain.base.shown_text import guarded
from bookorbit_desktop.domain.highlights.words import LookedUpWord
from bookorbit_desktop.domain.library.search import search_text
from bookorbit_desktop.services.runtime.export_file import export_file
from bookorbit_desktop.storage.highlights.words import WordRepository

_COLUMNS: Final = ("Word", "Context", "Book", "Looked up", "Reviews", "Known in a row")
_ANKI_HEAD: Final = (
    "#separator:tab\n#html:true\n#notetype:Basic\n#columns:Front\tBack\tTags\n#tags column:3\n"
)
"""What File ▸ Import in Anki 2.1.54 and later reads before the notes."""


class WordFormat(StrEnum):
    """The files that words are written to."""

    CSV = "csv"
    ANKI = "anki"

    @property
    def ending(self) -> str:
        """The usual ending of such a file."""
        return "csv" if self is WordFormat.CSV else "txt"


class WordService:
    """Lists words and writes them to files."""

    def __init__(self, repository: WordRepository) -> None:
        self._repository = repository

    def words(self, text: str = "") -> list[LookedUpWord]:
        """The words that have every word of a text in themselves, their context or title.

        By book, that with the latest word first; the latest first within a book.
        """
        wanted = search_text(text).split()
        by_title: dict[str, list[LookedUpWord]] = {}
        for word in self._repository.all():
            by_title.setdefault(word.title, []).append(word)
        return [word for words in by_title.values() for word in words if word.has(wanted)]

    def export(self, words: Sequence[LookedUpWord], kind: WordFormat, path: Path) -> None:
        """Write words to a file, completely or not at all. Raises InvalidInput."""
        with export_file(path, "utf-8-sig" if kind is WordFormat.CSV else "utf-8") as file:
            (_write_csv if kind is WordFormat.CSV else _write_anki)(file, words)


def _write_csv(file: TextIO, words: Iterable[LookedUpWord]) -> None:
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for word in words:
        at = word.looked_up_at.isoformat(timespec="seconds")
        texts = map(guarded, (word.word, word.context, word.title))
        writer.writerow((*texts, at, word.reviews, word.streak))


def _write_anki(file: TextIO, words: Iterable[LookedUpWord]) -> None:
    file.write(_ANKI_HEAD)
    for word in words:
        sentence = [html.escape(word.before), f"<b>{html.escape(word.word)}</b>", html.escape(word.after)]
        back = " ".join(part for part in sentence if part)
        if word.title:
            back += f"<br><i>{html.escape(word.title)}</i>"
        file.write("\t".join((html.escape(word.word), back, "KOReader")) + "\n")
