"""Which folder is a KOReader device, of what kind and of which version."""

import os
from pathlib import Path

import pytest

from bookorbit_desktop.devices.finding import (
    drives,
    find_device,
    find_devices,
    folder_without_koreader,
    plugged_in,
    volumes,
)
from bookorbit_desktop.devices.paths import as_folder, below, device_paths
from bookorbit_desktop.domain.usb.files import DeviceKind, FoundDevice, SidecarLocation, StatisticsSettings
from tests.integration.devices.device_tree import PLACES, DeviceTree


def found_in(folder: Path) -> FoundDevice:
    device = find_device(os.fsencode(folder))
    assert device is not None
    return device


@pytest.mark.parametrize("kind", PLACES)
def test_each_kind_is_recognised_with_version_and_id(tmp_path: Path, kind: str) -> None:
    tree = DeviceTree(tmp_path / "volume", kind, version="v2025.10-153-gabc1234_2025-12-01")
    tree.write_settings(document_metadata_folder="hash")

    device = found_in(tree.root)

    assert device.kind == kind
    assert device.version == "v2025.10-153-gabc1234_2025-12-01"
    assert device.migrated == 20260623
    assert device.device_id == "71B7E4D06A2C4D0E8E4C"
    assert device.sidecars is SidecarLocation.DIGEST
    assert device.last_used is not None
    assert device.unread == ()


@pytest.mark.parametrize("kind", PLACES)
def test_koreaders_own_folder_may_be_chosen_instead(tmp_path: Path, kind: str) -> None:
    tree = DeviceTree(tmp_path / "volume", kind)
    assert found_in(tree.data) == found_in(tree.root)


@pytest.mark.parametrize(
    ("marks", "kind"),
    [((".kobo",), "kobo"), (("documents", "system"), "kindle"), (("Android",), "android"), ((), "folder")],
)
def test_a_new_device_without_paths_is_told_by_its_own_folders(
    tmp_path: Path, marks: tuple[str, ...], kind: str
) -> None:
    tree = DeviceTree(tmp_path / "volume", "kindle")
    tree.settings.clear()
    tree.write_settings(device_id="X")
    for mark in marks:
        (tree.root / mark).mkdir()
    assert found_in(tree.root).kind == kind


def test_a_koreader_of_a_computer_is_found_in_its_own_folder(tmp_path: Path) -> None:
    tree = DeviceTree(tmp_path / ".config", "kindle")
    tree.write_settings(home_dir=str(tmp_path / "Books"))
    device = found_in(tree.data)
    assert device.kind is DeviceKind.COMPUTER
    assert device_paths(device).here(b"/home/ada/Books/x.epub") == b"/home/ada/Books/x.epub"


def test_a_folder_without_koreader_is_none(tmp_path: Path) -> None:
    (tmp_path / "koreader").mkdir()
    assert find_device(os.fsencode(tmp_path)) is None
    assert find_device(os.fsencode(tmp_path / "gone")) is None


def test_the_devices_among_mounted_folders(tmp_path: Path) -> None:
    for name, kind in (("one", "kobo"), ("two", "pocketbook")):
        DeviceTree(tmp_path / name, kind)
    (tmp_path / "stick").mkdir()
    devices = find_devices(volumes(os.fsencode(tmp_path)))
    assert [device.kind for device in devices] == ["kobo", "pocketbook"]


