"""The folders Library, To read and Upload of /dav, over real sockets with real files (cloud-sync.md)."""

import asyncio
import http.client
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.book_folders import BookFile, author_folders, shared_files
from bookorbit_desktop.domain.koreader.uploads import LARGEST
from bookorbit_desktop.domain.library.collection import CollectionKind
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.library.metadata import FileFormat
from bookorbit_desktop.domain.overview.events import FilesAdded, ScanFinished
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.usb import upload_folder
from tests.books import write_epub
from tests.integration.server.dav.test_cloud_folder import PASSPHRASE, Device, listed
from tests.services import make_services
from tests.serving import serving

LIBRARY, TO_READ, UPLOAD = "/dav/Library/", "/dav/To%20read/", "/dav/Upload/"


@dataclass
class Home:
    """A library of real files, and a device on its Wi-Fi."""

    services: Services
    device: Device
    books: Path
    scanned: threading.Semaphore

    def names(self, path: str) -> list[str]:
        status, _, body = self.device.ask("PROPFIND", path, Depth="1")
        assert status == 207, body
        return sorted(listed(body, path))

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        return self.device.ask("GET", path, None, **headers)

    def book(self, title: str) -> BookId:
        found = self.services.book_list.rows(BookQuery())
        return next(row.id for row in found if row.title == title)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    services = make_services(tmp_path / "data")
    services.koreader_login.change("reader", PASSPHRASE)
    books = tmp_path / "books"
    books.mkdir()
    write_epub(books / "emma.epub", "Emma", authors=("Jane Austen",))
    write_epub(books / "two.epub", "What: a <b>Title</b>?", authors=("Jane Austen", "../../etc"))
    write_epub(books / "none.epub", "Nobody's", authors=())
    asyncio.run(services.library.add_and_scan([str(books)]))
    scanned = threading.Semaphore(0)
    services.events.subscribe(lambda _event: scanned.release(), ScanFinished)
    with serving(services) as port:
        yield Home(services, Device(port, tmp_path / "kobo"), books, scanned)
    services.database.close()


def test_the_library_is_there_by_author_and_can_be_read(home: Home) -> None:
    assert home.names("/dav/") == ["Library", "To read", "Upload", "koreader"]
    assert home.names(LIBRARY) == ["Jane Austen", "Unknown Author", "_.._etc"]
    assert home.names(f"{LIBRARY}Jane%20Austen/") == [
        "Jane Austen - Emma.epub",
        "Jane Austen, .._.._etc - What_ a _b_Title__b__.epub",
    ]
    path = f"{LIBRARY}Jane%20Austen/{quote('Jane Austen - Emma.epub')}"
    content = (home.books / "emma.epub").read_bytes()
    status, headers, body = home.get(path)
    assert (status, body) == (200, content)
    assert headers["content-type"] == "application/epub+zip"
    assert headers["etag"].startswith('"')
    status, headers, body = home.get(path, Range="bytes=2-9")
    assert (status, body) == (206, content[2:10])
    assert home.device.ask("HEAD", path)[0] == 200
    status, _, body = home.device.ask("PROPFIND", path, Depth="0")
    assert status == 207
    assert f">{len(content)}<".encode() in body


def test_a_listing_has_the_type_the_tag_and_the_date_of_what_is_sent(home: Home) -> None:
    statistics, uploaded = "/dav/koreader/statistics.sqlite3", f"{UPLOAD}notes.md"
    assert home.device.ask("PUT", statistics, home.device.write())[0] == 201
    assert home.device.ask("PUT", uploaded, b"# Notes")[0] == 201
    for path in (statistics, uploaded, f"{LIBRARY}Jane%20Austen/{quote('Jane Austen - Emma.epub')}"):
        described = home.device.ask("PROPFIND", path, Depth="0")[2].decode()
        _, headers, _ = home.get(path)
        assert f"<d:getetag>{headers['etag']}</d:getetag>" in described
        assert f"<d:getcontenttype>{headers['content-type']}</d:getcontenttype>" in described
        assert f"<d:getlastmodified>{headers['last-modified']}</d:getlastmodified>" in described


