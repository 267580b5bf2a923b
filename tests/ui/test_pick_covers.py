"""The covers in the Pick dialog: generated at once, Hardcover's own when they have come."""

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QWidget

from bookorbit_desktop.demo.local_hardcover.server import draw_cover
from bookorbit_desktop.domain.base.ids import EditionId, RecordId
from bookorbit_desktop.domain.hardcover.catalogue import CatalogueBook, Edition
from bookorbit_desktop.domain.library.metadata import BookMetadata
from bookorbit_desktop.ui.hardcover.pick.dialog import ComparePanel, PickDialog
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
    theirs = QImage.fromData(draw_cover("Dune")).pixelColor(5, 5)
    online.until(lambda: _alike(_middle_of(dialog.compare, "Hardcover cover"), theirs))
    assert not _alike(_middle_of(dialog.compare, "Your cover"), theirs)
    dialog.reject()


def test_an_edition_without_a_cover_says_whose_is_shown(ui: Ui) -> None:
    book_id = add_book(ui.services, "Dune", "Frank Herbert")
    panel = ComparePanel(book_id, ui.context.covers)
    ui.show(panel)
    panel.show_mine(BookMetadata(title="Dune"))
    record = CatalogueBook(RecordId(1), title="Dune", image_url="https://assets.hardcover.app/1.jpg")
    own = "https://assets.hardcover.app/2.jpg"

    note = "The book's cover: this edition has none."

    panel.show_other(record, Edition(EditionId(2), record.id), ui.context.covers)
    ui.until(lambda: note in _said(panel))
    panel.show_other(record, Edition(EditionId(3), record.id, image_url=own), ui.context.covers)
    ui.until(lambda: "On Hardcover" in _said(panel))
    assert note not in _said(panel)


def _said(panel: ComparePanel) -> list[str]:
    return [part.text() for part in panel.findChildren(QLabel) if not part.isHidden()]


def _middle_of(panel: ComparePanel, name: str) -> QColor:
    """The colour in the middle of the left edge of a cover, or none as long as it is not there."""
    shown = [part for part in panel.findChildren(QLabel) if part.accessibleName() == name]
    picture = next((part.pixmap() for part in shown if not part.isHidden()), None)
    if picture is None or picture.isNull():
        return QColor(255, 0, 255)
    return picture.toImage().pixelColor(1, picture.height() // 2)


def _alike(one: QColor, other: QColor) -> bool:
    apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return all(abs(difference) < 12 for difference in apart)
