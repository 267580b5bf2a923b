"""What KOReader's catalogue browser gets from the running program."""

import hashlib
import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.system.secrets import MemorySecretStore
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program, Server
from tests.acceptance.scanning import partial_md5, scan
from tests.books import write_cbz, write_epub, write_fb2, write_mobi, write_pdf
from tests.opds_reader import Acquisition, Item, OpdsReader, unescape
from tests.shared import SHARED, needs_shared

PLAIN_BOOKS = 60
"""More than a page."""
ODD_TITLES = (
    'Who: "What"? <Where> a/b\\c | d*',
    "100 % of %41 & more; &amp; &lt;b&gt;",
    "ספר על דגים",
    "夜の本",
    "Wait for it...",
    "A " + "very " * 60 + "long title",
    "It's “quoted” — café",
    "Повесть о том, как поссорился Иван Иванович с Иваном Никифоровичем",
)


def fill(folder: Path) -> Path:
    """Books of many formats and with many kinds of titles."""
    folder.mkdir()
    for number in range(PLAIN_BOOKS):
        write_epub(
            folder / f"plain {number}.epub",
            f"Plain Volume {number}",
            authors=[f"Writer {number % 7}"],
            series="Plain" if number % 2 else "",
            series_index=float(number),
            language=("en", "de", "fr")[number % 3],
            subjects=["Fiction", f"Kind {number % 5}"],
            description=f"All about {number}.\n\nAnd more <of> it.",
        )
    for number, title in enumerate(ODD_TITLES):
        write_epub(folder / f"odd {number}.epub", title, authors=["Ann & Co.", "Bob <b>"], cover=False)
    write_epub(folder / "kobo.kepub.epub", "For a Kobo")
    write_pdf(folder / "paper.pdf", Title="On Paper", Author="Pia Paper")
    write_fb2(folder / "fiction.fb2", "Fiction Book")
    write_fb2(folder / "packed.fb2.zip", "Packed Book")
    write_mobi(folder / "mobi.mobi", "Mobi Book")
    write_mobi(folder / "kindle.azw3", "Kindle Book")
    write_cbz(folder / "comic.cbz", Title="Comic", Writer="Cora")
    (folder / "notes.txt").write_text("Some notes")
    both = folder / "both"
    both.mkdir()
    write_epub(both / "both.epub", "Two Formats")
    write_mobi(both / "both.mobi", "Two Formats", [(100, b"Ada Example")])
    (folder / "broken.epub").write_bytes(b"PK\x03\x04 this is no book")
    return folder


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("opds") / "books")


@pytest.fixture
def device(server: Server, passphrase: str) -> OpdsReader:
    return OpdsReader(server.port, passphrase=passphrase)


def everything(device: OpdsReader) -> tuple[set[str], dict[str, Item]]:
    """Walk from the root along every entry, page and facet: the addresses, and the books by their addresses."""
    waiting, seen = ["/opds"], set[str]()
    books: dict[str, Item] = {}
    while waiting:
        address = urlsplit(waiting.pop())._replace(scheme="", netloc="").geturl()
        if address in seen:
            continue
        seen.add(address)
        page = device.page(address)
        assert page.search, "every list can be searched"
        waiting += [item.url for item in page.items if item.url] + ([page.next] if page.next else [])
        waiting += [facet["href"] for group in page.facets.values() for facet in group]
        for item in page.items:
            assert bool(item.url) != bool(item.acquisitions), f"a dead entry: {item}"
            for acquisition in item.acquisitions:
                books[acquisition.href] = item
    return seen, books


def offered(found: dict[str, Item]) -> dict[Acquisition, Item]:
    """Each download once, by the address that has the name in it."""
    return {
        acquisition: item
        for item in found.values()
        for acquisition in item.acquisitions
        if "/book." not in acquisition.href
    }


def md5(name: str) -> str:
    return hashlib.md5(name.encode()).hexdigest()


def book_ids(home: Program) -> dict[str, int]:
    """The books that the documents of devices were taken for."""
    return {document["digest"]: document["book_id"] for document in home.export()["documents"]}


