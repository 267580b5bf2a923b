"""A KOReader device as a folder, built from device-files.md: settings, books and sidecars of each kind and mode."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DIGEST = "0123456789abcdef0123456789abcdef"
PLACES = {
    "kobo": (".adds/koreader", "/mnt/onboard"),
    "kindle": ("koreader", "/mnt/us"),
    "pocketbook": ("applications/koreader", "/mnt/ext1"),
    "cervantes": ("koreader", "/mnt/public"),
    "remarkable": ("koreader", "/home/root"),
    "android": ("koreader", "/storage/emulated/0"),
}


def lua(value: Any, level: int = 0) -> bytes:
    """A literal in KOReader's own form; of a list the keys are numbers."""
    if isinstance(value, Mapping | list):
        pairs = value.items() if isinstance(value, Mapping) else enumerate(value, 1)
        inner = b"    " * (level + 1)
        lines = [b"%s[%s] = %s,\n" % (inner, lua(key), lua(item, level + 1)) for key, item in pairs]
        return b"{\n" + b"".join(lines) + b"    " * level + b"}"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, str | bytes):
        text = value.encode() if isinstance(value, str) else value
        escaped = (
            text.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\\n").replace(b"\r", b"\\13")
        )
        return b'"' + escaped + b'"'
    return repr(value).encode()


class DeviceTree:
    """Written file by file; every path of a book is a path of the device."""

    def __init__(self, root: Path, kind: str = "kobo", version: str = "v2026.07") -> None:
        self.root = root
        data, self.device_root = PLACES[kind]
        self.data = root / data
        self.settings: dict[str, Any] = {
            "device_id": "71B7E4D06A2C4D0E8E4C",
            "last_migration_date": 20260623,
            "home_dir": self.device_root,
        }
        (self.data / "settings").mkdir(parents=True)
        (self.data / "git-rev").write_text(f"{version}\n")
        self.write_settings()

    def write_settings(self, **values: Any) -> None:
        """settings.reader.lua with these values besides the usual ones."""
        self.settings |= values
        self.write_lua(self.data / "settings.reader.lua", self.settings)

    def write_lua(self, path: Path | bytes, value: Any, *, age: float = 0) -> bytes:
        """A file as KOReader writes it, `age` seconds older than the others."""
        where = os.fsencode(path)
        os.makedirs(os.path.dirname(where), exist_ok=True)
        with open(where, "wb") as file:
            file.write(b"-- " + where.replace(b"\n", b" ") + b"\nreturn " + lua(value) + b"\n")
        os.utime(where, (1_750_000_000 - age,) * 2)
        return where

    def here(self, device_path: str | bytes) -> bytes:
        """Where a path of the device is."""
        return os.fsencode(self.root) + os.fsencode(device_path).removeprefix(os.fsencode(self.device_root))

    def book(self, device_path: str | bytes, content: bytes = b"a book") -> None:
        """A book's file."""
        where = self.here(device_path)
        os.makedirs(os.path.dirname(where), exist_ok=True)
        with open(where, "wb") as file:
            file.write(content)

    def sidecar_path(self, device_path: str | bytes, mode: str = "doc", digest: str = DIGEST) -> bytes:
        """Where the sidecar of a book belongs."""
        path = os.fsencode(device_path)
        folder, name = os.path.split(path)
        stem, dot, suffix = name.rpartition(b".")
        stem, suffix = (stem, suffix) if dot else (name, b"_")
        metadata = b"metadata." + suffix + b".lua"
        data = os.fsencode(self.data)
        if mode == "doc":
            return os.path.join(self.here(folder), stem + b".sdr", metadata)
        if mode == "dir":
            return data + b"/docsettings" + os.path.join(folder, stem + b".sdr", metadata)
        if mode == "hash":
            return os.path.join(
                data, b"hashdocsettings", digest[:2].encode(), f"{digest}.sdr".encode(), metadata
            )
        return data + b"/history/[" + folder.replace(b"/", b"#") + b"#] " + name + b".lua"

    def sidecar(self, device_path: str | bytes, mode: str = "doc", *, age: float = 0, **values: Any) -> bytes:
        """A sidecar of today with these values besides the usual ones; returns its path."""
        usual = {
            "doc_path": device_path,
            "partial_md5_checksum": DIGEST,
            "percent_finished": 0.42735042735042733,
            "doc_props": {"title": "A Title", "authors": "Ada Example"},
        }
        table = {key: value for key, value in (usual | values).items() if value is not None}
        return self.write_lua(self.sidecar_path(device_path, mode), table, age=age)

    def history(self, *opened: tuple[str, int]) -> None:
        """history.lua with these paths and times, the newest first."""
        self.write_lua(self.data / "history.lua", [{"time": time, "file": path} for path, time in opened])

    def snapshot(self) -> dict[bytes, tuple[int, bytes]]:
        """Every file with the time of its last change and its content, and every folder."""
        found = {}
        for folder, _, files in os.walk(os.fsencode(self.root)):
            found[folder] = (os.stat(folder).st_mtime_ns, b"")
            for name in files:
                path = os.path.join(folder, name)
                found[path] = (os.stat(path).st_mtime_ns, Path(os.fsdecode(path)).read_bytes())
        return found
