"""Documents that no book matches, through sockets and commands."""

import hashlib
import sqlite3
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import isbn_of
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program, Server, until
from tests.acceptance.scanning import partial_md5, scan
from tests.books import epub_bytes, write_epub, write_mobi, zip_bytes

TITLES = ("The Copper Lantern", "Salt Roads", "A Field of Nettles", "Night Ferry")
AUTHOR = "Ada Example"


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents-books")
    for title in TITLES:
        write_epub(folder / f"{title}.epub", title, authors=[AUTHOR], cover=False)
    return folder


def listed(home: Program, *options: str) -> dict[str, dict[str, Any]]:
    """What `documents` lists, by digest."""
    return {document["digest"]: document for document in home.json("documents", *options, "--json")}


def book_id(home: Program, title: str) -> int:
    return int(home.books()[title]["id"])


class TestUnmatched:
    def test_a_document_is_kept_from_the_first_push_and_named_as_koreader_names_it(
        self, home: Program, reader: Reader, digest: str
    ) -> None:
        assert reader.push(digest, 0.25).status == 200
        assert listed(home, "--unmatched")[digest]["title"] is None

        named = {"title": "Foreign Harbour", "authors": "Bo Writer\nCy Writer", "filename": "harbour.epub"}
        assert reader.push(digest, 0.31, metadata=named).status == 200

        found = listed(home, "--unmatched")[digest]
        assert (found["title"], found["authors"], found["filename"]) == (
            "Foreign Harbour",
            ["Bo Writer", "Cy Writer"],
            "harbour.epub",
        )
        assert (found["percentage"], found["pushes"], found["book_id"]) == (0.31, 2, None)
        assert reader.pull(digest).json["percentage"] == 0.31

    def test_a_suggestion_has_its_confidence_and_says_why_and_is_never_taken_by_itself(
        self, home: Program, reader: Reader, digest: str
    ) -> None:
        reader.push(digest, 0.4, metadata={"title": "The Copper Lantern", "authors": AUTHOR})
        found = listed(home, "--unmatched")[digest]
        best = found["suggestions"][0]
        assert best["title"] == "The Copper Lantern"
        assert best["confidence"] == 1
        assert best["reasons"] == ["Same title.", "Same author."]
        assert found["book_id"] is None

    def test_the_table_names_the_best_suggestion(self, home: Program, reader: Reader, digest: str) -> None:
        reader.push(digest, 0.4, metadata={"title": "Salt Roads", "authors": AUTHOR})
        rows = home.run("documents", "--unmatched").stdout.splitlines()
        row = next(line for line in rows if line.startswith(digest))
        assert f"{book_id(home, 'Salt Roads')}? Salt Roads, 100%" in row

    def test_pages_that_do_not_fit_lower_the_confidence_and_say_so(
        self, home: Program, reader: Reader, digest: str
    ) -> None:
        named = {"title": "Night Ferry", "authors": AUTHOR}
        reader.push(digest, 0.5, progress="60", metadata=named)
        best = listed(home, "--unmatched")[digest]["suggestions"][0]
        assert best["confidence"] == 0.85
        assert "fixed pages" in best["reasons"][-1]