def test_a_folder_has_the_date_of_the_newest_in_it(home: Home) -> None:
    assert home.device.ask("PUT", f"{UPLOAD}notes.md", b"# Notes")[0] == 201
    for folder in ("/dav/", LIBRARY, f"{LIBRARY}Jane%20Austen/", UPLOAD):
        described = home.device.ask("PROPFIND", folder, Depth="1", User_Agent="rclone")[2].decode()
        for item in described.split("<d:response>")[1:]:
            is_empty = "/To%20read/" not in item and "/dav/koreader/" in item
            assert ("<d:getlastmodified>" in item) is not is_empty, item
        assert " 1970 " not in described


def test_nothing_in_the_library_can_be_changed(home: Home) -> None:
    path = f"{LIBRARY}Jane%20Austen/{quote('Jane Austen - Emma.epub')}"
    for target in (LIBRARY, f"{LIBRARY}Jane%20Austen/", path, TO_READ, f"{LIBRARY}New", f"{TO_READ}new.epub"):
        for method in ("PUT", "DELETE", "MOVE", "COPY"):
            status, _, body = home.device.ask(method, target, b"x" if method == "PUT" else None)
            assert status == 403, (method, target)
            assert b"can't be changed" in body
        assert home.device.ask("MKCOL", target)[0] == 405
    assert len(list(home.books.iterdir())) == 3


def test_a_download_is_recognised_by_the_name_it_had(home: Home) -> None:
    home.get(f"{LIBRARY}Jane%20Austen/{quote('Jane Austen - Emma.epub')}")
    origins = {identity.origin for identity in home.services.book_view.view(home.book("Emma")).identities}
    assert {"partial", "filename"} <= origins


def test_to_read_holds_what_one_wants_to_read_or_a_shelf_of_ones_choice(home: Home) -> None:
    assert home.names(TO_READ) == []
    emma = home.book("Emma")
    home.services.reading.set_status([emma], StatusChange(ReadingStatus.WANT_TO_READ))
    assert home.names(TO_READ) == ["Jane Austen - Emma.epub"]
    assert home.get(f"{TO_READ}{quote('Jane Austen - Emma.epub')}")[0] == 200
    home.services.collections.add_named(CollectionKind.SHELF, "Holiday", [home.book("Nobody's")])
    (shelf,) = home.services.collections.all()
    home.services.preferences.change(to_read_shelf=int(shelf.id))
    assert home.names(TO_READ) == ["Unknown Author - Nobody's.epub"]
    home.services.collections.delete([shelf.id])
    assert home.names(TO_READ) == []


def test_without_the_catalogue_neither_folder_is_there(home: Home) -> None:
    home.services.preferences.change(offer_catalogue=False)
    assert home.names("/dav/") == ["Upload", "koreader"]
    for path in (LIBRARY, TO_READ, f"{LIBRARY}Jane%20Austen/", f"{LIBRARY}Jane%20Austen/x.epub"):
        status, _, body = home.device.ask("PROPFIND", path, Depth="1")
        assert (status, b"Turn it on" in body) == (403, True)


def test_a_file_that_is_gone_or_was_changed_is_not_sent(home: Home) -> None:
    path = f"{LIBRARY}Jane%20Austen/{quote('Jane Austen - Emma.epub')}"
    (home.books / "emma.epub").write_bytes(b"something else")
    assert home.get(path)[0] == 404
    (home.books / "emma.epub").unlink()
    assert home.get(path)[0] == 404
    (home.books / "emma.epub").symlink_to("/etc/passwd")
    assert home.get(path)[0] == 404


def test_paths_outside_the_book_folders_cannot_be_reached(home: Home) -> None:
    for path in (
        "/dav/Library/../../../etc/passwd",
        "/dav/Library/..%2f..%2f..%2fetc%2fpasswd",
        "/dav/Library/%2e%2e/%2e%2e/etc/passwd",
        "/dav/Library/Jane%20Austen/..%5c..%5cemma.epub",
        "/dav/Library/Jane%20Austen/%00",
        "/dav/Library/Nobody/x.epub",
        "/dav/To%20read/..%2fLibrary",
        "/dav/Upload/..%2flibrary.sqlite3",
        "/dav/Upload/library.sqlite3",
        "/dav/Elsewhere/x",
        "/dav/Library/" + "a" * 3000,
    ):
        assert home.get(path)[0] in (400, 404, 405), path


