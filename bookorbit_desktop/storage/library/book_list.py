"""The library as a list: ids in order, rows by id, and counts, for the window and the `list` command."""

import json
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import restored
from bookorbit_desktop.domain.library.book import BookRow
from bookorbit_desktop.domain.library.listing import BookQuery, Facet, FacetCount, Stack, StackedIds, packed
from bookorbit_desktop.domain.library.search import sort_key
from bookorbit_desktop.domain.library.sync_state import STATES_BY_URGENCY, HardcoverState
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.book_filters import (
    ASKED_BACK_TO,
    COPIES,
    FORMATS,
    FROM,
    IS_READ,
    NEEDS_REVIEW,
    NOT_HELD,
    PROBLEM,
    REREADING,
    STATE,
    STATUS,
    facet_condition,
    facet_count_sql,
    order_by,
)
from bookorbit_desktop.storage.library.book_search import BookSearch, SearchHits

ROWS_AT_ONCE = 128
FEW_HITS = 5000
"""Up to this many are sorted directly; more are filtered from the whole library in its order."""
T = TypeVar("T")
_SELECT = f"""
SELECT l.book_id, b.title, b.authors, b.series, b.series_index, {STATUS}, COALESCE(r.set_by_hand, 0),
COALESCE(r.device_moved_on, 0), {REREADING}, r.rating, r.percentage, r.last_read_at,
COALESCE(r.last_device, ''), {STATE}, COALESCE(h.reason, ''), b.added_at, {FORMATS}, {PROBLEM},
{COPIES}, {NEEDS_REVIEW}, b.pages, {ASKED_BACK_TO}
{FROM}
"""


