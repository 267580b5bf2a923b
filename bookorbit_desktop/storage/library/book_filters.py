"""Filters and orders of library lists, as SQL over the tables in `FROM`."""

from collections.abc import Iterable, Sequence
from typing import Any

from bookorbit_desktop.domain.library.listing import BookSort, Facet, FileState
from bookorbit_desktop.domain.library.sync_state import STATES_BY_URGENCY, HardcoverState
from bookorbit_desktop.domain.reading.reading import PROPOSED_AFTER_SESSIONS

FROM = """FROM book_listing l LEFT JOIN book b ON b.id = l.book_id
LEFT JOIN reading r ON r.book_id = l.book_id LEFT JOIN hardcover_book h ON h.book_id = l.book_id"""
"""Every listed book once. SQLite skips the tables that a query does not use."""
NOT_HELD = "l.book_id NOT IN (SELECT book_id FROM book_review WHERE held)"
"""Excludes books that wait for review before they are listed."""
STATUS = "COALESCE(r.status, 'unread')"
STATE = f"CASE WHEN {STATUS} = 'unread' THEN 'not_eligible' ELSE COALESCE(h.state, 'pending') END"
IS_READ = f"{STATUS} IN ('read', 'skimmed', 'rereading')"
"""Read at least once."""
REREADING = (
    f"COALESCE(r.status IN ('read', 'skimmed') AND r.again_sessions >= {PROPOSED_AFTER_SESSIONS}"
    " AND NOT r.again_declined, 0)"
)
ASKED_BACK_TO = "CASE WHEN NOT r.back_kept THEN r.back_to END"
NEEDS_REVIEW = "COALESCE(h.needs_review, 0) AND NOT COALESCE(h.excluded, 0)"
COPIES = "(SELECT COUNT(*) FROM book_file f WHERE f.book_id = l.book_id AND NOT f.missing)"
FORMATS = "(SELECT GROUP_CONCAT(DISTINCT f.format) FROM book_file f WHERE f.book_id = l.book_id)"
PROBLEM = "(SELECT f.problem FROM book_file f WHERE f.book_id = l.book_id AND f.problem IS NOT NULL LIMIT 1)"


_STATUSES = ("reading", "rereading", "on_hold", "want_to_read", "unread", "read", "skimmed", "abandoned")
_FILE_CONDITIONS = {
    FileState.MISSING: f"{COPIES} = 0 AND {FORMATS} IS NOT NULL",
    FileState.SEVERAL: f"{COPIES} > 1",
    FileState.PROBLEM: f"{PROBLEM} IS NOT NULL",
}


def _rank(expression: str, values: Iterable[str]) -> str:
    cases = " ".join(f"WHEN '{value}' THEN {index}" for index, value in enumerate(values))
    return f"CASE {expression} {cases} END"


_ORDERS: dict[BookSort, tuple[str, tuple[str, ...]]] = {
    BookSort.TITLE: ("", ("l.title",)),
    BookSort.AUTHOR: ("", ("l.author", "l.title")),
    BookSort.SERIES: ("l.series = ''", ("l.series", "l.series_index", "l.title")),
    BookSort.ADDED: ("", ("l.added_at DESC",)),
    BookSort.LAST_READ: ("r.last_read_at IS NULL", ("r.last_read_at DESC",)),
    BookSort.PROGRESS: ("r.percentage IS NULL", ("r.percentage DESC",)),
    BookSort.STATUS: ("", (_rank(STATUS, _STATUSES), "l.title")),
    BookSort.RATING: ("r.rating IS NULL", ("r.rating DESC",)),
    BookSort.DEVICE: ("COALESCE(r.last_device, '') = ''", ("r.last_device COLLATE NOCASE", "l.title")),
    BookSort.HARDCOVER: ("", (_rank(STATE, STATES_BY_URGENCY), "l.title")),
    BookSort.FORMAT: ("", (FORMATS, "l.title")),
    BookSort.PAGES: ("b.pages IS NULL", ("b.pages",)),
}
"""For each order, what comes last, and its keys. Equal books are in the order they were added."""


def order_by(sort: BookSort, *, backwards: bool) -> str:
    """An ORDER BY clause. Unless some rows must come last, an index can serve it in both directions."""
    last, keys = _ORDERS[sort]
    id_key = "l.book_id DESC" if keys[0].endswith(" DESC") else "l.book_id"
    parts = [_reversed(key) if backwards else key for key in (*keys, id_key)]
    return "ORDER BY " + ", ".join([last, *parts] if last else parts)


