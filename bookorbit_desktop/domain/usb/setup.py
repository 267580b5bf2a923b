"""Set up KOReader over USB: the settings it needs, and how they differ from its present ones.

device-files.md ("kosync settings", "OPDS settings", "Pre-setting a mounted device safely").
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.domain.usb.files import DeviceKind, FoundDevice
from bookorbit_desktop.domain.usb.setup_parts import Placement, PluginFound, PutBack, SetupPart, Standing

KOSYNC_FILE_SINCE: Final = 20260623
"""From this migration on, progress sync has a file of its own, and can send titles and authors."""
KOSYNC_DEFAULTS_SINCE: Final = 20230710
"""From this migration on, all settings of progress sync are written; earlier, sync is on by default."""
CATALOGUE_FILE_SINCE: Final = 20250302
"""From this migration on, the catalogues have a file of their own."""
CATALOGUE_TITLE: Final = "BookOrbit"
CATALOGUE_PATH: Final = "/opds"
CLOUD_PATH: Final = "/dav"
CLOUD_FOLDER: Final = "/koreader"
BINARY: Final = 0
TURN_ON: Final = "turn_on"


class SetupRefused(BookOrbitError):
    """This device cannot be set up now; the text says why and what to do."""


class KoreaderMayRun(SetupRefused):
    """KOReader may be running and would overwrite our settings with its own."""


class ChangedSince(SetupRefused):
    """KOReader has changed a file since the set-up: restoring the earlier one would lose that."""


class PassphraseNeeded(SetupRefused):
    """The password store does not have the passphrase; the person must enter it."""


class SettingsFile(StrEnum):
    """A settings file in KOReader's folder."""

    READER = "settings.reader.lua"
    KOSYNC = "settings/kosync.lua"
    CATALOGUES = "settings/opds.lua"
    CLOUD = "settings/cloudstorage.lua"
    PROFILES = "settings/profiles.lua"


class SetupField(StrEnum):
    """A setting that is set up."""

    ADDRESS = "address"
    NAME = "name"
    KEY = "key"
    MATCHING = "matching"
    METADATA = "metadata"
    CATALOGUE = "catalogue"
    CATALOGUE_LOGIN = "catalogue_login"
    CLOUD = "cloud"
    STATISTICS = "statistics"
    STATISTICS_LOGIN = "statistics_login"
    STATISTICS_ON = "statistics_on"
    LAST_SYNC = "last_sync"
    ON_CLOSE = "on_close"
    PLUGIN = "plugin"
    PLUGIN_FILES = "plugin_files"

    @property
    def text(self) -> Message:
        """The field's name for people."""
        return _WORDS[self]


_WORDS: Final = {
    SetupField.ADDRESS: Message("Server address"),
    SetupField.NAME: Message("User name"),
    SetupField.KEY: Message("Login key"),
    SetupField.MATCHING: Message("Document matching"),
    SetupField.METADATA: Message("Send title and author"),
    SetupField.CATALOGUE: Message("Catalogue (OPDS)"),
    SetupField.CATALOGUE_LOGIN: Message("Catalogue login"),
    SetupField.CLOUD: Message("Cloud storage"),
    SetupField.STATISTICS: Message("Statistics sync"),
    SetupField.STATISTICS_LOGIN: Message("Statistics login"),
    SetupField.STATISTICS_ON: Message("Reading statistics"),
    SetupField.LAST_SYNC: Message("Copy of the last sync"),
    SetupField.ON_CLOSE: Message("Profile"),
    SetupField.PLUGIN: Message("BookOrbit Desktop plugin"),
    SetupField.PLUGIN_FILES: Message("The plugin's own files"),
}
_REASONS: Final = {
    SetupField.ADDRESS: Message("The device sends its progress to this computer."),
    SetupField.NAME: Message("The device logs in with your user name."),
    SetupField.KEY: Message(
        "KOReader derives it from your passphrase and stores it unencrypted on the device, "
        "as it does when you log in there yourself."
    ),
    SetupField.MATCHING: Message("Books are recognised by their content, whatever their file name."),
    SetupField.METADATA: Message("Books that aren't in your library then arrive with their title."),
    SetupField.CATALOGUE: Message("Browse your library on the device and download books from it."),
    SetupField.CATALOGUE_LOGIN: Message(
        "KOReader stores the user name and passphrase unencrypted on the device, as for every catalogue."
    ),
    SetupField.CLOUD: Message("Adds this computer to KOReader's list of servers. The others stay."),
    SetupField.STATISTICS: Message("Your devices share their reading statistics, and they join yours here."),
    SetupField.STATISTICS_LOGIN: Message(
        "KOReader stores the user name and passphrase unencrypted on the device, as for every cloud storage."
    ),
    SetupField.STATISTICS_ON: Message("KOReader syncs its statistics only while it collects them."),
    SetupField.LAST_SYNC: Message(
        "It belongs to the earlier server or address. KOReader would remove it, too."
    ),
    SetupField.ON_CLOSE: Message(
        "If Wi-Fi is off then, KOReader switches it on or asks, depending on its settings."
    ),
    SetupField.PLUGIN: Message("KOReader loads plugins when it starts."),
    SetupField.PLUGIN_FILES: Message("Its settings, and what it hasn't sent yet."),
}


