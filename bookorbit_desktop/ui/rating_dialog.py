"""Asks for a rating of a finished book."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.stars import StarRating

WIDTH = 380


class RatingDialog(QDialog):
    """Keys 0 to 5 and the arrows set the stars; nothing is kept before Save."""

    def __init__(self, context: UiContext, book_id: BookId, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Rate a book"))
        self.setFixedWidth(theme.px(WIDTH))
        self._context = context
        self._book_id = book_id
        self.stars = StarRating()
        self.skip = button(tr("Not now"))
        self.save = button(tr("Save"), "primary")
        self._build(title)
        self.stars.rated.connect(self._choose)
        self.skip.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self._choose(None)
        self.stars.setFocus()

    def _choose(self, rating: float | None) -> None:
        self.stars.set_rating(rating)
        self.save.setEnabled(rating is not None)
        self.save.setToolTip("" if rating is not None else tr("Choose a rating first."))

    def _save(self) -> None:
        tasks, rate = self._context.tasks, self._context.services.reading.rate
        tasks.start(tasks.blocking(rate, [self._book_id], self.stars.rating))
        self.accept()

    def _build(self, title: str) -> None:
        layout = dialog_column(self, theme.SPACE_16)
        layout.addWidget(label(tr("Rate “{0}”").format(title), "section", wrap=True))
        layout.addWidget(self.stars, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(Answers(self, accept=self.save, reject=self.skip))
