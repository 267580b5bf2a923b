"""“Why isn't this on Hardcover?”: the steps a book goes through, the one that fails, and how to fix it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.explanation import Explanation, Link
from bookorbit_desktop.domain.hardcover.hardcover_row import NextAction
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.hardcover.model import remedy_word
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import Mark, button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import new_column, new_row

WIDTH = 520


class WhyDialog(QDialog):
    """Uses only what is known here; sends no request."""

    action_requested = Signal(object)
    """The NextAction that would fix it. The dialog has closed."""

    def __init__(
        self, context: UiContext, book_id: BookId, title: str, parent: QWidget, *, acts: bool = False
    ) -> None:
        """`acts`: the owner carries out the button's action."""
        super().__init__(parent)
        self._context = context
        self._acts = acts
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Why isn't this on Hardcover?"))
        self.setFixedWidth(theme.px(WIDTH))
        self.lines: list[str] = []
        """The texts shown: one for each link, and one for the remedy."""
        self._chain = new_column(spacing=theme.SPACE_12)
        self._build(title)
        context.tasks.start(self._load(book_id))

    async def _load(self, book_id: BookId) -> None:
        self._show(await self._context.tasks.blocking(self._context.services.explain.why, book_id))

    def _show(self, explanation: Explanation) -> None:
        for link in explanation.links:
            row = self._build_link(link)
            self._chain.addWidget(row)
            row.show()
        broken = explanation.broken
        if broken is None:
            self._remedy_text.setText(tr("No problems found."))
        else:
            self._remedy_text.setText(localize(broken.remedy))
        set_tone(self._remedy, Tone.OK if broken is None else Tone.ATTENTION)
        if self._acts and broken is not None and broken.action is not None:
            action = broken.action
            self.act.setText(remedy_word(action))
            self.act.clicked.connect(lambda: self._act(action))
            self.act.show()
        self._remedy.show()
        self.lines.append(self._remedy_text.text())
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _act(self, action: NextAction) -> None:
        self.accept()
        self.action_requested.emit(action)

    def _build_link(self, link: Link) -> QWidget:
        name, tone = ("check", "ok") if link.holds else ("close", "attention")
        mark = Mark(18, name, tone)
        mark.setAccessibleName(tr("OK") if link.holds else tr("Failed"))
        words = new_column(spacing=0)
        words.addWidget(label(localize(link.name), "card"))
        text = label(localize(link.text), "muted", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(text)
        row = QWidget()
        line = new_row(row, theme.SPACE_12)
        line.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.lines.append(("✓ " if link.holds else "✗ ") + f"{localize(link.name)}: {localize(link.text)}")
        return row

    def _build(self, title: str) -> None:
        self._remedy = QFrame()
        self._remedy.setProperty("kind", "notice")
        self._remedy.hide()
        self._remedy_text = label("", wrap=True)
        inside = new_row(self._remedy, margins=(theme.SPACE_12, theme.SPACE_8))
        inside.addWidget(self._remedy_text, 1)
        self.act = button("", "primary")
        self.act.hide()
        inside.addWidget(self.act)
        self.close_button = button(tr("Close"))
        self.close_button.clicked.connect(self.accept)
        layout = dialog_column(self, theme.SPACE_16)
        layout.addWidget(label(tr("Why isn't this on Hardcover?"), "section"))
        layout.addWidget(label(title, "muted", wrap=True))
        layout.addLayout(self._chain)
        layout.addWidget(self._remedy)
        layout.addWidget(Answers(self, reject=self.close_button))
