"""Puts books on shelves and gives them tags, or removes them; ticks show the current state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bookorbit_desktop.domain.base.ids import BookId, CollectionId
from bookorbit_desktop.domain.library.collection import Collection, CollectionKind, name_key
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.foreign_text import one_line
from bookorbit_desktop.ui.theme import Type
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button, label
from bookorbit_desktop.ui.widgets.layouts import in_column
from bookorbit_desktop.ui.widgets.painting import paint_row, paint_text
from bookorbit_desktop.ui.widgets.rows import AnyIndex
from bookorbit_desktop.ui.widgets.tick_box import BOX, paint_half_tick, paint_tick

WIDTH, LIST_HEIGHT = 560, 260
_ROW_HEIGHT = 30
_COLLECTION = Qt.ItemDataRole.UserRole
_CHECK = Qt.CheckState
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(slots=True)
class SortWish:
    """The requested changes."""

    add: list[CollectionId] = field(default_factory=list)
    remove: list[CollectionId] = field(default_factory=list)
    new: list[tuple[CollectionKind, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there are any changes."""
        return bool(self.add or self.remove or self.new)


class TickDelegate(QStyledItemDelegate):
    """A check box and a name."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(0, theme.px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one line."""
        direction, area = option.direction, option.rect
        painter.save()
        paint_row(painter, option)
        size, inner = theme.px(BOX), area.adjusted(theme.SPACE_8, 0, -theme.SPACE_8, 0)
        box = QRect(inner.left(), inner.top() + (inner.height() - size) // 2, size, size)
        box = QStyle.visualRect(direction, area, box)
        state = _CHECK(index.data(Qt.ItemDataRole.CheckStateRole))
        if state is _CHECK.PartiallyChecked:
            paint_half_tick(painter, box)
        else:
            paint_tick(painter, box, ticked=state is _CHECK.Checked)
        text_rect = QStyle.visualRect(direction, area, inner.adjusted(size + theme.SPACE_8, 0, 0, 0))
        said = str(index.data(Qt.ItemDataRole.DisplayRole))
        paint_text(painter, text_rect, said, theme.font(Type.BODY), direction=direction)
        painter.restore()


class TickList(QWidget):
    """Shelves or tags, each with a check box; a field creates new ones. A half tick means some books."""

    def __init__(self, kind: CollectionKind, title: str, new: str) -> None:
        super().__init__()
        self._kind = kind
        self.rows = QListWidget()
        self.rows.setAccessibleName(title)
        self.rows.setProperty("kind", "choices")
        self.rows.setItemDelegate(TickDelegate(self.rows))
        self.rows.setMouseTracking(True)
        self.rows.itemClicked.connect(_toggle)
        self.rows.installEventFilter(self)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setUniformItemSizes(True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(new)
        self.field.setAccessibleName(new)
        self.add = button(tr("Add"), icon="plus")
        self.add.clicked.connect(self._add_typed)
        self.field.textChanged.connect(self._allow_adding)
        self._allow_adding("")
        self.field.installEventFilter(self)
        self._before: dict[CollectionId, Qt.CheckState] = {}
        typing = QHBoxLayout()
        typing.setSpacing(theme.SPACE_8)
        typing.addWidget(self.field, 1)
        typing.addWidget(self.add)
        frame = QFrame()
        frame.setProperty("kind", "card")
        frame.setFixedHeight(theme.px(LIST_HEIGHT))
        in_column(self.rows, inside=frame, margins=theme.SPACE_4)
        column = in_column(label(title, "card"), frame, inside=self, spacing=theme.SPACE_8)
        column.addLayout(typing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds the typed name without closing the dialog."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._take_key(watched, Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _take_key(self, watched: QObject, key: Qt.Key) -> bool:
        """Space toggles a line."""
        item = self.rows.currentItem()
        if watched is self.rows and item is not None and key is Qt.Key.Key_Space:
            _toggle(item)
        elif watched is self.field and key in _ENTER and self.add.isEnabled():
            self._add_typed()
        else:
            return False
        return True

    def show_collections(self, states: Sequence[tuple[Collection, Qt.CheckState]]) -> None:
        """Show each collection with its state for the books."""
        for collection, state in states:
            self._before[collection.id] = state
            self.rows.addItem(_item(collection.name, collection, state))

    def wish(self, wish: SortWish) -> None:
        """Add the changes made here."""
        for number in range(self.rows.count()):
            item = self.rows.item(number)
            collection: Collection | None = item.data(_COLLECTION)
            state = item.checkState()
            if collection is None:
                if state is _CHECK.Checked:
                    wish.new.append((self._kind, item.toolTip()))
            elif state is not self._before[collection.id] and state is _CHECK.Checked:
                wish.add.append(collection.id)
            elif state is not self._before[collection.id] and state is _CHECK.Unchecked:
                wish.remove.append(collection.id)

    def take_typed(self) -> None:
        """Add a name that was typed but not yet added."""
        if self.add.isEnabled():
            self._add_typed()

    def _allow_adding(self, text: str) -> None:
        has_name = bool(name_key(text))
        self.add.setEnabled(has_name)
        self.add.setToolTip("" if has_name else tr("Enter a name first."))

    def _add_typed(self) -> None:
        name = self.field.text()
        self.field.clear()
        for number in range(self.rows.count()):
            if name_key(self.rows.item(number).toolTip()) == name_key(name):
                item = self.rows.item(number)
                break
        else:
            item = _item(name, None, _CHECK.Checked)
            self.rows.insertItem(0, item)
        item.setCheckState(_CHECK.Checked)
        self.rows.setCurrentItem(item)


class SortDialog(QDialog):
    """Shelves on the left, tags on the right."""

    chosen = Signal(object)
    """A SortWish."""

    def __init__(
        self,
        parent: QWidget,
        question: str,
        book_ids: Sequence[BookId],
        collections: Sequence[Collection],
        names_of: Mapping[BookId, Sequence[Collection]],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Shelves and tags"))
        self.setMinimumWidth(theme.px(WIDTH))
        self.shelves = TickList(CollectionKind.SHELF, tr("Shelves"), tr("New shelf"))
        self.tags = TickList(CollectionKind.TAG, tr("Tags"), tr("New tag"))
        for part, kind in ((self.shelves, CollectionKind.SHELF), (self.tags, CollectionKind.TAG)):
            of_kind = [collection for collection in collections if collection.kind is kind]
            part.show_collections(
                [(collection, _state(collection, book_ids, names_of)) for collection in of_kind]
            )
        self.save = button(tr("Save"), "primary")
        self.cancel = button(tr("Cancel"))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        lists = QHBoxLayout()
        lists.setSpacing(theme.SPACE_24)
        lists.addWidget(self.shelves, 1)
        lists.addWidget(self.tags, 1)
        layout = dialog_column(self)
        layout.addWidget(label(question, "section", wrap=True))
        layout.addLayout(lists)
        layout.addWidget(Answers(self, accept=self.save, reject=self.cancel))
        (self.shelves.rows if self.shelves.rows.count() else self.shelves.field).setFocus()

    def _save(self) -> None:
        wish = SortWish()
        for part in (self.shelves, self.tags):
            part.take_typed()
            part.wish(wish)
        self.accept()
        if wish:
            self.chosen.emit(wish)


def _state(
    collection: Collection, book_ids: Sequence[BookId], names_of: Mapping[BookId, Sequence[Collection]]
) -> Qt.CheckState:
    inside = sum(collection in names_of.get(book_id, ()) for book_id in book_ids)
    if inside == len(book_ids):
        return _CHECK.Checked
    return _CHECK.PartiallyChecked if inside else _CHECK.Unchecked


def _item(name: str, collection: Collection | None, state: Qt.CheckState) -> QListWidgetItem:
    item = QListWidgetItem(one_line(name))
    item.setToolTip(name)
    item.setData(_COLLECTION, collection)
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(state)
    return item


def _toggle(item: QListWidgetItem) -> None:
    is_ticked = item.checkState() is _CHECK.Checked
    item.setCheckState(_CHECK.Unchecked if is_ticked else _CHECK.Checked)
