"""Files and identities on a book's page: what each digest is, whose place it shares, and what to do about doubt."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.storage.koreader.digests import DigestOrigin, DigestRepository
from bookorbit_desktop.ui.book.details import BookDetails
from tests.books import edit_metadata, write_epub, write_zip
from tests.services import TestClock
from tests.ui.harness import Ui, click, text_of, texts_of

CHANGED = "File changed since the last sync. The copy on your device is still linked."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "books"
    path.mkdir()
    return path


def scanned(ui: Ui, folder: Path) -> BookId:
    """The only book of a folder, after a scan and an identity pass."""
    ui.on_network(ui.services.library.add_and_scan([str(folder)]))
    ui.services.identities.run()
    return ui.services.book_list.rows(BookQuery())[0].id


def shown(ui: Ui, book_id: BookId) -> BookDetails:
    details = ui.show(BookDetails(ui.context))
    details.show_book(book_id)
    title = ui.services.library.book(book_id).metadata.title
    ui.until(lambda: text_of(details.head, "title") == title)
    if details.files.technical.isVisible() and not details.files.technical.isChecked():
        click(details.files.technical)
    return details


def learn(ui: Ui, book_id: BookId, *digests: tuple[str, DigestOrigin]) -> None:
    repository, now = DigestRepository(ui.services.database), ui.services.clock.now().timestamp()
    for digest, origin in digests:
        ui.services.database.write(partial(repository.add, digest, book_id, origin, now))


def words(details: BookDetails) -> str:
    return "\n".join(texts_of(details.files))


def test_every_digest_says_where_it_came_from(ui: Ui, folder: Path) -> None:
    write_epub(folder / "Dune.epub", "Dune", cover=False)
    book = scanned(ui, folder)
    learn(ui, book, ("a" * 32, DigestOrigin.SERVED), ("b" * 32, DigestOrigin.DEVICE))
    details = shown(ui, book)
    click(details.files.identities.more) if details.files.identities.more.isVisible() else None
    text = words(details)
    for origin in ("binary", "file name", "whole file", "download name", "from a device"):
        assert f" · {origin} · since " in text, origin
    assert "Copies with the same text share one position." in text


def test_each_digest_is_copied_whole(ui: Ui, folder: Path) -> None:
    write_epub(folder / "Dune.epub", "Dune", cover=False)
    book = scanned(ui, folder)
    details = shown(ui, book)
    known = {identity.digest for identity in ui.services.book_view.view(book).identities}
    copied = set()
    for button in details.files.identities.copy_buttons:
        click(button)
        copied.add(QGuiApplication.clipboard().text())
    assert copied == known
    assert all(len(digest) == 32 for digest in copied)


def test_a_long_list_is_folded_behind_what_matters(ui: Ui, folder: Path) -> None:
    write_epub(folder / "Dune.epub", "Dune", cover=False)
    book = scanned(ui, folder)
    learn(ui, book, *((f"{number:032x}", DigestOrigin.SERVED) for number in range(9)))
    ui.push(f"{8:032x}", 0.3)
    details = shown(ui, book)
    rows = [text for text in texts_of(details.files) if " · since " in text]
    assert len(rows) == 5
    assert "used by a device" in rows[0]

    click(details.files.identities.more)
    ui.push(f"{8:032x}", 0.4)

    assert len([text for text in texts_of(details.files) if " · since " in text]) == 12
    assert details.files.identities.more.text() == "Show fewer"


def test_a_file_that_changed_since_the_last_sync_is_told_until_the_device_has_it(
    ui: Ui, folder: Path
) -> None:
    path = write_epub(folder / "Dune.epub", "Dune", cover=False)
    book = scanned(ui, folder)
    ui.push(book, 0.3)
    details = shown(ui, book)
    assert CHANGED not in texts_of(details.files)

    edit_metadata(path, title="Dune, revised")
    scanned(ui, folder)
    ui.until(lambda: CHANGED in texts_of(details.files))
    assert "shared position" in words(details)

    assert isinstance(ui.services.clock, TestClock)
    ui.services.clock.move(seconds=60)
    ui.push(book, 0.4)
    ui.until(lambda: CHANGED not in texts_of(details.files))


def test_a_digest_of_two_books_says_so_with_the_next_step(ui: Ui) -> None:
    dune, emma = ui.book("Dune"), ui.book("Emma")
    learn(ui, dune, ("c" * 32, DigestOrigin.FILENAME))
    learn(ui, emma, ("c" * 32, DigestOrigin.FILENAME))
    ui.push("c" * 32, 0.3)
    details = shown(ui, dune)
    text = words(details)
    assert "This book and “Emma” have the same digest." in text
    assert "Link the document on the KOReader page" in text

    ui.services.documents.link("c" * 32, emma)
    ui.until(lambda: "You linked it to “Emma”." in words(details))
    assert "have the same digest" not in words(details)
    assert "Because you linked it, it counts for this book" in words(shown(ui, emma))


def test_a_text_that_cannot_be_compared_says_why_and_is_read_again(ui: Ui, folder: Path) -> None:
    opf = b"<package><metadata><title>Dune</title></metadata><spine/></package>"
    container = b'<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
    write_zip(folder / "Dune.epub", {"META-INF/container.xml": container, "a.opf": opf})
    details = shown(ui, scanned(ui, folder))
    assert "because their text can't be compared: This EPUB lists no text to read." in words(details)
    ui.services.identities.start()

    again = next(part for part in details.files.findChildren(QPushButton) if part.text() == "Reread file")
    click(again)

    def passes() -> list[Any]:
        return [job for job in ui.services.activity.jobs() if job.kind is JobKind.IDENTITIES]

    ui.until(lambda: len(passes()) == 2)
    ui.run(asyncio.to_thread(asyncio.run, ui.services.identities.close()))
