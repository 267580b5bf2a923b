"""Shelves, tags and saved filters in the catalogue."""

from bookorbit_desktop.domain.library.collection import CollectionKind
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from tests.integration.server.opds.conftest import Catalogue

SHELF, TAG, FILTER = CollectionKind.SHELF, CollectionKind.TAG, CollectionKind.FILTER


def address_of(catalogue: Catalogue, name: str, kind: CollectionKind = SHELF) -> str:
    found = catalogue.services.collections.named(name, kind)
    return f"/opds/{'tags' if kind is TAG else 'shelves'}/{found.id}"


def test_a_catalogue_without_shelves_does_not_speak_of_them(catalogue: Catalogue) -> None:
    catalogue.put("Atlas", "Ada")
    catalogue.services.collections.make(SHELF, "Nothing on it")
    assert {"Shelves", "Tags"}.isdisjoint(catalogue.titles("/opds"))


def test_every_shelf_tag_and_saved_filter_has_a_feed(catalogue: Catalogue) -> None:
    one, two = catalogue.put("Atlas", "Ada"), catalogue.put("Bees", "Ben")
    own = catalogue.services.collections
    own.add_named(SHELF, "To lend", [two, one])
    own.add_named(TAG, "Fun", [two])
    own.make(FILTER, "Done", BookQuery(status=ReadingStatus.READ))
    catalogue.services.reading.set_status([one], StatusChange(ReadingStatus.READ))

    assert {"Shelves", "Tags"} <= set(catalogue.titles("/opds"))
    assert catalogue.titles("/opds/shelves") == ["Done", "To lend"]
    assert catalogue.titles("/opds/tags") == ["Fun"]
    assert catalogue.titles(address_of(catalogue, "To lend")) == ["Atlas", "Bees"]
    assert catalogue.titles(f"{address_of(catalogue, 'To lend')}?sort=newest") == ["Bees", "Atlas"]
    assert catalogue.titles(address_of(catalogue, "Done")) == ["Atlas"]
    assert catalogue.titles(address_of(catalogue, "Fun", TAG)) == ["Bees"]


def test_long_shelves_and_long_lists_of_tags_go_on_over_pages(catalogue: Catalogue) -> None:
    ids = [catalogue.put(f"Book {index:03d}", "Ada") for index in range(60)]
    own = catalogue.services.collections
    own.add_named(SHELF, "All", ids)
    own.make(FILTER, "Also all", BookQuery(author="Ada"))
    for index in range(60):
        own.add_named(TAG, f"Tag {index:03d}", ids[:1])
    for name in ("All", "Also all"):
        assert catalogue.titles(address_of(catalogue, name)) == [f"Book {index:03d}" for index in range(60)]
    assert catalogue.titles("/opds/tags") == [f"Tag {index:03d}" for index in range(60)]


def test_a_tag_is_no_shelf_and_one_that_is_gone_is_not_found(catalogue: Catalogue) -> None:
    own = catalogue.services.collections
    own.add_named(TAG, "Fun", [catalogue.put("Atlas", "Ada")])
    tag = own.named("Fun", TAG).id
    assert catalogue.device.ask(f"/opds/shelves/{tag}").status == 404
    own.delete([tag])
    assert catalogue.device.ask(f"/opds/tags/{tag}").status == 404


def test_a_hostile_name_is_text_in_both_kinds_of_feed(catalogue: Catalogue) -> None:
    name = "<script>&\u202e" + "x" * 3000
    own = catalogue.services.collections
    own.add_named(SHELF, name, [catalogue.put("Atlas", "Ada")])
    (shown,) = catalogue.titles("/opds/shelves")
    assert shown.startswith("<script>&")
    assert catalogue.titles(address_of(catalogue, name)) == ["Atlas"]
    assert catalogue.device.ask("/opds/v2/shelves").status == 200
