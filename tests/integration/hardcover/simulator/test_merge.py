"""Books that were merged away or deleted (hardcover-api.md section 5)."""

from bookorbit_desktop.demo.local_hardcover.library import BOOK_IS_GONE
from tests.integration.hardcover.setting import data
from tests.integration.hardcover.simulator.shelf import Shelf


async def test_merge(shelf: Shelf) -> None:
    entry_id = shelf.world.shelve(shelf.hardcover.user_id, shelf.novel, 1)
    third = shelf.world.add_book("Third", ["C"])
    shelf.world.merge_books(shelf.novel, shelf.other)
    shelf.world.merge_books(shelf.other, third)
    answer = await shelf.insert(status_id=2)
    assert (answer["error"], answer["id"], answer["user_book"]) == (BOOK_IS_GONE, None, None)
    query = """query($ids: [Int!]!, $e: Int!) {
      books(where: {id: {_in: $ids}}, order_by: [{id: asc}]) { canonical_id state book_status_id }
      editions(where: {id: {_eq: $e}}) { book_id original_book_id } }"""
    found = await data(shelf.hardcover, query, {"ids": [shelf.novel, shelf.other], "e": shelf.text})
    assert [row["canonical_id"] for row in found["books"]] == [shelf.other, third]
    assert {(row["state"], row["book_status_id"]) for row in found["books"]} == {("duplicate", 4)}
    assert found["editions"][0]["book_id"] == third
    assert shelf.world.tables["user_books"][entry_id]["book_id"] == third


async def test_merge_of_a_deleted_book(shelf: Shelf) -> None:
    assert (await shelf.insert(book_id=999_999))["error"] == BOOK_IS_GONE


async def test_merge_of_editions(shelf: Shelf) -> None:
    shelf.world.merge_editions(shelf.audio, shelf.text)
    query = f"{{ editions(where: {{id: {{_eq: {shelf.audio}}}}}) {{ canonical_id state }} }}"
    found = await data(shelf.hardcover, query)
    assert found["editions"] == [{"canonical_id": shelf.text, "state": "duplicate"}]


async def test_merge_hides_the_loser_from_the_search(shelf: Shelf) -> None:
    shelf.world.merge_books(shelf.other, shelf.novel)
    found = await data(shelf.hardcover, '{ search(query: "Other") { ids } }')
    assert found["search"]["ids"] == []
