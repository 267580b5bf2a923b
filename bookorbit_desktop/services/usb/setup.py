"""Sets up a connected KOReader device, and undoes that."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from bookorbit_desktop.devices.finding import SETTINGS, find_device
from bookorbit_desktop.devices.lua_values import LuaTable
from bookorbit_desktop.devices.setup_tables import (
    kosync_found,
    our_catalogues,
    with_catalogue,
    with_kosync,
    without_catalogue,
    without_kosync,
)
from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.koreader.server import ServerAddress
from bookorbit_desktop.domain.usb.files import DeviceKind, FoundDevice
from bookorbit_desktop.domain.usb.setup import (
    TURN_ON,
    ChangedSince,
    Difference,
    Doubt,
    FileChange,
    PassphraseNeeded,
    SettingsFile,
    SetupPlan,
    SetupRefused,
    SetupWish,
    UndoPlan,
    can_send_metadata,
    catalogue_differences,
    catalogue_file,
    check_not_running,
    checked_address,
    doubt_about,
    is_loopback,
    kosync_differences,
    kosync_file,
    server_url,
    writes_kosync_defaults,
)
from bookorbit_desktop.services.koreader.account import AccountService, Credentials
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.services.usb.setup_files import SetupFiles, SetupRecord, digest_of, table_of
from bookorbit_desktop.system.network import lan_addresses
from bookorbit_desktop.system.network_shares import is_on_network_share
from bookorbit_desktop.system.processes import koreader_runs

logger = logging.getLogger(__name__)


class DeviceSetupService:
    """Sets up KOReader: plans first, and writes only what the plan showed. Every method blocks."""

    def __init__(
        self,
        account: AccountService,
        preferences: Preferences,
        server: Callable[[], ServerAddress | None],
        clock: Clock,
        runs_here: Callable[[], bool | None] = koreader_runs,
    ) -> None:
        """`server` is the address for devices, None while stopped; `runs_here`: whether KOReader runs here."""
        self._account = account
        self._preferences = preferences
        self._server = server
        self._clock = clock
        self._runs_here = runs_here

    def addresses(self) -> tuple[str, ...]:
        """Possible addresses for a device, the most likely to work first."""
        server = self._server()
        if server is not None:
            return server.urls
        settings = self._preferences.current
        hosts = (settings.listen_on,) if settings.listen_on else lan_addresses()
        return tuple(server_url(host, settings.port) for host in hosts)

    def plan(self, folder: bytes, *, address: str = "", passphrase: str = "") -> SetupPlan:
        """What setting up the device in this folder would change; writes nothing.

        `address` is the one to set, empty for the likeliest; `passphrase` is needed if the password store
        cannot provide it. Raises NotFound, PassphraseNeeded and SetupRefused.
        """
        device, migrated = _find(folder)
        files = SetupFiles(device)
        wish = self._wish(device, address, passphrase)
        record = files.record()
        known = self._known_addresses(wish, record)
        kosync, catalogues = kosync_file(migrated), catalogue_file(migrated)
        before = {name: files.table(name) for name in dict.fromkeys((kosync, catalogues))}
        metadata, has_defaults = can_send_metadata(migrated), writes_kosync_defaults(migrated)
        found = kosync_found(before[kosync], kosync, has_defaults=has_defaults)
        login = kosync_differences(found, wish, metadata=metadata)
        entry = catalogue_differences(our_catalogues(before[catalogues], catalogues, known), wish)
        after = dict(before)
        if login:
            after[kosync] = with_kosync(
                after[kosync], kosync, wish, metadata=metadata, has_defaults=has_defaults
            )
        if entry:
            after[catalogues] = with_catalogue(after[catalogues], catalogues, wish, known)
        changes = tuple(files.change(name, after[name]) for name in after if after[name] != before[name])
        reader = files.table(SettingsFile.READER)
        return SetupPlan(
            device=device,
            wish=wish,
            differences=(*login, *entry),
            files=changes,
            doubt=self._doubt(device, files),
            written_over=record.at if record and _is_written_over(record, login, wish, changes) else None,
            keeps_wifi_off=reader.text("wifi_enable_action") != TURN_ON,
            syncs_by_itself=found.syncs_by_itself,
            notice=self._notice(),
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
        files.write(plan.files, self._clock.now(), plan.wish.address, migrated)
        logger.info("A device was set up: %s", ", ".join(change.name for change in plan.files))

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
        exact: list[FileChange] = []
        changed: list[SettingsFile] = []
        for name, written in record.files.items():
            now = files.read(name)
            earlier = files.earlier(name, written)
            if now == earlier:
                continue
            exact.append(FileChange(name, now, earlier))
            if now is None or digest_of(now) != written.after:
                changed.append(name)
        return UndoPlan(
            device=device,
            set_up_at=record.at,
            files=tuple(exact),
            changed=tuple(changed),
            keeping=self._keeping(files, record, migrated, exact, changed) if changed else (),
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
        files.restore(plan.keeping if plan.changed else plan.files)
        logger.info("The setup of a device was undone")

    def _wish(self, device: FoundDevice, address: str, passphrase: str) -> SetupWish:
        given = _for_a_reader(checked_address(address), device) if address else self._likeliest(device)
        credentials = self._account.propose()
        if passphrase and not self._account.has_passphrase(passphrase):
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
        is_new = not self._account.username
        credentials = self._account.ensure(wish.passphrase)
        if credentials.username != wish.username or not self._account.has_passphrase(wish.passphrase):
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

    def _keeping(
        self,
        files: SetupFiles,
        record: SetupRecord,
        migrated: int,
        exact: Sequence[FileChange],
        changed: Sequence[SettingsFile],
    ) -> tuple[FileChange, ...]:
        """Every file with our settings restored and everything else unchanged."""
        then = kosync_file(record.migrated), catalogue_file(record.migrated)
        now = kosync_file(migrated), catalogue_file(migrated)
        earlier = {name: _earlier(files, record, name) for name in then}
        addresses = self._known_addresses(SetupWish(record.address, "", ""), record)
        kept = [change for change in exact if change.name not in changed]
        for name in dict.fromkeys((*changed, *now)):
            table = files.table(name)
            if name in (change.name for change in kept) or files.read(name) is None:
                continue
            without = table
            if name is now[0] and then[0] in record.files:
                without = without_kosync(without, name, earlier[then[0]], then[0])
            if name is now[1] and then[1] in record.files:
                without = without_catalogue(without, name, earlier[then[1]], then[1], addresses)
            if without != table:
                kept.append(files.change(name, without))
        return tuple(kept)


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


def _earlier(files: SetupFiles, record: SetupRecord, name: SettingsFile) -> LuaTable:
    written = record.files.get(name)
    return table_of(name, files.earlier(name, written)) if written else LuaTable()


def _is_written_over(
    record: SetupRecord, login: Sequence[Difference], wish: SetupWish, changes: Sequence[FileChange]
) -> bool:
    """Whether the same was set up before, and KOReader has written its own settings since."""
    different = {change.name for change in changes if change.before is None or _differs(change, record)}
    return bool(login) and record.address == wish.address and bool(different & record.files.keys())


def _differs(change: FileChange, record: SetupRecord) -> bool:
    written = record.files.get(change.name)
    return written is not None and change.before is not None and digest_of(change.before) != written.after
