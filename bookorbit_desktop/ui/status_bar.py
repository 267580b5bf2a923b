"""The status bar: server, Hardcover and activity."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from bookorbit_desktop.domain.overview.activity import Job
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService
from bookorbit_desktop.ui import icons, theme
from bookorbit_desktop.ui.activity import brief, stage_text
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.counts import Counts
from bookorbit_desktop.ui.foreign_text import for_button
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.layouts import new_row
from bookorbit_desktop.ui.wording import ago, at_name, day_and_time, joined, number


class StatusButton(QPushButton):
    """A button whose text is elided in a narrow window."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        icons.put(self, icon, "muted")

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a few letters."""
        return QSize(theme.px(120), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as fits."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        contents = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        room = contents.width() - self.iconSize().width() - theme.SPACE_4
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


class StatusBar(QFrame):
    """Three buttons, each linking to its subject."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._counts = Counts()
        self.setProperty("kind", "statusbar")
        # A page that wants more room than a low window has does not get it from here.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.server = StatusButton("wifi")
        self.hardcover = StatusButton("hardcover")
        self.activity = StatusButton("activity")
        layout = new_row(self, theme.SPACE_8, (theme.SPACE_8, theme.SPACE_4))
        for part in (self.server, self.hardcover):
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.activity)
        self.show_jobs(())

    def show_counts(self, counts: Counts) -> None:
        """Update server and Hardcover."""
        self._counts = counts
        self.show_server()
        self.show_hardcover()

    def show_server(self) -> None:
        """Show the server's address, and when a device last contacted it."""
        text, icon, tone = server_text(self._context)
        seen = self._counts.last_push
        now = self._context.services.clock.now()
        self.server.setText(
            joined(
                text,
                tr("%n device(s)", self._counts.devices) if self._counts.devices else "",
                tr("last sync {0}").format(ago(seen, now)) if seen else "",
            )
        )
        self.server.setToolTip(self.server.text())
        icons.put(self.server, icon, tone)

    def show_hardcover(self) -> None:
        """Show the connected account, and how much is waiting."""
        account = self._context.services.hardcover_account
        if not account.has_token:
            self.hardcover.setText(tr("Hardcover not connected"))
            icons.put(self.hardcover, "hardcover", "muted")
            return
        quota = self._counts.quota
        left = ""
        if quota.day_left is not None and quota.day_limit is not None:
            left = tr("{0} of {1} requests left today").format(
                number(quota.day_left), number(quota.day_limit)
            )
        self.hardcover.setText(
            joined(
                tr("Hardcover {0}").format(for_button(at_name(account.username)))
                if account.username
                else tr("Hardcover"),
                tr("paused") if account.problem else "",
                tr("{0} pending").format(number(self._counts.pending)),
                left,
            )
        )
        about = joined(self.hardcover.text().replace("&&", "&"), _access_text(account))
        self.hardcover.setToolTip(localize(account.problem) or about)
        icons.put(self.hardcover, *(("exclamation", "error") if account.problem else ("hardcover", "muted")))

    def show_jobs(self, jobs: Sequence[Job]) -> None:
        """Show the running jobs, the oldest first."""
        self.activity.setText(for_button(brief(jobs[0])) if jobs else tr("Activity"))
        self.activity.setToolTip(
            stage_text(jobs[0]) if jobs else tr("Show finished, waiting and failed jobs")
        )
        icons.put(self.activity, "activity", "accent" if jobs else "muted")


def _access_text(account: HardcoverAccountService) -> str:
    if not account.ends_at:
        return ""
    return tr("signed in until {0}").format(day_and_time(account.ends_at, with_time=False))


def no_address_text(context: UiContext) -> str:
    """The text shown in place of the server's address."""
    return tr("Starting…") if context.is_starting else tr("The server is stopped")


def server_text(context: UiContext) -> tuple[str, str, str]:
    """The server's state as text, with icon and tone."""
    address = context.server.address
    if context.is_starting:
        return tr("Starting…"), "wifi", "muted"
    if address is None:
        return tr("Server stopped"), "slash", "error"
    address_text = address.urls[0].removeprefix("http://") if address.urls else str(address.port)
    if not context.services.preferences.current.accept_progress:
        return tr("Not accepting progress on {0}").format(address_text), "pause", "attention"
    return tr("Serving {0}").format(address_text), "wifi", "ok"
