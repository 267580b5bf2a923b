"""Telling network shares by what the system has mounted."""

import pytest

from bookorbit_desktop.system.network_shares import is_shared

MOUNTS = [
    b"/dev/sda1 / ext4 rw 0 0",
    b"//nas/books /mnt/my\\040books cifs rw 0 0",
    b"/dev/sdb1 /mnt/my\\040books/local ext4 rw 0 0",
    b"me@host:/ /home/me/far fuse.sshfs rw 0 0",
    b"odd",
]


@pytest.mark.parametrize(
    ("path", "shared"),
    [
        (b"/home/me/books", False),
        (b"/mnt/my books", True),
        (b"/mnt/my books/series", True),
        (b"/mnt/my books of old", False),
        (b"/mnt/my books/local/x", False),
        (b"/home/me/far/x", True),
    ],
)
def test_the_longest_mount_point_above_a_folder_decides(path: bytes, shared: bool) -> None:
    assert is_shared(path, MOUNTS) is shared
