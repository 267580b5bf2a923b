"""Installations of the plugin, and their newest report of each book."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.usb.files import Sidecar
from bookorbit_desktop.domain.usb.plugin import PluginClient, PluginVisit
from bookorbit_desktop.storage.db.database import Database

_PUT_CLIENT = """
INSERT INTO plugin_client (id, device_id, model, koreader, plugin, seen_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET device_id = excluded.device_id, model = excluded.model,
koreader = excluded.koreader, plugin = excluded.plugin, seen_at = excluded.seen_at
"""
_PUT_REPORT = """
INSERT INTO plugin_report (client, digest, report, version, taken, told_at) VALUES (?, ?, ?, 1, 0, ?)
ON CONFLICT (client, digest) DO UPDATE SET report = excluded.report, version = version + 1, told_at = excluded.told_at
"""
_PUT_DOCUMENT = """
INSERT OR IGNORE INTO document (digest, title, authors, filename, progress, percentage, device, device_id, timestamp,
pushes, first_seen, newest_push, withheld)
SELECT :digest, :title, :authors, :filename, '', 0, :model, :device, CAST(:at AS INTEGER), 0, :at, 0, 1
WHERE NOT EXISTS (SELECT 1 FROM digest WHERE digest = :digest)
"""
_CLIENT = "c.id, c.device_id, c.model, c.koreader, c.plugin"
_REPORTS = """
SELECT digest, report, version FROM plugin_report
WHERE client = ? AND digest IN (SELECT value FROM json_each(?)) ORDER BY digest
"""
_WAITING = f"""
SELECT {_CLIENT}, r.digest FROM plugin_report r JOIN plugin_client c ON c.id = r.client
WHERE r.taken < r.version AND EXISTS (SELECT 1 FROM digest d WHERE d.digest = r.digest) ORDER BY c.id, r.digest
"""
_VISITS = f"""
SELECT {_CLIENT}, c.seen_at, (SELECT COUNT(*) FROM plugin_report r WHERE r.client = c.id AND r.taken < r.version)
FROM plugin_client c ORDER BY c.seen_at DESC
"""


@dataclass(frozen=True, slots=True)
class KeptReport:
    """The newest report of a book, as JSON."""

    digest: str
    report: Mapping[str, Any]
    version: int
    """One more with each report."""


class PluginRepository:
    """Keeps reports. Methods that change data run inside a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_client(self, client: PluginClient, at: float) -> None:
        """Store who asked, at `at` (seconds since 1970)."""
        values = (client.id, client.device_id, client.model, client.koreader, client.plugin, at)
        self._database.connection().execute(_PUT_CLIENT, values)

    def put_report(self, client: str, digest: str, news: Mapping[str, Any], at: float) -> None:
        """Store what a report says; what it says nothing of stays as it was."""
        known = next((kept.report for kept in self.reports(client, [digest])), {})
        text = json.dumps({**known, **news})
        self._database.connection().execute(_PUT_REPORT, (client, digest, text, at))

    def put_document(self, client: PluginClient, digest: str, sidecar: Sidecar, at: float) -> None:
        """List a book without a digest here as a document, which the person can link. No device gets a position."""
        values = {
            "digest": digest,
            "title": sidecar.title,
            "authors": "\n".join(sidecar.props.authors),
            "filename": path_text(sidecar.device_path.rpartition(b"/")[2]),
            "model": client.model,
            "device": client.device_id or None,
            "at": at,
        }
        self._database.connection().execute(_PUT_DOCUMENT, values)

    def reports(self, client: str, digests: Iterable[str]) -> list[KeptReport]:
        """The newest reports of these books."""
        rows = self._database.connection().execute(_REPORTS, (client, json.dumps(list(digests))))
        return [KeptReport(digest, json.loads(report), version) for digest, report, version in rows]

    def settle(self, client: str, digest: str, version: int) -> None:
        """Note that a report is in the library; one that came since waits."""
        sql = "UPDATE plugin_report SET taken = ? WHERE client = ? AND digest = ?"
        self._database.connection().execute(sql, (version, client, digest))

    def waiting(self) -> dict[PluginClient, list[str]]:
        """The digests of reports that are not in the library, and that a book has by now."""
        found: dict[PluginClient, list[str]] = {}
        for *client, digest in self._database.connection().execute(_WAITING):
            found.setdefault(PluginClient(*client), []).append(digest)
        return found

    def visits(self) -> list[PluginVisit]:
        """Every installation, the latest first."""
        return [
            PluginVisit(PluginClient(*client), datetime.fromtimestamp(at, UTC), waiting)
            for *client, at, waiting in self._database.connection().execute(_VISITS)
        ]
