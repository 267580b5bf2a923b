"""Selects rows as Hasura does: `where` with SQL's three-valued logic, `order_by`, limit and offset."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bookorbit_desktop.demo.local_hardcover.world import Row, World

# (table, field): remote table, whether it is a list, our column, their column.
RELATIONS: dict[tuple[str, str], tuple[str, bool, str, str]] = {
    ("books", "canonical"): ("books", False, "canonical_id", "id"),
    ("books", "editions"): ("editions", True, "id", "book_id"),
    ("books", "book_mappings"): ("book_mappings", True, "id", "book_id"),
    ("books", "default_ebook_edition"): ("editions", False, "default_ebook_edition_id", "id"),
    ("books", "default_physical_edition"): ("editions", False, "default_physical_edition_id", "id"),
    ("editions", "book"): ("books", False, "book_id", "id"),
    ("editions", "language"): ("languages", False, "language_id", "id"),
    ("editions", "reading_format"): ("reading_formats", False, "reading_format_id", "id"),
    ("book_mappings", "book"): ("books", False, "book_id", "id"),
    ("book_mappings", "edition"): ("editions", False, "edition_id", "id"),
    ("book_mappings", "platform"): ("platforms", False, "platform_id", "id"),
    ("user_books", "book"): ("books", False, "book_id", "id"),
    ("user_books", "edition"): ("editions", False, "edition_id", "id"),
    ("user_books", "user_book_reads"): ("user_book_reads", True, "id", "user_book_id"),
    ("user_books", "user_book_status"): ("user_book_statuses", False, "status_id", "id"),
    ("user_book_reads", "edition"): ("editions", False, "edition_id", "id"),
    ("user_book_reads", "user_book"): ("user_books", False, "user_book_id", "id"),
}

_TIMES = {"created_at", "updated_at", "merged_at"}


def related(world: World, table: str, field: str, row: Row) -> list[Row]:
    """The rows at the other end of a relationship."""
    remote, _, ours, theirs = RELATIONS[table, field]
    if theirs == "id":
        found = world.tables[remote].get(row[ours])
        return [found] if found else []
    return [other for other in world.tables[remote].values() if other[theirs] == row[ours]]


def select(
    world: World,
    table: str,
    rows: Iterable[Row],
    *,
    where: Mapping[str, Any] | None = None,
    order_by: Sequence[Mapping[str, Any]] | None = None,
    limit: int | None = None,
    offset: int | None = None,
) -> list[Row]:
    """The rows of a query; shuffled without `order_by`, so that nothing relies on an order."""
    found = [row for row in rows if where is None or _matches(world, table, row, where) is True]
    if order_by:
        for ordering in reversed(order_by):
            for field, direction in reversed(ordering.items()):
                found = _sorted(world, table, found, field, direction)
    else:
        world.random.shuffle(found)
    start = offset or 0
    return found[start:] if limit is None else found[start : start + limit]


def _matches(world: World, table: str, row: Row, where: Mapping[str, Any]) -> bool | None:
    """True, False, or None for SQL's "unknown"."""
    return _all(_condition(world, table, row, field, value) for field, value in where.items())


def _condition(world: World, table: str, row: Row, field: str, value: Any) -> bool | None:
    if value is None:
        return True
    if field == "_and":
        return _all(_matches(world, table, row, part) for part in value)
    if field == "_or":
        return _not(_all(_not(_matches(world, table, row, part)) for part in value))
    if field == "_not":
        return _not(_matches(world, table, row, value))
    if (table, field) in RELATIONS:
        remote = RELATIONS[table, field][0]
        return any(
            _matches(world, remote, other, value) is True for other in related(world, table, field, row)
        )
    stored = _comparable(field, row.get(field))
    return _all(_compare(stored, operator, _operand(field, wanted)) for operator, wanted in value.items())


def _compare(stored: Any, operator: str, wanted: Any) -> bool | None:
    if operator == "_is_null":
        return bool((stored is None) == wanted)
    if stored is None or wanted is None:
        return None
    match operator:
        case "_eq":
            return bool(stored == wanted)
        case "_neq":
            return bool(stored != wanted)
        case "_in":
            return stored in wanted
        case "_nin":
            return stored not in wanted
        case "_gt":
            return bool(stored > wanted)
        case "_gte":
            return bool(stored >= wanted)
        case "_lt":
            return bool(stored < wanted)
        case "_lte":
            return bool(stored <= wanted)
    raise LookupError(operator)


def _sorted(world: World, table: str, rows: list[Row], field: str, direction: Any) -> list[Row]:
    if isinstance(direction, Mapping):
        [(inner, way)] = direction.items()
        keys = {row["id"]: next(iter(related(world, table, field, row)), {}).get(inner) for row in rows}
        field, direction = inner, way
    else:
        keys = {row["id"]: row.get(field) for row in rows}
    downwards = direction.startswith("desc")
    # As in Postgres: nulls count as the largest value, unless it is said otherwise.
    nulls_first = direction.endswith("nulls_first") or direction == "desc"
    empty = [row for row in rows if keys[row["id"]] is None]
    filled = [row for row in rows if keys[row["id"]] is not None]
    filled.sort(key=lambda row: _comparable(field, keys[row["id"]]), reverse=downwards)
    return empty + filled if nulls_first else filled + empty


def _all(truths: Iterable[bool | None]) -> bool | None:
    unknown = False
    for truth in truths:
        if truth is False:
            return False
        unknown = unknown or truth is None
    return None if unknown else True


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _operand(field: str, wanted: Any) -> Any:
    if isinstance(wanted, list):
        return frozenset(_comparable(field, item) for item in wanted)
    return _comparable(field, wanted)


def _comparable(field: str, value: Any) -> Any:
    if field in _TIMES and isinstance(value, str):
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return value
