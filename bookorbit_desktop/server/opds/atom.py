"""Feeds as OPDS 1.2, in the Atom that KOReader's own parser understands (opds.md, "Feed parsing")."""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

from lxml import etree

from bookorbit_desktop.domain.koreader.feeds import COUNTED_TO, FeedBook, Grouping
from bookorbit_desktop.domain.library.download_names import plain_line, plain_text, shown_authors, shown_title
from bookorbit_desktop.domain.library.metadata import tidy_genres
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.server.opds import addresses, media
from bookorbit_desktop.server.opds.addresses import BASE, address
from bookorbit_desktop.server.opds.model import CATALOGUE, CatalogueLink, Feed, ShownBook

STATUSES = {
    ReadingStatus.READING: "Reading",
    ReadingStatus.REREADING: "Rereading",
    ReadingStatus.WANT_TO_READ: "Want to Read",
    ReadingStatus.ON_HOLD: "On Hold",
    ReadingStatus.UNREAD: "Unread",
    ReadingStatus.READ: "Read",
    ReadingStatus.SKIMMED: "Skimmed",
    ReadingStatus.ABANDONED: "Abandoned",
}
GROUPINGS = {
    Grouping.AUTHOR: "Authors",
    Grouping.SERIES: "Series",
    Grouping.GENRE: "Genres",
    Grouping.LANGUAGE: "Languages",
}


def book_count(count: int) -> str:
    """The number of books in a list."""
    if count >= COUNTED_TO:
        return f"{COUNTED_TO} books or more"
    return "1 book" if count == 1 else f"{count} books"


def letter_title(letter: str) -> str:
    """The display form of an initial."""
    return "0–9" if letter == "0" else letter.upper()


def series_text(series: str, index: float | None) -> str:
    """A series, with the book's number in it if known."""
    return series if index is None else f"{series} #{index:g}"


ATOM = "http://www.w3.org/2005/Atom"
OPDS = "http://opds-spec.org/2010/catalog"
DC = "http://purl.org/dc/terms/"
THREADING = "http://purl.org/syndication/thread/1.0"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_NAMES: dict[Any, str] = {None: ATOM, "opds": OPDS, "dc": DC, "thr": THREADING}
_SEARCH_NAMES: dict[Any, str] = {None: OPENSEARCH}
_ACQUISITION = "http://opds-spec.org/acquisition"
_IMAGE = "http://opds-spec.org/image"


def feed_document(feed: Feed, *, template: bool = False, description: bool = True) -> bytes:
    """A feed. `template` adds a search link that KOReader and the Xteink's firmware fill in themselves.

    `description` adds one to the OpenSearch description, which alone is valid by the specification; KOReader
    would fetch that again with every page.
    """
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=_NAMES)
    _put(root, "id", _identifier(feed.path))
    _put(root, "title", plain_line(feed.title))
    _put(root, "updated", _moment(feed.updated))
    _author(root, CATALOGUE)
    kind = media.ACQUISITION if feed.has_books else media.NAVIGATION
    _link(root, "self", address(BASE, feed.path), kind)
    _link(root, "start", BASE, media.NAVIGATION)
    if feed.up is not None:
        _link(root, "up", address(BASE, feed.up), media.NAVIGATION)
    if feed.next:
        _link(root, "next", address(BASE, feed.next), kind)
    if template:
        _link(root, "search", addresses.SEARCH_TEMPLATE, "application/atom+xml")
    if description:
        _link(root, "search", f"{BASE}/opensearch.xml", media.OPENSEARCH)
    _link(root, "alternate", address(addresses.BASE_2, feed.path), media.FEED_2)
    _facets(root, feed)
    for link in feed.links:
        _catalogue_entry(root, link, feed.updated)
    for book in feed.books:
        _book_entry(etree.SubElement(root, f"{{{ATOM}}}entry"), book, plain_names=feed.plain_names)
    return _written(root)


def entry_document(book: ShownBook) -> bytes:
    """The document of one book."""
    root = etree.Element(f"{{{ATOM}}}entry", nsmap=_NAMES)
    _book_entry(root, book, plain_names=False)
    return _written(root)


