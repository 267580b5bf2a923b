"""The checklist of set-up steps, at the end of the setup guide and on the dashboard until it is done."""

from PySide6.QtWidgets import QPushButton, QWidget

from bookorbit_desktop.domain.koreader.devices import Device
from bookorbit_desktop.domain.overview.dashboard import FirstSteps
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import Mark, button, label
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row
from bookorbit_desktop.ui.wording import at_name


async def load_first_steps(context: UiContext) -> FirstSteps:
    """Load the progress of the first steps."""
    services = context.services
    counts = await context.tasks.blocking(services.book_list.counts)
    devices: list[Device] = await context.tasks.blocking(services.devices.all)
    newest = max(devices, key=lambda device: device.last_seen, default=None)
    return FirstSteps(
        books=sum(counts.values()),
        device=None if newest is None else newest.shown_name,
        has_hardcover=services.hardcover_account.has_token,
    )


class _Line(QWidget):
    """A step: the result if done, otherwise its purpose and the button to its page."""

    def __init__(self, act: str, *, main: bool = False) -> None:
        super().__init__()
        self.act = button(act, "primary" if main else "")
        self._mark = Mark(22)
        self._title = label("", "card", wrap=True, name="title")
        self._detail = label("", "detail", wrap=True)
        words = in_column(self._title, self._detail, spacing=0)
        in_row(self._mark, words, self.act, inside=self, spacing=theme.SPACE_16, grows=words)

    def say(self, title: str, detail: str, *, is_done: bool, icon: str) -> None:
        """Show the step's current state."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._mark.show_icon("check" if is_done else icon, "ok" if is_done else "muted")
        self.act.setAccessibleDescription(title)
        self.act.setVisible(not is_done)
        state = tr("done") if is_done else tr("to do")
        self.setAccessibleName(f"{title}, {state}")


class Checklist(Card):
    """Books, a device and, optionally, Hardcover."""

    def __init__(self, hide: QPushButton | None = None) -> None:
        """`hide` is the button that hides the list, if there is one."""
        super().__init__(tr("First steps"), corner=hide)
        self.steps = FirstSteps()
        self.books = _Line(tr("Choose a folder…"), main=True)
        self.device = _Line(tr("Connect…"))
        self.hardcover = _Line(tr("Connect…"))
        for line in (self.books, self.device, self.hardcover):
            self.body.addWidget(line)
        self.show_steps(self.steps, "")

    def show_steps(self, steps: FirstSteps, username: str) -> None:
        """Show the progress; `username` is that on Hardcover, if known."""
        self.steps = steps
        if steps.books:
            self.books.say(tr("%n book(s) in your library", steps.books), "", is_done=True, icon="library")
        else:
            text = tr("A folder or a Calibre library. Files stay where they are.")
            self.books.say(tr("Add your books"), text, is_done=False, icon="library")
        if steps.device is not None:
            name = steps.device or tr("Your device")
            self.device.say(tr("{0} connected").format(name), "", is_done=True, icon="tablet")
        else:
            text = tr("Type in the address, pair it, or plug it in.")
            self.device.say(tr("Connect KOReader"), text, is_done=False, icon="tablet")
        if steps.has_hardcover:
            title = tr("Hardcover connected as {0}").format(at_name(username)) if username else ""
            self.hardcover.say(title or tr("Hardcover connected"), "", is_done=True, icon="hardcover")
        else:
            text = tr("Optional. Post your reading to your profile.")
            self.hardcover.say(tr("Connect Hardcover"), text, is_done=False, icon="hardcover")