@dataclass(frozen=True, slots=True)
class SetupWish:
    """The settings that a device should have."""

    address: str
    """Such as http://192.168.1.20:7200."""
    username: str
    passphrase: str = field(repr=False)
    with_catalogue: bool = True

    @property
    def key(self) -> str:
        """The key that KOReader logs in with."""
        return koreader_key(self.passphrase)

    @property
    def catalogue_url(self) -> str:
        """The address of the catalogue."""
        return self.address.rstrip("/") + CATALOGUE_PATH

    @property
    def cloud_address(self) -> str:
        """The address of the cloud storage."""
        return self.address.rstrip("/") + CLOUD_PATH

    @property
    def cloud_folder(self) -> str:
        """The address of the folder with the statistics."""
        return self.cloud_address + CLOUD_FOLDER

    @property
    def catalogue_password(self) -> str:
        """The password of catalogue and cloud storage, escaped for KOReader's network library, which unescapes
        percent signs (opds.md, "Auth")."""
        return self.passphrase.replace("%", "%25")


@dataclass(frozen=True, slots=True)
class KosyncFound:
    """A device's current progress sync settings; empty if not set."""

    address: str = ""
    username: str = ""
    key: str = field(default="", repr=False)
    is_binary: bool = True
    sends_metadata: bool = False
    syncs_by_itself: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueFound:
    """An entry in the device's list of catalogues."""

    url: str
    username: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """One changed setting. Never contains a key or passphrase."""

    field: SetupField
    before: str
    after: str

    @property
    def reason(self) -> Message:
        """The reason as one sentence."""
        return _REASONS[self.field]


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of the device before and after; None if missing. Contains the device's secrets."""

    name: SettingsFile
    before: bytes | None = field(repr=False)
    after: bytes | None = field(repr=False)


class Doubt(StrEnum):
    """Why KOReader may be running."""

    RUNS_HERE = "runs_here"
    """It was seen running on this computer."""
    CANNOT_SEE = "cannot_see"
    """This kind of device, or connection, cannot show it."""
    OPEN_DATABASE = "open_database"
    """Its statistics were left while being written."""

    @property
    def text(self) -> Message:
        """What is known and what to do, in one or two sentences."""
        return _DOUBTS[self]


_DOUBTS: Final = {
    Doubt.RUNS_HERE: Message("KOReader is running on this computer. Close it, then try again."),
    Doubt.CANNOT_SEE: Message(
        "BookOrbit can't tell whether KOReader is running on this device. Close it there, "
        "then confirm that it's closed."
    ),
    Doubt.OPEN_DATABASE: Message(
        "KOReader hasn't finished writing its statistics, so it may still be running. "
        "Close it on the device, then confirm that it's closed."
    ),
}


