"""The plugin, run by luajit against the real server: each event of KOReader, and each way to be interrupted.

What it does with servers that are not well: `test_bad_servers.py`.
"""

import json
import re
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.domain.highlights.annotations import AnnotationQuery, AnnotationState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.integration.plugin.device import PLUGIN, Koreader
from tests.integration.server.plugin.conftest import Server
from tests.integration.server.plugin.device import DIGEST, highlight
from tests.services import add_book

LOAD = "local Plugin = H.load()\n"
OPEN = LOAD + "local ui = H.open(Plugin, file, data)\n"
CLOSE = "H.close(ui)\nlocal files = H.file_manager(Plugin)\nH.run()\n"
START = LOAD + "local files = H.file_manager(Plugin)\nH.run()\n"
TAP = "files.plugin:onBodeskSync()\nH.run()\n"
UP_TO_DATE = "Everything is up to date."
START_OF_VIEWS = 1_774_700_000


def sidecar(server: Server, **fields: Any) -> dict[str, Any]:
    """KOReader's data of a book that has just been finished."""
    today = server.services.clock.today().isoformat()
    return {
        "partial_md5_checksum": DIGEST,
        "doc_props": {"title": "Emma", "authors": "Jane Austen\nAda Example", "language": "en"},
        "doc_pages": 412,
        "percent_finished": 0.997,
        "summary": {"status": "complete", "rating": 4, "modified": today},
        "annotations": [highlight(1), highlight(2)],
        **fields,
    }


def marks(server: Server, state: AnnotationState = AnnotationState.HERE) -> list[str]:
    queries = server.services.annotations.queries
    return [mark.annotation.text for mark in queries.rows_of(queries.ids(AnnotationQuery(state=state)))]


def reports(server: Server) -> dict[str, int]:
    """How often each book was reported."""
    rows = server.services.database.connection().execute("SELECT digest, version FROM plugin_report")
    return dict(rows.fetchall())


def views(server: Server) -> tuple[int, int]:
    """How many page views there are, and their seconds."""
    rows = server.services.database.connection().execute("SELECT count(*), sum(seconds) FROM page_view")
    count, seconds = rows.fetchone()
    return count, seconds


def test_a_book_is_sent_when_it_is_closed(server: Server, kobo: Koreader) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    (told,) = kobo.run(
        OPEN + CLOSE + "H.report({ H.texts(), #H.shown, #H.notified, #H.warnings, H.pending() })",
        file=kobo.book(),
        data=sidecar(server),
    )
    texts, *quiet = told
    assert quiet == [0, 0, 0, 0], "nothing is shown on an automatic run"
    assert texts[1] == "Everything is up to date."
    assert "1 book, 2 highlights" in texts[2]
    state = server.reading(book_id)
    assert (state.status, state.rating) == (ReadingStatus.READ, 4.0)
    assert marks(server) == ["words", "words"]
    (visit,) = server.services.plugin_reports.visits()
    client = visit.client
    assert (client.model, client.koreader, client.plugin) == ("Kobo_nova", "v2026.03", "1.0.0")
    assert client.device_id == "ABCD" * 8


def test_only_changed_books_and_highlights_are_sent_and_nothing_twice(server: Server, kobo: Koreader) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    file = kobo.book()
    for _ in range(2):
        kobo.run(OPEN + CLOSE, file=file, data=sidecar(server))
    assert reports(server) == {DIGEST: 1}
    more = sidecar(server, annotations=[highlight(1), highlight(2, note="mine"), highlight(3, "third")])
    (texts,) = kobo.run(OPEN + CLOSE + "H.report(H.texts())", file=file, data=more)
    assert "2 highlights" in texts[2]
    assert marks(server) == ["words", "words", "third"]


def test_a_deleted_highlight_is_reported_but_one_missing_from_a_new_sidecar_is_not(
    server: Server, kobo: Koreader
) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    file = kobo.book()
    kobo.run(OPEN + CLOSE, file=file, data=sidecar(server))
    kobo.run(OPEN + CLOSE, file=file, data=sidecar(server, annotations=[highlight(2)]))
    assert len(marks(server, AnnotationState.GONE)) == 1
    kobo.run(OPEN + CLOSE, file=file, data=sidecar(server, annotations=[highlight(9, "of a new sidecar")]))
    assert len(marks(server, AnnotationState.GONE)) == 1


