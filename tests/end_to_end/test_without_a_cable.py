"""From an empty program to a finished, rated book with highlights and reading time, here and on Hardcover: no cable.

Real files, the real program as processes, real sockets, the plugin itself, and a local Hardcover whose shelf is
compared at the end.
"""

import io
import zipfile
from pathlib import Path

import pytest

from bookorbit_desktop.domain.usb.plugin import PLUGIN_NAME
from tests.acceptance.conftest import isbn_of
from tests.acceptance.hardcover import Hardcover, ShelfRead, ShelfRow
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, Program, until
from tests.acceptance.test_cloud_folder import FILE, ask
from tests.books import write_epub
from tests.days import TODAY, written_today
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.integration.plugin.device import Koreader
from tests.integration.plugin.test_plugin import CLOSE, OPEN
from tests.integration.server.plugin.device import Device, highlight

TITLE = "Salt and Lanterns"
PAGES = 240
START = 1_774_700_000


@pytest.fixture
def shelf() -> Hardcover:
    hardcover = Hardcover()
    hardcover.add(TITLE, "Mara Velden", pages=PAGES, isbn=isbn_of(700))
    return hardcover


def test_a_book_is_read_rated_and_marked_without_a_cable(
    newcomer: Program, shelf: Hardcover, tmp_path: Path
) -> None:
    books = tmp_path / "books"
    books.mkdir()
    write_epub(books / "salt.epub", TITLE, authors=("Mara Velden",), isbn=isbn_of(700))
    newcomer.environment |= shelf.environment
    newcomer.run("scan", books)
    newcomer.make_account()
    digest = newcomer.digest(TITLE)
    server = newcomer.serve()

    browser = Device(server.port, "browser")
    page = browser.fetch("/", Accept="text/html")
    assert page.status == 200
    assert f'href="/{PLUGIN_NAME}.zip"'.encode() in page.body
    kobo = Koreader(tmp_path / "kobo", server.port, passphrase=PASSPHRASE)
    with zipfile.ZipFile(io.BytesIO(browser.fetch(f"/{PLUGIN_NAME}.zip").body)) as packed:
        packed.extractall(kobo.folder / "plugins")
    kobo.plugin = kobo.folder / "plugins" / PLUGIN_NAME

    stock = Reader(server.port, "reader", PASSPHRASE)
    assert stock.log_in().json["authorized"] == "OK"
    stock.read(digest, [0.02, 0.4, 0.8])
    rows = [(1, number, START + number * 60, 60, 200) for number in range(1, 31)]
    statistics = tmp_path / "statistics.sqlite3"
    write_statistics(statistics, [a_book(title=TITLE, md5=digest)], rows)
    assert ask(server.port, "PUT", FILE, statistics.read_bytes())[0] == 201

    data = {
        "partial_md5_checksum": digest,
        "doc_props": {"title": TITLE, "authors": "Mara Velden"},
        "percent_finished": 0.997,
        "summary": {"status": "complete", "rating": 4, "modified": written_today()},
        "annotations": [highlight(1, "the sea had lanterns"), highlight(2, note="why?")],
    }
    (said,) = kobo.run(OPEN + CLOSE + "H.report(H.texts()[2])", file=kobo.book(TITLE), data=data)
    assert said == "Everything is up to date."

    (book,) = newcomer.export()["books"]
    assert (book["status"], book["rating"]) == ("read", 4.0)
    assert [mark["text"] for mark in newcomer.json("highlights", "--json")] == [
        "the sea had lanterns",
        "words",
    ]
    newcomer.until(lambda: read_in_march(newcomer) == 1800, "the reading time")
    finished = ShelfRow(3, rating=4.0, reads=(ShelfRead(TODAY, TODAY, PAGES),))
    until(lambda: shelf.shelf() == {TITLE: finished}, "all of it on Hardcover by itself")
    assert server.stop() == 0
    shelf.close()


def read_in_march(newcomer: Program) -> int:
    """Seconds. Today counts the time between pushes, which depends on how busy this machine is."""
    days = newcomer.json("stats", "--json")["days"]
    return sum(day["seconds"] for day in days if day["day"].startswith("2026-03"))
