"""The demo's sample books: as EPUB files, and as records on the local Hardcover."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bookorbit_desktop.demo.local_hardcover import NewEdition, World, isbn13
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.formats.epub_writer import build_epub


@dataclass(frozen=True, slots=True)
class DemoBook:
    """One made-up book."""

    title: str
    author: str
    pages: int | None
    color: str
    series: str = ""
    series_index: float | None = None
    on_hardcover: bool = True
    has_isbn: bool = True

    @property
    def isbn(self) -> str:
        """A number made from the title; it belongs to no real book."""
        digits = int(hashlib.sha256(self.title.encode()).hexdigest(), 16) % 10**9
        return isbn13(f"978{digits:09d}")


DEMO_BOOKS = (
    DemoBook("The Cartographer's Tide", "Mara Velden", 332, "#2d5d7b"),
    DemoBook("Salt and Lanterns", "Mara Velden", 288, "#7a4b2a"),
    DemoBook("A Quiet Machine", "Tomás Iriarte", 412, "#3f3d56"),
    DemoBook("Orchard of Small Hours", "Ines Okafor", 254, "#5b7f4b"),
    DemoBook("The Ninth Ferryman", "Piet Lindqvist", 376, "#8c3b3b", "Ferrymen of Osk", 1),
    DemoBook("The Tenth Ferryman", "Piet Lindqvist", 401, "#70303f", "Ferrymen of Osk", 2),
    DemoBook("Paper Weather", "Yuki Tanabe", 198, "#c2803a", has_isbn=False),
    DemoBook("Notes for a Slow Winter", "Hanne Brug", None, "#4a6fa5"),
    DemoBook("Household Accounts, 1911", "Anonymous", 90, "#6b6b58", on_hardcover=False, has_isbn=False),
)
_TEXT = (
    "The harbour bell rang twice, as it did when nobody was meant to hear it.",
    "She folded the map along the river, where it had always been folded, and waited for the tide to make up its mind.",
)


def write_books(folder: Path) -> None:
    """Write every demo book as an EPUB into `folder`."""
    for book in DEMO_BOOKS:
        (folder / f"{book.author} - {book.title}.epub").write_bytes(_epub(book))


def add_to_hardcover(world: World) -> None:
    """Put the books that Hardcover knows into the world's catalogue."""
    for number, book in enumerate(DEMO_BOOKS, start=1):
        if book.on_hardcover:
            world.add_book(
                book.title,
                [book.author],
                series=book.series,
                position=book.series_index,
                editions=[
                    NewEdition(book.pages, isbn_13=book.isbn if book.has_isbn else None, users=900 // number)
                ],
            )


def _epub(book: DemoBook) -> bytes:
    identifiers = (Identifier("isbn", book.isbn),) if book.has_isbn else ()
    metadata = BookMetadata(
        title=book.title,
        authors=(book.author,),
        series=book.series,
        series_index=book.series_index,
        language="en",
        identifiers=identifiers,
        description=f"A made-up book for the demo of BookOrbit Desktop. {_TEXT[0]}",
        publisher="BookOrbit demo",
        published="2024",
    )
    chapters = [(f"Chapter {number}", _TEXT * 6) for number in range(1, 9)]
    return build_epub(metadata, chapters, _cover(book))


def _cover(book: DemoBook) -> bytes:
    image = Image.new("RGB", (400, 600), book.color)
    draw = ImageDraw.Draw(image, "RGBA")
    ring = "#ffffff55"
    draw.ellipse((60, 250, 340, 530), outline=ring, width=6)
    draw.ellipse((130, 320, 270, 460), outline=ring, width=3)
    draw.multiline_text(
        (40, 50), _wrapped(book.title), fill="#ffffff", font=ImageFont.load_default(38), spacing=10
    )
    draw.text((40, 550), book.author, fill="#f0f0f0", font=ImageFont.load_default(22))
    output = BytesIO()
    image.save(output, "JPEG", quality=85)
    return output.getvalue()


def _wrapped(title: str, width: int = 15) -> str:
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
