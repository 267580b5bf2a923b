"""Page 2: the book folders."""

from PySide6.QtWidgets import QProgressBar

from bookorbit_desktop.domain.overview.events import ScanProgressed
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.adding import AddBooks
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.first_run.step import Step
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_row


class BooksStep(Step):
    """A folder is chosen, and counts while it is read."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            context,
            tr("Where are your books?"),
            tr(
                "Choose your books folder or Calibre library. Your files stay where they are and are "
                "never changed."
            ),
        )
        self.adding = AddBooks(context, self)
        self.choose = button(tr("Choose a folder…"), icon="add-folder")
        self.found = label("", "section", wrap=True)
        self.detail = label("", "detail", wrap=True)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName(tr("Reading your books"))
        self.progress.hide()
        self._build()
        self.choose.clicked.connect(self.adding.choose_folder)
        self.adding.message.connect(self._on_scanned)
        context.bridge.scan_progressed.connect(self._on_progress)
        context.tasks.start(self._load(""))

    def _on_progress(self, scan: ScanProgressed) -> None:
        self.progress.show()
        self.progress.setRange(0, scan.total or 0)
        self.progress.setValue(scan.done)
        if scan.covers:
            self.detail.setText(tr("All books are listed. Covers are still loading."))
        elif scan.total is not None:
            self.found.setText(tr("Found %n book file(s)", scan.total))
            self.detail.setText(tr("Reading {0}").format(scan.current) if scan.current else "")

    def _on_scanned(self, words: str, tone: Tone) -> None:
        self.progress.hide()
        set_tone(self.detail, tone if tone is not Tone.OK else None)
        self._context.tasks.start(self._load(words))

    async def _load(self, words: str) -> None:
        counts = await self._context.tasks.blocking(self._context.services.book_list.counts)
        books = sum(counts.values())
        self.found.setText(tr("Found %n book(s)", books) if books or words else "")
        self.detail.setText(words)
        self.choose.setText(tr("Choose another folder…") if books else tr("Choose a folder…"))

    def _build(self) -> None:
        line = in_row(self.choose, None, spacing=-1)
        self.column.addLayout(line)
        self.column.addWidget(self.found)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.detail)
        self.column.addSpacing(theme.SPACE_8)
        self.column.addStretch(1)
        self.column.addWidget(
            label(
                tr("You can continue while BookOrbit reads them, and add more folders at any time."),
                "detail",
                wrap=True,
            )
        )
