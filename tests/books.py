"""Real books for tests, made on the spot. The same arguments always make the same bytes."""

import itertools
import re
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

from PIL import Image, ImageDraw

from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.formats.epub_writer import build_epub

PARAGRAPHS = ("It was a bright cold day in April.", "The clocks were striking thirteen.")
_ZIP_DATE = (2020, 1, 1, 0, 0, 0)


def picture(
    width: int = 600,
    height: int = 900,
    colour: str | tuple[int, ...] = "steelblue",
    kind: str = "JPEG",
    mode: str = "RGB",
) -> bytes:
    """Return a picture with a frame, so that it is not a single colour."""
    image = Image.new(mode, (width, height), colour)
    if width > 20 and height > 20:
        ImageDraw.Draw(image).rectangle((9, 9, width - 10, height - 10), outline="white", width=3)
    output = BytesIO()
    image.save(output, kind)
    return output.getvalue()


def epub_bytes(
    title: str = "The Clocks",
    authors: Sequence[str] = ("Ada Example",),
    language: str = "en",
    isbn: str = "",
    series: str = "",
    series_index: float | None = None,
    identifiers: Iterable[tuple[str, str]] = (),
    cover: bool | bytes = True,
    paragraphs: Sequence[str] = PARAGRAPHS,
    description: str = "",
    publisher: str = "",
    published: str = "",
    subjects: Sequence[str] = (),
) -> bytes:
    """Return an EPUB 3; `cover` may be a JPEG of its own."""
    labelled = [("isbn", isbn)] if isbn else []
    metadata = BookMetadata(
        title=title,
        authors=tuple(authors),
        series=series,
        series_index=series_index,
        language=language,
        identifiers=tuple(Identifier(*pair) for pair in [*labelled, *identifiers]),
        description=description,
        publisher=publisher,
        published=published,
        subjects=tuple(subjects),
    )
    image = cover if isinstance(cover, bytes) else picture() if cover else None
    return build_epub(metadata, [("Chapter 1", paragraphs)], image)


def write_epub(path: Path, title: str = "The Clocks", **details: Any) -> Path:
    """Write an EPUB 3 and return its path; the keywords are those of `epub_bytes`."""
    path.write_bytes(epub_bytes(title, **details))
    return path


def zip_bytes(entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP archive with these entries, in their order."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", compression) as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), data, compression)
    return output.getvalue()


def zip_of_many(entries: dict[str, bytes], empty: Iterable[str]) -> bytes:
    """Return a ZIP archive with these entries as they are, and very many empty ones."""
    local, central, count = bytearray(), bytearray(), 0
    for name, data in itertools.chain(entries.items(), ((name, b"") for name in empty)):
        fields = struct.pack("<5H3I2H", 20, 0, 0, 0, 0x21, crc32(data), len(data), len(data), len(name), 0)
        central += (
            b"PK\x01\x02\x14\x00" + fields + struct.pack("<3H2I", 0, 0, 0, 0, len(local)) + name.encode()
        )
        local += b"PK\x03\x04" + fields + name.encode() + data
        count += 1
    if count > 0xFFFF:
        record = struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, len(central), len(local))
        found = struct.pack("<IQI", 0, len(local) + len(central), 1)
        central += b"PK\x06\x06" + record + b"PK\x06\x07" + found
    size, most = len(central) - 76 * (count > 0xFFFF), min(count, 0xFFFF)
    return (
        bytes(local + central) + b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, most, most, size, len(local), 0)
    )


