"""The complete export: everything in every table, equal after a round trip; a bad file changes nothing."""

import copy
import importlib.util
import json
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from peewee import SqliteDatabase
from playhouse.migrations import Runner

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.library.collection import CollectionKind
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.overview.complete_export import stage_import
from bookorbit_desktop.services.runtime.restoring import finish_restore
from bookorbit_desktop.storage.db.database import SQL_FUNCTIONS
from bookorbit_desktop.storage.db.upgrading import MIGRATIONS
from bookorbit_desktop.storage.overview import archive
from bookorbit_desktop.storage.overview.archive import NOT_EXPORTED, archive_text
from tests.every_table import empty_tables, every_plain_table, fill_every_table, rows_of_every_table
from tests.new_library import new_library
from tests.services import add_book, make_services

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "export.schema.json"
LIBRARY = "library.sqlite3"


def live_in(folder: Path) -> None:
    """A library as somebody leaves it."""
    services = make_services(folder)
    ids = [add_book(services, f"Book {number} “ß”", "Ada Example") for number in range(4)]
    services.reading.set_status(ids[:2], StatusChange(ReadingStatus.READ, 4.5))
    services.collections.add_named(CollectionKind.SHELF, "Best", ids[1:3])
    services.preferences.change(books_per_year=12, port=7300)
    services.koreader_login.change("reader", "meadow ribbon copper winter")
    services.removal.remove([ids[3]])
    services.database.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with rows in every table, not all of which mean anything; nothing has it open."""
    folder = tmp_path_factory.mktemp("full")
    live_in(folder)
    fill_every_table(folder / LIBRARY)
    return folder


@pytest.fixture(scope="module")
def exported(full: Path) -> dict[str, Any]:
    return document_of(full)


def document_of(folder: Path) -> dict[str, Any]:
    """Of a library that nothing has open: an open one brings its reading time up to date."""
    head = {"program": "0.0.0", "made_at": "2026-11-23T16:00:00Z"}
    document: dict[str, Any] = json.loads("".join(archive_text(folder / LIBRARY, head)))
    return document


def imported(folder: Path, document: object) -> Path:
    """The data folder after an import of a document into it."""
    folder.mkdir(exist_ok=True)
    file = folder.parent / "complete.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    stage_import(folder, file)
    finish_restore(folder)
    return folder


def test_each_table_of_the_library_is_exported_or_left_out_for_a_reason(full: Path) -> None:
    assert empty_tables(full / LIBRARY) == []
    assert every_plain_table(full / LIBRARY) == {*document_of(full)["tables"], *NOT_EXPORTED}


def test_everything_is_equal_after_a_round_trip(full: Path, exported: dict[str, Any], tmp_path: Path) -> None:
    before = rows_of_every_table(full / LIBRARY)
    there = imported(tmp_path / "there", exported)
    assert rows_of_every_table(there / LIBRARY) == before
    assert document_of(there) == exported
    if os.name == "posix":
        assert stat.S_IMODE((there / LIBRARY).stat().st_mode) == 0o600


def test_the_program_shows_and_finds_the_same_afterwards(tmp_path: Path) -> None:
    live_in(tmp_path / "here")
    here = make_services(tmp_path / "here")
    summary, listed = here.export.document(), here.book_list.rows(BookQuery("example"))
    document = "".join(here.complete_export.text())
    here.database.close()
    there = make_services(imported(tmp_path / "there", document))
    assert len(listed) == 3
    assert there.book_list.rows(BookQuery("example")) == listed
    assert there.export.document() == summary
    assert there.preferences.current.port == 7300
    assert add_book(there, "A new one") > max(row.id for row in listed) + 1  # no number is given again
    there.database.close()


def test_the_schema_in_the_reference_is_that_of_this_version() -> None:
    path = SCHEMA.parents[2] / "packaging" / "export_schema.py"
    spec = importlib.util.spec_from_file_location("export_schema", path)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.document() == SCHEMA.read_text("utf-8"), "run: python3 packaging/dev.py docs"
    described = json.loads(SCHEMA.read_text("utf-8"))["properties"]["tables"]["properties"]
    assert all(about["description"] for about in described.values())


def test_the_schema_in_the_reference_describes_every_export(exported: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(exported, schema)
    described = schema["properties"]["tables"]["properties"]
    assert {name: about["properties"]["columns"]["const"] for name, about in described.items()} == {
        name: table["columns"] for name, table in exported["tables"].items()
    }
    changes: tuple[Callable[[dict[str, Any]], object], ...] = (
        lambda document: document.pop("schema"),
        lambda document: document["tables"].pop("book"),
        lambda document: document.update(version=2),
    )
    for change in changes:
        spoilt = copy.deepcopy(exported)
        change(spoilt)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(spoilt, schema)


def test_logins_are_not_exported_and_stay_after_an_import(
    full: Path, exported: dict[str, Any], tmp_path: Path
) -> None:
    text = json.dumps(exported)
    with closing(sqlite3.connect(full / LIBRARY)) as connection:
        ((salt, key_hash),) = connection.execute("SELECT salt, key_hash FROM account").fetchall()
    assert "key_hash" not in text
    assert not any(part.hex() in text for part in (salt, key_hash))
    there = tmp_path / "there"
    services = make_services(there)
    services.koreader_login.change("ines", "orchid tunnel velvet anchor")
    services.database.close()
    again = make_services(imported(there, exported))
    assert again.koreader_login.username == "ines"
    assert again.koreader_login.has_passphrase("orchid tunnel velvet anchor")
    again.database.close()


def test_a_library_with_anything_in_it_is_left_alone(exported: dict[str, Any], tmp_path: Path) -> None:
    services = make_services(tmp_path / "there")
    add_book(services, "Emma")
    services.database.close()
    before = rows_of_every_table(tmp_path / "there" / LIBRARY)
    with pytest.raises(InvalidInput, match="isn't empty"):
        imported(tmp_path / "there", exported)
    assert rows_of_every_table(tmp_path / "there" / LIBRARY) == before


def _cell(table: str, column: int, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda document: document["tables"][table]["rows"][0].__setitem__(column, value)


BAD: dict[str, Callable[[dict[str, Any]], object]] = {
    "another format": lambda document: document.update(format="something"),
    "a table is missing": lambda document: document["tables"].pop("push"),
    "a table too many": lambda document: document["tables"].update({"x; DROP TABLE book": {}}),
    "a foreign table": lambda document: document["tables"].update({"account": {"columns": [], "rows": []}}),
    "another column": lambda document: document["tables"]["push"]["columns"].append("evil"),
    "no rows": lambda document: document["tables"]["push"].pop("rows"),
    "a row too short": lambda document: document["tables"]["push"]["rows"][0].pop(),
    "a list in a cell": _cell("book", 1, ["title"]),
    "true in a cell": _cell("book", 1, True),
    "no base64": _cell("folder", 1, {"base64": "*"}),
    "an odd number": _cell("push", 5, {"number": "nan"}),
    "a number too large": _cell("book", 10, 2**70),
    "half a letter": _cell("book", 1, "\ud800"),
    "authors that are none": _cell("book", 2, "{no json"),
    "nothing where something must be": _cell("book", 1, None),
    "the same twice": lambda document: document["tables"]["book"]["rows"].append(
        document["tables"]["book"]["rows"][0]
    ),
    "a file of no book": _cell("book_file", 1, 999),
    "no numbers": lambda document: document.pop("numbers"),
    "numbers of other tables": lambda document: document["numbers"].update(sqlite_master=1),
    "numbers that are none": lambda document: document.update(numbers={"push": "7"}),
    "a newer schema": lambda document: document.update(schema="9999_later"),
    "a newer version": lambda document: document.update(version=2),
}


@pytest.mark.parametrize("how", BAD)
def test_a_bad_document_changes_nothing(exported: dict[str, Any], tmp_path: Path, how: str) -> None:
    folder = tmp_path / "there"
    before = new_library(folder).read_bytes()
    spoilt = copy.deepcopy(exported)
    BAD[how](spoilt)
    with pytest.raises(InvalidInput):
        imported(folder, spoilt)
    assert (folder / LIBRARY).read_bytes() == before
    left = {path.name for path in folder.iterdir()} - {f"{LIBRARY}-wal", f"{LIBRARY}-shm"}
    assert left == {LIBRARY}  # the other two are the readers', and empty


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "[" * 100_000, '{"format": NaN}', "\ufeffx", "{}"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InvalidInput, match="isn't a complete export"):
        imported(tmp_path / "there", text)
    assert list((tmp_path / "there").iterdir()) == []


def test_an_import_from_no_file_or_too_large_a_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (tmp_path, tmp_path / "nowhere", Path(os.devnull)):
        with pytest.raises(InvalidInput):
            stage_import(tmp_path, path)
    monkeypatch.setattr(archive, "MAX_BYTES", 7)
    with pytest.raises(InvalidInput, match="too large"):
        imported(tmp_path / "there", "{       }")
    assert list((tmp_path / "there").iterdir()) == []


def test_an_export_of_an_earlier_schema_is_brought_up_to_date(
    exported: dict[str, Any], tmp_path: Path
) -> None:
    """The same document without the tables and columns that are new since then is one of then."""
    then = "0043_sessions"
    known = tables_at(tmp_path / "then.sqlite3", then)
    tables = {name: _only(exported["tables"][name], columns) for name, columns in known.items()}
    numbers = {name: number for name, number in exported["numbers"].items() if name in known}
    document = {**exported, "tables": tables, "numbers": numbers, "schema": then}
    there = document_of(imported(tmp_path / "there", document))
    assert there["schema"] == max(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))
    assert there["tables"]["book"] == exported["tables"]["book"]
    assert {name for name in there["tables"] if there["tables"][name]["rows"]} <= set(known)


def _only(table: dict[str, Any], columns: list[str]) -> dict[str, Any]:
    """An exported table with these columns alone."""
    kept = [table["columns"].index(column) for column in columns]
    return {**table, "columns": columns, "rows": [[row[index] for index in kept] for row in table["rows"]]}


def tables_at(library: Path, schema: str) -> dict[str, list[str]]:
    """The tables of a library of an earlier version, each with its columns."""
    database = SqliteDatabase(str(library))
    for function in SQL_FUNCTIONS:
        database.register_function(function, function.__name__, deterministic=True)
    Runner(database, str(MIGRATIONS)).up(schema)
    database.close()
    with closing(archive.open_library(library)) as connection:
        tables = archive.exported_tables(connection)
        return {table: list(archive.columns_of(connection, table)) for table in tables}
