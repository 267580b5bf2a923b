"""Starts the program at login. The system's own setting counts, and is read back each time.

Linux: freedesktop.org's Desktop Application Autostart Specification. Windows: the Run key of the current
user. macOS: a LaunchAgent (launchd.plist(5)).
"""

import os
import plistlib
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from bookorbit_desktop.domain.base.errors import AutostartUnavailable
from bookorbit_desktop.domain.base.messages import Message, as_message
from bookorbit_desktop.system.folders import home

NAME = "bookorbit-desktop"
LABEL = "org.bookorbit.desktop"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
RUN_VALUE = "BookOrbit Desktop"
HIDDEN = "--minimized"
"""Starts in the tray, as nobody asked for a window."""


class Autostart(ABC):
    """Whether the program starts with the session."""

    where: str
    """Where the system stores it, to show to the person."""

    @abstractmethod
    def is_on(self) -> bool:
        """The system's current setting. Blocks."""

    @abstractmethod
    def switch(self, on: bool) -> None:
        """Change the system's setting. Blocks. Raises AutostartUnavailable if it refuses."""


class FileAutostart(Autostart):
    """An autostart file that the system reads at login."""

    def __init__(self, path: Path, content: bytes) -> None:
        self.where = str(path)
        self._path = path
        self._content = content

    def is_on(self) -> bool:
        """Whether the file exists and does not say that it is off, as session settings write into it."""
        try:
            return not _says_off(self._path.read_bytes())
        except OSError:
            return False

    def switch(self, on: bool) -> None:
        """Write the file again, or remove it."""
        try:
            if not on:
                self._path.unlink(missing_ok=True)
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_name(f"{self._path.name}.new")
            fresh.write_bytes(self._content)
            fresh.replace(self._path)
        except OSError as error:
            raise AutostartUnavailable(
                Message(
                    ("Couldn't change the file {0} ({1}). Check that you can write there, and try again."),
                    self.where,
                    error.strerror or "",
                )
            ) from error


class RunKeyAutostart(Autostart):
    """A value in the registry of Windows."""

    where = rf"HKEY_CURRENT_USER\{RUN_KEY}"

    def __init__(self, command: Sequence[str]) -> None:
        self._line = run_key_line(command)

    def is_on(self) -> bool:
        """Whether the value exists."""
        if sys.platform != "win32":
            return False
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                winreg.QueryValueEx(key, RUN_VALUE)
        except OSError:
            return False
        return True

    def switch(self, on: bool) -> None:
        """Set the value, or delete it."""
        if sys.platform != "win32":
            raise AutostartUnavailable(as_message("Only Windows has a registry."))
        import winreg

        try:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                if on:
                    winreg.SetValueEx(key, RUN_VALUE, 0, winreg.REG_SZ, self._line)
                elif self.is_on():
                    winreg.DeleteValue(key, RUN_VALUE)
        except OSError as error:
            raise AutostartUnavailable(
                Message(
                    "Windows did not let BookOrbit change its list of programs that start at login ({0}).",
                    error,
                )
            ) from error


class HomelessAutostart(Autostart):
    """For systems where autostart isn't supported."""

    where = ""

    def is_on(self) -> bool:
        """Always False."""
        return False

    def switch(self, on: bool) -> None:
        """Does nothing when switched off; refuses to be switched on."""
        if on:
            raise AutostartUnavailable(
                Message(
                    "Your home folder is not known, so BookOrbit can’t start with your session. Set HOME."
                )
            )


def system_autostart(data_dir: Path | None) -> Autostart:
    """The implementation for this system. `data_dir` None: the program starts with its usual data folder."""
    command = start_command(data_dir)
    if sys.platform == "win32":
        return RunKeyAutostart(command)
    usual = home()
    if sys.platform == "darwin" and usual is not None:
        path = usual / "Library" / "LaunchAgents" / f"{LABEL}.plist"
        return FileAutostart(path, launch_agent(command))
    config = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    if not config.is_absolute() or _flatpak():  # whose own folder no session looks into
        if usual is None:
            return HomelessAutostart()
        config = usual / ".config"
    return FileAutostart(config / "autostart" / f"{NAME}.desktop", desktop_entry(command).encode())


def start_command(data_dir: Path | None) -> list[str]:
    """The command that starts this program hidden in the tray."""
    chosen = [] if data_dir is None else ["--data-dir", str(data_dir)]
    return [*_program(), *chosen, HIDDEN]


def desktop_entry(command: Sequence[str]) -> str:
    """The .desktop file for Linux sessions."""
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Version=1.4\n"
        "Name=BookOrbit Desktop\n"
        "Comment=Keep your place in every book in sync between KOReader and Hardcover\n"
        f"Exec={' '.join(map(_quoted, command))}\n"
        f"Icon={NAME}\n"
        "Terminal=false\n"
        "X-GNOME-Autostart-enabled=true\n"
    )


def run_key_line(command: Sequence[str]) -> str:
    """The command line that Windows runs at login."""
    return subprocess.list2cmdline(command)


def launch_agent(command: Sequence[str]) -> bytes:
    """The property list that launchd reads at login."""
    return plistlib.dumps(
        {"Label": LABEL, "ProgramArguments": list(command), "RunAtLoad": True, "ProcessType": "Interactive"}
    )


def _program() -> list[str]:
    """The installed command if there is one, otherwise the interpreter with the package."""
    if flatpak := _flatpak():
        return ["flatpak", "run", flatpak]
    if image := _app_image():
        return [image]
    name = f"{NAME}-gui.exe" if sys.platform == "win32" else NAME
    command = Path(sys.executable).with_name(name)
    if command.is_file():
        return [str(command)]
    return (
        [sys.executable]
        if getattr(sys, "frozen", False)
        else [sys.executable, "-P", "-m", "bookorbit_desktop"]
    )


def _flatpak() -> str:
    """The name under which Flatpak runs this program; empty if it doesn't."""
    return os.environ.get("FLATPAK_ID", "")


def _app_image() -> str:
    """The AppImage that this program runs from; empty if it is none, as where another AppImage started it.

    What it contains lies in a folder that is there only while it runs (AppImage documentation, "Environment
    variables").
    """
    contents = os.environ.get("APPDIR", "")
    is_ours = bool(contents) and Path(sys.executable).is_relative_to(contents)
    return os.environ.get("APPIMAGE", "") if is_ours else ""


def _quoted(argument: str) -> str:
    """An argument in the form of the Desktop Entry Specification: quoted, then escaped as a string value."""
    if argument and argument.replace("-", "").replace("_", "").replace("/", "").replace(".", "").isalnum():
        return argument
    quoted = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in argument.replace("%", "%%"))
    return '"' + quoted.replace("\\", "\\\\") + '"'


def _says_off(content: bytes) -> bool:
    lines = {line.strip().replace(b" ", b"").lower() for line in content.splitlines()}
    return b"hidden=true" in lines or b"x-gnome-autostart-enabled=false" in lines
