"""What undoing a set-up would change: files as they were before or, where KOReader wrote since, only our settings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bookorbit_desktop.devices.lua_values import LuaTable
from bookorbit_desktop.devices.setup_tables import without_catalogue, without_kosync
from bookorbit_desktop.devices.sync_tables import (
    free_profile,
    statistics_found,
    without_cloud_server,
    without_profile,
    without_statistics,
    without_trigger,
)
from bookorbit_desktop.domain.usb.setup import FileChange, SettingsFile, catalogue_file, kosync_file
from bookorbit_desktop.domain.usb.setup_parts import LAST_SYNC, PLUGIN_FOLDER, PutBack, SetupPart
from bookorbit_desktop.services.usb.setup_files import SetupFiles, digest_of, table_of
from bookorbit_desktop.services.usb.setup_record import PLUGIN_FILE, PlacedItem, SetupRecord


@dataclass(frozen=True, slots=True)
class TakingBack:
    """Compares a device with the record of its set-up."""

    files: SetupFiles
    record: SetupRecord
    addresses: Collection[str]
    """The addresses this computer has or had."""
    migrated: int

    def files_as_before(self) -> tuple[tuple[FileChange, ...], tuple[SettingsFile, ...]]:
        """The earlier content of each file, and which of them KOReader has written since. Raises SetupRefused."""
        exact: list[FileChange] = []
        changed: list[SettingsFile] = []
        for name, written in self.record.files.items():
            now = self.files.read(name)
            earlier = self.files.earlier(name, written)
            if now == earlier:
                continue
            exact.append(FileChange(name, now, earlier))
            if now is None or digest_of(now) != written.after:
                changed.append(name)
        return tuple(exact), tuple(changed)

    def keeping(self, exact: Sequence[FileChange], changed: Sequence[SettingsFile]) -> tuple[FileChange, ...]:
        """Every file with our settings restored and everything else unchanged. Raises SetupRefused."""
        kept = [change for change in exact if change.name not in changed]
        done = {change.name for change in kept}
        moved = kosync_file(self.migrated), catalogue_file(self.migrated)
        for name in dict.fromkeys((*changed, *moved)):
            if name in done or self.files.read(name) is None:
                continue
            table = self.files.table(name)
            without = self._without(name, table)
            if without != table:
                kept.append(self.files.change(name, without))
        return tuple(kept)

    def placed(self) -> tuple[PutBack, ...]:
        """The files and folders that come back, go, or were changed since. Raises SetupRefused."""
        found = [
            item for name, placed in self.record.placed.items() if (item := self._put_back(name, placed))
        ]
        names = {item.name for item in found}
        folder = next((item for item in found if item.name == PLUGIN_FOLDER), None)
        goes = folder is not None and not folder.existed and not folder.stays
        written = self.files.items.plugin_files() if goes else []
        if LAST_SYNC not in self.record.placed and self._moves_statistics():
            written.append(LAST_SYNC)
        for name in written:
            if name not in names and (now := self.files.items.digest(name)):
                found.append(PutBack(name, now, existed=False))
        return tuple(found)

    def _put_back(self, name: str, placed: PlacedItem) -> PutBack | None:
        """What happens to one of them; None if it is as it was."""
        items = self.files.items
        now = items.digest(name)
        folder = self.record.placed.get(PLUGIN_FOLDER)
        is_trace = PLUGIN_FILE.fullmatch(name) is not None and folder is not None and not folder.before
        existed = bool(placed.before) and not is_trace
        if existed and not items.has_backup(name):
            return None if now == placed.before else PutBack(name, now, existed=False, stays=True)
        if not existed and not now:
            return None
        stays = now not in ("", placed.after) and not is_trace
        if name == LAST_SYNC:
            stays = not self._syncs_with_us(self.files.table(SettingsFile.READER))
        return PutBack(name, now, existed, stays)

    def _moves_statistics(self) -> bool:
        """Whether the statistics sync with us since the set-up, and no longer will."""
        name = SettingsFile.READER
        if SetupPart.STATISTICS not in self.record.parts or name not in self.record.files:
            return False
        return self._syncs_with_us(self.files.table(name)) and not self._syncs_with_us(self._earlier(name))

    def _syncs_with_us(self, reader: LuaTable) -> bool:
        return statistics_found(reader).server.is_ours(self.addresses)

    def _without(self, name: SettingsFile, table: LuaTable) -> LuaTable:
        """A file's table with our settings restored."""
        parts, record = self.record.parts, self.record
        then = kosync_file(record.migrated), catalogue_file(record.migrated)
        earlier = self._earlier
        if name is kosync_file(self.migrated) and then[0] in record.files and SetupPart.LOGIN in parts:
            table = without_kosync(table, name, earlier(then[0]), then[0])
        if name is catalogue_file(self.migrated) and then[1] in record.files and SetupPart.CATALOGUE in parts:
            table = without_catalogue(table, name, earlier(then[1]), then[1], self.addresses)
        if name is SettingsFile.CLOUD and SetupPart.STATISTICS in parts:
            table = without_cloud_server(table, earlier(name), self.addresses)
        if name is SettingsFile.READER and SetupPart.STATISTICS in parts and name in record.files:
            table = without_statistics(table, earlier(name), self.addresses)
        if name is SettingsFile.PROFILES and SetupPart.ON_CLOSE in parts:
            table = without_profile(table, earlier(name))
        if name is SettingsFile.READER and SetupPart.ON_CLOSE in parts and name in record.files:
            profile = free_profile(earlier(SettingsFile.PROFILES))
            table = without_trigger(table, earlier(name), profile)
        return table

    def _earlier(self, name: SettingsFile) -> LuaTable:
        written = self.record.files.get(name)
        return table_of(name, self.files.earlier(name, written)) if written else LuaTable()
