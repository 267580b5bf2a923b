"""Files that are broken or mean harm: each costs itself only, and is still listed with its digests."""

import os
import socket
import struct
import zipfile
import zlib
from hashlib import md5
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import FileFormat
from bookorbit_desktop.formats.files import partial_md5
from bookorbit_desktop.formats.reader import read_cover, read_file, read_only_digests
from tests.books import (
    epub_bytes,
    epub_with_package,
    picture,
    write_cbz,
    write_epub,
    write_pdf,
    write_zip,
    zip_bytes,
    zip_of_many,
)

OPF = "<package><metadata><title>The Clocks</title></metadata><manifest>{}</manifest></package>"
COVER_ITEM = '<item id="c" href="c.jpg" media-type="image/jpeg" properties="cover-image"/>'


def bomb(size: int) -> bytes:
    """Deflated zeros: a thousandth of their size."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join(
        [compressor.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)] + [compressor.flush()]
    )


def zip_with_lying_size(name: str, deflated: bytes) -> bytes:
    """Return an archive with one entry whose declared size is 10 bytes."""
    fields = struct.pack("<HHHHHIII", 20, 0, 8, 0, 0x21, 0, len(deflated), 10)
    encoded = name.encode()
    local = b"PK\x03\x04" + fields + struct.pack("<HH", len(encoded), 0) + encoded + deflated
    central = (
        b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHHHII", len(encoded), 0, 0, 0, 0, 0, 0) + encoded
    )
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


@pytest.mark.parametrize("file_format", FileFormat)
@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"PK\x03\x04" + b"\xff" * 40, b"Rar!\x1a\x07\x00", os.urandom(5000)]
)
def test_garbage_of_every_format_is_listed(tmp_path: Path, file_format: FileFormat, data: bytes) -> None:
    path = tmp_path / f"Ada Example - The Clocks.{file_format}"
    path.write_bytes(data)
    extraction = read_file(bytes(path))
    with path.open("rb") as file:
        assert extraction.partial_md5 == partial_md5(file)
    assert extraction.filename_md5 == md5(path.name.encode()).hexdigest()
    assert extraction.metadata.title == "The Clocks"
    assert extraction.metadata.authors == ("Ada Example",)
    by_name = file_format in ("djvu", "docx", "rtf", "lit", "txt", "cb7")
    assert (extraction.problem is None) == by_name
    assert read_cover(bytes(path)) is None


def test_a_pdf_named_epub(tmp_path: Path) -> None:
    path = tmp_path / "x.epub"
    path.write_bytes(b"%PDF-1.4\n")
    assert (read_file(bytes(path)).problem or "").startswith(
        "This file is a PDF, but its name ends in .epub."
    )


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_epub(tmp_path: Path, part: float) -> None:
    data = epub_bytes()
    path = tmp_path / "The Clocks.epub"
    path.write_bytes(data[: int(len(data) * part)])
    extraction = read_file(bytes(path))
    assert extraction.problem == "This file is not a readable EPUB."
    assert (extraction.metadata.title, len(extraction.partial_md5)) == ("The Clocks", 32)


def test_a_fifo_is_never_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.epub"
    os.mkfifo(path)
    extraction = read_file(bytes(path))
    assert "not a regular file" in (extraction.problem or "")
    assert extraction.partial_md5 == ""
    assert read_cover(bytes(path)) is None


def test_a_socket_a_device_and_a_folder(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s.epub"))
        (tmp_path / "d.epub").symlink_to("/dev/zero")
        (tmp_path / "f.epub").mkdir()
        for name in ("s.epub", "d.epub", "f.epub"):
            assert "not a regular file" in (read_file(bytes(tmp_path / name)).problem or "")


def test_links(tmp_path: Path) -> None:
    write_epub(tmp_path / "real.epub")
    (tmp_path / "link.epub").symlink_to("real.epub")
    (tmp_path / "loop.epub").symlink_to("loop.epub")
    assert read_file(bytes(tmp_path / "link.epub")).metadata.title == "The Clocks"
    assert "Couldn't read the file" in (read_file(bytes(tmp_path / "loop.epub")).problem or "")


def test_files_that_are_gone_or_closed(tmp_path: Path) -> None:
    assert read_file(bytes(tmp_path / "x.epub")).problem == "The file is no longer there."
    assert "Couldn't read the file" in (read_file(b"/tmp/a\0b.epub").problem or "")


def test_names_that_are_no_text(tmp_path: Path) -> None:
    path = bytes(tmp_path) + b"/Caf\xe9 \xff.epub"
    write_epub(tmp_path / "x.epub", title="The Clocks")
    (tmp_path / "x.epub").rename(os.fsdecode(path))
    extraction = read_file(path)
    assert extraction.metadata.title == "The Clocks"
    assert extraction.filename_md5 == md5(b"Caf\xe9 \xff.epub").hexdigest()


def test_reading_changes_nothing(tmp_path: Path) -> None:
    path = write_epub(tmp_path / "x.epub")
    before = (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    assert read_file(bytes(path)).problem is None
    tmp_path.chmod(0o755)
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_bombed_package_document(tmp_path: Path) -> None:
    path = tmp_path / "x.epub"
    path.write_bytes(epub_with_package(b"<package>" + bytes(50_000_000)))
    extraction = read_file(bytes(path))
    assert extraction.problem == "The package document of this EPUB is larger than 8 MB."
    assert len(extraction.partial_md5) == 32


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = tmp_path / "x.epub"
    path.write_bytes(zip_with_lying_size("a.opf", bomb(200_000_000)))
    assert read_file(bytes(path)).problem


@pytest.mark.parametrize("name", ["a.fb2.zip", "a.cbz"])
def test_a_zip_bomb_in_another_archive_is_reported_as_a_problem(tmp_path: Path, name: str) -> None:
    path = write_zip(tmp_path / name, {"a.fb2": bytes(40_000_000), "a.jpg": bytes(40_000_000)})
    assert read_file(bytes(path)).problem


def test_a_fiction_book_that_never_ends(tmp_path: Path) -> None:
    head = (
        b"<FictionBook><description><title-info><book-title>The Clocks</book-title>"
        b"<coverpage><image href='#c'/></coverpage></title-info></description><body>"
    )
    book = head + b"<p>x</p>" * 5_000_000
    extraction = read_file(bytes(write_zip(tmp_path / "x.fb2.zip", {"a.fb2": book})))
    assert (extraction.metadata.title, extraction.thumbnail) == ("The Clocks", None)


def test_a_pdf_full_of_packets_that_never_end(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "x.pdf", xmp="<x:xmpmeta>" * 90_000, Title="The Clocks")
    assert read_file(bytes(path)).metadata.title == "The Clocks"


def test_an_xml_bomb(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    opf = f'<!DOCTYPE package [<!ENTITY l0 "ha">{entities}]>' + OPF.format("").replace("The Clocks", "&l11;")
    path = tmp_path / "x.epub"
    path.write_bytes(epub_with_package(opf))
    assert len(read_file(bytes(path)).metadata.title) < 20


def test_outside_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    opf = f'<!DOCTYPE package [<!ENTITY s SYSTEM "{secret.as_uri()}">]>' + OPF.format("").replace(
        "The", "&s;"
    )
    path = tmp_path / "x.epub"
    path.write_bytes(epub_with_package(opf))
    assert "hidden" not in repr(read_file(bytes(path)))


def test_seventy_thousand_entries_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.epub"
    path.write_bytes(zip_of_many({"book.opf": OPF.format("").encode()}, map(str, range(70_000))))
    extraction = read_file(bytes(path))
    assert (extraction.metadata.title, extraction.problem) == ("The Clocks", None)


def test_more_than_a_hundred_thousand_entries_are_too_many(tmp_path: Path) -> None:
    path = tmp_path / "The Clocks.epub"
    path.write_bytes(zip_of_many({"book.opf": OPF.format("").encode()}, map(str, range(100_000))))
    extraction = read_file(bytes(path))
    assert extraction.problem == "This EPUB contains more than 100,000 entries."
    assert (extraction.metadata.title, len(extraction.partial_md5)) == ("The Clocks", 32)


def test_a_manifest_full_of_lost_covers(tmp_path: Path) -> None:
    path = tmp_path / "x.epub"
    path.write_bytes(epub_with_package(OPF.format(COVER_ITEM * 50_000)))
    assert read_file(bytes(path)).metadata.title == "The Clocks"


def test_names_that_climb_out_of_the_archive(tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    write_zip(folder / "x.cbz", {"../../evil.jpg": picture(), "/tmp/evil.jpg": picture()})
    assert read_file(bytes(folder / "x.cbz")).problem is None
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == [folder / "x.cbz"]


def test_unusual_compression_and_passwords(tmp_path: Path) -> None:
    lzma = write_zip(tmp_path / "x.epub", {"book.opf": OPF.format("").encode()}, zipfile.ZIP_LZMA)
    assert "uses a compression method" in (read_file(bytes(lzma)).problem or "")
    data = bytearray(zip_bytes({"book.opf": OPF.format("").encode()}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "y.epub").write_bytes(data)
    assert "password" in (read_file(bytes(tmp_path / "y.epub")).problem or "")


def test_a_cover_of_too_many_pixels_leaves_the_book(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header
    png += (
        struct.pack(">I", zlib.crc32(b"IHDR" + header)) + struct.pack(">I", 0) + b"IEND" + b"\xae\x42\x60\x82"
    )
    extraction = read_file(bytes(write_cbz(tmp_path / "x.cbz", [png], Title="One")))
    assert (extraction.metadata.title, extraction.thumbnail) == ("One", None)
    assert "100 megapixels" in (extraction.problem or "")


def test_a_file_read_for_its_digest_only_takes_its_name_as_title(tmp_path: Path) -> None:
    path = write_epub(tmp_path / "A Name.epub")
    extraction = read_only_digests(bytes(path), Message("It is so."))
    assert extraction.partial_md5 == read_file(bytes(path)).partial_md5
    assert (extraction.metadata.title, extraction.problem) == ("A Name", "It is so.")
    assert read_only_digests(bytes(tmp_path / "gone.epub"), Message("It is so.")).partial_md5 == ""