def test_an_uploaded_book_ends_in_the_inbox(home: Home, tmp_path: Path) -> None:
    write_epub(tmp_path / "new.epub", "Sent from the Reader", authors=("Mara Velden",))
    content = (tmp_path / "new.epub").read_bytes()
    added = threading.Event()
    home.services.events.subscribe(lambda _event: added.set(), FilesAdded)
    assert home.device.ask("PUT", f"{UPLOAD}new.epub", content)[0] == 201
    assert added.wait(60)
    (file, *_rest) = home.services.inbox.load().files
    assert file.title == "Sent from the Reader"
    assert home.names(UPLOAD) == ["new.epub"]
    assert home.get(f"{UPLOAD}new.epub")[2] == content
    assert home.device.ask("PUT", f"{UPLOAD}new.epub", content)[0] == 204, "the same once more"
    status, _, body = home.device.ask("PUT", f"{UPLOAD}new.epub", b"another book")
    assert (status, b"Rename yours" in body) == (409, True)
    assert home.get(f"{UPLOAD}new.epub")[2] == content
    assert home.device.ask("DELETE", f"{UPLOAD}new.epub")[0] == 403


def test_a_removed_book_does_not_come_back_when_another_is_uploaded(home: Home, tmp_path: Path) -> None:
    for number in (1, 2):
        write_epub(tmp_path / f"{number}.epub", f"Upload {number}", authors=("Mara Velden",))
        content = (tmp_path / f"{number}.epub").read_bytes()
        assert home.device.ask("PUT", f"{UPLOAD}{number}.epub", content)[0] == 201
        assert home.scanned.acquire(timeout=60)
        if number == 1:
            home.services.removal.remove([home.book("Upload 1")])
    titles = [row.title for row in home.services.book_list.rows(BookQuery())]
    assert ("Upload 2" in titles, "Upload 1" in titles) == (True, False)


def test_exported_highlights_are_kept_as_they_are(home: Home) -> None:
    assert home.device.ask("PUT", f"{UPLOAD}{quote('Emma – highlights.json')}", b"{}")[0] == 201
    assert home.names(UPLOAD) == ["Emma – highlights.json"]


ORDINARY = [
    "Two  Spaces.epub",
    " A Leading Space.epub",
    "Who Goes There?.epub",
    "Dune: Part One.epub",
    'The "Best" Of.epub',
    "a*b.epub",
    "a<b>|c.epub",
    "a\\b.epub",
    "CON.epub",
    "Æsop  –  «Fables».epub",
    f"{'x' * 235}é.epub",
]


def test_ordinary_names_are_taken_stored_safely_and_shown_as_they_are(home: Home) -> None:
    for number, name in enumerate(ORDINARY):
        status, _, body = home.device.ask("PUT", f"{UPLOAD}{quote(name, safe='')}", f"{number}".encode())
        assert status == 201, (name, body)
    assert home.names(UPLOAD) == sorted(ORDINARY)
    for number, name in enumerate(ORDINARY):
        path = f"{UPLOAD}{quote(name, safe='')}"
        assert home.get(path)[2] == f"{number}".encode()
        assert home.device.ask("PUT", path, f"{number}".encode())[0] == 204, "the same once more"
        assert home.device.ask("PUT", path, b"another")[0] == 409
    stored = [path.name for path in (home.services.data_dir / "uploads").iterdir() if path.name[0] != "."]
    assert len(stored) == len(ORDINARY)
    for name in stored:
        assert not set('\\/:*?"<>|') & set(name)
        assert name == " ".join(name.split())
        assert (len(name.encode()) <= 240, name.partition(".")[0].casefold() != "con") == (True, True)


def test_names_that_are_stored_alike_stay_apart(home: Home) -> None:
    names = ["a_b.epub", "a?b.epub", "a:b.epub", "A*B.epub"]
    for names_then in (names[1:3], [names[0]], names[3:]):
        for name in names_then:
            assert home.device.ask("PUT", f"{UPLOAD}{quote(name)}", name.encode())[0] == 201
    assert home.names(UPLOAD) == sorted(names)
    for name in names:
        assert home.get(f"{UPLOAD}{quote(name)}")[2] == name.encode()
    folder = home.services.data_dir / "uploads"
    assert len({path.name.casefold() for path in folder.iterdir() if path.name[0] != "."}) == len(names)


