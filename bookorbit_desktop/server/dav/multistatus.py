"""The answer to PROPFIND (RFC 4918, section 14.16), as KOReader's patterns want it (cloud-sync.md, "The calls")."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import formatdate
from xml.sax.saxutils import escape


@dataclass(frozen=True, slots=True)
class Item:
    """A folder or file in the answer."""

    href: str
    """The path, percent-encoded; that of the folder that was asked for as it came."""
    size: int | None = None
    """Bytes; None for a folder."""
    changed_at: float = 0.0
    """Seconds since 1970."""
    tag: str = ""
    """Empty for a file whose tag is only known once it is sent."""


def multistatus(items: Iterable[Item]) -> bytes:
    """The XML. A prefix on each name and no attribute on `href`: KOReader looks for just that."""
    body = "".join(map(_response, items))
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<d:multistatus xmlns:d="DAV:">{body}</d:multistatus>\n'
    return text.encode()


def _response(item: Item) -> str:
    if item.size is None:
        properties = "<d:resourcetype><d:collection/></d:resourcetype>"
    else:
        properties = (
            "<d:resourcetype/>"
            f"<d:getcontentlength>{item.size}</d:getcontentlength>"
            f"<d:getlastmodified>{formatdate(item.changed_at, usegmt=True)}</d:getlastmodified>"
        )
        if item.tag:
            properties += f'<d:getetag>"{escape(item.tag)}"</d:getetag>'
    return (
        f"<d:response><d:href>{escape(item.href)}</d:href><d:propstat><d:prop>{properties}</d:prop>"
        "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )
