"""One line of the log in full, with its actions."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QFormLayout, QWidget

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_log import LogLine
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.sync.log_model import book_title, direction_word, line_text, units
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import Badge, button, label, selectable
from bookorbit_desktop.ui.wording import day_and_time, isolated, outcome_look, sentence_case

WIDTH = 560


class LineDialog(QDialog):
    """Shows a line of the log."""

    def __init__(self, context: UiContext, line: LogLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._line = line
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Sync log entry"))
        self.setMinimumWidth(theme.px(WIDTH))
        self.facts: dict[str, str] = {}
        """The texts shown, by name of the fact."""
        self.copy_button = button(tr("Copy"), icon="copy")
        self.book_button = button(tr("Open book"))
        self.link_button = button(tr("View on Hardcover"))
        self.close_button = button(tr("Close"))
        self._build()
        self._offer_link()
        self._offer_book(tr("This entry isn't linked to a book in your library."), is_there=False)
        if line.book_id is not None:
            context.tasks.start(self._look_for_book(line.book_id))

    async def _look_for_book(self, book_id: BookId) -> None:
        try:
            await self._context.tasks.blocking(self._context.services.library.book, book_id)
        except NotFound:
            self._offer_book(tr("This book is no longer in your library."), is_there=False)
        else:
            self._offer_book("", is_there=True)

    def _offer_book(self, reason: str, *, is_there: bool) -> None:
        self.book_button.setEnabled(is_there)
        self.book_button.setToolTip(reason)

    def _offer_link(self) -> None:
        link = self._line.link
        self.link_button.setEnabled(link is not None)
        self.link_button.setToolTip(link or tr("This entry has no Hardcover book."))

    def _open_book(self) -> None:
        if self._line.book_id is not None:
            self.accept()
            self._context.navigation.show_book(self._line.book_id)

    def _open_link(self) -> None:
        if self._line.link is not None:
            QDesktopServices.openUrl(QUrl(self._line.link))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(line_text(self._line))
        self.copy_button.setText(tr("Copied"))

    def _build(self) -> None:
        line = self._line
        form = QFormLayout()
        form.setHorizontalSpacing(theme.SPACE_16)
        form.setVerticalSpacing(theme.SPACE_8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignTop)
        badge = Badge()
        badge.set_look(outcome_look(line.outcome))
        form.addRow(label(tr("Result"), "muted"), badge)
        self._add(form, tr("Time"), day_and_time(line.at))
        self._add(form, tr("Direction"), direction_word(line.direction))
        self._add(form, tr("Changes"), "\n".join(sentence_case(localize(change)) for change in line.changes))
        self._add(form, tr("Message"), localize(line.message))
        self._add(form, tr("Device"), line.device)
        if line.units is not None:
            cost = tr("{0}, not counting searches shared by several books.").format(units(line))
            self._add(form, tr("Requests"), cost)
        self._add(form, tr("Sync"), "" if line.run_id is None else tr("Number {0}").format(line.run_id))
        self._add(form, tr("On Hardcover"), line.link or "")
        self.copy_button.clicked.connect(self._copy)
        self.book_button.clicked.connect(self._open_book)
        self.link_button.clicked.connect(self._open_link)
        self.close_button.clicked.connect(self.accept)
        layout = dialog_column(self, theme.SPACE_16)
        layout.addWidget(label(isolated(book_title(line)), "section", wrap=True))
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(
            Answers(
                self, reject=self.close_button, beside=(self.copy_button, self.book_button, self.link_button)
            )
        )
        self.close_button.setFocus()

    def _add(self, form: QFormLayout, name: str, fact: str) -> None:
        if fact:
            self.facts[name] = fact
            form.addRow(label(name, "muted"), selectable(fact, name))
