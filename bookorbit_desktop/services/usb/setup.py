"""Sets up a connected KOReader device, and undoes that."""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bookorbit_desktop.devices.finding import SETTINGS, find_device
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
from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.koreader.server import ServerAddress
from bookorbit_desktop.domain.usb.files import DeviceKind, FoundDevice
from bookorbit_desktop.domain.usb.plugin import PLUGIN_NAME
from bookorbit_desktop.domain.usb.setup import (
    TURN_ON,
    ChangedSince,
    Doubt,
    FileChange,
    PassphraseNeeded,
    SettingsFile,
    SetupPlan,
    SetupRefused,
    SetupWish,
    UndoPlan,
    catalogue_file,
    check_not_running,
    checked_address,
    doubt_about,
    is_loopback,
    kosync_file,
    server_url,
)
from bookorbit_desktop.domain.usb.setup_parts import (
    LAST_SYNC,
    NOTHING_ELSE,
    PLUGIN_FOLDER,
    PluginFound,
    PutBack,
    SetupChoices,
    SetupPart,
    Standing,
)
from bookorbit_desktop.domain.usb.statistics_setup import wants_statistics
from bookorbit_desktop.services.koreader.account import Credentials, KoreaderLogin
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.services.usb.setup_drafts import Drafts, plugin_found
from bookorbit_desktop.services.usb.setup_files import SetupFiles, digest_of, table_of
from bookorbit_desktop.services.usb.setup_record import PLUGIN_FILE, PlacedItem, SetupRecord
from bookorbit_desktop.system.network import lan_addresses
from bookorbit_desktop.system.network_shares import is_on_network_share
from bookorbit_desktop.system.own_program import koreader_plugin
from bookorbit_desktop.system.processes import koreader_runs


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


logger = logging.getLogger(__name__)


