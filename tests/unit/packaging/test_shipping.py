"""What is shipped: trimmed, with its licences, in a package that a desktop knows, the same each time."""

import gzip
import hashlib
import importlib
import json
import lzma
import os
import plistlib
import re
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

import bookorbit_desktop
from bookorbit_desktop import __version__
from bookorbit_desktop.system.autostart import LABEL, RUN_KEY, RUN_VALUE

NAME = "bookorbit-desktop"


@pytest.fixture
def script(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A script of packaging/ by its name."""
    monkeypatch.syspath_prepend(str(checkout / "packaging"))
    monkeypatch.syspath_prepend(str(checkout / "packaging" / "freeze"))
    return importlib.import_module


@pytest.fixture
def small_build(checkout: Path, tmp_path: Path) -> Path:
    """A checkout whose frozen program is one line of shell, beside icons that are not drawn."""
    made = tmp_path / "checkout"
    for name in ("resources", "packaging", "CHANGELOG.md", "bookorbit_desktop/__init__.py"):
        place = made / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(checkout / name)
    frozen = made / "dist" / NAME
    (frozen / "_internal").mkdir(parents=True)
    (frozen / NAME).write_text("#!/bin/sh\necho started\n")
    (frozen / NAME).chmod(0o755)
    (frozen / "_internal" / "data.txt").write_text("data\n")
    (frozen / "_internal" / "link.txt").symlink_to("data.txt")
    (made / "build" / "icons").mkdir(parents=True)
    for size in (16, 22, 24, 32, 48, 64, 128, 256):
        (made / "build" / "icons" / f"{size}.png").write_bytes(b"\x89PNG")
    return made


class TestTrimming:
    @pytest.mark.parametrize(
        ("place", "source"),
        [
            ("PySide6/Qt/plugins/platforms/libqxcb.so", "/v/PySide6/Qt/plugins/platforms/libqxcb.so"),
            ("PySide6/Qt/plugins/platforms/libqoffscreen.so", "/v/libqoffscreen.so"),
            ("PySide6/Qt/plugins/platforms/libqwayland-generic.so", "/v/libqwayland-generic.so"),
            ("PySide6/Qt/plugins/imageformats/libqsvg.so", "/v/libqsvg.so"),
            ("PySide6/Qt/translations/qtbase_es.qm", "/v/qtbase_es.qm"),
            ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0"),
            ("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0"),
            ("python3.11/lib-dynload/_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so"),
            ("bookorbit_desktop/resources/translations/bookorbit_de.qm", "/c/bookorbit_de.qm"),
        ],
    )
    def test_files_the_program_uses_are_shipped(self, script: Any, place: str, source: str) -> None:
        assert script("trimming").is_wanted(place, source)

    @pytest.mark.parametrize(
        ("place", "source"),
        [
            ("PySide6/Qt/plugins/platforms/libqlinuxfb.so", "/v/libqlinuxfb.so"),
            ("PySide6/Qt/plugins/platforms/libqvnc.so", "/v/libqvnc.so"),
            ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "/v/libqgtk3.so"),
            ("PySide6/Qt/lib/libQt6Network.so.6", "/v/libQt6Network.so.6"),
            ("PySide6/Qt/translations/qtbase_ko.qm", "/v/qtbase_ko.qm"),
            ("PySide6/Qt/translations/assistant_de.qm", "/v/assistant_de.qm"),
            ("libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6"),
            ("libgtk-3.so.0", "/lib/x86_64-linux-gnu/libgtk-3.so.0"),
            ("bookorbit_desktop/resources/translations/bookorbit_de.ts", "/c/bookorbit_de.ts"),
        ],
    )
    def test_files_that_are_unused_or_on_the_system_are_not_shipped(
        self, script: Any, place: str, source: str
    ) -> None:
        assert not script("trimming").is_wanted(place, source)


@dataclass
class Recipe:
    """What the recipe asked PyInstaller for, on one system."""

    analysis: dict[str, Any]
    executables: dict[str, bool]
    """Whether each has a terminal."""
    bundles: list[dict[str, Any]]


@pytest.fixture(params=["linux", "darwin", "win32"])
def recipe(
    request: pytest.FixtureRequest, checkout: Path, script: Any, monkeypatch: pytest.MonkeyPatch
) -> Recipe:
    asked = Recipe({}, {}, [])

    def analysis(_scripts: list[str], **options: Any) -> SimpleNamespace:
        asked.analysis.update(options)
        return SimpleNamespace(binaries=[], datas=[], pure=[], scripts=[])

    path = checkout / "packaging" / "freeze" / f"{NAME}.spec"
    monkeypatch.setattr(Path, "write_text", lambda *_: 0)
    monkeypatch.setattr(sys, "platform", request.param)
    names: dict[str, Any] = {
        "SPECPATH": str(path.parent),
        "Analysis": analysis,
        "PYZ": lambda _modules: None,
        "EXE": lambda *_all, name, console, **_options: asked.executables.update({name: console}),
        "COLLECT": lambda *_all, **_options: None,
        "BUNDLE": lambda _folder, **options: asked.bundles.append(options),
        "collect_submodules": lambda name: [name],
    }
    code = path.read_text("utf-8").replace("from PyInstaller.utils.hooks import", "#")
    exec(compile(code, str(path), "exec"), names)
    monkeypatch.undo()
    return asked


def test_the_recipe_names_files_and_modules_that_are_there(recipe: Recipe) -> None:
    for source, _place in recipe.analysis["datas"]:
        parent, pattern = os.path.split(source)
        assert list(Path(parent).glob(pattern)), f"{source} is not there"
    modules = recipe.analysis["hiddenimports"]
    assert {"bookorbit_desktop.app", "bookorbit_desktop.cli.library"} <= set(modules)
    assert not any("migrations.0" in name for name in modules)
    assert "numpy" not in recipe.analysis["excludes"]


def test_each_system_gets_what_it_starts(recipe: Recipe) -> None:
    for bundle in recipe.bundles:
        assert bundle["bundle_identifier"] == LABEL
        assert (
            plistlib.loads(plistlib.dumps(bundle["info_plist"]))["CFBundleShortVersionString"] == __version__
        )
    assert (recipe.executables, len(recipe.bundles)) in (
        ({NAME: True}, 0),
        ({NAME: False}, 1),
        ({NAME: True, f"{NAME}-gui": False}, 0),
    )


class TestOtherSystems:
    """What can be known of recipes that run elsewhere."""

    def test_the_installer_of_windows_agrees_with_the_program(self, checkout: Path) -> None:
        folder = checkout / "packaging" / "windows"
        text = (folder / f"{NAME}.iss").read_text("utf-8")
        assert "AppVersion={#Version}" in text
        assert __version__ not in text
        assert f'#define Name "{RUN_VALUE}"' in text
        assert f'#define Program "{NAME}-gui.exe"' in text
        assert (
            f'Subkey: "{RUN_KEY}"; ValueType: none; ValueName: "{{#Name}}"; Flags: dontcreatekey uninsdeletevalue'
            in text
        )
        assert "PrivilegesRequired=lowest" in text
        licence = re.search(r"^LicenseFile=(.*)$", text, re.MULTILINE)
        assert licence is not None
        assert (folder / licence[1].replace("\\", "/")).is_file()
        sections = re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
        assert len(sections) == len(set(sections))
        assert "UninstallDelete" not in sections, "what a person made stays"

    def test_an_exe_says_which_version_it_is(self, checkout: Path, script: Any) -> None:
        kinds = (
            "VSVersionInfo",
            "FixedFileInfo",
            "StringFileInfo",
            "StringTable",
            "StringStruct",
            "VarFileInfo",
        )
        known = {kind: lambda *given, **named: (given, named) for kind in (*kinds, "VarStruct")}
        ((), facts) = eval(script("bundle_facts").version_resource(checkout, NAME), known)
        assert ".".join(map(str, facts["ffi"][1]["filevers"])) == f"{__version__}.0"
        strings = dict(given for given, _ in facts["kids"][0][0][0][0][0][1])
        assert (strings["ProductVersion"], strings["OriginalFilename"]) == (__version__, f"{NAME}.exe")

    def test_entitlements_are_a_property_list_of_switches(self, checkout: Path) -> None:
        entitlements = plistlib.loads((checkout / "packaging/macos/entitlements.plist").read_bytes())
        assert set(entitlements.values()) == {True}
        assert all(key.startswith("com.apple.security.cs.") for key in entitlements)

    def test_the_flatpak_has_its_files_and_may_do_what_the_program_does(self, checkout: Path) -> None:
        manifest = checkout / "packaging" / "linux" / f"{LABEL}.json"
        described = json.loads(manifest.read_text("utf-8"))
        assert (described["id"], described["command"]) == (LABEL, NAME)
        (module,) = described["modules"]
        for source in module["sources"]:
            assert source["type"] == "dir" or (manifest.parent / source["path"]).resolve().is_file()
        assert {
            "--share=network",
            "--talk-name=org.freedesktop.secrets",
            "--talk-name=org.kde.StatusNotifierWatcher",
            "--filesystem=/run/media",
        } <= set(described["finish-args"])

    def test_the_appimage_is_made_of_the_folder_as_appimagetool_wants_it(self, small_build: Path) -> None:
        tool = small_build / "tools" / "appimagetool"
        tool.parent.mkdir()
        tool.write_text('#!/bin/sh\necho "$@"\n"$1/AppRun"\n')
        tool.chmod(0o755)
        variables = os.environ | {"PATH": f"{tool.parent}:{os.environ['PATH']}"}
        command = [str(small_build / "packaging" / "linux" / "appimage.sh"), __version__]
        made = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
        given, started = made.stdout.splitlines()
        assert re.fullmatch(rf"build/AppDir dist/{NAME}-{__version__}-\w+\.AppImage", given)
        assert started == "started"
        assert {path.name for path in (small_build / "build" / "AppDir").iterdir()} == {
            *("AppRun", "usr", f"{NAME}.desktop", f"{NAME}.svg")
        }

    @pytest.mark.parametrize("workflow", ["release", "test"])
    def test_a_workflow_names_scripts_that_are_there(self, checkout: Path, workflow: str) -> None:
        text = (checkout / ".github" / "workflows" / f"{workflow}.yml").read_text("utf-8")
        named = set(re.findall(r"packaging/[\w/.-]+", text))
        assert named
        assert [name for name in named if not (checkout / name).is_file()] == []


class TestNotices:
    def test_every_pinned_package_that_is_installed_here_has_its_licence(
        self, script: Any, tmp_path: Path
    ) -> None:
        notices = script("notices")
        parts = {part.name: part for part in notices.shipped_parts(tmp_path) if part.name != "python"}
        for part in parts.values():
            notices.check(part)
        assert len(parts) > 40
        assert parts["PySide6_Essentials"].texts[0].name == "LGPL-3.0.txt"
        assert parts["peewee"].licence == "MIT"

    def test_a_part_without_a_text_or_under_an_unknown_licence_is_refused_by_name(self, script: Any) -> None:
        notices = script("notices")
        for licence, texts, reason in (
            ("MIT", (), "good 1.0 has no licence text"),
            ("Proprietary", (Path("x"),), "good 1.0 is under 'Proprietary'"),
        ):
            with pytest.raises(notices.NoticeMissing, match=reason):
                notices.check(notices.Part("good", "1.0", licence, texts, "pkg:pypi/good@1.0"))

    def test_the_bill_of_materials_names_each_part_once_and_no_day(self, script: Any, tmp_path: Path) -> None:
        notices = script("notices")
        text = tmp_path / "LICENSE"
        text.write_text("do what you like\n")
        parts = [notices.Part("good", "1.0", "MIT", (text,), "pkg:pypi/good@1.0")]
        bill = notices.bill_of_materials(parts)
        assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
        assert bill["metadata"]["component"]["version"] == __version__
        assert [part["purl"] for part in bill["components"]] == ["pkg:pypi/good@1.0"]
        assert not re.search(r"20\d\d-", json.dumps(bill))
        notices.write_notices(tmp_path / "licences", parts)
        assert (tmp_path / "licences" / "good" / "LICENSE").read_text() == "do what you like\n"
        assert "| good | 1.0 | MIT |" in (tmp_path / "licences" / "README.md").read_text()


class TestDebianPackage:
    def test_the_package_has_the_program_and_desktop_files_and_no_install_scripts(
        self, script: Any, small_build: Path
    ) -> None:
        package = script("debian_package").build_debian_package(small_build)
        content = subprocess.run(
            ["dpkg-deb", "-c", package], capture_output=True, text=True, check=True
        ).stdout
        places = [line.split(maxsplit=5)[5].split(" -> ")[0] for line in content.splitlines()]
        assert all(line.split()[1] == "root/root" for line in content.splitlines())
        assert {
            f"./usr/bin/{NAME}",
            f"./usr/lib/{NAME}/{NAME}",
            f"./usr/lib/{NAME}/_internal/link.txt",
            f"./usr/share/applications/{NAME}.desktop",
            f"./usr/share/icons/hicolor/scalable/apps/{NAME}.svg",
            f"./usr/share/icons/hicolor/48x48/apps/{NAME}.png",
            f"./usr/share/metainfo/{LABEL}.metainfo.xml",
            f"./usr/share/doc/{NAME}/copyright",
            f"./usr/share/doc/{NAME}/changelog.gz",
        } <= set(places)
        folder = small_build / "unpacked"
        subprocess.run(["dpkg-deb", "-R", package, folder], check=True)
        assert [path.name for path in (folder / "DEBIAN").iterdir()] == ["control"]
        ran = subprocess.run([folder / "usr/bin" / NAME], capture_output=True, text=True, check=True)
        assert ran.stdout == "started\n"
        log = gzip.decompress((folder / f"usr/share/doc/{NAME}/changelog.gz").read_bytes())
        assert log == (small_build / "CHANGELOG.md").read_bytes()

    def test_a_package_built_twice_has_the_same_bytes(self, script: Any, small_build: Path) -> None:
        build = script("debian_package").build_debian_package
        first = build(small_build).read_bytes()
        assert build(small_build).read_bytes() == first

    def test_dependencies_are_read_from_the_files_of_the_package(self, script: Any, tmp_path: Path) -> None:
        debian_package = script("debian_package")
        (tmp_path / "true").write_bytes(Path("/bin/true").read_bytes())
        (tmp_path / "notes.txt").write_text("no program")
        needed = debian_package.depends(tmp_path)
        assert re.fullmatch(r"libc6 \(>= 2\.\d+\)", next(name for name in needed if name.startswith("libc6")))
        assert {"libegl1", "libgl1", "libfontconfig1"} < set(needed)
        control = debian_package.control_text("1.0", "amd64", tmp_path, 1)
        assert "ca-certificates" in control.partition("Depends: ")[2].partition("\n")[0].split(", ")

    def test_a_library_that_nobody_has_is_an_error_that_names_it(
        self, script: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        debian_package = script("debian_package")
        (tmp_path / "true").write_bytes(Path("/bin/true").read_bytes())
        monkeypatch.setattr(debian_package, "needed_by", lambda path: ["libnever-built.so.9"])
        with pytest.raises(debian_package.CannotPackage, match=r"libnever-built\.so\.9"):
            debian_package.depends(tmp_path)


def test_an_archive_has_the_same_bytes_each_time_and_checks_against_its_sum(
    script: Any, small_build: Path
) -> None:
    downloads = script("downloads")
    first = downloads.write_archive(small_build)
    content = first.read_bytes()
    (small_build / "dist" / NAME / "_internal" / "data.txt").touch()
    assert downloads.write_archive(small_build).read_bytes() == content
    with tarfile.open(fileobj=lzma.open(first)) as archive:
        members = {member.name: member for member in archive.getmembers()}
    program = members[f"{first.name.removesuffix('.tar.xz')}/{NAME}"]
    assert (program.mode, program.uid, program.uname) == (0o755, 0, "")
    sums = downloads.write_checksums([first])
    assert sums.read_text() == f"{hashlib.sha256(content).hexdigest()}  {first.name}\n"


class TestDesktopFiles:
    @pytest.fixture
    def metadata(self, checkout: Path) -> Path:
        return checkout / "packaging" / "linux" / f"{LABEL}.metainfo.xml"

    def test_the_metadata_is_valid(self, metadata: Path) -> None:
        checked = subprocess.run(
            ["appstreamcli", "validate", "--no-net", metadata], capture_output=True, text=True, check=False
        )
        # There is no web site yet: newer versions of the tool warn of that, and of nothing else.
        found = re.findall(r"^[EW]: .*: (\S+)$", checked.stdout, re.MULTILINE)
        assert found in ([], [] if bookorbit_desktop.SITE else ["url-homepage-missing"]), checked.stdout

    def test_the_metadata_names_the_menu_entry_and_the_newest_release(
        self, checkout: Path, metadata: Path
    ) -> None:
        root = ElementTree.parse(metadata).getroot()
        assert root.findtext("id") == LABEL
        assert root.findtext("launchable") == f"{NAME}.desktop"
        assert (checkout / "resources" / f"{NAME}.desktop").is_file()
        newest = root.find("releases/release")
        assert newest is not None
        dated = re.search(
            r"^## \[(\d.*)\] - (.*)$", (checkout / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
        )
        assert dated is not None
        assert (newest.get("version"), newest.get("date")) == dated.groups() == (__version__, dated[2])


class TestRelease:
    @pytest.fixture
    def repository(self, checkout: Path, tmp_path: Path) -> Path:
        """A repository with the three files that a release writes."""
        made = tmp_path / "repository"
        for name, text in {
            "CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Wings.\n\n## [0.1.0] - 2026-01-01\n",
            "bookorbit_desktop/__init__.py": '__version__ = "0.1.0"\n',
            f"packaging/linux/{LABEL}.metainfo.xml": "<releases>\n    <release/>\n</releases>\n",
            "docs/latest.json": "{}",
        }.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_text(text)
        self.git(made, "init", "--quiet")
        self.git(made, "config", "user.name", "Somebody")
        self.git(made, "config", "user.email", "somebody@example.org")
        self.git(made, "add", ".")
        self.git(made, "commit", "--quiet", "--message", "all")
        return made

    def git(self, folder: Path, *words: str) -> str:
        done = subprocess.run(["git", "-C", folder, *words], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def test_one_command_writes_version_changelog_and_metadata_and_tags_the_commit(
        self, script: Any, repository: Path
    ) -> None:
        assert script("release").release(repository, "0.2.0") == "v0.2.0"
        assert (repository / "bookorbit_desktop/__init__.py").read_text() == '__version__ = "0.2.0"\n'
        changes = (repository / "CHANGELOG.md").read_text()
        assert re.search(
            r"## \[Unreleased\]\n\n## \[0\.2\.0\] - 20\d\d-\d\d-\d\d\n\n### Added\n\n- Wings\.", changes
        )
        assert 'version="0.2.0"' in (repository / f"packaging/linux/{LABEL}.metainfo.xml").read_text()
        assert json.loads((repository / "docs/latest.json").read_text()) == {"version": "0.2.0"}
        assert self.git(repository, "describe", "--exact-match") == "v0.2.0"
        assert self.git(repository, "status", "--porcelain") == ""

    @pytest.mark.parametrize(
        ("version", "reason"),
        [
            ("1.0", "three numbers"),
            ("0.1.0", "not higher than 0.1.0"),
            ("0.0.9", "not higher"),
            ("; ls", "no version"),
        ],
    )
    def test_a_version_that_is_none_or_not_higher_changes_nothing(
        self, script: Any, repository: Path, version: str, reason: str
    ) -> None:
        release = script("release")
        with pytest.raises(release.CannotRelease, match=reason):
            release.release(repository, version)
        assert self.git(repository, "status", "--porcelain") == ""

    def test_uncommitted_work_or_an_empty_changelog_stops_a_release(
        self, script: Any, repository: Path
    ) -> None:
        release = script("release")
        release.release(repository, "0.2.0")
        with pytest.raises(release.CannotRelease, match="tells of nothing new"):
            release.release(repository, "0.3.0")
        (repository / "new.txt").touch()
        with pytest.raises(release.CannotRelease, match="not committed"):
            release.release(repository, "0.3.0")


def test_smoke_says_what_is_wrong_with_a_program_that_does_nothing(checkout: Path) -> None:
    words = [sys.executable, str(checkout / "packaging" / "smoke.py"), "--no-window"]
    done = subprocess.run([*words, "false"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "NOT AS IT SHOULD BE: --version ended with 1" in done.stdout
    done = subprocess.run([*words, "/nowhere/at-all"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "smoke: there is no program /nowhere/at-all\n")