def test_an_upload_that_is_taken_out_of_its_folder_can_be_sent_again(home: Home) -> None:
    path = f"{UPLOAD}{quote('Who?.epub')}"
    for content in (b"one", b"two"):
        assert home.device.ask("PUT", path, content)[0] == 201
        (stored,) = (home.services.data_dir / "uploads").glob("*.epub")
        assert stored.read_bytes() == content
        stored.unlink()
        assert home.names(UPLOAD) == []


def test_a_damaged_list_of_names_loses_no_file(home: Home) -> None:
    path = f"{UPLOAD}{quote('Who?.epub')}"
    assert home.device.ask("PUT", path, b"one")[0] == 201
    for content in ("", "[1]", '{"Who_.epub": 7, "../x": "y"}'):
        (home.services.data_dir / "uploads" / ".names.json").write_text(content)
        assert home.names(UPLOAD) == ["Who_.epub"]
        assert home.get(f"{UPLOAD}Who_.epub")[2] == b"one"


def test_a_name_that_cannot_be_one_is_refused_in_words(home: Home) -> None:
    for name, status in (
        ("program.exe", 415),
        ("no-ending", 415),
        (".hidden.epub", 400),
        ("%20.hidden.epub", 400),
        ("a%0ab.epub", 400),
        ("a%00b.epub", 400),
        ("trailing.epub.", 415),
    ):
        answer, _, body = home.device.ask("PUT", f"{UPLOAD}{name}", b"x")
        assert (answer, bool(body)) == (status, True), name
    assert home.names(UPLOAD) == []


def test_a_full_disk_and_a_size_beyond_the_limit_are_said(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_folder, "STAYS_FREE", 1 << 60)
    status, _, body = home.device.ask("PUT", f"{UPLOAD}new.epub", b"x")
    assert (status, b"disk of the computer is full" in body) == (503, True)
    with closing(http.client.HTTPConnection("127.0.0.1", home.device.port)) as connection:
        connection.putrequest("PUT", f"{UPLOAD}new.epub")
        connection.putheader("Content-Length", str(LARGEST + 1))
        connection.putheader("Authorization", "Basic cmVhZGVyOnNlcnUgemFkdSBydW1hIHJ1anU=")
        connection.endheaders()
        assert connection.getresponse().status == 413


def test_an_interrupted_upload_leaves_nothing(home: Home) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", home.device.port)) as connection:
        connection.putrequest("PUT", f"{UPLOAD}new.epub")
        connection.putheader("Content-Length", "1000000")
        connection.putheader("Authorization", "Basic cmVhZGVyOnNlcnUgemFkdSBydW1hIHJ1anU=")
        connection.endheaders()
        connection.send(b"x" * 70_000)
    folder = home.services.data_dir / "uploads"
    assert home.names(UPLOAD) == []
    assert not [path for path in folder.glob("*") if not path.name.startswith(".upload-")]


def test_a_wrong_login_sees_nothing(home: Home) -> None:
    stranger = Device(home.device.port, home.device.folder, login="reader:wrong")
    for path in ("/dav/", LIBRARY, TO_READ, UPLOAD):
        assert stranger.ask("PROPFIND", path, Depth="1")[0] == 401
    assert stranger.ask("PUT", f"{UPLOAD}new.epub", b"x")[0] == 401


_TEXTS = st.text(max_size=300)


@given(names=st.lists(_TEXTS, max_size=6))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_author_has_a_folder_that_every_system_can_hold(names: list[str]) -> None:
    folders = author_folders(list(enumerate(names, start=1)), with_unknown=True)
    assert len({folder.name.casefold() for folder in folders}) == len(names) + 1
    for folder in folders:
        assert folder.name
        assert not set('/\\:*?"<>|') & set(folder.name)
        assert not folder.name.startswith(".")
        assert len(folder.name.encode()) <= 240


@given(titles=st.lists(st.tuples(_TEXTS, st.lists(_TEXTS, max_size=3)), max_size=6))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_file_has_a_name_of_its_own(titles: list[tuple[str, list[str]]]) -> None:
    files = [
        BookFile(number, title, tuple(authors), FileFormat.EPUB, 1, 0)
        for number, (title, authors) in enumerate(titles)
    ]
    shared = shared_files(files)
    assert len({file.name.casefold() for file in shared}) == len(files)
    assert all(file.name.endswith(".epub") and len(file.name.encode()) <= 240 for file in shared)
