"""Finds the Hardcover record of a book; refuses instead of guessing.

Source: matching.md sections 1 and 2. Only decides; sends no requests.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from bookorbit_desktop.domain.base.isbn import isbn_forms, isbn_is_valid
from bookorbit_desktop.domain.base.letters import script_of
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.base.titles import (
    normalise_title,
    similarity,
    without_light_novel,
    without_series_tail,
    without_subtitle,
)
from bookorbit_desktop.domain.hardcover.catalogue import (
    GRAPHIC_NOVEL,
    LIGHT_NOVEL,
    UNKNOWN_CATEGORY,
    WEB_NOVEL,
    CatalogueBook,
    Edition,
)
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.library.sync_state import MatchMethod
from bookorbit_desktop.domain.matching.author_names import AGREE, INITIALS, author_agreement, names_somebody
from bookorbit_desktop.domain.matching.derivatives import kinds_of
from bookorbit_desktop.domain.matching.forms import Form, editions_of, form_of
from bookorbit_desktop.domain.matching.title_agreement import (
    EXACT,
    EXPLAINED,
    Agreement,
    Named,
    best_agreement,
    is_placeholder,
    names_a_set,
    series_tokens,
)
from bookorbit_desktop.domain.matching.title_numbers import (
    Marker,
    VolumeMark,
    figures_in,
    is_number,
    title_tokens,
)
from bookorbit_desktop.domain.matching.title_readings import Reading, readings_of

_OF_CATEGORY = {GRAPHIC_NOVEL: Form.COMIC, WEB_NOVEL: Form.PROSE, LIGHT_NOVEL: Form.PROSE}
_SAYS_NOTHING = 0.1
"""The cost of a numbered record that does not say whether it is the comic or the novel, where the file does."""
_IS_COMIC = Message("the record is the comic, not the novel")
_IS_NOVEL = Message("the record is the novel, not the comic")


@dataclass(frozen=True, slots=True)
class FormAgreement:
    """How two forms agree, or why they do not."""

    rank: int = 0
    """1 if both say that they are comics, or prose; -1 if only the record says that it is a comic."""
    refusal: Message = NOTHING
    doubt: float = 0.0


def form_agreement(
    query: MatchQuery, book: CatalogueBook, titles: tuple[str, ...], *, by_identifier: bool
) -> FormAgreement:
    """Compare the words for form and edition; `titles` are of the edition that an identifier names."""
    ours, stated = query.form, form_of(book.title, book.subtitle, book.series, *titles)
    category = _OF_CATEGORY.get(book.category_id)
    theirs = stated or category
    contradict = ours is not None and {stated, category} - {None, ours}
    if contradict or (ours is None and stated is Form.COMIC):
        return FormAgreement(refusal=_IS_NOVEL if ours is Form.COMIC else _IS_COMIC)
    is_comic = Form.COMIC in (ours, theirs)
    is_volume = _is_volume(book.title, is_comic=is_comic)
    if (is_volume or _is_volume(query.title, is_comic=is_comic)) and _editions_differ(query, book, titles):
        return FormAgreement(refusal=Message("the edition is different (such as deluxe or omnibus)"))
    if ours is Form.COMIC and Marker.ISSUE in _markers(query.title) and Marker.VOLUME in _markers(book.title):
        return FormAgreement(refusal=Message("the record is numbered differently (issues, volumes or books)"))
    if stated is Form.COMIC and not is_volume and _may_be_of_others(query, book):
        return FormAgreement(refusal=Message("there may be several comics of this story"))
    if ours is theirs:
        return FormAgreement(rank=int(ours is not None and (is_comic or is_volume)))
    if book.category_id == UNKNOWN_CATEGORY or (by_identifier and ours is None):
        return FormAgreement()
    if ours is None:
        return _only_theirs(query, book) if theirs is Form.COMIC else FormAgreement()
    is_said = form_of(query.title, query.series) is not None
    if ours is Form.COMIC and (is_said or not (is_volume or by_identifier)):
        return FormAgreement(refusal=Message("the record does not say that it is a comic"))
    return FormAgreement(doubt=_SAYS_NOTHING if is_volume else 0.0)


def _only_theirs(query: MatchQuery, book: CatalogueBook) -> FormAgreement:
    """Only the category says that the record is a comic: of a novel, unless nobody else has a part in it.

    Volumes with a title of their own are not shared with a novel either.
    """
    is_own = _has_no_others(query, book) or bool(
        _titles_of_volume(query.title) & _titles_of_volume(book.title)
    )
    return FormAgreement(rank=-1, refusal=NOTHING if is_own else _IS_COMIC)


def _may_be_of_others(query: MatchQuery, book: CatalogueBook) -> bool:
    """Whether only the record calls itself the comic of a story, by people whom the file does not name."""
    return form_of(query.title) is None and not _has_no_others(query, book)


def _has_no_others(query: MatchQuery, book: CatalogueBook) -> bool:
    return all((author_agreement(query.authors, (name,)) or 0.0) >= AGREE for name in book.authors)


def _titles_of_volume(title: str) -> set[str]:
    """What follows the number, as in `Saga, Vol. 1: Title`."""
    return {
        piece.key
        for reading in readings_of(title)
        if Marker.VOLUME in {mark.marker for mark in reading.marks}
        for piece in reading.tails
        if piece.tokens and not (piece.marks or piece.in_brackets)
    }


def _is_volume(title: str, *, is_comic: bool) -> bool:
    """Whether a title is that of one volume or issue; a comic may be numbered without a word for it."""
    counted = {Marker.VOLUME, Marker.ISSUE} | ({Marker.BARE, Marker.BOOK} if is_comic else set())
    return bool(_markers(title) & counted)


def _markers(title: str) -> set[Marker]:
    return {mark.marker for reading in readings_of(title) for mark in reading.marks}


def _editions_differ(query: MatchQuery, book: CatalogueBook, titles: tuple[str, ...]) -> bool:
    """Whether the words for an edition differ, with those of the series and without."""
    ours, theirs = (query.title, *query.file_names), (book.title, book.subtitle)
    named = [editions_of(theirs), *(editions_of((title,)) for title in titles)]
    if editions_of(ours) in named:
        return False
    return editions_of((*ours, query.series)) != editions_of((*theirs, book.series))


ISBN_SIMILARITY = 0.5
"""The least title similarity needed for a reading list's ISBN (list_import)."""
CONFIRM_BELOW = 0.93
"""The first send of a match by name with a smaller score waits for the person.

Measured on the tuned half of the labelled set (`python -m tests.bench matching`): of 335 right matches by name 17
(5%) are below it. With the right record taken away, 8 of 366 books were matched to what was left: the 2 of them
that are other books have 0.75 and 0.90 and so wait, the 6 others are a stub or an illustrated edition of the same
text. Below
it are a letter wrong in a title or a name, a family name alone, a subtitle that is another one, a series and a
number in place of a title, records without an author, and those that do not say what a comic's file says.
"""
OTHER_AUTHOR = Message("the author is different")


