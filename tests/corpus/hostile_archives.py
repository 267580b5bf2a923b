"""EPUBs and comics that mean harm or are broken, each with a part of the reason that a person reads.

None as the reason: the harm does not work, and the book is read.
"""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from tests.books import epub_bytes, epub_with_package, picture, zip_bytes, zip_of_many

Case = tuple[str, bytes, str | None]
"""A file's name, its bytes, and a part of its reason."""

NO_EPUB: Final = "not a readable EPUB"
NO_OPF: Final = "package document"
DAMAGED: Final = "damaged"
NAMESPACES: Final = 'xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"'
CHAPTER: Final = b"<html><body><p>It was a bright cold day in April.</p></body></html>"
ENCRYPTION: Final = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
    ' xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
    '<enc:EncryptionMethod Algorithm="{}"/><enc:CipherData><enc:CipherReference URI="{}"/></enc:CipherData>'
    "</enc:EncryptedData></encryption>"
)


def package(
    title: str, manifest: str = "", spine: str = "", after: str = "", before: str = "", more: str = ""
) -> str:
    """An EPUB 3 package document."""
    return (
        f'<?xml version="1.0"?>{before}<package {NAMESPACES} version="3.0"><metadata>'
        f"<dc:title>{title}</dc:title><dc:creator>Ada Example</dc:creator>{more}</metadata>"
        f"<manifest>{manifest}</manifest><spine>{spine}</spine>{after}</package>"
    )


def archives() -> Iterator[Case]:
    """All of them."""
    yield from _bombs()
    yield from _documents()
    yield from _paths_and_cycles()
    yield from _broken_zips()
    yield from _lying_zips()
    yield from _protected()
    yield from _encodings()
    yield from _comics()


def deflated_zeros(size: int) -> bytes:
    """A thousandth of the size: one million packed, again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    million = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return million * (size // 1_000_000) + packer.flush()


def packed_zeros(size: int) -> bytes:
    """The same as pictures and PDFs have it: with the head of zlib, and Adler's checksum of zeros."""
    return b"\x78\xda" + deflated_zeros(size) + struct.pack(">I", size % 65_521 << 16 | 1)


