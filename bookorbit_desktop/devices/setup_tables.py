"""Our settings in KOReader's tables: read, written and undone, leaving everything else unchanged.

device-files.md ("kosync settings", "OPDS settings").
"""

from collections.abc import Collection, Mapping
from typing import Final

from bookorbit_desktop.devices.lua_values import LuaKey, LuaTable, LuaValue, shown
from bookorbit_desktop.domain.usb.setup import (
    BINARY,
    CATALOGUE_TITLE,
    CatalogueFound,
    KosyncFound,
    SettingsFile,
    SetupWish,
    is_our_catalogue,
    moved_url,
)

_KOSYNC_TABLES: Final = {SettingsFile.READER: b"kosync", SettingsFile.KOSYNC: b"settings"}
_CATALOGUE_TABLES: Final = {SettingsFile.READER: b"opds_servers", SettingsFile.CATALOGUES: b"servers"}
_KOSYNC_KEYS: Final = (b"custom_server", b"username", b"userkey", b"checksum_method", b"send_metadata")
_KOSYNC_DEFAULTS: Final[Mapping[LuaKey, LuaValue]] = {
    b"auto_sync": False,
    b"sync_forward": 1,
    b"sync_backward": 3,
    b"checksum_method": BINARY,
}
"""What KOReader starts with where it has no settings of progress sync; a table without them would lack them."""
_DEFAULT_CATALOGUES: Final = (
    (b"Project Gutenberg", b"https://m.gutenberg.org/ebooks.opds/?format=opds"),
    (b"Standard Ebooks", b"https://standardebooks.org/feeds/opds"),
    (b"ManyBooks", b"http://manybooks.net/opds/index.php"),
    (b"Internet Archive", b"https://bookserver.archive.org/"),
    (b"textos.info (Spanish)", b"https://www.textos.info/catalogo.atom"),
    (b"Gallica (French)", b"https://gallica.bnf.fr/opds"),
)
"""What KOReader lists where it has no list yet; a list with ours alone would take them away."""
_FEEDBOOKS: Final = (b"Feedbooks", b"https://catalog.feedbooks.com/catalog/public_domain.atom")
"""Third in that list as long as the catalogues stood among the other settings."""


def kosync_found(table: LuaTable, file: SettingsFile, *, has_defaults: bool = True) -> KosyncFound:
    """The settings of progress sync in a file's table. `has_defaults`: the version writes all of them."""
    settings = table.table(_KOSYNC_TABLES[file].decode())
    method, by_itself = settings.get(b"checksum_method"), settings.get(b"auto_sync")
    return KosyncFound(
        address=settings.text("custom_server"),
        username=settings.text("username"),
        key=settings.text("userkey"),
        is_binary=method is None or method == BINARY,
        sends_metadata=settings.flag("send_metadata"),
        syncs_by_itself=by_itself is True or (by_itself is None and not has_defaults),
    )


def with_kosync(
    table: LuaTable, file: SettingsFile, wish: SetupWish, *, metadata: bool, has_defaults: bool = True
) -> LuaTable:
    """A file's table with our settings of progress sync. `metadata`: whether the version can send it.

    `has_defaults`: the version writes all settings; an older one uses its own default for a missing one.
    """
    name = _KOSYNC_TABLES[file]
    before = table.get(name)
    settings = (
        before if isinstance(before, LuaTable) else LuaTable(_KOSYNC_DEFAULTS.items() if has_defaults else ())
    )
    entries: dict[LuaKey, LuaValue] = {
        b"custom_server": wish.address.encode(),
        b"username": wish.username.encode(),
        b"userkey": wish.key.encode(),
    }
    if not kosync_found(table, file).is_binary:
        entries[b"checksum_method"] = BINARY
    if metadata:
        entries[b"send_metadata"] = True
    return table.with_values({name: settings.with_values(entries)})


def without_kosync(
    table: LuaTable, file: SettingsFile, before: LuaTable, before_file: SettingsFile
) -> LuaTable:
    """A file's table with our settings of progress sync restored from an earlier table."""
    name = _KOSYNC_TABLES[file]
    if name not in table:
        return table
    earlier = before.table(_KOSYNC_TABLES[before_file].decode())
    restored: dict[LuaKey, LuaValue] = {key: earlier.get(key) for key in _KOSYNC_KEYS}
    return table.with_values({name: table.table(name.decode()).with_values(restored)})


def our_catalogues(table: LuaTable, file: SettingsFile, addresses: Collection[str]) -> list[CatalogueFound]:
    """The catalogues in a file's table that are ours."""
    return [
        CatalogueFound(_url(entry), entry.text("username"), entry.text("password"))
        for _, entry in _ours(_servers(table, file), addresses)
    ]


def with_catalogue(
    table: LuaTable, file: SettingsFile, wish: SetupWish, addresses: Collection[str]
) -> LuaTable:
    """A file's table with our catalogue updated, or added after the others."""
    servers = _servers(table, file)
    login: dict[LuaKey, LuaValue] = {
        b"username": wish.username.encode(),
        b"password": wish.catalogue_password.encode(),
    }
    changed: dict[LuaKey, LuaValue] = {
        key: entry.with_values({b"url": moved_url(_url(entry), wish).encode(), **login})
        for key, entry in _ours(servers, addresses)
    }
    if not changed:
        entry = {b"title": CATALOGUE_TITLE.encode(), b"url": wish.catalogue_url.encode(), **login}
        changed = {servers.indexes().stop: LuaTable(entry.items())}
    return table.with_values({_CATALOGUE_TABLES[file]: servers.with_values(changed)})


def without_catalogue(
    table: LuaTable,
    file: SettingsFile,
    before: LuaTable,
    before_file: SettingsFile,
    addresses: Collection[str],
) -> LuaTable:
    """A file's table with our catalogues restored from an earlier table, without the others of ours."""
    if _CATALOGUE_TABLES[file] not in table:
        return table
    servers = _servers(table, file)
    earlier = [entry for _, entry in _ours(_servers(before, before_file), addresses)]
    ours = {key for key, _ in _ours(servers, addresses)}
    kept: list[LuaValue] = []
    for index in servers.indexes():
        if index not in ours:
            kept.append(servers[index])
        elif earlier:
            kept.append(earlier.pop(0))
    counted = set(servers.indexes())
    others = [(key, value) for key, value in servers.items() if isinstance(key, bool) or key not in counted]
    return table.with_values({_CATALOGUE_TABLES[file]: LuaTable([*others, *enumerate(kept, 1)])})


def _servers(table: LuaTable, file: SettingsFile) -> LuaTable:
    """Return the list of catalogues, or the default one that KOReader would create."""
    found = table.get(_CATALOGUE_TABLES[file])
    if isinstance(found, LuaTable):
        return found
    listed = list(_DEFAULT_CATALOGUES)
    if file is SettingsFile.READER:
        listed.insert(2, _FEEDBOOKS)
    defaults = [LuaTable(((b"title", title), (b"url", url))) for title, url in listed]
    return LuaTable(enumerate(defaults, 1))


def _ours(servers: LuaTable, addresses: Collection[str]) -> list[tuple[LuaKey, LuaTable]]:
    entries = [(index, servers[index]) for index in servers.indexes()]
    return [
        (index, entry)
        for index, entry in entries
        if isinstance(entry, LuaTable) and is_our_catalogue(_url(entry), addresses)
    ]


def _url(entry: LuaTable) -> str:
    return shown(entry.get(b"url"))