@dataclass(frozen=True, slots=True)
class MatchCandidate:
    """A record found by a search, with the reason if it was refused."""

    book: CatalogueBook
    similarity: float
    """0..1, of the best pair of titles; 1 only for the same title."""
    refusal: Message = NOTHING
    score: float = 0.0
    """The certainty, 0..1; 0 if refused. See CONFIRM_BELOW."""
    level: int = EXACT
    """How the titles agree, best first (title_agreement)."""
    knows_author: bool = False
    """The record names an author of the book."""
    form: int = 0
    """As `FormAgreement.rank`."""


@dataclass(frozen=True, slots=True)
class Match:
    """The record of a book, and the edition in which its pages are counted."""

    book: CatalogueBook
    edition: Edition | None
    method: MatchMethod


def refuse_isbn_hit(query: MatchQuery, edition: Edition, book: CatalogueBook) -> Message:
    """Why an ISBN's record cannot be this book; empty if it can. A record without a title is accepted.

    ISBNs of the wrong book are common, so title and author must agree as in a search (behaviour.md, "ISBN").
    The edition's own title counts as one of the record's; a missing author contradicts nothing.
    """
    if not book.title or query.named_by_person:
        return NOTHING
    trusted = any(
        isbn_is_valid(isbn)
        for isbn in query.isbns
        if {edition.isbn_10, edition.isbn_13} & set(isbn_forms(isbn))
    )
    found = judge_by_identifier(query, book, edition.title)
    if found.refusal and trusted and _says_no_other(query, book, edition.title):
        return NOTHING
    if found.refusal:
        return Message("the ISBN belongs to “{0}”", book.title)
    return (
        NOTHING
        if trusted or found.level <= EXPLAINED
        else Message("the ISBN is mistyped and belongs to “{0}”", book.title)
    )


