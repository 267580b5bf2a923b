"""MOBI headers from hostile bytes."""

import struct
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.mobi import read_mobi
from tests.books import palm_database


def mobi_record(
    exth: bytes, *, length: int = 232, name: tuple[int, int] = (0, 0), first_image: int = 1
) -> bytes:
    mobi = bytearray(max(length, 232))
    struct.pack_into(">4sIII", mobi, 0, b"MOBI", length, 2, 65001)
    struct.pack_into(">II", mobi, 68, *name)
    struct.pack_into(">I", mobi, 92, first_image)
    struct.pack_into(">I", mobi, 112, 0x40)
    return bytes(16) + bytes(mobi) + exth


def exth(*records: tuple[int, bytes], count: int | None = None) -> bytes:
    body = b"".join(struct.pack(">II", kind, 8 + len(data)) + data for kind, data in records)
    return b"EXTH" + struct.pack(">II", 12 + len(body), len(records) if count is None else count) + body


def check_title(data: bytes) -> None:
    """Either these bytes are refused, or they have a title that can be stored."""
    with suppress(Unreadable):
        title = read_mobi(BytesIO(data)).metadata.title
        assert title.encode("utf-8").decode("utf-8") == title


@given(st.binary())
def test_any_bytes_are_read_or_unreadable(data: bytes) -> None:
    check_title(data)
    check_title(palm_database("x", [data]))
    check_title(palm_database("x", [mobi_record(b"EXTH" + data)]))


@given(
    st.integers(0, 2**32 - 1),
    st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1)),
    st.integers(0, 2**32 - 1),
)
def test_any_header_numbers_are_read_or_unreadable(
    length: int, name: tuple[int, int], first_image: int
) -> None:
    record = bytearray(mobi_record(exth((201, bytes(4))), name=name, first_image=first_image))
    struct.pack_into(">I", record, 20, length)
    check_title(palm_database("x", [bytes(record), b"\xff\xd8\xff"]))


@given(st.lists(st.tuples(st.integers(90, 560), st.binary(max_size=40)), max_size=8))
def test_any_exth_records_are_read(records: list[tuple[int, bytes]]) -> None:
    contents = read_mobi(BytesIO(palm_database("Name", [mobi_record(exth(*records))])))
    assert contents.metadata.title


def test_a_record_that_claims_to_be_longer_than_the_book_is_cut() -> None:
    short = exth((503, b"The Clocks"), count=1000) + struct.pack(">II", 100, 5000) + b"Ada"
    contents = read_mobi(BytesIO(palm_database("x", [mobi_record(short)])))
    assert contents.metadata.title == "The Clocks"
    assert contents.metadata.authors == ("Ada",)


def test_a_record_of_no_length_ends_the_list() -> None:
    endless = exth(count=2**32 - 1) + struct.pack(">II", 100, 0) * 10
    assert read_mobi(BytesIO(palm_database("Name", [mobi_record(endless)]))).metadata.title == "Name"


def test_palmdoc_without_mobi_header_has_the_name_of_the_database() -> None:
    contents = read_mobi(BytesIO(palm_database("The_Clocks", [bytes(16)], kind=b"TEXtREAd")))
    assert contents.metadata.title == "The Clocks"


@pytest.mark.parametrize(
    "data", [b"", b"BOOKMOBI", bytes(200), palm_database("x", []), palm_database("x", [b"abc"])]
)
def test_files_that_are_no_mobi_are_rejected(data: bytes) -> None:
    with pytest.raises(Unreadable, match="not a readable MOBI or AZW"):
        read_mobi(BytesIO(data))
