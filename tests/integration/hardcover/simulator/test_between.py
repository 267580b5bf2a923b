"""The person acts between two requests, and requests are carried out late or in part."""

from datetime import date
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind
from tests.integration.hardcover.setting import data, post
from tests.integration.hardcover.simulator.shelf import TODAY, Shelf
from tests.integration.hardcover.simulator.texts import ME, rating_change
from tests.person import Person


@pytest.fixture
def person(shelf: Shelf) -> Person:
    return Person(shelf.hardcover)


LATE = [FaultKind.TIMEOUT_THEN_WRITE, FaultKind.RESET_THEN_WRITE]


async def try_rating(shelf: Shelf, entry: int) -> int:
    """The status; 0 where the connection broke."""
    try:
        return (await post(shelf.hardcover, rating_change(entry)))[0].status
    except ConnectionResetError:
        return 0


async def test_a_deed_after_the_nth_request(shelf: Shelf) -> None:
    seen: list[int] = []
    shelf.hardcover.between.after(nth=2, do=lambda: seen.append(len(shelf.hardcover.requests)))
    for _ in range(4):
        await data(shelf.hardcover, ME)
    assert seen == [2]


async def test_a_deed_waits_for_its_operation(shelf: Shelf) -> None:
    between, seen = shelf.hardcover.between, list[str]()
    between.after("EntriesForBooks", do=lambda: seen.append("by name"), times=2)
    between.before("update_user_book", do=lambda: seen.append("by field"))
    between.before("mutation", do=lambda: seen.append("by kind"))
    await data(shelf.hardcover, ME)
    assert seen == []
    for _ in range(3):
        await data(shelf.hardcover, "query EntriesForBooks { user_books { id } }")
    assert seen == ["by name", "by name"]
    await post(shelf.hardcover, rating_change(1))
    assert seen[2:] == ["by field", "by kind"]


async def test_an_edit_between_the_look_and_the_write(shelf: Shelf, person: Person) -> None:
    """The answer to the look is from before, and the write finds the edit."""
    person.add(shelf.novel, status=2, edition_id=shelf.text)
    shelf.hardcover.between.after("Look", do=lambda: person.set_progress(shelf.novel, 250))
    query = "query Look { user_book_reads { progress_pages } }"
    assert await data(shelf.hardcover, query) == {"user_book_reads": [{"progress_pages": None}]}
    assert await data(shelf.hardcover, query) == {"user_book_reads": [{"progress_pages": 250}]}


async def test_an_edit_right_before_a_write_is_carried_out(shelf: Shelf, person: Person) -> None:
    entry = person.add(shelf.novel)
    shelf.hardcover.between.before("update_user_book", do=lambda: person.remove(shelf.novel))
    _, answer = await post(shelf.hardcover, rating_change(entry["id"]))
    assert [alias["error"] for alias in answer["data"].values()] == ["User book not found"]


async def test_a_deed_may_take_its_time(shelf: Shelf) -> None:
    seen: list[str] = []

    async def act() -> None:
        await shelf.clock.sleep(60)
        seen.append("done")

    shelf.hardcover.between.after(do=act)
    await data(shelf.hardcover, ME)
    assert seen == ["done"]


@pytest.mark.parametrize("kind", LATE)
async def test_a_write_is_carried_out_after_further_requests(
    shelf: Shelf, person: Person, kind: FaultKind
) -> None:
    entry = person.add(shelf.novel)
    shelf.hardcover.faults.add(kind, requests=2)
    assert await try_rating(shelf, entry["id"]) in (0, 408)
    ratings = []
    for _ in range(3):
        ratings.append(entry["rating"])
        await data(shelf.hardcover, ME)
    assert ratings == [None, None, 1]


@pytest.mark.parametrize("kind", LATE)
async def test_a_write_is_carried_out_when_told(shelf: Shelf, person: Person, kind: FaultKind) -> None:
    entry = person.add(shelf.novel)
    shelf.hardcover.faults.add(kind)
    await try_rating(shelf, entry["id"])
    await data(shelf.hardcover, ME)
    assert entry["rating"] is None
    shelf.hardcover.carry_out_late()
    shelf.hardcover.carry_out_late()
    assert entry["rating"] == 1
    assert len(shelf.hardcover.journal) == 1


