"""What the plugin sends to a running program, and how it gets onto a device.

Each call with everything that can be wrong with it: `tests/integration/server/plugin`.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bookorbit_desktop.domain.usb.plugin import PLUGIN_NAME
from bookorbit_desktop.system.own_program import koreader_plugin
from tests.acceptance.conftest import title_of
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.program import PASSPHRASE, Program, until
from tests.acceptance.scanning import add_books, partial_md5, scan
from tests.acceptance.test_cloud_folder import FILE, ask, statistics
from tests.books import write_epub
from tests.integration.devices.device_tree import DeviceTree
from tests.integration.plugin.device import Koreader
from tests.integration.plugin.test_plugin import CLOSE, OPEN, TAP
from tests.integration.plugin.test_plugin import START as START_KOREADER
from tests.integration.server.plugin.device import Device, highlight

START = 1_774_700_000


def device(library: Program, port: int) -> Device:
    return Device(port, "Kobo_nova", passphrase=PASSPHRASE)


def test_finished_with_stars_on_the_reader_is_read_here_and_on_hardcover_within_ten_seconds(
    library: Program, hardcover: Hardcover
) -> None:
    library.make_account()
    title = title_of(3)
    library.run("sync", env=hardcover.environment)
    server = library.serve(env=hardcover.environment)
    kobo = device(library, server.port)
    told = datetime.now(UTC)
    report = kobo.finished(rating=4, digest=library.digest(title), title=title)
    (answer,) = kobo.tell(report)
    assert answer["state"] == "taken"
    (book,) = (book for book in library.export()["books"] if book["title"] == title)
    assert (book["status"], book["rating"]) == ("read", 4.0)

    def is_due_soon() -> bool:
        """It is sent by itself, by then; or was."""
        due = library.json("status", "--json")["next_automatic_sync"]
        is_soon = bool(due) and datetime.fromisoformat(due) <= told + timedelta(seconds=10)
        return is_soon or title in hardcover.shelf()

    until(is_due_soon, "a sync is due within ten seconds")
    until(lambda: title in hardcover.shelf(), "the book on Hardcover")
    row = hardcover.shelf()[title]
    assert (row.status, row.rating) == (3, 4.0)
    assert [read.finished for read in row.reads] == [report["summary"]["modified"]]


def test_an_unknown_book_is_kept_and_its_reading_comes_when_it_is_added(library: Program) -> None:
    library.make_account()
    server = library.serve()
    kobo = device(library, server.port)
    digest = "d" * 32
    (answer,) = kobo.tell(kobo.finished(rating=5, digest=digest, title="Not Here Yet"))
    assert (answer["state"], answer["why"]) == ("waiting", "No book in your library has this digest yet.")
    (document,) = library.json("documents", "--json")
    assert (document["title"], document["book_id"]) == ("Not Here Yet", None)
    library.run("link", digest, "1")

    def rating() -> float | None:
        found: float | None = next(book for book in library.export()["books"] if book["id"] == 1)["rating"]
        return found

    assert library.until(rating, "the rating of the linked book") == 5.0


def test_status_and_rating_of_a_book_that_waits_come_when_its_file_appears_in_a_watched_folder(
    program: Program, tmp_path: Path
) -> None:
    program.make_account()
    server = program.serve()
    folder = add_books(tmp_path / "books", "One")
    scan(program, folder)
    program.until(
        lambda: program.json("folders", "--json")[0]["state"] == "watched" or None, "a watched folder"
    )
    content = write_epub(tmp_path / "two.epub", "Two", cover=False).read_bytes()
    kobo = device(program, server.port)
    (answer,) = kobo.tell(kobo.finished(rating=5, digest=partial_md5(content), title="Two"))
    assert answer["state"] == "waiting"
    (folder / "two.epub").write_bytes(content)

    def rating() -> float | None:
        found: float | None = program.books().get("Two", {}).get("rating")
        return found

    assert program.until(rating, "the rating of the new book") == 5.0
    assert program.books()["Two"]["status"] == "read"


def test_page_views_of_the_cloud_sync_are_no_devices_that_only_sent_a_highlight(
    library: Program, tmp_path: Path
) -> None:
    library.make_account()
    title = title_of(0)
    digest = library.digest(title)
    server = library.serve()
    assert ask(server.port, "PUT", FILE, statistics(tmp_path / "all.sqlite3", digest, 100))[0] == 201
    library.until(lambda: library.json("stats", "--json")["total"]["seconds"] or None, "the page views")
    third = device(library, server.port)
    third.tell(third.book(digest, title, annotations=[highlight(1)]))
    found = library.until(
        lambda: (
            ((figures := library.json("stats", "--json"))["total"]["seconds"] == 6000 and figures) or None
        ),
        "the figures",
    )
    assert [(one["device"], one["seconds"]) for one in found["devices"]] == [("Wi-Fi", 6000)]


def test_a_repeated_plugin_call_adds_nothing_and_says_what_was_taken_and_what_not(library: Program) -> None:
    library.make_account()
    server = library.serve()
    kobo, digest = device(library, server.port), library.digest(title_of(0))
    views = [(page, START + page * 60, 30) for page in range(1, 11)]
    assert [kobo.views(*views, digest=digest)["new"] for _ in range(3)] == [10, 0, 0]
    book = kobo.book(digest, title_of(0), annotations=[highlight(1), highlight(2)])
    for _ in range(2):
        answers = kobo.tell(book, kobo.book("no digest"))
        assert [answer["state"] for answer in answers] == ["taken", "refused"]
        assert answers[1]["why"] == "It has no digest."
    assert library.json("stats", "--json")["total"]["seconds"] == 300
    assert len(library.json("highlights", "--json")) == 2


def test_bad_input_gets_4xx_with_a_reason_and_a_wrong_login_401(library: Program) -> None:
    library.make_account()
    server = library.serve()
    kobo = device(library, server.port)
    assert kobo.ask("POST", "books", b"{").status == 400
    assert kobo.ask("POST", "books", b"{").json["error"]
    assert kobo.ask("POST", "books", b" " * 300_000).status == 413
    assert kobo.ask("POST", "books", b"{}", login=False).status == 401
    assert kobo.ask("GET", "hello", login=False).status == 200


def test_the_plugin_that_comes_with_the_program_is_installed_over_usb_runs_and_is_removed_without_a_trace(
    library: Program, tree: DeviceTree
) -> None:
    before = {path: path.read_bytes() for path in tree.root.rglob("*") if path.is_file()}
    words = ("device", "setup", tree.root, "--address", "http://192.168.1.20:7200", "--password-stdin")
    passphrase = library.passphrase()
    library.run(*words, "--plugin", "install", "--koreader-closed", stdin=f"{passphrase}\n")
    installed = tree.data / "plugins" / PLUGIN_NAME
    here = koreader_plugin(PLUGIN_NAME)
    assert {path.name: path.read_bytes() for path in installed.iterdir()} == {
        path.name: path.read_bytes() for path in here.iterdir()
    }
    server = library.serve()
    kobo = Koreader(tree.root.parent / "running", server.port, plugin=installed, passphrase=passphrase)
    (texts,) = kobo.run(START_KOREADER + "H.report(H.texts())")
    assert texts[1] == "Nothing was sent yet."
    library.run("device", "setup", tree.root, "--undo", "--koreader-closed")
    assert {path: path.read_bytes() for path in tree.root.rglob("*") if path.is_file()} == before


def reader(program: Program, folder: Path, port: int) -> Koreader:
    return Koreader(folder, port, passphrase=program.passphrase())


def closed(title: str, digest: str, **fields: object) -> dict[str, object]:
    """KOReader's data of a book that was just closed."""
    usual = {"partial_md5_checksum": digest, "doc_props": {"title": title}, "summary": {"status": "reading"}}
    return usual | fields