def _says_no_other(query: MatchQuery, book: CatalogueBook, title: str) -> bool:
    """Whether nothing about the file contradicts the record of its ISBN, though no title can be compared.

    Its title is the ISBN, or in another script than the record's and the edition's, with the same numbers and
    an author of the record.
    """
    if _kind_conflict(query, book) or form_agreement(query, book, (title,), by_identifier=True).refusal:
        return False
    author = author_agreement(query.authors, book.authors)
    if query.named_isbn:
        return author is None or author >= AGREE
    theirs = [text for text in (book.title, *book.alternative_titles, title) if text]
    is_elsewhere = all(script_of(text) != script_of(query.title) for text in theirs)
    same_numbers = any(figures_in(query.title) == figures_in(text) for text in theirs)
    is_whole = not book.compilation
    return is_elsewhere and same_numbers and is_whole and author is not None and author >= AGREE


def refuse_saved_id(query: MatchQuery, book: CatalogueBook, *, saved: str) -> Message:
    """Why the record named by an id or slug in a file cannot be this book; empty if it can.

    A slug that is one common word is checked like an ISBN, and so is a number, which may be an id or, as in "1984",
    a slug. A longer slug, or the id in a file that is not English, may belong to a translation, whose title differs:
    there title or author is enough. What the person entered is believed.
    """
    if query.named_by_person or not book.title:
        return NOTHING
    found = judge_by_identifier(query, book)
    if not found.refusal:
        return NOTHING
    may_be_translated = query.language not in ("", "en") and len(saved) >= _LONG_ID
    is_common = "-" not in saved and not (saved.isdecimal() and may_be_translated)
    author = author_agreement(query.authors, book.authors) or 0.0
    contradicts = bool(kinds_of(book.title, book.subtitle) - _own_kinds(query))
    if is_common or contradicts or (author < AGREE and book.authors and names_somebody(query.authors)):
        return Message("the saved ID belongs to “{0}”", book.title)
    return NOTHING if author >= AGREE else Message("the saved ID belongs to “{0}”", book.title)


_LONG_ID = 5
"""The least length of an id: a shorter number may be a year, or a slug that is a number."""


def judge(query: MatchQuery, book: CatalogueBook) -> MatchCandidate:
    """Compare one search result with the book (the guards of matching.md section 2)."""
    found = _judge(query, book, (), by_identifier=False)
    turned = _turned_round(query, book) if found.refusal else None
    return turned or found


def _turned_round(query: MatchQuery, book: CatalogueBook) -> MatchCandidate | None:
    """The verdict if author and title of the file are in each other's place, as in `Title - Author.txt`.

    Only where both then agree for certain.
    """
    if len(query.authors) != 1 or " " not in query.title:
        return None
    turned = replace(query, title=query.authors[0], authors=(query.title,))
    if (author_agreement(turned.authors, book.authors) or 0.0) < INITIALS:
        return None
    found = _judge(turned, book, (), by_identifier=False)
    return None if found.refusal or found.level > EXPLAINED else found


def judge_by_identifier(query: MatchQuery, book: CatalogueBook, *titles: str) -> MatchCandidate:
    """The same for a record named by an identifier; `titles` are of its edition. No author is accepted."""
    return _judge(query, book, tuple(filter(None, titles)), by_identifier=True)


def _judge(
    query: MatchQuery, book: CatalogueBook, titles: tuple[str, ...], *, by_identifier: bool
) -> MatchCandidate:
    agreement = best_agreement(file_names(query), record_names(book, titles))
    refusal = agreement.refusal
    if not by_identifier and is_placeholder(title_tokens(query.title)) and not _is_only_a_number(query):
        refusal = Message("this file has no usable title")
    refusal = refusal or _kind_conflict(query, book)
    form = FormAgreement() if refusal else form_agreement(query, book, titles, by_identifier=by_identifier)
    refusal = refusal or form.refusal or _set_conflict(query, book, agreement)
    if refusal:
        return MatchCandidate(book, _rough_similarity(query.title, book.title), refusal)
    likeness = 1.0 if agreement.level == EXACT else max(0.0, min(0.99, 1 - agreement.cost))
    refusal, doubt = _author_doubt(query, book, agreement, by_identifier=by_identifier)
    if refusal:
        return MatchCandidate(book, likeness, refusal)
    knows = bool(book.authors) and doubt < _NO_AUTHOR
    doubt += agreement.cost + form.doubt + (0.05 if book.compilation else 0.0)
    score = max(0.01, round(1 - doubt, 3))
    return MatchCandidate(book, likeness, NOTHING, score, agreement.level, knows, form.rank)