@dataclass(frozen=True, slots=True)
class SetupPlan:
    """What would be written to a device."""

    device: FoundDevice
    wish: SetupWish
    differences: tuple[Difference, ...]
    files: tuple[FileChange, ...]
    doubt: Doubt | None = None
    written_over: datetime | None = None
    """When the same was set up before, and has been changed again."""
    keeps_wifi_off: bool = False
    """KOReader would switch automatic sync off again, because of its action when Wi-Fi is off."""
    syncs_by_itself: bool = False
    """Automatic sync is on."""
    notice: Message = NOTHING
    """What the person must know about the server's address; empty if nothing."""
    placements: tuple[Placement, ...] = ()
    parts: frozenset[SetupPart] = frozenset()
    """What would be written."""
    statistics: Standing = Standing.ABSENT
    statistics_server: str = ""
    """The other server that statistics sync with; empty if none."""
    with_statistics: bool = False
    """Statistics sync with this computer afterwards."""
    on_close: Standing = Standing.ABSENT
    plugin: PluginFound = field(default_factory=PluginFound)
    plugins_off: tuple[Message, ...] = ()
    """KOReader's own plugins that this needs and that are switched off, by their names in its menu."""

    @property
    def is_done(self) -> bool:
        """Whether the device already has this setup."""
        return not self.files and not self.placements

    @property
    def names(self) -> tuple[str, ...]:
        """The files and folders that would change."""
        return (
            *(change.name for change in self.files),
            *(placement.name for placement in self.placements),
        )


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undoing a set-up would do."""

    device: FoundDevice
    set_up_at: datetime
    files: tuple[FileChange, ...]
    """The files restored to their earlier state."""
    changed: tuple[str, ...] = ()
    """Files that KOReader has written since, whose changes this would lose, and folders that were changed."""
    keeping: tuple[FileChange, ...] = ()
    """The files with only our settings undone."""
    placed: tuple[PutBack, ...] = ()
    """The files and folders that were replaced as a whole."""
    doubt: Doubt | None = None


def next_steps(plan: SetupPlan) -> tuple[Message, ...]:
    """The remaining steps on the device, with KOReader's own menu labels."""
    steps = [Message("Eject the device here, unplug it, and start KOReader.")]
    if not plan.syncs_by_itself:
        steps.append(
            Message(
                "Open a book, choose Tools ▸ Progress sync and tick “Automatically keep documents in sync”."
            )
        )
    if plan.keeps_wifi_off:
        steps.append(
            Message(
                "Set Network ▸ Action when Wi-Fi is off to “turn on”. With any other "
                "choice, KOReader turns automatic sync off again."
            )
        )
    if plan.wish.with_catalogue:
        steps.append(Message("To open your library, tap the magnifying glass ▸ OPDS catalog ▸ BookOrbit."))
    if plan.with_statistics:
        steps.append(_statistics_step(plan))
    steps += [
        Message("Switch on the plugin “{0}” under Tools ▸ More tools ▸ Plugin management.", name)
        for name in plan.plugins_off
    ]
    if SetupPart.PLUGIN in plan.parts:
        steps.append(Message("If KOReader kept running, restart it: it loads plugins only at its start."))
    return tuple(steps)


def _statistics_step(plan: SetupPlan) -> Message:
    """How the statistics come here for the first time; KOReader's label has changed."""
    if (plan.device.migrated or 0) >= KOSYNC_FILE_SINCE:
        return Message("To sync your statistics, choose Tools ▸ Reading statistics ▸ Sync now.")
    return Message("To sync your statistics, choose Tools ▸ Reading statistics ▸ Synchronize now.")


def kosync_file(migrated: int) -> SettingsFile:
    """The settings file for progress sync."""
    return SettingsFile.KOSYNC if migrated >= KOSYNC_FILE_SINCE else SettingsFile.READER


def catalogue_file(migrated: int) -> SettingsFile:
    """The settings file for catalogues."""
    return SettingsFile.CATALOGUES if migrated >= CATALOGUE_FILE_SINCE else SettingsFile.READER


def writes_kosync_defaults(migrated: int) -> bool:
    """Whether this version writes all settings of progress sync, not only changed ones."""
    return migrated >= KOSYNC_DEFAULTS_SINCE


def can_send_metadata(migrated: int) -> bool:
    """Whether this version can send titles and authors."""
    return migrated >= KOSYNC_FILE_SINCE


def kosync_differences(found: KosyncFound, wish: SetupWish, *, metadata: bool) -> tuple[Difference, ...]:
    """The changes to the settings of progress sync. `metadata`: whether the version can send it."""
    return tuple(
        difference
        for difference, is_so in (
            (Difference(SetupField.ADDRESS, found.address, wish.address), found.address == wish.address),
            (Difference(SetupField.NAME, found.username, wish.username), found.username == wish.username),
            (
                Difference(
                    SetupField.KEY,
                    Message("a different key") if found.key else "",
                    Message("derived from your passphrase"),
                ),
                found.key == wish.key,
            ),
            (
                Difference(SetupField.MATCHING, Message("by file name"), Message("by content (binary)")),
                found.is_binary,
            ),
            (
                Difference(SetupField.METADATA, Message("off"), Message("on")),
                found.sends_metadata or not metadata,
            ),
        )
        if not is_so
    )


