"""Look-ups against the local Hardcover, and what they cost."""

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, LocalHardcover, Options, VirtualClock
from bookorbit_desktop.demo.local_hardcover.fixtures import book_id, code10, code13, fixture_world
from bookorbit_desktop.domain.base.errors import RequestRefused
from bookorbit_desktop.domain.base.ids import EditionId, RecordId
from bookorbit_desktop.hardcover import catalogue as catalogue_module
from bookorbit_desktop.hardcover import operations
from bookorbit_desktop.hardcover.catalogue import Catalogue
from bookorbit_desktop.hardcover.client import HardcoverClient
from bookorbit_desktop.hardcover.failures import TimedOut
from tests.integration.hardcover.setting import client_for


@pytest.fixture
def catalogue(client: HardcoverClient) -> Catalogue:
    return Catalogue(client)


async def test_account(catalogue: Catalogue, hardcover: LocalHardcover) -> None:
    account = await catalogue.account()
    assert (account.id, account.username) == (hardcover.user_id, "demo")


async def test_languages_are_asked_for_once(catalogue: Catalogue, hardcover: LocalHardcover) -> None:
    assert "sv" in (await catalogue.languages()).values()
    await catalogue.languages()
    assert hardcover.units == 1


async def test_editions_by_isbns_in_both_forms(catalogue: Catalogue) -> None:
    found = await catalogue.editions_by_isbns([code13(300), code10(1), "9790000000000", code13(300)])
    assert {edition.isbn_13 or edition.isbn_10 for edition in found} >= {code13(300)}
    assert len(found) == 2
    orchard = next(edition for edition in found if edition.isbn_13 == code13(300))
    assert (orchard.language, orchard.pages, orchard.is_audio, orchard.users_count) == ("en", 412, False, 900)
    assert orchard.book is not None
    assert (orchard.book.title, orchard.book.authors) == ("The Glass Orchard", ("Ines Okafor",))
    assert orchard.book.alternative_titles == ("Der gläserne Obstgarten",)


async def test_a_hundred_books_with_both_forms_cost_one_unit(
    catalogue: Catalogue, hardcover: LocalHardcover
) -> None:
    await catalogue.languages()
    both = [code for number in range(1, 101) for code in (code13(500 + number), code10(500 + number))]
    assert len(await catalogue.editions_by_isbns(both)) == 100
    assert hardcover.units == 2


async def test_pages_are_turned_while_they_are_full(
    catalogue: Catalogue, hardcover: LocalHardcover, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue_module, "ROWS_PER_PAGE", 40)
    await catalogue.languages()
    found = await catalogue.editions_by_isbns([code13(500 + number) for number in range(100)])
    assert len({edition.id for edition in found}) == 100
    assert hardcover.units == 1 + 3


async def test_chunks_are_halved_when_they_take_too_long(
    catalogue: Catalogue, hardcover: LocalHardcover
) -> None:
    ids = [row["id"] for row in list(hardcover.world.tables["books"].values())[:60]]
    hardcover.faults.add(FaultKind.SLOW, 2, operation="BooksByIds")
    assert [book.id for book in await catalogue.books_by_ids(ids)] == ids
    assert [exchange.status for exchange in hardcover.requests] == [408, 408, 200, 200, 200, 200]


async def test_a_single_id_that_takes_too_long_is_an_error(
    catalogue: Catalogue, hardcover: LocalHardcover
) -> None:
    hardcover.faults.add(FaultKind.SLOW, 9)
    with pytest.raises(TimedOut):
        await catalogue.books_by_ids([RecordId(1), RecordId(2), RecordId(3), RecordId(4)])
    assert len(hardcover.requests) == 3


async def test_nothing_is_asked_for_no_keys(catalogue: Catalogue, hardcover: LocalHardcover) -> None:
    assert await catalogue.books_by_ids([]) == []
    assert await catalogue.books_by_slugs([]) == []
    assert hardcover.requests == []


async def test_a_merged_book_leads_to_its_survivor(catalogue: Catalogue, hardcover: LocalHardcover) -> None:
    survivor = book_id(hardcover.world, "the-weaver-s-daughter")
    [edition] = await catalogue.editions_by_isbns([code13(403)])
    assert edition.record_id == survivor
    hops = 0
    [book] = await catalogue.books_by_slugs(["weavers-daughter-first"])
    while book.canonical_id is not None:
        [book] = await catalogue.books_by_ids([book.canonical_id])
        hops += 1
    assert (book.id, hops) == (survivor, 2)