def test_a_reader_finds_every_book_and_every_download_is_known_by_all_its_digests(
    home: Program, server: Server, passphrase: str, device: OpdsReader
) -> None:
    seen, found = everything(device)
    library = home.books()
    assert {"/opds/new", "/opds/reading", "/opds/authors", "/opds/series", "/opds/genres"} <= seen
    assert {"/opds/languages", "/opds/statuses", "/opds/statuses/unread", "/opds/sync"} <= seen
    assert {item.title for item in found.values()} == library.keys() - {"broken"}

    reader = Reader(server.port, "reader", passphrase)
    expected: dict[str, int] = {}
    for acquisition, item in offered(found).items():
        assert acquisition.ending, f"no button for {acquisition}"
        names = {
            item.default_name(acquisition),
            device.server_name(acquisition),
            device.url_name(acquisition),
        }
        download = device.head_and_get(acquisition.href)
        assert download.status == 200
        assert download.headers["content-type"] == acquisition.type
        digests = {partial_md5(download.body), *map(md5, names)}
        expected |= dict.fromkeys(digests, library[item.title]["id"])
        assert all(len(name.encode()) <= 255 for name in names)
    for digest in expected:
        assert reader.push(digest, 0.01).status == 200
    taken_for = book_ids(home)
    assert {digest: taken_for[digest] for digest in expected} == expected


def test_no_address_in_any_page_leads_nowhere(device: OpdsReader) -> None:
    """Those that KOReader does not follow too: the entry documents, the way up, the pages of OPDS 2.0."""
    seen, _ = everything(device)
    addresses = set()
    for address in seen:
        addresses |= set(re.findall('href="([^"]+)"', device.ask(address).text))
    entries = [address for address in addresses if re.fullmatch("/opds/books/[0-9]+", address)]
    assert len(entries) == len(device.items("/opds/all"))
    for address in sorted(addresses):
        if "{searchTerms}" not in address and not address.endswith("cover.jpg"):
            assert device.ask(unescape(address), "HEAD").status == 200, address


def test_a_downloaded_file_is_the_file_of_the_library(device: OpdsReader, stock: Path) -> None:
    wanted = (stock / "plain 7.epub").read_bytes()
    (item,) = [item for item in device.items("/opds/all") if item.title == "Plain Volume 7"]
    (acquisition,) = item.acquisitions
    assert device.ask(acquisition.href).body == wanted
    part = device.ask(acquisition.href, Range="bytes=10-19")
    assert (part.status, part.body) == (206, wanted[10:20])


def test_covers_and_thumbnails_are_pictures_and_belong_to_their_book(device: OpdsReader) -> None:
    items = {item.title: item for item in device.items("/opds/all")}
    large, small = (
        Image.open(BytesIO(device.ask(address).body))
        for address in (items["Plain Volume 3"].image, items["Plain Volume 3"].thumbnail)
    )
    assert large.size == (600, 900), "as it is in the file"
    assert small.height <= 480
    for address in (items["Plain Volume 3"].image, items["Plain Volume 3"].thumbnail):
        picture = device.head_and_get(address)
        assert (picture.status, picture.headers["content-type"]) == (200, "image/jpeg")
        assert picture.body.startswith(b"\xff\xd8\xff")
    assert items[ODD_TITLES[0]].image == ""


def test_downloads_have_the_names_that_koreader_keeps(device: OpdsReader) -> None:
    items = {item.title: item for item in device.items("/opds/all")}
    for title, name in {
        ODD_TITLES[0]: "Ann & Co., Bob _b_ - Who_ _What__ _Where_ a_b_c _ d_.epub",
        ODD_TITLES[4]: "Ann & Co., Bob _b_ - Wait for it.epub",
        "For a Kobo": "Ada Example - For a Kobo.kepub.epub",
        "Kindle Book": "Unknown Author - Kindle Book.azw",
        "notes": "Unknown Author - notes.txt",
    }.items():
        (acquisition,) = items[title].acquisitions
        assert device.server_name(acquisition) == device.url_name(acquisition) == name
    (long,) = [item for item in items.values() if "long title" in item.title or "very very" in item.title]
    assert len(device.server_name(long.acquisitions[0]).encode()) <= 240