DELETE_ALL = "ui.annotation.annotations = {}\nui.plugin:onAnnotationsModified({})\n"


@pytest.mark.parametrize("is_connected", [True, False])
@pytest.mark.parametrize("count", [1, 3])
def test_the_last_highlight_that_is_deleted_on_the_device_is_told_too(
    server: Server, kobo: Koreader, count: int, is_connected: bool
) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    file = kobo.book()
    data = sidecar(server, annotations=[highlight(number) for number in range(count)])
    kobo.run(OPEN + CLOSE, file=file, data=data)
    assert len(marks(server)) == count
    later = data | {"summary": {"status": "abandoned", "modified": "2027-01-02"}}
    network = "" if is_connected else "H.connected = false\n"
    kobo.run(network + OPEN + DELETE_ALL + CLOSE, file=file, data=later)
    kobo.run(START + TAP)
    assert len(marks(server, AnnotationState.GONE)) == count
    kobo.run(OPEN + CLOSE, file=file, data=data)
    assert (len(marks(server)), marks(server, AnnotationState.GONE)) == (count, []), "made again, or restored"


def test_highlights_made_sent_and_deleted_while_the_book_is_open_are_reported_deleted(
    server: Server, kobo: Koreader
) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    (texts,) = kobo.run(
        OPEN + "ui.plugin:onAnnotationsModified({})\nui.plugin:onBodeskSync()\nH.run()\n"
        "local sent = H.shown[1].text\nui.doc_settings.data.summary = { status = 'abandoned' }\n"
        + DELETE_ALL
        + CLOSE
        + "H.report(sent)",
        file=kobo.book(),
        data=sidecar(server),
    )
    assert "2 highlights" in texts
    assert len(marks(server, AnnotationState.GONE)) == 2


def test_an_empty_list_of_the_same_sidecar_says_that_they_are_deleted(server: Server, kobo: Koreader) -> None:
    """The plugin was off when they were."""
    add_book(server.services, "Emma", digest=DIGEST)
    file = kobo.book()
    kobo.run(OPEN + CLOSE, file=file, data=sidecar(server))
    kobo.run(OPEN + CLOSE, file=file, data=sidecar(server, annotations=[]))
    assert len(marks(server, AnnotationState.GONE)) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"annotations": None},
        {"annotations": "damaged"},
        {"annotations": [], "summary": {"status": "reading", "modified": "2027-01-02"}},
        {"annotations": [], "summary": None},
        {"annotations": [], "annotations_paging": [{"page": 3}]},
        {"annotations": [], "partial_md5_checksum": None},
    ],
    ids=["no list", "no list at all", "a new sidecar", "a bare sidecar", "set aside", "no digest"],
)
def test_a_list_that_is_empty_for_another_reason_deletes_nothing(
    server: Server, kobo: Koreader, fields: dict[str, Any]
) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    file = kobo.book()
    kobo.run(OPEN + CLOSE, file=file, data=sidecar(server))
    data = sidecar(server, **fields)
    write = "H.sidecar(file, data)\nH.history.hist[1] = { file = file, time = 1 }\n"
    kobo.run(LOAD + write + "local files = H.file_manager(Plugin)\n" + TAP, file=file, data=data)
    if data["annotations"] == []:  # KOReader itself would mend the others as it opens them
        kobo.run(OPEN + "ui.plugin:onSaveSettings()\n" + CLOSE, file=file, data=data)
        kobo.run(OPEN + CLOSE, file=file, data=data)
    path = Path(file).with_suffix(".sdr") / "metadata.epub.lua"
    path.write_text("return {")
    kobo.run(START + TAP)
    assert (len(marks(server)), marks(server, AnnotationState.GONE)) == (2, [])


def test_a_book_closed_without_a_network_is_sent_after_the_next_start(server: Server, kobo: Koreader) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    end = "H.connected = false\n" + CLOSE + "H.report(H.texts())"
    (texts,) = kobo.run(OPEN + end, file=kobo.book(), data=sidecar(server))
    assert texts[1] == "Books waiting: 1"
    assert server.reading(book_id).status is ReadingStatus.UNREAD
    (texts,) = kobo.run(START + "H.report(H.texts())")
    assert texts[1] == "Everything is up to date."
    assert server.reading(book_id).status is ReadingStatus.READ


