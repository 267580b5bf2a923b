"""The sync of statistics in KOReader's tables: added, updated and undone, whatever else is in them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.devices.lua_table import parse_table
from bookorbit_desktop.devices.lua_values import LuaKey, LuaTable, LuaValue, write_lua
from bookorbit_desktop.devices.sync_tables import (
    free_profile,
    our_cloud_servers,
    statistics_found,
    syncs_on_close,
    with_cloud_server,
    with_profile,
    with_statistics,
    with_trigger,
    without_cloud_server,
    without_profile,
    without_statistics,
    without_trigger,
)
from bookorbit_desktop.domain.usb.setup import SetupWish
from bookorbit_desktop.domain.usb.setup_parts import SetupChoices, Standing
from bookorbit_desktop.domain.usb.statistics_setup import (
    CloudServer,
    StatisticsFound,
    cloud_differences,
    is_synced,
    on_close_standing,
    statistics_differences,
    statistics_standing,
    wants_statistics,
)

WISH = SetupWish("http://192.168.1.20:7200", "reader", "fuda nere")
HERE = (WISH.address, "http://192.168.1.7:7200")
SCALARS = st.one_of(st.booleans(), st.integers(-9, 9), st.binary(max_size=6))
KEYS = st.one_of(st.binary(min_size=1, max_size=6), st.integers(1, 9))
ANY_TABLE = st.recursive(
    st.dictionaries(KEYS, SCALARS, max_size=4).map(lambda entries: LuaTable(entries.items())),
    lambda inner: st.dictionaries(KEYS, inner | SCALARS, max_size=3).map(
        lambda entries: LuaTable(entries.items())
    ),
    max_leaves=6,
)
ADDRESSES = st.sampled_from(
    [
        b"http://192.168.1.20:7200/dav",
        b"http://192.168.1.7:7200/dav/",
        b"http://192.168.1.20:7200/davx",
        b"https://nas.example/dav",
        b"",
        b"http://[",
        b"\xff",
    ]
)
SERVERS = st.fixed_dictionaries(
    {b"type": st.sampled_from([b"webdav", b"dropbox", b"ftp"]), b"address": ADDRESSES},
    optional={
        b"name": st.sampled_from([b"NAS", b"BookOrbit"]),
        b"url": st.sampled_from([b"", b"/", b"/a b"]),
    },
).map(lambda entry: LuaTable(entry.items()))
LISTS = st.lists(SERVERS | ANY_TABLE | SCALARS, max_size=5).map(
    lambda entries: LuaTable(enumerate(entries, 1))
)


def within(others: LuaTable, place: bytes, value: Any) -> LuaTable:
    return others.with_values({place: value})


@given(others=ANY_TABLE, servers=LISTS | st.none())
def test_our_server_is_added_once_and_the_others_keep_their_place(
    others: LuaTable, servers: LuaTable | None
) -> None:
    before = within(others, b"cs_servers", servers)
    after = with_cloud_server(before, WISH, HERE)
    assert cloud_differences(our_cloud_servers(after, HERE), WISH) == ()
    assert with_cloud_server(after, WISH, HERE) == after
    ours = len(our_cloud_servers(before, HERE))
    listed, kept = after.table("cs_servers"), before.table("cs_servers")
    assert len(listed) == len(kept) + (0 if ours else 1)
    assert sum(listed[key] == value for key, value in kept.items()) >= len(kept) - ours
    assert parse_table(write_lua(after)) == after
    if servers is not None:
        assert without_cloud_server(after, before, HERE) == before


@given(others=ANY_TABLE, settings=ANY_TABLE, server=SERVERS | st.none())
def test_statistics_sync_with_us_and_everything_else_stays(
    others: LuaTable, settings: LuaTable, server: LuaTable | None
) -> None:
    before = within(
        others, b"statistics", settings.with_values({b"sync_server": server, b"is_enabled": False})
    )
    after = with_statistics(before, WISH)
    assert is_synced(statistics_found(after), WISH)
    assert statistics_differences(statistics_found(after), WISH) == ()
    assert with_statistics(after, WISH) == after
    same: dict[LuaKey, LuaValue] = {b"sync_server": None, b"is_enabled": None}
    assert after.table("statistics").with_values(same) == before.table("statistics").with_values(same)
    assert without_statistics(after, before, HERE) == before


@given(others=ANY_TABLE, profiles=ANY_TABLE, automatic=ANY_TABLE | st.none())
def test_a_profile_is_added_with_its_trigger_and_taken_away(
    others: LuaTable, profiles: LuaTable, automatic: LuaTable | None
) -> None:
    reader = within(others, b"profiles_autoexec", automatic)
    name = free_profile(profiles)
    with_both = with_profile(profiles, name), with_trigger(reader, name)
    assert syncs_on_close(*with_both)
    assert without_profile(with_both[0], profiles) == profiles
    assert not syncs_on_close(profiles, without_trigger(with_both[1], reader, name))
    if automatic is None:
        assert without_trigger(with_both[1], reader, name) == reader


def test_a_profile_that_was_given_more_actions_stays_after_an_undo() -> None:
    name = free_profile(LuaTable())
    ours = with_profile(LuaTable(), name)
    more = ours.with_values({name: ours.table(name.decode()).with_values({b"night_mode": True})})
    assert without_profile(more, LuaTable()) == more


def test_a_folder_given_with_the_address_is_the_same_folder() -> None:
    by_hand = CloudServer("webdav", f"{WISH.address}/dav/koreader/", "", "Home", "reader", "fuda nere")
    assert is_synced(StatisticsFound(by_hand), WISH)


def test_our_own_entry_is_known_at_an_address_that_is_forgotten() -> None:
    mine = CloudServer("webdav", "http://10.9.9.9:7200/dav", "/koreader", "BookOrbit")
    assert mine.is_ours(HERE)
    assert not CloudServer("webdav", "http://10.9.9.9:7200/dav", "/koreader", "NAS").is_ours(HERE)
    assert not CloudServer("webdav", "http://[", "", "BookOrbit").is_ours(HERE)
    assert not CloudServer("ftp", "http://192.168.1.20:7200/dav").is_ours(HERE)


@pytest.mark.parametrize(
    ("ticked", "standing", "wanted"),
    [
        (None, Standing.ABSENT, True),
        (None, Standing.OTHER, False),
        (None, Standing.THERE, True),
        (None, Standing.TOO_OLD, False),
        (True, Standing.OTHER, True),
        (True, Standing.TOO_OLD, False),
        (False, Standing.ABSENT, False),
        (False, Standing.THERE, True),
    ],
)
def test_statistics_are_set_up_as_ticked_or_by_default_unless_another_server_has_them(
    ticked: bool | None, standing: Standing, wanted: bool
) -> None:
    assert wants_statistics(SetupChoices(statistics=ticked), standing) is wanted


def test_versions_are_known_by_their_migrations() -> None:
    nothing = StatisticsFound(CloudServer())
    assert statistics_standing(nothing, HERE, 20230831) is Standing.TOO_OLD
    assert statistics_standing(nothing, HERE, 20230901) is Standing.ABSENT
    assert on_close_standing(is_there=False, migrated=20240927) is Standing.TOO_OLD
    assert on_close_standing(is_there=True, migrated=20240928) is Standing.THERE


@given(password=st.text(min_size=4), secret=st.text("0123456789abcdef", min_size=12, max_size=12))
def test_no_secret_is_ever_in_what_is_shown(password: str, secret: str) -> None:
    wish = SetupWish("http://192.0.2.1:7200", "reader", "§" + password)
    servers = [
        CloudServer("webdav", f"https://ada:{secret}@nas.example/dav", "/", "NAS", "ada", secret),
        CloudServer("dropbox", f"key:{secret}", "/", "Box", "", secret),
        CloudServer("ftp", f"ftp://ada:{secret}@nas.example", "/", "FTP", "ada", secret),
    ]
    shown = [statistics_differences(StatisticsFound(server), wish) for server in servers]
    text = repr((shown, [server.shown for server in servers], wish))
    assert not any(word in text for word in ("§" + password, secret))
