"""The house, as far as it needs no network (dev.py itself: tests/unit/packaging)."""

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

import bookorbit_desktop.storage.models  # its classes are looked at
from tests.acceptance.forked import CHECKOUT
from tests.acceptance.program import Program

ROOT = {"pyproject.toml", "bookorbit_desktop", "resources", "tests", "packaging", "docs", "README.md"}
PAGES = {"LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"}
RUN = "python3 packaging/dev.py run"
TEST = "python3 packaging/dev.py test"
FIRST_SCREEN = 30
"""Lines of the README that are seen without scrolling."""
MOST_BYTES = 7_000
LONGEST_ENTRY = 200


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
    assert visible == ROOT | PAGES


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
    def test_the_program_depends_on_and_imports_its_given_packages(
        self, distribution: str, module: str
    ) -> None:
        assert distribution in names(pyproject()["project"]["dependencies"])
        assert module in imported_in("bookorbit_desktop")

    @pytest.mark.parametrize(("distribution", "module"), IN_THE_TESTS)
    def test_the_tests_depend_on_and_import_their_given_packages(
        self, distribution: str, module: str
    ) -> None:
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
    versions = re.findall(r"^## \[([^]]+)\](?: - \d{4}-\d\d-\d\d)?$", changelog, re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert bookorbit_desktop.__version__ in versions
    entries = re.findall(r"^- .+$", changelog, re.MULTILINE)
    assert entries
    assert [entry for entry in entries if len(entry) > LONGEST_ENTRY] == []


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

    def test_it_is_short(self) -> None:
        assert len(readme().encode()) < MOST_BYTES


class TestWhatMovedOutOfTheReadme:
    def test_the_features_say_what_works_and_what_is_planned(self) -> None:
        rows = [line for line in document("features.md").splitlines() if line.startswith("|")]
        assert len(rows) > 30
        assert any("planned" in row for row in rows)

    def test_the_comparison_has_five_products_and_their_endpoints(self) -> None:
        text = document("comparison.md")
        for product in ("BookOrbit", "Tome", "BookBoss", "Booklore", "Libris"):
            assert f"### {product}" in text
        for endpoint in ("/syncs/progress", "/users/auth", "/users/create"):
            assert endpoint in text

    def test_the_command_line_has_every_command_and_no_other(self, program: Program) -> None:
        known = set(re.findall(r"^    ([a-z][a-z-]*)\b", program.run("--help").stdout, re.MULTILINE))
        told = set(re.findall(r"^### ([a-z-]+)$", document("cli.md"), re.MULTILINE))
        assert told == known


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_every_file_that_a_newcomer_is_sent_to_is_there(page: str) -> None:
    places = re.findall(r"`((?:[a-z_]+/)+[a-z_]+(?:\.py)?)`", (CHECKOUT / page).read_text("utf-8"))
    assert len(places) > 10
    roots = (CHECKOUT, CHECKOUT / "bookorbit_desktop")
    assert [place for place in places if not any((root / place).exists() for root in roots)] == []


class TestGate:
    """Hooks for what is quick, and hosted runs of the two commands."""

    def test_the_hooks_use_the_ruff_of_the_lock_file(self) -> None:
        hooks = (CHECKOUT / ".pre-commit-config.yaml").read_text()
        pinned = re.search(
            r"^ruff==([\d.]+)", (CHECKOUT / "packaging/requirements-dev.lock").read_text(), re.M
        )
        assert pinned
        assert set(re.findall(r"ruff==([\d.]+)", hooks)) == {pinned[1]}

    def test_the_workflow_runs_both_commands_on_every_system_and_python(self) -> None:
        workflow = (CHECKOUT / ".github" / "workflows" / "test.yml").read_text()
        runs = re.findall(r"^ +run: (.+)$", workflow, re.MULTILINE)
        assert runs == [f"{RUN} -- --version", TEST] * 2
        assert re.findall(r"python: \[(.+)\]", workflow) == ['"3.11", "3.12", "3.13"'] * 2
        for system in ("ubuntu", "windows", "macos"):
            assert f"{system}-latest" in workflow


def document(name: str) -> str:
    return (CHECKOUT / "docs" / name).read_text("utf-8")


def every_model(base: type[peewee.Model]) -> Iterator[type[peewee.Model]]:
    for model in base.__subclasses__():
        yield model
        yield from every_model(model)


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~\[; ]", requirement)[0].lower() for requirement in requirements}


@cache
def imported_in(folder: str) -> frozenset[str]:
    """The top-level names of all that the Python files under a folder import."""
    return frozenset(
        name for path in (CHECKOUT / folder).rglob("*.py") for name in imported_by(path.read_text("utf-8"))
    )


def imported_by(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]
