"""The schema with its resolvers, and the execution of a checked document against a world."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLSchema,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_schema,
    execute_sync,
    parse,
    validate,
    visit,
)

from bookorbit_desktop.demo.local_hardcover.faults import Fault, FaultKind
from bookorbit_desktop.demo.local_hardcover.journals import is_readable
from bookorbit_desktop.demo.local_hardcover.library import Library, broken_action, percent
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
    ("reading_journals", "book"): ("books", False, "book_id", "id"),
    ("reading_journals", "edition"): ("editions", False, "edition_id", "id"),
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


DEFAULT_FIELD_COUNT = 5
"""A `fields` list of any other length silently finds nothing."""


def search(world: World, arguments: Mapping[str, Any]) -> Row:
    """The result of the `search` field. `sort`, `weights`, `typos` and `filter_by` are ignored."""
    query = arguments["query"]
    page, per_page = arguments.get("page") or 1, arguments.get("per_page") or 25
    reply = {
        "error": None,
        "ids": None,
        "results": None,
        "query": query,
        "query_type": arguments.get("query_type") or "Book",
        "page": page,
        "per_page": per_page,
    }
    fields = arguments.get("fields")
    if fields is not None and len(fields.split(",")) != DEFAULT_FIELD_COUNT:
        return reply | {
            "error": "Number of weights in `query_by_weights` does not match number of `query_by` fields."
        }
    hits = _ranked(world, query)
    shown = hits[(page - 1) * per_page : page * per_page]
    return reply | {
        "ids": [book["id"] for book in shown],
        "results": {"found": len(hits), "hits": [{"document": _document(world, book)} for book in shown]},
    }


def _ranked(world: World, query: str) -> list[Row]:
    """Books that share at least half of the query's words, most words first, then the most shelved."""
    wanted = _tokens(query)
    scored: list[tuple[int, int, int, Row]] = []
    for book in world.tables["books"].values():
        shared = len(wanted & _tokens(_text_of(world, book)))
        if shared and 2 * shared >= len(wanted) and book["canonical_id"] is None:
            scored.append((-shared - book["search_boost"], -book["users_count"], book["id"], book))
    return [book for *_, book in sorted(scored, key=lambda score: score[:3])]


def _text_of(world: World, book: Row) -> str:
    series = book["cached_featured_series"]
    isbns = [row[column] for row in world.editions_of(book["id"]) for column in ("isbn_10", "isbn_13")]
    names = [person["author"]["name"] for person in book["cached_contributors"]]
    parts = [book["title"], *book["alternative_titles"], *names, *filter(None, isbns)]
    return " ".join([*parts, series["series"]["name"]] if series else parts)


def _document(world: World, book: Row) -> Row:
    """A document of the index, where ids are text and field names differ from the tables'."""
    series = book["cached_featured_series"]
    editions = world.editions_of(book["id"])
    return {
        "id": str(book["id"]),
        "slug": book["slug"],
        "title": book["title"],
        "subtitle": book["subtitle"],
        "author_names": [person["author"]["name"] for person in book["cached_contributors"]],
        "alternative_titles": book["alternative_titles"],
        "isbns": [row[column] for row in editions for column in ("isbn_10", "isbn_13") if row[column]],
        "series_names": [series["series"]["name"]] if series else [],
        "featured_series": series or {},
        "featured_series_position": series["position"] if series else None,
        "pages": book["pages"],
        "compilation": book["compilation"],
        "release_year": book["release_year"],
        "users_count": book["users_count"],
        "image": book["cached_image"],
        "description": book["description"],
        "genres": book["genres"],
    }