def search_description(origin: str) -> bytes:
    """The OpenSearch description. `origin` is this server's address as the reader knows it."""
    root = etree.Element(f"{{{OPENSEARCH}}}OpenSearchDescription", nsmap=_SEARCH_NAMES)
    for name, text in (
        ("ShortName", CATALOGUE),
        ("Description", "Books of your library"),
        ("InputEncoding", "UTF-8"),
        ("OutputEncoding", "UTF-8"),
    ):
        etree.SubElement(root, f"{{{OPENSEARCH}}}{name}").text = text
    template = f"{origin}{addresses.SEARCH_TEMPLATE}"
    etree.SubElement(root, f"{{{OPENSEARCH}}}Url", {"type": media.ACQUISITION, "template": template})
    return _written(root)


def _facets(root: etree._Element, feed: Feed) -> None:
    for group in feed.facets:
        for facet in group.links:
            marks = {"title": facet.title, f"{{{OPDS}}}facetGroup": group.title}
            if facet.is_active:
                marks[f"{{{OPDS}}}activeFacet"] = "true"
            _link(root, "http://opds-spec.org/facet", address(BASE, facet.path), media.ACQUISITION, marks)


def _catalogue_entry(root: etree._Element, link: CatalogueLink, updated: datetime) -> None:
    entry = etree.SubElement(root, f"{{{ATOM}}}entry")
    _put(entry, "id", _identifier(link.path))
    _put(entry, "title", link.title)
    _put(entry, "updated", _moment(updated))
    if link.about:
        _content(entry, link.about)
    count = {} if link.count is None else {f"{{{THREADING}}}count": str(link.count)}
    kind = media.ACQUISITION if link.to_books else media.NAVIGATION
    _link(entry, "subsection", address(BASE, link.path), kind, count)


def _book_entry(entry: etree._Element, shown: ShownBook, *, plain_names: bool) -> None:
    book, metadata = shown.book, shown.book.metadata
    path = addresses.entry_path(book.id)
    _put(entry, "id", _identifier(path))
    _put(entry, "title", shown_title(metadata.title))
    _put(entry, "updated", _moment(book.added_at))
    _author(entry, shown_authors(metadata.authors))
    _dublin_core(entry, book)
    for subject in filter(None, map(plain_line, tidy_genres(metadata.subjects))):
        etree.SubElement(entry, f"{{{ATOM}}}category", {"term": subject, "label": subject})
    if about := _about(book):
        _content(entry, about)
    _link(entry, "alternate", address(BASE, path), media.ENTRY)
    for file in book.files:
        href = addresses.download(book, file, plain_name=plain_names)
        _link(entry, _ACQUISITION, href, media.BOOKS[file.format], {"length": str(file.size)})
    if shown.has_cover:
        _link(entry, _IMAGE, addresses.cover(book.id), media.JPEG)
        _link(entry, f"{_IMAGE}/thumbnail", addresses.thumbnail(book.id), media.JPEG)


def _dublin_core(entry: etree._Element, book: FeedBook) -> None:
    metadata = book.metadata
    isbns = [
        f"urn:isbn:{identifier.value}" for identifier in metadata.identifiers if identifier.scheme == "isbn"
    ]
    facts = (
        *(("identifier", isbn) for isbn in isbns),
        ("language", metadata.language),
        ("publisher", metadata.publisher),
        ("issued", metadata.published),
    )
    for name, value in facts:
        if text := plain_line(value):
            etree.SubElement(entry, f"{{{DC}}}{name}").text = text


def _about(book: FeedBook) -> str:
    """The "Book information" that KOReader displays, as HTML; other readers keep it as the book's description."""
    metadata = book.metadata
    paragraphs = plain_text(metadata.description).split("\n\n")
    if series := plain_line(metadata.series):
        paragraphs.insert(0, series_text(series, metadata.series_index))
    return "".join(
        f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs if paragraph.strip()
    )


def _author(parent: etree._Element, name: str) -> None:
    author = etree.SubElement(parent, f"{{{ATOM}}}author")
    etree.SubElement(author, f"{{{ATOM}}}name").text = name


def _content(entry: etree._Element, html: str) -> None:
    """Exactly this element, without other attributes: KOReader searches for it."""
    etree.SubElement(entry, f"{{{ATOM}}}content", {"type": "html"}).text = html


def _put(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _link(
    parent: etree._Element, rel: str, href: str, kind: str, more: Mapping[str, str] | None = None
) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": href, "type": kind, **(more or {})})


def _identifier(path: str) -> str:
    return f"urn:bookorbit:{path or 'catalogue'}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