def _reversed(key: str) -> str:
    return key.removesuffix(" DESC") if key.endswith(" DESC") else f"{key} DESC"


def facet_condition(facet: Facet, values: Sequence[str]) -> tuple[str, list[Any]]:
    """The SQL condition for books with one of `values`, and its parameters."""
    marks = ",".join("?" * len(values))
    if facet is Facet.FILES:
        return "(" + " OR ".join(_FILE_CONDITIONS[FileState(value)] for value in sorted(values)) + ")", []
    if facet is Facet.HARDCOVER:
        state = f"{STATE} IN ({marks})"
        wants_review = HardcoverState.NEEDS_REVIEW in values
        return f"({state} OR ({NEEDS_REVIEW}))" if wants_review else state, list(values)
    if facet is Facet.RATING:
        return f"COALESCE(r.rating, 0) IN ({marks})", [float(value) for value in values]
    if facet in _PLAIN:
        return f"{_PLAIN[facet]} IN ({marks})", list(values)
    if facet is Facet.GENRE:
        return _genre_condition(values)
    return f"EXISTS (SELECT 1 FROM {_MANY[facet]} IN ({marks}))", list(values)


def _genre_condition(values: Sequence[str]) -> tuple[str, list[Any]]:
    """Return the SQL condition for any of the genres, ignoring case."""
    if all(value.isascii() for value in values):
        named = f"v.name COLLATE NOCASE IN ({','.join('?' * len(values))})"
    else:
        named = f"search_text(v.name) IN ({','.join(['search_text(?)'] * len(values))})"
    found = f"SELECT g.book_id {_GENRES} WHERE v.grouping = 'genre' AND {named}"
    return f"l.book_id IN ({found})", list(values)


_COLLECTED = "collection_book v JOIN collection c ON c.id = v.collection_id"
_GENRES = "FROM grouped_value v CROSS JOIN book_value g ON g.value_id = v.id"
_PLAIN = {Facet.LANGUAGE: "b.language", Facet.SERIES: "b.series", Facet.DEVICE: "r.last_device"}
_MANY = {
    Facet.AUTHOR: "json_each(b.authors) v WHERE v.value",
    Facet.SHELF: f"{_COLLECTED} WHERE c.kind = 'shelf' AND v.book_id = l.book_id AND c.name",
    Facet.TAG: f"{_COLLECTED} WHERE c.kind = 'tag' AND v.book_id = l.book_id AND c.name",
    Facet.FORMAT: "book_file v WHERE v.book_id = l.book_id AND v.format",
}


_SHOWN = "WHERE l.book_id IN (SELECT book_id FROM shown)"


def facet_count_sql(facet: Facet) -> str:
    """A query for the values of a facet, each with its number of books in the table "shown"."""
    if facet is Facet.FILES:
        return " UNION ALL ".join(
            f"SELECT '{state}', COUNT(*) {FROM} {_SHOWN} AND {_FILE_CONDITIONS[state]}" for state in FileState
        )
    if facet is Facet.HARDCOVER:
        review = f"SELECT 'needs_review', COUNT(*) {FROM} {_SHOWN} AND {NEEDS_REVIEW}"
        return f"SELECT {STATE}, COUNT(*) {FROM} {_SHOWN} GROUP BY 1 UNION ALL {review}"
    value, more = _COUNTED[facet]
    return f"SELECT {value}, COUNT(DISTINCT l.book_id) {FROM}{more} {_SHOWN} GROUP BY 1"


_COUNTED = {
    Facet.AUTHOR: ("v.value", ", json_each(b.authors) v"),
    Facet.GENRE: (
        "v.name COLLATE NOCASE",
        " JOIN book_value g ON g.book_id = l.book_id JOIN grouped_value v ON v.id = g.value_id"
        " AND v.grouping = 'genre'",
    ),
    Facet.LANGUAGE: ("b.language", ""),
    Facet.SERIES: ("b.series", ""),
    Facet.SHELF: ("c.name", f" JOIN ({_COLLECTED}) ON v.book_id = l.book_id AND c.kind = 'shelf'"),
    Facet.TAG: ("c.name", f" JOIN ({_COLLECTED}) ON v.book_id = l.book_id AND c.kind = 'tag'"),
    Facet.FORMAT: ("v.format", " JOIN book_file v ON v.book_id = l.book_id"),
    Facet.RATING: ("COALESCE(r.rating, 0)", ""),
    Facet.DEVICE: ("COALESCE(r.last_device, '')", ""),
}
