"""KOReader's own cloud sync against /dav, call by call as its releases make them (cloud-sync.md), over real sockets."""

import base64
import errno
import http.client
import re
import shutil
import socket
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import pytest

from bookorbit_desktop.domain.koreader.cloud_files import KEPT_VERSIONS, STATISTICS, VOCABULARY, Precondition
from bookorbit_desktop.domain.overview.events import ReadingTimeChanged
from bookorbit_desktop.domain.reading.statistics import StatisticsFilter
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.usb.cloud_folder import STAYS_FREE
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.services import add_book, make_services
from tests.serving import serving

PASSPHRASE = "seru zadu ruma ruju"
DIGEST = "0123456789abcdef0123456789abcdef"
START = 1_774_700_000
OLD_LISTING = (
    '<?xml version="1.0"?><a:propfind xmlns:a="DAV:"><a:prop><a:resourcetype/><a:getcontentlength/></a:prop>'
    "</a:propfind>"
)

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Device:
    """A device with its own statistics, which speaks as luasocket does: one connection for each request."""

    port: int
    folder: Path
    pages: set[int] = field(default_factory=set)
    tag: str | None = None
    login: str = f"reader:{PASSPHRASE}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        said = {
            "Authorization": "Basic " + base64.b64encode(self.login.encode()).decode(),
            "Connection": "close, TE",
            "TE": "trailers",
            "User-Agent": "KOReader/2026.03 (https://koreader.rocks/) LuaSocket/3.1.0",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        with closing(connection):
            connection.request(method, path, body, said)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def write(self) -> bytes:
        """Its own database, with the page views it knows of."""
        self.folder.mkdir(exist_ok=True)
        path = self.folder / STATISTICS
        path.unlink(missing_ok=True)
        rows = [(1, page, START + page * 60, 60, 200) for page in sorted(self.pages)]
        write_statistics(path, [a_book(title="Emma", md5=DIGEST)], rows)
        return path.read_bytes()

    def get(self) -> int:
        """Step 2 and 3: read the file, and merge it into one's own."""
        status, headers, body = self.ask("GET", f"/dav/koreader/{STATISTICS}")
        assert status in (200, 404)
        self.tag = None
        if status == 200:
            self.tag = headers["etag"]
            path = self.folder / "income.sqlite3"
            self.folder.mkdir(exist_ok=True)
            path.write_bytes(body)
            with closing(sqlite3.connect(path)) as income:
                self.pages |= {page for (page,) in income.execute("SELECT page FROM page_stat_data")}
        return status

    def put(self) -> int:
        """Step 4: with the tag of the file that was read."""
        condition = {"If_Match": self.tag} if self.tag else {}
        return self.ask("PUT", f"/dav/koreader/{STATISTICS}", self.write(), **condition)[0]

    def sync(self) -> None:
        """All of it; a 412 begins again."""
        while True:
            self.get()
            status = self.put()
            if status != 412:
                assert status in (201, 204)
                return


@dataclass
class Cloud:
    services: Services
    port: int
    folder: Path
    read: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def device(self, name: str, pages: Sequence[int] = ()) -> Device:
        return Device(self.port, self.folder / name, set(pages))

    @property
    def seconds(self) -> int:
        return self.services.reading_time.statistics(StatisticsFilter()).total.seconds

    def wait_until_read(self) -> None:
        """The page views of an upload are in the library."""
        assert self.read.acquire(timeout=60)

    @property
    def versions(self) -> int:
        return len(self.services.cloud_folder.versions(STATISTICS))


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[Cloud]:
    services = make_services(tmp_path / "data")
    services.koreader_login.change("reader", PASSPHRASE)
    with serving(services) as port:
        made = Cloud(services, port, tmp_path)
        services.events.subscribe(lambda _event: made.read.release(), ReadingTimeChanged)
        yield made
    services.database.close()


