"""Reads XMP, the XML packet in a PDF, as written by calibre, Adobe and LaTeX."""

from lxml import etree

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.identifiers import identifiers
from bookorbit_desktop.formats.markup import attribute, inner_text, local_name, parse_xml, plain_text
from bookorbit_desktop.formats.text import clean_line, date_text, series_position, unique_lines


def parse_xmp(packet: bytes) -> BookMetadata:
    """Read an XMP packet; empty if it cannot be read."""
    try:
        root = parse_xml(packet, Message("The XMP packet"))
    except Unreadable:
        return BookMetadata()
    series = _first(root, "series")
    return BookMetadata(
        title=next(iter(_values(root, "title")), ""),
        authors=_values(root, "creator"),
        series=_series_name(series),
        series_index=series_position(inner_text(_first(root, "series_index"))),
        language=next(iter(_values(root, "language")), ""),
        identifiers=_identifiers(root),
        description=plain_text("\n\n".join(_values(root, "description"))),
        publisher=next(iter(_values(root, "publisher")), ""),
        published=next(filter(None, map(date_text, _values(root, "date"))), ""),
        subjects=_values(root, "subject"),
    )


def _first(root: etree._Element, name: str) -> etree._Element | None:
    return next(iter(_all(root, name)), None)


def _all(root: etree._Element, name: str) -> list[etree._Element]:
    # rdf:Description is the frame around everything, not a description.
    return [
        element
        for element in root.iter("{*}" + name)
        if not str(element.tag).startswith("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}")
    ]


def _values(root: etree._Element, name: str) -> tuple[str, ...]:
    """The values of a property: an attribute of its parent, the items of its list, or its own text."""
    found = [attribute(frame, name) for frame in root.iter("{*}Description")]
    for element in _all(root, name):
        items = [inner_text(item) for item in element.iter("{*}li")]
        found += items or [inner_text(element)]
    return unique_lines(found)


def _series_name(series: etree._Element | None) -> str:
    if series is None:
        return ""
    value = next(series.iter("{*}value"), None)
    return clean_line(inner_text(value) if value is not None else series.text)


def _identifiers(root: etree._Element) -> tuple[Identifier, ...]:
    labelled = [("isbn", isbn) for isbn in _values(root, "isbn")]
    for element in _all(root, "identifier") + _all(root, "Identifier"):
        items = list(element.iter("{*}li")) or [element]
        labelled += [_labelled(item) for item in items]
    return identifiers(labelled)


def _labelled(item: etree._Element) -> tuple[str, str]:
    """The (scheme, value) of one identifier; calibre writes them as two elements."""
    parts = {local_name(str(part.tag)): inner_text(part) for part in item}
    if "value" in parts:
        return parts.get("scheme", ""), parts["value"]
    return "", inner_text(item)
