"""Writes `docs/reference/export.schema.json` from the tables of a new library: `python3 packaging/dev.py docs`.

What a table and a column are is said in `storage/models`: the descriptions are the docstrings there.
"""

from __future__ import annotations

import inspect
import json
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[1]
PAGE = CHECKOUT / "docs" / "reference" / "export.schema.json"
CELLS = {
    "INTEGER": ["integer", "null"],
    "REAL": ["number", "null"],
    "TEXT": ["string", "null"],
    "DATE": ["string", "null"],
}
"""Types of JSON by declared type of SQLite; any other is that of a value as a device sent it."""
BYTES = {"type": "object", "required": ["base64"], "additionalProperties": False}
NUMBER = {"type": "object", "required": ["number"], "additionalProperties": False}


def document() -> str:
    """The schema as it is written."""
    return json.dumps(_schema(), indent=1, ensure_ascii=False) + "\n"


def _schema() -> dict[str, Any]:
    from bookorbit_desktop.storage.db.database import Database
    from bookorbit_desktop.storage.overview.archive import (
        FORMAT,
        VERSION,
        columns_of,
        exported_tables,
        open_library,
        schema_of,
    )

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite3"
        Database(path).close()
        with closing(open_library(path)) as connection:
            newest = schema_of(connection)
            tables = {
                name: _table(name, columns_of(connection, name)) for name in exported_tables(connection)
            }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Complete export of BookOrbit Desktop",
        "description": f"Written by “export --format complete”, explained in export.md. The tables are those of the "
        f"schema {newest}; an export of an earlier one has those of that one.",
        "type": "object",
        "required": ["format", "version", "schema", "program", "made_at", "numbers", "tables"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION, "description": "Of this way of writing; grows when it changes."},
            "schema": {"type": "string", "description": "The newest migration of the library."},
            "program": {"type": "string", "description": "The version of BookOrbit Desktop."},
            "made_at": {"type": "string", "format": "date-time", "description": "The moment of the export."},
            "numbers": {
                "type": "object",
                "description": "By table, the highest number that was ever given: none is given again.",
                "additionalProperties": {"type": "integer"},
            },
            "tables": {
                "type": "object",
                "required": list(tables),
                "additionalProperties": False,
                "properties": tables,
            },
        },
        "$defs": {
            "bytes": {**BYTES, "properties": {"base64": {"type": "string", "contentEncoding": "base64"}}},
            "infinite": {**NUMBER, "properties": {"number": {"enum": ["inf", "-inf"]}}},
        },
    }


def _table(name: str, columns: dict[str, str]) -> dict[str, Any]:
    return {
        "description": _description(name),
        "type": "object",
        "required": ["columns", "rows"],
        "additionalProperties": False,
        "properties": {
            "columns": {"const": list(columns)},
            "rows": {
                "type": "array",
                "items": {
                    "type": "array",
                    "prefixItems": [_cell(column, kind) for column, kind in columns.items()],
                    "items": False,
                    "minItems": len(columns),
                },
            },
        },
    }


def _cell(column: str, kind: str) -> dict[str, Any]:
    if kind == "BLOB":
        return {"title": column, "anyOf": [{"$ref": "#/$defs/bytes"}, {"type": "null"}]}
    if kind == "REAL":
        return {"title": column, "anyOf": [{"type": CELLS[kind]}, {"$ref": "#/$defs/infinite"}]}
    return {"title": column, "type": CELLS.get(kind, ["number", "string", "null"])}


def _description(table: str) -> str:
    from bookorbit_desktop.storage import models
    from bookorbit_desktop.storage.models.table import Table

    found = {
        model._meta.table_name: model
        for _, model in inspect.getmembers(models, inspect.isclass)
        if issubclass(model, Table)
    }
    return inspect.getdoc(found[table]) or "" if table in found else ""


def main() -> int:
    """Write the page."""
    PAGE.write_text(document(), encoding="utf-8")
    sys.stdout.write(f"Wrote {PAGE.relative_to(CHECKOUT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
