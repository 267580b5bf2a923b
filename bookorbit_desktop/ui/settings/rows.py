"""One setting per row: label, help text and control."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.labels import label
from bookorbit_desktop.ui.widgets.layouts import new_column
from bookorbit_desktop.ui.widgets.tick_box import TickBox, under_text

WIDTH = 760
_NARROW = 480
CONTROL = 264
"""The least width of a page's boxes in pixels, to make them equal."""


class Section(QWidget):
    """A page of settings. It updates when they are changed elsewhere."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.message = context.messages.message
        self._context = context
        self._rows: list[TickRow | ChoiceRow] = []
        self.column = new_column(
            self, theme.SPACE_16, (theme.PAGE_MARGIN, 0, theme.PAGE_MARGIN, theme.PAGE_MARGIN)
        )
        self.setMaximumWidth(theme.px(WIDTH) + 2 * theme.PAGE_MARGIN)
        context.bridge.preferences_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the stored settings."""
        for row in self._rows:
            row.refresh()

    def add_card(self, title: str, *rows: QWidget, sentence: str = "") -> Card:
        """Put related rows on a card."""
        card = Card(title, sentence)
        card.body.setSpacing(theme.SPACE_16)
        for row in rows:
            card.body.addWidget(row)
            if isinstance(row, TickRow | ChoiceRow):
                self._rows.append(row)
        self.column.addWidget(card)
        return card


class TickRow(QWidget):
    """A yes/no setting. Takes effect immediately."""

    def __init__(self, context: UiContext, text: str, help_text: str, field: str) -> None:
        """`field` is a field of Settings."""
        super().__init__()
        self._context, self._field = context, field
        self.box = TickBox(text)
        self.help = label(help_text, "detail", wrap=True)
        self._help_text = help_text
        self.box.setAccessibleDescription(help_text)
        column = new_column(self, 0)
        column.addWidget(self.box)
        self.help.setContentsMargins(under_text(), 0, 0, 0)
        column.addWidget(self.help)
        self.box.clicked.connect(lambda ticked: context.tasks.start(self._store(ticked)))
        self.refresh()

    def refresh(self) -> None:
        """Show the stored setting."""
        self.box.setChecked(getattr(self._context.services.preferences.current, self._field))

    def disable(self, reason: str) -> None:
        """Disable it and show why; an empty reason enables it again."""
        self.box.setEnabled(not reason)
        self.box.setToolTip(reason)
        self.help.setText(reason or self._help_text)
        self.box.setAccessibleDescription(reason or self._help_text)

    async def _store(self, ticked: bool) -> None:
        change = self._context.services.preferences.change
        try:
            await self._context.tasks.blocking(change, **{self._field: ticked})
        finally:
            self.refresh()


class SettingRow(QWidget):
    """Text on the left and a control on the right, or below in a narrow window."""

    def __init__(self, words: str, help_text: str, control: QWidget) -> None:
        super().__init__()
        self.control = control
        self.help = label(help_text, "detail", wrap=True)
        is_button = isinstance(control, QAbstractButton) and bool(control.text())
        if is_button:  # it is called by its own words, as somebody would who tells the computer to press it
            control.setAccessibleDescription(" ".join(filter(None, (words, help_text))))
        else:
            control.setAccessibleName(control.accessibleName() or words)
            control.setAccessibleDescription(help_text)
        text = new_column(spacing=0)
        text.addWidget(label(words, wrap=True))
        text.addWidget(self.help)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.SPACE_16)
        self._line.addLayout(text, 1)
        self._line.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """It may become narrow, with the control below the text."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the control to where there is room."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.px(_NARROW)
        self._line.setDirection(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )
        side = Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignRight
        self._line.setAlignment(self.control, side | Qt.AlignmentFlag.AlignTop)


class ChoiceRow(SettingRow):
    """A choice of a few values. Takes effect immediately unless its line says otherwise."""

    def __init__(
        self,
        context: UiContext,
        text: str,
        help_text: str,
        field: str,
        choices: Sequence[tuple[str, Any]],
    ) -> None:
        """`field` is a field of Settings; `choices` are pairs of text and stored value."""
        self.box = Choice(text)
        self.box.setMinimumWidth(theme.px(CONTROL))
        super().__init__(text, help_text, self.box)
        self._context, self._field = context, field
        self._values = [value for _, value in choices]
        for word, _ in choices:
            self.box.addItem(word)
        self.box.activated.connect(lambda place: context.tasks.start(self._store(self._values[place])))
        self.refresh()

    def refresh(self) -> None:
        """Show the stored setting."""
        current = getattr(self._context.services.preferences.current, self._field)
        self.box.setCurrentIndex(self._values.index(current) if current in self._values else -1)

    def disable(self, reason: str, help_text: str) -> None:
        """Disable it and show why; an empty reason enables it again."""
        self.box.setEnabled(not reason)
        self.box.setToolTip(reason)
        self.box.setAccessibleDescription(reason or help_text)
        self.help.setText(reason or help_text)

    async def _store(self, value: Any) -> None:
        change = self._context.services.preferences.change
        try:
            await self._context.tasks.blocking(change, **{self._field: value})
        finally:
            self.refresh()


def clock_choices() -> list[tuple[str, int]]:
    """Every half hour of the day, with its minutes after midnight."""
    return [(tr("{0}:{1}").format(f"{at // 60:02d}", f"{at % 60:02d}"), at) for at in range(0, 24 * 60, 30)]
