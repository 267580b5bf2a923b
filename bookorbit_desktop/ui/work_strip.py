"""The line over the edge of the page while the window's own work takes longer."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.long_work import LongWork, Work
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.floating import at_edge, lies_under_pointer, room_over
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.message_bar import WIDEST
from bookorbit_desktop.ui.wording import joined, number

SHOWN_AFTER_MS = 500
"""What is done sooner needs no line."""


class WorkStrip(QFrame):
    """What is done, how far it is, and Cancel. Hidden while nothing takes longer.

    It lies over the page and never appears under the pointer: nothing moves away from a click.
    """

    def __init__(self, works: LongWork) -> None:
        super().__init__()
        self.setProperty("kind", "toast")
        self.setProperty("floats", True)
        self._below: QWidget | None = None
        self._others: tuple[QWidget, ...] = ()
        self._at_top = False
        self._works = works
        self._shown: Work | None = None
        self._text = label("")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(theme.px(220))
        self._bar.setAccessibleName(tr("Progress"))
        self.cancel = button(tr("Cancel"))
        self.cancel.setToolTip(tr("What is done so far is kept."))
        self.cancel.clicked.connect(self._on_cancel)
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._soon.timeout.connect(self._refresh)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        layout.setSpacing(theme.SPACE_12)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._bar, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.cancel)
        works.changed.connect(self._follow)
        self.hide()

    def float_over(self, below: QWidget, *others: QWidget) -> None:
        """Lie over the lower edge of `below`, a child of the same parent or below it, and over none of `others`."""
        self._below, self._others = below, others
        below.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge of what lies below."""
        if watched is self._below and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._lie_down(choose_side=False)
        return super().eventFilter(watched, event)

    @property
    def text(self) -> str:
        """What is said of the work."""
        return self._text.text()

    def _follow(self) -> None:
        current = self._works.current
        if current is not self._shown:
            self._shown = current
            self.hide()
            self.cancel.setEnabled(True)
            self._soon.start()
        elif self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        work = self._works.current
        if work is not None:
            self._text.setText(
                joined(work.words, tr("{0} of {1}").format(number(work.done), number(work.total)))
            )
            self._bar.setRange(0, work.total)
            self._bar.setValue(work.done)
        if work is not None and self.isHidden():
            self._lie_down(choose_side=True)
            self.raise_()
        self.setVisible(work is not None)

    def _lie_down(self, *, choose_side: bool) -> None:
        parent = self.parentWidget()
        if self._below is None or parent is None:
            return
        room = room_over(self._below, parent)
        size = QSize(min(room.width() - 2 * theme.SPACE_16, theme.px(WIDEST)), self.sizeHint().height())
        if choose_side:
            self._at_top = lies_under_pointer(at_edge(room, size, self._others, at_top=False), parent)
        self.setGeometry(at_edge(room, size, self._others, at_top=self._at_top))

    def _on_cancel(self) -> None:
        if self._shown is not None:
            self._shown.cancelled.set()
            self.cancel.setEnabled(False)
