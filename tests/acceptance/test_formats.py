"""Every format with what is read of it, and KOReader's two digests of each file.

One folder with a file of each kind is scanned once by the program; each test looks at its own file.
"""

import base64
import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.domain.library.book import Book
from tests.acceptance.program import Program
from tests.acceptance.scanning import partial_md5
from tests.books import (
    epub_with_package,
    picture,
    write_cbr,
    write_cbz,
    write_epub,
    write_fb2,
    write_mobi,
    write_pdf,
)
from tests.shared import SHARED, needs_shared

EPUB_2 = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>An Older Book</dc:title>
<dc:creator opf:role="aut" opf:file-as="Example, Ada">Ada Example</dc:creator>
<dc:creator opf:role="aut">Bob Example</dc:creator>
<dc:language>en-GB</dc:language>
<dc:identifier id="id" opf:scheme="ISBN">978-0-306-40615-7</dc:identifier>
<dc:identifier opf:scheme="HARDCOVER">the-older-book</dc:identifier>
<dc:identifier opf:scheme="HARDCOVER-EDITION">16193290</dc:identifier>
<dc:identifier opf:scheme="HARDCOVER-SLUG">the-older-book-1998</dc:identifier>
<dc:identifier opf:scheme="GOODREADS">5907</dc:identifier>
<dc:identifier opf:scheme="AMAZON">B000FC1PWA</dc:identifier>
<dc:description>&lt;p&gt;About &lt;b&gt;time&lt;/b&gt;.&lt;/p&gt;</dc:description>
<dc:publisher>Old Press</dc:publisher><dc:date>1998-05-06</dc:date>
<dc:subject>Clocks</dc:subject><dc:subject>Time</dc:subject>
<meta name="calibre:series" content="Hours"/><meta name="calibre:series_index" content="2.5"/>
<meta name="cover" content="cover"/>
</metadata>
<manifest><item id="cover" href="cover.jpg" media-type="image/jpeg"/></manifest><spine/></package>"""


@dataclass(frozen=True)
class Expected:
    """What is told about a file."""

    title: str
    authors: tuple[str, ...] = ("Ada Example",)
    series: str = ""
    series_index: float | None = None
    language: str = ""
    isbn13: str | None = None
    cover: bool = True


EXPECTED = {
    "three.epub": Expected("A Newer Book", language="en", isbn13="9780306406157"),
    "two.epub": Expected("An Older Book", ("Ada Example", "Bob Example"), "Hours", 2.5, "en-GB", "9780306406157"),
    "kobo.kepub.epub": Expected("For a Kobo", series="Hours", series_index=1, language="en"),
    "paper.pdf": Expected("On Paper"),
    "pocket.mobi": Expected("In the Pocket", language="en", isbn13="9780306406157"),
    "kindle.azw3": Expected("On a Kindle", language="en"),
    "comic.cbz": Expected("The Third Hour", series="Hours", series_index=3, language="en"),
    "comic.cbr": Expected("The Fourth Hour", series="Hours", series_index=4),
    "novel.fb2": Expected("A Novel", series="Hours", series_index=5, language="en"),
    "novel.fb2.zip": Expected("A Zipped Novel", language="en"),
    "Ada Example - Scanned.djvu": Expected("Scanned", cover=False),
    "Ada Example - Plain.txt": Expected("Plain", cover=False),
    "Ada Example - Word.docx": Expected("Word", cover=False),
    "Ada Example - Rich.rtf": Expected("Rich", cover=False),
    "Ada Example - Reader.lit": Expected("Reader", cover=False),
    "Ada Example - Seven.cb7": Expected("Seven", cover=False),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats")
    jpeg = picture(300, 450)
    isbn = "9780306406157"
    write_epub(folder / "three.epub", "A Newer Book", isbn=isbn)
    (folder / "two.epub").write_bytes(epub_with_package(EPUB_2, {"cover.jpg": jpeg}))
    write_epub(folder / "kobo.kepub.epub", "For a Kobo", series="Hours", series_index=1.0)
    write_pdf(folder / "paper.pdf", Title="On Paper", Author="Ada Example")
    author, isbn_record = (100, b"Ada Example"), (104, isbn.encode())
    write_mobi(folder / "pocket.mobi", "In the Pocket", [author, isbn_record], cover=jpeg)
    write_mobi(folder / "kindle.azw3", "On a Kindle", [author, (503, b"On a Kindle")], cover=jpeg)
    info = {"Series": "Hours", "Writer": "Ada Example"}
    write_cbz(folder / "comic.cbz", [jpeg], Title="The Third Hour", Number=3, LanguageISO="en", **info)
    cbr = b"<ComicInfo><Title>The Fourth Hour</Title><Series>Hours</Series><Number>4</Number></ComicInfo>"
    cbr = cbr.replace(b"</Number>", b"</Number><Writer>Ada Example</Writer>")
    write_cbr(folder / "comic.cbr", {"1.jpg": jpeg, "ComicInfo.xml": cbr})
    cover = base64.b64encode(jpeg).decode()
    write_fb2(folder / "novel.fb2", "A Novel", series="Hours", series_index="5", cover=cover)
    write_fb2(folder / "novel.fb2.zip", "A Zipped Novel", cover=cover)
    for name in EXPECTED:
        if not (folder / name).exists():
            (folder / name).write_bytes(name.encode() * 100)
    return folder


@pytest.fixture(scope="module")
def scanner(folder: Path, tmp_path_factory: pytest.TempPathFactory, runtime: Path) -> Program:
    scanner = Program(tmp_path_factory.mktemp("program") / "data", runtime)
    done = scanner.run("scan", folder)
    assert done.stderr == ""
    return scanner


@pytest.fixture(scope="module")
def books(scanner: Program) -> dict[str, dict[str, Any]]:
    """The export by file name."""
    return {Path(book["files"][0]["path"]).name: book for book in scanner.export()["books"]}


@pytest.fixture(scope="module")
def kept(scanner: Program) -> dict[str, Book]:
    """What the window shows, by file name."""
    services = open_services(scanner.data_dir)
    ids = [book["id"] for book in services.export.document()["books"]]
    books = [services.library.book(book_id) for book_id in ids]
    services.database.close()
    return {Path(book.files[0].shown_path).name: book for book in books}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_format_tells_its_title_authors_series_language_and_isbn(
    books: dict[str, dict[str, Any]], name: str
) -> None:
    book, expected = books[name], EXPECTED[name]
    assert book["files"][0]["problem"] is None
    told = (book["title"], tuple(book["authors"]), book["series"], book["series_index"], book["language"])
    wanted = (expected.title, expected.authors, expected.series, expected.series_index, expected.language)
    assert told == wanted
    assert book["isbn13"] == expected.isbn13
    assert book["isbn10"] == (expected.isbn13 and "0306406152")


@pytest.mark.parametrize("name", EXPECTED)
def test_each_format_has_a_thumbnail_where_it_has_a_cover(
    scanner: Program, books: dict[str, dict[str, Any]], name: str
) -> None:
    thumbnail = scanner.data_dir / "covers" / f"{books[name]['id']}.jpg"
    assert thumbnail.exists() == EXPECTED[name].cover
    if EXPECTED[name].cover:
        with Image.open(BytesIO(thumbnail.read_bytes())) as image:
            assert image.width <= 320
            assert image.height <= 480


@pytest.mark.parametrize("name", EXPECTED)
def test_each_file_gets_koreaders_two_digests(
    books: dict[str, dict[str, Any]], folder: Path, name: str
) -> None:
    (file,) = books[name]["files"]
    assert file["partial_md5"] == partial_md5((folder / name).read_bytes())
    assert file["filename_md5"] == hashlib.md5(name.encode()).hexdigest()


def test_description_publisher_date_and_subjects_are_kept(kept: dict[str, Book]) -> None:
    metadata = kept["two.epub"].metadata
    assert metadata.description == "About time."
    assert (metadata.publisher, metadata.published) == ("Old Press", "1998-05-06")
    assert metadata.subjects == ("Clocks", "Time")


def test_identifiers_of_calibre_goodreads_and_amazon_are_kept(kept: dict[str, Book]) -> None:
    found = {identifier.scheme: identifier.value for identifier in kept["two.epub"].metadata.identifiers}
    assert (found["hardcover"], found["hardcover-edition"]) == ("the-older-book", "16193290")
    assert (found["hardcover-slug"], found["goodreads"]) == ("the-older-book-1998", "5907")
    assert found["asin"] == "B000FC1PWA"


VECTORS = {
    0: "d41d8cd98f00b204e9800998ecf8427e",
    500: "21f0df72cce9bc7da8dae2512ee5feed",
    1024: "f4cd1641040a17288bb6104d9e66bdb5",
    1025: "170a888db01c00d8fc3e5d8d84de5838",
    2048: "d0e59a0c7b893c3b8d6a9bddbd64e631",
    3000: "d0e59a0c7b893c3b8d6a9bddbd64e631",
    4096: "d0e59a0c7b893c3b8d6a9bddbd64e631",
    4097: "e4380141eef244ffcf9ca6ae1b67d59c",
    200_000: "1784b150454ef4cf6780ceb94af0386f",
    1_050_000: "0fca5c751677ecbc2dcfe80ea75ace32",
}
"""kosync.md section 6: what KOReader's own code gives for P(n)[i] = (31 i + (i >> 8)) & 255."""


def test_the_digests_of_the_protocols_vectors_are_those_of_koreader(program: Program, tmp_path: Path) -> None:
    for size in VECTORS:
        data = bytes((31 * i + (i >> 8)) & 255 for i in range(size))
        (tmp_path / f"vector {size}.txt").write_bytes(data)
    program.run("scan", tmp_path)
    files = [file for book in program.export()["books"] for file in book["files"]]
    told = {int(Path(file["path"]).stem.split()[1]): file["partial_md5"] for file in files}
    assert told == VECTORS


@needs_shared
def test_real_books_are_read(program: Program) -> None:
    corpus = SHARED / "corpus"
    done = program.run("scan", corpus)
    assert done.stderr == ""
    books = program.books()
    assert set(books) >= {"Pride and Prejudice", "Love Among the Chickens", "Leaves of Grass"}
    chickens = books["Love Among the Chickens"]
    assert {file["format"] for file in chickens["files"]} == {"epub", "azw3", "fb2", "mobi", "pdf"}
    assert chickens["authors"] == ["P. G. Wodehouse"]
