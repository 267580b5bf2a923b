"""Weeks or years of reading behind the shelf, as the statistics of devices bring it."""

import random
from datetime import UTC, date, datetime

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from tests.ui.harness import Ui

_DAY = 86_400
_EVENINGS = (7.2, 12.6, 19.5, 20.8, 21.7)
"""Hours at which somebody likes to begin."""


def read_for(ui: Ui, days: int) -> None:
    """Read on most days up to now, one book after the other; one that comes to its end is marked Read."""
    if ui.services.statistics.choices().devices.count("Tolino"):
        return
    dice = random.Random(11)
    now = int(ui.services.clock.now().timestamp())
    repository = PageViewRepository(ui.services.database)
    books = [row.id for row in ui.services.book_list.rows(BookQuery())]
    device, page, began = "Tolino", 0, now - days * _DAY
    book_id, pages = dice.choice(books), dice.randint(140, 560)
    found: dict[str, list[PageView]] = {}
    for midnight in range((now // _DAY - days + 1) * _DAY, now, _DAY):
        if dice.random() < 0.24:
            continue
        if page >= pages:
            _finish(ui, book_id, _on(began), _on(midnight - _DAY))
            device = dice.choice(("Tolino", "Kobo Libra 2", "Kobo Libra 2", "Boox Poke5"))
            book_id, pages, page, began = dice.choice(books), dice.randint(140, 560), 0, midnight
        start = midnight + int((dice.choice(_EVENINGS) + dice.random()) * 3600)
        digest = ui.services.library.book(book_id).files[0].partial_md5
        for _ in range(dice.randint(8, 60)):
            seconds = dice.randint(25, 110)
            page += 1
            if start + seconds < now:
                found.setdefault(device, []).append(PageView(digest, page, start, seconds, pages))
            start += seconds

    def store() -> None:
        for name, views in found.items():
            repository.add(views, name, None, now + 1.0)

    ui.services.database.write(store)
    ui.services.reading_time.renew()


def _finish(ui: Ui, book_id: BookId, began: date, ended: date) -> None:
    status = ui.services.library.book(book_id).reading.status
    if status in (ReadingStatus.UNREAD, ReadingStatus.WANT_TO_READ):
        change = StatusChange(ReadingStatus.READ, started_on=began, finished_on=max(began, ended))
        ui.services.reading.set_status([book_id], change)


def _on(moment: int) -> date:
    return datetime.fromtimestamp(moment, UTC).date()
