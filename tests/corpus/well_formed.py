"""EPUBs that are right, or nearly so, in the many ways that books are: what must be told of each."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from tests.books import epub_with_package, zip_bytes

DC: Final = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
OPF: Final = 'xmlns="http://www.idpf.org/2007/opf"'
BOTH: Final = f'{OPF} xmlns:opf="http://www.idpf.org/2007/opf" {DC}'
ADA: Final = "<dc:creator>Ada Example</dc:creator>"


@dataclass(frozen=True, slots=True)
class DeviceAnnotation:
    """What the program must say about a book."""

    title: str
    authors: tuple[str, ...] = ("Ada Example",)
    language: str = ""
    series: str = ""
    series_index: float | None = None


def books() -> Iterator[tuple[str, bytes, DeviceAnnotation]]:
    """All of them: a file's name, its bytes, and what must be told."""
    yield from _languages()
    yield from _epub_2()
    yield from _epub_3()
    yield from _mixtures()
    yield from _series()
    yield from _namespaces()
    yield from _encodings()
    yield from _texts()
    yield from _places()


def package(
    statements: str, *, version: str = "3.0", names: str = BOTH, head: str = '<?xml version="1.0"?>'
) -> str:
    """A package document with these statements."""
    return (
        f'{head}<package {names} version="{version}"><metadata>{statements}</metadata>'
        '<manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="c"/></spine></package>'
    )


def _epub(statements: str, **options: str) -> bytes:
    return epub_with_package(package(statements, **options))


LANGUAGES: Final = (
    ("ar", "الأيام", "طه حسين"),
    ("he", "סיפור על אהבה וחושך", "עמוס עוז"),
    ("ja", "吾輩は猫である", "夏目漱石"),
    ("zh-Hant", "紅樓夢", "曹雪芹"),
    ("ru", "Мастер и Маргарита", "Михаил Булгаков"),
    ("el", "Βίος και Πολιτεία", "Νίκος Καζαντζάκης"),
    ("tr", "İnce Memed ışığı", "Yaşar Kemal"),
    ("th", "สี่แผ่นดิน", "คึกฤทธิ์ ปราโมช"),
    ("de", "Die Blechtrommel – größer", "Günter Graß"),
    ("fa", "بوف کور می‌خواند", "صادق هدایت"),
    ("hi", "गोदान", "प्रेमचंद"),
    ("ko", "채식주의자", "한강"),
    ("vi", "Truyện Kiều", "Nguyễn Du"),
)
"""Language, title, author: from right to left, without spaces, with joiners, dots and accents of their own."""


def _languages() -> Iterator[tuple[str, bytes, DeviceAnnotation]]:
    for language, title, author in LANGUAGES:
        told = DeviceAnnotation(title, (author,), language)
        said = f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:language>{language}</dc:language>"
        yield f"language {language}.epub", _epub(said), told
        yield (
            f"language {language} in UTF-16.epub",
            epub_with_package(
                package(
                    said.replace(title, f"{title} 16"), head='<?xml version="1.0" encoding="UTF-16"?>'
                ).encode("utf-16")
            ),
            DeviceAnnotation(f"{title} 16", (author,), language),
        )
    turned = '<dc:title dir="rtl" xml:lang="he">\u200fשלום עולם</dc:title>' + ADA
    yield "marked from the right.epub", _epub(turned), DeviceAnnotation("\u200fשלום עולם")


