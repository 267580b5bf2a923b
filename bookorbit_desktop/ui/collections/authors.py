"""The page of authors: the books by each, and how many were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookorbit_desktop.domain.library.listing import Facet
from bookorbit_desktop.domain.library.series import Author, AuthorSummary
from bookorbit_desktop.ui.collections.card import Card
from bookorbit_desktop.ui.collections.group_page import Detail, GroupKind, Overview
from bookorbit_desktop.ui.collections.series import series_card, volume_card
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import joined, number

if TYPE_CHECKING:
    from bookorbit_desktop.services.container import Services


def authors_kind() -> GroupKind:
    """The texts and loaders of the page of authors."""
    return GroupKind(
        page=Page.AUTHORS,
        facet=Facet.AUTHOR,
        title=tr("Authors"),
        icon="author",
        empty=tr("No authors yet. Add books to your library to see who wrote them."),
        find=tr("Find an author"),
        back=tr("All authors"),
        gone=tr("This author is no longer in your library."),
        load_all=_load_all,
        load_one=_load_one,
        are_volumes=False,
    )


def _load_all(services: Services) -> Overview:
    every = services.series.authors()
    cards = tuple(_author_card(index, author) for index, author in enumerate(every))
    return Overview(cards, tr("%n author(s)", len(every)))


def _author_card(key: int, author: AuthorSummary) -> Card:
    return Card(
        key=key,
        title=author.name,
        covers=author.covers,
        line=joined(
            tr("%n book(s)", author.books), tr("{0} read").format(number(author.read)) if author.read else ""
        ),
        note=tr("%n series", author.series) if author.series else "",
        progress=author.read / author.books if author.read else None,
        target=Route(Page.AUTHORS, name=author.name),
    )


def _load_one(services: Services, name: str) -> Detail | None:
    author = services.series.author(name)
    if author is None:
        return None
    series = [series_card(-index - 1, series) for index, series in enumerate(author.series)]
    return Detail(
        name=author.name,
        sentence=_sentence(author),
        cards=(*series, *map(volume_card, author.single)),
    )


def _sentence(author: Author) -> str:
    return joined(
        tr("%n book(s)", author.books),
        tr("{0} read").format(number(author.read)),
        tr("%n series", len(author.series)) if author.series else "",
        tr("%n single book(s)", len(author.single)) if author.single and author.series else "",
    )
