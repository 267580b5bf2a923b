"""What the set-up shows while no device is there: what to do next, and what to do where that does not help."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.koreader.step_list import step_list
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_row, new_column
from bookorbit_desktop.ui.widgets.mark import Mark


class NoDevice(QWidget):
    """Goes away by itself once a device is noticed."""

    def __init__(self) -> None:
        super().__init__()
        self.choose = button(tr("Choose a folder…"))
        column = new_column(self, theme.SPACE_16)
        column.addStretch(1)
        column.addWidget(Mark(56, "tablet"), alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.SPACE_8)
        column.addLayout(
            step_list(
                (
                    tr("Plug the device in with its USB cable. If it asks, let it share its storage."),
                    tr("Open it in your file manager once. The set-up then begins here by itself."),
                    tr("Still nothing? Choose its drive, or the “koreader” folder on it, yourself."),
                )
            )
        )
        column.addLayout(in_row(None, self.choose, None))
        column.addSpacing(theme.SPACE_8)
        column.addWidget(
            label(
                tr(
                    "A device that your computer shows as a media player (MTP), such as a newer Kindle, has no "
                    "drive to write to. Pair it over Wi-Fi on the KOReader page instead."
                ),
                "detail",
                wrap=True,
            )
        )
        column.addStretch(2)
