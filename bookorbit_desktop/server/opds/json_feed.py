"""Feeds as OPDS 2.0, for clients that ask for /opds/v2. KOReader gets Atom, which every release reads."""

import json
import re
from datetime import datetime
from typing import Any

from bookorbit_desktop.domain.base.language import language_code
from bookorbit_desktop.domain.library.download_names import plain_line, plain_text, shown_authors, shown_title
from bookorbit_desktop.domain.library.metadata import tidy_genres
from bookorbit_desktop.server.opds import addresses, media
from bookorbit_desktop.server.opds.addresses import BASE_2, address
from bookorbit_desktop.server.opds.model import CATALOGUE, CatalogueLink, Feed, ShownBook

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def feed_document(feed: Feed) -> bytes:
    """A feed."""
    document: dict[str, Any] = {
        "metadata": {"title": plain_line(feed.title), "modified": _moment(feed.updated)},
        "links": _links(feed),
    }
    if feed.links:
        document["navigation"] = [_navigation(link) for link in feed.links]
    if feed.books:
        document["publications"] = [_publication(book) for book in feed.books]
    if not feed.links and not feed.books:
        # A feed must have something in it.
        document["navigation"] = [_navigation(CatalogueLink("Start", ""))]
    if feed.facets:
        document["facets"] = [
            {
                "metadata": {"title": group.title},
                "links": [
                    _link(
                        address(BASE_2, facet.path), title=facet.title, rel="self" if facet.is_active else ""
                    )
                    for facet in group.links
                ],
            }
            for group in feed.facets
        ]
    return _written(document)


def publication_document(book: ShownBook) -> bytes:
    """The document of one book."""
    return _written(_publication(book))


def authentication_document(origin: str, why: str) -> bytes:
    """How to log in (Authentication for OPDS 1.0). `origin` is this server's address as the reader knows it."""
    return _written(
        {
            "id": f"{origin}{addresses.AUTHENTICATION}",
            "title": CATALOGUE,
            "description": why,
            "authentication": [
                {
                    "type": "http://opds-spec.org/auth/basic",
                    "labels": {"login": "User name", "password": "Passphrase"},
                }
            ],
        }
    )


def _links(feed: Feed) -> list[dict[str, Any]]:
    links = [
        _link(address(BASE_2, feed.path), rel="self"),
        _link(BASE_2, rel="start"),
        {**_link(addresses.SEARCH_TEMPLATE_2, rel="search"), "templated": True},
    ]
    if feed.up is not None:
        links.append(_link(address(BASE_2, feed.up), rel="up"))
    if feed.next:
        links.append(_link(address(BASE_2, feed.next), rel="next"))
    return links


def _navigation(link: CatalogueLink) -> dict[str, Any]:
    count = {} if link.count is None else {"properties": {"numberOfItems": link.count}}
    return {**_link(address(BASE_2, link.path), title=link.title, rel="subsection"), **count}


def _publication(shown: ShownBook) -> dict[str, Any]:
    book, metadata = shown.book, shown.book.metadata
    path = addresses.entry_path(book.id)
    facts = {
        "@type": "http://schema.org/Book",
        "identifier": f"urn:bookorbit:{path}",
        "title": shown_title(metadata.title),
        "author": shown_authors(metadata.authors),
        "modified": _moment(book.added_at),
        "language": language_code(metadata.language),
        "publisher": plain_line(metadata.publisher),
        "published": metadata.published if _DAY.fullmatch(metadata.published) else "",
        "description": plain_text(metadata.description),
        "subject": [subject for subject in map(plain_line, tidy_genres(metadata.subjects)) if subject],
    }
    publication: dict[str, Any] = {
        "metadata": {name: value for name, value in facts.items() if value},
        "links": [
            _link(address(BASE_2, path), rel="self", kind=media.PUBLICATION_2),
            *(
                _link(
                    addresses.download(book, file),
                    rel="http://opds-spec.org/acquisition",
                    kind=media.BOOKS[file.format],
                )
                for file in book.files
            ),
        ],
    }
    if series := plain_line(metadata.series):
        position = {} if metadata.series_index is None else {"position": metadata.series_index}
        publication["metadata"]["belongsTo"] = {"series": {"name": series, **position}}
    if shown.has_cover:
        publication["images"] = [
            _link(addresses.cover(book.id), rel="http://opds-spec.org/image", kind=media.JPEG),
            _link(addresses.thumbnail(book.id), rel="http://opds-spec.org/image/thumbnail", kind=media.JPEG),
        ]
    return publication


def _link(href: str, *, rel: str = "", title: str = "", kind: str = media.FEED_2) -> dict[str, Any]:
    named = {name: value for name, value in (("rel", rel), ("title", title)) if value}
    return {"href": href, "type": kind, **named}


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _written(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
