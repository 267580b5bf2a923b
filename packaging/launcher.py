"""The files that put BookOrbit Desktop into one person's applications menu."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def launcher_paths() -> list[Path]:
    """Where this system looks for a person's launchers: the launcher, then its icon where it has one."""
    if sys.platform == "win32":
        return [Path(os.environ["APPDATA"], "Microsoft/Windows/Start Menu/Programs/BookOrbit Desktop.cmd")]
    if sys.platform == "darwin":
        return [Path.home() / "Applications" / "BookOrbit Desktop.command"]
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return [
        data / "applications" / "bookorbit-desktop.desktop",
        data / "icons" / "hicolor" / "scalable" / "apps" / "bookorbit-desktop.svg",
    ]


def launcher_files(checkout: Path, program: Sequence[str]) -> dict[Path, bytes]:
    """The content of each of these files, for the program started as the given command."""
    if sys.platform == "win32":
        command = subprocess.list2cmdline(program).replace("python.exe", "pythonw.exe")
        contents = [f'@start "" {command}\r\n'.encode()]
    elif sys.platform == "darwin":
        contents = [f"#!/bin/sh\nexec {shlex.join(program)}\n".encode()]
    else:
        entry = (checkout / "resources" / "bookorbit-desktop.desktop").read_text(encoding="utf-8")
        icon = checkout / "resources" / "icons" / "bookorbit-desktop.svg"
        contents = [desktop_entry(entry, program).encode(), icon.read_bytes()]
    return dict(zip(launcher_paths(), contents, strict=True))


def desktop_entry(template: str, program: Sequence[str]) -> str:
    """The .desktop file with this program in place of the installed command."""
    replaced = {"Exec": " ".join([*map(desktop_quoted, program), "--open", "%F"]), "TryExec": program[0]}
    lines = []
    for line in template.splitlines():
        key = line.partition("=")[0]
        lines.append(f"{key}={replaced[key]}" if key in replaced else line)
    return "\n".join(lines) + "\n"


def desktop_quoted(argument: str) -> str:
    """One argument, quoted as the Desktop Entry Specification 1.5 says under "The Exec key"."""
    for reserved in '\\"`$':
        argument = argument.replace(reserved, f"\\{reserved}")
    return f'"{argument}"'.replace("\\", "\\\\").replace("%", "%%")
