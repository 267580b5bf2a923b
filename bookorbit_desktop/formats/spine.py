"""Identifies the text of an EPUB: equal for copies that differ only in metadata, pictures or packing.

A position in KOReader is a path of elements to a text and a character offset (kosync.md section 1). Copies
may share one only if it means the same in both: the same number of documents in reading order and the same
text lengths (behaviour.md, "several copies of a book"). Lengths are taken of each text between two tags, and
the tags count as well: a kepub wraps the sentences of the same text into elements of its own, so that paths
of one lead nowhere in the other.
"""

import hashlib
import posixpath
import re
from typing import Any, BinaryIO, Final

from lxml import etree

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.formats.archive import ZipArchive
from bookorbit_desktop.formats.contents import MEGABYTE, PACKAGE_LIMIT, OverLimit, Unreadable
from bookorbit_desktop.formats.epub import find_entry, read_package
from bookorbit_desktop.formats.markup import local_name, parse_xml
from bookorbit_desktop.formats.protection import lock_of

TEXT_LIMIT: Final = 100 * MEGABYTE
"""Bytes of all documents of one book; far above any real one."""
_DOCUMENT_TOO_LARGE: Final = Message("A chapter of this EPUB is larger than 8 MB.")
_TEXT_TOO_LARGE: Final = Message("The text of this EPUB is larger than 100 MB.")
_HAS_TEXT: Final = re.compile(" [1-9]")
_NO_TEXT: Final = Message("This EPUB lists no text to read.")


def epub_spine(file: BinaryIO) -> str:
    """Return the identity of an EPUB's text: 32 lower-case hex characters.

    Raises Unreadable if there is no text, or it cannot be read.
    """
    digest, has_text = hashlib.sha256(), False
    with ZipArchive(file, Message("EPUB")) as archive:
        name, package = read_package(archive)
        if lock := lock_of(archive):
            raise Unreadable(lock)
        folder, hrefs = posixpath.dirname(name), {item.id: item.href for item in package.manifest}
        if not package.spine:
            raise Unreadable(_NO_TEXT)
        left, previous, data, outline = TEXT_LIMIT, None, b"", ""
        for idref in package.spine:
            is_another = idref != previous  # a hostile book lists one chapter a hundred thousand times
            if is_another:
                entry = find_entry(archive, folder, hrefs.get(idref, ""))
                data = b"" if entry is None else archive.read(entry, PACKAGE_LIMIT, _DOCUMENT_TOO_LARGE)
            left -= len(data)
            if left < 0:
                raise OverLimit(_TEXT_TOO_LARGE)
            if is_another:
                outline, previous = document_outline(data), idref
            has_text = has_text or _HAS_TEXT.search(outline) is not None
            digest.update(outline.encode())
            digest.update(b"\n")
    if not has_text:  # volumes of pictures are not one book because they have as many pages
        raise Unreadable(_NO_TEXT)
    return digest.hexdigest()[:32]


def document_outline(data: bytes) -> str:
    """Return the elements of a document's body and the lengths of the texts between them; "" for no document.

    Raises:
        Unreadable: it is no XML.
    """
    if not data.strip():
        return ""
    root = parse_xml(data, Message("A chapter"))
    body = next((part for part in root if isinstance(part.tag, str) and local_name(part.tag) == "body"), root)
    parts: list[str] = []
    walk: Any = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            parts.append(f"<{local_name(str(element.tag))} {_length(element.text)}")
        elif element is not body:
            parts.append(f"> {_length(element.tail)}")
    return "".join(parts)


def _length(text: str | None) -> int:
    """The length as displayed: a line break with its indent counts as one space."""
    return len(" ".join(text.split())) if text else 0
