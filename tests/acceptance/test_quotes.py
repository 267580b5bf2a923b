"""Highlights of a Kobo as quotes on Hardcover, as typed."""

import json
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind
from bookorbit_desktop.domain.base.ids import BookId
from tests.acceptance.desk import Desk
from tests.integration.devices.device_tree import DeviceTree

LINES = "“It was the ‘best’ of times,”\n\nit was the worst — العربية 中文 🙂"


class Kobo:
    """A device with one book of 200 pages, read here and on Hardcover by the record's 100."""

    def __init__(self, desk: Desk, root: Path) -> None:
        self.desk = desk
        self.tree = DeviceTree(root)
        self.book = desk.reads("Orchard")

    async def has(
        self, *texts: str | tuple[str, str], title: str = "Orchard", book: int | None = None
    ) -> None:
        """The device is plugged in with these highlights, some with a note."""
        path = f"/mnt/onboard/{title}.epub"
        items = [self._item(page, text) for page, text in enumerate(texts, 1)]
        digest = self.desk.services.library.book(BookId(book or self.book)).files[0].partial_md5
        props = {"title": title, "authors": "Ada Example"}
        self.tree.book(path)
        self.tree.sidecar(
            path, partial_md5_checksum=digest, doc_props=props, annotations=items, doc_pages=200
        )
        await self.desk.run("device", "import", str(self.tree.root))

    def _item(self, page: int, text: str | tuple[str, str]) -> dict[str, Any]:
        words, note = text if isinstance(text, tuple) else (text, None)
        place = f"/body/DocFragment[{page}]/body/p[3]/text()"
        item = {
            "datetime": f"2025-03-{page:02d} 12:00:00",
            "drawer": "lighten",
            "text": words,
            "page": f"{place}.0",
            "pos0": f"{place}.0",
            "pos1": f"{place}.9",
            "pageno": 20 * page,
        }
        return item if note is None else item | {"note": note, "datetime_updated": "2025-04-01 12:00:00"}


@pytest.fixture
def kobo(desk: Desk, tmp_path: Path) -> Kobo:
    return Kobo(desk, tmp_path / "kobo")


def rows(desk: Desk) -> list[dict[str, Any]]:
    """The person's quotes and notes on Hardcover."""
    journal = desk.hardcover.world.tables["reading_journals"].values()
    return [row for row in journal if row["event"] in ("quote", "note")]


def entries(desk: Desk) -> list[str]:
    return [row["entry"] for row in rows(desk)]


async def states(desk: Desk) -> dict[str, str]:
    """What the list says of each highlight."""
    listed = json.loads(await desk.run("highlights", "--json"))
    return {item["text"]: (item["hardcover"] or {"status": "off"})["status"] for item in listed}


async def test_quotes_are_off_until_switched_on_and_begin_now_unless_asked(desk: Desk, kobo: Kobo) -> None:
    await kobo.has("Apples fall.")
    assert "Send: off" in await desk.run("highlights", "quotes")
    assert "that could be sent: 1" in await desk.run("highlights", "quotes")
    await desk.run("sync")
    await desk.run("highlights", "quotes", "--send", "both")
    await desk.run("sync")
    assert entries(desk) == []
    assert await states(desk) == {"Apples fall.": "not_sent"}
    await desk.run("highlights", "quotes", "--send", "both", "--older")
    await desk.run("sync")
    assert entries(desk) == ["Apples fall."]


async def test_a_quote_has_its_own_place_its_day_and_is_private(desk: Desk, kobo: Kobo) -> None:
    await kobo.has(LINES, ("Pears do.", "Not\nso fast"))
    await desk.run("highlights", "quotes", "--send", "both", "--older")
    await desk.run("sync")
    first, second = rows(desk)
    assert (first["event"], first["entry"], first["privacy_setting_id"]) == ("quote", LINES, 3)
    place = {"type": "pages", "value": 10, "possible": 100, "percent": 10.0}
    assert (first["action_at"], first["metadata"]) == ("2025-03-01", {"position": place})
    assert (second["event"], second["entry"]) == ("note", "Pears do.\n\nNot\nso fast")


