"""What is shipped, through the commands that ship it: the wheel, a release, translations, and a face."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bookorbit_desktop import SITE, __version__
from bookorbit_desktop.domain.base.appearance import LanguageChoice
from tests.acceptance.program import Program

CHECKOUT = Path(__file__).parents[2]
METADATA = "packaging/linux/org.bookorbit.desktop.metainfo.xml"
TRANSLATED = {choice.value for choice in LanguageChoice} - {LanguageChoice.SYSTEM, LanguageChoice.ENGLISH}


def run(
    words: Sequence[str | Path], where: Path, environment: Mapping[str, str] = os.environ, code: int = 0
) -> str:
    """What a command says on both its outputs."""
    done = subprocess.run(
        list(map(str, words)),
        cwd=where,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stdout
    return done.stdout


def started_from(folder: Path) -> dict[str, str]:
    """The environment of a program in a folder that stays as it is."""
    return os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as pip and pipx do."""
    built, unpacked = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("unpacked")
    run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", built], CHECKOUT)
    [file] = built.iterdir()
    assert file.name == f"bookorbit_desktop-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(file) as archive:
        archive.extractall(unpacked)
    return unpacked


class TestTheWheelForPythonPeople:
    def test_its_two_commands_start_the_program_that_it_holds(self, wheel: Path, tmp_path: Path) -> None:
        start = (
            "import sys; from importlib.metadata import distribution; "
            "here = distribution('bookorbit-desktop'); "
            "name = sys.argv.pop(1); "
            "[command] = [one for one in here.entry_points if one.name == name]; "
            "command.load()()"
        )
        for command in ("bookorbit-desktop", "bookorbit-desktop-gui"):
            said = run(
                [sys.executable, "-P", "-c", start, command, "--version"], tmp_path, started_from(wheel)
            )
            assert said == f"BookOrbit Desktop {__version__}\n"
        where = run(
            [sys.executable, "-P", "-c", "import bookorbit_desktop; print(bookorbit_desktop.__file__)"],
            tmp_path,
            started_from(wheel),
        )
        assert Path(where.strip()).is_relative_to(wheel)

    def test_all_that_the_program_needs_goes_along_and_nothing_of_the_workshop(self, wheel: Path) -> None:
        names = {str(path.relative_to(wheel)) for path in wheel.rglob("*") if path.is_file()}
        assert {
            f"bookorbit_desktop/resources/translations/bookorbit_{name}.qm" for name in TRANSLATED
        } <= names
        assert any(name.startswith("bookorbit_desktop/resources/koreader/") for name in names)
        assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
        assert not [name for name in names if name.startswith(("tests", "packaging"))]
        assert not [name for name in names if name.endswith((".pyc", ".ts", ".sqlite3"))]

    def test_its_dependencies_have_an_upper_bound(self, wheel: Path) -> None:
        [metadata] = wheel.glob("*.dist-info/METADATA")
        needed = re.findall(r"^Requires-Dist: (.*)$", metadata.read_text("utf-8"), re.MULTILINE)
        assert needed
        assert [one for one in needed if "<" not in one] == []


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Path]:
    """The files of this program, in a repository of their own, with news."""
    made = tmp_path / "repository"
    left_out = shutil.ignore_patterns("__pycache__")
    for name in (
        "packaging",
        "CHANGELOG.md",
        "bookorbit_desktop/__init__.py",
        "docs/latest.json",
        "pyproject.toml",
    ):
        source, place = CHECKOUT / name, made / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place, ignore=left_out)
        else:
            shutil.copy(source, place)
    changes = (made / "CHANGELOG.md").read_text("utf-8")
    news = "## [Unreleased]\n\n### Added\n\n- Wings.\n"
    (made / "CHANGELOG.md").write_text(changes.replace("## [Unreleased]\n", news, 1), "utf-8")
    (made / ".gitignore").write_text("__pycache__\n")
    run(["git", "init", "--quiet"], made)
    run(["git", "config", "user.name", "Somebody"], made)
    run(["git", "config", "user.email", "somebody@example.org"], made)
    run(["git", "add", "."], made)
    run(["git", "commit", "--quiet", "--message", "all"], made)
    yield made
    shutil.rmtree(made)


