"""Thumbnails from good, odd and hostile pictures."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bookorbit_desktop.formats.cover import over_limit, screen_picture, thumbnail
from tests.books import picture


def size_of(jpeg: bytes | None) -> tuple[int, int]:
    assert jpeg is not None
    with Image.open(BytesIO(jpeg)) as image:
        assert image.format == "JPEG"
        assert image.mode == "RGB"
        return image.size


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_claiming(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (600, 900, (300, 450)),
        (1600, 2400, (320, 480)),
        (700, 700, (320, 320)),
        (100, 150, (100, 150)),
        (3000, 30, (320, 3)),
        (1, 5000, (1, 480)),
    ],
)
def test_a_thumbnail_fits_the_box_and_keeps_the_shape(
    width: int, height: int, expected: tuple[int, int]
) -> None:
    assert size_of(thumbnail(picture(width, height))) == pytest.approx(expected, abs=1)


@pytest.mark.parametrize("width", range(240, 1500, 97))
def test_a_thumbnail_is_never_larger_than_the_box(width: int) -> None:
    reduced = size_of(thumbnail(picture(width, width * 3 // 2)))
    assert 240 <= reduced[0] <= 320
    assert reduced[1] <= 480


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "LA"),
        ("PNG", "L"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "I;16"),
        ("GIF", "P"),
        ("WEBP", "RGBA"),
        ("BMP", "RGB"),
        ("TIFF", "CMYK"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
    ],
)
def test_kinds_of_pictures(kind: str, mode: str) -> None:
    output = BytesIO()
    Image.new(mode, (640, 960)).save(output, kind)
    assert size_of(thumbnail(output.getvalue())) == (320, 480)


def test_transparency_becomes_white() -> None:
    jpeg = thumbnail(picture(64, 96, (0, 0, 0, 0), "PNG", "RGBA"))
    assert jpeg is not None
    with Image.open(BytesIO(jpeg)) as image:
        assert image.getpixel((32, 48)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        picture()[:200],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe",
    ],
)
def test_broken_pictures_have_no_thumbnail(data: bytes) -> None:
    assert thumbnail(data) is None
    assert over_limit(data) is None


def test_more_than_100_megapixels_are_not_decoded() -> None:
    bomb = png_claiming(50_000, 2_001)
    assert thumbnail(bomb) is None
    assert "100 megapixels" in (over_limit(bomb) or "")
    assert over_limit(png_claiming(50_000, 2_000)) is None


def test_more_than_32_megabytes_are_not_opened() -> None:
    large = picture() + bytes(32_000_000)
    assert thumbnail(large) is None
    assert "32 MB" in (over_limit(large) or "")


@settings(max_examples=200)
@given(st.data())
def test_any_damage_gives_a_thumbnail_or_none(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"]))
    image = bytearray(picture(24, 36, kind=kind))
    for _ in range(data.draw(st.integers(1, 8))):
        image[data.draw(st.integers(0, len(image) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(image[: data.draw(st.integers(0, len(image)))])
    assert thumbnail(damaged) is None or size_of(thumbnail(damaged))
    over_limit(damaged)


@pytest.mark.parametrize(("size", "expected"), [((600, 900), (600, 900)), ((3000, 4000), (1200, 1600))])
def test_a_picture_for_a_device_fits_its_screen_and_is_never_enlarged(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert size_of(screen_picture(picture(*size))) == expected


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1"])
def test_a_picture_for_a_device_is_made_of_any_kind(mode: str) -> None:
    assert size_of(screen_picture(picture(50, 70, "white", "PNG", mode))) == (50, 70)


@pytest.mark.parametrize("image", [b"", b"no picture", picture()[:200]])
def test_no_picture_for_a_device_is_made_of_what_is_broken(image: bytes) -> None:
    assert screen_picture(image) is None
