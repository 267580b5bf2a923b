"""Issue item 1, The house, as far as it needs no network (dev.py itself: tests/unit/packaging)."""

import ast
import importlib
import re
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from typing import Any

import peewee
import pytest
from playhouse.sqlite_ext import FTS5Model

import bookorbit_desktop.storage.models  # noqa: F401 - its classes are looked at
from tests.acceptance.program import CHECKOUT, Program

ROOT = {"pyproject.toml", "bookorbit_desktop", "resources", "tests", "packaging", "README.md"}
RUN = "python3 packaging/dev.py run"
TEST = "python3 packaging/dev.py test"
FIRST_SCREEN = 30
"""Lines of the README that are seen without scrolling."""


@cache
def pyproject() -> dict[str, Any]:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text())


def readme() -> str:
    return (CHECKOUT / "README.md").read_text("utf-8")


def ignored() -> set[str]:
    lines = (CHECKOUT / ".gitignore").read_text().split()
    return {line.strip("/") for line in lines}


def test_the_root_holds_nothing_else() -> None:
    visible = {path.name for path in CHECKOUT.iterdir() if not path.name.startswith(".")} - ignored()
    assert visible == ROOT | {"LICENSE", "CHANGELOG.md"}


@pytest.mark.parametrize("pattern", ["icons/*.svg", "translations/*", "*.desktop"])
def test_resources_holds_icons_translations_and_the_desktop_file(pattern: str) -> None:
    assert list((CHECKOUT / "resources").glob(pattern))


class TestTheNineGivenPackages:
    """All are declared and really used."""

    IN_THE_PROGRAM = (
        ("pyside6-essentials", "PySide6"),
        ("aiohttp", "aiohttp"),
        ("qasync", "qasync"),
        ("keyring", "keyring"),
        ("peewee", "peewee"),
        ("ebooklib", "ebooklib"),
    )
    IN_THE_TESTS = (("pytest", "pytest"), ("aioresponses", "aioresponses"))

    @pytest.mark.parametrize(("distribution", "module"), IN_THE_PROGRAM)
    def test_those_of_the_program(self, distribution: str, module: str) -> None:
        assert distribution in names(pyproject()["project"]["dependencies"])
        assert module in imported_in("bookorbit_desktop")

    @pytest.mark.parametrize(("distribution", "module"), IN_THE_TESTS)
    def test_those_of_the_tests(self, distribution: str, module: str) -> None:
        assert distribution in names(pyproject()["dependency-groups"]["dev"])
        assert module in imported_in("tests")

    def test_pytest_qt_drives_the_window(self) -> None:
        assert "pytest-qt" in names(pyproject()["dependency-groups"]["dev"])
        tests = [path.read_text() for path in (CHECKOUT / "tests" / "ui").rglob("*.py")]
        assert any(re.search(r"\b(qtbot|qapp)\b", test) for test in tests)

    def test_qt_comes_without_its_add_ons(self) -> None:
        declared = names(pyproject()["project"]["dependencies"])
        assert not {"pyside6", "pyside6-addons"} & declared

    def test_qasync_runs_the_loop_of_the_window(self) -> None:
        assert "qasync" in imported_in("bookorbit_desktop/ui")

    def test_every_table_is_peewees(self, program: Program) -> None:
        program.run("list")
        with closing(sqlite3.connect(program.data_dir / "library.sqlite3")) as database:
            rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        there = {name for (name,) in rows if not name.startswith("sqlite_")}
        models = {model._meta.table_name: model for model in every_model(peewee.Model)}
        searched = tuple(f"{name}_" for name, model in models.items() if issubclass(model, FTS5Model))
        assert {name for name in there - {"schema_migration"} if not name.startswith(searched)} <= set(models)


