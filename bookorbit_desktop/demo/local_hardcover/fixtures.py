"""A small invented catalogue with every difficulty in matching.md, and two people's shelves.

Books are found by slug. No title, author or code belongs to a real book.
"""

from bookorbit_desktop.demo.local_hardcover.world import (
    AUDIO,
    TEXT,
    NewEdition,
    NewRead,
    World,
    isbn10,
    isbn13,
)

GRAPHIC_NOVEL, LIGHT_NOVEL = 4, 10
"""`book_category_id`."""

_ORDINARY = """
The Glass Orchard Annex | Ines Okafor | 288
A Map of Small Rivers | Tomas Lindqvist | 341
The Beekeeper's Almanac | Ruth Amsel | 212
Winter on the Ninth Floor | Hana Kobayashi | 398
The Clockmaker's Apprentice | Edmund Vale | 455
Salt and Cinnamon | Leila Haddad | 276
The Last Lighthouse Mail | Oskar Brandt | 304
Seven Doors in Lisbon | Marta Queiroz | 367
Under a Paper Moon Again | Jun Takeda | 189
The Archivist of Storms | Freya Nilsen | 512
Bread for the Journey Home | Samuel Adeyemi | 233
A Hundred Quiet Machines | Priya Raman | 421
The Marigold Ledger | Clara Whitcombe | 350
Notes from a Slow Train | Pavel Horak | 198
The Cartographer's Silence | Anneke de Wit | 377
Orchids at Low Tide | Mei Tanaka | 264
The Iron Nightingale | Viktor Sorin | 489
Letters to an Unbuilt City | Amara Diallo | 156
The Owl Who Counted Stars | Nils Ekman | 96
What the Mountain Kept | Dolores Ibarra | 333
"""


def code13(number: int) -> str:
    """A valid, invented ISBN-13."""
    return isbn13(f"97899{number:07d}")


def code10(number: int) -> str:
    """A valid, invented ISBN-10."""
    return isbn10(f"99{number:07d}")


def fixture_world(seed: int = 1) -> World:
    """The catalogue, with the people "demo" (first) and "stranger"."""
    world = World(seed)
    demo = world.add_user("demo", privacy_id=1)
    stranger = world.add_user("stranger", privacy_id=1)
    _add_ordinary_books(world)
    _add_volumes(world)
    _add_editions(world)
    _add_lookalikes(world)
    _add_codes(world)
    _add_merged(world)
    _add_classic(world)
    _fill_shelves(world, demo, stranger)
    return world


def book_id(world: World, slug: str) -> int:
    """The id of the book with this slug; raises LookupError."""
    for row in world.tables["books"].values():
        if row["slug"] == slug:
            return int(row["id"])
    raise LookupError(slug)


def _add_ordinary_books(world: World) -> None:
    for number, line in enumerate(_ORDINARY.strip().splitlines(), 1):
        title, author, pages = (part.strip() for part in line.split("|"))
        text = NewEdition(int(pages), isbn_13=code13(number), users=50 * number)
        paper = NewEdition(
            int(pages) + 12, reading_format=TEXT, isbn_13=code13(100 + number), users=20 * number
        )
        world.add_book(title, [author], editions=[text, paper])


