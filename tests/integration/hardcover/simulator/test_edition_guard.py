"""An edition must be one of the book's (hardcover-api.md section 6, row 13)."""

from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import Options
from tests.integration.hardcover.setting import post
from tests.integration.hardcover.simulator.shelf import Shelf


@pytest.mark.parametrize("bad", ["other edition", "book id", "bogus"])
async def test_edition_guard(shelf: Shelf, bad: str) -> None:
    foreign = shelf.world.editions_of(shelf.other)[0]["id"]
    edition_id = {"other edition": foreign, "book id": shelf.novel, "bogus": 999_999}[bad]
    wanted = f"{{book_id: {shelf.novel}, edition_id: {edition_id}}}"
    query = f"mutation {{ m0: insert_user_book(object: {wanted}) {{ id }} }}"
    reply, payload = await post(shelf.hardcover, query)
    [error] = payload["errors"]
    assert (reply.status, error["extensions"]["code"], error["path"]) == (200, "parse-failed", ["m0"])
    assert shelf.world.tables["user_books"] == {}


async def test_edition_guard_null_is_no_change(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text))["user_book"]
    assert (await shelf.update(entry["id"], edition_id=None))["edition_id"] == shelf.text
    read = await shelf.update_read(entry["user_book_reads"][0]["id"], edition_id=None)
    assert read["edition_id"] == shelf.text


@pytest.mark.parametrize(
    ("extent", "expected"),
    [("alias", (True, False, True)), ("rest", (True, False, False)), ("all", None)],
)
async def test_edition_guard_and_the_other_aliases(extent: Any, expected: tuple[bool, ...] | None) -> None:
    shelf = Shelf(Options(action_errors=extent))
    good, third = f"{{book_id: {shelf.novel}}}", f"{{book_id: {shelf.other}}}"
    bad = f"{{book_id: {shelf.novel}, edition_id: 1}}"
    fields = (f"m{n}: insert_user_book(object: {one}) {{ id }}" for n, one in enumerate((good, bad, third)))
    _, payload = await post(shelf.hardcover, f"mutation {{ {' '.join(fields)} }}")
    answered = payload["data"] and tuple(payload["data"][alias] is not None for alias in ("m0", "m1", "m2"))
    assert answered == expected
    assert len(shelf.world.tables["user_books"]) == 2


async def test_edition_guard_of_changes(shelf: Shelf) -> None:
    """An entry and a read keep theirs; the whole change fails, not the edition alone."""
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text))["user_book"]
    [read] = entry["user_book_reads"]
    for field, target in (("update_user_book", entry["id"]), ("update_user_book_read", read["id"])):
        more = "rating: 5" if field == "update_user_book" else "progress_pages: 9"
        change = f"{field}(id: {target}, object: {{edition_id: {shelf.novel}, {more}}})"
        _, payload = await post(shelf.hardcover, f"mutation {{ {change} {{ id }} }}")
        assert payload["errors"][0]["extensions"]["code"] == "parse-failed"
    assert await shelf.update(entry["id"], status_id=2) == entry
