"""The window of the setup guide."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QWidget

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.first_run.checklist import Checklist, load_first_steps
from bookorbit_desktop.ui.first_run.steps import BooksStep, HardcoverStep, KoreaderStep, SetupStep
from bookorbit_desktop.ui.settings.general import LoginRow, TrayRow, theme_row
from bookorbit_desktop.ui.tasks import owned_slot
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.dialogs import Answers, fit
from bookorbit_desktop.ui.widgets.labels import Mark, button, label
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row, scrolling


class FinishStep(SetupStep):
    """What is set up, what is left, and the settings for a new user."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            context,
            tr("Ready to read"),
            tr("What is left to do stays on your dashboard."),
        )
        self.checklist = Checklist()
        self.login = LoginRow(context)
        self.tray = TrayRow(context)
        self.theme = theme_row(context)
        card = Card(tr("How BookOrbit runs"))
        for row in (self.login, self.tray, self.theme):
            card.body.addWidget(row)
        self.column.addWidget(self.checklist)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.column.addWidget(
            label(tr("You can run this guide again from Settings, About."), "detail", wrap=True)
        )
        bridge = context.bridge
        bridge.preferences_changed.connect(self._refresh)
        for changed in (bridge.books_changed, bridge.progress_received, bridge.account_changed):
            changed.connect(self._count)

    def shown(self) -> None:
        """Show the current state."""
        self._refresh()
        self._count()

    @owned_slot
    async def _count(self, _what: object = None) -> None:
        steps = await load_first_steps(self._context)
        self.checklist.show_steps(steps, self._context.services.hardcover_account.username)

    def _refresh(self) -> None:
        self.tray.refresh()
        self.theme.refresh()


class WelcomeStep(SetupStep):
    """What the program is, and three promises."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            context,
            tr("Welcome to BookOrbit"),
            tr(
                "BookOrbit keeps your reading position in step with KOReader over your Wi-Fi and, if you "
                "want, posts it to Hardcover."
            ),
        )
        self.column.insertWidget(0, _picture())
        self.column.insertStretch(0, 1)
        self.column.addSpacing(theme.SPACE_8)
        for icon, promise, detail in (
            ("library", tr("Your books stay where they are"), tr("No file is ever changed without asking.")),
            (
                "wifi",
                tr("Your devices talk only to this computer"),
                tr("No cloud in between, no account to open."),
            ),
            ("hardcover", tr("Hardcover is optional"), tr("You see what is sent before you send it.")),
        ):
            self.column.addLayout(_promise(icon, promise, detail))
        self.column.addSpacing(theme.SPACE_8)
        self.column.addWidget(
            label(tr("Set-up takes about three minutes. You can skip any step."), "muted", wrap=True)
        )
        self.column.addStretch(2)


def _picture() -> QLabel:
    picture = QLabel()
    picture.setAccessibleName("BookOrbit")
    picture.setPixmap(icons.app_picture(theme.px(_PICTURE), picture.devicePixelRatioF()))
    return picture


def _promise(icon: str, promise: str, detail: str) -> QHBoxLayout:
    """A bold promise above its explanation, with an icon beside both."""
    words = in_column(label(promise, "card", wrap=True), label(detail, "muted", wrap=True), spacing=2)
    return in_row(Mark(24, icon, "accent"), words, spacing=theme.SPACE_16, grows=words)


WIDTH, HEIGHT = 720, 740
_PICTURE = 64
NARROWEST = 680
"""An address beside its buttons is still fully readable."""


class FirstRun(QDialog):
    """Five pages beside the main window, which stays usable. Closing it at any page is fine."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("First steps"))
        fit(self, WIDTH, HEIGHT, least=(NARROWEST, 0))
        self._context = context
        self.welcome = WelcomeStep(context)
        self.books = BooksStep(context)
        self.koreader = KoreaderStep(context)
        self.hardcover = HardcoverStep(context)
        self.finish = FinishStep(context)
        self.steps: tuple[SetupStep, ...] = (
            self.welcome,
            self.books,
            self.koreader,
            self.hardcover,
            self.finish,
        )
        self.later = button(tr("Skip set-up"), "lead")
        self.back = button(tr("Back"))
        self.next = button("", "primary")
        self._place = label("", "muted")
        self._stack = QStackedWidget()
        self._build()
        self.later.clicked.connect(self.accept)
        self.back.clicked.connect(lambda: self.go(self.place - 1))
        self.next.clicked.connect(self._on_next)
        self.finished.connect(lambda _result: context.tasks.start(self._remember()))
        self.finish.checklist.books.act.clicked.connect(lambda: self.go(self.steps.index(self.books)))
        self.finish.checklist.device.act.clicked.connect(lambda: self.go(self.steps.index(self.koreader)))
        self.finish.checklist.hardcover.act.clicked.connect(lambda: self.go(self.steps.index(self.hardcover)))
        for step in self.steps:
            step.done.connect(self._offer_next)
        self.go(0)

    @property
    def place(self) -> int:
        """The index of the page shown, from 0."""
        return self._stack.currentIndex()

    def go(self, index: int) -> None:
        """Show a page."""
        self._stack.setCurrentIndex(index)
        self._place.setText(tr("{0} of {1}").format(index + 1, len(self.steps)))
        self.back.setEnabled(index > 0)
        self.back.setToolTip("" if index > 0 else tr("This is the first page."))
        is_last = index == len(self.steps) - 1
        self.next.setText(tr("Finish") if is_last else tr("Next"))
        self.later.setVisible(not is_last)
        self.setAccessibleDescription(self.steps[index].title)
        self.steps[index].shown()
        (self.steps[index].control or self.next).setFocus()

    def _offer_next(self) -> None:
        if self.sender() is self.steps[self.place]:
            self.next.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter in a field to that field, so that it does not also go to the next page."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and isinstance(self.focusWidget(), QLineEdit):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _on_next(self) -> None:
        if self.place == len(self.steps) - 1:
            self.accept()
        else:
            self.go(self.place + 1)

    async def _remember(self) -> None:
        """Remember that the guide was closed, so that it does not open by itself again."""
        await self._context.tasks.blocking(self._context.services.preferences.change, first_run_done=True)

    def _build(self) -> None:
        for step in self.steps:
            self._stack.addWidget(scrolling(step))
        line = QFrame()
        line.setProperty("kind", "line")
        actions = in_row(
            self.later,
            None,
            self._place,
            margins=(theme.SPACE_24, theme.SPACE_12, theme.SPACE_24, theme.SPACE_16),
        )
        actions.addSpacing(theme.SPACE_8)
        actions.addWidget(self.back)
        actions.addWidget(Answers(self, accept=self.next))
        in_column(self._stack, line, actions, inside=self, spacing=0, grows=self._stack)
