"""Every kind of page against the published schemas, and against the rules that need no schema."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from tests.integration.server.opds.conftest import PASSPHRASE, Catalogue
from tests.opds_reader import OpdsReader
from tests.shared import SHARED, needs_shared

ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = (
    "",
    "all",
    "all?sort=author",
    "all?sort=newest",
    "new",
    "sync",
    "reading",
    "authors",
    "authors/{author}",
    "series",
    "series/{series}",
    "genres",
    "genres/{genre}",
    "languages",
    "languages/{language}",
    "statuses",
    "statuses/reading",
    "statuses/abandoned",
    "search?q=odd",
    "search?q=",
    "search?q=%22%3C%26%7B%25%7D",
    "books/{book}",
)
HOSTILE = "Odd \x00\x07\x1b \ud83d <b>&amp;</b> ]]> “%41” \u202eright\u202c \ufffe\uffff"


@pytest.fixture
def filled(catalogue: Catalogue) -> Catalogue:
    """More than a page of books, with everything in them that there can be, and with hardly anything."""
    catalogue.put(
        HOSTILE.replace("\ud83d", ""), 'Ann "A" <x>', "Bob & Co", description="One\n\n<two> & three\x0b"
    )
    book = catalogue.put(
        "Odd and full",
        "Ann",
        series="Se/ries ?&",
        series_index=1.5,
        language="pt-BR",
        description="About",
        publisher="Press",
        published="2020-02-03",
        subjects=("Genre one", "Genre/two"),
        identifiers=(Identifier("isbn", "9780306406157"), Identifier("odd", "x y")),
    )
    catalogue.put("Odd and empty")
    for number in range(60):
        catalogue.put(f"Odd {number}", f"Author {number}", language="en", published="2020")
    catalogue.services.reading.set_status([book], StatusChange(ReadingStatus.READING))
    return catalogue


def addresses(filled: Catalogue, base: str) -> list[str]:
    row = filled.services.database.connection().execute

    def value(grouping: str) -> int:
        sql = "SELECT MIN(id) FROM grouped_value WHERE grouping = ?"
        return int(row(sql, (grouping,)).fetchone()[0])

    names = {name: value(name) for name in ("author", "series", "genre", "language")}
    ((book,),) = row("SELECT id FROM book WHERE title = 'Odd and full'")
    return [f"{base}/{page.format(book=book, **names)}".rstrip("/") for page in PAGES]


def test_every_page_is_well_formed_and_has_what_atom_asks_for(filled: Catalogue) -> None:
    for address in addresses(filled, "/opds"):
        root = etree.fromstring(filled.device.head_and_get(address).body)
        entries = [root] if root.tag == f"{ATOM}entry" else root.findall(f"{ATOM}entry")
        for element in (root, *entries):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1, (address, name)
            rels = [link.get("rel") for link in element.findall(f"{ATOM}link")]
            assert all(rels)
        identifiers = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(identifiers)) == len(identifiers)
        if root.tag == f"{ATOM}feed":
            (own,) = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
            assert filled.device.ask(own or "").body == filled.device.ask(address).body


@needs_shared
def test_every_page_is_valid_opds_1_2(filled: Catalogue) -> None:
    schema = etree.RelaxNG(etree.parse(str(SHARED / "opds" / "opds-1.2.rng")))
    other = OpdsReader(filled.port, passphrase=PASSPHRASE, agent="Thorium/3")
    for address in addresses(filled, "/opds"):
        document = etree.fromstring(other.ask(address).body)
        assert schema.validate(document), (address, schema.error_log.last_error)


@needs_shared
def test_every_page_is_valid_opds_2(filled: Catalogue) -> None:
    from jsonschema import Draft7Validator
    from referencing import Registry, Resource

    folder = SHARED / "opds" / "2.0"
    schemas = {path.relative_to(folder).as_posix(): loaded(path) for path in folder.rglob("*.json")}

    def retrieve(uri: str) -> Resource[Any]:
        path = uri.partition("webpub-manifest/schema/")[2]
        name = f"webpub/{path}" if path else uri.rpartition("/")[2]
        return Resource.from_contents(schemas[name])

    registry: Registry[Any] = Registry(retrieve=retrieve)  # type: ignore[call-arg]
    feed = Draft7Validator(schemas["feed.schema.json"], registry=registry)
    publication = Draft7Validator(schemas["publication.schema.json"], registry=registry)
    for address in addresses(filled, "/opds/v2"):
        reply = filled.device.head_and_get(address)
        document = json.loads(reply.body)
        validator = publication if "/books/" in address else feed
        assert not [error.message for error in validator.iter_errors(document)], address


def loaded(path: Path) -> Any:
    """A schema; its patterns name groups as JavaScript does."""
    return json.loads(path.read_text().replace("(?<", "(?P<"))


def test_the_json_pages_say_what_the_atom_pages_say(filled: Catalogue) -> None:
    device = filled.device
    for page in ("all", "new", "reading", "search?q=odd"):
        items = device.page(f"/opds/{page}").items
        feed = json.loads(device.ask(f"/opds/v2/{page}").body)
        assert [publication["metadata"]["title"] for publication in feed["publications"]] == [
            item.title for item in items
        ]
        assert [publication["metadata"]["author"] for publication in feed["publications"]] == [
            item.author for item in items
        ]
    atom = [item.title for item in device.items("/opds/authors")]
    feed = json.loads(device.ask("/opds/v2/authors").body)
    assert [one["title"] for one in feed["navigation"]] == atom[: len(feed["navigation"])]
    empty = json.loads(device.ask("/opds/v2/search?q=zzzzzz").body)
    assert empty["navigation"]
