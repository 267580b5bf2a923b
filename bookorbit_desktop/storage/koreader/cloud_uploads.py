"""Who put the databases of the cloud folder, and when last."""

import json
from collections.abc import Iterator
from typing import Final

from bookorbit_desktop.domain.koreader.cloud_files import CloudUpload
from bookorbit_desktop.storage.db.settings import SettingsRepository

_NOTE: Final = "cloud_uploads"
_KEPT: Final = 32


class CloudUploadRepository:
    """Keeps the newest upload of each file of each sender. Methods that change data run inside a writer job."""

    def __init__(self, settings: SettingsRepository) -> None:
        self._settings = settings

    def all(self) -> list[CloudUpload]:
        """The uploads, the newest first."""
        try:
            return list(_parse(self._settings.noted(_NOTE)))
        except (ValueError, TypeError, KeyError):
            return []

    def add(self, upload: CloudUpload) -> None:
        """Store an upload in place of the earlier one of that file from that address and model."""
        others = [other for other in self.all() if _sender(other) != _sender(upload)]
        rows = [[kept.name, kept.address, kept.at, kept.size, kept.model] for kept in (upload, *others)]
        self._settings.note(_NOTE, json.dumps(rows[:_KEPT]))


def _sender(upload: CloudUpload) -> tuple[str, str, str]:
    return upload.name, upload.address, upload.model


def _parse(text: str) -> Iterator[CloudUpload]:
    for name, address, at, size, model in json.loads(text or "[]"):
        yield CloudUpload(str(name), str(address), float(at), int(size), str(model))
