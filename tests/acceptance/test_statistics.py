"""One model of reading time, asked from the command line; one test per promise.

The days themselves are in tests/unit/test_reading_time.py, what changes them in tests/integration/test_reading_time.py.
"""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bookorbit_desktop.services.core import DATABASE_NAME
from tests.acceptance.conftest import AUTHOR, title_of
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, Program
from tests.acceptance.test_cloud_folder import FILE, ask
from tests.integration.devices.device_tree import DeviceTree
from tests.integration.devices.koinsight_file import write_koinsight
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.integration.server.plugin.device import Device

BOOK = "/mnt/onboard/Essays/A Title.epub"
LATE = 1_774_741_800
"""2026-03-28 at 23:50 UTC; in Berlin it is 00:50 of the night in which the clocks go forward."""
BORDER = 1_777_687_200
"""2026-05-02 at 04:00 in Berlin, where a day begins."""
BERLIN = {"TZ": "Europe/Berlin"}


FORTY_PAGES = tuple((page, LATE + page * 60, 60) for page in range(1, 41))
"""Through that night, a minute each: page, start, seconds."""


def device(
    root: Path, digest: str, device_id: str, views: Sequence[tuple[int, int, int]] = FORTY_PAGES
) -> DeviceTree:
    """A reader on which these pages were read."""
    tree = DeviceTree(root)
    tree.settings["device_id"] = device_id
    tree.sidecar(BOOK, partial_md5_checksum=digest, doc_props={"title": title_of(0)})
    rows = [(1, page, start, seconds, 200) for page, start, seconds in views]
    path = tree.data / "settings" / "statistics.sqlite3"
    write_statistics(path, [a_book(title=title_of(0), md5=digest)], rows)
    return tree


def figures(program: Program, *words: str, env: dict[str, str] = BERLIN) -> dict[str, Any]:
    found: dict[str, Any] = program.json("stats", "--json", *words, env=env)
    return found


def test_reading_told_by_two_devices_and_two_imports_counts_once(library: Program, tmp_path: Path) -> None:
    assert figures(library)["days"] == []  # so this computer has been in Berlin before
    digest = library.digest(title_of(0))
    kobo = device(tmp_path / "one", digest, "0123456789ABCDEF0123")
    other = device(tmp_path / "two", digest, "ABCDEF0123456789ABCD")
    for tree in (kobo, kobo, other):
        tree.write_settings()
        library.run("device", "import", tree.root)
    found = figures(library)
    assert found["total"] == {
        "seconds": 2400,
        "pages": 40.0,
        "device_pages": 40.0,
        "days": 1,
        "pages_per_hour": 60.0,
    }
    # A day begins at four: the night belongs to the day before.
    assert [(day["day"], day["seconds"], day["pages"]) for day in found["days"]] == [("2026-03-28", 2400, 40)]
    assert [(book["title"], book["seconds"]) for book in found["books"]] == [(title_of(0), 2400)]

    # The filters ask about a part of it, and text says the same as JSON.
    assert figures(library, "--author", AUTHOR.upper())["total"]["seconds"] == 2400
    assert figures(library, "--status", "abandoned")["total"]["seconds"] == 0
    assert figures(library, "--year", "2025")["days"] == []
    assert figures(library, "--device", "no such reader")["books"] == []
    said = library.run("stats", env=BERLIN).stdout
    assert all(words in said for words in ("Time:", "40 min", title_of(0)))

    # A day that begins at midnight has it itself; made anew, it is the same.
    night = figures(library, "--day-start", "0")
    assert [day["day"] for day in night["days"]] == ["2026-03-29"]
    assert figures(library, "--rebuild") == night
    assert "0 to 12" in library.run("stats", "--day-start", "13", code=1).stderr


