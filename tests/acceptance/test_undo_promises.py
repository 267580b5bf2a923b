"""What undo, privacy and the check of a token promise, through the command line."""

from collections.abc import Callable

import pytest

from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from tests.acceptance.desk import Desk

READ_ONLY = frozenset({"read:catalog", "read:library", "read:me:content"})


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
    assert "Run 77 wrote nothing to Hardcover. “log” lists the runs that did." in refused
    assert await desk.run("undo", number) == "Undone: 1.\n"
    assert set(desk.entries) == {"Harbour"}
    assert f"Run {number} is already undone." in await desk.run("undo", number, code=1)
    assert await desk.run("undo") == "Undone: 1.\n"
    assert "Nothing to undo" in await desk.run("undo", code=1)


async def test_an_entry_the_person_reviewed_is_named_by_undo_and_stays(desk: Desk) -> None:
    desk.reads("Orchard")
    desk.reads("Harbour")
    await desk.run("sync")
    desk.entries["Orchard"]["has_review"] = True
    told = await desk.run("undo")
    assert told == "Undone: 1.\nOrchard: You wrote a review on Hardcover; the entry stays.\n"
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
    assert desk.asked == ["2 entries sent earlier have a different privacy. Change them too? [y/N] "]
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
    assert "2 entries sent earlier have a different privacy. Nothing was changed." in told
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
    del tables["user_books"][int(str(entry["id"]))]
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
    assert desk.asked == ["1 entry sent earlier has a different privacy. Change it too? [y/N] "]
    assert desk.privacies == {"Orchard": Privacy.PRIVATE, "Harbour": Privacy.PUBLIC}
