"""What is set up on a device, and when it must wait."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.usb.files import DeviceKind
from bookorbit_desktop.domain.usb.setup import (
    CatalogueFound,
    Doubt,
    KoreaderMayRun,
    KosyncFound,
    SettingsFile,
    SetupField,
    SetupRefused,
    SetupWish,
    catalogue_differences,
    catalogue_file,
    check_not_running,
    checked_address,
    doubt_about,
    is_our_catalogue,
    kosync_differences,
    kosync_file,
    moved_url,
)
from bookorbit_desktop.system.processes import is_koreader

WISH = SetupWish("http://192.168.1.20:7200", "reader", "fuda nere")


@pytest.mark.parametrize(
    ("migrated", "kosync", "catalogues"),
    [
        (20260623, SettingsFile.KOSYNC, SettingsFile.CATALOGUES),
        (20260622, SettingsFile.READER, SettingsFile.CATALOGUES),
        (20250302, SettingsFile.READER, SettingsFile.CATALOGUES),
        (20250301, SettingsFile.READER, SettingsFile.READER),
    ],
)
def test_each_version_has_its_files(migrated: int, kosync: SettingsFile, catalogues: SettingsFile) -> None:
    assert (kosync_file(migrated), catalogue_file(migrated)) == (kosync, catalogues)


def test_only_what_differs_is_listed_each_with_a_reason() -> None:
    found = KosyncFound("https://sync.koreader.rocks", "reader", "0" * 32, is_binary=False)
    differences = kosync_differences(found, WISH, metadata=True)
    assert [difference.field for difference in differences] == [
        SetupField.ADDRESS,
        SetupField.KEY,
        SetupField.MATCHING,
        SetupField.METADATA,
    ]
    assert all(difference.reason.endswith(".") for difference in differences)
    same = KosyncFound(WISH.address, "reader", WISH.key)
    assert kosync_differences(same, WISH, metadata=False) == ()


@given(passphrase=st.text(min_size=6), key=st.text("0123456789abcdef", min_size=32, max_size=32))
def test_no_secret_is_ever_in_what_is_shown(passphrase: str, key: str) -> None:
    wish = SetupWish("http://192.0.2.1:7200", "reader", "§" + passphrase)
    found = KosyncFound("http://old", "other", key)
    shown = kosync_differences(found, wish, metadata=True)
    shown += catalogue_differences([CatalogueFound("http://old/opds", "other", "§" + passphrase)], wish)
    text = repr((shown, wish, found))
    assert not any(secret in text for secret in ("§" + passphrase, key, wish.key))


def test_a_percent_sign_reaches_the_catalogue_as_itself() -> None:
    assert SetupWish("http://a", "reader", "50%41").catalogue_password == "50%2541"


@pytest.mark.parametrize(
    ("url", "is_ours"),
    [
        ("http://192.168.1.20:7200/opds", True),
        ("192.168.1.20:7200/opds/new", True),
        ("http://192.168.1.20:7200/opdsx", False),
        ("http://192.168.1.20/opds", False),
        ("http://nas:7200/opds", False),
        ("http://[/opds", False),
        ("", False),
    ],
)
def test_our_catalogue_is_known_by_address_and_path(url: str, is_ours: bool) -> None:
    assert is_our_catalogue(url, [WISH.address]) is is_ours


def test_a_catalogue_moves_with_the_computer_and_is_left_alone_where_it_is_right() -> None:
    assert moved_url("http://10.0.0.5:7200/opds/new?x=1", WISH) == "http://192.168.1.20:7200/opds/new?x=1"
    assert moved_url("192.168.1.20:7200/opds/", WISH) == "192.168.1.20:7200/opds/"


@pytest.mark.parametrize(
    ("kind", "on_network", "runs_here", "open_database", "doubt"),
    [
        (DeviceKind.KOBO, False, True, False, None),
        (DeviceKind.POCKETBOOK, False, None, False, None),
        (DeviceKind.KOBO, True, False, False, Doubt.CANNOT_SEE),
        (DeviceKind.KOBO, False, False, True, Doubt.OPEN_DATABASE),
        (DeviceKind.KINDLE, False, False, False, Doubt.CANNOT_SEE),
        (DeviceKind.ANDROID, False, False, False, Doubt.CANNOT_SEE),
        (DeviceKind.COMPUTER, False, True, False, Doubt.RUNS_HERE),
        (DeviceKind.COMPUTER, False, False, False, None),
        (DeviceKind.COMPUTER, False, None, False, Doubt.CANNOT_SEE),
        (DeviceKind.FOLDER, False, True, False, Doubt.RUNS_HERE),
    ],
)
def test_a_device_on_which_koreader_may_be_running_is_recognised(
    kind: DeviceKind, on_network: bool, runs_here: bool | None, open_database: bool, doubt: Doubt | None
) -> None:
    found = doubt_about(kind, on_network=on_network, runs_here=runs_here, has_open_database=open_database)
    assert found is doubt


def test_the_users_answer_counts_only_without_evidence() -> None:
    check_not_running(Doubt.CANNOT_SEE, closed=True)
    check_not_running(None, closed=False)
    for doubt, closed in ((Doubt.CANNOT_SEE, False), (Doubt.RUNS_HERE, True), (Doubt.OPEN_DATABASE, False)):
        with pytest.raises(KoreaderMayRun, match=r"[Cc]lose it"):
            check_not_running(doubt, closed=closed)


@pytest.mark.parametrize(
    "text", ["", "192.168.1.20", "ftp://a", "http://", "http://a b", "http://a:x", "http://["]
)
def test_an_invalid_address_is_refused(text: str) -> None:
    with pytest.raises(SetupRefused, match="Enter an address with http"):
        checked_address(text)


def test_koreader_is_known_by_its_command_line() -> None:
    assert is_koreader(b"./luajit\0./reader.lua\0/home/me/Books\0")
    assert is_koreader(b"/bin/koreader\0")
    assert not is_koreader(b"vim\0reader.lua\0")
    assert not is_koreader(b"")