class BookList:
    """Reads lists of the library."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.search = BookSearch(database)

    def rows(self, query: BookQuery) -> list[BookRow]:
        """The matching books, in order."""
        return self.rows_of(self.ids(query))

    def likely(self, text: str, limit: int) -> list[BookId]:
        """The books that share the most significant words with a text, most likely first; at most `limit`."""
        return self.search.likely(text, limit)

    def ids(self, query: BookQuery) -> Sequence[BookId]:
        """The ids of the matching books, in order."""
        hits = self.search.hits(query.text)
        sql, values = _ordered("l.book_id", query, hits)
        as_one = f"SELECT json_group_array(book_id) FROM ({sql})"
        ((found,),) = self._database.connection().execute(as_one, values)
        return packed(_best_first(json.loads(found), hits, lambda book_id: book_id))

    def stacked_ids(self, query: BookQuery) -> StackedIds:
        """The ids, with only the first book of each series that has several."""
        members: dict[str, list[BookId]] = {}
        urgency: dict[str, int] = {}
        read: Counter[str] = Counter()
        ids = array("I")
        hits = self.search.hits(query.text)
        sql, values = _ordered(f"l.book_id, b.series, {STATE}, {IS_READ}", query, hits)
        found = self._database.connection().execute(sql, values).fetchall()
        for book_id, series, state, is_read in _best_first(found, hits, lambda row: row[0]):
            if series not in members:
                ids.append(book_id)
            if series:
                members.setdefault(series, []).append(book_id)
                rank = STATES_BY_URGENCY.index(HardcoverState(state))
                urgency[series] = min(rank, urgency.get(series, rank))
                read[series] += is_read
        stacks = {
            books[0]: Stack(series, tuple(books), STATES_BY_URGENCY[urgency[series]], read[series])
            for series, books in members.items()
            if len(books) > 1
        }
        return StackedIds(packed(ids), stacks)

    def rows_of(self, book_ids: Sequence[BookId]) -> list[BookRow]:
        """The rows of some books in the order of the ids, without missing books."""
        rows: list[BookRow] = []
        for start in range(0, len(book_ids), ROWS_AT_ONCE):
            page = [int(book_id) for book_id in book_ids[start : start + ROWS_AT_ONCE]]
            marks = ",".join("?" * len(page))
            found = self._database.connection().execute(f"{_SELECT} WHERE l.book_id IN ({marks})", page)
            by_id = {columns[0]: _row(*columns) for columns in found}
            rows += [by_id[book_id] for book_id in page if book_id in by_id]
        return rows

    def facet(self, query: BookQuery, facet: Facet) -> list[FacetCount]:
        """The values of a facet among the books that match the rest of the query, the most frequent first."""
        rest = replace(query, chosen=frozenset(chosen for chosen in query.chosen if chosen[0] is not facet))
        where, values = _conditions(rest)
        hits = self.search.hits(query.text)
        if hits is not None:
            where.append("l.book_id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(sorted(hits.all)))
        shown = f"WITH shown AS (SELECT l.book_id {FROM} WHERE {' AND '.join(where) or '1'})"
        counted = self._database.connection().execute(f"{shown} {facet_count_sql(facet)}", values).fetchall()
        found = [FacetCount(_value_text(value), count) for value, count in counted if value != "" and count]
        return sorted(found, key=lambda count: (-count.count, count.value))

    def counts(self) -> dict[ReadingStatus, int]:
        """The number of books with each status."""
        sql = f"SELECT {STATUS}, COUNT(*) {FROM} WHERE {NOT_HELD} GROUP BY 1"
        return {ReadingStatus(status): count for status, count in self._database.connection().execute(sql)}


def _ordered(columns: str, query: BookQuery, hits: SearchHits | None) -> tuple[str, list[Any]]:
    """A query for columns of the matching books, in order. Long result lists are left to `_best_first`."""
    where, values = _conditions(query)
    if hits is not None and len(hits.all) <= FEW_HITS:
        where.append("l.book_id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(hits.all)))
    clause = f" WHERE {' AND '.join(where)}" if where else ""
    return f"SELECT {columns} {FROM}{clause} {order_by(query.sort, backwards=query.backwards)}", values


def _best_first(found: list[T], hits: SearchHits | None, book_id: Callable[[T], int]) -> list[T]:
    """The matching books, best first."""
    if hits is None:
        return found
    if len(hits.best) in (0, len(hits.all)):
        return [row for row in found if book_id(row) in hits.all]
    rest = hits.all - hits.best
    return [
        *(row for row in found if book_id(row) in hits.best),
        *(row for row in found if book_id(row) in rest),
    ]


def _conditions(query: BookQuery) -> tuple[list[str], list[Any]]:
    where: list[str] = [NOT_HELD]
    values: list[Any] = []
    if query.status is not None:
        where.append(f"{STATUS} = ?")
        values.append(query.status)
    if query.book_ids is not None:
        where.append("l.book_id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(query.book_ids)))
    if query.author:
        # The listing keeps the names folded, as they are sorted.
        where.append("l.book_id IN (SELECT book_id FROM book_listing WHERE instr(author, ?) > 0)")
        values.append(sort_key(query.author))
    for facet, wanted in _by_facet(query.chosen).items():
        condition, parameters = facet_condition(facet, wanted)
        where.append(condition)
        values += parameters
    return where, values


def _by_facet(chosen: Collection[tuple[Facet, str]]) -> dict[Facet, list[str]]:
    result: dict[Facet, list[str]] = {}
    for facet, value in sorted(chosen):
        result.setdefault(facet, []).append(value)
    return result


def _value_text(value: object) -> str:
    return f"{value:g}" if isinstance(value, float | int) else str(value)


def _row(
    book_id: BookId,
    title: str,
    authors: str,
    series: str,
    series_index: float | None,
    status: str,
    set_by_hand: int,
    device_moved_on: int,
    proposes_rereading: int,
    rating: float | None,
    percentage: float | None,
    last_read_at: float | None,
    last_device: str,
    state: str,
    reason: str,
    added_at: float,
    formats: str | None,
    problem: str | None,
    copies: int,
    needs_review: int,
    pages: int | None,
    asked_back_to: float | None,
) -> BookRow:
    return BookRow(
        id=book_id,
        title=title,
        authors=tuple(json.loads(authors)),
        series=series,
        series_index=series_index,
        status=ReadingStatus(status),
        set_by_hand=bool(set_by_hand),
        device_moved_on=bool(device_moved_on),
        proposes_rereading=bool(proposes_rereading),
        rating=rating,
        percentage=percentage,
        last_read_at=None if last_read_at is None else datetime.fromtimestamp(last_read_at, UTC),
        last_device=last_device,
        hardcover=HardcoverState(state),
        hardcover_reason=restored(reason),
        formats=tuple((formats or "").split(",")) if formats else (),
        problem=None if problem is None else restored(problem),
        missing=copies == 0 and formats is not None,
        added_at=datetime.fromtimestamp(added_at, UTC),
        needs_review=bool(needs_review),
        copies=copies,
        pages=pages,
        asked_back_to=asked_back_to,
    )
