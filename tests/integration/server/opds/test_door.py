"""Who is let in, the switch, and downloads beside pushes."""

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.domain.koreader.feeds import OfferedFile
from bookorbit_desktop.domain.library.metadata import FileFormat
from bookorbit_desktop.domain.library.scan import FileStamp
from bookorbit_desktop.domain.overview.events import BooksChanged
from bookorbit_desktop.server.auth import WRONG_KEY
from bookorbit_desktop.server.opds.handlers import NO_LOGIN, SWITCHED_OFF
from bookorbit_desktop.services.opds.opds_catalogue import ScannedFiles
from tests.acceptance.scanning import partial_md5
from tests.books import write_epub, write_mobi
from tests.integration.server.koreader import KOReader, exchange
from tests.integration.server.opds.conftest import Catalogue
from tests.opds_reader import OpdsReader


def scanned(catalogue: Catalogue, folder: Path, make: Callable[[Path], object]) -> None:
    folder.mkdir()
    make(folder)
    asyncio.run(catalogue.services.library.add_and_scan([str(folder)]))


def test_switched_off_koreader_shows_why(catalogue: Catalogue) -> None:
    """It shows the status line of an error it has no words for (opdsbrowser, fetchFeed)."""
    catalogue.services.preferences.change(offer_catalogue=False)
    for address in ("/opds", "/opds/all", "/opds/files/1/x.epub", "/opds/v2"):
        answer = catalogue.device.head_and_get(address)
        assert (answer.status, answer.reason, answer.text) == (503, SWITCHED_OFF, SWITCHED_OFF)
    assert OpdsReader(catalogue.port, passphrase="wrong").ask("/opds").status == 401
    assert asyncio.run(KOReader(catalogue.port).push()).status == 200

    catalogue.services.preferences.change(offer_catalogue=True)
    assert catalogue.device.ask("/opds").status == 200


def test_the_catalogue_goes_on_while_progress_is_not_accepted(catalogue: Catalogue) -> None:
    catalogue.services.preferences.change(accept_progress=False)
    assert catalogue.device.ask("/opds").status == 200


def test_wrong_logins_are_noted_and_missing_ones_are_not(catalogue: Catalogue) -> None:
    assert OpdsReader(catalogue.port, username="").ask("/opds").text == NO_LOGIN
    for header in ("Basic", "Basic !!!", "Basic cmVhZGVy", "Bearer x", "Digest y", "basic  "):
        bare = OpdsReader(catalogue.port, username="")
        assert bare.ask("/opds", Authorization=header).status == 401
    assert catalogue.services.logins.latest_refusal is None

    answer = OpdsReader(catalogue.port, "typo", "wrong").ask("/opds")
    assert (answer.status, answer.text) == (401, WRONG_KEY)
    refusal = catalogue.services.logins.latest_refusal
    assert refusal is not None
    assert (refusal.username, refusal.reason) == ("typo", WRONG_KEY)


def test_names_and_passphrases_of_any_letters_come_in(catalogue: Catalogue) -> None:
    catalogue.services.koreader_login.change("Zoë", "pass: wörter 100%")
    assert OpdsReader(catalogue.port, "Zoë", "pass: wörter 100%").ask("/opds").status == 200
    assert OpdsReader(catalogue.port, "Zoë", "\udcff").ask("/opds").status == 401
    assert catalogue.device.ask("/opds").status == 401