async def test_the_preview_shows_the_text_as_it_will_stand_and_the_difference(desk: Desk, kobo: Kobo) -> None:
    await desk.run("sync")
    await kobo.has("Apples fall.")
    await desk.run("highlights", "quotes", "--send", "both", "--older")
    said = await desk.run("sync", "--dry-run")
    assert "1 quote added" in said
    assert "quote, page 10: Apples fall." in said
    await desk.run("sync")
    await kobo.has(("Apples fall.", "Newton"))
    said = await desk.run("sync", "--dry-run")
    assert "quote changed: Apples fall. → Apples fall." in said
    assert "Newton" in said
    assert entries(desk) == ["Apples fall."]


async def test_statuses_go_first_and_a_sync_can_leave_quotes_out(desk: Desk, kobo: Kobo) -> None:
    await kobo.has("Apples fall.")
    await desk.run("highlights", "quotes", "--send", "both", "--older")
    await desk.run("sync", "--no-quotes")
    assert (list(desk.entries), entries(desk)) == (["Orchard"], [])
    other = desk.reads("Meadow")
    order: list[str] = []
    desk.hardcover.between.before("insert_user_book", do=lambda: order.append("status"))
    desk.hardcover.between.before("insert_reading_journal", do=lambda: order.append("quote"))
    await desk.run("sync")
    assert other
    assert order == ["status", "quote"]


async def test_the_last_tenth_of_the_day_is_left_alone_and_the_rest_follows(desk: Desk, kobo: Kobo) -> None:
    await desk.run("sync")
    await kobo.has(*(f"Line {number}" for number in range(25)))
    await desk.run("highlights", "quotes", "--send", "both", "--older")
    desk.hardcover.drain_day(512)
    said = await desk.run("sync")
    assert 0 < len(rows(desk)) < 25
    assert "until tomorrow: a tenth of the day's requests is kept for statuses" in said
    desk.clock.move(days=1)
    await desk.run("sync")
    assert len(rows(desk)) == 25


async def test_never_twice_also_where_answers_are_lost(desk: Desk, kobo: Kobo) -> None:
    await desk.run("sync")
    await kobo.has("Apples fall.", "Pears do.")
    await desk.run("highlights", "quotes", "--send", "both", "--older")
    desk.hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT, operation="Write")
    await desk.run("sync")
    await desk.run("sync")
    await desk.run("sync")
    assert entries(desk) == ["Apples fall.", "Pears do."]
    assert set((await states(desk)).values()) == {"sent"}


async def test_what_the_person_changed_or_removed_there_stays_so(desk: Desk, kobo: Kobo) -> None:
    await kobo.has("Apples fall.", "Pears do.")
    await desk.run("highlights", "quotes", "--send", "both", "--older")
    await desk.run("sync")
    first, second = rows(desk)
    first["entry"] = "My own words"
    del desk.hardcover.world.tables["reading_journals"][second["id"]]
    await kobo.has(("Apples fall.", "Newton"), ("Pears do.", "too"))
    await desk.run("sync")
    await desk.run("sync")
    assert entries(desk) == ["My own words"]
    assert await states(desk) == {"Apples fall.": "theirs", "Pears do.": "gone"}


async def test_what_is_deleted_on_the_device_stays_there_unless_chosen_otherwise(
    desk: Desk, kobo: Kobo
) -> None:
    await kobo.has("Apples fall.", "Pears do.")
    await desk.run("highlights", "quotes", "--send", "both", "--older")
    await desk.run("sync")
    await kobo.has("Apples fall.")
    await desk.run("sync")
    assert len(rows(desk)) == 2
    await desk.run("highlights", "quotes", "--follow-devices")
    await desk.run("sync")
    assert entries(desk) == ["Apples fall."]


