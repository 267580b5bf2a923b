"""Reads the person's shelf before anything is written, one group of books at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bookorbit_desktop.domain.base.ids import BookId, EditionId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import Account, Edition, ShelfEntry
from bookorbit_desktop.domain.hardcover.journal import recognise_ours
from bookorbit_desktop.domain.hardcover.sync_book import MatchRecord
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.hardcover.shelf import Shelf
from bookorbit_desktop.services.hardcover.merged_records import current_records
from bookorbit_desktop.services.hardcover.sync_job import SyncJob

SAME_PERCENT_WITHIN = 0.5
"""Hardcover rounds the percent of a read; a larger difference means that the edition has other pages now."""


@dataclass(slots=True)
class ShelfAnswer:
    """What Hardcover returned."""

    entries: dict[RecordId, ShelfEntry] = field(default_factory=dict)
    """By record."""
    vanished: list[SyncJob] = field(default_factory=list)
    """Books whose record no longer exists and was not merged."""
    moved: dict[BookId, tuple[MatchRecord, MatchRecord]] = field(default_factory=dict)
    """By book: the old match, and the one to the record it was merged into or with a new page count."""


class ShelfLook:
    """Fetches the entries of some books and updates what is stored about them."""

    def __init__(
        self, shelf: Shelf, catalogue: Catalogue, account: Account, now: Callable[[], datetime]
    ) -> None:
        self._shelf = shelf
        self._catalogue = catalogue
        self._account = account
        self._now = now

    async def at(self, tasks: Sequence[SyncJob]) -> ShelfAnswer:
        """The current entries of these books on Hardcover. Each book must have a target."""
        look = ShelfAnswer()
        targets = [task.target.record_id for task in tasks if task.target]
        look.entries = await self._shelf.entries_for_books(self._account.id, targets) if targets else {}
        lost = [
            task
            for task in tasks
            if task.record.base.entry and task.record.match.record_id not in look.entries
        ]
        await self.follow_merges(lost, look)
        editions = await self._new_editions(tasks, look.entries)
        for task in tasks:
            self._bring_up_to_date(task, look.entries, editions)
            _count_in_new_pages(task, look, editions)
        return look

    async def follow_merges(self, tasks: Sequence[SyncJob], look: ShelfAnswer) -> None:
        """Move books to the records that theirs were merged into, with the entries there."""
        asked = {task.target.record_id for task in tasks if task.target}
        if not asked:
            return
        records = await current_records(self._catalogue, asked)
        for task in tasks:
            record = records.get(task.record.match.record_id or RecordId(0))
            if record is None:
                look.vanished.append(task)
            elif record.id != task.record.match.record_id:
                match = replace(task.record.match, record_id=record.id, slug=record.slug, title=record.title)
                look.moved[task.book_id] = (task.record.match, match)
                task.record = replace(task.record, match=match)
        if look.moved:
            left = {match.record_id or RecordId(0) for _, match in look.moved.values()}
            look.entries |= await self._shelf.entries_for_books(self._account.id, sorted(left))

    async def lost_editions(self, tasks: Sequence[SyncJob]) -> list[SyncJob]:
        """The books whose matched edition no longer exists on Hardcover."""
        ids = sorted({task.target.edition_id for task in tasks if task.target and task.target.edition_id})
        known = {edition.id for edition in await self._catalogue.editions_by_ids(ids)} if ids else set()
        return [task for task in tasks if (task.record.match.edition_id or 0) in set(ids) - known]

    def _bring_up_to_date(
        self, task: SyncJob, entries: dict[RecordId, ShelfEntry], editions: dict[EditionId, Edition]
    ) -> None:
        assert task.target is not None
        remote = entries.get(task.target.record_id)
        named = {editions[edition] for edition in _editions_of(task, remote) if edition in editions}
        base = recognise_ours(task.record.base, remote)
        base = replace(
            base,
            edition_pages={
                **base.edition_pages,
                **{edition.id: edition.pages for edition in named if edition.pages and not edition.is_audio},
            },
            audio_editions=base.audio_editions | {edition.id for edition in named if edition.is_audio},
            looked_at=self._now(),
        )
        task.record = replace(task.record, sync=replace(task.record.sync, base=base))

    async def _new_editions(
        self, tasks: Sequence[SyncJob], entries: dict[RecordId, ShelfEntry]
    ) -> dict[EditionId, Edition]:
        """The editions in the match, the entry and its reads whose pages or format are not known yet."""
        asked: set[EditionId] = set()
        for task in tasks:
            assert task.target is not None
            base, target = task.record.base, task.target
            known = base.edition_pages.keys() | base.audio_editions
            if target.pages and target.edition_id is not None:
                known = known | {target.edition_id}
            entry = entries.get(target.record_id)
            asked |= _editions_of(task, entry) - known
            asked |= _editions_of_other_length(task, entry)
        if not asked:
            return {}
        return {edition.id: edition for edition in await self._catalogue.editions_by_ids(sorted(asked))}


def _editions_of_other_length(task: SyncJob, entry: ShelfEntry | None) -> set[EditionId]:
    """The editions whose page count has changed, as the percent of a read there shows."""
    target, pages = task.target, dict(task.record.base.edition_pages)
    if target is not None and target.edition_id is not None and target.pages:
        pages[target.edition_id] = target.pages
    found = set()
    for read in entry.reads if entry is not None else ():
        known = pages.get(read.edition_id or EditionId(0))
        if known and read.progress is not None and read.progress_pages:
            expected = min(100.0, 100 * read.progress_pages / known)
            if abs(expected - min(100.0, read.progress)) > SAME_PERCENT_WITHIN and read.edition_id:
                found.add(read.edition_id)
    return found


def _count_in_new_pages(task: SyncJob, look: ShelfAnswer, editions: dict[EditionId, Edition]) -> None:
    """Let the match follow a page count that changed on Hardcover."""
    match = task.record.match
    edition = editions.get(match.edition_id or EditionId(0))
    if edition is None or not edition.pages or edition.is_audio or edition.pages == match.pages:
        return
    before = look.moved.get(task.book_id, (match, match))[0]
    task.record = replace(task.record, match=replace(match, pages=edition.pages))
    look.moved[task.book_id] = (before, task.record.match)


def _editions_of(task: SyncJob, entry: ShelfEntry | None) -> set[EditionId]:
    if entry is None:
        return set()
    matched = task.target.edition_id if task.target else None
    named = {matched, entry.edition_id, *(read.edition_id for read in entry.reads)}
    return {edition for edition in named if edition is not None}
