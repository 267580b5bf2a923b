"""A reader of catalogues with the parsing rules of KOReader's OPDS browser (opds.md), made for tests alone."""

import base64
import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

KNOWN_ENDINGS = frozenset(
    ("epub", "epub3", "pdf", "mobi", "azw", "prc", "cbz", "cbr", "fb2", "zip", "djvu", "txt", "rtf", "docx")
)
"""Endings that KOReader opens, among those that may occur."""
ENDING_OF_TYPE = {
    "application/epub+zip": "epub",
    "application/pdf": "pdf",
    "application/x-mobipocket-ebook": "mobi",
    "application/vnd.amazon.mobi8-ebook": "azw",
    "application/vnd.comicbook+zip": "cbz",
    "application/vnd.comicbook-rar": "cbr",
    "application/fb2": "fb2",
    "application/fb2+zip": "fb2.zip",
    "image/vnd.djvu": "djvu",
    "text/plain": "txt",
    "application/rtf": "rtf",
    "text/html": "html",
    "application/xml": "xml",
    "application/zip": "fb2.zip",
    "image/jpeg": "jpg",
    "image/png": "png",
}
ATOM = "application/atom+xml"
NAVIGATION_RELS = frozenset(
    {
        "subsection",
        "http://opds-spec.org/subsection",
        "http://opds-spec.org/crawlable",
        "http://opds-spec.org/sort/popular",
        "http://opds-spec.org/sort/new",
    }
)
IMAGE_RELS = frozenset({"http://opds-spec.org/image", "http://opds-spec.org/cover"})
THUMBNAIL_RELS = frozenset({"http://opds-spec.org/image/thumbnail", "http://opds-spec.org/thumbnail"})
ACQUISITION = "http://opds-spec.org/acquisition"
REPEATED = frozenset({"entry", "link", "Url"})
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_TOKEN = re.compile(
    r"<(/?)([^\s/>]+)((?:\s+[^\s=>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>|([^<]+)", re.DOTALL
)
_ATTRIBUTE = re.compile(r"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.DOTALL)


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    reason: str
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Acquisition:
    """A download button, or what would become one."""

    href: str
    type: str
    title: str | None = None

    @property
    def ending(self) -> str | None:
        """The ending that KOReader gives the file; None for a kind that it cannot open: no button."""
        ending = self.href.rpartition(".")[2]
        return ending if ending.lower() in KNOWN_ENDINGS else ENDING_OF_TYPE.get(self.type)


@dataclass
class Item:
    """A line of the list on the device."""

    title: str = "Unknown"
    author: str = "Unknown Author"
    content: object = None
    url: str = ""
    acquisitions: list[Acquisition] = field(default_factory=list)
    image: str = ""
    thumbnail: str = ""

    def default_name(self, acquisition: Acquisition) -> str:
        """What the file is called without "Use server filenames", since v2025.08."""
        stem = re.sub(r'[\\/:*?"<>|]', "_", f"{self.author} - {self.title}").rstrip(". ")
        cut = stem.encode()[:240].decode("utf-8", "ignore").rstrip(". ")
        return f"{cut}.{(acquisition.ending or '').lower()}"


@dataclass
class Page:
    """A feed as the device shows it."""

    items: list[Item]
    next: str = ""
    search: str = ""
    facets: dict[str, list[dict[str, str]]] = field(default_factory=dict)


class OpdsReader:
    """Asks as KOReader does: Basic from the first request on, HEAD before GET, nothing compressed."""

    def __init__(
        self, port: int, username: str = "reader", passphrase: str = "", agent: str = "KOReader/2026.07"
    ) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self._agent = agent
        login = base64.b64encode(f"{username}:{passphrase}".encode("utf-8", "surrogateescape")).decode()
        self.login = {"Authorization": f"Basic {login}"} if username else {}

    def ask(self, address: str, method: str = "GET", **headers: str) -> Reply:
        """One request on a connection of its own. A redirect is an error: it would lose the login."""
        parts = urlsplit(urljoin(self.origin, address))
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=120)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        sent = {
            "Accept-Encoding": "identity",
            "Accept": "application/opds+json, application/atom+xml;profile=opds-catalog, */*",
            "User-Agent": self._agent,
            **self.login,
            **headers,
        }
        try:
            connection.request(method, path, headers=sent)
            answer = connection.getresponse()
            reply = Reply(
                answer.status,
                answer.reason,
                {name.lower(): value for name, value in answer.getheaders()},
                answer.read(),
            )
        finally:
            connection.close()
        assert not 300 <= reply.status < 400, (address, reply.status)
        assert "content-encoding" not in reply.headers
        return reply

    def head_and_get(self, address: str) -> Reply:
        """Both, which must say the same of themselves."""
        head, reply = self.ask(address, "HEAD"), self.ask(address)
        assert (head.status, head.body) == (reply.status, b"")
        for name in ("content-type", "content-length", "content-disposition"):
            assert head.headers.get(name) == reply.headers.get(name), (address, name)
        assert int(reply.headers["content-length"]) == len(reply.body)
        return reply

    def page(self, address: str) -> Page:
        """A feed, fetched and read."""
        reply = self.head_and_get(address)
        assert reply.status == 200, (address, reply.status, reply.reason)
        assert "last-modified" not in reply.headers, "KOReader would keep it for ever"
        assert not reply.text.lstrip().startswith("{"), "KOReader would take it for OPDS 2.0"
        return self._page(address, parse(reply.text))

    def pages(self, address: str) -> Iterator[Page]:
        """A feed with all that follow it."""
        seen = set()
        while address:
            assert address not in seen, "the pages go round in a circle"
            seen.add(address)
            page = self.page(address)
            yield page
            address = page.next

    def items(self, address: str) -> list[Item]:
        """Every line of a list."""
        return [item for page in self.pages(address) for item in page.items]

    def search(self, page: Page, text: str) -> list[Item]:
        """What "Search" finds."""
        return self.items(page.search.replace("%s", quote(text, safe="")))

    def server_name(self, acquisition: Acquisition) -> str:
        """What the file is called with "Use server filenames"."""
        reply = self.ask(acquisition.href, "HEAD")
        raw = reply.headers["content-disposition"].encode("latin-1").decode()
        found = re.search(r'filename="([^"]+)"', raw)
        assert found, raw
        name = found[1]
        if name.rpartition(".")[2].lower() not in KNOWN_ENDINGS:
            name += f".{acquisition.ending}"
        return unquote_to_bytes(name).decode()

    def url_name(self, acquisition: Acquisition) -> str:
        """What the file is called by the last part of its address."""
        return unquote_to_bytes(acquisition.href.rpartition("/")[2].partition("?")[0]).decode()

    def _page(self, address: str, document: dict[str, Any]) -> Page:
        feed = document.get("feed", document)
        page = Page([])
        for link in feed.get("link", []):
            kind, rel, href = link.get("type", ""), link.get("rel"), link.get("href", "")
            if ATOM in kind and rel == "next":
                page.next = self._absolute(address, href)
            if "application/opensearchdescription+xml" in kind:
                page.search = self._template(address, href)
            elif ATOM in kind and rel and "search" in rel and not page.search:
                page.search = self._absolute(address, href.replace("{searchTerms}", "%s"))
            if kind and rel == "http://opds-spec.org/facet":
                page.facets.setdefault(link.get("opds:facetGroup", "Filters"), []).append(
                    {**link, "href": self._absolute(address, href)}
                )
        page.items = [self._item(address, entry) for entry in feed.get("entry", [])]
        return page

    def _template(self, address: str, href: str) -> str:
        described = parse(self.head_and_get(self._absolute(address, href)).text)["OpenSearchDescription"]
        for url in described["Url"]:
            if ATOM in url["type"]:
                return self._absolute(address, url["template"].replace("{searchTerms}", "%s"))
        return ""

    def _item(self, address: str, entry: dict[str, Any]) -> Item:
        item = Item()
        for link in entry.get("link", []):
            href = self._absolute(address, link["href"])
            kind, rel, title = link.get("type", ""), link.get("rel"), link.get("title")
            if ATOM in kind and (rel is None or rel in NAVIGATION_RELS):
                item.url = href
            if rel is None and title is None:
                continue
            if rel and rel.startswith(ACQUISITION):
                item.acquisitions.append(Acquisition(href, kind, title))
            elif rel in THUMBNAIL_RELS:
                item.thumbnail = href
            elif rel in IMAGE_RELS:
                item.image = href
            elif rel != "alternate" and kind in ENDING_OF_TYPE:
                item.acquisitions.append(Acquisition(href, kind, title))
            elif title == "pdf" or kind == "application/pdf":
                raise AssertionError(f"KOReader would make a download of {link}")
        if isinstance(entry.get("title"), str):
            item.title = entry["title"]
        author = entry.get("author")
        if isinstance(author, dict) and isinstance(author.get("name"), str):
            item.author = author["name"]
        item.content = entry.get("content", entry.get("summary"))
        return item

    def _absolute(self, address: str, href: str) -> str:
        return urljoin(urljoin(self.origin, address), href)


