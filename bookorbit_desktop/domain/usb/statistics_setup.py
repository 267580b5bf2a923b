"""Set up KOReader's own sync of its reading statistics with our cloud folder (cloud-sync.md)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.usb.setup import (
    CATALOGUE_TITLE,
    CLOUD_PATH,
    KOSYNC_FILE_SINCE,
    Difference,
    SetupField,
    SetupWish,
    is_below,
    moved_url,
)
from bookorbit_desktop.domain.usb.setup_parts import (
    AUTOMATIC_PROFILES_SINCE,
    CLOUD_SYNC_SINCE,
    SetupChoices,
    Standing,
)

WEBDAV: Final = "webdav"
PROFILE: Final = "BookOrbit statistics"
"""The name of the profile that syncs when a book is closed."""


@dataclass(frozen=True, slots=True)
class CloudServer:
    """A server in KOReader's list of cloud storages, or the one that its statistics sync with."""

    kind: str = ""
    """Such as webdav; empty if there is none."""
    address: str = ""
    folder: str = ""
    """The start folder, or the chosen one."""
    name: str = ""
    username: str = ""
    password: str = field(default="", repr=False)

    @property
    def place(self) -> str:
        """Where it leads, joined as KOReader joins it."""
        return f"{self.address.rstrip('/')}/{self.folder.strip('/')}".rstrip("/")

    @property
    def shown(self) -> str:
        """The server for display. Dropbox keeps a secret in the address, and others may have a login in it."""
        if self.kind != WEBDAV:
            return self.name or self.kind
        scheme, has_scheme, rest = self.place.partition("://")
        host, slash, path = rest.partition("/")
        return f"{scheme}{has_scheme}{host.rpartition('@')[2]}{slash}{path}" if has_scheme else self.name

    def is_ours(self, addresses: Collection[str]) -> bool:
        """Whether it is our cloud folder, at one of this computer's current or earlier addresses.

        One with our name also counts at an address that this computer no longer knows.
        """
        known = (*addresses, self.address) if self.name == CATALOGUE_TITLE else addresses
        return self.kind == WEBDAV and any(is_below(self.place, address, CLOUD_PATH) for address in known)

    def knows(self, wish: SetupWish) -> bool:
        """Whether it has the wanted login."""
        return (self.username, self.password) == (wish.username, wish.catalogue_password)


@dataclass(frozen=True, slots=True)
class StatisticsFound:
    """How a device's statistics sync now."""

    server: CloudServer
    is_on: bool = True
    """KOReader collects statistics."""


def statistics_standing(found: StatisticsFound, addresses: Collection[str], migrated: int) -> Standing:
    """Whether the statistics sync with us, with another server, or with none."""
    if migrated < CLOUD_SYNC_SINCE:
        return Standing.TOO_OLD
    if not found.server.kind:
        return Standing.ABSENT
    return Standing.THERE if found.server.is_ours(addresses) else Standing.OTHER


def cloud_differences(ours: Collection[CloudServer], wish: SetupWish) -> tuple[Difference, ...]:
    """The changes to KOReader's list of cloud storages."""
    if not ours:
        return (Difference(SetupField.CLOUD, "", wish.cloud_address),)
    other = [
        server
        for server in ours
        if moved_url(server.address, wish) != server.address or not server.knows(wish)
    ]
    if not other:
        return ()
    return (Difference(SetupField.CLOUD, other[0].shown, moved_url(other[0].address, wish)),)


def on_close_standing(*, is_there: bool, migrated: int) -> Standing:
    """Whether a profile syncs when a book is closed."""
    if migrated < AUTOMATIC_PROFILES_SINCE:
        return Standing.TOO_OLD
    return Standing.THERE if is_there else Standing.ABSENT


def wants_statistics(choices: SetupChoices, standing: Standing) -> bool:
    """Whether to set up the sync of statistics; one that is ours is kept up to date in any case."""
    if standing in (Standing.TOO_OLD, Standing.THERE):
        return standing is Standing.THERE
    return standing is Standing.ABSENT if choices.statistics is None else choices.statistics


def is_synced(found: StatisticsFound, wish: SetupWish) -> bool:
    """Whether the statistics already sync with the wanted folder and login."""
    return (
        found.server.kind == WEBDAV and found.server.place == wish.cloud_folder and found.server.knows(wish)
    )


def statistics_differences(found: StatisticsFound, wish: SetupWish) -> tuple[Difference, ...]:
    """The changes to KOReader's statistics."""
    server = found.server
    differences: list[Difference] = []
    if server.kind != WEBDAV or server.place != wish.cloud_folder:
        differences.append(Difference(SetupField.STATISTICS, server.shown, wish.cloud_folder))
    if server.kind != WEBDAV or not server.knows(wish):
        before = Message("a different login") if server.kind else ""
        after = Message("your name and passphrase")
        differences.append(Difference(SetupField.STATISTICS_LOGIN, before, after))
    if not found.is_on:
        differences.append(Difference(SetupField.STATISTICS_ON, Message("off"), Message("on")))
    return tuple(differences)


def needed_plugins(migrated: int, *, on_close: bool) -> dict[str, Message]:
    """KOReader's own plugins that the sync needs, and their names in its menu."""
    needed = {"statistics": Message("Reading statistics")}
    if migrated >= KOSYNC_FILE_SINCE:
        needed["cloudstorage"] = Message("Cloud storage+")
    if on_close:
        needed["profiles"] = Message("Profiles")
    return needed