def _add_volumes(world: World) -> None:
    """A light novel and its manga, an unnumbered record of the series, and a wrong code on volume 10."""
    for volume in (1, 2, 3, 4):
        world.add_book(
            f"Lantern Keep, Vol. {volume}",
            ["Sora Amano"],
            series="Lantern Keep",
            position=volume,
            category_id=LIGHT_NOVEL,
            editions=[NewEdition(220 + volume, isbn_13=code13(200 + volume), users=400 - 50 * volume)],
        )
        world.add_book(
            f"Lantern Keep (Manga), Vol. {volume}",
            ["Sora Amano", "Rin Ishida"],
            series="Lantern Keep (Manga)",
            position=volume,
            category_id=GRAPHIC_NOVEL,
            editions=[NewEdition(180, reading_format=TEXT, isbn_13=code13(210 + volume), users=900)],
        )
    world.add_book("Lantern Keep", [], users=3, editions=[NewEdition(None, users=3)])
    world.add_book("Lantern Keep, Vol. 1.5", ["Sora Amano"], series="Lantern Keep", position=1.5, users=40)
    world.add_book("Ember Crown, Vol. 2", ["Kei Morita"], series="Ember Crown", position=2, users=300)
    world.add_book(
        "Ember Crown: Volume 10",
        ["Kei Morita"],
        series="Ember Crown",
        position=10,
        editions=[NewEdition(260, isbn_13=code13(220), users=80)],
    )
    world.add_book("Dunes of Ash, Vol. 3", ["Lena Falk"], series="Dunes of Ash", position=3)
    world.add_book(
        "A Parade of Small Horrors",
        ["Matt Dunne"],
        series="Gravel Crawl",
        position=8,
        subtitle="Gravel Crawl, Book 8",
    )


def _add_editions(world: World) -> None:
    """Languages, audio, page counts, an omnibus and a split translation."""
    world.add_book(
        "The Glass Orchard",
        ["Ines Okafor"],
        alternative_titles=["Der gläserne Obstgarten"],
        editions=[
            NewEdition(412, reading_format=TEXT, isbn_13=code13(300), users=900),
            NewEdition(800, "de", isbn_13=code13(301), users=3, title="Der gläserne Obstgarten"),
            NewEdition(430, "fr", isbn_13=code13(302), users=12, title="Le Verger de verre"),
        ],
    )
    world.add_book(
        "The Salt Meridian",
        ["Joan Abara"],
        editions=[
            NewEdition(None, reading_format=AUDIO, isbn_13=code13(303), users=1200, audio_seconds=41_000),
            NewEdition(412, reading_format=TEXT, isbn_13=code13(304), users=900),
        ],
    )
    world.add_book(
        "Heir to the Pawnshop",
        ["Eric Ulland"],
        series="The Decent Folk",
        position=2,
        editions=[
            NewEdition(310, "de", isbn_13=code13(305), users=40, title="Erbe des Pfandhauses"),
            NewEdition(254, isbn_13=code13(306), users=20),
        ],
    )
    world.add_book(
        "A Quiet Harbour",
        ["Greta Stein"],
        editions=[
            NewEdition(None, "de", AUDIO, users=60, audio_seconds=30_000, title="Ein stiller Hafen"),
            NewEdition(280, users=90),
        ],
    )
    audio_only = NewEdition(None, reading_format=AUDIO, isbn_13=code13(307), users=70, audio_seconds=20_000)
    world.add_book("Voices of the Quarry", ["Owen Pryce"], editions=[audio_only])
    world.add_book(
        "Field Notes on Fog", ["Ada Mistry"], editions=[NewEdition(None, isbn_13=code13(308), users=30)]
    )
    for part in (1, 2, 3):
        title = ("Ebb", "Slack", "Flood")[part - 1]
        world.add_book(title, ["Nora Tide"], series="The Tidewater Trilogy", position=part, users=200)
    world.add_book("The Tidewater Trilogy", ["Nora Tide"], compilation=True, users=500)
    world.add_book(
        "The Long Causeway", ["Karl Moor"], editions=[NewEdition(900, isbn_13=code13(309), users=100)]
    )
    half = NewEdition(450, "de", isbn_13=code13(310), users=15)
    world.add_book("Der lange Damm, Teil 1", ["Karl Moor"], editions=[half])