@lru_cache(maxsize=16384)
def _rough_similarity(first: str, other: str) -> float:
    return min(0.99, fuzz.ratio(normalise_title(first), normalise_title(other)) / 100)


_NO_AUTHOR = 0.25
"""The cost of a record without an author, or with one in a script that cannot be compared."""


def _author_doubt(
    query: MatchQuery, book: CatalogueBook, agreement: Agreement, *, by_identifier: bool
) -> tuple[Message, float]:
    """Why the authors contradict each other, or else how doubtful their agreement is."""
    ours, theirs = names_somebody(query.authors), names_somebody(book.authors)
    if not ours and agreement.author_in_title:
        return NOTHING, 0.03
    found = author_agreement(query.authors, book.authors)
    if found is not None:
        return (NOTHING, round((1 - found) / 2, 3)) if found >= AGREE else (OTHER_AUTHOR, 0.0)
    if by_identifier:
        return (
            (NOTHING, 0.1)
            if theirs or agreement.level <= EXPLAINED
            else (Message("neither names an author"), 0.0)
        )
    if not ours:
        same = query.authors and set(map(str.casefold, query.authors)) & set(map(str.casefold, book.authors))
        return (NOTHING, 0.1) if same else (Message("this file names no author"), 0.0)
    telling = [word for word in agreement.tokens if not is_number(word) and len(word) > 1 + word.isascii()]
    if not theirs:
        is_enough = len(telling) > 1 and agreement.level <= EXPLAINED
        return (NOTHING, _NO_AUTHOR) if is_enough else (Message("the record names no author"), 0.0)
    is_original = agreement.level <= EXPLAINED and any(not word.isascii() for word in telling)
    return (NOTHING, _NO_AUTHOR) if is_original else (Message("the author is written in another script"), 0.0)


def _own_kinds(query: MatchQuery) -> frozenset[str]:
    return kinds_of(query.title, query.publisher, *query.authors)


def _kind_conflict(query: MatchQuery, book: CatalogueBook) -> Message:
    """Why only one of them is a summary, guide or adaptation; empty if the kinds agree."""
    theirs = kinds_of(book.title, book.subtitle, *book.authors)
    ours = _own_kinds(query)
    if theirs - ours:
        return Message("the record is a summary, guide or adaptation of the book")
    if ours - theirs and not ours & theirs:
        return Message("this is a summary, guide or adaptation of the record")
    return NOTHING


def _set_conflict(query: MatchQuery, book: CatalogueBook, agreement: Agreement) -> Message:
    """Why a record that is a collection is not this book; empty if the file has its title and no volume."""
    if not book.compilation or names_a_set(title_tokens(query.title)) or editions_of((query.title,)):
        return NOTHING
    is_volume = query.series_index is not None and series_tokens(title_tokens(query.series)) == series_tokens(
        agreement.tokens
    )
    if agreement.level > EXPLAINED or is_volume or names_a_set(title_tokens(book.subtitle)):
        return Message("the record is a collection of several books")
    return NOTHING


@lru_cache(maxsize=8192)
def file_names(query: MatchQuery) -> Named:
    """The file's names for itself, in every reading."""
    readings = readings_of(query.title)
    if _is_only_a_number(query):
        mark = VolumeMark(Marker.VOLUME, f"{query.series_index:g}")
        readings = (*readings, Reading(title_tokens(query.series), (mark,)))
    return Named(readings, query.authors, query.series, query.series_index)


def _is_only_a_number(query: MatchQuery) -> bool:
    """Whether the title is just a number, as in `Vol. 13`, and the metadata names the series."""
    texts = title_tokens(query.title)
    says_nothing = all(is_number(word) or word in set(Marker) for word in texts)
    return bool(query.series) and query.series_index is not None and says_nothing


def record_names(book: CatalogueBook, titles: tuple[str, ...] = ()) -> Named:
    """A record's names for itself, with the titles of an edition."""
    return _record_names(
        (book.title, book.subtitle, *book.alternative_titles),
        titles,
        book.authors,
        (book.series, book.series_position),
        book.release_year,
        book.compilation,
    )


