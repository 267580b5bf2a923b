"""A library of 200 generated books that looks like somebody's, with covers, devices and a Hardcover profile."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bookorbit_desktop.demo.local_hardcover import NewEdition, World, isbn13
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.progress import DocumentMetadata, Push
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.library.covers import CoverStore
from tests.services import TestClock, put_book
from tests.ui.harness import Ui

BOOKS = 200
_AUTHORS = (
    *("Mara Velden", "Tomás Iriarte", "Ines Okafor", "Piet Lindqvist", "Yuki Tanabe", "Hanne Brug"),
    *("Ruth Abernathy", "Søren Kjær", "Amara Diallo", "Lucía Ferrán", "Emil Novák", "Grace Whitlow"),
    *("Noor al-Hadi", "Wen Jiahui", "Otto Brandt", "Saoirse Kelly", "Ivo Marchetti", "Dalia Roth"),
)
_FIRST = (
    *("The Cartographer's", "A Quiet", "Orchard of", "Salt and", "Paper", "The Last", "Notes for a Slow"),
    *("House of", "The Glass", "Letters from the", "A Short History of", "Under the", "The Winter"),
    *("Beyond the", "The Clockmaker's", "Nine Kinds of", "What the", "The Small Hours of"),
)
_SECOND = (
    *("Tide", "Machine", "Lanterns", "Weather", "Ferryman", "Winter", "Orchard", "Harbour", "Archive"),
    *("Silence", "Meridian", "Garden", "Apprentice", "Rain", "Observatory", "Bees", "Daughter", "Salt"),
)
_SERIES = ("Ferrymen of Osk", "The Lantern Cycle", "Tales of the Quiet Coast", "Inspector Lind")
_ODD = (
    ("الأسود يليق بك", "Noor al-Hadi", "ar"),
    ("三体", "Wen Jiahui", "zh"),
    ("Die außerordentlich langen Wanderjahre der Kartographin Adelheid von Traunstein", "Otto Brandt", "de"),
)
_SUBJECTS = ("Fiction", "Fantasy", "Mystery", "History", "Science fiction", "Essays", "Poetry")
_STATUSES = (
    *[ReadingStatus.READ] * 8,
    *[ReadingStatus.WANT_TO_READ] * 4,
    ReadingStatus.ON_HOLD,
    ReadingStatus.ABANDONED,
    *[ReadingStatus.UNREAD] * 4,
)
_COLOURS = ("#23395b", "#7a3b2e", "#3d5a45", "#5b4a72", "#8a6d1f", "#2f4f4f", "#7b2d43", "#1f5f6b", "#4c4c4c")


@dataclass(frozen=True, slots=True)
class ShelfBook:
    """One generated book."""

    metadata: BookMetadata
    status: ReadingStatus
    rating: float | None
    is_known: bool
    pages: int | None

    @property
    def isbn(self) -> str:
        return self.metadata.identifiers[0].value


def generated_books() -> Iterator[ShelfBook]:
    """Always the same ones."""
    dice = random.Random(7)
    titles = [f"{first} {second}" for first in _FIRST for second in _SECOND]
    dice.shuffle(titles)
    for number in range(BOOKS):
        title, author, language = titles[number], dice.choice(_AUTHORS), "en"
        if number < len(_ODD):
            title, author, language = _ODD[number]
        in_series = number % 6 == 0
        metadata = BookMetadata(
            title=title,
            authors=(author,),
            series=_SERIES[number % len(_SERIES)] if in_series else "",
            series_index=float(number // 24 + 1) if in_series else None,
            language=language,
            identifiers=(Identifier("isbn", isbn13(f"978{number:09d}")),),
            description="The harbour bell rang twice, as it did when nobody was meant to hear it. " * 4,
            publisher=dice.choice(("Standard Ebooks", "Lantern Press", "Old Quay Books")),
            published=str(dice.randint(1890, 2025)),
            subjects=tuple(dice.sample(_SUBJECTS, 2)),
        )
        status = dice.choice(_STATUSES)
        rating = dice.choice((3.0, 3.5, 4.0, 4.5, 5.0, None)) if status is ReadingStatus.READ else None
        is_known, has_pages = dice.random() > 0.06, dice.random() > 0.05
        yield ShelfBook(metadata, status, rating, is_known, dice.randint(120, 640) if has_pages else None)


def add_to_hardcover(world: World, books: list[ShelfBook]) -> None:
    """Put most of the books into Hardcover's catalogue, some of them without a page count."""
    for book in books:
        if book.is_known:
            world.add_book(
                book.metadata.title,
                list(book.metadata.authors),
                series=book.metadata.series,
                position=book.metadata.series_index,
                editions=[NewEdition(book.pages, isbn_13=book.isbn, users=500)],
            )