def test_a_book_closed_while_koreader_exits_is_sent_after_the_next_start(
    server: Server, kobo: Koreader
) -> None:
    """Nothing that is scheduled runs any more."""
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo.run(OPEN + "ui.plugin:onExit()\nH.close(ui)", file=kobo.book(), data=sidecar(server))
    assert server.reading(book_id).status is ReadingStatus.UNREAD
    kobo.run(START)
    assert server.reading(book_id).status is ReadingStatus.READ


@pytest.mark.parametrize("event", ["Suspend", "NetworkDisconnecting", "PowerOff", "Reboot", "Restart"])
def test_a_plugin_run_interrupted_by_sleep_ends_at_once_and_loses_nothing(
    server: Server, kobo: Koreader, event: str
) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    many = sidecar(server, annotations=[highlight(number, f"mark {number}") for number in range(1, 901)])
    (left,) = kobo.run(
        OPEN
        + f"""
        H.close(ui)
        local files = H.file_manager(Plugin)
        H.run(3.2, true)
        files.plugin:on{event}()
        local pending = H.pending()
        H.run()
        files.plugin:onNetworkConnected()
        H.run()
        H.report({{ pending, H.texts()[2] }})
        """,
        file=kobo.book(),
        data=many,
    )
    assert left == [0, "Everything is up to date."]
    assert sorted(marks(server)) == sorted(f"mark {number}" for number in range(1, 901))


def test_five_thousand_highlights_come_in_pieces(server: Server, kobo: Koreader) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    many = sidecar(server, annotations=[highlight(number, f"mark {number}") for number in range(1, 5001)])
    (steps,) = kobo.run(OPEN + CLOSE + "H.report(H.steps)", file=kobo.book(), data=many)
    assert len(marks(server)) == 5000
    assert reports(server)[DIGEST] == 25, "200 at a time"
    assert steps > 150, "the list is not looked at in one go"
    kobo.run(OPEN + CLOSE, file=kobo.book(), data=many)
    assert reports(server)[DIGEST] == 25


def test_sync_now_looks_at_all_of_the_history_and_says_what_was_sent(server: Server, kobo: Koreader) -> None:
    digests = {f"Book {number}": f"{number:032x}" for number in range(1, 8)}
    for title, digest in digests.items():
        add_book(server.services, title, digest=digest)
    books = {
        kobo.book(title): sidecar(server, partial_md5_checksum=digest, doc_props={"title": title})
        for title, digest in digests.items()
    }
    make = "for file, data in pairs(books) do H.sidecar(file, data) end\n"
    tap = """
    for file in pairs(books) do table.insert(H.history.hist, { file = file, time = 1700000000 }) end
    H.file_manager(Plugin)
    H.plugin:onBodeskSync()
    H.run()
    H.report({ H.notified, H.shown[#H.shown].text, H.action })
    """
    (told,) = kobo.run(LOAD + make + tap, books=books)
    assert told == [["Syncing…"], "7 books, 14 highlights", ["bodesk_sync", "BodeskSync"]]
    assert reports(server) == dict.fromkeys(digests.values(), 1)
    (told,) = kobo.run(LOAD + tap, books=books)
    assert told[1] == "Everything is up to date."


def test_up_to_date_is_said_only_when_the_server_has_just_said_so_to_this_login(
    server: Server, kobo: Koreader
) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    state = "H.report(H.texts()[2])"
    assert kobo.run(START + state) == ["Nothing was sent yet."]
    assert kobo.run(OPEN + CLOSE + state, file=kobo.book(), data=sidecar(server)) == [UP_TO_DATE]
    offline = "H.connected = false\n" + START + state
    assert kobo.run(offline) == ["The computer was not asked just now."]
    later = "local time = os.time\nos.time = function(at) return at and time(at) or time() + 301 end\n"
    assert kobo.run(START + later + state) == ["The computer was not asked just now."]
    other = 'G_reader_settings:readSetting("kosync").username = "another"\n'
    assert kobo.run(START + other + state) == ["The computer was not asked just now."]
    server.services.koreader_login.change("reader", "another passphrase entirely")
    again = "Wrong user name or passphrase. Log in again under Progress sync."
    assert kobo.run(START + state) == [again]
    assert kobo.run(START + TAP + "H.report(H.shown[1].text)") == [again]