def parse(text: str) -> dict[str, Any]:
    """A document as KOReader's small parser sees it: names as written, the last element of a name wins."""
    text = re.sub(r"<\?xml-stylesheet.*?\?>|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL)
    assert "<?" not in text, "other processing instructions trip KOReader"
    text = re.sub(r'<content type=".*?">', "<content>", text)
    assert "<content " not in text, "content with other attributes is not plain text to KOReader"
    root: dict[str, Any] = {}
    open_elements: list[tuple[str, Any]] = [("", root)]
    end = 0
    for token in _TOKEN.finditer(text):
        assert token.start() == end, text[end : end + 80]
        end = token.end()
        closing, name, attributes, empty, plain = token.groups()
        if plain is not None:
            if plain.strip():
                open_elements[-1] = (open_elements[-1][0], unescape(plain))
        elif closing:
            _close(open_elements, name)
        else:
            values = {key: unescape(a or b) for key, a, b in _ATTRIBUTE.findall(attributes)}
            open_elements.append((name, values))
            if empty:
                _close(open_elements, name)
    assert end == len(text)
    assert len(open_elements) == 1, open_elements[-1]
    return root


def _close(open_elements: list[tuple[str, Any]], name: str) -> None:
    opened, value = open_elements.pop()
    assert opened == name, (opened, name)
    parent = open_elements[-1][1]
    if isinstance(parent, dict):
        if name in REPEATED:
            parent.setdefault(name, []).append(value)
        else:
            parent[name] = value


def unescape(text: str) -> str:
    """The five named references and decimal ones; a hexadecimal one is an error in KOReader."""

    def one(found: re.Match[str]) -> str:
        number, name = found[1], found[2]
        if name in _NAMED:
            return _NAMED[name]
        return chr(int(name)) if number else found[0]

    return re.sub(r"&(#?)([0-9A-Za-z]+);", one, text)
