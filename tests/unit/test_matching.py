"""The guards of matching.md section 2, row by row. Its cases: tests/integration/sync/test_matching_cases.py."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.ids import EditionId, RecordId
from bookorbit_desktop.domain.base.language import language_code
from bookorbit_desktop.domain.base.titles import similarity, volume_of, without_series_tail
from bookorbit_desktop.domain.hardcover.catalogue import (
    GRAPHIC_NOVEL,
    LIGHT_NOVEL,
    CatalogueBook,
    Edition,
    ReadingFormat,
)
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery, search_queries
from bookorbit_desktop.domain.hardcover.matching import (
    choose,
    choose_edition,
    isbn_edition_is_acceptable,
    judge,
    rank_editions,
    refuse_isbn_hit,
)


def book(number: int, title: str, *authors: str, users: int = 10, **more: object) -> CatalogueBook:
    return CatalogueBook(number, title=title, authors=authors, users_count=users, **more)  # type: ignore[arg-type]


MANGA, NOVEL, UNMARKED = "Overlord (Manga), Vol. 2", "Overlord (Light Novel), Vol. 2", "Overlord, Vol. 2"


def volume(title: str, number: float | None = 2) -> MatchQuery:
    """A volume of a series."""
    return MatchQuery(title, ("Kugane Maruyama",), "Overlord", number)


def refusal(query: MatchQuery, found: CatalogueBook) -> bool:
    return bool(judge(query, found).refusal)


AUTHOR = ("Ada Example",)


@pytest.mark.parametrize(
    ("ours", "theirs", "refused"),
    [
        ("The Sea, the Shore.", "the sea the shore", False),
        ("The Orchrad", "The Orchard", False),
        ("A Winter Conversatoin", "A Winter Conversation", False),
        ("The Quiet Seas", "The Quiet Sea", True),
        ("Harvest of Bones", "Harvest of Bonds", True),
        ("The Quiet Sea", "The Quiet Tea", True),
        ("Lantern Keep 2", "Lantern Keep 3", True),
    ],
)
def test_guard_title_allows_a_slip_and_nothing_else(ours: str, theirs: str, refused: bool) -> None:
    assert refusal(MatchQuery(ours, AUTHOR), book(1, theirs, *AUTHOR)) is refused


@pytest.mark.parametrize(
    ("ours", "theirs", "refused"),
    [
        (("Ada Example",), ("A. Example",), False),
        (("Ada Example",), ("Ida Example",), True),
        (("Ada Example",), (), False),
        ((), ("Ada Example",), True),
        (("Unknown",), ("Ada Example",), True),
        (("Somebody Else", "Ada Example"), ("A Third", "Ada Example"), False),
        (("Ada Example & Bob Else",), ("Bob Else",), False),
        (("Ada Example; Bob Else",), ("Bob Else",), False),
    ],
)
def test_guard_author(ours: tuple[str, ...], theirs: tuple[str, ...], refused: bool) -> None:
    assert refusal(MatchQuery("The Quiet Sea", ours), book(1, "The Quiet Sea", *theirs)) is refused


@pytest.mark.parametrize(
    ("wanted", "title", "refused"),
    [
        (MatchQuery("Winter Wheat", AUTHOR), "Winter Wheat", False),
        (MatchQuery("Winter Wheat", AUTHOR), "Winter Heat", True),
        (MatchQuery("Anything", AUTHOR), "", False),
        (volume(UNMARKED), "Overlord, Vol. 3", True),
        (volume(UNMARKED), "Overlord", True),
        (volume("Part of It", None), "Overlord, Vol. 3", True),
        (volume("The Dark Warrior"), "Overlord, Vol. 2", True),
        (volume(UNMARKED), MANGA, True),
        (volume(MANGA), UNMARKED, True),
    ],
)
def test_guard_isbn_is_believed_by_the_rules_of_a_search(
    wanted: MatchQuery, title: str, refused: bool
) -> None:
    wanted = replace(wanted, isbns=("9780306406157",))
    hit = Edition(EditionId(1), RecordId(1), isbn_13="9780306406157")
    assert bool(refuse_isbn_hit(wanted, hit, book(1, title))) is refused


@pytest.mark.parametrize(
    ("ours", "theirs", "refused"),
    [
        (volume(UNMARKED), "Overlord Volume 2", False),
        (volume(UNMARKED), "Overlord, Vol. 3", True),
        (volume(UNMARKED), "Overlord", True),
        (volume("Overlord, Vol. 1", 1), "Overlord", False),
        (volume("Overlord, Vol. 1.5", 1.5), "Overlord, Vol. 1", True),
        (volume("Overlord, Vol. 1.5", 1.5), "Overlord, Volume 1.5", False),
        (volume("Overlord #2", 2), "Overlord, Vol. 2", False),
        (MatchQuery("Overlord"), "Overlord, Vol. 1", True),
    ],
)
def test_guard_volume(ours: MatchQuery, theirs: str, refused: bool) -> None:
    ours = replace(ours, authors=ours.authors or AUTHOR)
    assert refusal(ours, book(1, theirs, *ours.authors)) is refused


@pytest.mark.parametrize(
    ("ours", "theirs", "category", "refused"),
    [
        (MANGA, MANGA, GRAPHIC_NOVEL, False),
        (MANGA, MANGA, 1, False),
        (MANGA, UNMARKED, LIGHT_NOVEL, True),
        (MANGA, MANGA, LIGHT_NOVEL, True),
        (NOVEL, NOVEL, LIGHT_NOVEL, False),
        (NOVEL, UNMARKED, LIGHT_NOVEL, False),
        (NOVEL, UNMARKED, GRAPHIC_NOVEL, True),
        (NOVEL, MANGA, GRAPHIC_NOVEL, True),
        (UNMARKED, NOVEL, LIGHT_NOVEL, False),
        (UNMARKED, NOVEL, 1, False),
        (UNMARKED, MANGA, GRAPHIC_NOVEL, True),
    ],
)
def test_guard_format(ours: str, theirs: str, category: int, refused: bool) -> None:
    assert refusal(volume(ours), book(1, theirs, category_id=category)) is refused


def test_guard_an_exact_title_goes_before_popularity() -> None:
    query = MatchQuery("The Quiet Sea", ("Ada Example",))
    longer = book(1, "The Quiet Sea: A Novel of the Long and Stormy North", "Ada Example", users=700)
    exact, twin = (book(number, "The Quiet Sea", "Ada Example", users=699) for number in (2, 3))
    known = book(4, "The Quiet Sea", "Ada Example", users=700)
    chosen = [
        choose(judge(query, one) for one in found)
        for found in ([longer, exact], [twin, exact], [exact, known], [longer])
    ]
    assert [candidate and candidate.book.id for candidate in chosen] == [2, 2, 4, 1]


AUDIO_EDITION = Edition(
    EditionId(1), RecordId(1), reading_format=ReadingFormat.AUDIO, language="en", users_count=9_000
)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (
            Edition(EditionId(9), RecordId(1), language="en"),
            Edition(EditionId(2), RecordId(1), pages=300, users_count=900),
        ),
        (
            Edition(EditionId(9), RecordId(1)),
            Edition(EditionId(2), RecordId(1), language="de", pages=300, users_count=900),
        ),
        (
            Edition(EditionId(9), RecordId(1), language="en", pages=664),
            Edition(EditionId(2), RecordId(1), language="en", users_count=700),
        ),
        (
            Edition(EditionId(9), RecordId(1), language="en", users_count=8),
            Edition(EditionId(2), RecordId(1), language="en", users_count=7),
        ),
        (
            Edition(EditionId(2), RecordId(1), language="en"),
            Edition(EditionId(9), RecordId(1), language="en"),
        ),
    ],
    ids=["language", "unknown language before another", "pages", "readers", "the older id"],
)
def test_guard_edition(better: Edition, worse: Edition) -> None:
    merged = Edition(
        EditionId(3), RecordId(1), language="en", pages=300, users_count=900, canonical_id=EditionId(9)
    )
    for editions in ([better, worse, AUDIO_EDITION, merged], [merged, AUDIO_EDITION, worse, better]):
        assert rank_editions(editions, "en") == (better, worse)


@pytest.mark.parametrize(
    ("edition", "language", "kept"),
    [
        (Edition(EditionId(1), RecordId(1), language="en"), "en", True),
        (Edition(EditionId(1), RecordId(1), language="de"), "en", False),
        (Edition(EditionId(1), RecordId(1)), "en", True),
        (Edition(EditionId(1), RecordId(1), language="de"), "", True),
        (AUDIO_EDITION, "en", False),
        (Edition(EditionId(1), RecordId(1), language="en", canonical_id=EditionId(2)), "en", False),
    ],
)
def test_guard_isbn_edition_acceptable(edition: Edition, language: str, kept: bool) -> None:
    assert isbn_edition_is_acceptable(edition, language) is kept


def test_guard_refuse_when_nothing_passed() -> None:
    assert choose([judge(MatchQuery("One Thing"), book(1, "Quite Another"))]) is None
    assert choose_edition([AUDIO_EDITION, Edition(EditionId(2), RecordId(1), language="fr")], "en") is None


def test_a_collection_is_the_book_only_by_its_very_title() -> None:
    stories = book(1, "The Quiet Sea", "Ada Example", compilation=True, users=900)
    single = book(2, "The Quiet Sea", "Ada Example", users=1)
    query = MatchQuery("The Quiet Sea", ("Ada Example",))
    assert choose([judge(query, stories)]) is not None
    assert (best := choose([judge(query, stories), judge(query, single)])) is not None
    assert best.book is single
    volume_one = MatchQuery("The Quiet Sea", ("Ada Example",), "The Quiet Sea", 1)
    assert choose([judge(volume_one, stories)]) is None
    box = replace(stories, subtitle="Complete Box Set")
    assert choose([judge(query, box)]) is None


def test_readers_decide_between_equals_and_stubs_do_not_win() -> None:
    query = MatchQuery("The Quiet Sea", ("Ada Example",))
    hits = [book(1, "The Quiet Sea", users=9_000), book(2, "The Quiet Sea", "Ada Example", users=700)]
    chosen = choose(judge(query, hit) for hit in hits)
    assert chosen is not None
    assert chosen.book.id == 2


def test_a_volume_is_searched_by_its_series_first() -> None:
    query = MatchQuery("Lantern Keep, Vol. 1", ("Sora Amano",), "Lantern Keep", 1)
    queries = search_queries(query)
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
def test_guard_language_code_has_two_letters(text: str, code: str) -> None:
    assert language_code(text) == code


@given(st.text(max_size=80), st.text(max_size=80))
def test_reading_titles_never_fails_and_likeness_is_symmetric(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == pytest.approx(similarity(other, one))
    volume_of(one)
    without_series_tail(one)


@given(
    st.permutations(
        [
            Edition(EditionId(number), RecordId(1), language="en", pages=100, users_count=5)
            for number in range(1, 6)
        ]
    )
)
def test_the_choice_of_an_edition_does_not_depend_on_order(editions: list[Edition]) -> None:
    assert rank_editions(editions, "en")[0].id == 1


def test_changed_inputs_void_a_match_and_others_do_not() -> None:
    one = MatchQuery("T", ("A",), isbns=("1",))
    assert one.fingerprint == MatchQuery("T", ("A",), isbns=("1",), language="en").fingerprint
    for other in (
        MatchQuery("U", ("A",), isbns=("1",)),
        MatchQuery("T", ("B",), isbns=("1",)),
        MatchQuery("T", ("A",), isbns=("2",)),
    ):
        assert one.fingerprint != other.fingerprint
