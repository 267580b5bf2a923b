"""local-hardcover.md, "What it enforces": every row of its table has a module here, named after it."""

import importlib
import re

import pytest

from tests.shared import DOCS

ROWS = (
    "auth",
    "sign-in",
    "operators",
    "top-level",
    "quota",
    "time",
    "validation",
    "library isolation",
    "status side effects",
    "progress units",
    "edition guard",
    "merge",
    "partial updates",
    "search",
    "activity feed",
    "journal",
    "shapes",
    "faults",
)


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_tests_of_its_name(row: str) -> None:
    name = re.sub(r"\W", "_", row)
    module = importlib.import_module(f"{__package__}.test_{name}")
    tests = [test for test in vars(module) if test.startswith("test_")]
    assert tests
    assert all(test.startswith(f"test_{name}") for test in tests), tests


def test_the_modules_here_are_the_rows_of_the_document() -> None:
    text = (DOCS / "reference" / "local-hardcover.md").read_text(encoding="utf-8")
    table = text.partition("## What it enforces")[2].partition("\n## ")[0]
    assert tuple(re.findall(r"^\| ([a-z -]+?) \|", table, flags=re.MULTILINE)) == ("area", *ROWS)
