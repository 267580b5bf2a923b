"""The action bar of the Hardcover page."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.floating import below
from bookorbit_desktop.ui.widgets.labels import button, icon_button
from bookorbit_desktop.ui.widgets.layouts import new_row

ICON = "iconName"
"""The property of an action that names its icon."""
_WORDS_WIDTH = 850
"""Below this width the buttons are icons only, with their text in the tooltip."""
_ICON_WIDTH = 44


class ActionBar(QWidget):
    """Buttons that follow their actions: text, whether enabled, and why not."""

    def __init__(self, actions: Sequence[QAction], rare: Sequence[QAction] = ()) -> None:
        super().__init__()
        self.setAccessibleName(tr("Actions for the selected books"))
        self._rare = rare
        self._with_text = False
        self.more = icon_button("more", tr("More actions"))
        self.more.clicked.connect(self._open_menu)
        self.more.setVisible(bool(rare))
        self._buttons = [(action, button("")) for action in actions]
        line = new_row(self, theme.SPACE_8)
        for action, choice in self._buttons:
            choice.clicked.connect(action.trigger)
            action.changed.connect(self._follow)
            line.addWidget(choice)
        line.addWidget(self.more)
        line.addStretch(1)
        self._follow()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the icons."""
        count = len(self._buttons) + 1
        spaces = theme.SPACE_8 * (count - 1)
        return QSize(theme.px(_ICON_WIDTH) * count + spaces, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the text where there is no room for it."""
        super().resizeEvent(event)
        if self._fits_text != self._with_text:
            self._follow()

    @property
    def _fits_text(self) -> bool:
        return self.width() >= theme.px(_WORDS_WIDTH)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions(list(self._rare))
        menu.popup(below(self.more))

    def _follow(self) -> None:
        self._with_text = self._fits_text
        for action, choice in self._buttons:
            _show(choice, action, with_words=self._with_text)


def _show(choice: QPushButton, action: QAction, *, with_words: bool) -> None:
    choice.setText(action.text() if with_words else "")
    icons.put(choice, str(action.property(ICON)), "muted")
    choice.setAccessibleName(action.text())
    choice.setEnabled(action.isEnabled())
    choice.setToolTip(action.toolTip() if with_words else f"{action.text()}\n{action.toolTip()}")