class TestLink:
    def test_the_position_that_came_before_counts_and_later_ones_follow(
        self, home: Program, reader: Reader, digest: str
    ) -> None:
        reader.push(digest, 0.42)
        book = book_id(home, "Salt Roads")
        said = home.run("link", digest, str(book)).stdout
        assert said == f"{digest} is “Salt Roads”.\n"
        assert home.books()["Salt Roads"]["percentage"] == 0.42
        reader.push(digest, 0.5)
        assert home.books()["Salt Roads"]["percentage"] == 0.5
        assert digest not in listed(home, "--unmatched")
        assert (listed(home)[digest]["book_id"], listed(home)[digest]["matched_by"]) == (book, "linked")

    def test_unlink_puts_the_book_back_where_it_stood_and_keeps_the_document(
        self, home: Program, reader: Reader, digest: str
    ) -> None:
        before = home.books()["A Field of Nettles"]
        reader.push(digest, 0.42)
        home.run("link", digest, str(before["id"]))
        reader.push(digest, 0.61)
        said = home.run("unlink", digest).stdout
        assert "is not “A Field of Nettles” any more" in said
        assert "is back at its position" in said
        assert home.books()["A Field of Nettles"]["status"] == before["status"] == "unread"
        assert listed(home, "--unmatched")[digest]["percentage"] == 0.61
        assert reader.pull(digest).json["percentage"] == 0.61

    def test_unlink_leaves_what_the_person_set_meanwhile(
        self, home: Program, reader: Reader, digest: str
    ) -> None:
        book = str(book_id(home, "A Field of Nettles"))
        reader.push(digest, 0.42)
        home.run("link", digest, book)
        home.run("status", book, "on_hold", "--rating", "4")
        assert "stays" in home.run("unlink", digest).stdout
        kept = home.books()["A Field of Nettles"]
        assert (kept["status"], kept["rating"]) == ("on_hold", 4)
        home.run("status", book, "unread")

    def test_a_document_that_is_linked_to_another_book_leaves_the_first_for_good(
        self, home: Program, reader: Reader, digest: str
    ) -> None:
        first, second = book_id(home, "Night Ferry"), book_id(home, "The Copper Lantern")
        reader.push(digest, 0.2)
        home.run("link", digest, str(first))
        home.run("link", digest, str(second))
        assert listed(home)[digest]["book_id"] == second
        home.run("unlink", digest)
        assert listed(home)[digest]["book_id"] is None

    def test_an_unknown_document_or_book_is_an_error_that_says_where_to_look(
        self, home: Program, reader: Reader, digest: str
    ) -> None:
        assert "“documents” lists" in home.run("link", digest, "1", code=1).stderr
        assert "“documents” lists" in home.run("unlink", digest, code=1).stderr
        assert "“documents” lists" in home.run("ignore", digest, code=1).stderr
        assert "“documents” lists" in home.run("entry", digest, "--title", "New", code=1).stderr
        reader.push(digest, 0.2)
        assert "“list” shows" in home.run("link", digest, "9999", code=1).stderr
        assert "isn't linked" in home.run("unlink", digest, code=1).stderr
        assert listed(home, "--unmatched")[digest]["book_id"] is None


def test_an_unlinked_file_does_not_match_by_itself_again_until_it_is_linked(
    program: Program, tmp_path: Path
) -> None:
    path = write_epub(tmp_path / "lamp.epub", "The Lamp", cover=False)
    own = partial_md5(path.read_bytes())
    program.run("scan", tmp_path)
    book = program.books()["The Lamp"]["id"]
    server = program.serve()
    reader = Reader(server.port, "reader", program.passphrase())
    reader.push(own, 0.3)
    assert program.books()["The Lamp"]["percentage"] == 0.3

    program.run("unlink", own)
    path.rename(tmp_path / "lamp, again.epub")
    scan(program, tmp_path)
    path.write_bytes((tmp_path / "lamp, again.epub").read_bytes())
    scan(program, tmp_path)
    reader.push(own, 0.6)
    assert listed(program)[own]["book_id"] is None
    assert program.books()["The Lamp"]["percentage"] == 0.3

    program.run("link", own, str(book))
    assert program.books()["The Lamp"]["percentage"] == 0.6


def test_two_books_with_one_digest_are_both_named_and_none_is_taken(program: Program, tmp_path: Path) -> None:
    """Two folders hold different books under one file name; the reader matches by file name."""
    for folder, title in (("one", "First of Two"), ("two", "Second of Two")):
        (tmp_path / folder).mkdir()
        write_epub(tmp_path / folder / "book.epub", title, cover=False)
    program.run("scan", tmp_path / "one", tmp_path / "two")
    name = hashlib.md5(b"book.epub").hexdigest()
    server = program.serve()
    Reader(server.port, "reader", program.passphrase()).push(name, 0.3)
    found = listed(program, "--unmatched")[name]
    assert [suggestion["title"] for suggestion in found["suggestions"]] == ["First of Two", "Second of Two"]
    assert [suggestion["confidence"] for suggestion in found["suggestions"]] == [0.5, 0.5]
    assert "have this digest" in found["suggestions"][0]["reasons"][0]