async def test_a_late_write_meets_the_world_as_it_is_then(shelf: Shelf, person: Person) -> None:
    entry = person.add(shelf.novel)
    shelf.hardcover.faults.add(FaultKind.TIMEOUT_THEN_WRITE)
    await try_rating(shelf, entry["id"])
    person.remove(shelf.novel)
    shelf.hardcover.carry_out_late()
    assert shelf.hardcover.journal == []


@pytest.mark.parametrize(
    ("kind", "answered"),
    [
        (FaultKind.ALIAS_REFUSED, {"error": "Something went wrong while saving."}),
        (FaultKind.ALIAS_EMPTY, {"error": None}),
        (FaultKind.ALIAS_BROKEN, None),
    ],
)
async def test_a_failing_alias_leaves_the_others_of_its_request_alone(
    shelf: Shelf, person: Person, kind: FaultKind, answered: dict[str, Any] | None
) -> None:
    entry = person.add(shelf.novel)
    other = person.add(shelf.other)
    shelf.hardcover.faults.add(kind, alias="m1")
    _, answer = await post(
        shelf.hardcover,
        f"""mutation {{
          m0: update_user_book(id: {entry["id"]}, object: {{rating: 3}}) {{ error }}
          m1: update_user_book(id: {other["id"]}, object: {{rating: 4}}) {{ error }}
        }}""",
    )
    assert answer["data"] == {"m0": {"error": None}, "m1": answered}
    assert [error["path"] for error in answer.get("errors", [])] == ([["m1"]] if answered is None else [])
    assert (entry["rating"], other["rating"]) == (3, None)


async def test_references_to_a_removed_edition_become_null(shelf: Shelf, person: Person) -> None:
    entry = person.add(shelf.novel, status=2, edition_id=shelf.text)
    shelf.world.remove_edition(shelf.text)
    assert (entry["edition_id"], person.reads(shelf.novel)[0]["edition_id"]) == (None, None)
    assert shelf.world.tables["books"][shelf.novel]["default_ebook_edition_id"] is None
    reply = await shelf.update(entry["id"], rating=4)
    assert (reply["edition_id"], reply["user_book_reads"][0]["progress"]) == (None, None)


async def test_a_removed_book_leaves_every_shelf(shelf: Shelf, person: Person) -> None:
    person.add(shelf.novel, status=2)
    shelf.world.add_mapping("goodreads", "7", shelf.novel)
    shelf.world.remove_book(shelf.novel)
    answer = await data(
        shelf.hardcover,
        "{ user_books { id } editions { book_id } user_book_reads { id } book_mappings { id } }",
    )
    assert [row["book_id"] for row in answer.pop("editions")] == [shelf.other]
    assert answer == {"user_books": [], "user_book_reads": [], "book_mappings": []}
    assert "deleted" in (await shelf.insert(status_id=1))["error"]


async def test_an_edition_gets_its_length_later(shelf: Shelf, person: Person) -> None:
    shelf.world.set_pages(shelf.text, None)
    entry = person.add(shelf.novel, status=2, edition_id=shelf.text)
    person.set_progress(shelf.novel, 100)
    assert (await shelf.update(entry["id"]))["user_book_reads"][0]["progress"] is None
    shelf.world.set_pages(shelf.text, 200)
    assert (await shelf.update(entry["id"]))["user_book_reads"][0]["progress"] == 50.0


def test_actions_of_the_person_have_the_side_effects_of_the_site(shelf: Shelf, person: Person) -> None:
    entry = person.add(shelf.novel, status=2, edition_id=shelf.text)
    [read] = person.reads(shelf.novel)
    assert read["started_at"] == TODAY
    person.set_progress(shelf.novel, 250)
    person.write_note(shelf.novel, "for Ada")
    person.review(shelf.novel)
    person.finish(shelf.novel, "2026-03-01", stars=4.5)
    assert (entry["status_id"], entry["rating"], entry["has_review"], entry["private_notes"]) == (
        3,
        4.5,
        True,
        "for Ada",
    )
    assert (read["finished_at"], read["progress_pages"]) == ("2026-03-01", 400)
    again = person.add_read(shelf.novel, str(date(2026, 4, 1)))
    person.remove_read(again)
    person.set_edition(shelf.novel, shelf.audio)
    assert person.reads(shelf.novel) == [read]
    assert shelf.hardcover.journal == []