def test_both_scripts_start_the_program() -> None:
    project = pyproject()["project"]
    for group, script in (("scripts", "bookorbit-desktop"), ("gui-scripts", "bookorbit-desktop-gui")):
        module, _, function = project[group][script].partition(":")
        assert callable(getattr(importlib.import_module(module), function))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_pins_by_hash_and_names_no_download_host(lock: str) -> None:
    text = (CHECKOUT / "packaging" / lock).read_text()
    pins = re.findall(r"^([a-z0-9][\w.-]*)==", text, re.MULTILINE)
    assert len(pins) > 10
    for block in re.split(r"^(?=[a-z0-9][\w.-]*==)", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in block
    assert "://" not in text
    assert "index-url" not in text


def test_the_licence_is_the_agpl() -> None:
    assert pyproject()["project"]["license"] == "AGPL-3.0-or-later"
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in (CHECKOUT / "LICENSE").read_text()


def test_the_changelog_tells_what_changed() -> None:
    changelog = (CHECKOUT / "CHANGELOG.md").read_text()
    assert re.search(r"^## \[", changelog, re.MULTILINE)
    assert re.search(r"^- ", changelog, re.MULTILINE)


def test_ci_calls_the_test_command() -> None:
    script = CHECKOUT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert TEST in script.read_text()


class TestReadme:
    def test_its_first_screen_says_what_it_is_and_gives_the_two_commands(self) -> None:
        screen = "\n".join(readme().splitlines()[:FIRST_SCREEN])
        assert re.search(r"KOReader.*Hardcover", screen)
        assert RUN in screen
        assert "-- " in screen
        assert TEST in screen

    def test_its_first_screen_shows_a_screenshot(self) -> None:
        screen = "\n".join(readme().splitlines()[:FIRST_SCREEN])
        pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", screen)
        assert pictures
        for picture in pictures:
            assert (CHECKOUT / picture).read_bytes().startswith(b"\x89PNG")

    def test_every_file_it_links_to_is_there(self) -> None:
        links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", readme())
        missing = [link for link in links if "://" not in link and not (CHECKOUT / link).exists()]
        assert missing == []

    def test_every_chapter_it_links_to_is_there(self) -> None:
        headings = re.findall(r"^#+ (.+)$", readme(), re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert set(re.findall(r"\]\(#([^)]+)\)", readme())) <= anchors

    def test_it_has_a_table_of_what_works(self) -> None:
        rows = [line for line in chapter("What works") if line.startswith("|")]
        assert len(rows) > 30
        assert any("planned" in row for row in rows)

    def test_it_has_a_table_of_the_five_reference_products_and_their_endpoints(self) -> None:
        text = "\n".join(chapter("The five reference products"))
        for product in ("BookOrbit", "Tome", "BookBoss", "Booklore", "Libris"):
            assert product in text
        for endpoint in ("/syncs/progress", "/users/auth", "/users/create"):
            assert endpoint in text

    def test_its_table_of_commands_has_every_command_and_no_other(self, program: Program) -> None:
        first_cells = [
            re.split(r"(?<!\\)\|", line)[1] for line in chapter("Command line") if line.startswith("|")
        ]
        known = set(re.findall(r"^    ([a-z]+) ", program.run("--help").stdout, re.MULTILINE))
        told = {word for cell in first_cells for word in re.findall(r"`([a-z]+)(?: [^`]*)?`", cell)}
        assert told == known


def chapter(title: str) -> Iterator[str]:
    """The lines of a chapter of the README, and of its sections."""
    inside = False
    for line in readme().splitlines():
        if line.startswith("## "):
            inside = line == f"## {title}"
        if inside:
            yield line


def every_model(base: type[peewee.Model]) -> Iterator[type[peewee.Model]]:
    for model in base.__subclasses__():
        yield model
        yield from every_model(model)


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~\[; ]", requirement)[0].lower() for requirement in requirements}


@cache
def imported_in(folder: str) -> frozenset[str]:
    """The top-level names of all that the Python files under a folder import."""
    return frozenset(imports_of(folder))


def imports_of(folder: str) -> Iterator[str]:
    for path in (CHECKOUT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield (node.module or "").partition(".")[0]
