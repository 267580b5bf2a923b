"""Diagnostics for finding faults, without secrets."""

import json
import platform
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import bookorbit_desktop
from bookorbit_desktop.domain.base.appearance import LogLevel
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.services.koreader.account import KoreaderLogin
from bookorbit_desktop.services.runtime.hiding import for_a_report
from bookorbit_desktop.services.runtime.log_level import LOG_FOLDER, use_log_level
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.library.book_list import BookList
from bookorbit_desktop.system.folders import open_private

_PRIVATE_SETTINGS = ("relay_url", "relay_username", "hardcover_username", "hardcover_user_id")


class DiagnosticsService:
    """Sets the log level, and writes a zip of log, settings and versions for a bug report."""

    def __init__(
        self,
        data_dir: Path,
        database: Database,
        preferences: Preferences,
        koreader_login: KoreaderLogin,
        books: BookList,
        account: HardcoverAccountService,
    ) -> None:
        self._data_dir = data_dir
        self._database = database
        self._preferences = preferences
        self._koreader_login = koreader_login
        self._books = books
        self._account = account

    @property
    def log_folder(self) -> Path:
        """The folder of the log files."""
        return self._data_dir / LOG_FOLDER

    def set_log_level(self, level: LogLevel) -> None:
        """Choose how much is logged. Blocks."""
        use_log_level(self._preferences.change(log_level=level))

    def write(self, path: Path) -> None:
        """Write the zip. Blocks. Raises InvalidInput if it can't be written."""
        self._koreader_login.show()  # what it takes from the password store is known from then on
        fresh = path.with_name(f"{path.name}.new")
        try:
            fresh.unlink(missing_ok=True)
            with (
                open(fresh, "wb", opener=open_private) as file,
                zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
            ):
                for name, text in self._parts():
                    archive.writestr(name, for_a_report(text))
            fresh.replace(path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise InvalidInput(
                Message("Couldn't write the file there ({0}). Choose another folder.", error.strerror or "")
            ) from error

    def _parts(self) -> Iterator[tuple[str, str]]:
        yield "about.txt", self._about()
        settings = asdict(self._preferences.current)
        shown = {key: value for key, value in settings.items() if key not in _PRIVATE_SETTINGS}
        yield "settings.json", json.dumps(shown, indent=2)
        for file in sorted(self.log_folder.glob("*.log*")):
            yield f"{LOG_FOLDER}/{file.name}", file.read_text(encoding="utf-8", errors="replace")

    def _access(self) -> str:
        """How the account is connected, without anything that tells whose it is."""
        until = f", until {iso_time(self._account.ends_at)}" if self._account.ends_at else ""
        return f"{self._account.source}{until}"

    def _about(self) -> str:
        lines = {
            "BookOrbit Desktop": bookorbit_desktop.__version__,
            "Python": sys.version.replace("\n", " "),
            "System": platform.platform(),
            "Database": f"{self._database.path.stat().st_size} bytes",
            "Hardcover": self._access(),
            **{f"Books, {status}": str(count) for status, count in self._books.counts().items()},
        }
        return "".join(f"{name}: {value}\n" for name, value in lines.items())
