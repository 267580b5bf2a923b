"""Our settings in KOReader's tables: nothing else changes, twice is once, and taken back it is as before."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.devices.lua_table import parse_table
from bookorbit_desktop.devices.lua_values import LuaTable, LuaValue, write_lua
from bookorbit_desktop.devices.setup_tables import (
    kosync_found,
    our_catalogues,
    with_catalogue,
    with_kosync,
    without_catalogue,
    without_kosync,
)
from bookorbit_desktop.domain.usb.setup import SettingsFile, SetupWish, kosync_differences

WISH = SetupWish("http://192.168.1.20:7200", "reader", "fuda nere")
HERE = (WISH.address, "http://192.168.1.7:7200")
KOSYNC_PLACES = {SettingsFile.READER: b"kosync", SettingsFile.KOSYNC: b"settings"}
CATALOGUE_PLACES = {SettingsFile.READER: b"opds_servers", SettingsFile.CATALOGUES: b"servers"}
OURS = (b"custom_server", b"username", b"userkey", b"checksum_method", b"send_metadata")

SCALARS = st.binary(max_size=12) | st.integers(-9, 9) | st.booleans()
ANY_TABLE = st.dictionaries(st.binary(max_size=8) | st.integers(1, 5), SCALARS, max_size=4).map(
    lambda entries: LuaTable(entries.items())
)
SETTINGS = st.dictionaries(
    st.sampled_from(OURS) | st.binary(max_size=12), SCALARS | ANY_TABLE, max_size=8
).map(lambda entries: LuaTable(entries.items()))
URLS = st.sampled_from(
    [
        b"http://192.168.1.20:7200/opds",
        b"192.168.1.7:7200/opds/",
        b"http://nas:8080/opds",
        b"http://[",
        b"\xff",
    ]
)
ENTRIES = st.fixed_dictionaries({b"url": URLS}, optional={b"title": SCALARS, b"raw_names": SCALARS}).map(
    lambda entry: LuaTable(entry.items())
)
LISTS = st.lists(ENTRIES | ANY_TABLE | SCALARS, max_size=6).map(
    lambda entries: LuaTable(enumerate(entries, 1))
)


def within(others: LuaTable, place: bytes, value: LuaValue) -> LuaTable:
    """A file with a value in its place, between other settings."""
    return LuaTable([*others.items(), (place, value)])


def without(table: LuaTable, *keys: Any) -> LuaTable:
    return LuaTable((key, value) for key, value in table.items() if key not in keys)


def inner(table: LuaTable, place: bytes) -> LuaTable:
    found = table[place]
    assert isinstance(found, LuaTable)
    return found


@given(others=ANY_TABLE, settings=st.none() | SETTINGS, file=st.sampled_from(list(KOSYNC_PLACES)))
@pytest.mark.parametrize("metadata", [True, False])
def test_progress_sync_is_set_up_and_everything_else_stays(
    others: LuaTable, settings: LuaTable | None, file: SettingsFile, metadata: bool
) -> None:
    place = KOSYNC_PLACES[file]
    before = within(others, place, settings)
    after = with_kosync(before, file, WISH, metadata=metadata)
    assert kosync_differences(kosync_found(after, file), WISH, metadata=metadata) == ()
    assert with_kosync(after, file, WISH, metadata=metadata) == after
    assert without(after, place) == without(before, place)
    if settings is not None:
        assert without(inner(after, place), *OURS) == without(settings, *OURS)
        assert without_kosync(after, file, before, file) == before
    assert parse_table(write_lua(after)) == after


@given(others=ANY_TABLE, servers=LISTS, file=st.sampled_from(list(CATALOGUE_PLACES)))
def test_the_catalogue_is_added_once_and_the_others_keep_their_place(
    others: LuaTable, servers: LuaTable, file: SettingsFile
) -> None:
    place = CATALOGUE_PLACES[file]
    before = within(others, place, servers)
    after = with_catalogue(before, file, WISH, HERE)
    ours = our_catalogues(after, file, HERE)
    assert {(one.username, one.password) for one in ours} == {("reader", "fuda nere")}
    assert all(WISH.address.removeprefix("http://") in one.url for one in ours)
    assert with_catalogue(after, file, WISH, HERE) == after
    assert without(after, place) == without(before, place)
    kept = {key: value for key, value in servers.items() if inner(after, place)[key] == value}
    were_ours = len(our_catalogues(before, file, HERE))
    assert len(kept) >= len(servers) - were_ours
    assert len(inner(after, place)) == len(servers) + (0 if were_ours else 1)
    assert without_catalogue(after, file, before, file, HERE) == before


def test_where_there_is_no_list_koreaders_own_catalogues_stay() -> None:
    after = with_catalogue(LuaTable(), SettingsFile.CATALOGUES, WISH, HERE)
    titles = [entry.text("title") for entry in after.table("servers").tables_in_order()]
    assert (len(titles), titles[0], titles[-1]) == (7, "Project Gutenberg", "BookOrbit")


def test_settings_from_nothing_hold_what_koreader_starts_with() -> None:
    settings = with_kosync(LuaTable(), SettingsFile.KOSYNC, WISH, metadata=True).table("settings")
    assert [settings.get(key) for key in (b"sync_forward", b"sync_backward", b"auto_sync")] == [1, 3, False]


def test_the_name_and_options_of_a_catalogue_stay_when_its_address_changes() -> None:
    entry = LuaTable(
        [(b"title", b"Home"), (b"url", b"http://192.168.1.7:7200/opds/new"), (b"raw_names", True)]
    )
    before = LuaTable([(b"servers", LuaTable([(1, entry)]))])
    after = with_catalogue(before, SettingsFile.CATALOGUES, WISH, HERE).table("servers")
    (changed,) = after.tables_in_order()
    assert (changed.text("title"), changed.flag("raw_names")) == ("Home", True)
    assert changed.text("url") == "http://192.168.1.20:7200/opds/new"


def test_settings_that_moved_to_a_newer_file_are_taken_back_there() -> None:
    before = LuaTable([(b"kosync", LuaTable([(b"custom_server", b"https://other"), (b"auto_sync", True)]))])
    moved = with_kosync(LuaTable(), SettingsFile.KOSYNC, WISH, metadata=True)
    after = without_kosync(moved, SettingsFile.KOSYNC, before, SettingsFile.READER).table("settings")
    assert (after.text("custom_server"), after.text("userkey")) == ("https://other", "")
