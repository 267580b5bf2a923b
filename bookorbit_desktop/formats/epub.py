"""EPUB: the package document and the cover, straight from the ZIP archive.

Only what is needed is read: about 0.5 ms a book, where reading the whole of it takes 25 times as long
(performance.md, "Reading book files").
"""

import base64
import binascii
import posixpath
import urllib.parse
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import BinaryIO, Final, TypeVar

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.formats.archive import ZipArchive
from bookorbit_desktop.formats.contents import (
    COVER_LIMIT,
    COVER_TOO_LARGE,
    PACKAGE_LIMIT,
    Contents,
    OverLimit,
    Unreadable,
)
from bookorbit_desktop.formats.markup import attribute, local_name, parse_xml
from bookorbit_desktop.formats.opf import ManifestItem, Package, parse_package
from bookorbit_desktop.formats.protection import lock_of

_Found = TypeVar("_Found", bytes, str)
_CONTAINER: Final = "META-INF/container.xml"
_PACKAGE_TOO_LARGE: Final = Message("The package document of this EPUB is larger than 8 MB.")
_CANDIDATES_TRIED: Final = 12
_PACKAGES_TRIED: Final = 4
_PAGE_TOO_LARGE: Final = Message("The cover page of this EPUB is larger than 8 MB.")
_PICTURES: Final = frozenset({"image/jpeg", "image/jpg", "image/png", "image/gif", "image/webp", "image/bmp"})
_PICTURE_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp")
_PAGE_SUFFIXES: Final = (".xhtml", ".html", ".htm", ".xml", ".svg")


def read_epub(file: BinaryIO, *, picture: bool = True) -> Contents:
    """Read an EPUB 2 or 3; without `picture` its cover is left out.

    Raises:
        Unreadable: there is no package document, or it cannot be read.
    """
    with ZipArchive(file, Message("EPUB")) as archive:
        package_name, package = read_package(archive)
        lock = lock_of(archive, _media_types(package, posixpath.dirname(package_name)))
        try:
            cover = _cover(archive, package, posixpath.dirname(package_name)) if picture else None
        except OverLimit as error:
            return Contents(package.metadata, problem=lock or error.message, blames_cover=not lock)
    return Contents(package.metadata, cover, lock)


def _media_types(package: Package, folder: str) -> dict[str, str]:
    """The media type of each entry that the package document lists."""
    return {
        posixpath.normpath(posixpath.join(folder, urllib.parse.unquote(item.href))): item.media_type
        for item in package.manifest
    }


def read_package(archive: ZipArchive) -> tuple[str, Package]:
    """Return the entry with the package document, and what it says: the first one that can be read.

    Raises:
        Unreadable: there is no package document, or it cannot be read.
    """
    problem = Unreadable(Message("This file is not a readable EPUB: it has no package document."))
    for index, name in enumerate(islice(_package_names(archive), _PACKAGES_TRIED)):
        try:
            return name, parse_package(archive.read(name, PACKAGE_LIMIT, _PACKAGE_TOO_LARGE))
        except Unreadable as error:
            problem = error if index == 0 else problem
    raise problem


def _package_names(archive: ZipArchive) -> dict[str, None]:
    """The entries that META-INF/container.xml names, then every other *.opf."""
    named = (find_entry(archive, "", path) for path in _root_files(archive))
    packages = (name for name in archive.names if name.lower().endswith(".opf"))
    return dict.fromkeys(name for name in (*named, *packages) if name)


def _root_files(archive: ZipArchive) -> list[str]:
    container = archive.find(_CONTAINER)
    if container is None:
        return []
    try:
        root = parse_xml(archive.read(container, PACKAGE_LIMIT, _PACKAGE_TOO_LARGE), Message("The container"))
    except Unreadable:
        return []
    return [attribute(element, "full-path") for element in root.iter("{*}rootfile")]


def find_entry(archive: ZipArchive, folder: str, href: str) -> str | None:
    """Return the entry for a reference, which cannot leave the archive, as names are only looked up."""
    path = href.partition("#")[0]
    for spelling in (urllib.parse.unquote(path), path):
        if spelling and (name := archive.find(posixpath.normpath(posixpath.join(folder, spelling)))):
            return name
    return None


