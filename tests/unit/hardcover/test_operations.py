"""Every document against our own schema, and against the official one where that is present."""

import importlib
import os
import pkgutil
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    build_schema,
    parse,
    validate,
)

from bookorbit_desktop import hardcover
from bookorbit_desktop.demo.local_hardcover.execution import SCHEMA_TEXT
from bookorbit_desktop.demo.local_hardcover.gate import FORBIDDEN_OPERATORS, operation_of
from bookorbit_desktop.domain.base.ids import EditionId, EntryId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import (
    AddEntry,
    AddRead,
    ChangeEntry,
    ChangeRead,
    ReadRow,
    RemoveEntry,
    RemoveRead,
    Write,
)
from bookorbit_desktop.hardcover import operations
from bookorbit_desktop.hardcover.shelf import mutation_for
from tests.shared import SHARED

OFFICIAL = Path(os.environ.get("BOOKORBIT_HARDCOVER_SCHEMA", SHARED / "hardcover" / "schema.graphql"))
needs_official = pytest.mark.skipif(not OFFICIAL.is_file(), reason="the official schema.graphql is absent")

DAY = date(2026, 11, 21)
ROW = ReadRow(edition_id=EditionId(1), started_at=DAY, finished_at=None, progress_pages=10)
WRITES: tuple[Write, ...] = (
    AddEntry(
        RecordId(1),
        2,
        edition_id=EditionId(3),
        rating=4.5,
        privacy_id=3,
        date_added=DAY,
        started_at=DAY,
        finished_at=DAY,
    ),
    ChangeEntry(EntryId(1), status_id=3, clear_rating=True),
    ChangeRead(1, ROW),
    AddRead(EntryId(1), ROW),
    RemoveEntry(EntryId(1)),
    RemoveRead(1),
)


def texts_in_the_package() -> Iterator[tuple[str, str]]:
    """Name and text of every constant of the client's modules that is a string."""
    for found in pkgutil.walk_packages(hardcover.__path__, f"{hardcover.__name__}."):
        for name, value in vars(importlib.import_module(found.name)).items():
            if isinstance(value, str):
                yield name, value


QUERIES: dict[str, str] = {
    name: text
    for name, text in texts_in_the_package()
    if re.match(r"\s*(query|mutation|subscription|fragment)\b", text)
}
"""Every document of the client that is a constant, wherever it stands; writes are put together below."""
DOCUMENTS: dict[str, str] = QUERIES | {
    f"{type(write).__name__}{'_shallow' * shallow}": operations.batch([mutation_for(write, shallow=shallow)])[
        0
    ]
    for write in WRITES
    for shallow in (False, True)
}
DOCUMENTS["MIXED_BATCH"] = operations.batch([mutation_for(write) for write in WRITES[:5]])[0]
DOCUMENTS["WITHOUT_OPTIONAL_FIELDS"] = operations.without(
    operations.EDITIONS_BY_ISBNS, operations.OPTIONAL_FIELDS
)

named = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())


@cache
def own_schema() -> GraphQLSchema:
    return build_schema(SCHEMA_TEXT)


@cache
def official_schema() -> GraphQLSchema:
    return build_schema(OFFICIAL.read_text(encoding="utf-8"))


def test_no_document_of_the_client_is_left_out() -> None:
    assert {type(write) for write in WRITES} == set(get_args(Write))
    assert len(QUERIES) >= 13
    written_anywhere = {
        match
        for path in Path(str(files(hardcover))).rglob("*.py")
        for match in re.findall(r"\b(?:query|mutation|subscription) (\w+) ?[({]", path.read_text("utf-8"))
    }
    checked = {
        definition.name.value
        for text in DOCUMENTS.values()
        for definition in parse(text).definitions[:1]
        if isinstance(definition, OperationDefinitionNode) and definition.name is not None
    }
    assert written_anywhere <= checked