def _add_lookalikes(world: World) -> None:
    """Same titles, stubs that outrank the real record, and a record without a title."""
    world.add_book("Night Ferry", ["Jack Carrow"], editions=[NewEdition(480, isbn_10=code10(1), users=200)])
    world.add_book("Night Ferry", ["Lisa Brandauer"], editions=[NewEdition(320, users=700)])
    world.add_book("The Copper Atlas", ["Femi Oyelaran"], editions=[NewEdition(390, users=250)])
    world.add_book("The Copper Atlas", [], users=0, editions=[NewEdition(None, users=0)], search_boost=10)
    world.add_book("", [], slug="untitled", editions=[NewEdition(150, isbn_13=code13(400), users=5)])
    world.add_book("A Very Specific Novel", ["Other Person"], users=80)
    world.add_book("A Rather Different Novel", ["Specific Author"], users=80)
    world.add_book("Cloud Ledgers", ["J.R. Holt", "Mike Farrow"], users=60)
    cookbook = NewEdition(140, isbn_13=code13(401), users=25)
    world.add_book("One Pan, Forty Suppers", ["Bea Cook"], editions=[cookbook])


def _add_codes(world: World) -> None:
    """Codes in one form only, a wrong check digit, and ids of other services."""
    only_13 = NewEdition(369, isbn_13=isbn13("978" + code10(2)[:9]), users=600)
    world.add_book("Stranded on Ceres", ["Andy Wells"], editions=[only_13])
    wrong = code13(402)[:-1] + str((int(code13(402)[-1]) + 1) % 10)
    world.add_book(
        "The Misprinted Book", ["Theo Errata"], editions=[NewEdition(210, isbn_13=wrong, users=12)]
    )
    mapped = world.add_book("Known Elsewhere", ["Gwen Reads"], editions=[NewEdition(240, users=35)])
    world.add_mapping("goodreads", "90001", mapped)
    world.add_mapping("openlibrary", "OL90001W", mapped)


def _add_merged(world: World) -> None:
    """A record merged twice over, whose editions have moved, and a merged edition."""
    survivor = world.add_book("The Weaver's Daughter", ["Isla Loom"], editions=[NewEdition(333, users=300)])
    middle = world.add_book("Weaver's Daughter", ["Isla Loom"], slug="weavers-daughter-old")
    first = world.add_book(
        "The Weavers Daughter", ["I. Loom"], slug="weavers-daughter-first",
        editions=[NewEdition(333, isbn_13=code13(403), users=4)],
    )  # fmt: skip
    world.merge_books(first, middle)
    world.merge_books(middle, survivor)
    keeper, twin = (world.add_edition(survivor, NewEdition(334, users=users)) for users in (50, 1))
    world.merge_editions(twin, keeper)


def _add_classic(world: World) -> None:
    """300 editions: a slice without an order is a lottery (hardcover-api.md section 5)."""
    languages = ("en", "de", "fr", "sv", "nb", "ja")
    editions = [
        NewEdition(
            200 + number, languages[number % 6], TEXT, isbn_13=code13(500 + number), users=1000 - number
        )
        for number in range(299)
    ]
    turkish = NewEdition(190, "tr", isbn_13=code13(799), users=1, title="Bataklık Kralı")
    world.add_book("The Marsh King", ["Astrid Holm"], slug="the-marsh-king", editions=[*editions, turkish])


def _fill_shelves(world: World, demo: int, stranger: int) -> None:
    """Entries that both people made by hand, long ago."""
    rivers, almanac = book_id(world, "a-map-of-small-rivers"), book_id(world, "the-beekeeper-s-almanac")
    print_edition = world.editions_of(almanac)[1]["id"]
    old_read = NewRead("2019-03-01", "2019-04-12", 224, print_edition)
    world.shelve(
        demo, almanac, 3, edition_id=print_edition, rating=4.5, date_added="2019-03-01", reads=[old_read]
    )
    world.shelve(demo, rivers, 1, date_added="2021-06-01")
    for slug in ("a-map-of-small-rivers", "the-salt-meridian", "the-glass-orchard", "ebb"):
        read = NewRead("2024-01-01", "2024-02-01")
        world.shelve(stranger, book_id(world, slug), 3, rating=2, date_added="2024-01-01", reads=[read])
