"""The sync of statistics in KOReader's tables: read, written and undone, leaving everything else unchanged.

cloud-sync.md, "What the person sets up".
"""

from collections.abc import Collection, Mapping
from typing import Final

from bookorbit_desktop.devices.lua_values import LuaKey, LuaTable, LuaValue
from bookorbit_desktop.domain.usb.setup import CATALOGUE_TITLE, CLOUD_FOLDER, SetupWish, moved_url
from bookorbit_desktop.domain.usb.statistics_setup import (
    PROFILE,
    WEBDAV,
    CloudServer,
    StatisticsFound,
    is_synced,
)

_SERVERS: Final = b"cs_servers"
_STATISTICS: Final = b"statistics"
_SYNC_SERVER: Final = b"sync_server"
_IS_ON: Final = b"is_enabled"
_ACTION: Final = b"stats_sync"
_AUTOMATIC: Final = b"profiles_autoexec"
_ON_CLOSE: Final = b"CloseDocument"
_STATISTICS_DEFAULTS: Final[Mapping[LuaKey, LuaValue]] = {
    b"min_sec": 5,
    b"max_sec": 120,
    b"freeze_finished_books": False,
    b"is_enabled": True,
    b"calendar_start_day_of_week": 2,
    b"calendar_nb_book_spans": 3,
    b"calendar_show_histogram": True,
    b"calendar_browse_future_months": False,
}
"""What KOReader starts with where it has no settings of its statistics; a table without them would lack them."""


def statistics_found(reader: LuaTable) -> StatisticsFound:
    """How the statistics sync, by settings.reader.lua."""
    settings = reader.get(_STATISTICS)
    if not isinstance(settings, LuaTable):
        return StatisticsFound(CloudServer())
    return StatisticsFound(_server(settings.table(_SYNC_SERVER.decode())), settings.flag(_IS_ON.decode()))


def with_statistics(reader: LuaTable, wish: SetupWish) -> LuaTable:
    """settings.reader.lua with statistics that sync with us."""
    before = reader.get(_STATISTICS)
    settings = before if isinstance(before, LuaTable) else LuaTable(_STATISTICS_DEFAULTS.items())
    changed: dict[LuaKey, LuaValue] = {_IS_ON: True}
    if not is_synced(statistics_found(reader), wish):
        changed[_SYNC_SERVER] = LuaTable(_entry(wish).items())
    return reader.with_values({_STATISTICS: settings.with_values(changed)})


def without_statistics(reader: LuaTable, before: LuaTable, addresses: Collection[str]) -> LuaTable:
    """settings.reader.lua with the earlier sync, unless it has been set to another server since."""
    if _STATISTICS not in reader or not statistics_found(reader).server.is_ours(addresses):
        return reader
    earlier = before.table(_STATISTICS.decode())
    restored: dict[LuaKey, LuaValue] = {_SYNC_SERVER: earlier.get(_SYNC_SERVER)}
    if _IS_ON in earlier:
        restored[_IS_ON] = earlier[_IS_ON]
    return reader.with_values({_STATISTICS: reader.table(_STATISTICS.decode()).with_values(restored)})


def our_cloud_servers(table: LuaTable, addresses: Collection[str]) -> list[CloudServer]:
    """The entries in KOReader's list of cloud storages that are ours."""
    return [_server(entry) for _, entry in _ours(_servers(table), addresses)]


def with_cloud_server(table: LuaTable, wish: SetupWish, addresses: Collection[str]) -> LuaTable:
    """The list of cloud storages with ours updated, or added after the others."""
    servers = _servers(table)
    changed: dict[LuaKey, LuaValue] = {
        key: entry.with_values(_moved(entry, wish)) for key, entry in _ours(servers, addresses)
    }
    if not changed:
        changed = {servers.indexes().stop: LuaTable(_entry(wish).items())}
    return table.with_values({_SERVERS: servers.with_values(changed)})


def without_cloud_server(table: LuaTable, before: LuaTable, addresses: Collection[str]) -> LuaTable:
    """The list of cloud storages with our entries restored from an earlier list, without the others of ours."""
    if _SERVERS not in table:
        return table
    servers = _servers(table)
    earlier = [entry for _, entry in _ours(_servers(before), addresses)]
    ours = {key for key, _ in _ours(servers, addresses)}
    kept: list[LuaValue] = []
    for index in servers.indexes():
        if index not in ours:
            kept.append(servers[index])
        elif earlier:
            kept.append(earlier.pop(0))
    counted = set(servers.indexes())
    others = [(key, value) for key, value in servers.items() if isinstance(key, bool) or key not in counted]
    return table.with_values({_SERVERS: LuaTable([*others, *enumerate(kept, 1)])})