def write_zip(path: Path, entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a ZIP archive with these entries and return its path."""
    path.write_bytes(zip_bytes(entries, compression))
    return path


def epub_with_package(opf: str | bytes, files: Mapping[str, bytes] | None = None) -> bytes:
    """Return an EPUB with this package document and further files beside it, by name."""
    container = (
        b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        b'<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>'
        b"</rootfiles></container>"
    )
    package = opf.encode() if isinstance(opf, str) else opf
    entries = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": container,
        "OEBPS/book.opf": package,
    }
    return zip_bytes(entries | {f"OEBPS/{name}": data for name, data in (files or {}).items()})


def comic_info(**fields: object) -> bytes:
    """Return a ComicInfo.xml: `comic_info(Title="One", Number=1)`."""
    lines = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    return f'<?xml version="1.0" encoding="utf-8"?><ComicInfo>{lines}</ComicInfo>'.encode()


def write_cbz(path: Path, pages: Sequence[bytes] | None = None, **info: object) -> Path:
    """Write a CBZ; the keywords become its ComicInfo.xml."""
    entries = {f"page {number}.jpg": page for number, page in enumerate(pages or [picture()], start=1)}
    if info:
        entries["ComicInfo.xml"] = comic_info(**info)
    return write_zip(path, entries)


def write_cbr(path: Path, entries: dict[str, bytes], *, compressed: bool = False) -> Path:
    """Write a RAR 3 archive with stored entries; `compressed` only marks them so."""
    method = 0x33 if compressed else 0x30
    blocks = [b"Rar!\x1a\x07\x00", _rar_block(0x73, 0, bytes(6))]
    for name, data in entries.items():
        encoded = name.encode("ascii")
        header = struct.pack(
            "<IIBIIBBHI", len(data), len(data), 3, crc32(data), 0x50210000, 20, method, len(encoded), 0
        )
        blocks += [_rar_block(0x74, 0x8000, header + encoded), data]
    blocks.append(_rar_block(0x7B, 0x4000, b""))
    path.write_bytes(b"".join(blocks))
    return path


def _rar_block(kind: int, flags: int, body: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", crc32(head) & 0xFFFF) + head


def write_pdf(path: Path, xmp: str = "", **information: str) -> Path:
    """Write a PDF of one page; the keywords become its Info dictionary: `write_pdf(path, Title="One")`."""
    entries = "".join(f"/{key} <feff{value.encode('utf-16-be').hex()}>" for key, value in information.items())
    drawing = b"0.2 0.4 0.7 rg 20 20 160 260 re f"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< %s >>" % entries.encode(),
        b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream"
        % (len(xmp.encode()), xmp.encode()),
    ]
    output = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(output)
    output += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    output += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    output += b"trailer << /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    path.write_bytes(bytes(output))
    return path


def fb2_text(
    title: str = "The Clocks",
    authors: Sequence[tuple[str, str]] = (("Ada", "Example"),),
    language: str = "en",
    series: str = "",
    series_index: str = "",
    isbn: str = "",
    cover: str = "",
    encoding: str = "utf-8",
) -> str:
    """Return a FictionBook; authors are pairs of first and last name, `cover` is base64."""
    people = "".join(
        f"<author><first-name>{first}</first-name><last-name>{last}</last-name></author>"
        for first, last in authors
    )
    sequence = f'<sequence name="{series}" number="{series_index}"/>' if series else ""
    coverpage = '<coverpage><image l:href="#cover.jpg"/></coverpage>' if cover else ""
    binary = f'<binary id="cover.jpg" content-type="image/jpeg">{cover}</binary>' if cover else ""
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink">'
        f"<description><title-info><genre>prose</genre>{people}<book-title>{title}</book-title>"
        f"<annotation><p>One.</p><p>Two.</p></annotation>{coverpage}<lang>{language}</lang>{sequence}</title-info>"
        f"<publish-info><publisher>Press</publisher><year>1949</year><isbn>{isbn}</isbn></publish-info></description>"
        f"<body><section><section><p>{PARAGRAPHS[0]}</p></section></section></body>{binary}</FictionBook>"
    )


def write_fb2(path: Path, title: str = "The Clocks", *, encoding: str = "utf-8", **options: Any) -> Path:
    """Write a FictionBook, zipped where the name says so."""
    data = fb2_text(title, encoding=encoding, **options).encode(encoding)
    if path.suffix == ".zip":
        return write_zip(path, {"book.fb2": data})
    path.write_bytes(data)
    return path


def write_mobi(
    path: Path,
    title: str = "The Clocks",
    extra: Sequence[tuple[int, bytes]] = (),
    *,
    cover: bytes | None = None,
    encoding: str = "utf-8",
    drm: bool = False,
) -> Path:
    """Write the headers of a MOBI book; `extra` are its EXTH records: type and data."""
    records = [*extra, (201, struct.pack(">I", 0))] if cover else list(extra)
    exth_body = b"".join(struct.pack(">II", kind, 8 + len(data)) + data for kind, data in records)
    exth = b"EXTH" + struct.pack(">II", 12 + len(exth_body), len(records)) + exth_body
    name = title.encode(encoding)
    mobi = bytearray(232)
    struct.pack_into(">4sIII", mobi, 0, b"MOBI", 232, 2, 65001 if encoding == "utf-8" else 1252)
    struct.pack_into(">III", mobi, 68, 16 + 232 + len(exth), len(name), 9)
    struct.pack_into(">I", mobi, 92, 1 if cover else 0xFFFFFFFF)
    struct.pack_into(">I", mobi, 112, 0x40)
    palmdoc = struct.pack(">HHIHHHH", 1, 0, 0, 1, 4096, 2 if drm else 0, 0)
    record_0 = palmdoc + bytes(mobi) + exth + name
    path.write_bytes(palm_database("The_Clocks", [record_0, *([cover] if cover else [])]))
    return path


def palm_database(name: str, records: Sequence[bytes], kind: bytes = b"BOOKMOBI") -> bytes:
    """Return a Palm database with these records."""
    header = (
        name.encode("latin-1").ljust(32, b"\0")
        + bytes(28)
        + kind
        + bytes(8)
        + struct.pack(">H", len(records))
    )
    position = len(header) + 8 * len(records)
    table = b""
    for record in records:
        table += struct.pack(">II", position, 0)
        position += len(record)
    return header + table + b"".join(records)


def entries_of(path: Path) -> dict[str, bytes]:
    """The entries of a ZIP archive, in their order."""
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def edit_metadata(path: Path, **changes: str) -> Path:
    """Give an EPUB other metadata as calibre does: the package document is replaced, all else stays."""
    entries = entries_of(path)
    package = next(name for name in entries if name.endswith(".opf"))
    text = entries[package].decode()
    for name, value in changes.items():
        text = re.sub(rf"(<dc:{name}\b[^>]*>)[^<]*", rf"\g<1>{value}", text)
    stamp = '<meta name="calibre:timestamp" content="2026-11-20T10:00:00+00:00"/></metadata>'
    entries[package] = text.replace("</metadata>", stamp).encode()
    path.write_bytes(zip_bytes(entries))
    return path


def zip_again(path: Path) -> Path:
    """Pack an EPUB anew: other order, no compression, other dates; the contents stay."""
    entries = entries_of(path)
    first = {"mimetype": entries.pop("mimetype")}
    path.write_bytes(zip_bytes(first | dict(sorted(entries.items(), reverse=True)), zipfile.ZIP_STORED))
    return path