def catalogue_differences(ours: Collection[CatalogueFound], wish: SetupWish) -> tuple[Difference, ...]:
    """The changes to the device's catalogues that are ours."""
    if not wish.with_catalogue:
        return ()
    if not ours:
        return (Difference(SetupField.CATALOGUE, "", wish.catalogue_url), _catalogue_login(""))
    moved = [catalogue.url for catalogue in ours if moved_url(catalogue.url, wish) != catalogue.url]
    known = all(
        (catalogue.username, catalogue.password) == (wish.username, wish.catalogue_password)
        for catalogue in ours
    )
    differences = (Difference(SetupField.CATALOGUE, moved[0], moved_url(moved[0], wish)),) if moved else ()
    return differences if known else (*differences, _catalogue_login(Message("a different login")))


def is_our_catalogue(url: str, addresses: Collection[str]) -> bool:
    """Whether a catalogue is ours: at one of this computer's current or earlier addresses."""
    return any(is_below(url, address, CATALOGUE_PATH) for address in addresses)


def is_below(url: str, address: str, path: str) -> bool:
    """Whether a URL is this path, or below it, on the server with this address."""
    if _base(url) != _base(address) or not _base(url)[0]:
        return False
    try:
        found = urlsplit(_with_scheme(url)).path
    except ValueError:
        return False
    return found.startswith(path) and found.removeprefix(path)[:1] in ("", "/")


def moved_url(url: str, wish: SetupWish) -> str:
    """The same address on the wanted server, such as that of a feed of our catalogue."""
    if _base(url) == _base(wish.address):
        return url
    parts = urlsplit(_with_scheme(url))
    return wish.address.rstrip("/") + parts.path + (f"?{parts.query}" if parts.query else "")


def doubt_about(
    kind: DeviceKind, *, on_network: bool, runs_here: bool | None, has_open_database: bool
) -> Doubt | None:
    """Why KOReader may be running on a device; None if it cannot be.

    Kobo, PocketBook and Cervantes quit it before they give a computer access to their storage; over a network
    (SSH) nothing shows. `runs_here`: whether it runs on this computer; None if the system does not say.
    """
    if kind in (DeviceKind.COMPUTER, DeviceKind.FOLDER) and runs_here:
        return Doubt.RUNS_HERE
    tells = kind in (DeviceKind.KOBO, DeviceKind.POCKETBOOK, DeviceKind.CERVANTES) or (
        kind is DeviceKind.COMPUTER and runs_here is False
    )
    if on_network or not tells:
        return Doubt.CANNOT_SEE
    return Doubt.OPEN_DATABASE if has_open_database else None


def check_not_running(doubt: Doubt | None, *, closed: bool) -> None:
    """Raise KoreaderMayRun unless KOReader is `closed`, by the person's word, and not seen running here."""
    if doubt is Doubt.RUNS_HERE or (doubt is not None and not closed):
        raise KoreaderMayRun(doubt.text)


def checked_address(text: str) -> str:
    """An address of this computer's server from user input. Raises SetupRefused."""
    address = text.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable or not address.isprintable() or " " in address:
        raise SetupRefused(
            Message("Enter an address with http:// and a port, such as http://192.168.1.20:7200.")
        )
    return address


def server_url(host: str, port: int) -> str:
    """The address of a server on this host."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_loopback(address: str) -> bool:
    """Whether only this computer itself can reach that address."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        found = ip_address(host)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None) or found
    return mapped.is_loopback or mapped.is_unspecified


def _catalogue_login(before: str) -> Difference:
    return Difference(SetupField.CATALOGUE_LOGIN, before, Message("your name and passphrase"))


def _base(url: str) -> tuple[str, int | None]:
    """Host and port, which identify a server."""
    try:
        parts = urlsplit(_with_scheme(url))
        return parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return url, None


def _with_scheme(url: str) -> str:
    """The URL with its scheme; KOReader assumes http if there is none."""
    return url if "://" in url else f"http://{url}"