def raw_zip(
    name: str, packed: bytes, *, size: int = 10, method: int = 8, flags: int = 0, times: int = 1
) -> bytes:
    """An archive whose entries all lie at the same place, and whose declared size is made up."""
    fields = struct.pack("<HHHHHIII", 20, flags, method, 0, 0x21, 0, len(packed), size)
    encoded = name.encode()
    local = b"PK\x03\x04" + fields + struct.pack("<HH", len(encoded), 0) + encoded + packed
    central = b"".join(
        b"PK\x01\x02\x14\x00"
        + fields
        + struct.pack("<HHHHHII", len(f"{number}{name}".encode()), 0, 0, 0, 0, 0, 0)
        + f"{number}{name}".encode()
        for number in range(times)
    )
    end = struct.pack("<HHHHIIH", 0, 0, times, times, len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end


def _bombs() -> Iterator[Case]:
    huge = deflated_zeros(300_000_000)
    yield "zip bomb lying.epub", raw_zip("a.opf", huge), DAMAGED
    yield "zip bomb overlapping.epub", raw_zip("a.opf", huge, size=300_000_000, times=900), DAMAGED
    yield (
        "zip bomb quine-like.cbz",
        zip_bytes({"in.zip": zip_bytes({"in.zip": zip_bytes({"a": huge})})}),
        "pictures",
    )
    yield "zip bomb page.cbz", zip_bytes({"1.jpg": bytes(40_000_000)}), "larger than 32 MB"
    yield "zip bomb.fb2.zip", zip_bytes({"a.fb2": bytes(60_000_000)}), "FB2"
    yield "opf of 60 MB.epub", epub_with_package(b" " * 60_000_000), "larger than 8 MB"
    container = {"META-INF/container.xml": bytes(50_000_000), "a.opf": package("Container bomb").encode()}
    yield "Container bomb.epub", zip_bytes(container), None
    yield (
        "Info bomb.cbz",
        zip_bytes({"1.jpg": picture(), "ComicInfo.xml": b" " * 40_000_000}),
        "larger than 8 MB",
    )
    chapter = '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'
    bombed = {"c.xhtml": b"<html><body>" + b" " * 60_000_000}
    yield (
        "Chapter bomb.epub",
        epub_with_package(package("Chapter bomb", chapter, '<itemref idref="c"/>'), bombed),
        None,
    )
    endless = package("Endless spine", chapter, '<itemref idref="c"/>' * 100_000)
    yield "Endless spine.epub", epub_with_package(endless, {"c.xhtml": CHAPTER * 40}), None
    lost = endless.replace("Endless spine", "Lost spine").replace("c.xhtml", "gone").encode()
    chapters = (f"Text/{number}.xhtml" for number in range(70_000))
    yield "Lost spine.epub", zip_of_many({"book.opf": lost}, chapters), None
    pages = (f"{number}.jpg" for number in range(100_001))
    yield "More than 100,000 entries.cbz", zip_of_many({}, pages), "100,000 entries"


def _documents() -> Iterator[Case]:
    """XML that grows, reaches out, or is deep."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE package [<!ENTITY l0 "ha">{laughs}]>'
    yield "Billion laughs.epub", epub_with_package(package("A &l11;", before=doctype)), None
    quadratic = f'<!DOCTYPE package [<!ENTITY q "{"x" * 100_000}">]>'
    yield "Quadratic.epub", epub_with_package(package("A " + "&q;" * 50_000, before=quadratic)), None
    outside = '<!DOCTYPE package [<!ENTITY s SYSTEM "file:///etc/passwd">]>'
    yield "Outside entity.epub", epub_with_package(package("A &s;", before=outside)), None
    remote = '<!DOCTYPE package SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>'
    yield "Remote DTD.epub", epub_with_package(package("Remote DTD", before=remote)), None
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
    yield "XInclude.epub", epub_with_package(package(f"XInclude{include}")), None
    deep = package("Deep", more="<a>" * 200_000)
    yield "Deep.epub", epub_with_package(deep), None
    attributes = " ".join(f'a{number}="{number}"' for number in range(200_000))
    yield "Attributes.epub", epub_with_package(package("Attributes", f"<item {attributes}/>")), None
    items = "".join(
        f'<item id="i{n}" href="c{n}.jpg" media-type="image/jpeg" properties="cover-image"/>'
        for n in range(80_000)
    )
    yield "Manifest.epub", epub_with_package(package("Manifest", items)), None
    creators = "".join(f'<dc:creator id="a{n}">A {n}</dc:creator>' for n in range(40_000))
    yield (
        "Forty thousand authors.epub",
        epub_with_package(package("Forty thousand authors", more=creators)),
        None,
    )
    yield "A title of five megabytes.epub", epub_with_package(package("long " * 1_000_000)), None
    about = "<dc:description>" + "&lt;p&gt;" * 500_000 + "</dc:description>"
    yield "Described.epub", epub_with_package(package("Described", more=about)), None
    yield "No package.epub", zip_bytes({"mimetype": b"application/epub+zip"}), NO_OPF
    yield "Empty package.epub", epub_with_package(b""), NO_OPF
    yield "Page as package.epub", epub_with_package(b"<html><body>hello</body></html>"), NO_OPF


def _paths_and_cycles() -> Iterator[Case]:
    """References out of the archive, and to themselves."""
    item = '<item id="c" href="{}" media-type="image/jpeg" properties="cover-image"/>'
    climbing = {
        "../../../../tmp/escaped.opf": b"",
        "/tmp/escaped.txt": b"x",
        "C:\\Windows\\escaped.txt": b"x",
        "book.opf": package("Traversal", item.format("../../../../../../etc/passwd")).encode(),
    }
    yield "Traversal.epub", zip_bytes(climbing), None
    container = (
        b'<container><rootfiles><rootfile full-path="../../../../etc/passwd"/></rootfiles></container>'
    )
    named = {"META-INF/container.xml": container, "b.opf": package("Root outside").encode()}
    yield "Root outside.epub", zip_bytes(named), None
    itself = container.replace(b"../../../../etc/passwd", b"META-INF/container.xml")
    yield "Container names itself.epub", zip_bytes({"META-INF/container.xml": itself}), NO_OPF
    page = b'<html><body><img src="page.xhtml"/></body></html>'
    loop = '<item id="p" href="page.xhtml" media-type="application/xhtml+xml" fallback="q"/>'
    loop += '<item id="q" href="book.opf" fallback="p"/>'
    guide = '<guide><reference type="cover" href="page.xhtml"/></guide>'
    cyclic = package(
        "Cycles",
        loop,
        '<itemref idref="p"/><itemref idref="q"/>',
        guide,
        more='<meta name="cover" content="q"/>',
    )
    yield "Cycles.epub", epub_with_package(cyclic, {"page.xhtml": page}), None
    refining = '<meta id="m" refines="#n" property="role">aut</meta>'
    refining += '<meta id="n" refines="#m" property="role">aut</meta>'
    yield "Refining each other.epub", epub_with_package(package("Refining each other", more=refining)), None
    yield "Link in archive.epub", _with_link(), None


def _with_link() -> bytes:
    output = io.BytesIO()
    item = '<item id="c" href="c.jpg" media-type="image/jpeg" properties="cover-image"/>'
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("book.opf", package("Link in archive", item))
        link = zipfile.ZipInfo("c.jpg")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return output.getvalue()


def _broken_zips() -> Iterator[Case]:
    whole = epub_bytes("Whole")
    for percent in (1, 20, 50, 80, 99):
        yield f"truncated at {percent}.epub", whole[: len(whole) * percent // 100], NO_EPUB
    yield "empty.epub", b"", "empty"
    yield "empty.cbz", b"", "empty"
    yield "zeros.epub", bytes(100_000), NO_EPUB
    yield "head only.epub", b"PK\x03\x04", NO_EPUB
    yield "end only.epub", b"PK\x05\x06" + bytes(18), NO_OPF
    chance = random.Random(5)
    for number in range(12):
        data = bytearray(whole)
        for _ in range(40):
            data[chance.randrange(len(data))] = chance.randrange(256)
        yield f"flipped {number}.epub", bytes(data), ""
    flipped = bytearray(epub_with_package(package("Bad data"), {"x": b"x" * 1000}))
    index = flipped.index(b"OEBPS/book.opf") + 14
    flipped[index : index + 30] = b"\xff" * 30
    yield "bad data.epub", bytes(flipped), DAMAGED
    yield (
        "other compression.epub",
        zip_bytes({"a.opf": b"<package/>"}, zipfile.ZIP_BZIP2),
        "uses a compression method",
    )
    yield "reserved compression.epub", raw_zip("a.opf", b"x", method=77), "uses a compression method"
    encrypted = bytearray(zip_bytes({"a.opf": package("Password").encode()}))
    encrypted[6] |= 1
    encrypted[encrypted.index(b"PK\x01\x02") + 8] |= 1
    yield "password.epub", bytes(encrypted), "password"


def _lying_zips() -> Iterator[Case]:
    """Numbers of a zip64 archive that do not fit."""
    name = b"a.opf"
    for what, size, offset, count in (
        ("size", 2**63, 0, 1),
        ("offset", 60, 2**63, 1),
        ("count", 60, 0, 2**63),
        ("all", 2**64 - 1, 2**64 - 1, 2**64 - 1),
    ):
        record = struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, size, offset)
        locator = struct.pack("<IQI", 0, len(name), 1)
        end = struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
        data = name + b"PK\x06\x06" + record + b"PK\x06\x07" + locator + b"PK\x05\x06" + end
        yield f"zip64 lies about {what}.epub", data, NO_EPUB
    far = struct.pack("<HHHHIIH", 0, 0, 1, 1, 46, 0xFFFFFFF0, 0)
    yield "directory far away.epub", b"x" * 100 + b"PK\x05\x06" + far, NO_EPUB
    extra = struct.pack("<HHQQQ", 1, 24, 2**63 - 1, 2**63 - 1, 2**62)
    fields = struct.pack("<HHHHHIII", 45, 0, 8, 0, 0x21, 0, 0xFFFFFFFF, 0xFFFFFFFF)
    central = b"PK\x01\x02\x2d\x00" + fields + struct.pack("<HHHHHII", 5, len(extra), 0, 0, 0, 0, 0xFFFFFFFF)
    central += name + extra
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), 0, 0)
    yield "zip64 entry far away.epub", central + end, ""


def _protected() -> Iterator[Case]:
    """Metadata can be read; the text can not, and a reader cannot open it."""
    aes = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
    locked = ENCRYPTION.format(aes, "OEBPS/c.xhtml").encode()
    manifest = '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'
    rights = b'<adept:rights xmlns:adept="http://ns.adobe.com/adept"><licenseToken/></adept:rights>'
    for title, name, data, said in (
        ("Adept", "META-INF/rights.xml", rights, "Adobe DRM"),
        ("Readium", "META-INF/license.lcpl", b"{}", "Readium LCP"),
        ("Apple", "META-INF/sinf.xml", b"<fairplay/>", "Apple DRM"),
        ("Unnamed lock", "META-INF/other.xml", b"<x/>", "DRM"),
    ):
        opf = package(title, manifest, '<itemref idref="c"/>').encode()
        entries = {"OEBPS/book.opf": opf, "OEBPS/c.xhtml": bytes(range(256)) * 8}
        yield f"{title}.epub", zip_bytes(entries | {"META-INF/encryption.xml": locked, name: data}), said
    fonts = ENCRYPTION.format("http://www.idpf.org/2008/embedding", "OEBPS/font.otf").encode()
    opf = package("Only its fonts", manifest, '<itemref idref="c"/>').encode()
    entries = {"OEBPS/book.opf": opf, "OEBPS/c.xhtml": CHAPTER, "META-INF/encryption.xml": fonts}
    yield "Only its fonts.epub", zip_bytes(entries), None


def _encodings() -> Iterator[Case]:
    def declared(title: str, encoding: str) -> bytes:
        return package(title).replace('version="1.0"', f'version="1.0" encoding="{encoding}"', 1).encode()

    yield "Declared UTF-16.epub", epub_with_package(declared("Declared UTF-16", "utf-16")), ""
    yield "Unknown encoding.epub", epub_with_package(declared("Unknown encoding", "klingon")), ""
    yield (
        "Half of a pair.epub",
        epub_with_package(package("Half \x00 of a pair").encode().replace(b"\0", b"\xed\xa0\x80")),
        "",
    )
    yield (
        "Zero bytes in it.epub",
        epub_with_package(package("Zero bytes in it").encode().replace(b"bytes", b"\0\0\0\0\0")),
        "",
    )
    yield (
        "Overlong.epub",
        epub_with_package(package("Over long").encode().replace(b" long<", b"\xc0\xbclong<")),
        "",
    )
    yield "Odd UTF-16.epub", epub_with_package(package("Odd").encode("utf-16")[:-1]), ""
    broken = bytearray(zip_bytes({"ä.opf": package("Name").encode()}))
    for index in (broken.index("ä.opf".encode()), broken.rindex("ä.opf".encode())):
        broken[index : index + 2] = b"\xff\xfe"
    yield "broken names inside.epub", bytes(broken), NO_EPUB


def _comics() -> Iterator[Case]:
    inner = zip_bytes({"1.jpg": picture()})
    yield (
        "Archives in it.cbz",
        zip_bytes({"1.cbz": inner, "2.zip": inner, "3.cbr": b"Rar!\x1a\x07\x00"}),
        "pictures",
    )
    yield "folder of nothing.cbz", zip_bytes({"a/b/": b"", "thumbs.db": b"x"}), "pictures"
    yield (
        "Climbing pages.cbz",
        zip_bytes({"../../escaped.jpg": picture(), "/tmp/escaped.jpg": picture()}),
        None,
    )
    digits = "9" * 60_000
    yield "Numbers.cbz", zip_bytes({f"{digits}.jpg": picture(), f"{digits[:-1]}8.jpg": b""}), None
    rar = b"Rar!\x1a\x07\x00"
    yield "head.cbr", rar, "not a readable CBR"
    yield "noise.cbr", rar + bytes(random.Random(1).randrange(256) for _ in range(9000)), ""
    zero_block = rar + struct.pack("<HBHH", 0, 0x74, 0x8000, 0) * 5000
    yield "blocks of no size.cbr", zero_block, ""
    far = struct.pack("<BHH", 0x74, 0x8000, 32) + struct.pack("<I", 0xFFFFFFFF) + bytes(21)
    yield "block far away.cbr", rar + struct.pack("<H", zlib.crc32(far) & 0xFFFF) + far, ""
    rar5 = b"Rar!\x1a\x07\x01\x00"
    yield "five.cbr", rar5 + b"\xff" * 200, ""
    yield "five, never ending number.cbr", rar5 + bytes(4) + b"\x80" * 5000, ""
    yield "five, block of no size.cbr", rar5 + bytes(6000), ""
