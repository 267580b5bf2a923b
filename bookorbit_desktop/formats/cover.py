"""Thumbnails of covers."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from PIL import Image

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.formats.contents import COVER_LIMIT, COVER_TOO_LARGE

THUMBNAIL_SIZE: Final = (320, 480)
"""Pixels; a thumbnail fits into this box."""
SCREEN_SIZE: Final = (1200, 1600)
"""Pixels; about the screen size of current readers."""
PIXEL_LIMIT: Final = 100_000_000
"""behaviour.md, "limits"."""

_SMALL_ENOUGH: Final = (240, 360)
"""Pixels; a picture decoded to between this and the full box is not resized: that would take longer."""
_RESIZABLE: Final = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})
_FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_JPEG_QUALITY: Final = 82
_BROKEN: Final = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    struct.error,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
"""The exceptions of Pillow's decoders for broken pictures."""

# Pillow's own limit warns on a global scale; ours is checked before decoding.
Image.MAX_IMAGE_PIXELS = None


def thumbnail(image: bytes) -> bytes | None:
    """Return a JPEG of at most 320 x 480 pixels.

    None where the picture is broken, of an unknown kind (SVG among them), larger than 32 MB or
    larger than 100 megapixels. Never raises.
    """
    if len(image) > COVER_LIMIT:
        return None
    try:
        with _opened(image) as picture:
            return None if _pixels(picture) > PIXEL_LIMIT else _reduced(picture)
    except _BROKEN:
        return None


def screen_picture(image: bytes) -> bytes | None:
    """Return a JPEG of at most 1200 x 1600 pixels, for the screen of a device.

    None if `thumbnail` returns None. Never raises.
    """
    if len(image) > COVER_LIMIT:
        return None
    try:
        with _opened(image) as picture:
            if _pixels(picture) > PIXEL_LIMIT:
                return None
            picture.draft("RGB", SCREEN_SIZE)
            picture.thumbnail(SCREEN_SIZE)
            return encode_jpeg(_on_white(picture))
    except _BROKEN:
        return None


def size_of(image: bytes) -> tuple[int, int] | None:
    """Return width and height of a picture in pixels; None if it is invalid. Never raises."""
    try:
        with _opened(image) as picture:
            return picture.size
    except _BROKEN:
        return None


def as_png(jpeg: bytes) -> bytes:
    """Return a picture of ours as PNG. The same picture always gives the same bytes."""
    output = BytesIO()
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as picture:
        picture.save(output, "PNG", optimize=True)
    return output.getvalue()


def over_limit(image: bytes) -> Message | None:
    """Say why a picture is too large for a thumbnail, as one sentence; None if it is not."""
    if len(image) > COVER_LIMIT:
        return COVER_TOO_LARGE
    try:
        with _opened(image) as picture:
            too_large = _pixels(picture) > PIXEL_LIMIT
    except _BROKEN:
        return None
    return (
        Message("The cover has more than 100 megapixels, so the book is shown without it.")
        if too_large
        else None
    )


def encode_jpeg(picture: Image.Image) -> bytes:
    """Return a picture as JPEG."""
    output = BytesIO()
    picture.save(output, "JPEG", quality=_JPEG_QUALITY)
    return output.getvalue()


@contextmanager
def _opened(image: bytes) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        # Pillow warns of damaged EXIF data, which does not matter here.
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(image), formats=_FORMATS) as picture:
            yield picture


def _pixels(picture: Image.Image) -> int:
    return picture.width * picture.height


def _reduced(picture: Image.Image) -> bytes:
    # A JPEG decoder can decode straight to a half, a quarter or an eighth: most covers are then ready.
    picture.draft("RGB", _SMALL_ENOUGH)
    drawn = picture if picture.mode in _RESIZABLE else picture.convert(_full_mode(picture))
    scale = min(THUMBNAIL_SIZE[0] / drawn.width, THUMBNAIL_SIZE[1] / drawn.height)
    if scale < 1:
        size = (max(1, int(drawn.width * scale)), max(1, int(drawn.height * scale)))
        drawn = drawn.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    return encode_jpeg(_on_white(drawn))


def _full_mode(picture: Image.Image) -> str:
    return "RGBA" if picture.has_transparency_data else "RGB"


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
