"""Show 2: two pretend readers with KOReader's own rules over real sockets, and what each person sees."""

import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.pretend_reader import OpenBook, Policy, PretendReader, Seen, Sight
from tests.acceptance.program import Program, Server, until
from tests.acceptance.scanning import scan
from tests.books import write_epub, write_pdf

USERNAME, PASSPHRASE = "reader", "kupa rema tano vedi"
HOUR, DAY, YEAR = 3600.0, 86_400.0, 365 * 86_400.0
KOBO, POCKETBOOK = "Kobo_spaBW", "PB700"
PAGES = 400


@dataclass
class Home:
    """The program with a book as EPUB, and a Kobo and a PocketBook that know the server."""

    program: Program
    server: Server
    folder: Path

    def device(self, model: str, *, device_id: str = "", behind: float = HOUR) -> PretendReader:
        """A device whose clock stands `behind` this computer's, so that what comes now is newer than its page turns."""
        reader = PretendReader(self.server, USERNAME, PASSPHRASE, model, device_id or f"id-of-{model}")
        reader.clock = time.time() - behind
        return reader

    def book(self, title: str = "Emma") -> dict[str, Any]:
        return self.program.books()[title]

    def digest(self, name: str = "Emma.epub") -> str:
        files = (file for book in self.program.export()["books"] for file in book["files"])
        return str(next(file["partial_md5"] for file in files if Path(file["path"]).name == name))


@pytest.fixture
def home(program: Program, tmp_path: Path) -> Home:
    folder = tmp_path / "books"
    folder.mkdir()
    write_epub(folder / "Emma.epub", "Emma", cover=False)
    scan(program, folder)
    program.run("credentials", "--username", USERNAME, "--password-stdin", stdin=PASSPHRASE)
    return Home(program, program.serve(), folder)


def test_a_second_device_asks_before_it_goes_to_the_position_of_the_first(home: Home) -> None:
    kobo, pocketbook = home.device(KOBO), home.device(POCKETBOOK)
    kobo.read(OpenBook(home.digest(), pages=PAGES), 160)

    seen = pocketbook.open(OpenBook(home.digest(), pages=PAGES))

    assert seen == Seen(Sight.ASKED, 40, KOBO)
    pocketbook.accept(seen)
    assert pocketbook.book is not None
    assert pocketbook.book.page == 160
    assert pocketbook.pull(asked=True) == Seen(Sight.IN_SYNC)


def test_a_book_opened_on_the_same_device_again_asks_nothing(home: Home) -> None:
    kobo = home.device(KOBO)
    kobo.read(OpenBook(home.digest(), pages=PAGES), 160)
    kobo.clock += HOUR

    assert kobo.open(OpenBook(home.digest(), pages=PAGES, page=160)) == Seen(Sight.FROM_THIS_DEVICE)


def test_a_book_that_nobody_has_opened_says_that_there_is_no_progress(home: Home) -> None:
    assert home.device(KOBO).open(OpenBook(home.digest())) == Seen(Sight.NO_PROGRESS)


def test_a_queue_that_is_drained_late_is_kept_and_the_newer_position_is_not_lost(home: Home) -> None:
    """The old place arrives with a fresh time, as KOReader sends it: both stay in the history."""
    kobo, pocketbook = home.device(KOBO, behind=2 * DAY), home.device(POCKETBOOK)
    kobo.is_online = False
    kobo.read(OpenBook(home.digest(), pages=PAGES), 120)
    pocketbook.read(OpenBook(home.digest(), pages=PAGES), 240)

    kobo.connect()

    pocketbook.clock += HOUR / 2
    assert pocketbook.open(OpenBook(home.digest(), pages=PAGES, page=240)) == Seen(Sight.ASKED, 30, KOBO)
    assert kobo.queue == {}
    assert home.book()["reads"][0]["percentage"] == 0.6


def test_a_queue_of_several_days_keeps_each_day(home: Home) -> None:
    kobo = home.device(KOBO, behind=3 * DAY)
    kobo.is_online = False
    for page in (40, 80, 120):
        kobo.read(OpenBook(home.digest(), pages=PAGES), page)
        kobo.clock += DAY
    assert len(kobo.queue) == 3

    kobo.connect()

    (document,) = home.program.export()["documents"]
    assert document["pushes"] == 3
    assert home.book()["percentage"] == 0.3


def test_a_push_missed_by_a_stopped_server_arrives_when_it_runs_again(home: Home) -> None:
    kobo = home.device(KOBO)
    kobo.open(OpenBook(home.digest(), pages=PAGES))
    kobo.turn_to(160)
    assert home.server.stop() == 0
    kobo.is_online = False
    kobo.close()

    kobo.server = home.program.serve()
    kobo.connect()

    assert home.book()["percentage"] == 0.4