def test_the_plugin_says_up_to_date_only_when_the_server_has_just_taken_its_login(
    library: Program, tmp_path: Path
) -> None:
    library.make_account()
    server = library.serve()
    kobo = reader(library, tmp_path / "kobo", server.port)
    state = "H.report(H.texts()[2])"
    assert kobo.run(START_KOREADER + state) == ["Nothing was sent yet."]
    data = closed(title_of(0), library.digest(title_of(0)))
    assert kobo.run(OPEN + CLOSE + state, file=kobo.book(), data=data) == ["Everything is up to date."]
    kobo.passphrase = "revoked meanwhile"
    kobo.log_in()
    (told,) = kobo.run(START_KOREADER + TAP + "H.report({ H.texts()[2], H.shown[1].text })")
    assert told == ["Wrong user name or passphrase. Log in again under Progress sync."] * 2


def test_the_plugin_names_what_an_automatic_run_left_out(library: Program, tmp_path: Path) -> None:
    library.make_account()
    server = library.serve()
    kobo = reader(library, tmp_path / "kobo", server.port)
    end = CLOSE + "H.report(H.texts()[2])"
    bare = {"doc_props": {"title": "Bare"}}
    assert kobo.run(OPEN + end, file=kobo.book("Bare"), data=bare) == ["Left out: “Bare.epub”"]
    data = closed("Bare", library.digest(title_of(0)))
    assert kobo.run(OPEN + end, file=kobo.book("Bare"), data=data) == ["Everything is up to date."]