def _epub_2() -> Iterator[tuple[str, bytes, DeviceAnnotation]]:
    said = (
        '<dc:title opf:file-as="Older Book, An">An Older Book</dc:title>'
        '<dc:creator opf:role="aut" opf:file-as="Example, Ada">Ada Example</dc:creator>'
        '<dc:creator opf:role="ill">Ida Illustrator</dc:creator>'
        '<dc:creator opf:role="AUT" opf:file-as="Other, Bob">Bob Other</dc:creator>'
        '<dc:contributor opf:role="trl">Tom Translator</dc:contributor><dc:language>en-GB</dc:language>'
    )
    yield (
        "roles of EPUB 2.epub",
        _epub(said, version="2.0"),
        DeviceAnnotation("An Older Book", ("Ada Example", "Bob Other"), "en-GB"),
    )
    oeb = (
        '<dc-metadata><dc:Title>From OEB 1</dc:Title><dc:Creator role="aut">Ada Example</dc:Creator>'
        "<dc:Language>en</dc:Language></dc-metadata>"
    )
    old = (
        'xmlns:dc="http://purl.org/dc/elements/1.0/" xmlns="http://openebook.org/namespaces/oeb-package/1.0/"'
    )
    yield "OEB 1.epub", _epub(oeb, version="1.0", names=old), DeviceAnnotation("From OEB 1", language="en")
    two = "<dc:title>The First Title</dc:title><dc:title>The Second Title</dc:title>" + ADA
    yield "two titles.epub", _epub(two, version="2.0"), DeviceAnnotation("The First Title")
    empty = "<dc:title/><dc:title> \n </dc:title><dc:title>After Empty Ones</dc:title><dc:creator/>" + ADA
    yield "empty statements.epub", _epub(empty, version="2.0"), DeviceAnnotation("After Empty Ones")
    filed = '<dc:title>Filed</dc:title><dc:creator opf:file-as="Example, Ada" opf:role="aut">Ada Example</dc:creator>'
    yield "filed under.epub", _epub(filed, version="2.0"), DeviceAnnotation("Filed")


def _epub_3() -> Iterator[tuple[str, bytes, DeviceAnnotation]]:
    titles = (
        '<dc:title id="t3">An Anthology</dc:title><meta refines="#t3" property="title-type">edition</meta>'
        '<dc:title id="t2">A Subtitle</dc:title><meta refines="#t2" property="title-type">subtitle</meta>'
        '<dc:title id="t1">The Main One</dc:title><meta refines="#t1" property="title-type"> main </meta>'
        '<meta refines="#t1" property="display-seq">1</meta>' + ADA
    )
    yield "title types.epub", _epub(titles), DeviceAnnotation("The Main One")
    later = (
        '<meta refines="#a" property="role" scheme="marc:relators">aut</meta>'
        '<meta refines="#e" property="role" scheme="marc:relators">edt</meta>'
        '<dc:title>Refined Before</dc:title><dc:creator id="e">Ed Itor</dc:creator>'
        '<dc:creator id="a">Ada Example</dc:creator><meta refines="#a" property="file-as">Example, Ada</meta>'
    )
    yield "refined before.epub", _epub(later), DeviceAnnotation("Refined Before")
    ordered = (
        '<dc:title>In Order</dc:title><dc:creator id="b">Bob Other</dc:creator>'
        '<dc:creator id="a">Ada Example</dc:creator>'
        '<meta refines="#b" property="display-seq">2</meta><meta refines="#a" property="display-seq">1</meta>'
    )
    yield "display order.epub", _epub(ordered), DeviceAnnotation("In Order", ("Ada Example", "Bob Other"))
    prefixed = (
        '<dc:title>Prefixed</dc:title><dc:creator id="a">Ada Example</dc:creator>'
        '<meta refines="#a" property="marc:role">aut</meta><meta property="ibooks:version">1.2</meta>'
        '<meta property="rendition:layout">pre-paginated</meta><meta property="schema:accessMode">visual</meta>'
    )
    yield (
        "prefixes.epub",
        _epub(prefixed, names=f'{BOTH} prefix="ibooks: http://vocabulary.itunes.apple.com/"'),
        DeviceAnnotation("Prefixed"),
    )
    scripts = (
        '<dc:title id="t">Botchan</dc:title>'
        '<meta refines="#t" property="alternate-script" xml:lang="ja">坊っちゃん</meta>'
        '<dc:creator id="a">Ada Example</dc:creator><meta refines="#a" property="alternate-script">エイダ</meta>'
    )
    yield "other scripts.epub", _epub(scripts), DeviceAnnotation("Botchan")
    languages = (
        "<dc:title>Of Two Tongues</dc:title><dc:language>fr</dc:language><dc:language>en</dc:language>" + ADA
    )
    yield "two languages.epub", _epub(languages), DeviceAnnotation("Of Two Tongues", language="fr")
    nobody = '<dc:title>By Nobody Named</dc:title><dc:contributor id="p">The Press</dc:contributor>'
    yield "no author.epub", _epub(nobody), DeviceAnnotation("By Nobody Named", ())
    many = "<dc:title>By Many</dc:title>" + "".join(f"<dc:creator>A {n}</dc:creator>" for n in range(30))
    yield "thirty authors.epub", _epub(many), DeviceAnnotation("By Many", tuple(f"A {n}" for n in range(30)))