def test_the_books_of_a_device_go_together_and_only_those_that_changed_go_again(
    server: Server, kobo: Koreader
) -> None:
    books = {
        kobo.book(f"Book {number}"): sidecar(
            server, partial_md5_checksum=f"{number:032x}", doc_props={"title": f"Book {number}"}
        )
        for number in range(1, 61)
    }
    count = """
    local sync, calls = require("bodesk_sync"), 0
    local call = sync.call
    sync.call = function(...) calls = calls + 1 return call(...) end
    """
    queue = "for file, data in pairs(books) do H.sidecar(file, data) end\n" + LOAD + count
    queue += "local files = H.file_manager(Plugin)\n"
    queue += "for file in pairs(books) do sync.store:enqueue(file) end\nH.run()\nH.report(calls)"
    assert kobo.run(queue, books=books) == [2], "50 and 10"
    assert reports(server) == {f"{number:032x}": 1 for number in range(1, 61)}
    assert kobo.run(queue, books=books) == [0]


def test_two_copies_of_a_book_in_one_call_share_what_was_acknowledged(server: Server, kobo: Koreader) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    for name, number in (("One", 1), ("Two", 2)):
        data = sidecar(server, annotations=[highlight(number, name)])
        kobo.run(OPEN + "H.close(ui)", file=kobo.book(name), data=data)
    kobo.run(START)
    assert sorted(marks(server)) == ["One", "Two"]
    base = json.loads((kobo.folder / "settings" / f"bodesk_{DIGEST}.json").read_text())
    assert len(base["marks"]) == 2


def test_a_tap_without_a_network_waits_for_it_and_nothing_else_asks_for_one(kobo: Koreader) -> None:
    (told,) = kobo.run(
        LOAD
        + """
        H.connected = false
        H.file_manager(Plugin)
        H.run()
        local asked = H.when_connected ~= nil
        H.plugin:onBodeskSync()
        H.connected = true
        H.when_connected()
        H.run()
        H.report({ asked, H.shown[1].text })
        """.replace("H.when_connected ~=", "rawget(H, 'when_connected') ~=")
    )
    assert told == [False, "Nothing was sent yet."]


def test_page_views_come_once_and_older_ones_that_come_later_too(server: Server, kobo: Koreader) -> None:
    path = kobo.folder / "settings" / "statistics.sqlite3"
    rows = [(1, page, START_OF_VIEWS + page * 86_400, 60, 200) for page in range(1, 11)]
    write_statistics(path, [a_book(title="Emma", md5=DIGEST)], rows)
    assert "10 page views" in kobo.run(START + "H.report(H.texts()[3])")[0]
    kobo.run(START + TAP)
    assert views(server) == (10, 600)
    with closing(sqlite3.connect(path)) as database, database:
        later = [(1, START_OF_VIEWS - 99, 30), (11, 4_000_000_000, 7), (12, START_OF_VIEWS + 11 * 86_400, 8)]
        database.executemany("INSERT INTO page_stat_data VALUES (1, ?, ?, ?, 200)", later)
    kobo.run(START)
    assert views(server) == (12, 615), "a look at all of them is for a tap"
    kobo.run(START + TAP)
    assert views(server) == (13, 645)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("INSERT INTO page_stat_data VALUES (1, 13, ?, 5, 200)", (int(time.time()) - 60,))
    kobo.run(START)
    assert views(server) == (14, 650), "a view from the future hides none that follow"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM page_stat_data")
    kobo.run(START)
    assert views(server) == (14, 650), "what is deleted on a device stays here"


def test_page_views_of_a_book_without_a_digest_are_sent_under_its_title(
    server: Server, kobo: Koreader
) -> None:
    path = kobo.folder / "settings" / "statistics.sqlite3"
    books = [
        a_book(1, title="Pasted", md5=""),
        a_book(2, title="It's", md5=None),
        a_book(3, title="", md5=""),
        a_book(4, title="Twice", md5=None),
        a_book(5, title="Twice", md5="5" * 32),
        a_book(6, title="Thrice", md5=""),
        a_book(7, title="Thrice", md5="7" * 32),
        a_book(8, title="Thrice", md5="8" * 32),
    ]
    rows = [
        (book, page, START_OF_VIEWS + book * 999 + page, 60, 200) for book in range(1, 9) for page in (1, 2)
    ]
    write_statistics(path, books, rows)
    kobo.run(START + TAP)
    sql = "SELECT document, COUNT(*) FROM page_view GROUP BY document ORDER BY document"
    kept = dict(server.services.database.connection().execute(sql).fetchall())
    assert kept == {
        "5" * 32: 4,
        "7" * 32: 2,
        "8" * 32: 2,
        **{f"name:{name}, ada example": 2 for name in ("pasted", "it s", "thrice")},
    }
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("INSERT INTO page_stat_data VALUES (2, 9, ?, 5, 200)", (START_OF_VIEWS - 99,))
    kobo.run(START + TAP)
    assert views(server) == (15, 14 * 60 + 5)