class TestAReleaseIsOneCommand:
    def test_version_changelog_metadata_and_site_agree_and_the_commit_is_tagged(
        self, repository: Path
    ) -> None:
        said = run([sys.executable, "packaging/dev.py", "release", "99.0.0"], repository)
        assert said == "dev.py: Committed and tagged v99.0.0. Push both: git push --follow-tags\n"
        assert '__version__ = "99.0.0"' in (repository / "bookorbit_desktop/__init__.py").read_text("utf-8")
        assert "\n## [99.0.0] - " in (repository / "CHANGELOG.md").read_text("utf-8")
        newest = ElementTree.parse(repository / METADATA).find("releases/release")
        assert newest is not None
        assert newest.get("version") == "99.0.0"
        assert json.loads((repository / "docs/latest.json").read_text("utf-8")) == {"version": "99.0.0"}
        assert run(["git", "describe", "--exact-match"], repository) == "v99.0.0\n"
        assert run(["git", "status", "--porcelain"], repository) == ""

    @pytest.mark.parametrize(
        ("version", "said"),
        [
            ("2", "2 is no version: write three numbers, such as 1.2.0."),
            ("0.0.1", f"0.0.1 is not higher than {__version__}. Choose the next version."),
        ],
    )
    def test_a_wrong_number_is_refused_in_words_and_changes_nothing(
        self, repository: Path, version: str, said: str
    ) -> None:
        answer = run([sys.executable, "packaging/dev.py", "release", version], repository, code=1)
        assert answer == f"dev.py: {said}\n"
        assert run(["git", "status", "--porcelain"], repository) == ""
        assert run(["git", "tag"], repository) == ""


def test_a_server_starts_again_once_an_update_has_replaced_the_program(tmp_path: Path, runtime: Path) -> None:
    shutil.copytree(CHECKOUT / "bookorbit_desktop", tmp_path / "bookorbit_desktop")
    (tmp_path / "resources").symlink_to(CHECKOUT / "resources")
    (tmp_path / "docs").symlink_to(CHECKOUT / "docs")
    program = Program(tmp_path / "data", runtime)
    impatient = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); "
        "from bookorbit_desktop.app import serve; serve.LOOK_EVERY = 0.05; "
        "from bookorbit_desktop.app import run; run()"
    )
    words = ["--data-dir", program.data_dir, "serve", "--host", "127.0.0.1", "--port", "0"]
    process = subprocess.Popen(
        list(map(str, [sys.executable, "-P", "-c", impatient, tmp_path, *words])),
        env=program.environment | {"PYTHONPATH": ""},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Serving KOReader at ")
        own = tmp_path / "bookorbit_desktop/__init__.py"
        fresh = own.with_name("fresh")
        fresh.write_text(own.read_text("utf-8").replace(f'"{__version__}"', '"99.0.0"'), "utf-8")
        fresh.replace(own)
        assert process.stdout.readline().startswith("Serving KOReader at "), "the same process serves again"
        process.terminate()
        assert process.wait() == 0


def test_the_web_site_tells_of_the_version_in_the_changelog_and_the_metadata() -> None:
    metadata = ElementTree.parse(CHECKOUT / METADATA)
    newest = metadata.find("releases/release")
    assert newest is not None
    told = json.loads((CHECKOUT / "docs/latest.json").read_text("utf-8"))
    assert (told, newest.get("version")) == ({"version": __version__}, __version__)
    homepage = metadata.find("url[@type='homepage']")
    assert (homepage.text if homepage is not None else "") == SITE


def test_extraction_and_compilation_are_one_command_and_nothing_is_missing(tmp_path: Path) -> None:
    left_out = shutil.ignore_patterns("__pycache__")
    for name in ("bookorbit_desktop", "resources", "packaging"):
        shutil.copytree(CHECKOUT / name, tmp_path / name, ignore=left_out)
    said = run([sys.executable, "packaging/translations.py"], tmp_path)
    assert set(said.splitlines()) == {f"bookorbit_{name}.ts: 0 texts to translate" for name in TRANSLATED}
    for name in TRANSLATED:
        for ending in ("ts", "qm"):
            place = f"resources/translations/bookorbit_{name}.{ending}"
            assert (tmp_path / place).read_bytes() == (CHECKOUT / place).read_bytes(), place


def test_the_program_has_icons_and_the_readme_has_its_pictures() -> None:
    icons = {path.name for path in (CHECKOUT / "resources/icons").rglob("*.svg")}
    assert "bookorbit-desktop.svg" in icons
    pictures = re.findall(
        r"\((docs/images/[^)]+)\)|src=\"(docs/images/[^\"]+)\"", (CHECKOUT / "README.md").read_text()
    )
    shown = [one or other for one, other in pictures]
    assert shown
    assert [name for name in shown if not (CHECKOUT / name).is_file()] == []


def test_on_the_network_nothing_is_announced_until_asked_and_then_by_a_name(newcomer: Program) -> None:
    told = newcomer.json("server", "--json")
    assert (told["announces"], told["announced_name"]) == (False, "")
    assert "Announced as bookorbit.local" in newcomer.run("server", "--announce").stdout


def test_a_firewall_is_looked_for_and_what_lets_devices_in_is_said(newcomer: Program) -> None:
    checks = {one["name"]: one for one in newcomer.json("doctor", "--json", code=None)["checks"]}
    assert checks["firewall"]["said"]