def _mixtures() -> Iterator[tuple[str, bytes, DeviceAnnotation]]:
    both = (
        '<dc:title id="t">Both at Once</dc:title><meta refines="#t" property="title-type">main</meta>'
        '<dc:creator id="a" opf:role="aut" opf:file-as="Example, Ada">Ada Example</dc:creator>'
        '<meta refines="#a" property="role" scheme="marc:relators">aut</meta><meta name="cover" content="c"/>'
        '<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta><dc:language>en</dc:language>'
        '<meta name="calibre:series" content="Times"/><meta name="calibre:series_index" content="4.0"/>'
        '<meta property="belongs-to-collection" id="s">Times</meta>'
        '<meta refines="#s" property="group-position">4</meta>'
    )
    yield (
        "both versions.epub",
        _epub(both),
        DeviceAnnotation("Both at Once", language="en", series="Times", series_index=4),
    )
    newer = '<dc:title>Newer in Older</dc:title><dc:creator id="a">Ada Example</dc:creator>'
    newer += (
        '<meta refines="#a" property="role">aut</meta><meta property="belongs-to-collection">Times</meta>'
    )
    yield "three in two.epub", _epub(newer, version="2.0"), DeviceAnnotation("Newer in Older", series="Times")
    link = (
        '<link rel="record" href="x.xml"/><dc:title>Among Links</dc:title>' + ADA + "<meta/><meta name=''/>"
    )
    yield "links and empty metas.epub", _epub(link), DeviceAnnotation("Among Links")


def _series() -> Iterator[tuple[str, bytes, DeviceAnnotation]]:
    calibre = '<meta name="calibre:series" content="{}"/><meta name="calibre:series_index" content="{}"/>'
    for name, index, told in (
        ("half.epub", "1.5", 1.5),
        ("comma.epub", "2,5", 2.5),
        ("nothing.epub", "", None),
    ):
        title = f"Calibre {name[:-5].title()}"
        said = f"<dc:title>{title}</dc:title>{ADA}{calibre.format('Hours &amp; Days', index)}"
        yield (
            f"calibre {name}",
            _epub(said, version="2.0"),
            DeviceAnnotation(title, series="Hours & Days", series_index=told),
        )
    collections = (
        f'<dc:title>In Collections</dc:title>{ADA}<meta property="belongs-to-collection" id="s1">A Set</meta>'
        '<meta refines="#s1" property="collection-type">set</meta>'
        '<meta refines="#s1" property="group-position">9</meta>'
        '<meta property="belongs-to-collection" id="s2">A Series</meta>'
        '<meta refines="#s2" property="collection-type">series</meta>'
        '<meta refines="#s2" property="group-position">3</meta>'
        '<meta property="belongs-to-collection" refines="#s2" id="s3">A Universe</meta>'
    )
    yield (
        "collections.epub",
        _epub(collections),
        DeviceAnnotation("In Collections", series="A Series", series_index=3),
    )
    spaced = f"<dc:title>Spaced Collection</dc:title>{ADA}"
    spaced += '<meta id="s" property=" belongs-to-collection ">\n A  Series \n</meta>'
    spaced += '<meta property="collection-type" refines="#s"> series </meta>'
    spaced += '<meta property="group-position" refines="#s"> 2.0 </meta>'
    yield (
        "spaced collection.epub",
        _epub(spaced),
        DeviceAnnotation("Spaced Collection", series="A Series", series_index=2),
    )