def _tokens(text: str) -> set[str]:
    return set("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())


TABLES = (
    "books",
    "editions",
    "authors",
    "languages",
    "reading_formats",
    "platforms",
    "goals",
    "book_mappings",
    "user_book_statuses",
    "user_books",
    "user_book_reads",
    "reading_journals",
)
Info = GraphQLResolveInfo[Any]
ALIAS_REFUSED = "Something went wrong while saving."
SCHEMA_TEXT = files(__package__).joinpath("schema.graphql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Session:
    """The data that resolvers need about one request."""

    world: World
    user_id: int
    library: Library
    ratings_as_text: bool = False
    fault: Fault | None = None
    """The one of OF_ONE_ALIAS that this request meets."""


@cache
def executable_schema() -> GraphQLSchema:
    """Our SDL with resolvers; a field without one is looked up in its row by name."""
    schema = build_schema(SCHEMA_TEXT)
    query, mutation = schema.query_type, schema.mutation_type
    assert query is not None
    assert mutation is not None
    _resolve(query, "me", _me)
    _resolve(query, "search", _search)
    for table in TABLES:
        _resolve(query, table, partial(_table, table))
        if f"{table}_by_pk" in query.fields:
            _resolve(query, f"{table}_by_pk", partial(_by_pk, table))
    for (table, field), (remote, is_list, _, _) in RELATIONS.items():
        _resolve(schema.type_map[table], field, partial(_relation, table, field, remote, is_list))
    for field in mutation.fields:
        _resolve(mutation, field, partial(_mutation, field))
    _resolve(schema.type_map["user_book_reads"], "progress", _progress)
    _resolve(schema.type_map["user_books"], "rating", _rating)
    dates = schema.type_map["date"]
    assert isinstance(dates, GraphQLScalarType)
    dates.coerce_input_value = _date
    return schema


@lru_cache(maxsize=256)
def parsed(query: str) -> DocumentNode:
    """The document; raises GraphQLSyntaxError."""
    return parse(query)


@lru_cache(maxsize=256)
def validation_errors(query: str) -> tuple[GraphQLError, ...]:
    """The errors of a document that parses."""
    return tuple(validate(executable_schema(), parsed(query)))


def execute(
    query: str, variables: Mapping[str, Any], operation: str | None, session: Session
) -> ExecutionResult:
    """Run one operation of a valid document."""
    return execute_sync(
        executable_schema(),
        parsed(query),
        context_value=session,
        variable_values=dict(variables),
        operation_name=operation,
    )


@lru_cache(maxsize=256)
def fields_used(query: str) -> frozenset[tuple[str, str]]:
    """The (type, field) pairs that a document selects."""
    types = TypeInfo(executable_schema())
    visitor = _FieldCollector(types)
    visit(parsed(query), TypeInfoVisitor(types, visitor))
    return frozenset(visitor.found)


class _FieldCollector(Visitor):
    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self._types = types
        self.found: set[tuple[str, str]] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        parent = self._types.get_parent_type()
        if parent is not None:
            self.found.add((parent.name, node.name.value))


def _resolve(kind: Any, field: str, resolver: Callable[..., Any]) -> None:
    assert isinstance(kind, GraphQLObjectType)
    kind.fields[field].resolve = resolver


def _session(info: Info) -> Session:
    session = info.context
    assert isinstance(session, Session)
    return session


def _me(_: Any, info: Info, **arguments: Any) -> list[Row]:
    """A list, with one person in it (hardcover-schema.md, "Hidden type traps")."""
    session = _session(info)
    return select(session.world, "users", [session.world.tables["users"][session.user_id]], **arguments)


def _search(_: Any, info: Info, **arguments: Any) -> Row:
    return search(_session(info).world, arguments)


def _table(table: str, _: Any, info: Info, **arguments: Any) -> list[Row]:
    """All rows, even other people's, unless `where` excludes them (hardcover-api.md section 6, row 1)."""
    world = _session(info).world
    rows = world.tables[table].values()
    if table == "reading_journals":
        return select(world, table, filter(is_readable, rows), **arguments)
    return select(world, table, rows, **arguments)


def _by_pk(table: str, _: Any, info: Info, *, id: int) -> Row | None:
    row = _session(info).world.tables[table].get(id)
    return None if row is not None and table == "reading_journals" and not is_readable(row) else row


def _mutation(field: str, _: Any, info: Info, **arguments: Any) -> Any:
    """Call the method of that name; the arguments come in the order of the schema."""
    session = _session(info)
    if session.fault is not None and session.fault.alias == info.path.key:
        return _fail_alone(session.fault.kind)
    return getattr(session.library, field)(*arguments.values())


def _fail_alone(kind: FaultKind) -> Row:
    if kind is FaultKind.ALIAS_BROKEN:
        raise broken_action()
    why = ALIAS_REFUSED if kind is FaultKind.ALIAS_REFUSED else None
    return {"id": None, "error": why, "errors": [why] if why else None}


def _relation(
    table: str, field: str, remote: str, is_list: bool, row: Row, info: Info, **arguments: Any
) -> Any:
    world = _session(info).world
    found = related(world, table, field, row)
    return select(world, remote, found, **arguments) if is_list else next(iter(found), None)


def _progress(read: Row, info: Info) -> float | None:
    return percent(_session(info).world, read)


def _rating(entry: Row, info: Info) -> float | int | str | None:
    """A rating as 4, 4.5 or "4.5": all three occur (hardcover-schema.md)."""
    rating = entry["rating"]
    if rating is None or not _session(info).ratings_as_text:
        return int(rating) if rating is not None and rating == int(rating) else rating
    return str(rating)


def _date(value: Any) -> str:
    if not isinstance(value, str):
        raise GraphQLError(f"invalid input syntax for type date: {value!r}")
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise GraphQLError(f"invalid input syntax for type date: {value!r}") from None
