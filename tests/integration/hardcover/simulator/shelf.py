"""One person's shelf, for tests of what writing to it does."""

from typing import Any

from bookorbit_desktop.demo.local_hardcover import (
    LocalHardcover,
    NewEdition,
    Options,
    VirtualClock,
    World,
)
from bookorbit_desktop.demo.local_hardcover.world import AUDIO
from tests.integration.hardcover.setting import data

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
