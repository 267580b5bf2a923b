"""The launcher with its icon, and the pictures and the .desktop file it is made from."""

import configparser
import subprocess
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

SVG = "{http://www.w3.org/2000/svg}"
PROGRAM = ["/opt/my books/.venv/bin/python", "-P", "-m", "bookorbit_desktop"]


def read_entry(text: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # keys are case-sensitive here
    parser.read_string(text)
    return parser["Desktop Entry"]


def unquote(argument: str) -> str:
    """Reads one argument of Exec as a desktop does: string escapes, field codes, then the quotes."""
    value = argument.replace("\\\\", "\\").replace("%%", "%")
    assert value[0] == value[-1] == '"'
    characters = iter(value[1:-1])
    return "".join(next(characters) if character == "\\" else character for character in characters)


@pytest.fixture
def template(checkout: Path) -> str:
    return (checkout / "resources" / "bookorbit-desktop.desktop").read_text(encoding="utf-8")


def test_the_desktop_file_is_valid(checkout: Path, template: str) -> None:
    path = checkout / "resources" / "bookorbit-desktop.desktop"
    assert subprocess.run(["desktop-file-validate", path], capture_output=True, timeout=300).stdout == b""
    entry = read_entry(template)
    assert (entry["Type"], entry["Name"], entry["Terminal"]) == ("Application", "BookOrbit Desktop", "false")
    assert entry["Exec"] == f"{entry['TryExec']} --open %F"
    assert entry["TryExec"] == entry["Icon"] == entry["StartupWMClass"] == path.stem
    assert "application/epub+zip" in entry["MimeType"].split(";")
    assert (checkout / "resources" / "icons" / f"{entry['Icon']}.svg").exists()


def test_the_launcher_starts_this_checkout(launcher: ModuleType, template: str, tmp_path: Path) -> None:
    text = launcher.desktop_entry(template, PROGRAM)
    entry = read_entry(text)
    assert entry["Exec"] == '"/opt/my books/.venv/bin/python" "-P" "-m" "bookorbit_desktop" --open %F'
    assert entry["TryExec"] == PROGRAM[0]
    assert entry["Name"] == "BookOrbit Desktop"
    (tmp_path / "bookorbit-desktop.desktop").write_text(text, encoding="utf-8")
    validation = ["desktop-file-validate", str(tmp_path / "bookorbit-desktop.desktop")]
    assert subprocess.run(validation, capture_output=True, timeout=300).stdout == b""


def test_the_launcher_is_installed_for_this_person_and_removed_again(
    dev: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(dev, "prepare", lambda purpose: dev.Environment(checkout))
    written = [
        tmp_path / "applications" / "bookorbit-desktop.desktop",
        tmp_path / "icons" / "hicolor" / "scalable" / "apps" / "bookorbit-desktop.svg",
    ]
    assert dev.main(["install"]) == 0
    assert [path.exists() for path in written] == [True, True]
    assert str(checkout / ".venv" / "bin" / "python") in written[0].read_text(encoding="utf-8")
    assert dev.main(["install", "--remove"]) == 0
    assert [path.exists() for path in written] == [False, False]
    assert dev.main(["install", "--remove"]) == 0


def test_the_launcher_goes_where_desktops_look_by_default(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert launcher.launcher_paths()[0] == tmp_path / ".local/share/applications/bookorbit-desktop.desktop"


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("/home/ann/books", '"/home/ann/books"'),
        ('a "b"', '"a \\\\"b\\\\""'),
        ("50%", '"50%%"'),
        ("$HOME", '"\\\\$HOME"'),
        ("back\\slash", '"back\\\\\\\\slash"'),
    ],
)
def test_exec_is_quoted(launcher: ModuleType, argument: str, expected: str) -> None:
    assert launcher.desktop_quoted(argument) == expected


def test_every_path_survives_the_quoting(launcher: ModuleType) -> None:
    @given(st.text(st.characters(blacklist_categories=["Cs", "Cc"])))
    def check(argument: str) -> None:
        assert unquote(launcher.desktop_quoted(argument)) == argument

    check()


def test_the_line_icons_are_one_set(checkout: Path) -> None:
    icons = sorted((checkout / "resources" / "icons" / "line").glob("*.svg"))
    assert len(icons) > 40
    for path in icons:
        root = ElementTree.parse(path).getroot()
        drawn = {key: root.get(key) for key in ("viewBox", "fill", "stroke", "stroke-width")}
        assert drawn == {
            "viewBox": "0 0 20 20",
            "fill": "none",
            "stroke": "currentColor",
            "stroke-width": "1.5",
        }
        assert "#" not in path.read_text(), f"{path.name} has a colour of its own"
        assert {element.tag for element in root} <= {f"{SVG}{tag}" for tag in ("path", "circle", "rect")}


def test_the_tray_has_an_icon_for_every_state(checkout: Path) -> None:
    drawings = {
        path.stem: path.read_bytes() for path in (checkout / "resources" / "icons" / "tray").glob("*.svg")
    }
    assert drawings.keys() == {"idle", "syncing", "attention", "paused", "stopped"}
    assert len(set(drawings.values())) == len(drawings)
