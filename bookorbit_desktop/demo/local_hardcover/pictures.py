"""Covers of the local Hardcover's books: drawn when they are asked for."""

import hashlib
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

SIZE = (200, 300)


def draw_cover(title: str) -> bytes:
    """A plain cover as a JPEG file, in a colour of the title's own."""
    digest = hashlib.md5(title.encode(), usedforsecurity=False).digest()
    colour = tuple(60 + value // 3 for value in digest[:3])
    image = Image.new("RGB", SIZE, colour)
    draw = ImageDraw.Draw(image)
    draw.rectangle((12, 12, SIZE[0] - 13, SIZE[1] - 13), outline="#ffffff", width=2)
    draw.multiline_text(
        (28, 40), title[:60].replace(" ", "\n"), fill="#ffffff", font=ImageFont.load_default(20)
    )
    output = BytesIO()
    image.save(output, "JPEG", quality=80)
    return output.getvalue()
