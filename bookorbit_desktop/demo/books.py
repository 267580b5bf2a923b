"""The demo's sample books, as EPUB files and as records on the local Hardcover.

Titles and authors are real and in the public domain; covers, texts and numbers are made up.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from bookorbit_desktop.demo.covers import draw_cover
from bookorbit_desktop.demo.local_hardcover import NewEdition, World, isbn13
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.formats.epub_writer import build_epub


@dataclass(frozen=True, slots=True)
class DemoBook:
    """One book. Without a picture its file has no cover."""

    title: str
    author: str
    year: int
    pages: int | None
    about: str
    genres: tuple[str, ...]
    picture: str = ""
    colours: tuple[str, str, str] = ("#24425C", "#F4EBDD", "#D9A441")
    """Background, text and accent of the cover."""
    series: str = ""
    series_index: float | None = None
    language: str = "en"
    on_hardcover: bool = True
    has_isbn: bool = True

    @property
    def isbn(self) -> str:
        """A number derived from the title; it belongs to no real book."""
        digits = int(hashlib.sha256(self.title.encode()).hexdigest(), 16) % 10**9
        return isbn13(f"978{digits:09d}")


_HOLMES, _OZ = "Sherlock Holmes", "Oz"
DEMO_BOOKS = (
    DemoBook(
        "Pride and Prejudice",
        "Jane Austen",
        1813,
        432,
        "Elizabeth Bennet is sure what kind of man Mr Darcy is. He is sure of it too. Both are wrong.",
        ("England -- Fiction", "Love stories", "Classics"),
        "peacock",
        ("#1D5C63", "#F7EBD3", "#2E8B87"),
    ),
    DemoBook(
        "Frankenstein",
        "Mary Shelley",
        1818,
        280,
        "A student finds out how life is made, makes it, and runs away from it.",
        ("Horror", "Science fiction", "Classics"),
        "lightning",
        ("#20232B", "#F0EDE4", "#E8C547"),
    ),
    DemoBook(
        "Moby-Dick",
        "Herman Melville",
        1851,
        720,
        "A captain, a whale, and everything that can be known about both.",
        ("Sea stories", "Adventure", "Classics"),
        "whale",
        ("#BFD9D6", "#14303B", "#F2EFE4"),
    ),
    DemoBook(
        "Walden",
        "Henry David Thoreau",
        1854,
        None,
        "Two years, two months and two days in a cabin beside a pond, with the accounts.",
        ("Nature", "Essays"),
        "pines",
        ("#E9E1C9", "#23402F", "#E08E45"),
    ),
    DemoBook(
        "The Time Machine",
        "H. G. Wells",
        1895,
        118,
        "An inventor is late for dinner. He has been in the year 802,701.",
        ("Science fiction", "Classics"),
        "dials",
        ("#5B2333", "#F7EDE2", "#E0A96D"),
    ),
    DemoBook(
        "The War of the Worlds",
        "H. G. Wells",
        1898,
        192,
        "No one would have believed that Surrey would be the first to go.",
        ("Science fiction", "Adventure"),
        "tripods",
        ("#F0C987", "#2B1D22", "#F6F0D8"),
    ),
    DemoBook(
        "A Study in Scarlet",
        "Arthur Conan Doyle",
        1887,
        144,
        "A doctor back from the war looks for cheap rooms, and for somebody to share them.",
        ("Crime", "London -- Fiction"),
        "lens",
        ("#8C2F39", "#FBEFE3", "#E7C6A0"),
        _HOLMES,
        1,
    ),
    DemoBook(
        "The Sign of the Four",
        "Arthur Conan Doyle",
        1890,
        160,
        "A pearl a year by post, and a wooden leg in the flower bed.",
        ("Crime", "London -- Fiction"),
        "lens",
        ("#2F4858", "#F4EFE1", "#E3B23C"),
        _HOLMES,
        2,
    ),
    DemoBook(
        "The Adventures of Sherlock Holmes",
        "Arthur Conan Doyle",
        1892,
        307,
        "Twelve cases: a league of red-headed men, a speckled band, a goose with a secret.",
        ("Crime", "Short stories", "London -- Fiction"),
        "lens",
        ("#3F5E4D", "#F5F0DF", "#D9B46C"),
        _HOLMES,
        3,
    ),
    DemoBook(
        "The Hound of the Baskervilles",
        "Arthur Conan Doyle",
        1902,
        256,
        "There are footprints beside the body, and they are not a man's.",
        ("Crime", "Horror"),
        "lens",
        ("#4A4063", "#F1EAF3", "#B8A1D9"),
        _HOLMES,
        5,
    ),
    DemoBook(
        "Meditations",
        "Marcus Aurelius",
        180,
        254,
        "An emperor's notes to himself, written between two campaigns and never meant for us.",
        ("Philosophy",),
        "column",
        ("#F1E9DA", "#3A2E28", "#B86B4B"),
    ),
    DemoBook(
        "The Odyssey",
        "Homer",
        -700,
        416,
        "Ten years of war, ten years of going home.",
        ("Poetry", "Adventure", "Classics"),
        "ship",
        ("#F3D9A4", "#3B2314", "#E89A4D"),
    ),
    DemoBook(
        "Dracula",
        "Bram Stoker",
        1897,
        418,
        "A solicitor travels to Transylvania to sell a house. Told in letters, diaries and telegrams.",
        ("Horror", "Classics"),
        "bats",
        ("#3B0D11", "#F7E9E1", "#C8553D"),
    ),
    DemoBook(
        "Treasure Island",
        "Robert Louis Stevenson",
        1883,
        292,
        "A map, a parrot, a cook with one leg, and a boy in an apple barrel who hears too much.",
        ("Adventure", "Sea stories"),
        "island",
        ("#F7E3B0", "#2D2A24", "#F2B544"),
    ),
    DemoBook(
        "Strange Case of Dr Jekyll and Mr Hyde",
        "Robert Louis Stevenson",
        1886,
        141,
        "A respectable door, and another one round the corner.",
        ("Horror", "London -- Fiction"),
        "halves",
        ("#EDE6D6", "#22262B", "#7F9183"),
    ),
    DemoBook(
        "The Picture of Dorian Gray",
        "Oscar Wilde",
        1890,
        254,
        "One of them grows old, and it is not the one with the pulse.",
        ("Horror", "Classics"),
        "rose",
        ("#F4E4DC", "#3C2A3E", "#B23A55"),
    ),
    DemoBook(
        "Twenty Thousand Leagues Under the Sea",
        "Jules Verne",
        1870,
        394,
        "A professor, a harpooner and a servant are the guests of a man who has done with the land.",
        ("Science fiction", "Sea stories", "Adventure"),
        "porthole",
        ("#145C6B", "#F3E9D2", "#C79A4B"),
    ),
    DemoBook(
        "The Wonderful Wizard of Oz",
        "L. Frank Baum",
        1900,
        259,
        "A house falls on a witch, and a road leads to somebody who may or may not be of help.",
        ("Fantasy", "Children"),
        "road",
        ("#BEE3DB", "#14532D", "#F2C14E"),
        _OZ,
        1,
    ),
    DemoBook(
        "The Marvelous Land of Oz",
        "L. Frank Baum",
        1904,
        287,
        "A boy, a pumpkin head and a sawhorse walk to the Emerald City.",
        ("Fantasy", "Children"),
        "road",
        ("#F7D6BF", "#5F2A5B", "#E9C46A"),
        _OZ,
        2,
    ),
    DemoBook(
        "Alice's Adventures in Wonderland",
        "Lewis Carroll",
        1865,
        192,
        "Down a hole after a rabbit with a watch. It is always six o'clock, and always tea.",
        ("Fantasy", "Children", "Classics"),
        "cup",
        ("#CFE3F1", "#27374D", "#D1495B"),
    ),
    DemoBook(
        "The Wind in the Willows",
        "Kenneth Grahame",
        1908,
        256,
        "A mole leaves his spring cleaning and meets a rat with a boat.",
        ("Children", "Nature"),
        "reeds",
        ("#EAF0DC", "#2B4436", "#F0B86E"),
    ),
    DemoBook(
        "Mrs Dalloway",
        "Virginia Woolf",
        1925,
        194,
        "She buys the flowers herself. One day in June, and all that is in it.",
        ("Modern", "London -- Fiction"),
        "rings",
        ("#F6EFE4", "#2D3142", "#EF8354"),
    ),
    DemoBook(
        "Wuthering Heights",
        "Emily Brontë",
        1847,
        416,
        "Two houses on a moor, two generations, and a window that will not stay shut.",
        ("England -- Fiction", "Love stories", "Classics"),
        "moor",
        ("#D9C9DD", "#2B2138", "#F4E8C1"),
    ),
    DemoBook(
        "Die Verwandlung",
        "Franz Kafka",
        1915,
        94,
        "Als Gregor Samsa eines Morgens erwacht, ist er kein Handelsreisender mehr.",
        ("Modern", "Short stories"),
        "beetle",
        ("#D8D4C5", "#1F2421", "#7A8B5A"),
        language="de",
    ),
    DemoBook(
        "Les Misérables",
        "Victor Hugo",
        1862,
        1463,
        "Un pain, dix-neuf ans de bagne, et deux chandeliers d'argent.",
        ("Classics",),
        language="fr",
        has_isbn=False,
    ),
    DemoBook(
        "Grandmother's Recipes",
        "Family",
        1974,
        64,
        "Scanned from the tin box. The plum cake is on page 12.",
        ("Cooking",),
        on_hardcover=False,
        has_isbn=False,
    ),
)
_TEXT = (
    "This file belongs to the demo of BookOrbit Desktop. It has the title of a book that you may know, a cover that"
    " was drawn for it, and this text instead of the author's.",
    "Open it on your reader, or let the simulated one read: what matters here is how far somebody has come.",
)
_CHAPTERS = 4


def write_books(folder: Path) -> None:
    """Write every demo book as an EPUB into `folder`."""
    for book in DEMO_BOOKS:
        (folder / f"{book.author} - {book.title}.epub").write_bytes(_epub(book))


def add_to_hardcover(world: World) -> None:
    """Add the books that Hardcover has to the world's catalogue."""
    for number, book in enumerate(DEMO_BOOKS, start=1):
        if book.on_hardcover:
            isbn = book.isbn if book.has_isbn else None
            world.add_book(
                book.title,
                [book.author],
                series=book.series,
                position=book.series_index,
                release_year=book.year,
                description=book.about,
                editions=[NewEdition(book.pages, book.language, isbn_13=isbn, users=900 // number)],
            )


def _epub(book: DemoBook) -> bytes:
    identifiers = (Identifier("isbn", book.isbn),) if book.has_isbn else ()
    metadata = BookMetadata(
        title=book.title,
        authors=(book.author,),
        series=book.series,
        series_index=book.series_index,
        language=book.language,
        identifiers=identifiers,
        description=book.about,
        publisher="BookOrbit demo",
        published=str(book.year) if book.year > 0 else "",
        subjects=book.genres,
    )
    chapters = [(f"Chapter {number}", _TEXT) for number in range(1, _CHAPTERS + 1)]
    cover = draw_cover(book.title, book.author, book.picture, book.colours) if book.picture else None
    return build_epub(metadata, chapters, cover)