@named
def test_a_document_is_valid_in_our_schema(document: str) -> None:
    assert validate(own_schema(), parse(document)) == []


@needs_official
@named
def test_a_document_is_valid_in_the_official_schema(document: str) -> None:
    assert validate(official_schema(), parse(document)) == []


@named
def test_a_document_stays_within_the_limits(document: str) -> None:
    operation = operation_of(parse(document), None)
    assert operation is not None
    assert operation.units <= 5
    assert not any(f"{operator}:" in document for operator in FORBIDDEN_OPERATORS)


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name in QUERIES or name.endswith("_shallow")])
def test_reads_and_shallow_writes_are_three_levels_deep_at_most(name: str) -> None:
    operation = operation_of(parse(DOCUMENTS[name]), None)
    assert operation is not None
    assert operation.depth <= 3


@pytest.mark.parametrize("document", ["{ me { made_up } }", "{ user_books { review_markdown } }"])
def test_the_check_bites(document: str) -> None:
    assert validate(own_schema(), parse(document))


def test_a_batch_keeps_the_variables_of_its_aliases_apart() -> None:
    document, variables = operations.batch([mutation_for(ChangeRead(5, ROW)), mutation_for(RemoveRead(6))])
    assert (variables["id_0"], variables["id_1"]) == (5, 6)
    assert "m0: update_user_book_read(id: $id_0, object: $object_0)" in document
    assert "m1: delete_user_book_read(id: $id_1)" in document


def test_a_read_is_sent_whole_with_explicit_nulls_but_never_null_pages() -> None:
    row = mutation_for(ChangeRead(1, ReadRow(edition_id=EditionId(7)))).arguments["object"][1]
    assert row == {"edition_id": 7, "started_at": None, "finished_at": None}


def test_a_change_names_only_what_changes() -> None:
    assert mutation_for(ChangeEntry(EntryId(1), status_id=2)).arguments["object"][1] == {"status_id": 2}
    assert mutation_for(ChangeEntry(EntryId(1), clear_rating=True)).arguments["object"][1] == {"rating": None}


def test_an_insert_asks_for_its_dates_in_both_spellings() -> None:
    created = mutation_for(AddEntry(RecordId(1), 3, started_at=date(2026, 1, 1), finished_at=DAY)).arguments[
        "object"
    ][1]
    assert created == {
        "book_id": 1,
        "status_id": 3,
        "first_started_reading_date": "2026-01-01",
        "user_start_date": "2026-01-01",
        "last_read_date": "2026-11-21",
        "user_date": "2026-11-21",
    }


@needs_official
def test_our_schema_says_nothing_that_the_official_one_does_not() -> None:
    differences: list[str] = []
    for name, kind in own_schema().type_map.items():
        other = official_schema().type_map.get(name)
        if other is None:
            differences.append(f"{name}: unknown type")
        elif isinstance(kind, GraphQLEnumType) and isinstance(other, GraphQLEnumType):
            if set(kind.values) != set(other.values):
                differences.append(f"{name}: other values")
        elif isinstance(kind, GraphQLObjectType | GraphQLInputObjectType):
            assert isinstance(other, GraphQLObjectType | GraphQLInputObjectType)
            differences += _differences(name, kind.fields, other.fields)
    assert differences == []


def _differences(name: str, ours: Mapping[str, object], theirs: Mapping[str, object]) -> list[str]:
    found: list[str] = []
    for field, definition in ours.items():
        other = theirs.get(field)
        if str(getattr(other, "type", None)) != str(getattr(definition, "type", None)):
            found.append(f"{name}.{field}: {getattr(other, 'type', 'unknown')}")
        arguments = getattr(definition, "args", {})
        other_arguments = getattr(other, "args", {})
        found += [
            f"{name}.{field}({argument})"
            for argument in arguments
            if str(arguments[argument].type) != str(getattr(other_arguments.get(argument), "type", None))
        ]
    return found