def listed(answer: bytes, asked: str) -> dict[str, int | None]:
    """What KOReader takes from a listing by its patterns; sizes, and None for folders."""
    found: dict[str, int | None] = {}
    for item in re.findall(r"<[^:>]*:response[^>]*>(.*?)</[^:>]*:response>", answer.decode(), re.DOTALL):
        href = unquote(re.findall(r"<[^:>]*:href>(.*?)</[^:>]*:href>", item)[0])
        if href.rstrip("/") == unquote(asked).rstrip("/"):
            continue
        kind = re.findall(r"<[^:>]*:resourcetype>(.*?)</[^:>]*:resourcetype>", item)
        is_folder = bool(kind) and ":collection" in kind[0]
        size = re.findall(r"<[^:>]*:getcontentlength[^/>]*>(\d+)<", item)
        found[href.rstrip("/").rpartition("/")[2]] = None if is_folder else int(size[0])
    return found


def test_a_first_device_uploads_and_its_page_views_are_in_the_library(cloud: Cloud) -> None:
    add_book(cloud.services, "Emma", digest=DIGEST)
    kobo = cloud.device("kobo", range(1, 31))
    assert kobo.get() == 404
    assert kobo.put() == 201
    cloud.wait_until_read()
    assert cloud.seconds == 30 * 60
    (book,) = cloud.services.reading_time.statistics(StatisticsFilter()).books
    assert book.title == "Emma"


@pytest.mark.parametrize("asked", ["/dav/koreader/", "/dav/koreader", "/dav//koreader/", "/dav/k%6Freader/"])
def test_a_listing_is_what_koreaders_patterns_want(cloud: Cloud, asked: str) -> None:
    kobo = cloud.device("kobo", [1])
    kobo.sync()
    status, headers, body = kobo.ask(
        "PROPFIND", asked, OLD_LISTING.encode(), Depth="1", Content_Type="application/xml"
    )
    assert (status, "content-encoding" in headers) == (207, False)
    file = cloud.services.cloud_folder.file(STATISTICS)
    assert file is not None
    assert listed(body, asked.replace("//", "/")) == {STATISTICS: file.size}
    status, _, body = kobo.ask("PROPFIND", "/dav/", OLD_LISTING.encode(), Depth="1")
    assert listed(body, "/dav/") == dict.fromkeys(("koreader", "Library", "To read", "Upload"))
    status, _, body = kobo.ask("PROPFIND", "/dav/koreader/", b"", Depth="0")
    assert (status, listed(body, "/dav/koreader/")) == (207, {})


def test_a_database_is_returned_byte_for_byte_with_a_strong_etag_and_by_ranges(cloud: Cloud) -> None:
    kobo = cloud.device("kobo", range(1, 500))
    kobo.sync()
    put = (kobo.folder / STATISTICS).read_bytes()
    status, headers, body = kobo.ask("GET", f"/dav/koreader/{STATISTICS}", Accept_Encoding="gzip")
    assert (status, body) == (200, put)
    assert re.fullmatch('"[^"]+"', headers["etag"])
    status, headers, body = kobo.ask("GET", f"/dav/koreader/{STATISTICS}", Range="bytes=16-31")
    assert (status, body) == (206, put[16:32])
    status, headers, body = kobo.ask("HEAD", f"/dav/koreader/{STATISTICS}")
    assert (status, body, headers["content-length"]) == (200, b"", str(len(put)))


def test_two_devices_and_a_third_have_all_page_views_and_each_counts_once(cloud: Cloud) -> None:
    devices = [
        cloud.device("kobo", range(1, 21)),
        cloud.device("boox", range(11, 31)),
        cloud.device("kindle", range(25, 41)),
    ]
    for device in [*devices, *devices]:
        device.sync()
    assert {frozenset(device.pages) for device in devices} == {frozenset(range(1, 41))}
    for _ in range(3):
        cloud.wait_until_read()
    assert cloud.seconds == 40 * 60