def _cover(archive: ZipArchive, package: Package, folder: str) -> bytes | None:
    return _first_found(archive, folder, _cover_candidates(package), _picture)


def cover_entry(archive: ZipArchive, package: Package, folder: str) -> str | None:
    """Return the entry with the picture that an EPUB names as its cover; None where it names none.

    `folder` is that of the package document. What only looks like a cover, by its name or position, is none.
    """
    return _first_found(archive, folder, _named_covers(package), _picture_entry)


def _first_found(
    archive: ZipArchive, folder: str, hrefs: Iterable[str], find: Callable[[ZipArchive, str], _Found | None]
) -> _Found | None:
    for href in islice(hrefs, _CANDIDATES_TRIED):
        name = find_entry(archive, folder, href)
        found = find(archive, name) if name else None
        if found:
            return found
    return None


def _cover_candidates(package: Package) -> Iterator[str]:
    """Possible cover entries, most certain first: as declared, then by name and position."""
    yield from _named_covers(package)
    items = package.manifest
    pictures = [item for item in items if item.media_type in _PICTURES]
    yield from (item.href for item in pictures if _is_called_cover(item))
    yield from (item.href for item in items if package.spine and item.id == package.spine[0])


def _named_covers(package: Package) -> Iterator[str]:
    """The declared covers, most certain first: EPUB 3, EPUB 2, the guide."""
    items = package.manifest
    yield from (item.href for item in items if "cover-image" in item.properties)
    yield from (item.href for item in items if package.cover_id and package.cover_id in (item.id, item.href))
    if package.guide_cover:
        yield package.guide_cover


def _is_called_cover(item: ManifestItem) -> bool:
    return "cover" in item.id.lower() or "cover" in posixpath.basename(item.href).lower()


def _picture(archive: ZipArchive, name: str) -> bytes | None:
    """The picture, or the first one on a cover page or in an SVG; None if it is damaged."""
    if name.lower().endswith(_PAGE_SUFFIXES):
        return _picture_on_page(archive, name)
    if not name.lower().endswith(_PICTURE_SUFFIXES):
        return None
    try:
        return archive.read(name, COVER_LIMIT, COVER_TOO_LARGE)
    except OverLimit:
        raise
    except Unreadable:
        return None


def _picture_on_page(archive: ZipArchive, page: str) -> bytes | None:
    source = _first_picture(archive, page)
    if source.startswith("data:"):
        return _embedded(source)
    name = _linked_picture(archive, page, source)
    return _picture(archive, name) if name else None


def _picture_entry(archive: ZipArchive, name: str) -> str | None:
    if name.lower().endswith(_PAGE_SUFFIXES):
        return _linked_picture(archive, name, _first_picture(archive, name))
    return name if name.lower().endswith(_PICTURE_SUFFIXES) else None


def _first_picture(archive: ZipArchive, page: str) -> str:
    """The address of the first picture on a page; empty if there is none."""
    try:
        root = parse_xml(archive.read(page, PACKAGE_LIMIT, _PAGE_TOO_LARGE), Message("The cover page"))
    except Unreadable:
        return ""
    pictures = (
        element
        for element in root.iter()
        if isinstance(element.tag, str) and local_name(element.tag) in ("img", "image")
    )
    first = next(pictures, None)
    return "" if first is None else attribute(first, "src") or attribute(first, "href")


def _linked_picture(archive: ZipArchive, page: str, source: str) -> str | None:
    name = find_entry(archive, posixpath.dirname(page), source)
    # A page that shows a page is no cover.
    return name if name and name.lower().endswith(_PICTURE_SUFFIXES) else None


def _embedded(data_url: str) -> bytes | None:
    kind, _, encoded = data_url.partition(",")
    if not kind.endswith(";base64"):
        return None
    try:
        return base64.b64decode(encoded)
    except (binascii.Error, ValueError):
        return None