def imported(program: Program, root: Path, views: Sequence[tuple[int, int, int]]) -> None:
    """What a reader in Berlin brought."""
    figures(program)  # so this computer has been in Berlin before
    tree = device(root, program.digest(title_of(0)), "0123456789ABCDEF0123", views)
    tree.write_settings()
    program.run("device", "import", tree.root)


def test_the_hour_that_autumn_has_twice_counts_twice(library: Program, tmp_path: Path) -> None:
    before_two = 1_792_886_400  # 2026-10-25 at 00:00 UTC: 02:00 in Berlin, for the first time
    imported(library, tmp_path, [(page, before_two + page * 120, 120) for page in range(60)])
    found = figures(library, "--day-start", "0")
    assert [(day["day"], day["seconds"]) for day in found["days"]] == [("2026-10-25", 7200)]


def test_a_view_over_the_border_of_a_day_is_split(library: Program, tmp_path: Path) -> None:
    imported(library, tmp_path, [(1, BORDER - 100, 300)])
    found = figures(library)
    assert [(day["day"], day["seconds"]) for day in found["days"]] == [
        ("2026-05-01", 100),
        ("2026-05-02", 200),
    ]
    assert found["total"]["seconds"] == 300
    assert sum(book["seconds"] for book in found["books"]) == 300


def test_totals_are_not_capped_and_pace_is(library: Program, tmp_path: Path) -> None:
    read = [(page, BORDER + page * 60, 60) for page in range(1, 31)]
    imported(library, tmp_path, [*read, (31, BORDER + 31 * 60, 3600)])
    total = figures(library)["total"]
    assert (total["seconds"], total["pages"]) == (30 * 60 + 3600, 31)
    assert total["pages_per_hour"] > 40


def test_finished_books_follow_the_device_they_were_read_on(library: Program, tmp_path: Path) -> None:
    kobo = device(tmp_path / "kobo", library.digest(title_of(0)), "0123456789ABCDEF0123")
    kobo.write_settings()
    library.run("device", "import", kobo.root)
    for number in ("1", "2"):
        library.run("status", number, "read", "--finished", "2026-03-30")
    name = figures(library)["devices"][0]["device"]
    assert figures(library)["finished"]["all"] == 2
    assert figures(library, "--device", name.upper())["finished"]["all"] == 1
    assert figures(library, "--device", "no such reader")["finished"]["all"] == 0


def test_page_views_of_koinsight_are_previewed_and_imported_once(library: Program, tmp_path: Path) -> None:
    path = tmp_path / "koinsight" / "prod.sqlite3"
    digest = library.digest(title_of(2))
    write_koinsight(
        path, {digest: title_of(2)}, [("kobo", digest, page, LATE + page * 60, 60) for page in range(1, 21)]
    )
    assert "Nothing was changed" in library.run("device", "import", "--dry-run", path.parent).stdout
    assert figures(library)["days"] == []
    assert "20 page views" in library.run("device", "import", path.parent).stdout
    assert "0 page views" in library.run("device", "import", path).stdout
    assert [(book["title"], book["seconds"]) for book in figures(library)["books"]] == [(title_of(2), 1200)]


def test_a_copy_of_statistics_that_koshelf_reads_gives_the_same_figures_in_days_and_books(
    library: Program, tmp_path: Path
) -> None:
    """The autumn night, a page that a jump of the clock ended, and pages that flowed to another count."""
    assert figures(library)["days"] == []
    autumn = 1_761_438_600  # 2025-10-26 at 00:30 UTC; in Berlin 2:30 comes twice, an hour apart
    doubled = [(1, page, autumn + (page - 1) * 60, 60, 200) for page in range(1, 61)]
    jumped = [(1, 61, autumn + 100_000, 30 * 3600, 200)]
    flowed = [(1, page, autumn + 300_000 + page * 60, 60, 400) for page in range(121, 161)]
    other = [(2, page, autumn + 300_000 + page * 60, 60, 200) for page in range(141, 181)]
    path = tmp_path / "statistics.sqlite3"
    books = [
        a_book(id=number + 1, title=title_of(number), md5=library.digest(title_of(number)))
        for number in (0, 1)
    ]
    write_statistics(path, books, doubled + jumped + flowed + other)

    library.run("device", "import", path)
    library.run("device", "import", path)
    found = figures(library)
    days = {day["day"]: day["seconds"] for day in found["days"]}
    # The hour from 2:30 to 2:30; the page that took 30 hours has no time; two books read at once for part of an hour.
    assert days == {"2025-10-25": 3600, "2025-10-27": 0, "2025-10-29": 3600}
    assert sum(days.values()) == sum(book["seconds"] for book in found["books"]) == found["total"]["seconds"]
    # 60 of 200, one of 200, 40 of 400 as the device counts them then, 40 of 200.
    assert found["total"]["device_pages"] == 141


