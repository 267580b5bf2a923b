"""PDFs, Kindle books, FictionBooks, pictures and wrong names that mean harm or are broken: as `hostile_archives`."""

import struct
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

from PIL import Image

from tests.books import epub_bytes, epub_with_package, fb2_text, palm_database, picture, zip_bytes
from tests.corpus.hostile_archives import Case, deflated_zeros, package, packed_zeros

NO_PDF: Final = "not a readable PDF"
NO_MOBI: Final = "not a readable MOBI"
NO_FB2: Final = "not a readable FB2"
PIXELS: Final = "100 megapixels"
COVER: Final = '<item id="c" href="{}" media-type="image/png" properties="cover-image"/>'


def files() -> Iterator[Case]:
    """All of them."""
    yield from _pictures()
    yield from _pdfs()
    yield from _kindle_books()
    yield from _fiction_books()
    yield from _wrong_names()


def png(width: int, height: int, *, bits: int = 1, data: bytes | None = None, extra: bytes = b"") -> bytes:
    """A PNG of so many pixels, all black where no data are given."""
    header = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    pixels = zlib.compress(bytes((width * bits + 7) // 8 + 1) * height, 9) if data is None else data
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _covered(title: str, image: bytes, name: str = "c.png") -> bytes:
    return epub_with_package(package(title, COVER.format(name)), {name: image})


def _pictures() -> Iterator[Case]:
    yield "Large cover.epub", _covered("Large cover", png(30_000, 30_000)), PIXELS
    yield "Cover that says it is large.epub", _covered("Says", png(2**31 - 1, 2**31 - 1, data=b"")), PIXELS
    jpeg = bytearray(picture(100, 100))
    start = jpeg.index(b"\xff\xc0") + 5
    jpeg[start : start + 4] = struct.pack(">HH", 30_000, 30_000)
    yield "Large JPEG.epub", _covered("Large JPEG", bytes(jpeg), "c.jpg"), PIXELS
    gif = b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0, 0, 0)
    gif += b"," + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0) + b"\x02\x02\x4c\x01\x00;"
    yield "Large GIF.cbz", zip_bytes({"1.gif": gif}), PIXELS
    text = chunk(b"zTXt", b"a\0\0" + packed_zeros(200_000_000))
    yield "Text bomb in the cover.epub", _covered("Text bomb in the cover", png(100, 100, extra=text)), None
    profile = chunk(b"iCCP", b"a\0\0" + packed_zeros(200_000_000))
    yield (
        "Profile bomb in the cover.epub",
        _covered("Profile bomb in the cover", png(99, 99, extra=profile)),
        None,
    )
    more = packed_zeros(200_000_000)
    yield "Too many rows.epub", _covered("Too many rows", png(10, 10, data=more)), None
    yield "No rows.epub", _covered("No rows", png(9_000, 9_000, data=b"")), None
    yield "At the limit.epub", _covered("At the limit", png(10_000, 10_000, bits=8)), None
    frames = [Image.new("P", (400, 400), number % 256) for number in range(300)]
    moving = BytesIO()
    frames[0].save(moving, "GIF", save_all=True, append_images=frames[1:])
    yield "Moving.cbz", zip_bytes({"1.gif": moving.getvalue()}), None
    tiff = (
        b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + struct.pack("<HHII", 256, 4, 1, 1) + struct.pack("<I", 8)
    )
    yield "Loop of directories.cbz", zip_bytes({"1.tif": tiff}), None
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
    yield "Drawn.epub", _covered("Drawn", svg, "c.svg"), None
    yield "Not a picture.epub", _covered("Not a picture", b"a letter to my aunt" * 50), None


def pdf(objects: Sequence[bytes], *, trailer: bytes = b"", prev: int | None = None) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    output = bytearray(b"%PDF-1.5\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(output)
    output += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    output += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    before = b" /Prev %d" % (table if prev is None else prev) if prev is not None else b""
    output += b"trailer << /Size %d /Root 1 0 R%s%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        before,
        trailer,
        table,
    )
    return bytes(output)


CATALOGUE: Final = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE: Final = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents 4 0 R /Resources << >> >>"


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(data), more, data)