def test_a_book_in_several_formats_is_one_entry_with_a_button_for_each(device: OpdsReader) -> None:
    (item,) = [item for item in device.items("/opds/all") if item.title == "Two Formats"]
    assert [acquisition.ending for acquisition in item.acquisitions] == ["epub", "mobi"]


def test_book_information_is_plain_text_to_koreader(device: OpdsReader) -> None:
    (item,) = [item for item in device.items("/opds/all") if item.title == "Plain Volume 1"]
    assert isinstance(item.content, str)
    assert "Plain #1" in item.content
    assert "All about 1." in item.content


def test_search_finds_without_a_further_request_and_forgives_an_error(device: OpdsReader) -> None:
    root = device.page("/opds")
    assert root.search.endswith("/opds/search?q=%s")
    assert [item.title for item in device.search(root, "fiction bok")] == ["Fiction Book"]
    assert "夜の本" in [item.title for item in device.search(root, "夜")]
    assert len(device.search(root, "plain volume")) == PLAIN_BOOKS
    assert device.search(root, "nothing like this anywhere") == []
    assert device.search(root, "%%% ???") == []


def test_other_readers_are_told_of_an_opensearch_description(server: Server, passphrase: str) -> None:
    other = OpdsReader(server.port, passphrase=passphrase, agent="Librera/9")
    page = other.page("/opds")
    assert [item.title for item in other.search(page, "on paper")] == ["On Paper"]


def test_an_xteink_searches_by_the_template_that_it_fills_in_itself(server: Server, passphrase: str) -> None:
    """CrossPoint reads no OpenSearch description."""
    xteink = OpdsReader(server.port, passphrase=passphrase, agent="CrossPoint-ESP32-1.4.0")
    feed = xteink.ask("/opds").text
    assert 'href="/opds/search?q={searchTerms}"' in feed
    assert [item.title for item in xteink.search(xteink.page("/opds"), "on paper")] == ["On Paper"]


def test_a_book_is_known_by_the_shorter_name_that_an_xteink_gives_it(
    home: Program, server: Server, passphrase: str
) -> None:
    """CrossPoint matches by file name, cut at 100 bytes; by its choice that is the title alone."""
    xteink = OpdsReader(server.port, passphrase=passphrase, agent="CrossPoint-ESP32-1.4.0")
    reader = Reader(server.port, "reader", passphrase)
    items = {item.title: item for item in xteink.items("/opds/all")}
    long, plain = items[ODD_TITLES[7]], items["Plain Volume 8"]
    for item in (long, plain):
        assert xteink.ask(item.acquisitions[0].href).status == 200
    cut = "Ann & Co., Bob _b_ - Повесть о том, как поссорился Иван Иванович.epub"
    for name in (cut, "Plain Volume 8.epub", "Plain Volume 8 - Writer 1.epub"):
        assert reader.push(md5(name), 0.25).status == 200
    taken_for, library = book_ids(home), home.books()
    assert taken_for[md5(cut)] == library[ODD_TITLES[7]]["id"]
    assert taken_for[md5("Plain Volume 8.epub")] == library["Plain Volume 8"]["id"]
    assert taken_for[md5("Plain Volume 8 - Writer 1.epub")] == library["Plain Volume 8"]["id"]


def test_other_readers_get_no_status_in_the_description_and_the_name_of_a_download_in_every_spelling(
    server: Server, passphrase: str
) -> None:
    readest = OpdsReader(server.port, passphrase=passphrase, agent="Readest/0.9.90")
    items = {item.title: item for item in readest.items("/opds/all")}
    assert "Unread" not in str(items["Plain Volume 1"].content)
    assert items["On Paper"].content is None
    cafe = items[ODD_TITLES[6]].acquisitions[0]
    header = readest.ask(cafe.href, "HEAD").headers["content-disposition"]
    _, _, coded = header.rpartition("filename*=UTF-8''")
    assert unquote(coded) == f"Ann & Co., Bob _b_ - {ODD_TITLES[6]}.epub"
    assert coded.isascii()