def _namespaces() -> Iterator[tuple[str, bytes, DeviceAnnotation]]:
    said = "<dc:title>{}</dc:title>" + ADA + "<dc:language>en</dc:language>"
    told: dict[str, Any] = {"language": "en"}
    for title, names in (
        ("No Namespaces", ""),
        ("No Dublin Core", OPF),
        ("Odd Namespaces", 'xmlns="http://example.org/odd" xmlns:dc="http://example.org/stranger"'),
        ("Terms Instead", f'{OPF} xmlns:dc="http://purl.org/dc/terms/"'),
    ):
        yield f"{title}.epub", _epub(said.format(title), names=names), DeviceAnnotation(title, **told)
    prefixed = package(said.format("All Prefixed"), names=f'xmlns:o="http://www.idpf.org/2007/opf" {DC}')
    for element in ("package", "metadata", "manifest", "item ", "itemref", "spine"):
        prefixed = prefixed.replace(f"<{element}", f"<o:{element}").replace(f"</{element}", f"</o:{element}")
    yield "All Prefixed.epub", epub_with_package(prefixed), DeviceAnnotation("All Prefixed", **told)
    other = said.format("Another Prefix").replace("dc:", "purl:")
    yield (
        "Another Prefix.epub",
        _epub(other, names=BOTH.replace("xmlns:dc", "xmlns:purl")),
        DeviceAnnotation("Another Prefix", **told),
    )
    plain = said.format("Without Prefixes").replace("dc:", "")
    yield "Without Prefixes.epub", _epub(plain), DeviceAnnotation("Without Prefixes", **told)
    redeclared = said.format("Redeclared").replace("<dc:title>", f"<dc:title {DC}>")
    yield "Redeclared.epub", _epub(redeclared), DeviceAnnotation("Redeclared", **told)


def _encodings() -> Iterator[tuple[str, bytes, DeviceAnnotation]]:
    said = "<dc:title>{}</dc:title>" + ADA
    for title, declared, encoding in (
        ("Größe, big end first", "UTF-16", "utf-16"),
        ("Größe, with a mark", "UTF-8", "utf-8-sig"),
        ("Größe in Latin 1", "ISO-8859-1", "latin-1"),
        ("Größe in Windows", "windows-1252", "cp1252"),
        ("Größe in many bytes", "UTF-32", "utf-32"),
        ("日本語の本", "Shift_JIS", "shift_jis"),
        ("中文书", "GB18030", "gb18030"),
        ("Книга", "KOI8-R", "koi8-r"),
    ):
        head = f'<?xml version="1.0" encoding="{declared}"?>'
        data = epub_with_package(package(said.format(title), head=head).encode(encoding))
        yield f"encoding {declared}.epub", data, DeviceAnnotation(title)
    wrong = package(said.format("Größe, wrongly declared"), head='<?xml version="1.0" encoding="UTF-16"?>')
    yield (
        "wrongly declared.epub",
        epub_with_package(wrong.encode()),
        DeviceAnnotation("Größe, wrongly declared"),
    )
    unknown = package(said.format("Größe, unknown"), head='<?xml version="1.0" encoding="klingon"?>')
    yield "unknown encoding.epub", epub_with_package(unknown.encode()), DeviceAnnotation("Größe, unknown")
    unmarked = package(said.format("Größe without a mark"), head='<?xml version="1.0" encoding="UTF-16"?>')
    yield (
        "no mark.epub",
        epub_with_package(unmarked.encode("utf-16-le")),
        DeviceAnnotation("Größe without a mark"),
    )
    latin = package(said.format("Größe undeclared")).encode("latin-1")
    yield "undeclared.epub", epub_with_package(latin), DeviceAnnotation("Größe undeclared")
    eleven = '<?xml version="1.1" encoding="UTF-8"?>'
    yield (
        "XML 1.1.epub",
        _epub(said.format("Größe in XML 1.1"), head=eleven),
        DeviceAnnotation("Größe in XML 1.1"),
    )
    yield (
        "space before.epub",
        _epub(said.format("After a Space"), head='\n <?xml version="1.0"?>'),
        DeviceAnnotation("After a Space"),
    )