def test_a_push_counts_while_the_program_runs(library: Program) -> None:
    library.make_account()
    server = library.serve()
    digest = library.digest(title_of(1))
    assert figures(library)["days"] == []
    reader = Reader(server.port, "reader", PASSPHRASE)
    reader.push(digest, 0.25)
    found = figures(library)
    assert [book["title"] for book in found["books"]] == [title_of(1)]
    assert (found["total"]["days"], found["streak"]) == (1, {"current": 1, "longest": 1})
    assert "not enough reading yet" in library.run("stats").stdout


def test_a_library_without_reading_says_what_to_do(program: Program) -> None:
    assert "No reading is recorded here yet." in program.run("stats").stdout
    assert "Nothing you read fits." in program.run("stats", "--genre", "Horror").stdout
    assert (
        "--until is before --since"
        in program.run("stats", "--since", "2026-02-01", "--until", "2026-01-01", code=2).stderr
    )


def test_the_journal_adds_corrects_deletes_undoes_and_exports(library: Program, tmp_path: Path) -> None:
    """One test, because each step builds on the one before."""
    words = ("--title", "A Paper Book", "--begin", "2026-03-01T20:00", "--minutes", "40", "--pages", "25")
    assert "sessions undo 1" in library.run("sessions", "add", *words).stdout
    (session,) = library.json("sessions", "list", "--json")
    assert (session["title"], session["seconds"], session["pages"]) == ("A Paper Book", 2400, 25)
    assert figures(library)["total"]["seconds"] == 2400

    library.run("sessions", "correct", session["reference"], "--minutes", "30")
    (corrected,) = library.json(
        "sessions", "list", "--json", "--since", "2026-03-01", "--until", "2026-03-01"
    )
    assert (corrected["title"], corrected["seconds"], corrected["pages"]) == ("A Paper Book", 1800, 25)
    exported = tmp_path / "journal.csv"
    assert "1 session written" in library.run("sessions", "export", exported).stdout
    assert exported.read_text("utf-8").splitlines()[1].split(",")[2:4] == ["1800", "A Paper Book"]

    exported = tmp_path / "journal.json"
    library.run("sessions", "export", exported)
    (told,) = json.loads(exported.read_text("utf-8"))
    assert (told["title"], told["seconds"]) == ("A Paper Book", 1800)

    library.run("sessions", "delete", corrected["reference"])
    assert "No sessions here." in library.run("sessions", "list").stdout
    library.run("sessions", "undo", "3")
    assert "30 min" in library.run("sessions", "list").stdout
    assert "no session x" in library.run("sessions", "delete", "x", code=1).stderr
    assert "give --book or --title" in library.run("sessions", "add", "--minutes", "5", code=2).stderr
    assert (
        "--until is before"
        in library.run("sessions", "list", "--since", "2026-02-01", "--until", "2026-01-01", code=2).stderr
    )


def test_forecasts_say_so_when_too_little_was_read(library: Program) -> None:
    found = figures(library)["forecast"]
    assert found["books"] == []
    assert (found["backlog"]["books"] > 0, found["backlog"]["until"]) == (True, None)
    assert found["year"] == {"finished": 0, "projected": None}