def test_a_race_is_a_412_and_the_second_merges_again(cloud: Cloud) -> None:
    kobo, boox = cloud.device("kobo", [1, 2]), cloud.device("boox", [3])
    kobo.sync()
    boox.get()
    kobo.pages.add(9)
    kobo.sync()
    assert boox.put() == 412
    assert kobo.ask("GET", f"/dav/koreader/{STATISTICS}")[2] == (kobo.folder / STATISTICS).read_bytes()
    boox.sync()
    assert boox.pages == {1, 2, 3, 9}


def test_two_first_uploads_at_once_do_not_overwrite_each_other(cloud: Cloud) -> None:
    kobo, boox = cloud.device("kobo", [1]), cloud.device("boox", [2])
    assert (kobo.get(), boox.get()) == (404, 404)
    assert kobo.put() == 201
    assert boox.put() == 412, "it has seen no file, and there is one now"
    boox.sync()
    assert boox.pages == {1, 2}


def test_many_uploads_at_once_leave_one_whole_file_and_every_page(cloud: Cloud) -> None:
    devices = [cloud.device(f"device {number}", range(number * 10, number * 10 + 10)) for number in range(4)]
    threads = [threading.Thread(target=device.sync) for device in devices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    last = cloud.device("last")
    last.get()
    assert last.pages == set(range(40))


def test_an_upload_that_is_interrupted_leaves_the_file_before(cloud: Cloud) -> None:
    kobo = cloud.device("kobo", range(1, 200))
    kobo.sync()
    before = (kobo.folder / STATISTICS).read_bytes()
    kobo.get()
    login = base64.b64encode(kobo.login.encode()).decode()
    head = (
        f"PUT /dav/koreader/{STATISTICS} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic {login}\r\n"
        f"If-Match: {kobo.tag}\r\nContent-Length: {len(before)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", cloud.port)) as half:
        half.sendall(head.encode() + before[: len(before) // 2])
    assert kobo.ask("GET", f"/dav/koreader/{STATISTICS}")[2] == before
    kobo.pages.add(900)
    kobo.sync()
    assert cloud.versions == 1
    assert [path.name for path in (cloud.folder / "data" / "cloud").glob(".upload-*")] == []


def spoilt(content: bytes) -> bytes:
    return content[:4096] + b"\xff" * (len(content) - 4096)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda content: b"", "isn't the database"),
        (lambda content: b"<html>a login page</html>", "isn't the database"),
        (lambda content: content[: len(content) // 2], "damaged"),
        (spoilt, "damaged"),
    ],
    ids=["empty", "another file", "cut off", "spoilt"],
)
def test_a_damaged_or_foreign_file_is_refused_and_nothing_is_lost(
    cloud: Cloud, make: "partial[bytes]", told: str
) -> None:
    kobo = cloud.device("kobo", range(1, 400))
    kobo.sync()
    before = (kobo.folder / STATISTICS).read_bytes()
    kobo.get()
    assert kobo.tag is not None
    status, _, said = kobo.ask("PUT", f"/dav/koreader/{STATISTICS}", make(before), If_Match=kobo.tag)
    assert status == 403
    assert told in said.decode()
    assert kobo.ask("GET", f"/dav/koreader/{STATISTICS}")[2] == before


def test_a_database_of_another_kind_is_refused(cloud: Cloud) -> None:
    kobo = cloud.device("kobo", [1])
    status, _, said = kobo.ask("PUT", f"/dav/koreader/{VOCABULARY}", kobo.write())
    assert (status, "isn't the database" in said.decode()) == (403, True)


def test_the_vocabulary_is_kept_too(cloud: Cloud) -> None:
    kobo = cloud.device("kobo")
    path = cloud.folder / "vocabulary.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.executescript("CREATE TABLE title (id, name); CREATE TABLE vocabulary (word, title_id);")
    content = path.read_bytes()
    assert kobo.ask("PUT", f"/dav/koreader/{VOCABULARY}", content)[0] == 201
    assert kobo.ask("GET", f"/dav/koreader/{VOCABULARY}")[2] == content


def test_page_views_one_device_deletes_stay_in_the_library_and_the_versions(cloud: Cloud) -> None:
    kobo = cloud.device("kobo", range(1, 31))
    kobo.sync()
    cloud.wait_until_read()
    kobo.get()
    kobo.pages = {1, 2}
    assert kobo.put() == 204
    assert cloud.device("new").get() == 200
    assert cloud.seconds == 30 * 60
    assert cloud.versions == 1


def test_ten_versions_are_kept_and_the_same_content_is_none(cloud: Cloud) -> None:
    kobo = cloud.device("kobo", [1])
    kobo.sync()
    for _ in range(3):
        kobo.sync()
    assert cloud.versions == 0
    for page in range(2, KEPT_VERSIONS + 6):
        cloud.services.clock.move(seconds=60)  # type: ignore[attr-defined]
        kobo.pages.add(page)
        kobo.sync()
    assert cloud.versions == KEPT_VERSIONS


def test_a_deleted_file_is_a_404_that_a_device_answers_with_its_own(cloud: Cloud) -> None:
    kobo = cloud.device("kobo", range(1, 31))
    kobo.sync()
    assert kobo.ask("DELETE", f"/dav/koreader/{STATISTICS}")[0] == 204
    assert cloud.versions == 1
    assert kobo.get() == 404
    kobo.sync()
    assert kobo.get() == 200


@pytest.mark.parametrize("login", ["reader:wrong", "nobody:x", "reader", ""])
def test_nobody_without_the_login_reads_writes_or_lists(cloud: Cloud, login: str) -> None:
    kobo = cloud.device("kobo", [1])
    kobo.sync()
    stranger = Device(cloud.port, cloud.folder / "stranger", {7}, login=login)
    content = stranger.write()
    for method, path, body in [
        ("GET", f"/dav/koreader/{STATISTICS}", None),
        ("PROPFIND", "/dav/koreader/", b""),
        ("OPTIONS", "/dav/", None),
        ("PUT", f"/dav/koreader/{STATISTICS}", content),
        ("DELETE", f"/dav/koreader/{STATISTICS}", None),
    ]:
        assert stranger.ask(method, path, body, Depth="1")[0] == 401, method
    assert cloud.versions == 0


@pytest.mark.parametrize(
    "path",
    [
        "/dav/library.sqlite3",
        "/dav/koreader/library.sqlite3",
        "/dav/koreader/../library.sqlite3",
        "/dav/koreader/..%2flibrary.sqlite3",
        "/dav/koreader/%2e%2e%2flibrary.sqlite3",
        "/dav/koreader/versions/x",
        "/dav/koreader/..%5clibrary.sqlite3",
        "/dav/../library.sqlite3",
    ],
)
def test_files_outside_the_cloud_folder_cannot_be_read_written_or_deleted(cloud: Cloud, path: str) -> None:
    kobo = cloud.device("kobo", [1])
    content = kobo.write()
    assert kobo.ask("GET", path)[0] in (403, 404)
    assert kobo.ask("PUT", path, content)[0] in (403, 404, 409)
    assert kobo.ask("DELETE", path)[0] in (403, 404)
    assert (cloud.folder / "data" / "library.sqlite3").read_bytes()[:15] == b"SQLite format 3"


@pytest.mark.parametrize(
    "name", ["a%0d%0aX-Evil:%20yes", "a%0a", "%00", "%e2%80%ae" * 20, "x" * 4000, "%3Cb%3E"]
)
def test_a_hostile_name_gets_no_further_than_the_answer(cloud: Cloud, name: str) -> None:
    kobo = cloud.device("kobo", [1])
    status, headers, _ = kobo.ask("PUT", f"/dav/koreader/{name}", b"PK")
    assert status in (400, 403, 404)
    assert "x-evil" not in headers


def test_a_delete_that_the_disk_refuses_is_a_503_and_the_file_stays(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    kobo = cloud.device("kobo", [1])
    kobo.sync()
    with monkeypatch.context() as patched:

        def refuse(path: Path, target: Path) -> None:
            raise OSError(errno.EROFS, "Read-only file system")

        patched.setattr(Path, "replace", refuse)
        assert kobo.ask("DELETE", f"/dav/koreader/{STATISTICS}")[0] == 503
    assert kobo.get() == 200


def test_an_upload_that_would_fill_the_disk_is_refused_before_it_comes(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    kobo = cloud.device("kobo", [1])
    free = shutil.disk_usage(cloud.folder)._replace(free=STAYS_FREE)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _folder: free)
        status, _, said = kobo.ask("PUT", f"/dav/koreader/{STATISTICS}", kobo.write())
    assert (status, b"full" in said) == (503, True)
    assert cloud.services.cloud_folder.files() == []


def test_other_webdav_calls_are_answered_with_a_status_and_words(cloud: Cloud) -> None:
    kobo = cloud.device("kobo", [1])
    kobo.sync()
    status, headers, _ = kobo.ask("OPTIONS", f"/dav/koreader/{STATISTICS}")
    assert (status, headers["dav"]) == (200, "1")
    assert "PROPFIND" in headers["allow"]
    assert kobo.ask("MKCOL", "/dav/koreader/")[0] == 405
    assert kobo.ask("MKCOL", "/dav/other/")[0] == 409
    assert kobo.ask("DELETE", "/dav/koreader/")[0] == 403
    assert kobo.ask("PROPFIND", "/dav/", b"", Depth="infinity")[0] == 403
    assert kobo.ask("LOCK", f"/dav/koreader/{STATISTICS}")[0] == 405
    status, _, said = kobo.ask("PUT", "/dav/koreader/novel.epub", b"PK")
    assert (status, "statistics" in said.decode()) == (403, True)


def test_page_views_that_an_earlier_run_could_not_store_are_read_with_the_next_call(cloud: Cloud) -> None:
    folder = cloud.services.cloud_folder
    part = folder.part()
    part.write_bytes(cloud.device("kobo", range(1, 31)).write())
    folder.keep(STATISTICS, part, Precondition())  # and the program ended before they were read
    assert cloud.seconds == 0
    assert cloud.device("boox").get() == 200
    cloud.wait_until_read()
    assert cloud.seconds == 30 * 60


def test_a_disk_that_refuses_is_a_503_and_the_file_stays(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    kobo = cloud.device("kobo", range(1, 31))
    kobo.sync()
    before = (kobo.folder / STATISTICS).read_bytes()
    kobo.get()
    kobo.pages.add(99)
    with monkeypatch.context() as patched:

        def refuse(path: Path, target: Path) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        patched.setattr(Path, "replace", refuse)
        status, _, said = kobo.ask(
            "PUT", f"/dav/koreader/{STATISTICS}", kobo.write(), If_Match=kobo.tag or ""
        )
    assert (status, b"full" in said) == (503, True)
    assert kobo.ask("GET", f"/dav/koreader/{STATISTICS}")[2] == before
    kobo.sync()


def test_ten_years_of_reading_come_and_go(cloud: Cloud) -> None:
    """60 MB over one connection each way, with pushes beside it answered."""
    kobo = cloud.device("kobo")
    kobo.folder.mkdir()
    path = kobo.folder / STATISTICS
    write_statistics(path, [a_book(title="Emma", md5=DIGEST)], [(1, 1, START, 60, 200)])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE filler (content BLOB)")
        database.executemany("INSERT INTO filler VALUES (randomblob(1000000))", [()] * 60)
    content = path.read_bytes()
    assert len(content) > 60_000_000
    assert kobo.ask("PUT", f"/dav/koreader/{STATISTICS}", content)[0] == 201
    assert kobo.ask("GET", f"/dav/koreader/{STATISTICS}")[2] == content
