"""A card with an address of the server for KOReader: to copy or scan, and the steps on the device."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.qr_dialog import QrDialog
from bookorbit_desktop.ui.status_bar import no_address_text
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.copy_field import CopyField
from bookorbit_desktop.ui.widgets.disclosure import DisclosureButton
from bookorbit_desktop.ui.widgets.labels import icon_button, label, line
from bookorbit_desktop.ui.widgets.layouts import new_column
from bookorbit_desktop.ui.widgets.step_list import step_list


@dataclass(frozen=True, slots=True)
class AddressTexts:
    """What a card says."""

    title: str
    about: str
    field: str
    """The address, for the copy button and screen readers."""
    code: str
    """The button that shows the QR code."""
    dialog: str
    """The title of the QR code's window."""
    steps: Sequence[str]
    """In KOReader."""


class AddressCard(Card):
    """Collapsible. Name and passphrase are those of the device's login."""

    def __init__(self, context: UiContext, path: str, texts: AddressTexts, *parts: QWidget) -> None:
        """`path` follows the server's address; `parts` stand between the address and the steps."""
        super().__init__()
        self.setAccessibleName(texts.title)
        self.context = context
        self._path = path
        self._dialog_title = texts.dialog
        self._urls: tuple[str, ...] = ()
        self.address = CopyField(texts.field)
        self.large = icon_button("qr", texts.code)
        self.heading = DisclosureButton(texts.title, is_title=True)
        self.guide = DisclosureButton(tr("On your device, in KOReader"))
        self._build(texts, parts)
        self.large.clicked.connect(self._show_large)

    def show_addresses(self, urls: Sequence[str]) -> None:
        """Show the server's addresses, the likeliest first."""
        self._urls = tuple(urls)
        self.refresh()

    def refresh(self) -> None:
        """Show the current address."""
        self.show_address(no_address_text(self.context), tr("Start the server first."))

    def show_address(self, instead: str, why_not: str, *, is_offered: bool = True) -> None:
        """Show the address; `instead` without one, and `why_not` there is no QR code then."""
        self.address.set_value(f"{self._urls[0]}{self._path}" if is_offered and self._urls else "", instead)
        self.large.setEnabled(bool(self.address.value))
        self.large.setToolTip(self.large.accessibleName() if self.address.value else why_not)

    def _show_large(self) -> None:
        QrDialog(self.address.value, self, title=self._dialog_title).open()

    def _build(self, texts: AddressTexts, parts: Sequence[QWidget]) -> None:
        inside = QWidget()
        column = new_column(inside, theme.SPACE_12)
        self.address.row.addWidget(self.large)
        steps = QWidget()
        list_of_steps = step_list(texts.steps)
        list_of_steps.setContentsMargins(0, 0, 0, theme.SPACE_4)
        steps.setLayout(list_of_steps)
        steps.hide()
        self.guide.setChecked(False)
        self.guide.toggled.connect(steps.setVisible)
        about = label(texts.about, "muted", wrap=True)
        for part in (about, self.address, *parts, line(), self.guide, steps):
            column.addWidget(part)
        self.heading.toggled.connect(inside.setVisible)
        self.body.addWidget(self.heading)
        self.body.addWidget(inside)