def fill(ui: Ui, count: int = BOOKS) -> list[BookId]:
    """Put the books into the library, read in some of them, and sync most."""
    books = list(itertools.islice(generated_books(), count))
    add_to_hardcover(ui.hardcover.world, books)
    covers = CoverStore(ui.services.data_dir / "covers")
    ids = []
    for number, book in enumerate(books):
        problem = (
            Message("This file is not a readable EPUB: it has no package document.")
            if number in (31, 77)
            else None
        )
        book_id = put_book(ui.services, book.metadata, problem=problem, size=400_000 + 9_000 * number)
        ids.append(book_id)
        if number % 9 and f"{book.metadata.title}{book.metadata.authors[0]}".isascii():
            covers.put(book_id, cover(book, number), replace=True)
        if book.status is not ReadingStatus.UNREAD:
            ui.set_status(book_id, book.status, rating=book.rating)
    _read(ui, ids)
    return ids


def _read(ui: Ui, ids: list[BookId]) -> None:
    """Eight books are being read on two devices; two documents belong to no book."""
    reading = [book_id for book_id in ids[20:] if _is_unread(ui, BookId(book_id))][:8]
    for index, book_id in enumerate(reading):
        digest = ui.services.library.book(BookId(book_id)).files[0].partial_md5
        for step in range(1, 6):
            share = min(0.97, 0.04 + 0.11 * index + 0.015 * step)
            device = ("Kobo Libra 2", "Boox Poke5")[index % 2]
            _push(ui, digest, share, device)
            pass_time(ui, timedelta(hours=7))
    _push(ui, "7f3c9a1e" + "0" * 24, 0.05, "Boox Poke5")
    named = DocumentMetadata("The Name of the Harbour", "Ruth Abernathy", "harbour.epub")
    _push(ui, "a" * 32, 0.22, "Boox Poke5", named)
    ui.services.preferences.change(hardcover_confirmed=True)
    ui.on_network(ui.services.sync.run())
    pass_time(ui, timedelta(hours=2))
    for book_id in reading[:3]:
        digest = ui.services.library.book(BookId(book_id)).files[0].partial_md5
        _push(ui, digest, 0.92, "Kobo Libra 2")
    pass_time(ui, timedelta(minutes=3))


def _is_unread(ui: Ui, book_id: BookId) -> bool:
    return ui.services.library.book(book_id).reading.status is ReadingStatus.UNREAD


def _push(ui: Ui, document: str, share: float, device: str, metadata: DocumentMetadata | None = None) -> None:
    push = Push(document, "/body", share, device, f"id-{device}", metadata)
    ui.on_network(ui.services.progress.receive(push))


def pass_time(ui: Ui, time: timedelta) -> None:
    """Let the time of the sample go on."""
    assert isinstance(ui.services.clock, TestClock)
    ui.services.clock.move(seconds=time.total_seconds())


def cover(book: ShelfBook, number: int) -> bytes:
    """A cover as publishers make them: one of four layouts in two colours."""
    paper, ink = _COLOURS[number % len(_COLOURS)], "#f4efe4"
    image = Image.new("RGB", (320, 480), paper)
    draw = ImageDraw.Draw(image)
    match number % 4:
        case 0:
            draw.ellipse((60, 170, 260, 370), fill=_COLOURS[(number + 3) % len(_COLOURS)])
        case 1:
            for top in range(200, 470, 22):
                draw.line((0, top, 320, top - 60), fill=_COLOURS[(number + 5) % len(_COLOURS)], width=8)
        case 2:
            draw.rectangle((0, 300, 320, 480), fill=ink)
            draw.polygon([(40, 300), (130, 180), (210, 300)], fill=_COLOURS[(number + 2) % len(_COLOURS)])
            draw.polygon([(150, 300), (230, 220), (300, 300)], fill=_COLOURS[(number + 4) % len(_COLOURS)])
        case _:
            draw.rectangle((24, 24, 296, 456), outline=ink, width=3)
    _write(draw, book.metadata.title, 34, 50, ink)
    _write(draw, book.metadata.authors[0], 20, 425, ink if number % 4 != 2 else paper)
    stream = BytesIO()
    image.save(stream, "JPEG", quality=85)
    return stream.getvalue()


def _write(draw: ImageDraw.ImageDraw, text: str, size: int, top: int, ink: str) -> None:
    font = ImageFont.load_default(size)
    line = ""
    lines = []
    for word in text.split():
        if line and draw.textlength(f"{line} {word}", font=font) > 260:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    for index, one in enumerate([*lines, line][:4]):
        left = (320 - draw.textlength(one, font=font)) / 2
        draw.text((left, top + index * size * 1.15), one, fill=ink, font=font)
