"""What writing to a shelf does on Hardcover: the rows of API.md section 6, and SIMULATOR.md's table."""

from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import (
    LocalHardcover,
    NewEdition,
    NewRead,
    Options,
    VirtualClock,
    World,
)
from bookorbit_desktop.demo.local_hardcover.library import BOOK_IS_GONE
from bookorbit_desktop.demo.local_hardcover.world import AUDIO
from tests.integration.hardcover.setting import data, post

ENTRY = "id status_id rating edition_id privacy_setting_id read_count last_read_date date_added"
READ = "id edition_id started_at finished_at progress progress_pages progress_seconds"
READS = f"user_book_reads(order_by: [{{id: asc}}]) {{ {READ} }}"
TODAY = "2026-11-18"


class Shelf:
    """One person's shelf in a small world, with a novel that has an audio edition too."""

    def __init__(self, options: Options | None = None) -> None:
        self.clock = VirtualClock()
        self.world = World()
        self.world.add_user("demo", privacy_id=2)
        audio = NewEdition(None, reading_format=AUDIO, users=900, audio_seconds=36_000)
        self.novel = self.world.add_book("Novel", ["A"], editions=[NewEdition(400, users=50), audio])
        self.text, self.audio = (row["id"] for row in self.world.editions_of(self.novel))
        self.other = self.world.add_book("Other", ["B"])
        self.hardcover = LocalHardcover(self.world, options=options, clock=self.clock)

    async def insert(self, **values: Any) -> Any:
        query = f"""mutation($o: UserBookCreateInput!) {{
          insert_user_book(object: $o) {{ id error user_book {{ {ENTRY} {READS} }} }} }}"""
        return (await data(self.hardcover, query, {"o": {"book_id": self.novel, **values}}))[
            "insert_user_book"
        ]

    async def update(self, entry_id: int, **values: Any) -> Any:
        query = f"""mutation($i: Int!, $o: UserBookUpdateInput!) {{
          update_user_book(id: $i, object: $o) {{ id error user_book {{ {ENTRY} {READS} }} }} }}"""
        return (await data(self.hardcover, query, {"i": entry_id, "o": values}))["update_user_book"][
            "user_book"
        ]

    async def update_read(self, read_id: int, **values: Any) -> Any:
        query = f"""mutation($i: Int!, $o: DatesReadInput!) {{ update_user_book_read(id: $i, object: $o) {{
          id error user_book_read {{ {READ} user_book {{ {ENTRY} }} }} }} }}"""
        answer = await data(self.hardcover, query, {"i": read_id, "o": values})
        return answer["update_user_book_read"]["user_book_read"]

    async def add_read(self, entry_id: int, **values: Any) -> Any:
        query = f"""mutation($i: Int!, $o: DatesReadInput!) {{
          insert_user_book_read(user_book_id: $i, user_book_read: $o) {{ id error user_book_read {{ {READ} }} }} }}"""
        answer = await data(self.hardcover, query, {"i": entry_id, "o": values})
        return answer["insert_user_book_read"]["user_book_read"]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


# status side effects


async def test_status_side_effects_reading_opens_a_read_on_the_audio_edition(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2))["user_book"]
    [read] = entry["user_book_reads"]
    assert (read["edition_id"], read["started_at"], read["finished_at"]) == (shelf.audio, TODAY, None)


async def test_status_side_effects_reading_uses_the_entrys_edition(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text))["user_book"]
    assert entry["user_book_reads"][0]["edition_id"] == shelf.text


async def test_status_side_effects_want_to_read_makes_no_read(shelf: Shelf) -> None:
    assert (await shelf.insert(status_id=1))["user_book"]["user_book_reads"] == []


async def test_status_side_effects_read_invents_today(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=3, edition_id=shelf.text))["user_book"]
    [read] = entry["user_book_reads"]
    assert (read["started_at"], read["finished_at"], read["progress_pages"]) == (None, TODAY, 400)
    assert (entry["read_count"], entry["last_read_date"]) == (1, TODAY)


