"""Texts, XML and HTML of strangers: nothing is fetched, no entity is expanded, broken documents are repaired."""

import html
import re
from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

from lxml import etree

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.formats.contents import Unreadable

_LINE_LENGTH: Final = 1_000
_LIST_LENGTH: Final = 200
"""Far above any real title or list of authors; anything longer is cut."""

_CONTROLS: Final = dict.fromkeys(
    code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r\x85"
)
_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?![0-9])")
_YEAR: Final = re.compile(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?![0-9])")


def storable(text: str) -> str:
    """Return `text` without characters that databases or screens reject, such as control characters."""
    return text.translate(_CONTROLS).encode("utf-8", "replace").decode("utf-8")


def clean_line(text: str | None) -> str:
    """Return `text` as one storable line with single spaces."""
    return " ".join(storable(text or "").split())[:_LINE_LENGTH].rstrip()


def unique_lines(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return each text as one line, without empty ones and duplicates, in order."""
    lines = dict.fromkeys(line for text in texts if (line := clean_line(text)))
    return tuple(lines)[:_LIST_LENGTH]


def known_names(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return the names of people as `unique_lines`, without the "Unknown" that calibre and others write."""
    return tuple(name for name in unique_lines(texts) if name.lower() != "unknown")


def date_text(text: str | None) -> str:
    """Return a date as YYYY, YYYY-MM or YYYY-MM-DD, as precise as it can be read; otherwise "".

    Years before 1000 are what programs write for an unknown date (calibre: 0101-01-01).
    """
    cleaned = clean_line(text)
    match = _DATE.match(cleaned)
    if match is None:
        year = _YEAR.search(cleaned)
        return year[1] if year else ""
    year_digits, month, day = match.groups()
    if year_digits < "1000":
        return ""
    if not month or not 1 <= int(month) <= 12:
        return str(year_digits)
    if not day or not 1 <= int(day) <= 31:
        return f"{year_digits}-{month}"
    return f"{year_digits}-{month}-{day}"


def series_position(text: str | None) -> float | None:
    """Return a series index, such as 3 or 1.5; None unless it is a finite number from 0 up."""
    try:
        position = float(clean_line(text).replace(",", "."))
    except ValueError:
        return None
    return position if 0 <= position < 1_000_000 else None


PARSER_OPTIONS: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}

_DESCRIPTION_LENGTH: Final = 50_000
"""Characters, far above any real description. Anything longer is cut."""
_TAG: Final = re.compile(r"</?[a-zA-Z!][^<>]*>")
_REFERENCE: Final = re.compile(rb"&(#?[0-9a-zA-Z]+;)?")
_WIDE_DECLARATION: Final = re.compile(
    rb"""\A(\W{0,4}<\?xml[^>]*?)\s+encoding=["']utf-?(16|32)(le|be)?["']""", re.IGNORECASE
)
"""A document that says so and has no zero byte is UTF-8."""
_DECLARED: Final = re.compile(rb"""\W{0,4}<\?xml[^>]*?encoding=["'](?!utf-?8["'])""", re.IGNORECASE)
_WESTERN: Final = re.compile(rb"[\x80-\xff]")
_MOST_ENTITIES: Final = 1_000
_ENTITY_LENGTH: Final = 1_000
"""Characters of a declared entity; more than any title has."""
_XML_REFERENCE: Final = re.compile(rb"#.*|(amp|lt|gt|quot|apos);")
_BLOCKS: Final = re.compile(
    "address|article|blockquote|center|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|section|table|tr|ul"
)
_SILENT: Final = frozenset({"head", "script", "style", "title"})


def parse_xml(data: bytes, what: str) -> etree._Element:
    """Return the root of a document. `what` names it in the error.

    Undeclared prefixes, stray ampersands and wrong bytes are common in books: what a strict parser
    refuses is read again by one that mends.

    Raises:
        Unreadable: it is not XML at all.
    """
    try:
        return etree.fromstring(data, etree.XMLParser(**PARSER_OPTIONS))
    except (etree.XMLSyntaxError, ValueError):
        root = _mended(data)
    if root is None:
        raise Unreadable(Message("{0} of this book can't be read.", what))
    return root


