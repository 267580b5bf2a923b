"""Automatic work once the server runs: syncs, watched folders, and resuming unfinished work."""

import asyncio

from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover.sync_schedule import QuietTimes, SyncSchedule
from bookorbit_desktop.services.overview.unfinished import UnfinishedWork
from bookorbit_desktop.services.relay.schedule import RelaySchedule, RelayWaits
from bookorbit_desktop.services.runtime.backups import BackupSchedule
from bookorbit_desktop.services.runtime.network_watch import NetworkWatch
from bookorbit_desktop.services.runtime.run_cancel import end_task
from bookorbit_desktop.services.usb.plugin_reports import PluginWaits
from bookorbit_desktop.services.usb.watch import DeviceWatch


class Routine:
    """Created on any thread, because it imports much; started and closed on the network loop."""

    def __init__(
        self,
        services: Services,
        quiet: QuietTimes | None = None,
        network: NetworkWatch | None = None,
        relay: RelayWaits | None = None,
    ) -> None:
        self._services = services
        self._relay = RelaySchedule(services.relay, services.relay_exchange, services.events, relay)
        self._schedule = SyncSchedule(
            services.sync,
            services.hardcover_account,
            services.preferences,
            services.pause,
            services.events,
            quiet,
            services.clock,
        )
        self._network = network or NetworkWatch(services.events)
        self._plugged_in = DeviceWatch(services.device_scan, services.events)
        self._unfinished = UnfinishedWork(
            services.undo,
            services.shelf_import,
            services.sync,
            services.hardcover_account,
            services.pause,
            services.events,
        )
        self._folder_watch = services.folder_watch
        self._identities = services.identities
        self._reading_time = services.reading_time_builder
        self._backups = BackupSchedule(services.backups)
        self._integrity = services.integrity
        self._carry_on = services.file_runs.carry_on
        self._plugin = PluginWaits(lambda: services.plugin_reports.take_waiting(), services.events)
        self._versions = services.new_version
        self._log = services.sync_log
        self._watch_versions: asyncio.Task[None] | None = None
        self._file_work: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start everything."""
        self._unfinished.start()
        self._schedule.start()
        self._relay.start()
        self._network.start()
        self._plugged_in.start()
        self._folder_watch.start()
        self._identities.start()
        self._reading_time.start()
        self._backups.start()
        self._integrity.start()
        self._plugin.start()
        self._file_work = asyncio.create_task(asyncio.to_thread(self._carry_on))
        self._watch_versions = asyncio.create_task(self._versions.follow())
        self._log.prune()

    async def close(self) -> None:
        """Stop everything; what was sent is stored."""
        parts = (
            self._schedule.stop(),
            self._relay.stop(),
            self._network.stop(),
            asyncio.to_thread(self._plugged_in.stop),
            self._folder_watch.stop(),
            self._unfinished.stop(),
            self._identities.close(),
            self._reading_time.close(),
            self._backups.close(),
            self._integrity.close(),
            self._plugin.stop(),
            end_task(self._watch_versions),
            self._end_of_file_work(),
        )
        await asyncio.gather(*parts)

    async def _end_of_file_work(self) -> None:
        if self._file_work is not None:
            await self._file_work
