"""KOReader with the plugin, run by luajit: one process for each time that it is started (plugin.md)."""

import hashlib
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookorbit_desktop.domain.usb.plugin import PLUGIN_NAME
from bookorbit_desktop.system.own_program import koreader_plugin
from tests.integration.server.plugin.device import PASSPHRASE

KOREADER = Path(__file__).with_name("koreader.lua")
PLUGIN = koreader_plugin(PLUGIN_NAME)


def lua(value: object) -> str:
    """A value as Lua text."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"[{lua(key)}] = {lua(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "{" + ", ".join(map(lua, value)) + "}"
    if isinstance(value, str):
        escaped = "".join(
            f"\\{byte:03}" if byte < 32 or byte in (34, 92) else chr(byte) for byte in value.encode()
        )
        return f'"{escaped}"'.encode("latin-1").decode("utf-8")
    if value is None:
        return "nil"
    return str(value).lower() if isinstance(value, bool) else repr(value)


@dataclass
class Koreader:
    """A device; its folder is kept between two starts."""

    folder: Path
    port: int
    plugin: Path = PLUGIN
    passphrase: str = PASSPHRASE

    def __post_init__(self) -> None:
        (self.folder / "settings").mkdir(parents=True, exist_ok=True)
        (self.folder / "books").mkdir(exist_ok=True)
        self.log_in()

    def log_in(self, address: str | None = None, *, release: str = "v2026.03") -> None:
        """As a person logs in under Progress sync, where that release keeps it."""
        login = {
            "custom_server": f"http://127.0.0.1:{self.port}" if address is None else address,
            "username": "reader",
            "userkey": hashlib.md5(self.passphrase.encode()).hexdigest(),
            "checksum_method": 0,
        }
        old = {"kosync": login} if release < "v2026.07" else {}
        (self.folder / "settings.reader.lua").write_text(f"return {lua({'device_id': 'ABCD' * 8, **old})}")
        if release >= "v2026.07":
            (self.folder / "settings" / "kosync.lua").write_text(f"return {lua({'settings': login})}")

    def book(self, title: str = "Emma") -> str:
        """The path of a book file."""
        path = self.folder / "books" / f"{title}.epub"
        path.write_bytes(b"a book")
        return str(path)

    def run(self, scenario: str, **values: object) -> list[Any]:
        """Start KOReader and do what a person does. What the scenario reports.

        `H` is what koreader.lua offers, `Plugin` the class that the plugin gives; `values` are its locals.
        """
        script = self.folder / "scenario.lua"
        locals_ = "".join(f"local {name} = {lua(value)}\n" for name, value in values.items())
        script.write_text(f"local H = ...\n{locals_}{scenario}\n")
        done = subprocess.run(
            ["luajit", KOREADER, script],
            env={**os.environ, "DEVICE": str(self.folder), "PLUGIN": str(self.plugin)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def files(self) -> set[str]:
        """The plugin's own files."""
        return {path.name for path in (self.folder / "settings").glob("bodesk*")}
