"""Records of Hardcover's catalogue that were merged into others (API.md section 5)."""

from collections.abc import Iterable

from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook
from bookorbit_desktop.hardcover.catalogue import Catalogue

MOST_HOPS = 5
"""Merged records are followed this far (MATCHING.md case 26)."""


async def current_records(catalogue: Catalogue, book_ids: Iterable[int]) -> dict[int, CatalogueBook]:
    """The record that each id leads to: its own, or the one left of its merges. Unknown ids are left out."""
    leads = {book_id: book_id for book_id in book_ids}
    known: dict[int, CatalogueBook] = {}
    for _ in range(MOST_HOPS + 1):
        asked = sorted(set(leads.values()) - known.keys())
        if not asked:
            break
        known |= {book.id: book for book in await catalogue.books_by_ids(asked)}
        leads = {origin: known[lead].canonical_id or lead for origin, lead in leads.items() if lead in known}
    return {origin: known[lead] for origin, lead in leads.items() if lead in known}
