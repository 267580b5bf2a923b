"""PDF, MOBI, comics and FictionBook, made on the spot."""

import base64
from pathlib import Path

import pytest

from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.formats.comic import pictures_in_order
from bookorbit_desktop.formats.reader import read_cover, read_file
from tests.books import fb2_text, picture, write_cbr, write_cbz, write_fb2, write_mobi, write_pdf, write_zip

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpidq="http://ns.adobe.com/xmp/Identifier/qual/1.0/"
  xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" prism:isbn="978-0-306-40615-7"
  xmlns:calibre="http://calibre-ebook.com/xmp-namespace"
  xmlns:si="http://calibre-ebook.com/xmp-namespace-series-index">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">The Clocks</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Ada Example</rdf:li><rdf:li>Bob Other</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>de</rdf:li></rdf:Bag></dc:language>
<dc:date><rdf:Seq><rdf:li>1949-06-08</rdf:li></rdf:Seq></dc:date>
<dc:publisher><rdf:Bag><rdf:li>Press</rdf:li></rdf:Bag></dc:publisher>
<dc:description><rdf:Alt><rdf:li>About clocks.</rdf:li></rdf:Alt></dc:description>
<dc:subject><rdf:Bag><rdf:li>Time</rdf:li></rdf:Bag></dc:subject>
<dc:identifier>urn:isbn:9780306406157</dc:identifier>
<xmp:Identifier><rdf:Bag><rdf:li rdf:parseType="Resource"><xmpidq:Scheme>goodreads</xmpidq:Scheme>
<rdf:value>12345</rdf:value></rdf:li></rdf:Bag></xmp:Identifier>
<calibre:series rdf:parseType="Resource"><rdf:value>Time</rdf:value>
<si:series_index>2.00</si:series_index></calibre:series>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


HALF_CHARACTER = b'<?i?><FictionBook xmlns="&#xD800;"><description></description></>'


