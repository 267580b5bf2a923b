"""The digests of a book: their origin, what they identify, and a button to copy each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bookorbit_desktop.domain.overview.book_view import BookView, Identity
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.copy_field import CopyButton
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.wording import day_and_time, joined, quoted

SHORT_DIGEST = 8
UNFOLDED = 5
"""More digests than this are collapsed."""


class IdentityList(QWidget):
    """The digests in use by devices come first, then the newest; a long list is collapsed."""

    unlink_requested = Signal(str)
    """The digest to unlink from this book."""
    link_requested = Signal(str)
    """The digest to link to this book again."""

    def __init__(self) -> None:
        super().__init__()
        self._rest: list[QWidget] = []
        self.more = button("", "quiet")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        self.copy_buttons: list[CopyButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.SPACE_4)

    @property
    def is_unfolded(self) -> bool:
        """Whether the whole list is shown."""
        return self.more.isChecked()

    def show_book(self, view: BookView, *, unfolded: bool) -> None:
        """Show the digests of a book, each once."""
        for index, identity in enumerate(_in_order(view)):
            row = self._row(identity, view)
            self._layout.addWidget(row)
            if index >= UNFOLDED:
                self._rest.append(row)
        for identity in view.unlinked:
            self._layout.addWidget(self._unlinked_row(identity))
        self._layout.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)
        self.more.setVisible(bool(self._rest))
        self.more.setChecked(unfolded)
        self._unfold(unfolded)

    def _unfold(self, is_unfolded: bool) -> None:
        for row in self._rest:
            row.setVisible(is_unfolded)
        self.more.setText(tr("Show fewer") if is_unfolded else tr("Show %n more", len(self._rest)))

    def _row(self, identity: Identity, view: BookView) -> QWidget:
        row = QWidget()
        text_label = label(_text(identity, view), "detail", wrap=True)
        text_label.setToolTip(
            tr("{0}, last seen {1}").format(identity.digest, day_and_time(identity.last_seen))
        )
        text_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = CopyButton(
            tr("digest {0}").format(identity.digest), identity.digest, kind="icon", wordless=True
        )
        self.copy_buttons.append(copy)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_8)
        line.addWidget(text_label, 1)
        if identity.origin == "linked" or identity.digest in view.sent_documents:
            unlink = _small_button(tr("Unlink"), tr("Unlink the document {0}").format(identity.digest))
            unlink.setToolTip(tr("This document on your device is a different book."))
            unlink.clicked.connect(lambda: self.unlink_requested.emit(identity.digest))
            line.addWidget(unlink, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(copy, alignment=Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_4)
        layout.addLayout(line)
        if rivals := _rival_text(identity):
            warning = label(rivals, wrap=True)
            set_tone(warning, Tone.ATTENTION if identity.is_ambiguous else None)
            layout.addWidget(warning)
        return row

    def _unlinked_row(self, identity: Identity) -> QWidget:
        row = QWidget()
        text_label = label(joined(identity.digest[:SHORT_DIGEST], tr("unlinked by you")), "detail", wrap=True)
        text_label.setToolTip(identity.digest)
        again = _small_button(tr("Relink"), tr("Relink the document {0}").format(identity.digest))
        again.clicked.connect(lambda: self.link_requested.emit(identity.digest))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_8)
        line.addWidget(text_label, 1)
        line.addWidget(again)
        return row


def _small_button(text: str, accessible_name: str) -> QPushButton:
    result = button(text, "quiet")
    result.setAccessibleName(accessible_name)
    return result


def _in_order(view: BookView) -> Sequence[Identity]:
    used = view.sent_documents
    return sorted(
        view.identities,
        key=lambda identity: (
            not identity.is_ambiguous,
            identity.digest not in used,
            -identity.last_seen.timestamp(),
        ),
    )


def _text(identity: Identity, view: BookView) -> str:
    return joined(
        identity.digest[:SHORT_DIGEST],
        _origin_word(identity.origin),
        tr("since {0}").format(day_and_time(identity.first_seen, with_time=False)),
        tr("used by a device") if identity.digest in view.sent_documents else "",
        _position_text(identity, view),
    )


def _origin_word(origin: str) -> str:
    return {
        "partial": tr("binary"),
        "filename": tr("file name"),
        "served": tr("download name"),
        "full": tr("whole file"),
        "device": tr("from a device"),
        "linked": tr("linked by you"),
    }.get(origin, origin)


def _position_text(identity: Identity, view: BookView) -> str:
    """Whether copies share the position that a device with this digest gets."""
    if not any(file.spine for file in view.book.files):
        return ""
    return tr("shared position") if view.shares_position(identity) else tr("own position")


def _rival_text(identity: Identity) -> str:
    """Which other books have the same digest, and how to resolve that."""
    if not identity.rivals:
        return ""
    if identity.linked_to:
        return tr("You linked it to {0}.").format(quoted(identity.linked_to))
    titles = ", ".join(map(quoted, identity.rivals))
    if not identity.is_ambiguous:
        return tr("{0} has it too. Because you linked it, it counts for this book.").format(titles)
    whose = (
        tr("This book and {0} have the same digest.")
        if len(identity.rivals) == 1
        else tr("Several books have the same digest, including {0}.")
    )
    advice = tr(
        "Progress for it isn't applied to either book. Link the document on the KOReader page, or "
        "merge the books if they're the same."
    )
    return f"{whose.format(titles)} {advice}"
