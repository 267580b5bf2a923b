"""What pyproject.toml, the licence and the scripts say must be one story."""

import ast
import hashlib
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPTS = (
    "bundle_facts",
    "debian_package",
    "dev",
    "downloads",
    "frozen_program",
    "launcher",
    "release",
    "soak",
    "smoke",
    "system_packages",
)


@pytest.fixture
def project(checkout: Path) -> dict[str, Any]:
    tables: dict[str, dict[str, Any]] = tomllib.loads((checkout / "pyproject.toml").read_text())
    return tables["project"]


def test_the_supported_pythons_are_the_same_everywhere(project: dict[str, Any], dev: ModuleType) -> None:
    oldest, newest = dev.SUPPORTED_PYTHONS[0], dev.SUPPORTED_PYTHONS[-1]
    first_unsupported = f"3.{int(newest.removeprefix('3.')) + 1}"
    assert project["requires-python"] == f">={oldest},<{first_unsupported}"
    classified = [re.fullmatch(r".* Python :: (3\.\d+)", line) for line in project["classifiers"]]
    assert [found[1] for found in classified if found] == list(dev.SUPPORTED_PYTHONS)


def test_both_commands_start_the_same_program(project: dict[str, Any]) -> None:
    assert project["scripts"] == {"bookorbit-desktop": "bookorbit_desktop.app:run"}
    assert project["gui-scripts"] == {"bookorbit-desktop-gui": "bookorbit_desktop.app:run"}


def test_the_licence_is_the_unmodified_agpl_3(checkout: Path, project: dict[str, Any]) -> None:
    assert project["license"] == "AGPL-3.0-or-later"
    digest = hashlib.sha256((checkout / "LICENSE").read_bytes()).hexdigest()
    assert digest == "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_scripts_need_nothing_but_the_standard_library(checkout: Path, script: str) -> None:
    tree = ast.parse((checkout / "packaging" / f"{script}.py").read_text())
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert imported <= sys.stdlib_module_names | set(SCRIPTS)


@pytest.mark.parametrize("script", SCRIPTS)
def test_an_old_python_gets_as_far_as_the_message(checkout: Path, script: str) -> None:
    text = (checkout / "packaging" / f"{script}.py").read_text()
    assert ast.parse(text, feature_version=(3, 8)).body


def test_nothing_cites_what_a_reader_cannot_open(checkout: Path) -> None:
    """A number of an issue says nothing to somebody who has only the project; the promise does."""
    cited = re.compile(r"\b(issue|deliver)( items?)? \d", re.IGNORECASE)
    texts = [
        path
        for folder in ("bookorbit_desktop", "docs", "packaging", "tests")
        for path in (checkout / folder).rglob("*")
        if path.suffix in {".lua", ".md", ".py"}
    ]
    assert texts
    assert [str(path) for path in texts if cited.search(path.read_text())] == []