def test_the_plugin_sends_fifty_books_in_a_call_and_counts_in_plain_words(
    library: Program, tmp_path: Path
) -> None:
    library.make_account()
    server = library.serve()
    kobo = reader(library, tmp_path / "kobo", server.port)
    queue = """
    local sync, calls = require("bodesk_sync"), 0
    local call = sync.call
    sync.call = function(...) calls = calls + 1 return call(...) end
    for file, data in pairs(books) do
        H.sidecar(file, data)
        table.insert(H.history.hist, { file = file, time = 1700000000 })
    end
    files.plugin:onBodeskSync()
    H.run()
    H.report({ calls, H.shown[1].text })
    """
    books = {kobo.book(f"Book {number}"): closed(f"Book {number}", f"{number:032x}") for number in range(50)}
    assert kobo.run(START_KOREADER + queue, books=books) == [[1, "50 books"]]
    one = {kobo.book("Another"): closed("Another", "f" * 32, annotations=[highlight(1)])}
    assert kobo.run(START_KOREADER + queue, books=one) == [[1, "1 book, 1 highlight"]]
    assert len(library.json("documents", "--json")) == 51


def test_reading_known_only_from_the_plugin_is_listed_by_book_title_and_device_model(
    library: Program,
) -> None:
    library.make_account()
    server = library.serve()
    kobo, digest = device(library, server.port), "e" * 32
    kobo.tell(kobo.book(digest, "Only on the Reader"))
    kobo.views(*((page, START + page * 60, 30) for page in range(1, 11)), digest=digest)
    found = library.json("stats", "--json")
    assert [book["title"] for book in found["books"]] == ["Only on the Reader"]
    assert [one["device"] for one in found["devices"]] == ["Kobo_nova"]
    for listed in (library.run("stats").stdout, library.run("sessions", "list").stdout):
        assert "Only on the Reader" in listed
        assert digest not in listed
    assert library.run("stats", "--by", "device", "--device", "kobo_NOVA").stdout.count("Kobo_nova") == 1


def test_the_last_highlight_of_a_book_deleted_on_the_device_is_marked_as_no_longer_there(
    library: Program, tmp_path: Path
) -> None:
    library.make_account()
    title = title_of(0)
    kobo = Koreader(tmp_path / "kobo", library.serve().port, passphrase=PASSPHRASE)
    file = kobo.book(title)
    data = {
        "partial_md5_checksum": library.digest(title),
        "doc_props": {"title": title},
        "annotations": [highlight(1)],
    }
    kobo.run(OPEN + CLOSE, file=file, data=data)
    assert library.json("highlights", "--gone", "--json") == []
    kobo.run(OPEN + "ui.annotation.annotations = {}\n" + CLOSE, file=file, data=data)
    assert len(library.json("highlights", "--gone", "--json")) == 1
    assert "no longer on" in library.run("highlights").stdout
