"""Damaged books of every kind are read or refused; nothing else is ever raised, and nothing hangs."""

import base64
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookorbit_desktop.formats.reader import read_file
from tests.books import epub_bytes, picture, write_cbr, write_cbz, write_fb2, write_mobi

SMALL = picture(24, 36)
KINDS = ("epub", "cbz", "cbr", "fb2", "fb2.zip", "mobi")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("books")
    cover = base64.b64encode(SMALL).decode()
    paths = {
        "cbz": write_cbz(folder / "x.cbz", [SMALL], Title="One", Number=1),
        "cbr": write_cbr(folder / "x.cbr", {"1.jpg": SMALL, "ComicInfo.xml": b"<ComicInfo/>"}),
        "fb2": write_fb2(folder / "x.fb2", cover=cover),
        "fb2.zip": write_fb2(folder / "x.fb2.zip", cover=cover),
        "mobi": write_mobi(folder / "x.mobi", extra=[(100, b"Ada"), (524, b"en")], cover=SMALL),
    }
    return {kind: path.read_bytes() for kind, path in paths.items()} | {"epub": epub_bytes(cover=SMALL)}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_is_survived(books: dict[str, bytes], tmp_path: Path, kind: str, data: st.DataObject) -> None:
    book = bytearray(books[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        index = data.draw(st.integers(0, len(book) - 1))
        piece = data.draw(st.binary(max_size=6))
        book[index : index + data.draw(st.integers(0, 6))] = piece
        book = book or bytearray(b"x")
    path = tmp_path / f"The Clocks.{kind}"
    path.write_bytes(book)
    extraction = read_file(bytes(path))
    assert len(extraction.partial_md5) == 32
    assert extraction.metadata.title
    extraction.metadata.title.encode("utf-8")
