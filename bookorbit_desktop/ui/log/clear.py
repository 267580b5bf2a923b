"""Asks how old log lines must be to be deleted, and shows how many that are."""

import asyncio

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from bookorbit_desktop.domain.hardcover.sync_log import KEEP_DAYS
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label

WIDTH = 480
_DAYS = (30, 7, 0)


class ClearDialog(QDialog):
    """The default answer changes nothing."""

    confirmed = Signal(int)
    """Delete lines older than this many days; 0 for all."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._counting: asyncio.Future[None] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Clear the sync log"))
        self.setFixedWidth(theme.px(WIDTH))
        self.days = Choice(tr("Clear lines older than"))
        for days in _DAYS:
            self.days.addItem(tr("%n day(s)", days) if days else tr("All lines"), days)
        self.goes = label("", wrap=True)
        self.act = button(tr("Clear"))
        self.keep = button(tr("Keep log"), "primary")
        self.days.currentIndexChanged.connect(lambda _index: self._count())
        self.act.clicked.connect(self._confirm)
        self.keep.clicked.connect(self.reject)
        self._build()
        self._count()

    def _count(self) -> None:
        self.act.setEnabled(False)
        self.act.setToolTip(tr("Counting lines…"))
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._context.tasks.start(self._say_what_goes(self.days.currentData()))

    async def _say_what_goes(self, days: int) -> None:
        count = await self._context.tasks.blocking(self._context.services.sync_log.count_older, days)
        self.act.setEnabled(count > 0)
        self.act.setToolTip("" if count else tr("No lines are that old."))
        self.goes.setText(
            tr("%n Hardcover line(s) will be permanently deleted.", count)
            if count
            else tr("No lines are that old.")
        )

    def _confirm(self) -> None:
        days: int = self.days.currentData()
        self.accept()
        self.confirmed.emit(days)

    def _build(self) -> None:
        stays = tr(
            "Device history and the data needed to undo syncs are kept. Lines older than {0} days are "
            "deleted automatically."
        ).format(KEEP_DAYS)
        layout = dialog_column(self)
        layout.addWidget(label(tr("Clear lines older than"), "section"))
        layout.addWidget(self.days)
        layout.addWidget(self.goes)
        layout.addWidget(label(stays, "muted", wrap=True))
        layout.addWidget(Answers(self, destroy=self.act, reject=self.keep))
