"""Issue 11, sections 3 and 4: what undo, privacy and the check of a token promise, through the command line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bookorbit_desktop.cli.arguments import build_parser, check_arguments
from bookorbit_desktop.cli.commands import run_command
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.demo.local_hardcover import LocalHardcover, NewEdition, World, isbn13
from bookorbit_desktop.domain.catalogue import Privacy
from bookorbit_desktop.domain.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from tests.services import TestClock, add_book, make_services

READ_ONLY = frozenset({"read:catalog", "read:library", "read:me:content"})


@dataclass
class Desk:
    """A library, a local Hardcover, and commands as they are typed."""

    services: Services
    hardcover: LocalHardcover
    clock: TestClock
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    async def run(self, *words: str, code: int = 0, answer: str | None = None) -> str:
        """What a command writes on both streams. `answer` None: nobody is at a terminal."""
        self.out.clear()
        self.err.clear()
        self.asked.clear()

        async def ask(question: str) -> str | None:
            self.asked.append(question)
            return answer

        console = Console(self.out.append, self.err.append, lambda: "", Path(), ask)
        parser = build_parser()
        arguments = parser.parse_args(words)
        check_arguments(parser, arguments)
        assert await run_command(self.services, arguments, console) == code, self.err
        return "".join(self.out + self.err)

    def reads(self, title: str) -> int:
        """A book that is being read here, and has a record there."""
        isbn = isbn13(f"978{len(self.hardcover.world.tables['books']):09d}")
        self.hardcover.world.add_book(title, ["Ada Example"], editions=[NewEdition(100, isbn_13=isbn)])
        book = add_book(self.services, title, isbn=isbn)
        self.services.reading.set_status([book], StatusChange(ReadingStatus.READING))
        return book

    @property
    def entries(self) -> dict[str, dict[str, object]]:
        tables = self.hardcover.world.tables
        return {tables["books"][row["book_id"]]["title"]: row for row in tables["user_books"].values()}

    @property
    def privacies(self) -> dict[str, object]:
        return {title: row["privacy_setting_id"] for title, row in self.entries.items()}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = TestClock()
    hardcover = LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep)
    services = make_services(tmp_path / "data", hardcover, clock)
    yield Desk(services, hardcover, clock)
    services.database.close()


async def test_the_log_shows_the_number_that_undo_takes_and_an_unknown_one_is_an_error(desk: Desk) -> None:
    desk.reads("Orchard")
    await desk.run("sync")
    desk.reads("Harbour")
    await desk.run("sync")
    lines = (await desk.run("log")).splitlines()
    column = lines[0].index("RUN")
    numbers = {line[column:].split()[0] for line in lines if "→ Hardcover" in line and "Orchard" in line}
    (number,) = numbers
    refused = await desk.run("undo", "77", code=1)
    assert "No run 77 has written to Hardcover. “log” shows the numbers of those that have." in refused
    assert await desk.run("undo", number) == "Put back: 1.\n"
    assert set(desk.entries) == {"Harbour"}
    assert f"Run {number} was undone already." in await desk.run("undo", number, code=1)
    assert await desk.run("undo") == "Put back: 1.\n"
    assert "There is nothing to undo" in await desk.run("undo", code=1)


async def test_what_the_person_added_is_named_by_undo_and_by_remove(desk: Desk) -> None:
    desk.reads("Orchard")
    desk.reads("Harbour")
    await desk.run("sync")
    desk.entries["Orchard"]["has_review"] = True
    told = await desk.run("undo")
    assert told == "Put back: 1.\nOrchard: You wrote a review on Hardcover; the entry stays.\n"
    assert set(desk.entries) == {"Orchard"}


async def test_a_token_that_may_only_read_is_named_with_the_permission_and_nothing_is_written(
    desk: Desk,
) -> None:
    assert await desk.run("token", "--check") == "Valid (demo)\n"
    desk.hardcover.add_token("hc_pat_reads", desk.hardcover.user_id, scopes=READ_ONLY)
    desk.services.hardcover_account.use_for_session("hc_pat_reads")
    told = await desk.run("token", "--check", code=1)
    assert "Your token is missing a permission: write:library." in told
    assert desk.hardcover.journal == []
    assert desk.services.hardcover_account.missing_scope == "write:library"


async def two_sent_privately(desk: Desk) -> None:
    desk.reads("Orchard")
    desk.reads("Harbour")
    await desk.run("privacy", "--set", "private")
    await desk.run("sync")
    assert set(desk.privacies.values()) == {Privacy.PRIVATE}


async def test_a_new_privacy_says_how_many_entries_were_sent_with_another_and_asks(desk: Desk) -> None:
    await two_sent_privately(desk)
    told = await desk.run("privacy", "--set", "public", answer="n")
    assert desk.asked == ["2 entries sent earlier have another privacy. Change them too? [y/N] "]
    assert told == "Public\n"
    assert set(desk.privacies.values()) == {Privacy.PRIVATE}
    told = await desk.run("privacy", "--set", "public", answer="y")
    assert "2 × privacy: Private → Public" in told
    assert set(desk.privacies.values()) == {Privacy.PUBLIC}
    await desk.run("privacy", "--set", "public", answer="y")
    assert desk.asked == []
    await desk.run("undo")
    assert set(desk.privacies.values()) == {Privacy.PRIVATE}


async def test_without_a_terminal_a_new_privacy_changes_nothing_there_and_says_how_to(desk: Desk) -> None:
    await two_sent_privately(desk)
    told = await desk.run("privacy", "--set", "public")
    assert "2 entries sent earlier have another privacy. Nothing was changed there." in told
    assert "“privacy --set public --yes”" in told
    assert set(desk.privacies.values()) == {Privacy.PRIVATE}
    await desk.run("privacy", "--set", "public", "--yes")
    assert set(desk.privacies.values()) == {Privacy.PUBLIC}


ByHand = Callable[[Desk], None]


def review(desk: Desk) -> None:
    desk.entries["Orchard"]["has_review"] = True


def anew(desk: Desk) -> None:
    tables = desk.hardcover.world.tables
    entry = desk.entries["Orchard"]
    del tables["user_books"][entry["id"]]
    desk.hardcover.world.shelve(
        desk.hardcover.user_id, int(str(entry["book_id"])), 2, privacy_id=Privacy.PRIVATE
    )


def followers(desk: Desk) -> None:
    desk.entries["Orchard"]["privacy_setting_id"] = Privacy.FOLLOWERS


@pytest.mark.parametrize("by_hand", [review, anew, followers])
async def test_privacy_leaves_alone_what_the_person_wrote_on_made_anew_or_chose_there(
    desk: Desk, by_hand: ByHand
) -> None:
    await two_sent_privately(desk)
    by_hand(desk)
    before = desk.privacies["Orchard"]
    await desk.run("privacy", "--set", "public", "--yes")
    assert desk.privacies == {"Orchard": before, "Harbour": Privacy.PUBLIC}


async def test_the_privacy_of_an_excluded_book_stays(desk: Desk) -> None:
    await two_sent_privately(desk)
    await desk.run("exclude", "1")
    await desk.run("privacy", "--set", "public", answer="y")
    assert desk.asked == ["1 entry sent earlier has another privacy. Change it too? [y/N] "]
    assert desk.privacies == {"Orchard": Privacy.PRIVATE, "Harbour": Privacy.PUBLIC}