def test_views_of_one_moment_on_both_sides_of_a_piece_are_all_sent(server: Server, kobo: Koreader) -> None:
    path = kobo.folder / "settings" / "statistics.sqlite3"
    rows = [(1, page, START_OF_VIEWS + page // 300, 1, 4000) for page in range(1, 2501)]
    write_statistics(path, [a_book(title="Emma", md5=DIGEST)], rows)
    kobo.run(START)
    assert views(server) == (2500, 2500)


@pytest.mark.parametrize("release", ["v2025.04", "v2025.10", "v2026.03", "v2026.07"])
def test_the_login_of_progress_sync_is_found_in_each_release(
    server: Server, kobo: Koreader, release: str
) -> None:
    kobo.log_in(f"http://127.0.0.1:{server.port}/api/koreader", release=release)
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo.run(f'H.revision = "{release}"\n' + OPEN + CLOSE, file=kobo.book(), data=sidecar(server))
    assert server.reading(book_id).status is ReadingStatus.READ


def test_the_login_of_the_open_reader_counts_first_and_an_open_book_is_told_as_it_is(
    server: Server, kobo: Koreader
) -> None:
    kobo.log_in("http://127.0.0.1:1")
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo.run(
        OPEN
        + """
        local key = G_reader_settings:readSetting("kosync").userkey
        ui.kosync = { settings = { custom_server = address, username = "reader", userkey = key } }
        ui.plugin:onAnnotationsModified({})
        ui.doc_settings.data.summary.rating = 5
        ui.plugin:onBodeskSync()
        H.run()
        """,
        file=kobo.book(),
        data=sidecar(server),
        address=f"http://127.0.0.1:{server.port}",
    )
    assert server.reading(book_id).rating == 5.0


def test_another_library_at_the_address_gets_nothing_until_a_person_says_so(
    server: Server, kobo: Koreader
) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    own = f'return {{ id = "{"0" * 32}", instance = "another" }}'
    (kobo.folder / "settings" / "bodesk.lua").write_text(own)
    end = CLOSE + "H.report(H.texts()[2])"
    (reason,) = kobo.run(OPEN + end, file=kobo.book(), data=sidecar(server))
    assert reason.startswith("Another library of BookOrbit Desktop answers here.")
    assert server.services.plugin_reports.visits() == []
    (told,) = kobo.run(
        LOAD
        + """
        H.file_manager(Plugin)
        H.plugin:onBodeskSync()
        H.run(1)
        local box = H.shown[1]
        box.ok_callback()
        H.run()
        H.report({ box.text, H.shown[2].text })
        """
    )
    assert told[0] == "This is another library of BookOrbit Desktop. Send everything to it?"
    assert told[1].startswith("1 book, 2 highlights")
    assert server.reading(book_id).status is ReadingStatus.READ


def test_highlights_of_other_devices_are_left_for_koreader_only_where_that_is_ticked(
    server: Server, kobo: Koreader
) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    kindle = server.device("Kindle")
    hostile = 'from the Kindle" }, os.execute("reboot"), { "\\\r\n]]'
    kindle.tell(kindle.book(annotations=[highlight(7, hostile)]))
    file = kobo.book()
    left = Path(file).with_suffix(".sdr") / "Emma.epub.annotations.lua"
    kobo.run(OPEN + CLOSE, file=file, data=sidecar(server))
    assert not left.exists()
    kobo.run(LOAD + "H.file_manager(Plugin)\nH.menu().sub_item_table_func()[5].callback()")
    kobo.run(OPEN + CLOSE, file=file, data=sidecar(server, percent_finished=0.5))
    (taken,) = kobo.run(
        "local f = dofile(path)\nH.report({ f.device_id, f.datetime, f.annotations })", path=str(left)
    )
    device_id, at, (item,) = taken
    assert (device_id, at) == ("bookorbit-desktop", ""), "KOReader removes nothing for it"
    assert (item["text"], item["pos0"]) == (hostile, highlight(7)["pos0"])
    left.write_text("of another reader")
    kobo.run(OPEN + CLOSE, file=file, data=sidecar(server, percent_finished=0.6))
    assert left.read_text() == "of another reader"


def test_an_address_of_ones_own_is_kept_and_a_bad_one_said(server: Server, kobo: Koreader) -> None:
    kobo.log_in("http://127.0.0.1:1")
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    (told,) = kobo.run(
        LOAD
        + """
        H.file_manager(Plugin)
        H.menu().sub_item_table_func()[4].callback()
        local dialog = H.shown[1]
        dialog.typed = "192.168.1.20:7200"
        dialog.buttons[1][2].callback()
        dialog.typed = " " .. address .. " "
        dialog.buttons[1][2].callback()
        H.report({ H.shown[2].text, H.texts()[4] })
        """,
        address=f"http://127.0.0.1:{server.port}",
    )
    assert told == [
        "The address of progress sync is incomplete.",
        f"Server: http://127.0.0.1:{server.port}",
    ]
    kobo.run(OPEN + CLOSE, file=kobo.book(), data=sidecar(server))
    assert server.reading(book_id).status is ReadingStatus.READ


def test_an_https_address_is_said_before_anything_is_sent(kobo: Koreader) -> None:
    kobo.log_in("https://127.0.0.1:7200")
    (reason,) = kobo.run(START + "H.report(H.texts()[2])")
    assert reason == "The plugin needs an address that starts with http://"


def test_odd_lists_and_values_of_a_sidecar_are_no_errors(server: Server, kobo: Koreader) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    placed = {"page": 3, "pos0": {"x": 1}, "ext": {"5": 1}}
    odd = sidecar(server, annotations=[highlight(1), "text", 7, {}, placed])
    odd["summary"] = {"status": "complete", "rating": 0, "note": ""}
    odd["doc_props"] = {"title": "Emma", "authors": 7, "series": {}, "language": "ÿ"}
    (warnings,) = kobo.run(OPEN + CLOSE + "H.report(#H.warnings)", file=kobo.book(), data=odd)
    assert warnings == 0
    assert server.reading(book_id).rating is None


def test_a_book_without_a_digest_or_without_a_sidecar_does_not_hold_up_the_others(
    server: Server, kobo: Koreader
) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    (kobo.folder / "settings" / "bodesk_queue.json").write_text('{"/gone/away.epub": true}')
    kobo.run(OPEN + "H.close(ui)", file=kobo.book("Bare"), data={"doc_props": {"title": "Bare"}})
    (texts,) = kobo.run(OPEN + CLOSE + "H.report(H.texts())", file=kobo.book(), data=sidecar(server))
    assert texts[1] == "Left out: “Bare.epub”"
    assert reports(server) == {DIGEST: 1}


def test_the_collections_of_a_book_are_told(server: Server, kobo: Koreader) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    mark = "H.collections.coll.favorites[file] = { file = file }\n"
    kobo.run(OPEN + mark + CLOSE, file=kobo.book(), data=sidecar(server))
    assert server.services.book_view.view(book_id).device_collections == ("favorites",)
    kobo.run(OPEN + CLOSE, file=kobo.book(), data=sidecar(server))
    assert server.services.book_view.view(book_id).device_collections == ()


def test_events_without_an_open_book_are_no_errors(kobo: Koreader) -> None:
    (warnings,) = kobo.run(
        START
        + """
        files.plugin:onSaveSettings()
        files.plugin:onAnnotationsModified({})
        files.plugin:onSuspend()
        H.report(#H.warnings)
        """
    )
    assert warnings == 0


def test_three_errors_of_the_plugin_switch_it_off_until_the_next_start(kobo: Koreader) -> None:
    (told,) = kobo.run(
        LOAD
        + """
        local files = H.file_manager(Plugin)
        require("bodesk_sync").all_views = function() error("a mistake") end
        for _ = 1, 5 do
            files.plugin:onNetworkConnected()
            H.run()
        end
        H.report({ H.texts()[2], #H.warnings, H.menu().sub_item_table_func()[1].enabled_func() })
        """
    )
    assert told == ["Switched off until KOReader restarts, after three errors.", 3, False]


def test_an_older_koreader_and_a_broken_copy_are_said_in_the_menu(kobo: Koreader, tmp_path: Path) -> None:
    tap = "H.file_manager(Plugin)\nlocal menu = H.menu()\nmenu.callback()\nH.report(H.shown[1].text)"
    too_old = "KOReader is too old for this plugin. It needs v2025.04 or later."
    assert kobo.run("H.is_old = true\n" + LOAD + tap) == [too_old]
    kobo.plugin = tmp_path / "copy"
    shutil.copytree(PLUGIN, kobo.plugin)
    part = kobo.plugin / "bodesk_http.lua"
    part.write_text(part.read_text().replace('version = "1.0.0"', 'version = "0.9.0"'))
    broken = "The copy of the plugin is incomplete. Copy its folder once more."
    assert kobo.run(LOAD + tap) == [broken]
    part.unlink()
    assert kobo.run(LOAD + tap) == [broken]


def test_foreign_modules_of_common_names_are_not_taken(server: Server, kobo: Koreader) -> None:
    """KOReader has one space of names for the modules of all plugins."""
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    foreign = 'for _, name in ipairs({ "settings", "sync", "http", "store", "words", "capture" }) do'
    foreign += ' package.preload[name] = function() error("of another plugin") end end\n'
    kobo.run(foreign + OPEN + CLOSE, file=kobo.book(), data=sidecar(server))
    assert server.reading(book_id).status is ReadingStatus.READ


def test_the_plugin_works_with_koreaders_slower_json_too(server: Server, kobo: Koreader) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo.run("H.has_no_rapidjson = true\n" + OPEN + CLOSE, file=kobo.book(), data=sidecar(server))
    assert server.reading(book_id).status is ReadingStatus.READ


def test_its_settings_can_be_removed_without_a_trace(server: Server, kobo: Koreader) -> None:
    end = "Plugin:stopPlugin()\n"
    kobo.run(OPEN + CLOSE + end, file=kobo.book(), data=sidecar(server))
    assert kobo.files()
    kobo.run(LOAD + "Plugin:deletePluginSettings()")
    assert kobo.files() == set()


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "1 book, 1 highlight", "2 books, 2 highlights"),
        ("de_DE", "1 Buch, 1 Markierung", "2 Bücher, 2 Markierungen"),
        ("fr", "1 livre, 1 surlignage", "2 livres, 2 surlignages"),
        ("es", "1 libro, 1 subrayado", "2 libros, 2 subrayados"),
        ("it_IT", "1 libro, 1 evidenziazione", "2 libri, 2 evidenziazioni"),
    ],
)
def test_counts_have_singular_and_plural_in_each_language(
    server: Server, kobo: Koreader, language: str, one: str, many: str
) -> None:
    speak = f'G_reader_settings:saveSetting("language", "{language}")\n'
    names = ("One", "Two", "Three")
    digests = [f"{number:032x}" for number in range(3)]
    books = [
        sidecar(server, partial_md5_checksum=digest, annotations=[highlight(1)], doc_props={"title": name})
        for digest, name in zip(digests, names, strict=True)
    ]
    end = CLOSE + "H.report(H.texts()[3])"
    (said,) = kobo.run(speak + OPEN + end, file=kobo.book(names[0]), data=books[0])
    assert said.endswith(f", {one}")
    kobo.run(OPEN + "H.close(ui)", file=kobo.book(names[1]), data=books[1])
    (said,) = kobo.run(speak + OPEN + end, file=kobo.book(names[2]), data=books[2])
    assert said.endswith(f", {many}")


def test_every_text_is_there_in_four_more_languages() -> None:
    words = (PLUGIN / "bodesk_words.lua").read_text("utf-8")
    entry = r'^    \["(.+?)"\] = \{ de = ".+", fr = ".+", es = ".+", it = ".+" \},$'
    known = set(re.findall(entry, words, re.MULTILINE))
    code = "".join(
        path.read_text("utf-8") for path in PLUGIN.glob("*.lua") if path.name != "bodesk_words.lua"
    )
    said = set(re.findall(r'\b_\("(.+?)"\)', code))
    said |= {form for forms in re.findall(r'\{ sent\.\w+, "(.+?)", "(.+?)" \}', code) for form in forms}
    said |= set(re.findall(r'(?:Http\.stop\(|why = |reason = |return nil, |WRONG_LOGIN = )"(.+?)"', code))
    assert len(known) == words.count("it = ")
    assert said - known == set()
    assert {text for text in known if f'"{text}"' not in code} == set()