def test_figures_say_so_while_they_are_still_being_counted(library: Program) -> None:
    library.make_account()
    server = library.serve()
    Reader(server.port, "reader", PASSPHRASE).push(library.digest(title_of(1)), 0.25)
    server.stop()
    with closing(sqlite3.connect(library.data_dir / DATABASE_NAME)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        assert "Still counting" in library.run("stats").stdout
        busy.rollback()
    assert "Still counting" not in library.run("stats").stdout
    assert figures(library)["counting"] is False


def test_days_that_only_a_wrong_clock_can_have_recorded_are_told_and_count_nowhere(
    library: Program, tmp_path: Path
) -> None:
    day = 86_400
    in_two_years = int(datetime.now(UTC).timestamp()) + 730 * day
    times = (day, 30 * day, in_two_years, LATE)
    name = "0123456789ABCDEF0123"
    tree = device(
        tmp_path, library.digest(title_of(0)), name, [(page, at, 60) for page, at in enumerate(times, 1)]
    )
    tree.write_settings()
    for words in ((), ("--dry-run",), ()):
        said = library.run("device", "import", tree.root, *words).stdout
        assert "3 page views from before 2007 or after tomorrow: the device's clock was wrong." in said
    found = figures(library)
    assert (found["total"]["seconds"], len(found["days"])) == (60, 1)
    assert found["page_views_of_wrong_clocks"] == {name: 3}
    assert {book["first"] for book in found["books"]} == {book["last"] for book in found["books"]}
    shown = library.run("stats").stdout
    assert f"clock was wrong (before 2007 or after tomorrow): 3 page views ({name})." in shown
    listed = library.run("stats", "--by", "day").stdout
    listed += library.run("sessions", "list").stdout + library.run("sessions", "list", "--book", "1").stdout
    assert not [year for year in ("1970", str(datetime.now(UTC).year + 2)) if year in listed]
    checks = {check["name"]: check["said"] for check in library.json("doctor", "--json")["checks"]}
    assert checks["clock"].endswith("A device's clock was wrong: 3 page views not counted.")


def test_statistics_over_wi_fi_count_whole_by_the_titles_and_authors_of_their_books(
    library: Program, tmp_path: Path
) -> None:
    library.make_account()
    server = library.serve()
    path, unknown = tmp_path / "device.sqlite3", "f" * 32
    books = [
        a_book(1, title="Pasted", authors="Ada Example", md5=""),
        a_book(2, title="Persuasion", authors="Jane Austen", md5=unknown),
    ]
    rows = [(book, page, LATE + book * 9000 + page * 60, 60, 200) for book in (1, 2) for page in range(1, 11)]
    write_statistics(path, books, [*rows, (2, 11, 86_400, 60, 200)])
    assert ask(server.port, "PUT", FILE, path.read_bytes())[0] == 201
    found = library.until(
        lambda: ((told := figures(library))["total"]["seconds"] == 1200 and told) or None, "the figures"
    )
    assert {(book["title"], book["authors"]) for book in found["books"]} == {
        ("Pasted", "Ada Example"),
        ("Persuasion", "Jane Austen"),
    }
    assert {book["first"][:4] for book in found["books"]} == {"2026"}
    kobo = Device(server.port, "Kobo_nova", passphrase=PASSPHRASE)
    kobo.views((1, LATE + 50_000, 30), (2, 172_800, 30))
    found = figures(library)
    assert "Kobo_nova" in {device["device"] for device in found["devices"]}
    assert found["page_views_of_wrong_clocks"] == {"Kobo_nova": 1, "Wi-Fi": 1}
    for listed in (library.run("stats", env=BERLIN).stdout, library.run("sessions", "list").stdout):
        assert "Persuasion, Jane Austen" in listed
        assert "Pasted, Ada Example" in listed
        assert unknown not in listed
