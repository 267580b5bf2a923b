"""Quotes, notes, and the rows that Hardcover makes by itself (hardcover-api.md section 8)."""

from collections.abc import Mapping
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import (
    DEMO_TOKEN,
    FaultKind,
    LocalHardcover,
    NewEdition,
    Options,
    World,
)
from tests.integration.hardcover.setting import post

INSERT = """mutation Quote($object: ReadingJournalCreateType!) {
  insert_reading_journal(object: $object) { id errors }
}"""
UPDATE = """mutation Change($id: Int!, $object: ReadingJournalUpdateType!) {
  update_reading_journal(id: $id, object: $object) { id errors }
}"""
DELETE = "mutation Remove($id: Int!) { delete_reading_journal(id: $id) { id } }"
DELETE_ALL = "mutation All($book: Int!) { delete_reading_journals_for_book(book_id: $book) { ids } }"
ROWS = """query Rows($where: reading_journals_bool_exp!, $offset: Int) {
  reading_journals(where: $where, order_by: {id: asc}, limit: 100, offset: $offset) {
    id event entry action_at privacy_setting_id metadata edition_id
  }
}"""
LINES = "“It was the best of times,”\n\nit was — العربية 中文 🙂\n\nmy note"


class Journal:
    """The journal of the demo person, through requests."""

    def __init__(self, *, scopes: frozenset[str] | None = None, **options: Any) -> None:
        self.world = World()
        self.user = self.world.add_user("demo")
        self.book = self.world.add_book("A Tale", editions=[NewEdition(pages=200)])
        self.other = self.world.add_book("Another")
        self.hardcover = LocalHardcover(self.world, options=Options(**options))
        self.token = DEMO_TOKEN
        if scopes is not None:
            self.token = "hc_pat_of_few"
            self.hardcover.add_token(self.token, self.user, scopes=scopes)

    async def ask(self, query: str, **variables: Any) -> Any:
        _, answer = await post(self.hardcover, query, variables, token=self.token)
        return answer

    async def add(self, **changed: Any) -> Any:
        row = {"book_id": self.book, "event": "quote", "entry": LINES, "privacy_setting_id": 3, "tags": []}
        return (await self.ask(INSERT, object=row | changed))["data"]["insert_reading_journal"]

    async def rows(
        self, events: tuple[str, ...] = ("quote", "note"), offset: int = 0
    ) -> list[Mapping[str, Any]]:
        where = {"user_id": {"_eq": self.user}, "book_id": {"_eq": self.book}, "event": {"_in": [*events]}}
        found = (await self.ask(ROWS, where=where, offset=offset))["data"]["reading_journals"]
        assert isinstance(found, list)
        return found


async def test_journal_keeps_what_it_was_given() -> None:
    journal = Journal()
    position = {"position": {"type": "pages", "value": 44, "possible": 200, "percent": 22.0}}
    (edition,) = (row["id"] for row in journal.world.editions_of(journal.book))
    answer = await journal.add(edition_id=edition, action_at="2026-03-04", metadata=position)
    assert answer["errors"] is None
    (row,) = await journal.rows()
    assert row == {
        "id": answer["id"],
        "event": "quote",
        "entry": LINES,
        "action_at": "2026-03-04",
        "privacy_setting_id": 3,
        "metadata": position,
        "edition_id": edition,
    }


async def test_journal_is_changed_and_removed_row_by_row() -> None:
    journal = Journal()
    first, second = (await journal.add())["id"], (await journal.add(entry="Two"))["id"]
    await journal.ask(UPDATE, id=first, object={"entry": "One", "event": "note"})
    rows = [(row["event"], row["entry"], row["privacy_setting_id"]) for row in await journal.rows()]
    assert rows == [("note", "One", 3), ("quote", "Two", 3)]
    assert (await journal.ask(DELETE, id=second))["data"] == {"delete_reading_journal": {"id": second}}
    assert (await journal.ask(DELETE, id=second))["data"] == {"delete_reading_journal": None}
    assert [row["id"] for row in await journal.rows()] == [first]


async def test_journal_of_another_person_is_not_touched() -> None:
    journal = Journal()
    stranger = journal.world.add_user("stranger")
    theirs = journal.world.write_journal(stranger, journal.book, "2026-01-01T00:00:00+00:00", entry="Mine")
    changed = await journal.ask(UPDATE, id=theirs["id"], object={"entry": "Yours"})
    assert changed["data"]["update_reading_journal"]["errors"] == ["Reading journal not found"]
    await journal.ask(DELETE, id=theirs["id"])
    await journal.ask(DELETE_ALL, book=journal.book)
    assert theirs["entry"] == "Mine"
    assert theirs["id"] in journal.world.tables["reading_journals"]


