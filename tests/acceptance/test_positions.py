"""Positions: history, restore, steps back, reset."""

from typing import Any

import pytest

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.progress import Push
from tests.acceptance.conftest import title_of
from tests.acceptance.desk import Desk
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, Program, Server, until

KOBO, PHONE = ({"device": name, "device_id": name * 2} for name in ("Kobo", "Phone"))


class Home:
    """A served library, and one book that devices read."""

    def __init__(self, program: Program) -> None:
        program.make_account()
        self.program = program
        self.digest = program.digest(title_of(0))
        self.serve()

    def serve(self) -> None:
        self.server: Server = self.program.serve()
        self.reader = Reader(self.server.port, "reader", PASSPHRASE)

    def push(self, *percentages: float, device: dict[str, str] = KOBO) -> None:
        for percentage in percentages:
            answer = self.reader.push(self.digest, percentage, progress=f"/body[{percentage}]", **device)
            assert answer.status == 200, answer

    @property
    def pulled(self) -> Any:
        return self.reader.pull(self.digest).json

    @property
    def book(self) -> dict[str, Any]:
        return self.program.books()[title_of(0)]

    @property
    def history(self) -> list[dict[str, Any]]:
        positions: list[dict[str, Any]] = self.program.json("history", "1", "--json")
        return positions

    def id_of(self, percentage: float) -> str:
        return next(str(line["push"]) for line in self.history if line["percentage"] == percentage)


@pytest.fixture
def home(library: Program) -> Home:
    return Home(library)


def test_every_push_of_every_document_is_listed_newest_first_and_equal_ones_folded(home: Home) -> None:
    other = "a" * 32
    home.push(0.1, 0.62, 0.62)
    home.reader.push(other, 0.5, **PHONE)
    home.program.run("link", other, "1")
    home.push(0.3, device=PHONE)
    shown = [(line["percentage"], line["device"], line["document"], line["pushes"]) for line in home.history]
    assert shown == [
        (0.3, "Phone", home.digest, 1),
        (0.5, "Phone", other, 1),
        (0.62, "Kobo", home.digest, 2),
        (0.1, "Kobo", home.digest, 1),
    ]
    assert [line["back_from"] for line in home.history] == [0.5, 0.62, None, None]
    assert "back from 62%" in home.program.run("history", "1").stdout


def test_a_restored_position_is_what_a_device_once_sent_until_another_push_wins(home: Home) -> None:
    home.push(0.305, 0.62)
    home.program.run("restore", "1", home.id_of(0.305))
    answer = home.pulled
    assert (answer["progress"], answer["percentage"]) == ("/body[0.305]", 0.305)
    assert answer["device"] == "BookOrbit Desktop"
    assert home.book["percentage"] == 0.305
    assert len(home.history) == 2

    home.push(0.64)
    assert (home.pulled["percentage"], home.pulled["device"]) == (0.64, "Kobo")
    home.program.run("restore", "1", home.id_of(0.62))
    assert home.pulled["device_id"] == answer["device_id"]


def test_restoring_does_not_touch_other_documents_of_the_book(home: Home) -> None:
    other = "a" * 32
    home.push(0.3, 0.6)
    home.reader.push(other, 0.5, **PHONE)
    home.program.run("link", other, "1")
    home.program.run("restore", "1", home.id_of(0.3))
    assert home.reader.pull(other).json["percentage"] == 0.5


def test_copies_with_the_same_text_share_what_is_restored_and_what_is_reset(home: Home) -> None:
    by_name = home.book["files"][0]["filename_md5"]
    until(lambda: home.book["files"][0]["full_md5"], "its text is known")
    home.push(0.3, 0.6)
    home.reader.push(by_name, 0.65, progress="/body[0.65]", **PHONE)
    assert home.pulled["percentage"] == 0.65

    home.program.run("restore", "1", home.id_of(0.3))
    answer = home.reader.pull(by_name).json
    assert (answer["percentage"], answer["progress"]) == (0.3, "/body[0.3]")

    home.program.run("reset", "1")
    assert (home.pulled, home.reader.pull(by_name).json) == ({}, {})
    home.reader.push(by_name, 0.65, progress="/body[0.65]", **PHONE)
    assert home.pulled == {}
    home.reader.push(by_name, 0.66, progress="/body[0.66]", **PHONE)
    assert home.pulled["percentage"] == 0.66


def test_a_push_of_another_book_cannot_be_restored(home: Home) -> None:
    home.push(0.3)
    assert "no push" in home.program.run("restore", "2", home.id_of(0.3), code=1).stderr


