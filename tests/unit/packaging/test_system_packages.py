"""Which libraries and tools the system lacks, and how it gets them."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

MISSING = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1", "Xvfb": "xvfb"}


@pytest.fixture
def apt(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An apt-get that writes down how it was called, first on the PATH of a root who lacks two libraries."""
    record = tmp_path / "record"
    fake = tmp_path / "apt-get"
    fake.write_text(
        f'#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> {record}\ncase "$*" in *update*) exit 100;; esac\n'
    )
    fake.chmod(0o755)
    answers = iter([{"libGL.so.1": "libgl1", "Xvfb": "xvfb"}, {}])
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("DEBIAN_FRONTEND", "dialog")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    monkeypatch.setattr(dev, "missing_parts", lambda purpose: next(answers))
    return record


def test_a_library_that_is_not_there_is_named_with_its_package(
    system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(system_packages.LIBRARIES, "libnever-built.so.9", "libnever9")
    monkeypatch.setitem(system_packages.TEST_TOOLS, "never-built", "never-tools")
    monkeypatch.setattr(sys, "platform", "linux")
    assert system_packages.missing_parts("run")["libnever-built.so.9"] == "libnever9"
    assert "never-built" not in system_packages.missing_parts("run")
    assert system_packages.missing_parts("test")["never-built"] == "never-tools"


def test_a_lua_module_that_is_not_there_is_named_with_its_package(
    system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(system_packages.LUA_MODULES, "/usr/share/lua/5.1/never_built.lua", "lua-never-built")
    monkeypatch.setattr(sys, "platform", "linux")
    assert "lua-never-built" in system_packages.missing_parts("test").values()
    assert "lua-never-built" not in system_packages.missing_parts("run").values()
    assert system_packages.can_require("/usr/lib64/lua/5.1/string.so")
    monkeypatch.setenv("PATH", "/nowhere")
    assert not system_packages.can_require("/usr/lib64/lua/5.1/string.so")
    found = system_packages.install_command({"/usr/share/lua/5.1/socket.lua": "lua-socket"}, "dnf")
    assert found == "sudo dnf install /usr/share/lua/5.1/socket.lua"


def test_other_systems_than_linux_lack_no_packages(
    system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(system_packages.LIBRARIES, "libnever-built.so.9", "libnever9")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert system_packages.missing_parts("test") == {}


@pytest.mark.parametrize(
    ("manager", "expected"),
    [
        (
            "apt-get",
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1 xvfb",
        ),
        ("dnf", "sudo dnf install 'libGL.so.1()(64bit)' 'libEGL.so.1()(64bit)' /usr/bin/Xvfb"),
        ("zypper", "sudo zypper install 'libGL.so.1()(64bit)' 'libEGL.so.1()(64bit)' /usr/bin/Xvfb"),
        ("", ""),
    ],
)
def test_the_command_can_be_pasted(system_packages: ModuleType, manager: str, expected: str) -> None:
    assert system_packages.install_command(MISSING, manager) == expected


def test_arch_gets_the_test_tools_only_for_the_tests(system_packages: ModuleType) -> None:
    assert "xorg-server-xvfb" in system_packages.install_command(MISSING, "pacman")
    assert "xorg-server-xvfb" not in system_packages.install_command({"libGL.so.1": "libgl1"}, "pacman")


@pytest.mark.parametrize(
    ("manager", "expected"),
    [
        ("apt-get", "sudo apt-get update && sudo apt-get install -y --no-install-recommends calibre"),
        ("dnf", "sudo dnf install /usr/bin/calibredb /usr/bin/ebook-meta"),
        ("zypper", "sudo zypper install /usr/bin/calibredb /usr/bin/ebook-meta"),
        ("pacman", " calibre"),
    ],
)
def test_calibre_is_for_the_tests_alone(
    system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, manager: str, expected: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "calibre" not in system_packages.missing_parts("run").values()
    missing = {
        part: package
        for part, package in system_packages.missing_parts("test").items()
        if package == "calibre"
    }
    assert system_packages.install_command(missing, manager).endswith(expected)


def test_missing_packages_are_installed_for_root_on_debian(dev: ModuleType, apt: Path) -> None:
    dev.install_missing_parts("test", with_venv=False)
    assert apt.read_text().splitlines() == [
        "noninteractive -o DPkg::Lock::Timeout=180 update",
        "noninteractive -o DPkg::Lock::Timeout=180 install -y --no-install-recommends libgl1 xvfb",
    ]


def test_a_bare_debian_gets_the_venv_module_of_this_python(
    dev: ModuleType, apt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "find_spec", lambda name: None)
    monkeypatch.setattr(dev, "PYTHON", "3.12")
    dev.install_missing_parts("run", with_venv=True)
    assert apt.read_text().splitlines()[-1].endswith("libgl1 python3.12-venv xvfb")


def test_another_user_than_root_is_given_the_command_to_install_them(
    dev: ModuleType, apt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    with pytest.raises(dev.SetUpError) as raised:
        dev.install_missing_parts("test", with_venv=False)
    assert "lacks libGL.so.1, Xvfb" in str(raised.value)
    assert "    sudo apt-get update && sudo apt-get install" in str(raised.value)
    assert not apt.exists()


def test_an_unknown_system_is_told_what_is_missing(
    dev: ModuleType, apt: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with pytest.raises(dev.SetUpError, match=r"lacks libGL\.so\.1, Xvfb"):
        dev.install_missing_parts("test", with_venv=False)


def test_a_package_that_brings_nothing_is_noticed(
    dev: ModuleType, apt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "missing_parts", lambda purpose: {"libGL.so.1": "libgl1"})
    with pytest.raises(dev.SetUpError, match=r"still missing: libGL\.so\.1"):
        dev.install_missing_parts("run", with_venv=False)


@pytest.mark.parametrize(
    "plugin",
    ["platforms/libqxcb", "platforms/libqwayland", "platforms/libqoffscreen", "tls/libqopensslbackend"],
)
def test_the_libraries_are_all_that_qt_needs(system_packages: ModuleType, plugin: str) -> None:
    spec = find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    library = Path(spec.origin).parent / "Qt" / "plugins" / f"{plugin}.so"
    linked = subprocess.run(["ldd", library], capture_output=True, text=True, check=True, timeout=300).stdout
    assert "libQt6Core" in linked
    assert "not found" not in linked
