"""Who is let in, the switch, and downloads beside pushes."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bookorbit_desktop.domain.events import BooksChanged
from bookorbit_desktop.domain.passphrase import koreader_key
from bookorbit_desktop.server.auth import WRONG_KEY
from bookorbit_desktop.server.opds.guard import NO_LOGIN, SWITCHED_OFF
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
    catalogue.services.account.change("Zoë", "pass: wörter 100%")
    assert OpdsReader(catalogue.port, "Zoë", "pass: wörter 100%").ask("/opds").status == 200
    assert OpdsReader(catalogue.port, "Zoë", "\udcff").ask("/opds").status == 401
    assert catalogue.device.ask("/opds").status == 401


def test_a_paired_device_comes_in_with_its_own_login(catalogue: Catalogue) -> None:
    pairing, kobo = catalogue.services.pairing, KOReader(catalogue.port, "kobo", "its own")
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
    assert catalogue.services.library.book(1).reading.percentage is None
    events: list[object] = []
    catalogue.services.events.subscribe(events.append)

    (item,) = catalogue.device.items("/opds/all")
    catalogue.device.ask(item.acquisitions[0].href, "HEAD")
    assert catalogue.services.library.book(1).reading.percentage is None
    catalogue.device.ask(item.acquisitions[0].href)

    assert catalogue.services.library.book(1).reading.percentage == 0.4
    assert BooksChanged(frozenset({1})) in events


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
    assert {one.book_id for one in catalogue.services.progress.documents()} == {1}


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


def test_a_changed_file_is_known_by_what_it_is_now(catalogue: Catalogue, tmp_path: Path) -> None:
    scanned(catalogue, tmp_path / "b", lambda folder: write_mobi(folder / "x.mobi", "Changing"))
    (item,) = catalogue.device.items("/opds/all")
    new = write_mobi(tmp_path / "b" / "x.mobi", "Changed entirely").read_bytes()
    body = catalogue.device.ask(item.acquisitions[0].href).body
    assert body == new
    asyncio.run(KOReader(catalogue.port).push(document=partial_md5(body), percentage=0.2))
    assert {one.book_id for one in catalogue.services.progress.documents()} == {1}


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
        write_epub(folder / "x.epub", "Odd").rename(folder / os.fsdecode(b"caf\xe9 %00.epub"))

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