def test_ask_the_book_stays_until_the_person_answers_and_the_wire_has_the_last_push(home: Home) -> None:
    home.push(0.62, 0.3)
    assert (home.book["percentage"], home.pulled["percentage"]) == (0.62, 0.3)
    assert f"1  {title_of(0)}: Kobo went back from 62% to 30%" in home.program.run("step-back").stdout
    home.program.run("step-back", "1", "--accept")
    assert (home.book["percentage"], home.book["step_back"]) == (0.3, None)
    assert home.book["reads"][0]["percentage"] == 0.62


def test_ask_kept_is_one_question_and_dissolves_past_the_old_position(home: Home) -> None:
    home.push(0.62, 0.3)
    home.program.run("step-back", "1", "--keep")
    home.push(0.31, 0.35)
    assert title_of(0) not in home.program.run("step-back").stdout
    assert (home.book["percentage"], home.book["step_back"]["kept"]) == (0.62, True)
    home.push(0.65)
    assert (home.book["percentage"], home.book["step_back"]) == (0.65, None)


@pytest.mark.parametrize(("rule", "expected"), [("accept", 0.3), ("ignore", 0.62)])
def test_accept_follows_and_ignore_stays_at_the_furthest(home: Home, rule: str, expected: float) -> None:
    home.program.run("step-back", "--rule", rule)
    home.push(0.62, 0.3)
    assert (home.book["percentage"], home.pulled["percentage"]) == (expected, 0.3)


def test_a_queue_that_is_drained_late_asks_and_loses_nothing(home: Home) -> None:
    """kosync.md section 3: an old offline position arrives with a fresh timestamp."""
    home.push(0.2, device=PHONE)
    home.push(0.7)
    home.push(0.25, device=PHONE)
    assert home.book["percentage"] == 0.7
    home.program.run("restore", "1", home.id_of(0.7))
    assert (home.pulled["percentage"], home.book["percentage"]) == (0.7, 0.7)


def test_reset_progress_stays_reset_until_another_position_comes(home: Home) -> None:
    home.push(0.3, device=PHONE)
    home.push(0.62)
    home.program.run("reset", "1")
    assert (home.book["status"], home.book["percentage"], home.pulled) == ("unread", None, {})

    home.push(0.62)
    home.push(0.3, device=PHONE)
    assert (home.book["status"], home.book["percentage"], home.pulled) == ("unread", None, {})
    assert sum(line["pushes"] for line in home.history) == 4

    home.push(0.05)
    assert (home.book["status"], home.book["percentage"]) == ("reading", 0.05)
    assert home.pulled["percentage"] == 0.05


def test_reset_leaves_a_status_set_by_hand(home: Home) -> None:
    home.push(0.62)
    home.program.run("status", "1", "on_hold")
    home.program.run("reset", "1")
    assert (home.book["status"], home.book["percentage"], home.pulled) == ("on_hold", None, {})


def test_a_reset_book_comes_back_by_restoring(home: Home) -> None:
    home.push(0.62)
    home.program.run("reset", "1")
    home.program.run("restore", "1", home.id_of(0.62))
    assert (home.book["status"], home.book["percentage"]) == ("reading", 0.62)
    assert home.pulled["percentage"] == 0.62


def test_there_is_nothing_to_reset_in_a_book_that_no_device_has_sent(home: Home) -> None:
    assert "Nothing to reset" in home.program.run("reset", "3", code=1).stderr


def test_a_reset_position_is_still_reset_after_a_kill(home: Home) -> None:
    home.push(0.62)
    home.program.run("reset", "1")
    home.program.started.remove(home.server)
    home.server.kill()
    home.serve()
    home.push(0.62)
    assert (home.book["status"], home.pulled) == ("unread", {})


async def test_history_says_what_a_reader_of_another_kind_gets(desk: Desk) -> None:
    book = desk.reads("Orchard")
    digest = desk.services.library.book(BookId(book)).files[0].partial_md5

    async def push(progress: str, percentage: float, device: str) -> None:
        await desk.services.progress.receive(Push(digest, progress, percentage, device, f"id-{device}"))

    await push("/body/DocFragment[3]/body/p[1]/text().0", 0.3, "Kobo")
    await push("/body/DocFragment[5]/body/p[1]/text().0", 0.445, "Kobo")
    assert "gets" not in await desk.run("history", str(book))
    await push("epubcfi(/6/14!/4/2)", 0.44, "Phone")
    assert "Kobo gets 44%, with a place of its own kind at 44.5%." in await desk.run("history", str(book))
    await push("epubcfi(/6/24!/4/2)", 0.8, "Phone")
    said = await desk.run("history", str(book))
    assert "Kobo gets 80%, with its newest own place that isn't ahead, at 44.5%." in said
