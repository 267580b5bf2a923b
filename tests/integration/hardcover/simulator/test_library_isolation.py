"""Other people's rows are there, and only `where` keeps them out (hardcover-api.md section 6, row 1)."""

from copy import deepcopy

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, NewRead
from tests.integration.hardcover.setting import data


async def test_library_isolation(hardcover: LocalHardcover) -> None:
    everybody = await data(hardcover, "{ user_books { user_id } }")
    assert len({row["user_id"] for row in everybody["user_books"]}) == 2
    mine = await data(
        hardcover,
        "query($u: Int!) { user_books(where: {user_id: {_eq: $u}}) { user_id } }",
        {"u": hardcover.user_id},
    )
    assert {row["user_id"] for row in mine["user_books"]} == {hardcover.user_id}


async def test_library_isolation_of_writes(hardcover: LocalHardcover) -> None:
    entries = hardcover.world.tables["user_books"]
    foreign = next(key for key, row in entries.items() if row["user_id"] != hardcover.user_id)
    answer = await data(
        hardcover, f"mutation {{ m1: update_user_book(id: {foreign}, object: {{rating: 5}}) {{ error }} }}"
    )
    assert answer["m1"]["error"]
    assert entries[foreign]["rating"] == 2


async def test_library_isolation_of_reads_and_removals(hardcover: LocalHardcover) -> None:
    world = hardcover.world
    stranger = next(key for key in world.tables["users"] if key != hardcover.user_id)
    entry = world.shelve(stranger, world.add_book("Theirs"), 2, reads=[NewRead("2026-01-01")])
    [read] = world.reads_of(entry)
    before = deepcopy((world.tables["user_books"][entry], read))
    query = f"""mutation {{
      m0: update_user_book_read(id: {read["id"]}, object: {{finished_at: "2026-02-02"}}) {{ error }}
      m1: delete_user_book_read(id: {read["id"]}) {{ error }}
      m2: insert_user_book_read(user_book_id: {entry}, user_book_read: {{}}) {{ error }}
      m3: delete_user_book(id: {entry}) {{ id }}
    }}"""
    answer = await data(hardcover, query)
    assert all(answer[alias]["error"] for alias in ("m0", "m1", "m2"))
    assert answer["m3"] is None
    assert (world.tables["user_books"][entry], *world.reads_of(entry)) == before
