"""Whether a book and a record are both prose or both comics, and the same edition of a volume.

A volume of a comic and the novel it adapts share name and number, as do an ordinary and a collector's volume.
"""

from dataclasses import dataclass

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.catalogue import (
    GRAPHIC_NOVEL,
    LIGHT_NOVEL,
    UNKNOWN_CATEGORY,
    WEB_NOVEL,
    CatalogueBook,
)
from bookorbit_desktop.domain.hardcover.match_query import MatchQuery
from bookorbit_desktop.domain.matching.author_names import AGREE, author_agreement
from bookorbit_desktop.domain.matching.forms import Form, editions_of, form_of
from bookorbit_desktop.domain.matching.title_numbers import Marker
from bookorbit_desktop.domain.matching.title_readings import readings_of

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
