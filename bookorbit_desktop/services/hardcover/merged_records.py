"""Records of Hardcover's catalogue that were merged into others (hardcover-api.md section 5)."""

from collections.abc import Iterable

from bookorbit_desktop.domain.base.ids import RecordId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook
from bookorbit_desktop.hardcover.catalogue import Catalogue

MOST_HOPS = 5
"""How many merges to follow (matching.md section 7, case 26)."""


async def current_records(
    catalogue: Catalogue, record_ids: Iterable[RecordId]
) -> dict[RecordId, CatalogueBook]:
    """The current record of each id, following merges. Unknown ids are left out."""
    leads = {record_id: record_id for record_id in record_ids}
    known: dict[RecordId, CatalogueBook] = {}
    for _ in range(MOST_HOPS + 1):
        asked = sorted(set(leads.values()) - known.keys())
        if not asked:
            break
        known |= {book.id: book for book in await catalogue.books_by_ids(asked)}
        leads = {origin: known[lead].canonical_id or lead for origin, lead in leads.items() if lead in known}
    return {origin: known[lead] for origin, lead in leads.items() if lead in known}