def test_a_reader_without_a_login_is_told_how_to_log_in(server: Server) -> None:
    thorium = OpdsReader(server.port, username="", agent="Thorium/3.2")
    refused = thorium.ask("/opds/v2")
    assert refused.status == 401
    assert refused.headers["content-type"] == "application/opds-authentication+json"
    document = json.loads(refused.text)
    (way,) = document["authentication"]
    assert way["type"] == "http://opds-spec.org/auth/basic"
    assert way["labels"] == {"login": "User name", "password": "Passphrase"}
    assert "KOReader page of BookOrbit" in document["description"]
    again = thorium.ask(document["id"])
    assert (again.status, json.loads(again.text)) == (200, document)


def test_catalog_sync_takes_each_book_once_and_stops_at_the_last_one(device: OpdsReader) -> None:
    """KOReader's getSyncDownloadList: every entry has an acquisition, and the first one is met again next time."""
    items = device.items("/opds/sync")
    hrefs = [item.acquisitions[0].href for item in items]
    assert len(set(hrefs)) == len(hrefs) == len(device.items("/opds/all"))
    assert all("?" not in href for href in hrefs)
    assert device.page("/opds/sync").items[0].acquisitions[0].href == hrefs[0]
    for item in items[:3]:
        (acquisition, *_) = item.acquisitions
        assert device.server_name(acquisition).startswith(item.author.split(",")[0][:3])


def test_facets_narrow_and_sort(device: OpdsReader) -> None:
    page = device.page("/opds/all")
    assert set(page.facets) == {"Sort by", "Reading status", "Language"}
    for group in page.facets.values():
        assert [facet["title"] for facet in group if facet.get("opds:activeFacet") == "true"]
    by_title = {facet["title"]: facet["href"] for facet in page.facets["Language"]}
    german = device.items(by_title["Deutsch"])
    assert {item.title for item in german} == {
        f"Plain Volume {number}" for number in range(1, PLAIN_BOOKS, 3)
    }


def test_a_series_is_in_its_order(device: OpdsReader) -> None:
    (series,) = [item for item in device.items("/opds/series") if item.title == "Plain"]
    titles = [item.title for item in device.items(series.url)]
    assert titles == [f"Plain Volume {number}" for number in range(1, PLAIN_BOOKS, 2)]


def test_reading_now_follows_what_devices_send(
    server: Server, passphrase: str, device: OpdsReader, stock: Path
) -> None:
    reader = Reader(server.port, "reader", passphrase)
    for number in (11, 12):
        digest = partial_md5((stock / f"plain {number}.epub").read_bytes())
        assert reader.push(digest, 0.3).status == 200
    titles = [item.title for item in device.items("/opds/reading")]
    assert {"Plain Volume 11", "Plain Volume 12"} <= set(titles)


def test_a_wrong_passphrase_is_refused_with_words(server: Server, passphrase: str) -> None:
    for stranger in (OpdsReader(server.port, passphrase="wrong"), OpdsReader(server.port, username="")):
        for address in (
            "/opds",
            "/opds/",
            "/opds/all",
            "/opds/files/1/x.epub",
            "/opds/books/1/cover.jpg",
            "/opds/v2",
        ):
            for method in ("GET", "HEAD"):
                answer = stranger.ask(address, method)
                assert answer.status == 401, address
                assert answer.headers["www-authenticate"].startswith('Basic realm="BookOrbit"')
        assert "passphrase" in stranger.ask("/opds").text or "password" in stranger.ask("/opds").text


@pytest.mark.parametrize(
    "address",
    [
        "/opds/books/999999",
        "/opds/files/999999/x.epub",
        "/opds/files/99999999999999999999999/x.epub",
        "/opds/authors/999999",
        "/opds/statuses/burning",
        "/opds/nothing",
        "/opds/all?after=9999999999",
        "/opds/search?q=plain&after=x",
        "/opds/files/..%2f..%2fetc%2fpasswd",
        "/opds/files/1/../../../../etc/passwd",
        "/opds/books/1/..%2f..%2fcover.jpg",
        "/opds/files/-1/x.epub",
    ],
)
def test_a_missing_page_or_book_is_a_clear_404(device: OpdsReader, address: str) -> None:
    assert device.ask(address, "HEAD").status == 404
    answer = device.ask(address)
    assert answer.status == 404
    assert answer.body