def _pdfs() -> Iterator[Case]:
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count %d >>"
    one = pages % 1
    draw = stream(b"0 0 100 100 re f")
    yield "Endless pages.pdf", pdf([CATALOGUE, pages % 2_000_000_000, PAGE, draw]), ""
    yield "Fewer than no pages.pdf", pdf([CATALOGUE, pages % -5, PAGE, draw]), ""
    circle = b"<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 9 >>"
    yield "Pages in a circle.pdf", pdf([CATALOGUE, circle, PAGE, draw]), ""
    tree = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 3) for number in range(20_000)]
    yield "Pages 20,000 deep.pdf", pdf([CATALOGUE, *tree, PAGE]), ""
    wide = [b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % (b"3 0 R " * 100_000)]
    yield "The same page for ever.pdf", pdf([CATALOGUE, *wide, PAGE, draw]), ""
    yield "Table in a circle.pdf", pdf([CATALOGUE, one, PAGE, draw], prev=0), ""
    large = PAGE.replace(b"200 300", b"20000000 30000000")
    yield "Large page.pdf", pdf([CATALOGUE, one, large, draw]), ""
    flat = PAGE.replace(b"200 300", b"0.0001 99999999")
    yield "Flat page.pdf", pdf([CATALOGUE, one, flat, draw]), ""
    none = PAGE.replace(b"200 300", b"0 0")
    yield "Page of no size.pdf", pdf([CATALOGUE, one, none, draw]), ""
    slow = stream(b"0 0 100 100 re f " * 900_000)
    yield "Slow page.pdf", pdf([CATALOGUE, one, PAGE, slow]), ""
    packed = zlib.compress(b"0 0 199 299 re S " * 12_000_000, 9)
    yield "Page bomb.pdf", pdf([CATALOGUE, one, PAGE, stream(packed, b" /Filter /FlateDecode")]), ""
    twice = b" /Filter [/FlateDecode /FlateDecode]"
    bomb = zlib.compress(packed_zeros(400_000_000), 9)
    yield "Filters.pdf", pdf([CATALOGUE, one, PAGE, stream(bomb, twice)]), ""
    form = stream(
        b"/F Do /F Do",
        b" /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >>",
    )
    drawn = PAGE.replace(b"<< >> >>", b"<< /XObject << /F 4 0 R >> >> >>")
    yield "Form in a form.pdf", pdf([CATALOGUE, one, drawn, form]), ""
    image = b" /Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceGray /BitsPerComponent 8"
    pixels = stream(zlib.compress(bytes(900_000), 9), image + b" /Filter /FlateDecode")
    shown = PAGE.replace(b"<< >> >>", b"<< /XObject << /I 5 0 R >> >> >>")
    yield "Large picture.pdf", pdf([CATALOGUE, one, shown, stream(b"200 0 0 300 0 0 cm /I Do"), pixels]), ""
    locked = b" /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -1 >> /ID [<00> <00>]" % (
        (b"41" * 32,) * 2
    )
    yield "locked.pdf", pdf([CATALOGUE, one, PAGE, draw], trailer=locked), "password"
    yield "half.pdf", pdf([CATALOGUE, one, PAGE, draw])[:120], NO_PDF
    yield "only a head.pdf", b"%PDF-1.7", NO_PDF
    yield "brackets.pdf", b"%PDF-1.4\n1 0 obj\n" + b"[" * 2_000_000, NO_PDF
    packet = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + b"<a>" * 250_000 + b"</x:xmpmeta>"
    metadata = stream(packet, b" /Type /Metadata /Subtype /XML")
    with_packet = CATALOGUE.replace(b" >>", b" /Metadata 5 0 R >>")
    yield "Deep packet.pdf", pdf([with_packet, one, PAGE, draw, metadata]), None


def record_0(
    *, exth: bytes = b"", name: tuple[int, int] = (0, 0), first_image: int = 1, drm: int = 0
) -> bytes:
    """The first record of a Kindle book."""
    mobi = bytearray(232)
    struct.pack_into(">4sIII", mobi, 0, b"MOBI", 232, 2, 65001)
    struct.pack_into(">III", mobi, 68, *name, 9)
    struct.pack_into(">I", mobi, 92, first_image)
    struct.pack_into(">I", mobi, 112, 0x40)
    return struct.pack(">HHIHHHH", 1, 0, 0, 1, 4096, drm, 0) + bytes(mobi) + exth


def exth(*records: tuple[int, bytes], count: int | None = None) -> bytes:
    """The records of an EXTH header."""
    body = b"".join(struct.pack(">II", kind, 8 + len(data)) + data for kind, data in records)
    return b"EXTH" + struct.pack(">II", 12 + len(body), len(records) if count is None else count) + body