def syncs_on_close(profiles: LuaTable, reader: LuaTable) -> bool:
    """Whether any profile syncs the statistics when a book is closed."""
    automatic = reader.table(_AUTOMATIC.decode()).table(_ON_CLOSE.decode())
    return any(_syncs(profiles.get(name)) for name, is_on in automatic.items() if is_on)


def free_profile(profiles: LuaTable) -> bytes:
    """The name for our profile: its own, unless someone else's profile has that."""
    number, name = 1, PROFILE.encode()
    while name in profiles and not _syncs(profiles[name]):
        number += 1
        name = f"{PROFILE} {number}".encode()
    return name


def with_profile(profiles: LuaTable, name: bytes) -> LuaTable:
    """settings/profiles.lua with our profile; one that is there stays as it is."""
    if name in profiles:
        return profiles
    settings = LuaTable([(b"name", name)])
    return profiles.with_values({name: LuaTable([(_ACTION, True), (b"settings", settings)])})


def with_trigger(reader: LuaTable, name: bytes) -> LuaTable:
    """settings.reader.lua with this profile run when a book is closed."""
    automatic = reader.table(_AUTOMATIC.decode())
    on_close = automatic.table(_ON_CLOSE.decode()).with_values({name: True})
    return reader.with_values({_AUTOMATIC: automatic.with_values({_ON_CLOSE: on_close})})


def without_profile(profiles: LuaTable, before: LuaTable) -> LuaTable:
    """settings/profiles.lua without our profile, unless it was there or was given more actions."""
    name = free_profile(before)
    if name in before or profiles.get(name) != with_profile(LuaTable(), name)[name]:
        return profiles
    return profiles.with_values({name: None})


def without_trigger(reader: LuaTable, before: LuaTable, name: bytes) -> LuaTable:
    """settings.reader.lua without our profile's trigger, unless it was there."""
    key, event = _AUTOMATIC.decode(), _ON_CLOSE.decode()
    on_close = reader.table(key).table(event)
    if name not in on_close or name in before.table(key).table(event):
        return reader
    left = on_close.with_values({name: None})
    automatic = reader.table(key).with_values({_ON_CLOSE: left or None})
    has_table = bool(automatic) or _AUTOMATIC in before
    return reader.with_values({_AUTOMATIC: automatic if has_table else None})


def plugins_off(reader: LuaTable) -> frozenset[str]:
    """The folders of the plugins that are switched off, without their suffix."""
    disabled = reader.table("plugins_disabled")
    return frozenset(
        key.decode("utf-8", "replace") for key in disabled if isinstance(key, bytes) and disabled[key]
    )


def _syncs(profile: LuaValue) -> bool:
    return isinstance(profile, LuaTable) and bool(profile.get(_ACTION))


def _server(entry: LuaTable) -> CloudServer:
    return CloudServer(
        entry.text("type"),
        entry.text("address"),
        entry.text("url"),
        entry.text("name"),
        entry.text("username"),
        entry.text("password"),
    )


def _entry(wish: SetupWish) -> dict[LuaKey, LuaValue]:
    return {
        b"name": CATALOGUE_TITLE.encode(),
        b"type": WEBDAV.encode(),
        b"address": wish.cloud_address.encode(),
        b"username": wish.username.encode(),
        b"password": wish.catalogue_password.encode(),
        b"url": CLOUD_FOLDER.encode(),
    }


def _moved(entry: LuaTable, wish: SetupWish) -> dict[LuaKey, LuaValue]:
    """What changes in an entry of ours; its name and start folder stay."""
    wanted = _entry(wish)
    address = moved_url(entry.text("address"), wish).encode()
    return {b"address": address, b"username": wanted[b"username"], b"password": wanted[b"password"]}


def _servers(table: LuaTable) -> LuaTable:
    return table.table(_SERVERS.decode())


def _ours(servers: LuaTable, addresses: Collection[str]) -> list[tuple[LuaKey, LuaTable]]:
    entries = [(index, servers[index]) for index in servers.indexes()]
    return [
        (index, entry)
        for index, entry in entries
        if isinstance(entry, LuaTable) and _server(entry).is_ours(addresses)
    ]
