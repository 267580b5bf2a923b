"""The pinned dependencies: complete, within pyproject.toml's bounds, and naming no host and no path."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9A-Za-z.!+-]+)(?P<marker> ; [^/\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")


def read_pins(lock: Path) -> dict[str, tuple[str, str]]:
    """Version and marker of each package; fails on a package without a hash or a line of any other kind."""
    pins: dict[str, tuple[str, str]] = {}
    unhashed = ""
    for number, line in enumerate(lock.read_text().splitlines(), start=1):
        if pin := PIN.fullmatch(line):
            assert not unhashed, f"{unhashed} has no hash"
            unhashed = pin["name"]
            pins[unhashed] = (pin["version"], pin["marker"] or "")
        elif HASH.fullmatch(line):
            unhashed = ""
        else:
            assert line.lstrip().startswith("#"), f"{lock.name}:{number}: {line}"
    assert not unhashed, f"{unhashed} has no hash"
    return pins


@pytest.fixture
def project(checkout: Path) -> dict[str, list[Requirement]]:
    tables = tomllib.loads((checkout / "pyproject.toml").read_text())
    run, groups = tables["project"]["dependencies"], tables["dependency-groups"]
    declared = zip(LOCKS, (run, [*run, *groups["dev"]], [*run, *groups["build"]]), strict=True)
    return {name: [Requirement(line) for line in lines] for name, lines in declared}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes(checkout: Path, name: str) -> None:
    assert len(read_pins(checkout / "packaging" / name)) > 20


@pytest.mark.parametrize("name", LOCKS)
def test_no_line_names_a_host_or_a_place_on_a_disk(checkout: Path, name: str) -> None:
    text = (checkout / "packaging" / name).read_text()
    assert "://" not in text
    assert not re.search(r"index-url|find-links|trusted-host|@ |file:", text)
    assert set(re.findall(r"\S*/\S*", text)) <= {"packaging/dev.py", "packaging/requirements.lock"}


@pytest.mark.parametrize("name", LOCKS)
def test_every_declared_dependency_is_pinned_within_its_bounds(
    checkout: Path, project: dict[str, list[Requirement]], name: str
) -> None:
    pins = read_pins(checkout / "packaging" / name)
    for requirement in project[name]:
        version, _marker = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} is locked at {version}"


def test_every_declared_dependency_has_both_bounds(project: dict[str, list[Requirement]]) -> None:
    for requirement in (*project["requirements-dev.lock"], *project["requirements-build.lock"]):
        operators = {specifier.operator for specifier in requirement.specifier}
        assert operators == {">=", "<"}, requirement


@pytest.mark.parametrize("other", LOCKS[1:])
def test_tests_and_builds_have_what_the_program_runs_with(checkout: Path, other: str) -> None:
    run, more = (read_pins(checkout / "packaging" / name) for name in (LOCKS[0], other))
    assert {name: more.get(name, ("", ""))[0] for name in run} == {name: pin[0] for name, pin in run.items()}


def test_an_unhashed_package_or_an_index_is_noticed(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("aiohttp==3.14.5 \\\nidna==3.20 \\\n    --hash=sha256:" + "0" * 64 + "\n")
    with pytest.raises(AssertionError, match="aiohttp has no hash"):
        read_pins(lock)
    lock.write_text("--index-url https://example.org\n")
    with pytest.raises(AssertionError, match="index-url"):
        read_pins(lock)