async def test_editions_by_ids(catalogue: Catalogue, hardcover: LocalHardcover) -> None:
    ids = [
        row["id"] for row in hardcover.world.editions_of(book_id(hardcover.world, "the-weaver-s-daughter"))
    ]
    found = {edition.id: edition for edition in await catalogue.editions_by_ids([*ids, EditionId(999_999)])}
    assert set(found) == set(ids)
    assert sum(edition.canonical_id is not None for edition in found.values()) == 1


async def test_text_editions_come_by_popularity_without_audio(
    catalogue: Catalogue, hardcover: LocalHardcover
) -> None:
    classic, meridian, quarry = (
        book_id(hardcover.world, slug)
        for slug in ("the-marsh-king", "the-salt-meridian", "voices-of-the-quarry")
    )
    found = await catalogue.text_editions(
        [RecordId(classic), RecordId(meridian), RecordId(quarry), RecordId(999_999)]
    )
    assert [edition.users_count for edition in found[RecordId(classic)]] == list(range(1000, 960, -1))
    assert [edition.pages for edition in found[RecordId(meridian)]] == [412]
    assert (found[RecordId(quarry)], found[RecordId(999_999)]) == ([], [])
    book = found[RecordId(meridian)][0].book
    assert book is not None
    assert book.slug == "the-salt-meridian"


async def test_text_editions_are_asked_for_25_books_at_a_time(
    catalogue: Catalogue, hardcover: LocalHardcover
) -> None:
    await catalogue.languages()
    ids = [row["id"] for row in list(hardcover.world.tables["books"].values())[:51]]
    assert list(await catalogue.text_editions(ids)) == ids
    assert hardcover.units == 1 + 3


async def test_a_translation_below_the_top_is_found_by_language(
    catalogue: Catalogue, hardcover: LocalHardcover
) -> None:
    classic = book_id(hardcover.world, "the-marsh-king")
    assert all(
        edition.language != "tr"
        for edition in (await catalogue.text_editions([RecordId(classic)]))[RecordId(classic)]
    )
    [turkish] = (await catalogue.text_editions_in_language([RecordId(classic)], "tr"))[RecordId(classic)]
    assert (turkish.title, turkish.language) == ("Bataklık Kralı", "tr")
    assert await catalogue.text_editions_in_language([RecordId(classic)], "xx") == {classic: []}


async def test_search_keeps_the_order_of_the_hits(catalogue: Catalogue) -> None:
    stub, real, *_ = await catalogue.search("The Copper Atlas Femi Oyelaran", 5)
    assert (stub.authors, stub.users_count) == ((), 0)
    assert (real.authors, real.title, real.pages) == (("Femi Oyelaran",), "The Copper Atlas", 390)


async def test_search_knows_series_and_position(catalogue: Catalogue) -> None:
    books = await catalogue.search("Lantern Keep Vol 2 Sora Amano", 10)
    assert ("Lantern Keep", 2.0) in {(book.series, book.series_position) for book in books}


async def test_search_without_hits(catalogue: Catalogue) -> None:
    assert await catalogue.search("zzz qqq", 5) == []


async def test_search_is_tried_twice_when_slow(catalogue: Catalogue, hardcover: LocalHardcover) -> None:
    hardcover.faults.add(FaultKind.SLOW)
    assert await catalogue.search("The Copper Atlas", 5)
    hardcover.faults.add(FaultKind.SLOW, 2)
    with pytest.raises(TimedOut):
        await catalogue.search("The Copper Atlas", 5)


async def test_a_search_that_is_refused_is_not_an_empty_one(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = operations.SEARCH.replace("page: 1", 'page: 1, fields: "title"')
    monkeypatch.setattr(operations, "SEARCH", document)
    with pytest.raises(RequestRefused, match="query_by"):
        await catalogue.search("The Copper Atlas", 5)


@pytest.mark.parametrize("platform", ["goodreads", "Goodreads", " GOOD READS"])
async def test_books_by_external_ids(catalogue: Catalogue, platform: str) -> None:
    found = await catalogue.books_by_external_ids(platform, ["90001", "90002"])
    assert {key: book.title for key, book in found.items()} == {"90001": "Known Elsewhere"}
    assert await catalogue.books_by_external_ids("nobody knows", ["1"]) == {}


async def test_depth_three_is_enough_for_every_look_up(clock: VirtualClock) -> None:
    hardcover = LocalHardcover(fixture_world(), options=Options(max_depth=3), clock=clock, sleep=clock.sleep)
    catalogue = Catalogue(client_for(hardcover, clock))
    await catalogue.account()
    assert await catalogue.editions_by_isbns([code13(300)])
    assert await catalogue.text_editions([RecordId(book_id(hardcover.world, "ebb"))])
    assert await catalogue.books_by_external_ids("goodreads", ["90001"])