def _texts() -> Iterator[tuple[str, bytes, DeviceAnnotation]]:
    said = "<dc:title>{}</dc:title>" + ADA
    for name, written, title in (
        ("entities", "Tom &amp; J&#233;r&#xF4;me &lt;II&gt; &quot;x&quot;", 'Tom & Jérôme <II> "x"'),
        ("names of HTML", "Caf&eacute; &ndash; na&iuml;ve", "Café – naïve"),
        ("stray ampersand", "Salt & Pepper", "Salt & Pepper"),
        ("lines", "\n   A Title\n   on Lines\t", "A Title on Lines"),
        ("character data", "<![CDATA[Raw <b> & Co]]>", "Raw <b> & Co"),
        ("inner elements", "The <i>Clocks</i> of <b>Time</b>", "The Clocks of Time"),
        ("a comment inside", "Before<!-- not this --> After", "Before After"),
        ("joined letters", "Zoe\u0308 and ﬁne 👩‍🚀", "Zoe\u0308 and ﬁne 👩‍🚀"),
    ):
        yield f"{name}.epub", _epub(said.format(written)), DeviceAnnotation(title)
    doctype = (
        '<?xml version="1.0"?><!DOCTYPE package PUBLIC "+//ISBN 0-9673008-1-9//DTD OEB 1.0 Package//EN"'
        ' "http://openebook.org/dtds/oeb-1.0/oebpkg1.dtd">'
    )
    yield (
        "document type.epub",
        _epub(said.format("Caf&eacute; by Type"), head=doctype),
        DeviceAnnotation("Café by Type"),
    )
    own = '<?xml version="1.0"?><!DOCTYPE package [<!ENTITY house "The Old House">]>'
    yield (
        "own entity.epub",
        _epub(said.format("&house; &amp; Garden"), head=own),
        DeviceAnnotation("The Old House & Garden"),
    )


def _places() -> Iterator[tuple[str, bytes, DeviceAnnotation]]:
    """Where the package document is, and what the container calls it."""

    def placed(title: str, container: str, path: str, at: str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
        rootfile = f'<container><rootfiles><rootfile full-path="{path}"/></rootfiles></container>'
        document = package(f"<dc:title>{title}</dc:title>{ADA}").encode()
        return zip_bytes(
            {"mimetype": b"application/epub+zip", container: rootfile.encode(), at: document}, method
        )

    usual = "META-INF/container.xml"
    for title, container, path, at in (
        ("Upper Case", "META-INF/CONTAINER.XML", "OEBPS/BOOK.OPF", "OEBPS/BOOK.OPF"),
        ("Lower Case", "meta-inf/container.xml", "OEBPS/book.opf", "oebps/Book.opf"),
        ("At the Top", usual, "book.opf", "book.opf"),
        ("A Dot Before", usual, "./OEBPS/book.opf", "OEBPS/book.opf"),
        ("Backslash Inside", usual, "OEBPS\\book.opf", "OEBPS/book.opf"),
        ("From the Root", usual, "/OEBPS/book.opf", "OEBPS/book.opf"),
        ("Escaped Space", usual, "My%20Book/book.opf", "My Book/book.opf"),
        ("Not an Ending of Ours", usual, "OEBPS/package.xml", "OEBPS/package.xml"),
        ("Lost by Its Container", usual, "elsewhere.opf", "OEBPS/book.opf"),
        ("Ünïcode Inside", usual, "Bücher/buch.opf", "Bücher/buch.opf"),
    ):
        yield f"{title}.epub", placed(title, container, path, at), DeviceAnnotation(title)
    yield (
        "Stored.epub",
        placed("Stored", usual, "a.opf", "a.opf", zipfile.ZIP_STORED),
        DeviceAnnotation("Stored"),
    )
    yield (
        "Bytes before.epub",
        b"#!/bin/sh\n" + placed("Bytes Before", usual, "a.opf", "a.opf"),
        DeviceAnnotation("Bytes Before"),
    )
    yield (
        "Bytes after.epub",
        placed("Bytes After", usual, "a.opf", "a.opf") + b"\0" * 400,
        DeviceAnnotation("Bytes After"),
    )
    yield "Shouted.EPUB", placed("Shouted", usual, "a.opf", "a.opf"), DeviceAnnotation("Shouted")