async def test_journal_of_a_book_is_removed_with_what_the_person_wrote() -> None:
    journal = Journal()
    by_hand = journal.world.write_journal(journal.user, journal.book, "2026-01-01T00:00:00+00:00")["id"]
    ours = (await journal.add())["id"]
    answer = await journal.ask(DELETE_ALL, book=journal.book)
    assert answer["data"]["delete_reading_journals_for_book"]["ids"] == [by_hand, ours]
    assert await journal.rows() == []


async def test_journal_with_privacy_0_is_taken_and_never_seen_again() -> None:
    journal = Journal()
    lost = await journal.add(privacy_setting_id=0)
    assert lost["id"] is not None
    assert await journal.rows() == []


@pytest.mark.parametrize(
    ("wrong", "why"), [({"book_id": 999_999}, "Book must exist"), ({"event": " "}, "Event can't be blank")]
)
async def test_journal_says_errors_although_all_else_is_fine(wrong: dict[str, Any], why: str) -> None:
    assert await Journal().add(**wrong) == {"id": None, "errors": [why]}


async def test_journal_breaks_on_an_edition_of_another_book() -> None:
    journal = Journal()
    (edition,) = (row["id"] for row in journal.world.editions_of(journal.other))
    row = {
        "book_id": journal.book,
        "event": "quote",
        "edition_id": edition,
        "privacy_setting_id": 3,
        "tags": [],
    }
    answer = await journal.ask(INSERT, object=row)
    assert answer["errors"][0]["extensions"]["code"] == "parse-failed"


async def test_journal_of_one_alias_may_be_refused_alone() -> None:
    journal = Journal()
    journal.hardcover.faults.add(FaultKind.ALIAS_REFUSED, alias="m0")
    row = {"book_id": journal.book, "event": "quote", "entry": "A", "privacy_setting_id": 3, "tags": []}
    both = """mutation Two($object: ReadingJournalCreateType!) {
      m0: insert_reading_journal(object: $object) { id errors }
      m1: insert_reading_journal(object: $object) { id errors }
    }"""
    answer = (await journal.ask(both, object=row))["data"]
    assert (answer["m0"]["id"], bool(answer["m0"]["errors"])) == (None, True)
    assert answer["m1"]["errors"] is None


async def test_journal_in_the_answer_needs_the_right_to_read() -> None:
    journal = Journal(scopes=frozenset({"write:library"}))
    row = {"book_id": journal.book, "event": "quote", "entry": "A", "privacy_setting_id": 3, "tags": []}
    assert (await journal.ask(INSERT, object=row))["data"]["insert_reading_journal"]["errors"] is None
    refused = await journal.ask(INSERT.replace("errors", "errors reading_journal { id }"), object=row)
    assert refused["errors"][0]["extensions"]["code"] == "validation-failed"


async def test_journal_has_rows_of_hardcovers_own_that_an_entry_leaves_behind() -> None:
    journal = Journal()
    library = journal.hardcover.library()
    entry = library.insert_user_book({"book_id": journal.book, "status_id": 2, "privacy_setting_id": 3})
    library.update_user_book(entry["id"], {"status_id": 3, "rating": 4})
    events = ("status_currently_reading", "status_read", "rated", "progress_updated")
    before = [row["event"] for row in await journal.rows(events)]
    assert before == ["status_currently_reading", "status_read", "rated"]
    library.delete_user_book(entry["id"])
    assert [row["event"] for row in await journal.rows(events)] == before


@pytest.mark.parametrize("makes_rows", [True, False])
async def test_journal_of_progress_is_a_switch(makes_rows: bool) -> None:
    journal = Journal(progress_makes_rows=makes_rows)
    library = journal.hardcover.library()
    entry = library.insert_user_book({"book_id": journal.book, "status_id": 2})["user_book"]
    (read,) = journal.world.reads_of(entry["id"])
    library.update_user_book_read(read["id"], {"progress_pages": 20})
    assert len(await journal.rows(("progress_updated",))) == makes_rows


async def test_journal_is_read_in_pages_of_a_hundred() -> None:
    journal = Journal()
    for number in range(103):
        moment = "2026-01-01T00:00:00+00:00"
        journal.world.write_journal(journal.user, journal.book, moment, entry=str(number))
    pages = [await journal.rows(offset=offset) for offset in (0, 100)]
    assert [len(page) for page in pages] == [100, 3]
    assert [row["entry"] for row in pages[1]] == ["100", "101", "102"]
