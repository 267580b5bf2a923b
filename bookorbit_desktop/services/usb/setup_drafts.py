"""What a set-up would change: the tables of KOReader's files, each read once and drafted anew."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bookorbit_desktop.devices.files import Unread, read_bytes
from bookorbit_desktop.devices.lua_values import LuaTable
from bookorbit_desktop.devices.paths import below
from bookorbit_desktop.devices.setup_tables import kosync_found, our_catalogues, with_catalogue, with_kosync
from bookorbit_desktop.devices.sync_tables import (
    free_profile,
    our_cloud_servers,
    plugins_off,
    statistics_found,
    syncs_on_close,
    with_cloud_server,
    with_profile,
    with_statistics,
    with_trigger,
)
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.usb.setup import (
    Difference,
    FileChange,
    KosyncFound,
    SettingsFile,
    SetupField,
    SetupRefused,
    SetupWish,
    can_send_metadata,
    catalogue_differences,
    catalogue_file,
    kosync_differences,
    kosync_file,
    writes_kosync_defaults,
)
from bookorbit_desktop.domain.usb.setup_parts import (
    LAST_SYNC,
    NO_VERSION,
    PLUGIN_FOLDER,
    PLUGIN_SINCE,
    Placement,
    PluginAct,
    PluginFound,
    SetupPart,
    Standing,
)
from bookorbit_desktop.domain.usb.statistics_setup import (
    cloud_differences,
    needed_plugins,
    on_close_standing,
    statistics_differences,
    statistics_standing,
)
from bookorbit_desktop.services.usb.setup_files import SetupFiles

_LONGEST_META: Final = 65_536
_VERSION: Final = re.compile(rb"""\bversion\s*=\s*["']([0-9]{1,6}(?:\.[0-9]{1,6}){0,3})["']""")


@dataclass
class Drafts:
    """The files of a device as a set-up would leave them."""

    files: SetupFiles
    wish: SetupWish
    addresses: Collection[str]
    """The addresses this computer has or had."""
    migrated: int
    differences: list[Difference] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    parts: set[SetupPart] = field(default_factory=set)
    _before: dict[SettingsFile, LuaTable] = field(default_factory=dict)
    _after: dict[SettingsFile, LuaTable] = field(default_factory=dict)

    def table(self, name: SettingsFile) -> LuaTable:
        """A file's table as drafted so far. Raises SetupRefused."""
        if name not in self._before:
            self._before[name] = self._after[name] = self.files.table(name)
        return self._after[name]

    def changes(self) -> tuple[FileChange, ...]:
        """The files that would change. Raises SetupRefused."""
        return tuple(
            self.files.change(name, table)
            for name, table in self._after.items()
            if table != self._before[name]
        )

    def add_login(self) -> KosyncFound:
        """Draft progress sync; returns its present settings."""
        file = kosync_file(self.migrated)
        metadata, has_defaults = can_send_metadata(self.migrated), writes_kosync_defaults(self.migrated)
        table = self.table(file)
        found = kosync_found(table, file, has_defaults=has_defaults)
        if differences := kosync_differences(found, self.wish, metadata=metadata):
            table = with_kosync(table, file, self.wish, metadata=metadata, has_defaults=has_defaults)
            self._note(SetupPart.LOGIN, differences, file, table)
        return found

    def add_catalogue(self) -> None:
        """Draft the catalogue."""
        file = catalogue_file(self.migrated)
        table = self.table(file)
        if differences := catalogue_differences(our_catalogues(table, file, self.addresses), self.wish):
            table = with_catalogue(table, file, self.wish, self.addresses)
            self._note(SetupPart.CATALOGUE, differences, file, table)

    def statistics(self) -> tuple[Standing, str]:
        """How the statistics sync now, and the other server if it is one."""
        found = statistics_found(self.table(SettingsFile.READER))
        standing = statistics_standing(found, self.addresses, self.migrated)
        return standing, found.server.shown if standing is Standing.OTHER else ""

    def add_statistics(self) -> None:
        """Draft the sync of statistics. What was agreed with another server goes, as KOReader has it."""
        reader, cloud = self.table(SettingsFile.READER), self.table(SettingsFile.CLOUD)
        found = statistics_found(reader)
        if differences := cloud_differences(our_cloud_servers(cloud, self.addresses), self.wish):
            table = with_cloud_server(cloud, self.wish, self.addresses)
            self._note(SetupPart.STATISTICS, differences, SettingsFile.CLOUD, table)
        if differences := statistics_differences(found, self.wish):
            table = with_statistics(reader, self.wish)
            self._note(SetupPart.STATISTICS, differences, SettingsFile.READER, table)
        moves = any(difference.field is SetupField.STATISTICS for difference in differences)
        if moves and (agreed := self.files.items.digest(LAST_SYNC)):
            self.placements.append(Placement(LAST_SYNC, agreed))
            removed = Difference(SetupField.LAST_SYNC, LAST_SYNC, Message("removed"))
            self.differences.append(removed)

    def on_close(self) -> Standing:
        """Whether statistics are synced when a book is closed."""
        try:
            profiles = self.files.table(SettingsFile.PROFILES)
        except SetupRefused:
            profiles = LuaTable()  # said once it is asked for
        is_there = syncs_on_close(profiles, self.table(SettingsFile.READER))
        return on_close_standing(is_there=is_there, migrated=self.migrated)

    def add_on_close(self) -> None:
        """Draft a profile that syncs statistics when a book is closed."""
        profiles, reader = self.table(SettingsFile.PROFILES), self.table(SettingsFile.READER)
        name = free_profile(profiles)
        after = Message("“{0}”, when a book is closed", name.decode())
        difference = Difference(SetupField.ON_CLOSE, "", after)
        self._note(SetupPart.ON_CLOSE, (difference,), SettingsFile.PROFILES, with_profile(profiles, name))
        self._after[SettingsFile.READER] = with_trigger(reader, name)

    def plugins_off(self, *, on_close: bool) -> tuple[Message, ...]:
        """KOReader's own plugins that are needed for statistics and switched off."""
        off = plugins_off(self.table(SettingsFile.READER))
        needed = needed_plugins(self.migrated, on_close=on_close)
        return tuple(name for folder, name in needed.items() if folder in off)

    def add_plugin(self, act: PluginAct, found: PluginFound, source: Path) -> None:
        """Draft that our plugin is copied, or removed with all that it has written."""
        items = self.files.items
        if act is PluginAct.INSTALL and found.can_install:
            self.placements.append(Placement(PLUGIN_FOLDER, items.digest(PLUGIN_FOLDER), source))
            self.differences.append(Difference(SetupField.PLUGIN, found.there, found.here))
        elif act is PluginAct.REMOVE and found.there:
            self.placements.append(Placement(PLUGIN_FOLDER, items.digest(PLUGIN_FOLDER)))
            self.differences.append(Difference(SetupField.PLUGIN, found.there, Message("removed")))
            if names := items.plugin_files():
                self.placements.extend(Placement(name, items.digest(name)) for name in names)
                listed = Difference(SetupField.PLUGIN_FILES, ", ".join(names), Message("removed"))
                self.differences.append(listed)
        else:
            return
        self.parts.add(SetupPart.PLUGIN)

    def _note(
        self, part: SetupPart, differences: Collection[Difference], file: SettingsFile, table: LuaTable
    ) -> None:
        self.parts.add(part)
        self.differences.extend(differences)
        self._after[file] = table


def plugin_found(files: SetupFiles, migrated: int, source: Path) -> PluginFound:
    """Our plugin here, in `source`, and on the device."""
    there = below(files.folder, PLUGIN_FOLDER.encode())
    return PluginFound(
        here=plugin_version(bytes(source)),
        there=plugin_version(there) or (NO_VERSION if files.items.is_there(PLUGIN_FOLDER) else ""),
        is_too_old=migrated < PLUGIN_SINCE,
    )


def plugin_version(folder: bytes) -> str:
    """The version that a plugin's folder names in `_meta.lua`; empty if it names none."""
    try:
        content, _ = read_bytes(below(folder, b"_meta.lua"), _LONGEST_META)
    except Unread:
        return ""
    found = _VERSION.search(content)
    return found[1].decode() if found else ""
