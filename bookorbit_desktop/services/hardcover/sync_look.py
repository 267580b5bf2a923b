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
from bookorbit_desktop.services.hardcover.matching import current_records
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

    async def at(self, jobs: Sequence[SyncJob]) -> ShelfAnswer:
        """The current entries of these books on Hardcover. Each book must have a target."""
        answer = ShelfAnswer()
        targets = [job.target.record_id for job in jobs if job.target]
        answer.entries = await self._shelf.entries_for_books(self._account.id, targets) if targets else {}
        lost = [
            job
            for job in jobs
            if job.sync_book.baseline.entry and job.sync_book.match.record_id not in answer.entries
        ]
        await self.follow_merges(lost, answer)
        editions = await self._new_editions(jobs, answer.entries)
        for job in jobs:
            self._bring_up_to_date(job, answer.entries, editions)
            _count_in_new_pages(job, answer, editions)
        return answer

    async def follow_merges(self, jobs: Sequence[SyncJob], answer: ShelfAnswer) -> None:
        """Move books to the records that theirs were merged into, with the entries there."""
        asked = {job.target.record_id for job in jobs if job.target}
        if not asked:
            return
        records = await current_records(self._catalogue, asked)
        for job in jobs:
            record = records.get(job.sync_book.match.record_id or RecordId(0))
            if record is None:
                answer.vanished.append(job)
            elif record.id != job.sync_book.match.record_id:
                match = replace(
                    job.sync_book.match, record_id=record.id, slug=record.slug, title=record.title
                )
                answer.moved[job.book_id] = (job.sync_book.match, match)
                job.sync_book = replace(job.sync_book, match=match)
        if answer.moved:
            left = {match.record_id or RecordId(0) for _, match in answer.moved.values()}
            answer.entries |= await self._shelf.entries_for_books(self._account.id, sorted(left))

    async def lost_editions(self, jobs: Sequence[SyncJob]) -> list[SyncJob]:
        """The books whose matched edition no longer exists on Hardcover."""
        ids = sorted({job.target.edition_id for job in jobs if job.target and job.target.edition_id})
        known = {edition.id for edition in await self._catalogue.editions_by_ids(ids)} if ids else set()
        return [job for job in jobs if (job.sync_book.match.edition_id or 0) in set(ids) - known]

    def _bring_up_to_date(
        self, job: SyncJob, entries: dict[RecordId, ShelfEntry], editions: dict[EditionId, Edition]
    ) -> None:
        assert job.target is not None
        remote = entries.get(job.target.record_id)
        named = {editions[edition] for edition in _editions_of(job, remote) if edition in editions}
        baseline = recognise_ours(job.sync_book.baseline, remote)
        baseline = replace(
            baseline,
            edition_pages={
                **baseline.edition_pages,
                **{edition.id: edition.pages for edition in named if edition.pages and not edition.is_audio},
            },
            audio_editions=baseline.audio_editions | {edition.id for edition in named if edition.is_audio},
            looked_at=self._now(),
        )
        job.sync_book = replace(job.sync_book, sync=replace(job.sync_book.sync, baseline=baseline))

    async def _new_editions(
        self, jobs: Sequence[SyncJob], entries: dict[RecordId, ShelfEntry]
    ) -> dict[EditionId, Edition]:
        """The editions in the match, the entry and its reads whose pages or format are not known yet."""
        asked: set[EditionId] = set()
        for job in jobs:
            assert job.target is not None
            baseline, target = job.sync_book.baseline, job.target
            known = baseline.edition_pages.keys() | baseline.audio_editions
            if target.pages and target.edition_id is not None:
                known = known | {target.edition_id}
            entry = entries.get(target.record_id)
            asked |= _editions_of(job, entry) - known
            asked |= _editions_of_other_length(job, entry)
        if not asked:
            return {}
        return {edition.id: edition for edition in await self._catalogue.editions_by_ids(sorted(asked))}


def _editions_of_other_length(job: SyncJob, entry: ShelfEntry | None) -> set[EditionId]:
    """The editions whose page count has changed, as the percent of a read there shows."""
    target, pages = job.target, dict(job.sync_book.baseline.edition_pages)
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


def _count_in_new_pages(job: SyncJob, answer: ShelfAnswer, editions: dict[EditionId, Edition]) -> None:
    """Let the match follow a page count that changed on Hardcover."""
    match = job.sync_book.match
    edition = editions.get(match.edition_id or EditionId(0))
    if edition is None or not edition.pages or edition.is_audio or edition.pages == match.pages:
        return
    before = answer.moved.get(job.book_id, (match, match))[0]
    job.sync_book = replace(job.sync_book, match=replace(match, pages=edition.pages))
    answer.moved[job.book_id] = (before, job.sync_book.match)


def _editions_of(job: SyncJob, entry: ShelfEntry | None) -> set[EditionId]:
    if entry is None:
        return set()
    matched = job.target.edition_id if job.target else None
    named = {matched, entry.edition_id, *(read.edition_id for read in entry.reads)}
    return {edition for edition in named if edition is not None}
