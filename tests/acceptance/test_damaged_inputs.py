"""Damaged inputs are bounded in time and memory, with a reason."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bookorbit_desktop.devices.lua_table import LuaError, parse_table
from bookorbit_desktop.domain.highlights.annotations import tell
from bookorbit_desktop.domain.usb.files import Annotation, AnnotationKind
from bookorbit_desktop.formats.contents import Contents
from bookorbit_desktop.formats.epub import read_epub
from bookorbit_desktop.formats.reading_csv import read_reading_list
from tests.books import zip_bytes
from tests.corpus.hostile_archives import ENCRYPTION, package
from tests.integration.devices.device_tree import DeviceTree
from tests.services import make_services

AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
MEMORY = 320 * 1024 * 1024
"""Bytes that reading one damaged file may take, with the interpreter and all it has loaded."""
PROCESSOR = 20
"""Seconds of the processor after which the system ends whoever reads a damaged file."""
LUA = """
import os, sys
from bookorbit_desktop.devices.files import Unread, read_lua
try:
    print("read", len(read_lua(os.fsencode(sys.argv[1])).table))
except Unread as error:
    print(error)
"""
CSV = """
import sys
from pathlib import Path
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.formats.reading_csv import read_reading_list
try:
    print("read", len(read_reading_list(Path(sys.argv[1])).books))
except InvalidInput as error:
    print(error)
"""


def bounded(program: str, path: Path) -> str:
    """What a program of a few lines says of a file; the system ends it where it takes too much."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    words = [sys.executable, "-c", program, str(path)]
    done = subprocess.run(words, capture_output=True, text=True, preexec_fn=limit)
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: b'return {["a"]="' + b"\\n" * 1_000_000 + b'"}', "read 1"),
        (lambda: b'return {["a"]="' + b"\\065" * 1_000_000 + b'"}', "read 1"),
        (
            lambda: b'return {["a"]="' + b"\\n" * 7_000_000 + b'"}',
            "Too many escape sequences (more than 2,000,000)",
        ),
        (
            lambda: b"return {" + b"".join(b"k%d=1," % number for number in range(400_000)) + b"}",
            "read 400000",
        ),
        (
            lambda: b"return {" + b"".join(b'["k%d"] = 1,\n' % number for number in range(400_000)) + b"}",
            "Too many values (more than 500,000)",
        ),
    ],
    ids=["a million escapes", "a million bytes", "seven million", "400,000 names", "400,000 keys"],
)
def test_lua_with_a_million_escapes_or_400_000_keys_is_bounded(
    tmp_path: Path, content: Callable[[], bytes], said: str
) -> None:
    path = tmp_path / "metadata.epub.lua"
    path.write_bytes(content())
    assert said in bounded(LUA, path)


def test_more_annotations_than_a_person_makes_are_refused_and_the_rest_of_the_device_is_read(
    tmp_path: Path, tree: DeviceTree
) -> None:
    tree.sidecar("/mnt/onboard/good.epub")
    bad = Path(os.fsdecode(tree.sidecar("/mnt/onboard/bad.epub", partial_md5_checksum="b" * 32)))
    bad.write_bytes(b'return {["annotations"]={' + b"{}," * 400_000 + b"}}")
    services = make_services(tmp_path / "library")
    scan = services.device_scan.scan(os.fsencode(tree.root))
    services.database.close()
    assert [book.newest.device_path for book in scan.books] == [b"/mnt/onboard/good.epub"]
    assert "more than 50,000 annotations" in scan.unread[0].reason


def test_thousands_of_annotations_of_one_position_are_told_apart() -> None:
    told = tell([Annotation(AnnotationKind.BOOKMARK, page=1)] * 50_000)
    assert len({one.position for one in told}) == 50_000


@pytest.mark.parametrize("filling", ["word " * 20, "more, and more\n", "\u00e9" * 50 + "\n"])
def test_a_csv_with_an_open_quotation_mark_is_bounded(tmp_path: Path, filling: str) -> None:
    path = tmp_path / "export.csv"
    head = 'Book Id,Title,Author,My Rating,Exclusive Shelf\n1,Emma,Jane Austen,5,read\n2,"Open,'
    path.write_text(head + filling * (48_000_000 // len(filling.encode())))
    assert "The entry that begins on line 3 never ends; a quotation mark may be unclosed." in bounded(
        CSV, path
    )


@pytest.mark.parametrize("lines", [b"%b\n1,Emma,Jane Austen", b'%b\n1,Emma,"Jane\nAusten"', b""])
def test_a_csv_of_nothing_but_commas_is_bounded(tmp_path: Path, lines: bytes) -> None:
    path = tmp_path / "export.csv"
    head = b"Book Id,Title,Author,My Rating,Exclusive Shelf"
    path.write_bytes((lines % head if lines else lines) + b"," * 50_000_000)
    assert "This isn't a Goodreads or StoryGraph export." in bounded(CSV, path)


def test_a_csv_of_millions_of_empty_lines_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"Book Id,Title,Author,My Rating,Exclusive Shelf" + b"\n" * 60_000_000)
    assert "This isn't a Goodreads or StoryGraph export." in bounded(CSV, path)


def test_a_review_of_many_lines_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    review = 'A line, and ""another""\r\n' * 10_000
    head = "Book Id,Title,My Review,Exclusive Shelf\r\n"
    path.write_text(f'{head}1,Emma,"{review}",read\r\n2,Persuasion,,read\r\n', newline="")
    found = read_reading_list(path).books
    assert [(book.title, book.line) for book in found] == [("Emma", 2), ("Persuasion", 10_003)]


def contents(tmp_path: Path, href: str, media_type: str) -> Contents:
    """An EPUB of which one part besides its chapter is encrypted."""
    manifest = (
        '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'
        f'<item id="x" href="{href}" media-type="{media_type}"/>'
    )
    entries = {
        "OEBPS/book.opf": package("Emma", manifest, '<itemref idref="c"/>').encode(),
        "OEBPS/c.xhtml": b"<html/>",
        "META-INF/encryption.xml": ENCRYPTION.format(AES, f"OEBPS/{href}").encode(),
        "META-INF/license.lcpl": b"{}",
    }
    path = tmp_path / "book.epub"
    path.write_bytes(zip_bytes(entries))
    with path.open("rb") as file:
        return read_epub(file)


@pytest.mark.parametrize(
    ("href", "media_type", "is_locked"),
    [
        ("film.mp4", "video/mp4", False),
        ("FILM.M4V", "video/mp4", False),
        ("film", "video/webm", False),
        ("a%20sound", "audio/mpeg", False),
        ("font.otf", "font/otf", False),
        ("fonts/00001", "application/vnd.ms-opentype", False),
        ("d.xhtml", "application/xhtml+xml", True),
        ("picture.jpg", "image/jpeg", True),
        ("unknown", "application/octet-stream", True),
    ],
)
def test_only_an_encrypted_part_of_the_text_locks_an_epub(
    tmp_path: Path, href: str, media_type: str, is_locked: bool
) -> None:
    problem = contents(tmp_path, href, media_type).problem
    assert (problem is not None and "locked with Readium LCP" in problem) is is_locked


def test_the_reason_names_line_and_column() -> None:
    with pytest.raises(LuaError, match=r"Line 2, column 10: Unknown escape sequence\."):
        parse_table(b'return {\n["a"] = "\\q"}')