def _kindle_books() -> Iterator[Case]:
    title = (503, b"Kept Title")
    whole = palm_database("Kept", [record_0(exth=exth(title))])
    yield "count.mobi", whole[:76] + b"\xff\xff" + whole[78:], NO_MOBI
    yield "no records.mobi", whole[:76] + b"\0\0" + whole[78:], NO_MOBI
    yield "header only.azw3", whole[:78], NO_MOBI
    yield "Locked by Kindle.azw3", palm_database("Kept", [record_0(exth=exth(title), drm=2)]), "Kindle DRM"
    yield (
        "Locked by Mobipocket.mobi",
        palm_database("Kept", [record_0(exth=exth(title), drm=1)]),
        "Kindle DRM",
    )
    yield "kfx.azw", b"\xeaDRMION\xee" + bytes(500), "Kindle DRM"
    yield "Many EXTH.mobi", palm_database("Kept", [record_0(exth=exth(title, count=2**32 - 1))]), None
    sizeless = exth(title, count=9) + struct.pack(">II", 100, 0) * 9
    yield "EXTH of no size.mobi", palm_database("Kept", [record_0(exth=sizeless)]), None
    beyond = exth(title, count=9) + struct.pack(">II", 100, 2**32 - 1)
    yield "EXTH far away.mobi", palm_database("Kept", [record_0(exth=beyond)]), None
    cover = exth(title, (201, struct.pack(">I", 2**32 - 9)))
    yield "Cover far away.mobi", palm_database("Kept", [record_0(exth=cover, first_image=2**32 - 2)]), None
    yield (
        "Name far away.mobi",
        palm_database("Kept", [record_0(exth=exth(title), name=(2**32 - 1, 2**32 - 1))]),
        None,
    )
    backwards = bytearray(palm_database("Kept", [record_0(exth=exth(title, (201, bytes(4)))), b"x" * 100]))
    struct.pack_into(">I", backwards, 78 + 8, 2**32 - 1)
    yield "record far away.mobi", bytes(backwards), ""
    struct.pack_into(">I", backwards, 78 + 8, 3)
    yield "record before the first.mobi", bytes(backwards), NO_MOBI
    authors = exth(title, *[(100, b"A;" * 400)] * 400)
    yield "Authors.mobi", palm_database("Kept", [record_0(exth=authors)]), None


def _fiction_books() -> Iterator[Case]:
    text = fb2_text("Deep sections")
    deep = text.replace("<body>", "<body>" + "<section>" * 300_000)
    yield "Deep sections.fb2", deep.encode(), None
    description = text.replace("<p>One.</p>", "<p>" * 300_000 + "One." + "</p>" * 300_000)
    yield "Deep description.fb2", description.replace("Deep sections", "Deep description").encode(), ""
    head = b"<FictionBook><description><title-info><book-title>Never ends</book-title>"
    head += b"<coverpage><image href='#c'/></coverpage>"
    book = head + b"</title-info></description><body>" + b"<p>x</p>" * 3_000_000
    yield "Never ends.fb2.zip", zip_bytes({"a.fb2": book}), None
    yield "no description.fb2", b"<FictionBook><body>" + b"<p>x</p>" * 2_000_000, NO_FB2
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'?><!DOCTYPE FictionBook [<!ENTITY l0 "ha">{laughs}]><F'
    yield "Laughs.fb2", fb2_text("Laughs &l11;").replace("?><F", doctype, 1).encode(), ""
    yield "half.fb2", text.encode()[:150], NO_FB2
    yield "empty.fb2", b"", "empty"
    yield "Large cover.fb2", fb2_text("Large cover", cover="QUFB" * 5_000_000).encode(), None
    yield "two books.fb2.zip", zip_bytes({"readme.txt": b"x"}), "no FB2 book"
    packed = zip_bytes({"a.fb2": b""})
    yield "half.fb2.zip", packed[: len(packed) // 2], "not a readable FB2 archive"
    yield "ratio.fb2.zip", zip_bytes({"in.zip": deflated_zeros(20_000_000)}), "no FB2 book"


def _wrong_names() -> Iterator[Case]:
    epub = epub_bytes("Wrong", cover=False)
    mobi = palm_database("Kept", [record_0(exth=exth((503, b"Wrong")))])
    paper = pdf([CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, stream(b"")])
    yield "is a pdf.epub", paper, "is a PDF"
    yield "is a mobi.epub", mobi, "is a Kindle book"
    yield "is a web page.epub", b"<!DOCTYPE html><html><body>404 Not Found</body></html>", "is a web page"
    yield "is a picture.cbz", picture(), "is a picture"
    yield "is an epub.pdf", epub, "is a ZIP archive"
    yield "is an epub.mobi", epub, "is a ZIP archive"
    yield "is a rar.epub", b"Rar!\x1a\x07\x00" + bytes(30), "is a RAR archive"
    yield "is 7z.cbz", b"7z\xbc\xaf\x27\x1c" + bytes(30), "is a 7-Zip archive"
    yield "is a program.epub", b"MZ" + bytes(500), "is a program"
    yield "is another program.epub", b"\x7fELF" + bytes(500), "is a program"
    yield "is fb2.epub", fb2_text("Wrong").encode(), "is an FB2 book"
    yield "is old word.epub", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "is an Office document"
    yield "is text.epub", b"This is a letter to my aunt. " * 40, "not a readable EPUB"
