"""The commands about matches and the shelf, through the command line."""

from pathlib import Path

import pytest

from tests.acceptance.conftest import AUTHOR, title_of
from tests.acceptance.hardcover import Hardcover, ShelfRow
from tests.acceptance.program import Program
from tests.books import write_epub

PUBLIC, PRIVATE = 1, 3


@pytest.fixture
def connected(library: Program, hardcover: Hardcover) -> Program:
    """The common library with the token of the local Hardcover; two of its books are being read."""
    library.environment |= hardcover.environment
    for number in (1, 2):
        library.run("status", str(number), "reading", "--rating", "4")
    return library


def reading(rating: float | None = 4.0, privacy: int = PRIVATE) -> ShelfRow:
    return ShelfRow(2, rating, privacy)


def without_reads(hardcover: Hardcover) -> dict[str, ShelfRow]:
    return {title: ShelfRow(row.status, row.rating, row.privacy) for title, row in hardcover.shelf().items()}


class TestPrivacyOfAllEntries:
    def test_the_change_is_previewed_and_changes_only_privacy_of_adopted_entries_too(
        self, connected: Program, hardcover: Hardcover
    ) -> None:
        elsewhere = hardcover.add("Shelved By Hand", "Somebody Else")
        hardcover.shelve(elsewhere, 3, privacy_id=PUBLIC)
        connected.run("privacy", "--set", "public")
        connected.run("sync")
        before = without_reads(hardcover)
        connected.run("privacy", "--set", "private")

        look = connected.json("privacy", "--apply", "--dry-run", "--json")
        assert (look["sent"], look["dry_run"]) == (3, True)
        assert {change for item in look["items"] for change in item["changes"]} == {
            "privacy: Public → Private"
        }
        assert without_reads(hardcover) == before

        told = connected.run("privacy", "--apply").stdout
        assert "3 × privacy: Public → Private" in told
        assert without_reads(hardcover) == {
            title_of(0): reading(),
            title_of(1): reading(),
            "Shelved By Hand": ShelfRow(3, None, PRIVATE),
        }
        assert connected.json("privacy", "--apply", "--json")["sent"] == 0

        connected.run("undo")
        assert without_reads(hardcover) == before


class TestRatingTakenBack:
    def test_it_stays_on_hardcover_until_it_is_cleared_there_too(
        self, connected: Program, hardcover: Hardcover
    ) -> None:
        connected.run("sync")
        assert "You rated it 4 here" in connected.run("clear-rating", "1").stdout
        assert without_reads(hardcover)[title_of(0)] == reading()

        connected.run("clear-rating", "1", "--here")
        assert connected.books()[title_of(0)]["rating"] is None
        assert without_reads(hardcover)[title_of(0)] == reading(None)
        assert without_reads(hardcover)[title_of(1)] == reading()

    def test_a_rating_that_the_person_gave_there_stays_unless_they_say_so(
        self, connected: Program, hardcover: Hardcover
    ) -> None:
        connected.run("status", "3", "read")
        connected.run("sync")
        records = hardcover.ask(lambda: dict(hardcover.world.tables["books"]))
        record = next(number for number, row in records.items() if row["title"] == title_of(2))

        def rate() -> None:
            entry = hardcover.world.entry_of(hardcover.local.user_id, record)
            assert entry is not None
            entry["rating"] = 3.5

        hardcover.ask(rate)

        (item,) = connected.json("clear-rating", "3", "--json")["items"]
        assert item["outcome"] == "skipped"
        assert item["reason"] == "You rated it 3.5 on Hardcover yourself; that rating stays."
        assert hardcover.shelf()[title_of(2)].rating == 3.5

        connected.run("clear-rating", "3", "--mine-too")
        assert hardcover.shelf()[title_of(2)].rating is None
        connected.run("undo")
        assert hardcover.shelf()[title_of(2)].rating == 3.5


class TestSyncEverythingAgain:
    def test_it_compares_what_is_in_sync_and_writes_nothing_that_is_the_same(
        self, connected: Program, hardcover: Hardcover
    ) -> None:
        connected.run("sync")
        written = hardcover.journal()

        usual = connected.json("sync", "--json")
        everything = connected.json("sync", "--all", "--json")

        assert everything["processed"] == usual["processed"] == 2
        assert everything["units"] > usual["units"]
        assert everything["sent"] == 0
        assert hardcover.journal() == written


class TestNeedsReview:
    def test_a_match_that_needs_review_is_listed_and_accept_settles_it(
        self, program: Program, hardcover: Hardcover, tmp_path: Path
    ) -> None:
        program.environment |= hardcover.environment
        write_epub(tmp_path / "one.epub", "Found By Its Name", cover=False)
        program.run("scan", tmp_path / "one.epub")
        hardcover.add("Found By Its Name", AUTHOR)
        program.run("status", "1", "reading")
        program.run("sync")
        assert "synced, needs review" in program.run("list").stdout
        assert program.json("list", "--json")[0]["needs_review"]

        program.run("accept", "1")

        assert not program.json("list", "--json")[0]["needs_review"]
        program.run("sync", "--all")
        assert not program.export()["books"][0]["hardcover"]["needs_review"]


class TestSavedHardcoverId:
    def test_it_can_be_edited_and_voids_the_cached_match(
        self, connected: Program, hardcover: Hardcover
    ) -> None:
        connected.run("sync")
        other = hardcover.add("Another Record", "Somebody Else")

        connected.run("hardcover-id", "1", f"https://hardcover.app/id/book/{other}")
        assert connected.books()[title_of(0)]["hardcover"]["state"] == "pending"
        connected.run("sync")

        assert connected.books()[title_of(0)]["hardcover"]["book_id"] == other
        shown = connected.run("hardcover-id", "1").stdout
        assert shown == f"Saved: {other}. In the file: nothing.\n"
        connected.run("hardcover-id", "1", "--clear")
        connected.run("sync")
        assert connected.books()[title_of(0)]["hardcover"]["method"] == "isbn13"

    def test_it_never_moves_a_manual_pick(self, connected: Program, hardcover: Hardcover) -> None:
        picked = hardcover.add("Picked By Hand", "Somebody Else")
        other = hardcover.add("Another Record", "Somebody Else")
        connected.run("pick", "1", str(picked))

        told = connected.run("hardcover-id", "1", str(other)).stdout
        connected.run("sync", "--all")

        assert "which takes precedence" in told
        assert connected.books()[title_of(0)]["hardcover"]["book_id"] == picked

    def test_a_text_that_names_no_record_is_refused(self, connected: Program) -> None:
        refused = connected.run("hardcover-id", "1", "The Orchard, by Ada", code=1)
        assert "Paste its link" in refused.stderr