async def test_status_side_effects_read_closes_the_open_read(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text))["user_book"]
    [read] = (await shelf.update(entry["id"], status_id=3))["user_book_reads"]
    assert (read["started_at"], read["finished_at"], read["progress_pages"]) == (TODAY, TODAY, 400)


async def test_status_side_effects_a_finish_date_sets_read(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text))["user_book"]
    read = await shelf.update_read(
        entry["user_book_reads"][0]["id"], finished_at="2026-11-02", progress_pages=400
    )
    assert (read["finished_at"], read["user_book"]["status_id"]) == ("2026-11-02", 3)


async def test_status_side_effects_the_order_trap(shelf: Shelf) -> None:
    """A dated read first and status 3 afterwards: the date is overwritten. The other way round it sticks."""
    trapped = (await shelf.insert(status_id=1))["user_book"]
    await shelf.add_read(trapped["id"], started_at="2020-01-01", finished_at="2020-02-01")
    [read] = (await shelf.update(trapped["id"], status_id=3))["user_book_reads"]
    assert read["finished_at"] == TODAY
    fixed = await shelf.update_read(read["id"], started_at="2020-01-01", finished_at="2020-02-01")
    assert fixed["finished_at"] == "2020-02-01"
    [kept] = (await shelf.update(trapped["id"], rating=4, status_id=3))["user_book_reads"]
    assert kept["finished_at"] == "2020-02-01"


async def test_status_side_effects_rereading_opens_a_new_read(shelf: Shelf) -> None:
    entry_id = shelf.world.shelve(
        shelf.hardcover.user_id,
        shelf.novel,
        3,
        edition_id=shelf.text,
        reads=[NewRead("2019-01-01", "2019-02-01", 400)],
    )
    old, new = (await shelf.update(entry_id, status_id=2))["user_book_reads"]
    assert (old["started_at"], old["finished_at"], old["progress_pages"]) == ("2019-01-01", "2019-02-01", 400)
    assert (new["started_at"], new["finished_at"]) == (TODAY, None)
    old, new = (await shelf.update(entry_id, status_id=3))["user_book_reads"]
    assert (old["finished_at"], new["finished_at"]) == ("2019-02-01", TODAY)


async def test_status_side_effects_going_back_leaves_the_read(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2))["user_book"]
    assert len((await shelf.update(entry["id"], status_id=1))["user_book_reads"]) == 1


@pytest.mark.parametrize(
    ("honoured", "dates"), [(False, (None, TODAY)), (True, ("2020-01-01", "2020-02-01"))]
)
async def test_status_side_effects_dates_of_an_insert(honoured: bool, dates: tuple[str | None, str]) -> None:
    shelf = Shelf(Options(honour_insert_dates=honoured))
    answer = await shelf.insert(
        status_id=3, first_started_reading_date="2020-01-01", last_read_date="2020-02-01"
    )
    [read] = answer["user_book"]["user_book_reads"]
    assert (read["started_at"], read["finished_at"]) == dates


async def test_status_side_effects_inserting_twice_updates(shelf: Shelf) -> None:
    first = await shelf.insert(status_id=1, privacy_setting_id=3)
    second = await shelf.insert(status_id=2)
    assert first["id"] == second["id"]
    assert (second["user_book"]["status_id"], second["user_book"]["privacy_setting_id"]) == (2, 3)


async def test_status_side_effects_left_out_fields_take_the_accounts_defaults(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=1))["user_book"]
    assert (entry["privacy_setting_id"], entry["date_added"]) == (2, TODAY)
    backdated = shelf.world.add_book("Old", ["C"])
    assert (await shelf.insert(book_id=backdated, date_added="2019-05-05"))["user_book"][
        "date_added"
    ] == "2019-05-05"


# progress units


