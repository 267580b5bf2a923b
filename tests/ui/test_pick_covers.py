"""The covers in the Pick dialog: generated at once, Hardcover's own when they have come."""

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.demo.local_hardcover.server import draw_cover
from bookorbit_desktop.ui.hardcover.pick.dialog import PickDialog
from bookorbit_desktop.ui.widgets.covers import CoverRequest
from tests.services import add_book
from tests.ui.harness import Ui, click


def test_records_and_editions_show_their_own_covers(online: Ui) -> None:
    book_id = add_book(online.services, "Dune", "Frank Herbert")
    window = online.show(QWidget())
    dialog = PickDialog(online.context, book_id, "Dune", window)
    dialog.open()
    online.until(lambda: dialog.search.model.rows)
    (record,) = dialog.search.model.rows
    online.until(lambda: dialog.record_covers.has(record.id))
    request = CoverRequest(record.id, record.title, "", 32, 48, 1.0, 0)
    own = QImage.fromData(draw_cover("Dune")).pixelColor(5, 5)

    def shows_its_own() -> bool:
        picture = dialog.record_covers.cache.pixmap(request)
        return picture is not None and _alike(picture.toImage().pixelColor(1, 24), own)

    online.until(shows_its_own)
    click(dialog.next)
    online.until(lambda: dialog.editions.model.rows)
    (edition,) = dialog.editions.model.rows
    online.until(lambda: dialog.edition_covers.has(edition.id))

    assert edition.image_url.endswith(f"/editions/{edition.id}")
    dialog.reject()


def _alike(one: QColor, other: QColor) -> bool:
    apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return all(abs(difference) < 12 for difference in apart)
