"""KOReader's digests (kosync.md section 6)."""

from hashlib import md5
from io import BytesIO

import pytest

from bookorbit_desktop.formats.files import filename_md5, partial_md5


def pattern(size: int) -> bytes:
    """P(n) of kosync.md section 6."""
    return bytes((31 * index + (index >> 8)) & 255 for index in range(size))


@pytest.mark.parametrize(
    ("size", "digest"),
    [
        (0, "d41d8cd98f00b204e9800998ecf8427e"),
        (500, "21f0df72cce9bc7da8dae2512ee5feed"),
        (1024, "f4cd1641040a17288bb6104d9e66bdb5"),
        (1025, "170a888db01c00d8fc3e5d8d84de5838"),
        (2048, "d0e59a0c7b893c3b8d6a9bddbd64e631"),
        (3000, "d0e59a0c7b893c3b8d6a9bddbd64e631"),
        (4096, "d0e59a0c7b893c3b8d6a9bddbd64e631"),
        (4097, "e4380141eef244ffcf9ca6ae1b67d59c"),
        (200_000, "1784b150454ef4cf6780ceb94af0386f"),
        (1_050_000, "0fca5c751677ecbc2dcfe80ea75ace32"),
    ],
)
def test_binary_digest_is_koreaders(size: int, digest: str) -> None:
    assert partial_md5(BytesIO(pattern(size))) == digest


def test_binary_digest_starts_at_the_beginning_wherever_the_file_was_left() -> None:
    file = BytesIO(pattern(500))
    file.read()
    assert partial_md5(file) == "21f0df72cce9bc7da8dae2512ee5feed"


def test_file_name_digest_takes_the_bytes_of_the_base_name() -> None:
    assert filename_md5(b"/books/Ada/The Clocks.epub") == md5(b"The Clocks.epub").hexdigest()
    assert filename_md5(b"The Clocks.epub") != filename_md5(b"the clocks.epub")
    assert filename_md5(b"/books/Caf\xe9.epub") == md5(b"Caf\xe9.epub").hexdigest()