async def test_progress_units_pages_on_audio_are_ignored(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2))["user_book"]
    read_id = entry["user_book_reads"][0]["id"]
    ignored = await shelf.update_read(read_id, progress_pages=100)
    assert (ignored["progress_pages"], ignored["progress"]) == (None, None)
    heard = await shelf.update_read(read_id, progress_seconds=9_000)
    assert heard["progress"] == 25.0


async def test_progress_units_percent_is_computed(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text))["user_book"]
    read_id = entry["user_book_reads"][0]["id"]
    read = await shelf.update_read(read_id, progress_pages=100, progress_seconds=77)
    assert (read["progress"], read["progress_seconds"]) == (25.0, None)
    shelf.world.tables["editions"][shelf.text]["pages"] = None
    assert (await shelf.update_read(read_id, progress_pages=120))["progress"] is None


# edition guard


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


# merge


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


# partial updates


@pytest.mark.parametrize(("legacy", "started"), [(False, TODAY), (True, None)])
async def test_partial_updates(legacy: bool, started: str | None) -> None:
    shelf = Shelf(Options(legacy_null_partial=legacy))
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text))["user_book"]
    read = await shelf.update_read(entry["user_book_reads"][0]["id"], progress_pages=10)
    assert (read["started_at"], read["progress_pages"], read["edition_id"]) == (started, 10, shelf.text)


async def test_partial_updates_explicit_null_clears(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=3, rating=4.5))["user_book"]
    read = await shelf.update_read(entry["user_book_reads"][0]["id"], finished_at=None)
    assert read["finished_at"] is None
    assert (await shelf.update(entry["id"], rating=None))["rating"] is None


# activity feed


async def test_activity_feed(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2, edition_id=shelf.text, rating=4, privacy_setting_id=3))[
        "user_book"
    ]
    read = entry["user_book_reads"][0]
    await shelf.update_read(read["id"], progress_pages=40)
    rows = len(shelf.hardcover.journal)
    await shelf.update(entry["id"], status_id=2, rating=4.0, privacy_setting_id=3, edition_id=shelf.text)
    await shelf.update_read(
        read["id"], progress_pages=40, started_at=read["started_at"], edition_id=shelf.text
    )
    assert len(shelf.hardcover.journal) == rows == 2
    assert {row.privacy_id for row in shelf.hardcover.journal} == {3}
    await shelf.update(entry["id"], status_id=4)
    assert shelf.hardcover.journal[-1].event == "status_id"


# deleting


async def test_deleting_takes_the_reads_and_leaves_the_journal(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=2))["user_book"]
    answer = await data(
        shelf.hardcover, f"mutation {{ delete_user_book(id: {entry['id']}) {{ id book_id user_id }} }}"
    )
    assert answer["delete_user_book"]["book_id"] == shelf.novel
    assert shelf.world.tables["user_books"] == shelf.world.tables["user_book_reads"] == {}
    assert shelf.hardcover.journal


async def test_deleting_a_read(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=3))["user_book"]
    read_id = entry["user_book_reads"][0]["id"]
    await data(shelf.hardcover, f"mutation {{ delete_user_book_read(id: {read_id}) {{ id error }} }}")
    assert (await shelf.update(entry["id"], rating=3))["read_count"] == 0


async def test_upserting_reads_replaces_the_history(shelf: Shelf) -> None:
    entry = (await shelf.insert(status_id=3))["user_book"]
    query = f"""mutation {{ upsert_user_book_reads(user_book_id: {entry["id"]}, datesRead: [
      {{started_at: "2020-01-01", finished_at: "2020-02-01"}}, {{started_at: "2021-01-01"}}]) {{
        error user_book {{ {READS} }} }} }}"""
    reads = (await data(shelf.hardcover, query))["upsert_user_book_reads"]["user_book"]["user_book_reads"]
    assert [read["started_at"] for read in reads] == ["2020-01-01", "2021-01-01"]
