"""Matching: the guards of MATCHING.md section 2 and its cases by their numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.catalogue import CatalogueBook, Edition, ReadingFormat
from bookorbit_desktop.domain.language import language_code
from bookorbit_desktop.domain.matching import (
    GRAPHIC_NOVEL,
    Wanted,
    choose,
    choose_edition,
    isbn_edition_is_acceptable,
    judge,
    rank_editions,
    refuse_isbn_hit,
    search_queries,
    wanted_from,
)
from bookorbit_desktop.domain.metadata import BookMetadata, Identifier
from bookorbit_desktop.domain.titles import similarity, volume_of, without_series_tail


def book(number: int, title: str, *authors: str, users: int = 10, **more: object) -> CatalogueBook:
    return CatalogueBook(number, title=title, authors=authors, users_count=users, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "volume"),
    [
        ("Overlord Volume 14", 14),
        ("Berserk v03", 3),
        ("X #5", 5),
        ("Vol. 1.5", 1.5),
        ("Dune", None),
        ("1984", None),
        ("Catch-22", None),
        ("Revolver 7", None),
    ],
)
def test_18_volumes_in_titles(title: str, volume: float | None) -> None:
    assert volume_of(title) == volume


def test_06_an_isbn_that_belongs_to_another_volume_is_refused() -> None:
    wanted = Wanted(
        "Black Summoner: Volume 2", series="Black Summoner", series_index=2, isbns=("9781718375666",)
    )
    hit = book(1, "Black Summoner: Volume 10")
    assert refuse_isbn_hit(wanted, Edition(5, 1, isbn_13="9781718375666"), hit)


def test_07_the_numbered_record_without_an_author_beats_the_series_and_the_manga() -> None:
    wanted = Wanted("Black Summoner, Vol. 2", ("Doufu Mayoi",), "Black Summoner", 2)
    hits = [
        book(1, "Black Summoner", "Doufu Mayoi", users=900),
        book(2, "Black Summoner (Manga) Vol 2", "Somebody Else", users=800),
        book(3, "Black Summoner, Vol. 2", users=10),
    ]
    chosen = choose(judge(wanted, hit) for hit in hits)
    assert chosen is not None
    assert chosen.book.id == 3


def test_08_a_standalone_book_is_no_volume_of_a_series() -> None:
    wanted = Wanted("Dune", ("Frank Herbert",))
    assert choose([judge(wanted, book(1, "Dune Vol. 3", "Frank Herbert"))]) is None


def test_09_same_author_other_title_and_same_title_other_author() -> None:
    wanted = Wanted("A Very Specific Novel", ("Jane Writer",))
    hits = [book(1, "Another Story Entirely", "Jane Writer"), book(2, "A Very Specific Novel", "Bob Other")]
    assert choose(judge(wanted, hit) for hit in hits) is None


def test_10_authors_joined_in_one_text() -> None:
    wanted = Wanted("Cloud FinOps", ("J.R. Storment and Mike Fuller",))
    assert choose([judge(wanted, book(1, "Cloud FinOps", "J. R. Storment", "Mike Fuller"))])


def test_11_a_foreign_edition_of_the_isbn_is_not_kept() -> None:
    assert not isbn_edition_is_acceptable(Edition(1, 1, language="de", pages=300), "en")
    editions = [
        Edition(1, 1, language="de", pages=300, users_count=900),
        Edition(2, 1, language="en", pages=254, users_count=9),
    ]
    chosen = choose_edition(editions, "en")
    assert chosen is not None
    assert chosen.id == 2


def test_12_audio_is_never_chosen_for_text() -> None:
    editions = [
        Edition(1, 1, reading_format=ReadingFormat.AUDIO, language="en", users_count=1200),
        Edition(2, 1, language="en", pages=412, users_count=900),
    ]
    chosen = choose_edition(editions, "en")
    assert chosen is not None
    assert chosen.id == 2
    assert not isbn_edition_is_acceptable(editions[0], "en")


def test_13_language_outranks_readers() -> None:
    editions = [
        Edition(1, 1, language="en", pages=400, users_count=900),
        Edition(2, 1, language="de", pages=800, users_count=3),
    ]
    assert rank_editions(editions, "de")[0].id == 2


def test_14_only_audio_or_foreign_text_pins_nothing() -> None:
    editions = [
        Edition(1, 1, reading_format=ReadingFormat.AUDIO, language="en"),
        Edition(2, 1, language="fr", pages=200),
    ]
    assert choose_edition(editions, "en") is None


def test_15_an_empty_catalogue_title_passes() -> None:
    assert (
        refuse_isbn_hit(
            Wanted("Dune", isbns=("9780441013593",)), Edition(1, 1, isbn_13="9780441013593"), book(1, "")
        )
        == ""
    )


def test_16_an_isbn_of_an_unrelated_book_is_refused() -> None:
    wanted = Wanted("Dune", isbns=("9780441013593",))
    hit = book(1, "A Totally Unrelated Cookbook")
    assert "A Totally Unrelated Cookbook" in refuse_isbn_hit(
        wanted, Edition(1, 1, isbn_13="9780441013593"), hit
    )


def test_17_manga_and_novel_are_two_books() -> None:
    hit = book(1, "My Hero Academia (Manga), Vol. 2: Rampage", "Kohei Horikoshi", category_id=GRAPHIC_NOVEL)
    manga = Wanted("My Hero Academia (Manga), Vol. 2", ("Kohei Horikoshi",), "My Hero Academia (Manga)", 2)
    novel = Wanted("My Hero Academia, Vol. 2", ("Kohei Horikoshi",), "My Hero Academia", 2)
    edition = Edition(1, 1)
    assert refuse_isbn_hit(manga, edition, hit) == ""
    assert refuse_isbn_hit(novel, edition, hit)


def test_19_a_series_tail_in_the_title_does_not_hide_the_book() -> None:
    assert without_series_tail("A Parade of Horribles, Book 8") == "A Parade of Horribles"
    wanted = Wanted(
        "A Parade of Horribles (Dungeon Crawler Carl, Book 8)", ("Matt Dinniman",), "Dungeon Crawler Carl", 8
    )
    assert choose([judge(wanted, book(1, "A Parade of Horribles", "Matt Dinniman"))])


def test_21_pages_come_before_readers() -> None:
    editions = [
        Edition(1, 1, language="en", users_count=9),
        Edition(2, 1, language="en", pages=664, users_count=7),
    ]
    assert rank_editions(editions, "en")[0].id == 2


def test_28_a_uuid_under_an_isbn_scheme_is_no_isbn() -> None:
    metadata = BookMetadata("T", identifiers=(Identifier("uuid", "0b6e3d6c-0000-4000-8000-000000000000"),))
    assert wanted_from(metadata).isbns == ()


@pytest.mark.parametrize(
    ("scheme", "value", "expected"),
    [
        ("hardcover", "the-hobbit", (None, None, "the-hobbit")),
        ("hardcover-edition", "16193290", (None, 16193290, "")),
        ("hardcover-slug", "1984", (None, None, "1984")),
        ("hardcover", "12345", (12345, None, "")),
        ("hardcover", "0", (None, None, "")),
        ("hardcover-edition", "-5", (None, None, "")),
    ],
)
def test_29_saved_ids_and_slugs(scheme: str, value: str, expected: tuple[object, ...]) -> None:
    wanted = wanted_from(BookMetadata("T", identifiers=(Identifier(scheme, value),)))
    assert (wanted.book_id, wanted.edition_id, wanted.slug) == expected


def test_31_a_wrong_check_digit_needs_a_better_title() -> None:
    wanted = Wanted("The Sea and the Shore", isbns=("9780306406158",))
    edition = Edition(1, 1, isbn_13="9780306406158")
    assert refuse_isbn_hit(wanted, edition, book(1, "The Sea and Its Shores, Revisited"))
    assert refuse_isbn_hit(wanted, edition, book(1, "The Sea and the Shore")) == ""


def test_a_collection_is_not_one_of_its_books() -> None:
    hit = book(1, "The Quiet Sea", "Ada Example", compilation=True, users=900)
    assert choose([judge(Wanted("The Quiet Sea", ("Ada Example",)), hit)]) is None


def test_readers_decide_between_equals_and_stubs_do_not_win() -> None:
    wanted = Wanted("The Quiet Sea", ("Ada Example",))
    hits = [book(1, "The Quiet Sea", users=1), book(2, "The Quiet Sea", "Ada Example", users=700)]
    chosen = choose(judge(wanted, hit) for hit in hits)
    assert chosen is not None
    assert chosen.book.id == 2


def test_a_volume_is_searched_by_its_series_first() -> None:
    wanted = Wanted("Lantern Keep, Vol. 1", ("Sora Amano",), "Lantern Keep", 1)
    queries = search_queries(wanted)
    assert queries[0] == "Lantern Keep Vol. 1 Sora Amano"
    assert "Lantern Keep Sora Amano" in queries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("en-US", "en"),
        ("English", "en"),
        ("Deutsch", "de"),
        ("ger", "de"),
        ("", ""),
        ("xx", ""),
        ("pt_BR", "pt"),
    ],
)
def test_languages_as_two_letters(text: str, code: str) -> None:
    assert language_code(text) == code


@given(st.text(max_size=80), st.text(max_size=80))
def test_reading_titles_never_fails_and_likeness_is_symmetric(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == pytest.approx(similarity(other, one))
    volume_of(one)
    without_series_tail(one)


@given(
    st.permutations([Edition(number, 1, language="en", pages=100, users_count=5) for number in range(1, 6)])
)
def test_the_choice_of_an_edition_does_not_depend_on_order(editions: list[Edition]) -> None:
    assert rank_editions(editions, "en")[0].id == 1


def test_changed_inputs_void_a_match_and_others_do_not() -> None:
    one = Wanted("T", ("A",), isbns=("1",))
    assert one.fingerprint == Wanted("T", ("A",), isbns=("1",), language="en").fingerprint
    for other in (
        Wanted("U", ("A",), isbns=("1",)),
        Wanted("T", ("B",), isbns=("1",)),
        Wanted("T", ("A",), isbns=("2",)),
    ):
        assert one.fingerprint != other.fingerprint