def test_a_paired_device_comes_in_with_its_own_login(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairing, kobo = catalogue.services.pairing, KOReader(catalogue.port, "kobo", "its own")
    monkeypatch.setattr(pairing, "_answer_within", 0.01)  # the person answers later
    pairing.open()
    asyncio.run(kobo.register())
    assert pairing.window.request is not None
    pairing.answer(pairing.window.request.id, allow=True)
    assert asyncio.run(kobo.register()).status == 201
    assert OpdsReader(catalogue.port, "kobo", "its own").ask("/opds").status == 200


def test_a_position_that_came_before_the_name_was_known_counts_with_the_download(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    scanned(catalogue, tmp_path / "b", lambda folder: write_epub(folder / "x.epub", "Early", authors=["Ann"]))
    digest = koreader_key("Ann - Early.epub")  # an md5 as well
    asyncio.run(KOReader(catalogue.port).push(document=digest, percentage=0.4))
    assert catalogue.services.library.book(BookId(1)).reading.percentage is None
    events: list[object] = []
    catalogue.services.events.subscribe(events.append)

    (item,) = catalogue.device.items("/opds/all")
    catalogue.device.ask(item.acquisitions[0].href, "HEAD")
    assert catalogue.services.library.book(BookId(1)).reading.percentage is None
    catalogue.device.ask(item.acquisitions[0].href)

    assert catalogue.services.library.book(BookId(1)).reading.percentage == 0.4
    assert BooksChanged(frozenset({BookId(1)})) in events


def test_a_name_that_a_feed_gave_before_the_title_changed_is_known(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    scanned(
        catalogue, tmp_path / "b", lambda folder: write_epub(folder / "x.epub", "Before", authors=["Ann"])
    )
    (item,) = catalogue.device.items("/opds/all")
    database = catalogue.services.database
    database.write(lambda: database.connection().execute("UPDATE book SET title = 'After'"))
    assert catalogue.device.ask(item.acquisitions[0].href).status == 200
    for name in ("Ann - Before.epub", "Ann - After.epub"):
        asyncio.run(KOReader(catalogue.port).push(document=koreader_key(name), percentage=0.2))
    assert {document.book_id for document in catalogue.services.progress.documents()} == {1}


def test_a_made_up_name_takes_nothing_from_another_book(catalogue: Catalogue, tmp_path: Path) -> None:
    def two(folder: Path) -> None:
        write_epub(folder / "Ann - One.epub", "One", authors=["Ann"])
        write_epub(folder / "two.epub", "Two", authors=["Bob"])

    scanned(catalogue, tmp_path / "b", two)
    books = {item.title: item.acquisitions[0].href for item in catalogue.device.items("/opds/all")}
    folder = books["Two"].rpartition("/")[0]
    assert catalogue.device.ask(f"{folder}/Ann%20-%20One.epub").status == 200
    asyncio.run(KOReader(catalogue.port).push(document=koreader_key("Ann - One.epub"), percentage=0.2))
    (document,) = catalogue.services.progress.documents()
    assert document.book_id is not None
    assert catalogue.services.library.book(document.book_id).metadata.title == "One"


def test_a_changed_file_is_given_once_it_was_scanned_and_known_by_what_it_is_then(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    scanned(catalogue, tmp_path / "b", lambda folder: write_mobi(folder / "x.mobi", "Changing"))
    (item,) = catalogue.device.items("/opds/all")
    new = write_mobi(tmp_path / "b" / "x.mobi", "Changed entirely").read_bytes()
    for method in ("HEAD", "GET"):
        assert catalogue.device.ask(item.acquisitions[0].href, method).status == 404
    asyncio.run(catalogue.services.library.add_and_scan([str(tmp_path / "b")]))
    (item,) = catalogue.device.items("/opds/all")
    body = catalogue.device.ask(item.acquisitions[0].href).body
    assert body == new
    asyncio.run(KOReader(catalogue.port).push(document=partial_md5(body), percentage=0.2))
    assert {document.book_id for document in catalogue.services.progress.documents()} == {1}


@pytest.mark.parametrize("trap", ["link", "other file", "link to its folder", "same size"])
def test_the_catalogue_gives_only_the_files_that_were_scanned(
    catalogue: Catalogue, tmp_path: Path, trap: str
) -> None:
    """Somebody who may write into the library reads nothing else through the catalogue."""
    folder = tmp_path / "b"
    scanned(catalogue, folder, lambda made: write_epub(made / "x.epub", "Fine"))
    (item,) = catalogue.device.items("/opds/all")
    book, secret = folder / "x.epub", tmp_path / "secret"
    secret.write_bytes(b"TOP SECRET")
    if trap == "link":
        book.unlink()
        book.symlink_to(secret)
    elif trap == "other file":
        secret.replace(book)
    elif trap == "same size":
        book.write_bytes(b"S" * book.stat().st_size)
    else:
        folder.rename(tmp_path / "away")
        (tmp_path / "other").mkdir()
        (tmp_path / "other" / "x.epub").write_bytes(b"TOP SECRET")
        folder.symlink_to(tmp_path / "other")
    for method in ("HEAD", "GET"):
        answer = catalogue.device.ask(item.acquisitions[0].href, method)
        assert answer.status == 404
        assert b"SECRET" not in answer.body
    cover = catalogue.device.ask(item.acquisitions[0].href.replace("files", "books") + "/cover.jpg")
    assert cover.status == 404


def test_a_file_that_was_only_touched_or_lies_on_a_drive_that_came_back_is_given(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    scanned(catalogue, tmp_path / "b", lambda folder: write_epub(folder / "x.epub", "Fine"))
    (item,) = catalogue.device.items("/opds/all")
    book = tmp_path / "b" / "x.epub"
    shutil.copy(book, tmp_path / "copy")
    (tmp_path / "copy").replace(book)
    assert catalogue.device.ask(item.acquisitions[0].href).body == book.read_bytes()


def test_a_file_that_was_changed_in_place_is_noticed_though_size_time_and_inode_are_the_same(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    folder = tmp_path / "b"
    scanned(catalogue, folder, lambda made: (made / "x.txt").write_text("a first book, to be read\n" * 400))
    (item,) = catalogue.device.items("/opds/all")
    book, before = folder / "x.txt", (folder / "x.txt").stat()
    changed = book.read_bytes().replace(b"first", b"other")
    book.write_bytes(changed)
    os.utime(book, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (book.stat().st_ino, book.stat().st_size) == (before.st_ino, before.st_size)
    for method in ("HEAD", "GET"):
        assert catalogue.device.ask(item.acquisitions[0].href, method).status == 404
    asyncio.run(catalogue.services.library.add_and_scan([str(folder)]))
    (item,) = catalogue.device.items("/opds/all")
    assert catalogue.device.ask(item.acquisitions[0].href).body == changed


@pytest.mark.parametrize("is_same", [True, False])
def test_a_replaced_file_is_given_only_if_every_byte_is_the_same(
    catalogue: Catalogue, tmp_path: Path, is_same: bool
) -> None:
    """A copy from a backup is the same book; one that differs where KOReader's digest does not look is another."""
    folder = tmp_path / "b"
    scanned(catalogue, folder, lambda made: (made / "x.txt").write_bytes(b"." * 40_000))
    catalogue.services.identities.run()
    (item,) = catalogue.device.items("/opds/all")
    book, before = folder / "x.txt", (folder / "x.txt").stat()
    copy = tmp_path / "copy"
    copy.write_bytes(b"." * 20_000 + (b"." if is_same else b"!") + b"." * 19_999)
    copy.replace(book)
    os.utime(book, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert partial_md5(book.read_bytes()) == partial_md5(b"." * 40_000)
    for _ in range(2):
        answer = catalogue.device.ask(item.acquisitions[0].href)
        assert answer.status == (200 if is_same else 404)
        assert answer.body == (book.read_bytes() if is_same else answer.body)


def test_a_file_that_takes_too_long_to_read_is_told_by_its_samples(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"." * 40_000)
    stamp = FileStamp(40_000, 1, "another")
    with path.open("rb") as opened:
        digest = partial_md5(path.read_bytes())
        file = OfferedFile(1, BookId(1), b"", FileFormat.TXT, 40_000, stamp, digest, "another")
        assert not ScannedFiles().is_same(file, opened)
        assert ScannedFiles(seconds=-1).is_same(file, opened)


def test_a_header_that_is_not_utf_8_costs_no_download(catalogue: Catalogue, tmp_path: Path) -> None:
    scanned(catalogue, tmp_path / "b", lambda folder: write_epub(folder / "x.epub", "Fine"))
    (item,) = catalogue.device.items("/opds/all")
    for address in (item.acquisitions[0].href, "/opds/all"):
        headers = (
            b"GET " + address.encode() + b" HTTP/1.1",
            b"Host: 127.0.0.1",
            b"Authorization: " + catalogue.device.login["Authorization"].encode(),
            b"X-Name: caf\xe9 \xff",
            b"Accept-Encoding: gzip\xfe",
            b"Connection: close",
        )
        answer = asyncio.run(exchange(catalogue.port, b"\r\n".join((*headers, b"", b""))))
        assert answer.status == 200
    assert catalogue.device.ask(item.acquisitions[0].href).body == (tmp_path / "b" / "x.epub").read_bytes()


def test_parts_and_copies_that_are_known(catalogue: Catalogue, tmp_path: Path) -> None:
    """RFC 9110, sections 13 and 14."""
    scanned(catalogue, tmp_path / "b", lambda folder: write_epub(folder / "x.epub", "Fine"))
    (item,) = catalogue.device.items("/opds/all")
    address, content = item.acquisitions[0].href, (tmp_path / "b" / "x.epub").read_bytes()
    ask, size = catalogue.device.ask, len(content)
    whole = ask(address)
    for asked, part in (
        (f"bytes={size - 3}-", content[-3:]),
        ("bytes=-4", content[-4:]),
        ("bytes=1-1", b"K"),
    ):
        answer = ask(address, Range=asked)
        assert (answer.status, answer.body) == (206, part)
    for asked in (f"bytes={size}-", "bytes=9-3"):
        assert ask(address, Range=asked).status == 416
    for known in ("etag", "last-modified"):
        header = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}[known]
        reader = KOReader(catalogue.port, headers={**catalogue.device.login, header: whole.headers[known]})
        unchanged = asyncio.run(reader.send("GET", urlsplit(address).path))
        assert (unchanged.status, unchanged.body) == (304, b"")
    assert ask(address, Range="bytes=0-1", **{"If-Range": '"another"'}).body == content


def test_pushes_are_answered_while_a_large_file_goes_out(catalogue: Catalogue, tmp_path: Path) -> None:
    """The device takes the head of the answer and leaves the rest in the pipe."""

    scanned(catalogue, tmp_path / "b", lambda folder: (folder / "x.txt").write_bytes(b"x" * 64_000_000))
    (item,) = catalogue.device.items("/opds/all")

    async def push_meanwhile() -> int:
        stream, out = await asyncio.open_connection("127.0.0.1", catalogue.port)
        request = KOReader(catalogue.port, headers=catalogue.device.login).request(
            "GET", item.acquisitions[0].href.removeprefix(catalogue.device.origin), guarded=False
        )
        out.write(request)
        assert b"200 OK" in await stream.readline()
        status = (await KOReader(catalogue.port).push()).status
        out.close()
        return status

    assert asyncio.run(push_meanwhile()) == 200


def test_a_packed_file_beside_a_book_is_not_given_in_its_place(catalogue: Catalogue, tmp_path: Path) -> None:
    def beside(folder: Path) -> None:
        write_epub(folder / "x.epub", "Alone")
        (folder / "x.epub.gz").write_bytes(b"something else")

    scanned(catalogue, tmp_path / "b", beside)
    (item,) = catalogue.device.items("/opds/all")
    address = item.acquisitions[0].href
    answer = catalogue.device.ask(address, **{"Accept-Encoding": "gzip, br"})
    assert answer.body == (tmp_path / "b" / "x.epub").read_bytes()
    part = catalogue.device.ask(address, Range="bytes=0-1", **{"Accept-Encoding": "gzip"})
    assert (part.status, part.body) == (206, b"PK")


def test_a_file_whose_name_is_no_text_is_given_too(catalogue: Catalogue, tmp_path: Path) -> None:
    def odd(folder: Path) -> None:
        write_epub(folder / "x.epub", "Odd").rename(folder / os.fsdecode(b"caf\xe9%00.epub"))

    scanned(catalogue, tmp_path / "b", odd)
    (item,) = catalogue.device.items("/opds/all")
    assert catalogue.device.head_and_get(item.acquisitions[0].href).body.startswith(b"PK")


def test_a_file_that_vanished_or_became_something_else_is_a_404(catalogue: Catalogue, tmp_path: Path) -> None:
    scanned(catalogue, tmp_path / "b", lambda folder: write_epub(folder / "x.epub", "Gone"))
    (item,) = catalogue.device.items("/opds/all")
    (tmp_path / "b" / "x.epub").unlink()
    for method in ("HEAD", "GET"):
        assert catalogue.device.ask(item.acquisitions[0].href, method).status == 404
    os.mkfifo(tmp_path / "b" / "x.epub")
    assert catalogue.device.ask(item.acquisitions[0].href).status == 404


@pytest.mark.parametrize(
    "line",
    [
        b"GET /opds/search?q=\xff\xfe%ff%00%zz HTTP/1.1",
        b"GET /opds/authors?begins=%ed%a0%80&after=\xff HTTP/1.1",
        b"GET /opds/statuses/\xff%ff HTTP/1.1",
        b"GET /opds/files/1/\xff%ed%a0%80%00.epub HTTP/1.1",
        b"GET /opds/opensearch.xml HTTP/1.1\r\nHost: \xff<>&",
        b"GET /opds//all HTTP/1.1",
        b"GET /opds/all?after=" + b"A" * 7000 + b" HTTP/1.1",
        b"POST /opds HTTP/1.1\r\nContent-Length: 0",
    ],
)
def test_bytes_that_no_reader_sends_are_answered_too(catalogue: Catalogue, line: bytes) -> None:
    login = f"Authorization: {catalogue.device.login['Authorization']}\r\nConnection: close\r\n\r\n".encode()
    host = b"" if b"Host" in line else b"Host: 127.0.0.1\r\n"
    answer = asyncio.run(exchange(catalogue.port, line + b"\r\n" + host + login))
    assert answer.status in (200, 400, 404, 405, 421)
