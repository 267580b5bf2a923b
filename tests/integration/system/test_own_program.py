"""Whether another program has taken this one's place on the disk: real files, as package managers replace them."""

from pathlib import Path

import pytest

from bookorbit_desktop.system.own_program import OwnProgram


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "bookorbit-desktop"
    file.write_bytes(b"one")
    return file


def replace(file: Path, content: bytes) -> None:
    """As dpkg does: written beside it, and put in its place."""
    fresh = file.with_name("bookorbit-desktop.dpkg-new")
    fresh.write_bytes(content)
    fresh.replace(file)


def test_an_untouched_program_was_not_replaced(file: Path) -> None:
    own = OwnProgram(file)
    assert [own.was_replaced() for _ in range(3)] == [False] * 3
    assert not OwnProgram().was_replaced()


def test_a_program_put_in_its_place_counts_as_replaced_once_it_stays(file: Path) -> None:
    own = OwnProgram(file)
    replace(file, b"two")
    assert not own.was_replaced(), "the update may still be under way"
    replace(file, b"three")
    assert not own.was_replaced()
    assert own.was_replaced()
    assert own.was_replaced()


def test_a_program_file_that_is_deleted_and_comes_back_was_replaced(file: Path) -> None:
    own = OwnProgram(file)
    file.unlink()
    assert [own.was_replaced() for _ in range(3)] == [False] * 3
    file.write_bytes(b"another")
    assert [own.was_replaced() for _ in range(2)] == [False, True]