def _mended(data: bytes) -> etree._Element | None:
    if b"\0" not in data:  # in UTF-16, an ampersand looks different
        data = _as_utf_8(data)
        data = _WIDE_DECLARATION.sub(b"\\1", data)
        data = _REFERENCE.sub(_known_reference, data)
    try:
        root = etree.fromstring(data, etree.XMLParser(recover=True, **PARSER_OPTIONS))
        if root is None:
            return None
        # A mended tree may still hold bytes that are no text, and reading them would raise.
        text = etree.tostring(root, encoding="utf-8").decode("utf-8", "replace")
        return etree.fromstring(text.encode(), etree.XMLParser(recover=True, **PARSER_OPTIONS))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _as_utf_8(data: bytes) -> bytes:
    """The document in UTF-8, if it is in Western European encoding without declaring it."""
    has_other = _WESTERN.search(data) is None or _DECLARED.match(data) is not None
    if has_other or not data.decode("utf-8", "ignore").isascii():
        return data
    return data.decode("cp1252", "replace").encode()


def fill_entities(root: etree._Element) -> None:
    """Replace entities by their text: HTML's by name, and short plain ones that a document declares.

    None is expanded while parsing, so that they cannot grow; of many, only the first are replaced.
    """
    dtd: Any = root.getroottree().docinfo.internalDTD
    own = (
        {entity.name: str(entity.content) for entity in dtd.iterentities() if entity.content}
        if dtd is not None
        else {}
    )
    entities: list[Any] = list(islice(root.iter(etree.Entity), _MOST_ENTITIES))
    for node in entities:
        text = own.get(node.name) or html.unescape(node.text or "")
        is_plain = len(text) <= _ENTITY_LENGTH and not set("&<") & set(text)
        _replace_by_text(node, text if is_plain else str(node.text))


def _replace_by_text(node: Any, text: str) -> None:
    parent, before = node.getparent(), node.getprevious()
    text += node.tail or ""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    parent.remove(node)


def _known_reference(match: re.Match[bytes]) -> bytes:
    """A reference that XML knows: HTML entities as numbers, stray ampersands escaped."""
    name = match[1]
    if name and _XML_REFERENCE.fullmatch(name):
        return match[0]
    text = html.unescape(match[0].decode())
    if name and not text.startswith("&"):
        return "".join(f"&#{ord(character)};" for character in text).encode()
    return b"&amp;" + (name or b"")


def local_name(name: str) -> str:
    """Return a tag or attribute name without its namespace or undeclared prefix, in lower case."""
    return name.rpartition("}")[2].rpartition(":")[2].lower()


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its local name, stripped; "" if there is none."""
    for key, value in element.items():
        if local_name(str(key)) == name:
            return str(value).strip()
    return ""


def children(element: etree._Element | None, name: str = "") -> list[etree._Element]:
    """Return the child elements, or only those with this local name."""
    if element is None:
        return []
    elements = [child for child in element if isinstance(child.tag, str)]
    return [child for child in elements if local_name(child.tag) == name] if name else elements


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child element with this local name."""
    return next(iter(children(element, name)), None)


def inner_text(element: etree._Element | None) -> str:
    """Return all text inside an element."""
    if element is None:
        return ""
    if not len(element):
        return element.text or ""
    return "".join(str(text) for text in element.itertext())


def inner_markup(element: etree._Element | None) -> str:
    """Return the text of an element, including the tags of any children."""
    if element is None:
        return ""
    if not len(element):
        return element.text or ""
    return etree.tostring(element, encoding="unicode", with_tail=False)


def plain_text(text: str) -> str:
    """Return a description without markup; paragraphs are separated by an empty line."""
    source = storable(text)[:_DESCRIPTION_LENGTH]
    lines = _without_tags(source) if _TAG.search(source) else html.unescape(source)
    paragraphs = re.split(r"\n\s*\n", lines.replace("\r\n", "\n").replace("\r", "\n"))
    cleaned = ("\n".join(filter(None, map(clean_line, part.split("\n")))) for part in paragraphs)
    return "\n\n".join(filter(None, cleaned))


def _without_tags(source: str) -> str:
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<div>{source}</div>", parser)
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        pieces.append(_line_end(element, event))
        # White space in HTML means nothing; only elements end lines.
        if event == "end":
            pieces.append(_with_single_spaces(element.tail))
        elif element.tag not in _SILENT:
            pieces.append(_with_single_spaces(element.text))
    return "".join(pieces)


def _line_end(element: etree._Element, event: str) -> str:
    if _BLOCKS.fullmatch(element.tag):
        return "\n\n"
    return "\n" if element.tag == "br" and event == "start" else ""


def _with_single_spaces(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