def test_the_name_in_an_address_is_decoration(device: OpdsReader, stock: Path) -> None:
    item = next(iter(device.items("/opds/all")))
    (acquisition, *_) = item.acquisitions
    folder = acquisition.href.rpartition("/")[0]
    wanted = device.ask(acquisition.href).body
    for name in ("x", "..%2f..%2fetc%2fpasswd", "%00.epub", "a%0d%0aSet-Cookie:%20x.epub", ""):
        answer = device.ask(f"{folder}/{name}")
        assert (answer.status, answer.body) == (200, wanted)
        assert "set-cookie" not in answer.headers


def test_opds_2_lies_beside_it_and_only_there(device: OpdsReader) -> None:
    assert device.head_and_get("/opds").headers["content-type"].startswith("application/atom+xml")
    titles, address = set(), "/opds/v2/all"
    while address:
        reply = device.head_and_get(address)
        assert reply.headers["content-type"] == "application/opds+json"
        feed: dict[str, Any] = json.loads(reply.body)
        titles |= {publication["metadata"]["title"] for publication in feed["publications"]}
        address = next((link["href"] for link in feed["links"] if link["rel"] == "next"), "")
    assert titles == {item.title for item in device.items("/opds/all")}


@needs_shared
def test_real_books_are_offered_too(program: Program) -> None:
    scan(program, SHARED / "corpus")
    server = program.serve()
    passphrase = program.passphrase()
    device, reader = OpdsReader(server.port, passphrase=passphrase), Reader(server.port, "reader", passphrase)
    library = program.books()
    items = device.items("/opds/all")
    assert {item.title for item in items} == library.keys()
    expected: dict[str, int] = {}
    for item in items:
        assert item.image
        for acquisition in item.acquisitions:
            assert acquisition.ending
            name = device.server_name(acquisition)
            digests = {partial_md5(device.ask(acquisition.href).body), md5(name)}
            expected |= dict.fromkeys(digests, library[item.title]["id"])
    for digest in expected:
        reader.push(digest, 0.02)
    taken_for = book_ids(program)
    assert {digest: taken_for[digest] for digest in expected} == expected


def test_a_removed_a_missing_and_a_broken_book_are_not_offered(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "some"
    folder.mkdir()
    for title in ("Stays", "Goes Missing"):
        write_epub(folder / f"{title}.epub", title)
    (folder / "broken.epub").write_bytes(b"no book at all")
    scan(program, folder)
    server = program.serve()
    device = OpdsReader(server.port, passphrase=program.passphrase())
    before = {item.title: item for item in device.items("/opds/all")}
    assert set(before) == {"Stays", "Goes Missing"}
    address = before["Goes Missing"].acquisitions[0].href

    (folder / "Goes Missing.epub").unlink()
    answer = device.ask(address)
    assert (answer.status, answer.reason) == (
        404,
        "This book's file can't be read right now. Check that its disk is connected.",
    )

    scan(program, folder)
    assert [item.title for item in device.items("/opds/all")] == ["Stays"]
    assert device.ask(address).status == device.ask(address, "HEAD").status == 404


def test_the_catalogue_can_be_switched_off_without_stopping_the_sync(
    program: Program, tmp_path: Path
) -> None:
    scan(program, write_epub(tmp_path / "x.epub", "Kept to myself"))
    services = open_services(program.data_dir, secret_store=MemorySecretStore())
    services.preferences.change(offer_catalogue=False)
    services.database.close()

    server, passphrase = program.serve(), program.passphrase()
    answer = OpdsReader(server.port, passphrase=passphrase).ask("/opds")
    assert (answer.status, answer.reason) == (503, answer.text)
    assert "Turn it on" in answer.reason
    assert Reader(server.port, "reader", passphrase).push("ab" * 16, 0.5).status == 200
