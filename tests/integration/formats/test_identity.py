"""The slow look into real files, harmless and hostile."""

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.identity import FileIdentity
from bookorbit_desktop.formats.identity import read_identity, without_identity
from bookorbit_desktop.formats.workers import WorkerPool
from tests.books import epub_with_package, write_epub, write_pdf
from tests.integration.formats.odd_readers import hang


def look(path: Path) -> FileIdentity:
    return read_identity(os.fsencode(path))


def epub_of(path: Path, documents: int, document: bytes) -> Path:
    """An EPUB whose reading order has one document so many times."""
    spine = '<itemref idref="a"/>' * documents
    opf = f'<package><manifest><item id="a" href="a.xhtml"/></manifest><spine>{spine}</spine></package>'
    path.write_bytes(epub_with_package(opf, {"a.xhtml": document}))
    return path


def test_a_file_tells_its_digest_its_text_and_its_stamp(tmp_path: Path) -> None:
    path = write_epub(tmp_path / "Dune.epub", "Dune", cover=False)
    found, status = look(path), path.stat()
    assert found.full_md5 == hashlib.md5(path.read_bytes()).hexdigest()
    assert (len(found.spine), found.problem) == (32, None)
    assert (found.size, found.mtime_ns) == (status.st_size, status.st_mtime_ns)


def test_a_pdf_has_a_digest_and_no_spine(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "Paper.pdf", Title="Paper")
    found = look(path)
    assert (found.spine, found.problem) == ("", None)
    assert found.full_md5 == hashlib.md5(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("documents", "size", "problem"),
    [
        (1, 9_000_000, "A chapter of this EPUB is larger than 8 MB."),
        (60, 2_000_000, "The text of this EPUB is larger than 100 MB."),
    ],
)
def test_a_text_that_unpacks_to_more_than_any_book_is_left_alone(
    tmp_path: Path, documents: int, size: int, problem: str
) -> None:
    document = b"<html><body><p>" + b"a " * (size // 2) + b"</p></body></html>"
    found = look(epub_of(tmp_path / "Bomb.epub", documents, document))
    assert (found.spine, found.problem) == ("", problem)
    assert found.full_md5


def test_a_chapter_under_digital_rights_management_is_said(tmp_path: Path) -> None:
    found = look(epub_of(tmp_path / "Locked.epub", 1, bytes(range(256)) * 20))
    assert (found.spine, found.problem) == ("", "A chapter of this book can't be read.")


def test_a_text_a_pipe_and_a_missing_file_say_why_they_are_no_book(tmp_path: Path) -> None:
    (tmp_path / "Text.epub").write_text("no archive")
    os.mkfifo(tmp_path / "Pipe.epub")
    assert look(tmp_path / "Text.epub").problem == "This file is not a readable EPUB."
    assert look(tmp_path / "Pipe.epub").problem == "This is not a regular file, so it can't be a book."
    assert look(tmp_path / "Gone.epub") == FileIdentity(
        "", "", -1, -1, Message("The file is no longer there.")
    )


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    one = look(epub_of(tmp_path / "one.epub", 1, bomb + b"<html><body><p>&b;</p></body></html>"))
    other = look(
        epub_of(tmp_path / "other.epub", 1, bomb + b"<html><body><p>" + b"a" * 80 + b"</p></body></html>")
    )
    assert one.spine != other.spine


def test_a_file_that_takes_too_long_keeps_its_stamp_and_says_why(tmp_path: Path) -> None:
    path = write_epub(tmp_path / "Dune.epub", "Dune", cover=False)
    with WorkerPool(1, read=hang, give_up=without_identity, time_limit=0.1) as pool:
        found = pool.read(os.fsencode(path))
    assert found.problem == "Reading this file took longer than 1 second."
    assert (found.full_md5, found.size) == ("", path.stat().st_size)


def test_dates_and_order_in_the_archive_do_not_matter(tmp_path: Path) -> None:
    path = write_epub(tmp_path / "Dune.epub", "Dune", cover=False)
    packed = tmp_path / "Again.epub"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(packed, "w") as target:
        for name in reversed(source.namelist()):
            target.writestr(name, source.read(name))
    assert look(packed).spine == look(path).spine
    assert look(packed).full_md5 != look(path).full_md5
