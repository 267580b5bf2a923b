"""How values come: lists, nulls, ratings, and rows in no order (hardcover-schema.md)."""

from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, Options, VirtualClock, World
from bookorbit_desktop.demo.local_hardcover.fixtures import book_id
from tests.integration.hardcover.setting import data


async def test_shapes_me_is_a_list(hardcover: LocalHardcover) -> None:
    assert (await data(hardcover, "{ me { username } }"))["me"] == [{"username": "demo"}]


async def test_shapes_nulls_are_present(hardcover: LocalHardcover) -> None:
    where = '{slug: {_eq: "voices-of-the-quarry"}}'
    answer = await data(
        hardcover, f"{{ books(where: {where}) {{ canonical_id default_ebook_edition {{ id }} }} }}"
    )
    assert answer["books"] == [{"canonical_id": None, "default_ebook_edition": None}]


@pytest.mark.parametrize(
    ("as_text", "stored", "seen"), [(False, 4.0, 4), (False, 4.5, 4.5), (True, 4.5, "4.5")]
)
async def test_shapes_ratings(clock: VirtualClock, as_text: bool, stored: float, seen: Any) -> None:
    hardcover = LocalHardcover(World(), options=Options(ratings_as_text=as_text), clock=clock)
    book = hardcover.world.add_book("Rated", ["A"])
    hardcover.world.shelve(hardcover.user_id, book, 3, rating=stored)
    [row] = (await data(hardcover, "{ user_books { rating } }"))["user_books"]
    assert row["rating"] == seen
    assert type(row["rating"]) is type(seen)


async def test_shapes_rows_without_an_order_are_shuffled(hardcover: LocalHardcover) -> None:
    first = await data(hardcover, "{ books { id } }")
    second = await data(hardcover, "{ books { id } }")
    ordered = await data(hardcover, "{ books(order_by: [{id: asc}]) { id } }")
    ids = [row["id"] for row in ordered["books"]]
    assert ids == sorted(ids)
    assert first != second


async def test_shapes_order_limit_and_nulls(hardcover: LocalHardcover) -> None:
    query = """query($b: Int!) { books(where: {id: {_eq: $b}}) {
      top: editions(order_by: [{users_count: desc}], limit: 2) { users_count }
      next: editions(order_by: [{users_count: desc}], limit: 2, offset: 2) { users_count }
    } editions(order_by: [{pages: desc}], limit: 1) { pages } }"""
    answer = await data(hardcover, query, {"b": book_id(hardcover.world, "the-marsh-king")})
    assert [row["users_count"] for row in answer["books"][0]["top"]] == [1000, 999]
    assert [row["users_count"] for row in answer["books"][0]["next"]] == [998, 997]
    assert answer["editions"] == [{"pages": None}]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("{pages: {_neq: 280}}", False),
        ("{_not: {pages: {_eq: 280}}}", False),
        ("{pages: {_nin: [1]}}", False),
        ("{pages: {_is_null: true}}", True),
        ("{_or: [{pages: {_eq: 1}}, {users_count: {_eq: 60}}]}", True),
        ('{book: {title: {_eq: "A Quiet Harbour"}}, reading_format_id: {_eq: 2}}', True),
        ('{language: {code2: {_in: ["de"]}}}', True),
    ],
)
async def test_shapes_null_is_neither_equal_nor_different(
    hardcover: LocalHardcover, where: str, found: bool
) -> None:
    """The audio edition of "A Quiet Harbour" has no pages."""
    query = f'{{ editions(where: {{_and: [{{title: {{_eq: "Ein stiller Hafen"}}}}, {where}]}}) {{ id }} }}'
    assert bool((await data(hardcover, query))["editions"]) is found


async def test_shapes_any_row_of_a_list_matches(hardcover: LocalHardcover) -> None:
    query = '{ books(where: {editions: {language: {code2: {_eq: "tr"}}}}) { slug } }'
    assert (await data(hardcover, query))["books"] == [{"slug": "the-marsh-king"}]