class DeviceSetupService:
    """Sets up KOReader: plans first, and writes only what the plan showed. Every method blocks."""

    def __init__(
        self,
        koreader_login: KoreaderLogin,
        preferences: Preferences,
        server: Callable[[], ServerAddress | None],
        clock: Clock,
        runs_here: Callable[[], bool | None] = koreader_runs,
        plugin: Path | None = None,
    ) -> None:
        """`server` is the address for devices, None while stopped; `runs_here`: whether KOReader runs here.

        `plugin` is the folder of our plugin for KOReader, if not the one that comes with the program.
        """
        self._koreader_login = koreader_login
        self._preferences = preferences
        self._server = server
        self._clock = clock
        self._runs_here = runs_here
        self._plugin = plugin or koreader_plugin(PLUGIN_NAME)

    def addresses(self) -> tuple[str, ...]:
        """Possible addresses for a device, the most likely to work first."""
        server = self._server()
        if server is not None:
            return server.urls
        settings = self._preferences.current
        hosts = (settings.listen_on,) if settings.listen_on else lan_addresses()
        return tuple(server_url(host, settings.port) for host in hosts)

    def plan(
        self,
        folder: bytes,
        *,
        address: str = "",
        passphrase: str = "",
        choices: SetupChoices = NOTHING_ELSE,
    ) -> SetupPlan:
        """What setting up the device in this folder would change; writes nothing.

        `address` is the one to set, empty for the likeliest; `passphrase` is needed if the password store
        cannot provide it. Raises NotFound, PassphraseNeeded and SetupRefused.
        """
        device, migrated = _find(folder)
        files = SetupFiles(device)
        wish = self._wish(device, address, passphrase)
        record = files.record()
        drafts = Drafts(files, wish, self._known_addresses(wish, record), migrated)
        found = drafts.add_login()
        drafts.add_catalogue()
        statistics, other_server = drafts.statistics()
        with_statistics = wants_statistics(choices, statistics)
        if with_statistics:
            drafts.add_statistics()
        on_close = drafts.on_close()
        if choices.on_close and with_statistics and on_close is Standing.ABSENT:
            drafts.add_on_close()
        plugin = plugin_found(files, migrated, self._plugin)
        drafts.add_plugin(choices.plugin, plugin, self._plugin)
        files.check_no_links(placement.name for placement in drafts.placements)
        changes = drafts.changes()
        is_over = record is not None and _is_written_over(record, wish, drafts.parts, changes)
        off = drafts.plugins_off(on_close=choices.on_close) if with_statistics else ()
        return SetupPlan(
            device=device,
            wish=wish,
            differences=tuple(drafts.differences),
            files=changes,
            doubt=self._doubt(device, files),
            written_over=record.at if record and is_over else None,
            keeps_wifi_off=drafts.table(SettingsFile.READER).text("wifi_enable_action") != TURN_ON,
            syncs_by_itself=found.syncs_by_itself,
            notice=self._notice(),
            placements=tuple(drafts.placements),
            parts=frozenset(drafts.parts),
            statistics=statistics,
            statistics_server=other_server,
            with_statistics=with_statistics,
            on_close=on_close,
            plugin=plugin,
            plugins_off=off,
        )

    def carry_out(
        self,
        plan: SetupPlan,
        *,
        closed: bool = False,
        tell_account: Callable[[Credentials], None] = lambda made: None,
    ) -> None:
        """Write what a plan showed, all or nothing, and verify it. `closed`: the person says KOReader is.

        The account for the device is created first if there is none, and passed to `tell_account`. Raises
        KoreaderMayRun, and SetupRefused, also if the device changed since the plan.
        """
        device, migrated = _find_again(plan.device)
        files = SetupFiles(device)
        check_not_running(self._doubt(device, files), closed=closed)
        if plan.is_done:
            return
        self._keep_account(plan.wish, tell_account)
        record = SetupRecord(self._clock.now(), plan.wish.address, migrated, {}, plan.parts)
        files.write(plan.files, plan.placements, record)
        logger.info("A device was set up: %s", ", ".join(plan.names))

    def plugin(self, folder: bytes) -> PluginFound:
        """Our plugin on the device in this folder, and in this program; none on a device that can't be set up."""
        device = find_device(folder)
        if device is None or device.data_folder is None or device.migrated is None:
            return PluginFound()
        return plugin_found(SetupFiles(device), device.migrated, self._plugin)

    def set_up_at(self, folder: bytes) -> datetime | None:
        """When the device in this folder was set up; None if never, or if that was undone."""
        device = find_device(folder)
        record = SetupFiles(device).record() if device else None
        return record.at if record else None

    def plan_undo(self, folder: bytes) -> UndoPlan:
        """What undoing the setup of the device in this folder would change. Raises NotFound and SetupRefused."""
        device, migrated = _find(folder)
        files = SetupFiles(device)
        record = files.record()
        if record is None:
            raise NotFound(Message("There is nothing on this device to undo."))
        takes_back = TakingBack(files, record, self._known_addresses(_wish_of(record), record), migrated)
        exact, changed = takes_back.files_as_before()
        placed = takes_back.placed()
        stays = tuple(item.name for item in placed if item.stays)
        return UndoPlan(
            device=device,
            set_up_at=record.at,
            files=exact,
            changed=(*changed, *stays),
            keeping=takes_back.keeping(exact, changed) if changed else exact,
            placed=placed,
            doubt=self._doubt(device, files),
        )

    def undo(self, plan: UndoPlan, *, closed: bool = False, keep_changes: bool = False) -> None:
        """Undo the setup; with `keep_changes`, only our settings in files KOReader has written since.

        Raises KoreaderMayRun, ChangedSince and SetupRefused.
        """
        device, _ = _find_again(plan.device)
        files = SetupFiles(device)
        check_not_running(self._doubt(device, files), closed=closed)
        if plan.changed and not keep_changes:
            raise ChangedSince(
                Message(
                    (
                        "KOReader has changed {0} since. Restoring the earlier file would lose "
                        "that; you can undo just BookOrbit's settings."
                    ),
                    plan.changed[0],
                )
            )
        files.restore(plan.keeping if plan.changed else plan.files, plan.placed)
        logger.info("The setup of a device was undone")

    def _wish(self, device: FoundDevice, address: str, passphrase: str) -> SetupWish:
        given = _for_a_reader(checked_address(address), device) if address else self._likeliest(device)
        credentials = self._koreader_login.propose()
        if passphrase and not self._koreader_login.has_passphrase(passphrase):
            raise SetupRefused(Message("Wrong passphrase. BookOrbit ▸ KOReader shows it, or sets a new one."))
        known = passphrase or credentials.passphrase
        if not known:
            raise PassphraseNeeded(
                Message(
                    "The device needs your passphrase, which isn't in the password store. Enter it here once."
                )
            )
        return SetupWish(given, credentials.username, known, self._preferences.current.offer_catalogue)

    def _keep_account(self, wish: SetupWish, tell: Callable[[Credentials], None]) -> None:
        """Create the account of a plan, or check that it is unchanged. Raises SetupRefused."""
        is_new = not self._koreader_login.username
        credentials = self._koreader_login.ensure(wish.passphrase)
        if credentials.username != wish.username or not self._koreader_login.has_passphrase(wish.passphrase):
            raise SetupRefused(Message("The login has changed. Check the changes again."))
        if is_new:
            tell(credentials)

    def _likeliest(self, device: FoundDevice) -> str:
        addresses = self.addresses()
        if device.kind is not DeviceKind.COMPUTER and all(map(is_loopback, addresses)):
            raise SetupRefused(
                Message(
                    "This computer isn't on a network where devices can find it. Connect "
                    "it to your Wi-Fi, or enter the address devices should use."
                )
            )
        return addresses[0]

    def _known_addresses(self, wish: SetupWish, record: SetupRecord | None) -> frozenset[str]:
        """The addresses of our own catalogue: those this computer has or had."""
        settings = self._preferences.current
        earlier = (server_url(settings.device_host, settings.port),) if settings.device_host else ()
        recorded = (record.address,) if record else ()
        return frozenset((wish.address, *self.addresses(), *earlier, *recorded))

    def _notice(self) -> Message:
        server = self._server()
        if server is None:
            return Message("The server is stopped. Start it before the device syncs.")
        return server.notice

    def _doubt(self, device: FoundDevice, files: SetupFiles) -> Doubt | None:
        return doubt_about(
            device.kind,
            on_network=is_on_network_share(device.data_folder or device.root),
            runs_here=self._runs_here(),
            has_open_database=files.has_open_database(),
        )


