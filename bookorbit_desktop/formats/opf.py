"""Reads the package document of an EPUB (OPF 2 and EPUB 3), even if it mixes both."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from lxml import etree

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.identifiers import identifiers
from bookorbit_desktop.formats.markup import (
    attribute,
    child,
    children,
    clean_line,
    date_text,
    fill_entities,
    inner_markup,
    inner_text,
    known_names,
    local_name,
    parse_xml,
    plain_text,
    series_position,
    unique_lines,
)

_ONIX_IDENTIFIER_TYPES: Final = {"02": "isbn", "06": "doi", "15": "isbn"}
"""ONIX code list 5, by which EPUB 3 names the kinds of identifiers."""
PUBLICATION_EVENTS: Final = ("publication", "published", "issued", "original-publication", "")
"""EPUB 2's names for dates of publication, most certain first."""


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """One file of the publication; `href` is relative to the package document."""

    id: str
    href: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Package:
    """The content of a package document: metadata, and the addresses of the parts."""

    metadata: BookMetadata
    manifest: tuple[ManifestItem, ...]
    cover_id: str
    """EPUB 2's `<meta name="cover">`: the id, sometimes the href, of a manifest item."""
    guide_cover: str
    """EPUB 2's `<reference type="cover">`: the href of a page or a picture."""
    spine: tuple[str, ...]
    """The ids of the manifest items in reading order."""


def parse_package(data: bytes) -> Package:
    """Read a package document.

    Raises Unreadable if it is not a package document.
    """
    root = parse_xml(data, Message("The package document"))
    if local_name(root.tag) != "package" or not children(root):
        raise Unreadable(Message("{0} of this book can't be read.", Message("The package document")))
    fill_entities(root)
    statements = _Statements(child(root, "metadata"))
    references = children(child(root, "guide"), "reference")
    covers = [reference.get("href", "").strip() for reference in references if _is_cover(reference)]
    return Package(
        metadata=_metadata(statements),
        manifest=tuple(_manifest_item(item) for item in children(child(root, "manifest"), "item")),
        cover_id=statements.named.get("cover", ""),
        guide_cover=covers[0] if covers else "",
        spine=tuple(item.get("idref", "").strip() for item in children(child(root, "spine"), "itemref")),
    )


class _Statements:
    """The statements of a `<metadata>` element, by name."""

    def __init__(self, metadata: etree._Element | None) -> None:
        self.elements: dict[str, list[etree._Element]] = defaultdict(list)
        """Dublin Core elements by local name."""
        self.named: dict[str, str] = {}
        """EPUB 2: `<meta name="..." content="...">`."""
        self.properties: dict[str, list[etree._Element]] = defaultdict(list)
        """EPUB 3: `<meta property="...">` about the book itself."""
        self._refinements: dict[tuple[str, str], list[str]] = defaultdict(list)
        for element in children(metadata):
            # OEB 1 wraps them once more.
            wrapped = (
                children(element) if local_name(element.tag) in ("dc-metadata", "x-metadata") else [element]
            )
            for statement in wrapped:
                self._add(statement)

    def _add(self, element: etree._Element) -> None:
        if local_name(element.tag) != "meta":
            self.elements[local_name(element.tag)].append(element)
            return
        if name := element.get("name", "").strip().lower():
            self.named.setdefault(name, element.get("content", "").strip())
        if name := element.get("property", "").strip().lower():
            if target := element.get("refines", "").strip():
                self._refinements[target.removeprefix("#"), name].append(inner_text(element).strip())
            else:
                self.properties[name].append(element)

    def refinements(self, element: etree._Element, name: str) -> list[str]:
        """The values of EPUB 3's `refines` metas for an element."""
        return self._refinements.get((element.get("id", ""), name), [])

    def refinement(self, element: etree._Element, name: str) -> str:
        return next(iter(self.refinements(element, name)), "")

    def lines(self, name: str) -> tuple[str, ...]:
        return unique_lines(inner_text(element) for element in self.elements[name])

    def line(self, name: str) -> str:
        return next(iter(self.lines(name)), "")


def _metadata(statements: _Statements) -> BookMetadata:
    series, series_index = _series(statements)
    descriptions = statements.elements["description"]
    return BookMetadata(
        title=_title(statements),
        authors=_authors(statements),
        series=series,
        series_index=series_index,
        language=statements.line("language"),
        identifiers=_identifiers(statements),
        description=plain_text(inner_markup(descriptions[0])) if descriptions else "",
        publisher=statements.line("publisher"),
        published=_published(statements),
        subjects=statements.lines("subject"),
        pages=_pages(statements),
    )


def _title(statements: _Statements) -> str:
    titles = statements.elements["title"]
    main = [title for title in titles if statements.refinement(title, "title-type") == "main"]
    return next(iter(unique_lines(inner_text(title) for title in main + titles)), "")


def _authors(statements: _Statements) -> tuple[str, ...]:
    """The creators in order; if roles are given, only the authors."""
    creators = sorted(statements.elements["creator"], key=lambda creator: _display_order(statements, creator))
    writers = [creator for creator in creators if _may_be_author(statements, creator)]
    return known_names(inner_text(creator) for creator in writers or creators)


def _display_order(statements: _Statements, creator: etree._Element) -> int:
    order = statements.refinement(creator, "display-seq")
    # Those without a number keep their position behind the others: sorting is stable.
    return int(order) if order.isascii() and order.isdigit() and len(order) < 9 else 10**9


def _may_be_author(statements: _Statements, creator: etree._Element) -> bool:
    roles = [attribute(creator, "role"), *statements.refinements(creator, "role")]
    given = {role.lower().removeprefix("marc:") for role in roles if role}
    return not given or not given.isdisjoint({"aut", "author"})


def _identifiers(statements: _Statements) -> tuple[Identifier, ...]:
    return identifiers(
        (_identifier_scheme(statements, element), inner_text(element))
        for element in statements.elements["identifier"]
    )


def _identifier_scheme(statements: _Statements, element: etree._Element) -> str:
    kind = statements.refinement(element, "identifier-type")
    return attribute(element, "scheme") or _ONIX_IDENTIFIER_TYPES.get(kind, "" if kind.isdigit() else kind)


def _series(statements: _Statements) -> tuple[str, float | None]:
    """Calibre's series, otherwise EPUB 3's first collection that is not just a set of books."""
    if series := clean_line(statements.named.get("calibre:series")):
        return series, series_position(statements.named.get("calibre:series_index"))
    for collection in statements.properties["belongs-to-collection"]:
        name = clean_line(inner_text(collection))
        if name and statements.refinement(collection, "collection-type") in ("series", ""):
            return name, series_position(statements.refinement(collection, "group-position"))
    return "", None


def _published(statements: _Statements) -> str:
    """The publication date: EPUB 2 also has dates of conversion and modification."""
    dates = statements.elements["date"]
    by_event = {attribute(date, "event").lower(): inner_text(date) for date in reversed(dates)}
    for event in PUBLICATION_EVENTS:
        if published := date_text(by_event.get(event)):
            return published
    return ""


def _pages(statements: _Statements) -> int | None:
    texts = [inner_text(element).strip() for element in statements.properties["schema:numberofpages"]]
    pages = next((int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 6), 0)
    return pages or None


def _manifest_item(item: etree._Element) -> ManifestItem:
    return ManifestItem(
        id=item.get("id", "").strip(),
        href=item.get("href", "").strip(),
        media_type=item.get("media-type", "").strip().lower(),
        properties=frozenset(item.get("properties", "").split()),
    )


def _is_cover(reference: etree._Element) -> bool:
    return reference.get("type", "").strip().lower() == "cover"