@lru_cache(maxsize=16384)
def _record_names(
    own: tuple[str, ...],
    titles: tuple[str, ...],
    authors: tuple[str, ...],
    in_series: tuple[str, float | None],
    year: int | None,
    is_set: bool,
) -> Named:
    title, subtitle, *others = own
    readings = [*readings_of(title, subtitle)]
    for other in (*others, *titles):
        readings += readings_of(other)
    translated = frozenset(
        reading.key for other in titles for reading in readings_of(other) if not reading.pieces
    )
    return Named(tuple(dict.fromkeys(readings)), authors, *in_series, year, is_set, translated)


def choose(candidates: Iterable[MatchCandidate]) -> MatchCandidate | None:
    """Return the accepted candidate with the best author and title; the number of readers only breaks ties.

    None if all were refused, or if two different books agree equally well but only in part.
    """
    accepted = [candidate for candidate in candidates if not candidate.refusal]
    best = max(accepted, key=_choice_key, default=None)
    if best is None:
        return None
    if best.level <= EXPLAINED:
        return _rather_than_a_stub(best, accepted)
    rivals = [
        verdict
        for verdict in accepted
        if verdict.knows_author == best.knows_author and verdict.level == best.level
    ]
    titles = {normalise_title(rival.book.title) for rival in rivals if rival.score >= best.score - 0.02}
    return best if len(titles) == 1 else None


_STUB, _READ = 2, 50
"""The most readers of a record that somebody made beside the real one, and the fewest of the real one."""


def _rather_than_a_stub(best: MatchCandidate, accepted: Iterable[MatchCandidate]) -> MatchCandidate:
    """The best, or, if hardly anyone reads that record, the one of the same book that is read."""
    if best.book.users_count > _STUB:
        return best
    alike = (best.knows_author, best.form, best.book.compilation)
    read = (
        other
        for other in accepted
        if other.book.users_count >= _READ and other.level <= EXPLAINED
        if (other.knows_author, other.form, other.book.compilation) == alike
    )
    return max(read, key=_choice_key, default=best)


def _choice_key(candidate: MatchCandidate) -> tuple[bool, int, int, bool, int, float, int]:
    book = candidate.book
    return (
        candidate.knows_author,
        candidate.form,
        -candidate.level,
        not book.compilation,
        book.users_count,
        candidate.score,
        -book.id,
    )


def title_similarity(query: MatchQuery, book: CatalogueBook) -> float:
    """The similarity of the best pair among the forms of both titles, 0..1."""
    ours = {query.title, without_series_tail(query.title)}
    theirs = {book.title, *book.alternative_titles}
    if book.subtitle:
        theirs.add(f"{book.title}: {book.subtitle}")
    if ":" in query.title and not book.subtitle:
        ours.add(without_subtitle(query.title))
    if query.series and query.volume is not None:
        number = f"{query.volume:g}"
        ours |= {f"{query.series} Vol. {number}", f"{query.series} #{number}", query.series}
    ours |= {without_light_novel(title) for title in ours}
    theirs |= {without_light_novel(title) for title in theirs}
    return max((similarity(a, b) for a in ours for b in theirs if a and b), default=0.0)


def rank_editions(editions: Iterable[Edition], language: str) -> tuple[Edition, ...]:
    """Rank text editions: by language, having pages, then readers; never audio.

    Edition ids break ties, so that every run chooses the same (matching.md section 2, "edition").
    """
    texts = [edition for edition in editions if not edition.is_audio and edition.canonical_id is None]
    return tuple(sorted(texts, key=lambda edition: _edition_rank(edition, language), reverse=True))


def _edition_rank(edition: Edition, language: str) -> tuple[int, bool, int, int]:
    return (_language_rank(edition, language), bool(edition.pages), edition.users_count, -edition.id)


def _language_rank(edition: Edition, language: str) -> int:
    if not language or not edition.language:
        return 1
    return 2 if edition.language == language else 0


def choose_edition(editions: Iterable[Edition], language: str) -> Edition | None:
    """The edition to count pages in; None if all are audio or in other languages."""
    best = next(iter(rank_editions(editions, language)), None)
    return None if best is None or _language_rank(best, language) == 0 else best


def isbn_edition_is_acceptable(edition: Edition, language: str) -> bool:
    """Whether the ISBN's own edition can be used: not audio, not in another language."""
    return not edition.is_audio and _language_rank(edition, language) > 0 and edition.canonical_id is None