class TestEntry:
    def test_an_entry_without_a_file_reads_like_any_other_and_later_gets_its_file(
        self, home: Program, reader: Reader, tmp_path: Path
    ) -> None:
        data = epub_bytes("The Grey Orchard", authors=[AUTHOR], isbn=isbn_of(1), cover=False)
        own = partial_md5(data)
        reader.push(own, 0.42, metadata={"title": "Grey Orchard", "authors": AUTHOR})
        said = home.run("entry", own).stdout
        entry = home.books()["Grey Orchard"]
        assert f"book {entry['id']}" in said
        assert (entry["percentage"], entry["files"], entry["status"]) == (0.42, [], "reading")
        reader.push(own, 0.5)
        assert home.books()["Grey Orchard"]["percentage"] == 0.5

        (tmp_path / "orchard.epub").write_bytes(data)
        scan(home, tmp_path)
        found = home.books()
        assert "Grey Orchard" not in found
        grown = found["The Grey Orchard"]
        assert (grown["id"], grown["percentage"], len(grown["files"])) == (entry["id"], 0.5, 1)
        assert grown["isbn13"] == isbn_of(1)

    def test_an_entry_needs_a_title_and_takes_the_one_that_is_typed(
        self, home: Program, reader: Reader, digest: str
    ) -> None:
        reader.push(digest, 0.1)
        assert "needs a title" in home.run("entry", digest, code=1).stderr
        home.run("entry", digest, "--title", "Typed by Hand", "--author", "One", "--author", "Two")
        row = next(book for book in home.json("list", "--json") if book["title"] == "Typed by Hand")
        assert (row["authors"], row["missing"], row["percentage"]) == (["One", "Two"], False, 0.1)


class TestIgnore:
    def test_an_ignored_document_is_hidden_but_stored_and_answered(
        self, home: Program, reader: Reader, digest: str
    ) -> None:
        reader.push(digest, 0.1)
        assert "Its progress still syncs" in home.run("ignore", digest).stdout
        reader.push(digest, 0.2)
        assert digest not in listed(home)
        assert digest not in listed(home, "--unmatched")
        assert listed(home, "--ignored")[digest]["percentage"] == 0.2
        assert digest in listed(home, "--all")
        assert reader.pull(digest).json["percentage"] == 0.2
        home.run("ignore", digest, "--stop")
        assert digest in listed(home, "--unmatched")

    def test_linking_an_ignored_document_lists_it_again(
        self, home: Program, reader: Reader, digest: str
    ) -> None:
        reader.push(digest, 0.1)
        home.run("ignore", digest)
        home.run("link", digest, str(book_id(home, "The Copper Lantern")))
        assert not listed(home)[digest]["ignored"]


def test_a_document_is_adopted_when_its_file_arrives_and_the_position_before_counts(
    home: Program, reader: Reader, tmp_path: Path
) -> None:
    data = epub_bytes("Late Arrival", cover=False)
    own = partial_md5(data)
    reader.push(own, 0.37)
    home.run("ignore", own)
    (tmp_path / "late.epub").write_bytes(data)
    scan(home, tmp_path)
    assert home.books()["Late Arrival"]["percentage"] == 0.37
    assert own not in listed(home, "--unmatched")