class TestSettings:
    def test_of_the_statistics_explain_gaps(self, tmp_path: Path) -> None:
        tree = DeviceTree(tmp_path)
        tree.write_settings(
            statistics={
                "is_enabled": False,
                "min_sec": 0,
                "max_sec": 7200,
                "freeze_finished_books": True,
                "calendar_day_start_hour": 4,
                "calendar_day_start_minute": 30,
                "calendar_start_day_of_week": 1,
            }
        )
        assert found_in(tmp_path).statistics == StatisticsSettings(False, 0, 7200, True, 270, 1)

    def test_absent_or_invalid_settings_use_koreaders_defaults(self, tmp_path: Path) -> None:
        tree = DeviceTree(tmp_path)
        assert found_in(tmp_path).statistics == StatisticsSettings()
        tree.write_settings(statistics={"min_sec": -3, "max_sec": "x", "calendar_day_start_hour": 99})
        assert found_in(tmp_path).statistics == StatisticsSettings()

    def test_a_broken_settings_file_is_read_from_its_older_copy(self, tmp_path: Path) -> None:
        tree = DeviceTree(tmp_path)
        settings = tree.data / "settings.reader.lua"
        settings.rename(settings.with_name("settings.reader.lua.old"))
        settings.write_bytes(b'return { ["device_id"] = "half writ')
        device = found_in(tmp_path)
        assert device.device_id == "71B7E4D06A2C4D0E8E4C"
        assert "Line 1" in device.unread[0].reason

    def test_a_device_with_unreadable_settings_is_still_recognised(self, tmp_path: Path) -> None:
        tree = DeviceTree(tmp_path)
        (tree.data / "settings.reader.lua").write_bytes(b"os.execute('rm -rf /')")
        device = found_in(tmp_path)
        assert (device.kind, device.device_id, device.migrated) == ("kobo", "", None)
        assert device.unread[0].path.endswith(b"settings.reader.lua")

    def test_of_an_old_koreader_without_version_or_date(self, tmp_path: Path) -> None:
        tree = DeviceTree(tmp_path)
        (tree.data / "git-rev").unlink()
        tree.settings.clear()
        tree.write_settings(home_dir="/mnt/onboard")
        device = found_in(tmp_path)
        assert (device.version, device.migrated) == ("", None)


class TestPaths:
    def test_of_folders_have_no_slash_at_the_end_except_a_root_and_a_drive(self) -> None:
        assert [as_folder(path) for path in (b"/media/x/", b"/", b"E:/")] == [b"/media/x", b"/", b"E:/"]
        assert [below(folder, b"koreader") for folder in (b"/", b"E:/")] == [b"/koreader", b"E:/koreader"]

    def test_of_the_device_lead_to_the_mounted_folder(self, tmp_path: Path) -> None:
        DeviceTree(tmp_path)
        paths = device_paths(found_in(tmp_path))
        root = os.fsencode(tmp_path)
        assert paths.here(b"/mnt/onboard/A/\xff.epub") == root + b"/A/\xff.epub"
        assert paths.on_device(root + b"/A/b.epub") == b"/mnt/onboard/A/b.epub"
        assert paths.here(b"/mnt/onboarding/x.epub") is None

    def test_of_a_card_need_the_card(self, tmp_path: Path) -> None:
        DeviceTree(tmp_path)
        device = found_in(tmp_path)
        assert device_paths(device).here(b"/mnt/sd/x.epub") is None
        assert device_paths(device, [b"/media/card"]).here(b"/mnt/sd/x.epub") == b"/media/card/x.epub"

    def test_a_device_path_with_dotdot_is_not_followed(self, tmp_path: Path) -> None:
        DeviceTree(tmp_path)
        assert device_paths(found_in(tmp_path)).here(b"/mnt/onboard/../../etc/passwd") is None

    def test_of_a_bare_card_tell_its_kind(self, tmp_path: Path) -> None:
        device = folder_without_koreader(os.fsencode(tmp_path), b"/mnt/public/x.epub")
        assert device.kind is DeviceKind.CERVANTES


class TestMountPoints:
    def test_of_linux_are_those_of_plugged_in_devices(self) -> None:
        mounts = (
            b"proc /proc proc rw 0 0\n/dev/sda1 / ext4 rw 0 0\n"
            b"/dev/sdb1 /media/ada/KOBO\\040eReader vfat rw 0 0\n/dev/sdc1 /run/media/ada/Kindle vfat rw 0 0\n\nx\n"
        )
        assert plugged_in(mounts) == [b"/media/ada/KOBO eReader", b"/run/media/ada/Kindle"]

    def test_of_macos_are_the_volumes(self, tmp_path: Path) -> None:
        (tmp_path / "KOBOeReader").mkdir()
        (tmp_path / "Macintosh HD").symlink_to("/")
        assert volumes(os.fsencode(tmp_path)) == [os.fsencode(tmp_path / "KOBOeReader")]
        assert volumes(b"/no/such/folder") == []

    def test_of_windows_are_the_drives(self) -> None:
        assert drives(lambda drive: drive in (b"A:\\", b"C:\\", b"E:\\")) == [b"C:\\", b"E:\\"]