def _for_a_reader(address: str, device: FoundDevice) -> str:
    """Raise SetupRefused for an address that would mean the device itself."""
    if device.kind is not DeviceKind.COMPUTER and is_loopback(address):
        raise SetupRefused(
            Message(
                (
                    "On the device, {0} means the device itself. Enter this computer's address "
                    "in your network, such as http://192.168.1.20:7200."
                ),
                address,
            )
        )
    return address


def _find(folder: bytes) -> tuple[FoundDevice, int]:
    """The device in a folder, and the state of its settings. Raises NotFound and SetupRefused."""
    device = find_device(folder)
    if device is None:
        raise NotFound(
            Message(
                "No KOReader in {0}. Choose the device's drive or its “koreader” folder.",
                path_text(folder),
            )
        )
    for unread in device.unread:
        raise SetupRefused(
            Message(
                (
                    "{0} on the device can't be read, so it's left alone. {1} Start KOReader "
                    "once: it repairs the file or creates a new one."
                ),
                SETTINGS.decode(),
                unread.reason,
            )
        )
    if device.migrated is None:
        raise SetupRefused(
            Message(
                "Couldn't tell which version of KOReader this is. Start it once on the "
                "device, close it, and plug the device in again."
            )
        )
    return device, device.migrated


def _find_again(device: FoundDevice) -> tuple[FoundDevice, int]:
    """The device of a plan in its current state. Another device may be connected there by now."""
    assert device.data_folder is not None
    found, migrated = _find(device.data_folder)
    if (found.device_id, migrated) != (device.device_id, device.migrated):
        raise SetupRefused(Message("That folder now belongs to another device. Check the changes again."))
    return found, migrated


def _wish_of(record: SetupRecord) -> SetupWish:
    return SetupWish(record.address, "", "")


def _is_written_over(
    record: SetupRecord, wish: SetupWish, parts: Collection[SetupPart], changes: Sequence[FileChange]
) -> bool:
    """Whether the same was set up before, and KOReader has written its own settings since."""
    again = record.parts.intersection(parts) - {SetupPart.CATALOGUE, SetupPart.PLUGIN}
    different = {change.name for change in changes if change.before is None or _differs(change, record)}
    return bool(again) and record.address == wish.address and bool(different & record.files.keys())


def _differs(change: FileChange, record: SetupRecord) -> bool:
    written = record.files.get(change.name)
    return written is not None and change.before is not None and digest_of(change.before) != written.after
