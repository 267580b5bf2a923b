"""The schema with its resolvers, and the execution of a checked document against a world."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
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
from bookorbit_desktop.demo.local_hardcover.library import Library, broken_action, percent
from bookorbit_desktop.demo.local_hardcover.rows import RELATIONS, related, select
from bookorbit_desktop.demo.local_hardcover.search import search
from bookorbit_desktop.demo.local_hardcover.world import Row, World

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
    return select(world, table, world.tables[table].values(), **arguments)


def _by_pk(table: str, _: Any, info: Info, *, id: int) -> Row | None:
    return _session(info).world.tables[table].get(id)


def _mutation(field: str, _: Any, info: Info, **arguments: Any) -> Any:
    """Call the method of that name; the arguments come in the order of the schema."""
    session = _session(info)
    if session.fault is not None and session.fault.alias == info.path.key:
        return _fail_alone(session.fault.kind)
    return getattr(session.library, field)(*arguments.values())


def _fail_alone(kind: FaultKind) -> Row:
    if kind is FaultKind.ALIAS_BROKEN:
        raise broken_action()
    return {"id": None, "error": ALIAS_REFUSED if kind is FaultKind.ALIAS_REFUSED else None}


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