@pytest.fixture(scope="module")
def original(home: Program, server: Server, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A book of the library that the server has looked into."""
    folder = tmp_path_factory.mktemp("proved")
    data = epub_bytes("Proved Book", authors=[AUTHOR], cover=False, paragraphs=["Only here.", "And here."])
    (folder / "proved.epub").write_bytes(data)
    scan(home, folder)
    path = home.data_dir / "library.sqlite3"
    until(lambda: spine_of(path, partial_md5(data)), "the text of the book is known")
    return data


class TestProve:
    def test_a_file_with_the_documents_digest_is_the_same_file_and_is_not_added(
        self, home: Program, reader: Reader, tmp_path: Path
    ) -> None:
        data = epub_bytes("Never Scanned", cover=False, paragraphs=["Some", "other", "text"])
        (tmp_path / "never.epub").write_bytes(data)
        own = partial_md5(data)
        reader.push(own, 0.2)
        said = home.run("prove", own, tmp_path / "never.epub").stdout
        assert said.startswith("This is the same file.")
        assert f"→ scan {tmp_path / 'never.epub'}" in said
        assert "Never Scanned" not in home.books()

    def test_a_file_with_the_documents_name_is_the_same_file(
        self, home: Program, reader: Reader, tmp_path: Path
    ) -> None:
        path = write_epub(tmp_path / "matched by its name.epub", "Somewhere", cover=False, paragraphs=["x"])
        named = hashlib.md5(path.name.encode()).hexdigest()
        reader.push(named, 0.2)
        assert home.run("prove", named, path).stdout.startswith("This is the same file.")

    def test_the_devices_copy_with_other_metadata_leads_to_the_book_and_shares_its_position(
        self, home: Program, reader: Reader, original: bytes, tmp_path: Path
    ) -> None:
        copy = edited(original, b"Proved Book, Edited")
        (tmp_path / "copy.epub").write_bytes(copy)
        own, book = partial_md5(copy), book_id(home, "Proved Book")
        reader.push(own, 0.2)
        said = home.run("prove", own, tmp_path / "copy.epub").stdout
        assert "Same text, different metadata: it's “Proved Book” in your library" in said
        assert "→ to link it, add --link" in said
        home.run("prove", own, tmp_path / "copy.epub", "--link")
        assert listed(home)[own]["book_id"] == book
        reader.push(partial_md5(original), 0.7, progress="/body/DocFragment[2]")
        shared = reader.pull(own).json
        assert (shared["percentage"], shared["progress"]) == (0.7, "/body/DocFragment[2]")

    def test_another_file_with_the_text_of_a_book_is_said_to_be_that(
        self, home: Program, reader: Reader, original: bytes, digest: str, tmp_path: Path
    ) -> None:
        copy = edited(original, b"Proved Again")
        (tmp_path / "copy.epub").write_bytes(copy)
        reader.push(digest, 0.2)
        said = home.run("prove", digest, tmp_path / "copy.epub").stdout
        assert said.startswith(
            "Same text, different metadata. This file has the same text as “Proved Book” but a different digest"
        )
        assert listed(home)[digest]["book_id"] is None
        home.run("prove", digest, tmp_path / "copy.epub", "--link")
        assert listed(home)[digest]["book_id"] == book_id(home, "Proved Book")

    def test_an_unlinked_file_that_is_proven_leads_back_to_its_book(
        self, home: Program, reader: Reader, original: bytes, tmp_path: Path
    ) -> None:
        own, book = partial_md5(original), book_id(home, "Proved Book")
        reader.push(own, 0.2)
        home.run("unlink", own)
        (tmp_path / "again.epub").write_bytes(original)
        said = home.run("prove", own, tmp_path / "again.epub").stdout
        assert "It's “Proved Book” in your library" in said
        home.run("link", own, str(book))
        assert listed(home)[own]["book_id"] == book

    def test_a_different_file_is_named_so_with_the_next_step(
        self, home: Program, reader: Reader, digest: str, tmp_path: Path
    ) -> None:
        reader.push(digest, 0.2)
        path = write_epub(tmp_path / "other.epub", "Other", cover=False, paragraphs=["one", "two", "three"])
        said = home.run("prove", digest, path, code=1).stdout
        assert said.startswith("This is a different file.")
        assert "from the device itself" in said

    @pytest.mark.parametrize("kind", ["broken", "protected", "folder", "gone"])
    def test_a_file_that_cannot_be_compared_says_why(
        self, home: Program, reader: Reader, digest: str, tmp_path: Path, kind: str
    ) -> None:
        reader.push(digest, 0.2)
        path = tmp_path / "strange.epub"
        if kind == "broken":
            path.write_bytes(b"PK\x03\x04 and no more")
        elif kind == "protected":
            path = tmp_path / "strange.azw3"
            write_mobi(path, drm=True)
        elif kind == "folder":
            path.mkdir()
        done = home.run("prove", digest, path, code=1)
        words = {
            "broken": "not a readable EPUB",
            "protected": "different file",
            "folder": "is a folder",
            "gone": "no longer there",
        }
        assert words[kind] in done.stdout + done.stderr

    def test_the_very_file_is_known_even_where_its_text_is_locked(
        self, home: Program, reader: Reader, tmp_path: Path
    ) -> None:
        path = write_mobi(tmp_path / "locked.azw3", drm=True)
        own = partial_md5(path.read_bytes())
        reader.push(own, 0.2)
        assert home.run("prove", own, path).stdout.startswith("This is the same file.")


def spine_of(database: Path, digest: str) -> str | None:
    """Which text the file with a digest holds, once the program has looked into it."""
    with closing(sqlite3.connect(database)) as connection:
        row = connection.execute("SELECT spine FROM book_file WHERE partial_md5 = ?", (digest,)).fetchone()
    return row[0] if row else None


def edited(epub: bytes, title: bytes) -> bytes:
    """The same text, as a program writes it after its metadata were edited."""
    with zipfile.ZipFile(BytesIO(epub)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    package = next(name for name in entries if name.endswith(".opf"))
    entries[package] = entries[package].replace(b"Proved Book", title)
    return zip_bytes(entries)