async def test_by_hand_one_is_sent_and_removed_whatever_the_settings(desk: Desk, kobo: Kobo) -> None:
    await desk.run("sync")
    await kobo.has("Apples fall.", "Pears do.")
    said = await desk.run("highlights", "send", "1")
    assert "1 sent to Hardcover." in said
    assert await states(desk) == {"Apples fall.": "sent", "Pears do.": "off"}
    assert "1 removed from Hardcover." in await desk.run("highlights", "unsend", "1")
    assert entries(desk) == []
    said = await desk.run("highlights", "send", "--search", "pears")
    assert entries(desk) == ["Pears do."]
    await desk.run("highlights", "remove", "2", "--unsend")
    await desk.run("sync")
    assert entries(desk) == []


async def test_every_highlight_that_is_not_sent_says_why(desk: Desk, kobo: Kobo) -> None:
    await desk.run("sync")
    await kobo.has("x" * 5_001, "Apples fall.")
    await desk.run("highlights", "quotes", "--send", "notes", "--older")
    said = await desk.run("highlights")
    assert "Hardcover: It's longer than 5,000 characters. Send a shorter one." in said
    assert "Hardcover: It has no note, and only notes are sent." in said
    await desk.run("exclude", str(kobo.book))
    assert "Hardcover: You excluded this book from Hardcover." in await desk.run("highlights")


async def test_all_books_a_shelf_or_book_by_book(desk: Desk, kobo: Kobo) -> None:
    other = desk.reads("Meadow")
    await desk.run("sync")
    await kobo.has("Apples fall.")
    await kobo.has("Clover grows.", title="Meadow", book=other)
    await desk.run("shelf", "add", "Quotable", str(other))
    await desk.run("highlights", "quotes", "--send", "both", "--older", "--books", "Quotable")
    await desk.run("sync")
    assert entries(desk) == ["Clover grows."]
    await desk.run("highlights", "quotes", "--books", "chosen", "--take", str(kobo.book))
    await desk.run("sync")
    assert entries(desk) == ["Clover grows.", "Apples fall."]


async def test_never_more_public_than_the_book_unless_said(desk: Desk, kobo: Kobo) -> None:
    await desk.run("sync")
    await kobo.has("Apples fall.")
    await desk.run("highlights", "quotes", "--send", "both", "--older", "--who", "public")
    await desk.run("sync")
    assert [row["privacy_setting_id"] for row in rows(desk)] == [3]
    await kobo.has("Apples fall.", "Pears do.")
    await desk.run("highlights", "quotes", "--more-public", "--spoiler")
    await desk.run("sync")
    assert [row["privacy_setting_id"] for row in rows(desk)] == [3, 1]
    assert rows(desk)[1]["tags"][0]["spoiler"] is True


async def test_undo_takes_back_the_quotes_of_a_run_and_they_stay_back(desk: Desk, kobo: Kobo) -> None:
    await desk.run("sync")
    await kobo.has("Apples fall.", "Pears do.")
    await desk.run("highlights", "quotes", "--send", "both", "--older")
    await desk.run("sync")
    theirs = rows(desk)[1]
    theirs["entry"] = "Mine now"
    said = await desk.run("undo")
    assert "Quotes taken back: 1." in said
    assert "You changed a quote of this book on Hardcover; that stays." in said
    await desk.run("sync")
    assert entries(desk) == ["Mine now"]
    assert "undo" in await desk.run("log")


async def test_what_was_written_on_hardcover_is_listed_here_searched_and_exported(
    desk: Desk, kobo: Kobo, tmp_path: Path
) -> None:
    await kobo.has("Apples fall.")
    await desk.run("sync")
    record = desk.record_of("Orchard")
    moment = "2026-01-01T00:00:00+00:00"
    desk.hardcover.world.write_journal(desk.hardcover.user_id, record, moment, entry="From paper")
    await desk.run("highlights", "quotes", "--read-back")
    await desk.run("sync")
    said = await desk.run("highlights", "--search", "paper")
    assert "From paper" in said
    assert "Hardcover" in said
    await desk.run("highlights", "export", str(tmp_path / "all.md"))
    assert "From paper" in (tmp_path / "all.md").read_text("utf-8")
    assert "Not one" not in await desk.run("highlights", "send", "2", code=1)
    assert entries(desk) == ["From paper"]
