"""The files of a book, and the digests by which devices know it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.library.book import BookFile
from bookorbit_desktop.domain.library.metadata import WITH_SPINE
from bookorbit_desktop.domain.overview.book_view import BookView
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.book.identities import IdentityList
from bookorbit_desktop.ui.book.open_file import FileOpener
from bookorbit_desktop.ui.book.sections import Section
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.disclosure import DisclosureButton
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import FlowLayout
from bookorbit_desktop.ui.wording import file_size, joined


class FilesSection(Section):
    """The files, and the digests by which devices know them."""

    split_requested = Signal(int, int)
    """The ids of the book, and of the file to split off."""
    second_look_requested = Signal()
    """Read files again whose text could not be read."""
    unlink_requested = Signal(str)
    """The digest to unlink from this book."""
    link_requested = Signal(str)
    """The digest to link to this book again."""

    def __init__(self, opener: FileOpener) -> None:
        super().__init__(tr("Files"), tr("No file. Progress from your devices is kept."))
        self._opener = opener
        self._shown: object = None
        self._book_id: BookId | None = None
        self.identities = IdentityList()
        self.technical = DisclosureButton(tr("Technical details"))
        self.technical.setChecked(False)
        self.file_buttons: list[QPushButton] = []
        """The buttons of each file."""
        self._is_technical = False
        """Whether the person opened the technical details; applies to the next book too."""

    def show_book(self, view: BookView) -> None:
        """Show files, then digests. Unchanged ones stay, so that they keep the focus."""
        known = (view.identities, view.unlinked, view.sent_documents)
        news = (view.book.files, *known, view.file_changed_since_sync)
        if view.book.id == self._book_id and news == self._shown:
            return
        is_unfolded = view.book.id == self._book_id and self.identities.is_unfolded
        was_open = view.book.id == self._book_id and self.technical.isChecked()
        self._shown, self._book_id = news, view.book.id
        self.file_buttons = []
        parts: list[QWidget] = []
        if view.file_changed_since_sync:
            parts.append(
                label(
                    tr("File changed since the last sync. The copy on your device is still linked."),
                    wrap=True,
                )
            )
        parts += [self._file_entry(file, view) for file in view.book.files]
        if view.identities or view.unlinked:
            self.identities = IdentityList()
            self.identities.unlink_requested.connect(self.unlink_requested)
            self.identities.link_requested.connect(self.link_requested)
            self.identities.show_book(view, unfolded=is_unfolded)
            is_doubtful = any(identity.is_ambiguous for identity in view.identities)
            parts += [
                self._build_technical(is_open=self._is_technical or was_open or is_doubtful),
                self.identities,
            ]
        self.show_parts(parts)

    def _file_entry(self, file: BookFile, view: BookView) -> QWidget:
        entry = QWidget()
        layout = QVBoxLayout(entry)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_4)
        head = QHBoxLayout()
        head.addWidget(label(joined(file.format.value.upper(), file_size(file.size))), 1)
        if len(view.book.files) > 1:
            head.addWidget(self._split_button(file))
        layout.addLayout(head)
        path = label(_breakable(file.shown_path), "detail", wrap=True)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(path)
        layout.addLayout(self._file_actions(file))
        for trouble in _file_troubles(file):
            text_label = label(trouble, wrap=True)
            set_tone(text_label, Tone.ATTENTION)
            layout.addWidget(text_label)
        if text := _text_text(file, view):
            layout.addWidget(label(text, "detail", wrap=True))
        if file.identity_problem and not file.missing:
            layout.addWidget(self._again_button(), alignment=Qt.AlignmentFlag.AlignLeft)
        return entry

    def _build_technical(self, *, is_open: bool) -> QWidget:
        """Build the technical details; whatever needs attention is never collapsed."""
        self.technical = DisclosureButton(tr("Technical details"))
        self.technical.setToolTip(tr("The identifiers under which devices know this book."))
        self.technical.setChecked(is_open)
        self.technical.toggled.connect(self._show_technical)
        self.identities.setVisible(is_open)
        return self.technical

    def _show_technical(self, is_shown: bool) -> None:
        self._is_technical = is_shown
        self.identities.setVisible(is_shown)

    def _file_actions(self, file: BookFile) -> FlowLayout:
        actions = FlowLayout()
        opener = self._opener
        for text, do in (
            (tr("Open"), opener.open),
            (tr("Show in folder"), opener.show_in_folder),
            (tr("Copy path"), opener.copy_path),
        ):
            act = button(text)
            act.setAccessibleName(f"{text}: {file.shown_path}")
            act.clicked.connect(lambda _checked=False, do=do: do(file))
            act.setEnabled(not file.missing or do == opener.copy_path)
            actions.addWidget(act)
            self.file_buttons.append(act)
        return actions

    def _split_button(self, file: BookFile) -> QPushButton:
        text = tr("Split")
        split = button(text, "quiet")
        split.setAccessibleName(f"{text}: {file.shown_path}")
        split.setToolTip(tr("If this file is a different book, make it a separate one."))
        split.clicked.connect(lambda: self.split_requested.emit(self._book_id, file.id))
        return split

    def _again_button(self) -> QPushButton:
        again = button(tr("Reread file"), "quiet", "sync", "accent")
        again.clicked.connect(self.second_look_requested)
        return again


def _file_troubles(file: BookFile) -> list[str]:
    troubles = [localize(file.problem)] if file.problem else []
    if file.missing:
        troubles.append(tr("The file was moved or deleted. Progress is kept."))
    return troubles


def _text_text(file: BookFile, view: BookView) -> str:
    """Whether copies of a file share one position, or why not."""
    if file.identity_problem:
        return tr("Each copy keeps its own position because their text can't be compared: {0}").format(
            localize(file.identity_problem)
        )
    if file.format not in WITH_SPINE:
        return tr("Copies in this format keep separate positions.") if len(view.sent_documents) > 1 else ""
    if file.spine:
        return tr("Copies with the same text share one position.")
    return (
        ""
        if file.missing
        else tr("Not compared with other copies yet. Until then, each keeps its own position.")
    )


def _breakable(path: str) -> str:
    """A path that can wrap after each folder."""
    return path.replace("/", "/\u200b")
