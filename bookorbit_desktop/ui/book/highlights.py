"""The highlights of a book on its page: the newest ones, and the way to all."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from bookorbit_desktop.domain.highlights.annotations import KeptAnnotation
from bookorbit_desktop.ui.book.sections import Section
from bookorbit_desktop.ui.highlights.text import describe, one_line, quote
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.wording import quoted

SHOWN = 2
_LONGEST = 160


class HighlightsSection(Section):
    """The newest, and how many there are."""

    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            tr("Highlights and notes"), tr("None yet. They come in with an import from a device.")
        )
        self.show_all: QPushButton | None = None

    def show_highlights(self, newest: Sequence[KeptAnnotation], count: int) -> None:
        """Show the newest ones of so many."""
        parts: list[QWidget] = [_quote(kept) for kept in newest]
        self.show_all = None
        if count:
            self.show_all = button(tr("Show %n highlight(s) and note(s)", count), icon="highlight")
            self.show_all.clicked.connect(self.all_wanted)
            parts.append(self.show_all)
        self.show_parts(parts)


def _quote(kept: KeptAnnotation) -> QWidget:
    text = one_line(quote(kept))
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
    result = label(quoted(short), "detail", wrap=True)
    result.setAccessibleName(describe(kept))
    return result