def test_a_cloned_id_under_the_same_name_keeps_the_reader_from_seeing_the_other_device(home: Home) -> None:
    """KOReader takes the other device's place for its own; nothing of what both sent is lost."""
    one, clone = home.device(KOBO, device_id="same"), home.device(KOBO, device_id="same")
    one.read(OpenBook(home.digest(), pages=PAGES), 160)

    assert clone.open(OpenBook(home.digest(), pages=PAGES)) == Seen(Sight.FROM_THIS_DEVICE)

    clone.device_id = "its own again"
    clone.clock += HOUR / 2
    assert clone.open(OpenBook(home.digest(), pages=PAGES)) == Seen(Sight.ASKED, 40, KOBO)


def test_a_cloned_id_under_another_name_still_asks(home: Home) -> None:
    one, clone = home.device(KOBO, device_id="same"), home.device(POCKETBOOK, device_id="same")
    one.read(OpenBook(home.digest(), pages=PAGES), 160)

    assert clone.open(OpenBook(home.digest(), pages=PAGES)) == Seen(Sight.ASKED, 40, KOBO)


def test_a_clock_in_the_future_hides_newer_positions_but_not_from_who_asks(home: Home) -> None:
    """Its page turns seem later than any push, so what comes is "older", which it never follows by itself."""
    kobo, hasty = home.device(KOBO), home.device(POCKETBOOK, behind=-YEAR)
    hasty.open(OpenBook(home.digest(), pages=PAGES))
    hasty.turn_to(40)
    kobo.read(OpenBook(home.digest(), pages=PAGES), 160)
    hasty.clock += 60

    assert hasty.pull() == Seen(Sight.NOTHING)
    assert hasty.pull(asked=True) == Seen(Sight.JUMPED, 40, KOBO)


def test_pushes_of_a_wrong_clock_are_stamped_by_this_computer(home: Home) -> None:
    late, kobo = home.device(POCKETBOOK, behind=50 * YEAR), home.device(KOBO)
    before = int(time.time())
    late.read(OpenBook(home.digest(), pages=PAGES), 160)

    (document,) = home.program.export()["documents"]

    assert document["updated_at"] >= time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(before))
    assert kobo.open(OpenBook(home.digest(), pages=PAGES)) == Seen(Sight.ASKED, 40, POCKETBOOK)


def test_a_device_that_follows_silently_jumps(home: Home) -> None:
    kobo = home.device(KOBO)
    pocketbook = replace(home.device(POCKETBOOK), forward=Policy.SILENT)
    kobo.read(OpenBook(home.digest(), pages=PAGES), 160)

    assert pocketbook.open(OpenBook(home.digest(), pages=PAGES)) == Seen(Sight.JUMPED, 40, KOBO)


def test_a_paged_copy_is_never_given_a_position_in_the_text(home: Home) -> None:
    """A PDF and an EPUB of one book: each keeps its own place."""
    write_pdf(home.folder / "Emma.pdf", Title="Emma", Author="Ada Example")
    assert home.server.stop() == 0
    scan(home.program, home.folder)
    books = [book["id"] for book in home.program.export()["books"]]
    if len(books) > 1:
        home.program.run("merge", *map(str, books))
    server = home.program.serve()
    kobo, pocketbook = home.device(KOBO), home.device(POCKETBOOK)
    kobo.server = pocketbook.server = server
    kobo.read(OpenBook(home.digest(), pages=PAGES), 160)

    paged = OpenBook(home.digest("Emma.pdf"), is_paged=True, pages=250)
    assert pocketbook.open(paged) == Seen(Sight.NO_PROGRESS)
    pocketbook.turn_to(100)
    pocketbook.close()

    kobo.clock += HOUR / 2
    assert kobo.open(OpenBook(home.digest(), pages=PAGES, page=160)) == Seen(Sight.FROM_THIS_DEVICE)
    assert home.book()["percentage"] == 0.4


def test_a_copy_with_other_metadata_comes_to_the_same_position(home: Home) -> None:
    """The text is the same, so a place in it is the same place."""
    shutil.copy(home.folder / "Emma.epub", home.folder / "Emma before.epub")
    write_epub(home.folder / "Emma.epub", "Emma", publisher="Annotated Press", cover=False)
    assert home.server.stop() == 0
    scan(home.program, home.folder)
    assert len(home.program.export()["books"]) == 1
    server = home.program.serve()
    kobo, pocketbook = home.device(KOBO), home.device(POCKETBOOK)
    kobo.server = pocketbook.server = server
    old, new = home.digest("Emma before.epub"), home.digest("Emma.epub")
    assert old != new
    kobo.read(OpenBook(old, pages=PAGES), 160)

    def asked() -> Seen | None:
        pocketbook.clock += 30
        seen = pocketbook.open(OpenBook(new, pages=PAGES))
        return None if seen == Seen(Sight.NO_PROGRESS) else seen

    seen = until(asked, "both copies to be known as one text")
    assert seen == Seen(Sight.ASKED, 40, KOBO)
    pocketbook.accept(seen)
    assert pocketbook.book is not None
    assert pocketbook.book.page == 160