class TestPdf:
    def test_information_and_first_page(self, tmp_path: Path) -> None:
        path = write_pdf(
            tmp_path / "x.pdf", Title="Die Wörter", Author="Ada Example; Bob Other", Keywords="a, b"
        )
        extraction = read_file(bytes(path))
        assert extraction.problem is None
        assert extraction.metadata.title == "Die Wörter"
        assert extraction.metadata.authors == ("Ada Example", "Bob Other")
        assert extraction.metadata.subjects == ("a", "b")
        assert extraction.metadata.pages == 1
        assert (extraction.thumbnail or b"").startswith(b"\xff\xd8\xff")

    @pytest.mark.parametrize(
        "title",
        [
            "",
            "untitled",
            "Untitled-1",
            "Microsoft Word - final_2.doc",
            "book.indd",
            "()",
            "Document1",
            "file:///C|/x",
        ],
    )
    def test_titles_that_a_program_made_up(self, tmp_path: Path, title: str) -> None:
        extraction = read_file(bytes(write_pdf(tmp_path / "Ada Example - The Clocks.pdf", Title=title)))
        assert extraction.metadata.title == "The Clocks"
        assert extraction.metadata.authors == ("Ada Example",)

    @pytest.mark.parametrize("title", ["1984", "It", "Word"])
    def test_short_titles_that_a_person_gave(self, tmp_path: Path, title: str) -> None:
        assert read_file(bytes(write_pdf(tmp_path / "x.pdf", Title=title))).metadata.title == title

    def test_xmp(self, tmp_path: Path) -> None:
        book = read_file(bytes(write_pdf(tmp_path / "x.pdf", xmp=XMP, Title="untitled"))).metadata
        assert book.title == "The Clocks"
        assert book.authors == ("Ada Example", "Bob Other")
        assert book.identifiers == (Identifier("isbn", "9780306406157"), Identifier("goodreads", "12345"))
        assert (book.series, book.series_index) == ("Time", 2)
        assert (book.language, book.published, book.publisher) == ("de", "1949-06-08", "Press")
        assert book.description == "About clocks."
        assert book.subjects == ("Time",)

    def test_broken_xmp_is_left_out(self, tmp_path: Path) -> None:
        xmp = "<x:xmpmeta><rdf:RDF <<< </x:xmpmeta>"
        extraction = read_file(bytes(write_pdf(tmp_path / "x.pdf", xmp=xmp, Title="The Clocks")))
        assert (extraction.metadata.title, extraction.problem) == ("The Clocks", None)

    def test_a_damaged_pdf(self, tmp_path: Path) -> None:
        path = tmp_path / "The Clocks.pdf"
        path.write_bytes(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog")
        extraction = read_file(bytes(path))
        assert extraction.metadata.title == "The Clocks"
        assert extraction.problem == "This file is not a readable PDF."


class TestMobi:
    EXTH = (
        (503, "Die Wörter &amp; mehr".encode()),
        (100, b"Ada Example"),
        (100, b"Bob Other"),
        (101, b"Press"),
        (103, b"<p>One.</p><p>Two.</p>"),
        (104, b"978-0-306-40615-7"),
        (105, b"Fiction; Time"),
        (106, b"1949-06-08T00:00:00+00:00"),
        (113, b"B00ABCDEFG"),
        (112, b"calibre:2d743fd6-afe0-4d06-b1f8-5f146f85cab3"),
        (524, b"de"),
    )

    @pytest.mark.parametrize("extension", ["mobi", "prc", "azw", "azw3"])
    def test_headers(self, tmp_path: Path, extension: str) -> None:
        path = write_mobi(tmp_path / f"x.{extension}", "Other", self.EXTH, cover=picture(), drm=True)
        extraction = read_file(bytes(path))
        book = extraction.metadata
        assert "locked with Kindle DRM" in (extraction.problem or "")
        assert book.title == "Die Wörter & mehr"
        assert book.authors == ("Ada Example", "Bob Other")
        assert (book.publisher, book.published, book.language) == ("Press", "1949-06-08", "de")
        assert book.description == "One.\n\nTwo."
        assert book.subjects == ("Fiction", "Time")
        assert book.identifiers == (
            Identifier("isbn", "9780306406157"),
            Identifier("asin", "B00ABCDEFG"),
            Identifier("calibre", "2d743fd6-afe0-4d06-b1f8-5f146f85cab3"),
        )
        assert read_cover(bytes(path)) == picture()
        assert extraction.thumbnail

    def test_full_name_and_locale_where_exth_says_nothing(self, tmp_path: Path) -> None:
        book = read_file(bytes(write_mobi(tmp_path / "x.mobi", "Café", encoding="cp1252"))).metadata
        assert (book.title, book.language, book.identifiers) == ("Café", "en", ())

    def test_an_asin_that_is_a_uuid(self, tmp_path: Path) -> None:
        exth = [(113, b"2d743fd6-afe0-4d06-b1f8-5f146f85cab3")]
        book = read_file(bytes(write_mobi(tmp_path / "x.mobi", extra=exth))).metadata
        assert book.identifiers == (Identifier("uuid", "2d743fd6-afe0-4d06-b1f8-5f146f85cab3"),)


class TestComic:
    def test_comic_info(self, tmp_path: Path) -> None:
        path = write_cbz(
            tmp_path / "x.cbz",
            [picture(), picture(colour="red")],
            Title="One",
            Series="Time",
            Number="1.5",
            Writer="Ada Example, Bob Other",
            LanguageISO="en",
            Summary="About clocks.",
            Publisher="Press",
            Year=1949,
            Month=6,
            Day=8,
            Genre="Fiction, Time",
            GTIN="9780306406157",
            Web="https://www.goodreads.com/book/show/12",
        )
        extraction = read_file(bytes(path))
        book = extraction.metadata
        assert extraction.problem is None
        assert (book.title, book.series, book.series_index) == ("One", "Time", 1.5)
        assert book.authors == ("Ada Example", "Bob Other")
        assert (book.language, book.publisher, book.published) == ("en", "Press", "1949-06-08")
        assert book.description == "About clocks."
        assert book.subjects == ("Fiction", "Time")
        assert book.identifiers == (Identifier("isbn", "9780306406157"), Identifier("goodreads", "12"))
        assert book.pages == 2
        assert extraction.thumbnail

    def test_without_comic_info_the_name_is_the_title(self, tmp_path: Path) -> None:
        book = read_file(bytes(write_cbz(tmp_path / "Time_01.cbz"))).metadata
        assert (book.title, book.pages) == ("Time 01", 1)

    def test_a_year_of_minus_one_is_an_unknown_date(self, tmp_path: Path) -> None:
        path = write_cbz(tmp_path / "x.cbz", Title="One", Year=-1, Month=-1, Number="")
        book = read_file(bytes(path)).metadata
        assert (book.published, book.series_index) == ("", None)

    def test_the_first_picture_is_the_cover(self, tmp_path: Path) -> None:
        names = {
            "b/10.jpg": b"ten",
            "b/2.jpg": picture(),
            "__MACOSX/b/._2.jpg": b"x",
            ".hid.jpg": b"x",
            "b/a.txt": b"x",
        }
        assert read_cover(bytes(write_zip(tmp_path / "x.cbz", names))) == picture()

    def test_natural_order(self) -> None:
        names = [
            "p10.jpg",
            "p2.PNG",
            "P1.jpeg",
            "p02b.webp",
            "p2/1.gif",
            "9" * 5000 + ".jpg",
            "notes.txt",
            "jpg",
        ]
        assert pictures_in_order(names) == [
            "9" * 5000 + ".jpg",
            "P1.jpeg",
            "p2.PNG",
            "p2/1.gif",
            "p02b.webp",
            "p10.jpg",
        ]

    def test_a_comic_without_pictures(self, tmp_path: Path) -> None:
        extraction = read_file(bytes(write_zip(tmp_path / "x.cbz", {"a.txt": b"x"})))
        assert extraction.problem == "This comic contains no pictures."

    def test_a_broken_comic_info_leaves_the_pages(self, tmp_path: Path) -> None:
        path = write_zip(tmp_path / "x.cbz", {"1.jpg": picture(), "comicinfo.XML": b"\x00"})
        extraction = read_file(bytes(path))
        assert extraction.metadata.pages == 1
        assert "ComicInfo.xml" in (extraction.problem or "")

    def test_stored_rar(self, tmp_path: Path) -> None:
        info = b"<ComicInfo><Title>One</Title></ComicInfo>"
        path = write_cbr(tmp_path / "x.cbr", {"1.jpg": picture(), "ComicInfo.xml": info})
        extraction = read_file(bytes(path))
        assert extraction.problem is None
        assert (extraction.metadata.title, extraction.metadata.pages) == ("One", 1)
        assert extraction.thumbnail

    def test_rar_without_a_program_to_unpack_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        path = write_cbr(tmp_path / "Time 01.cbr", {"1.jpg": b"packed", "2.jpg": b"packed"}, compressed=True)
        extraction = read_file(bytes(path))
        assert "install “unrar”" in (extraction.problem or "")
        assert (extraction.metadata.title, extraction.metadata.pages) == ("Time 01", 2)
        assert extraction.partial_md5

    def test_the_content_decides_between_cbz_and_cbr(self, tmp_path: Path) -> None:
        assert read_file(bytes(write_cbz(tmp_path / "x.cbr", Title="One"))).metadata.title == "One"
        assert read_file(bytes(write_cbr(tmp_path / "y.cbz", {"1.jpg": picture()}))).problem is None

    @pytest.mark.parametrize(
        "data", [b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00", b"Rar!\x1a\x07\x00" + b"\xff" * 50]
    )
    def test_a_broken_rar(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "x.cbr"
        path.write_bytes(data)
        assert read_file(bytes(path)).problem in (
            "This comic contains no pictures.",
            "This file is not a readable CBR comic.",
        )


class TestFictionBook:
    @pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r", "utf-16"])
    @pytest.mark.parametrize("extension", ["fb2", "fb2.zip"])
    def test_description(self, tmp_path: Path, encoding: str, extension: str) -> None:
        cover = base64.b64encode(picture()).decode()
        path = write_fb2(
            tmp_path / f"x.{extension}",
            "Часы",
            encoding=encoding,
            authors=(("Анна", "Пример"), ("Bob", "Other")),
            language="ru",
            series="Время",
            series_index="2",
            isbn="978-0-306-40615-7, 5-02-013850-9",
            cover=cover,
        )
        extraction = read_file(bytes(path))
        book = extraction.metadata
        assert extraction.problem is None
        assert book.title == "Часы"
        assert book.authors == ("Анна Пример", "Bob Other")
        assert (book.series, book.series_index, book.language) == ("Время", 2, "ru")
        assert book.identifiers == (Identifier("isbn", "9780306406157"), Identifier("isbn", "5020138509"))
        assert book.description == "One.\n\nTwo."
        assert (book.publisher, book.published, book.subjects) == ("Press", "1949", ("prose",))
        assert read_cover(bytes(path)) == picture()
        assert extraction.thumbnail

    def test_without_namespace_and_with_stray_characters(self, tmp_path: Path) -> None:
        path = tmp_path / "x.fb2"
        path.write_bytes(
            b"<FictionBook><description><title-info><author><nickname>ada</nickname></author>"
            b"<book-title>Tom &nbsp; Jerry</book-title></title-info></description><body>& </bod"
        )
        extraction = read_file(bytes(path))
        assert extraction.problem is None
        assert extraction.metadata.title.startswith("Tom")
        assert extraction.metadata.authors == ("ada",)

    @pytest.mark.parametrize("data", [b"plain text", b"<htm><body/></htm>", b"\x00" * 100, HALF_CHARACTER])
    def test_a_file_that_is_no_fb2_says_so_and_takes_its_name_as_title(
        self, tmp_path: Path, data: bytes
    ) -> None:
        path = tmp_path / "The Clocks.fb2"
        path.write_bytes(data)
        extraction = read_file(bytes(path))
        assert extraction.problem == "This file is not a readable FB2 book."
        assert extraction.metadata.title == "The Clocks"

    def test_an_archive_without_a_book(self, tmp_path: Path) -> None:
        extraction = read_file(bytes(write_zip(tmp_path / "x.fb2.zip", {"a.txt": b"x"})))
        assert extraction.problem == "This archive contains no FB2 book."

    def test_a_broken_cover_is_left_out(self, tmp_path: Path) -> None:
        path = tmp_path / "x.fb2"
        path.write_text(fb2_text(cover="!!!"), "utf-8")
        extraction = read_file(bytes(path))
        assert (extraction.metadata.title, extraction.thumbnail, extraction.problem) == (
            "The Clocks",
            None,
            None,
        )


@pytest.mark.parametrize("extension", ["djvu", "docx", "rtf", "lit", "txt", "cb7"])
def test_books_of_other_formats_take_title_and_author_from_the_file_name(
    tmp_path: Path, extension: str
) -> None:
    path = tmp_path / f"Ada Example - The Clocks.{extension}"
    path.write_bytes(b"anything")
    extraction = read_file(bytes(path))
    assert extraction.problem is None
    assert (extraction.metadata.title, extraction.metadata.authors) == ("The Clocks", ("Ada Example",))
    assert read_cover(bytes(path)) is None
