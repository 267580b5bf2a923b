"""What is wrong with a screen for someone who hears it, cannot use a mouse, or needs large letters.

Every function takes a window as it is shown and answers with one line for each thing that is wrong.
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from bookorbit_desktop.ui.activity import ActivityPanel
from bookorbit_desktop.ui.foreign_text import without_marks
from bookorbit_desktop.ui.status_bar import StatusButton
from bookorbit_desktop.ui.widgets.labels import ElidedLabel, Mark

Role = QAccessible.Role
CONTROLS = frozenset(
    {
        *(Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.CheckBox, Role.RadioButton, Role.ComboBox),
        *(Role.EditableText, Role.List, Role.Table, Role.Tree, Role.MenuItem, Role.PageTab, Role.Slider),
        *(Role.SpinBox, Role.Link, Role.ProgressBar),
    }
)
"""Roles of what a person acts on, or waits for."""
_LISTS = frozenset({Role.List, Role.Table, Role.Tree})
_MOST_ITEMS = 30


def said(root: QWidget) -> Iterator[QAccessibleInterface]:
    """The accessibility tree from a window down, without what is hidden."""
    interface = QAccessible.queryAccessibleInterface(root)
    if interface is not None:
        yield from _below(interface)


def _below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if interface.state().invisible:
        return
    yield interface
    if interface.role() in _LISTS:
        return
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is not None and not isinstance(child.object(), QScrollBar):
            yield from _below(child)


def unnamed(root: QWidget) -> list[str]:
    """Controls, pictures and lists that a screen reader has no words for."""
    wrong = []
    if isinstance(root, QDialog) and not root.windowTitle():
        wrong.append(f"{type(root).__name__} has no title")
    if root.windowTitle() != without_marks(root.windowTitle()):
        wrong.append(f"{type(root).__name__} has a title with invisible marks")
    for interface in said(root):
        role, name = interface.role(), interface.text(QAccessible.Text.Name).strip()
        where = place_of(interface.object())
        if role in CONTROLS and not name:
            wrong.append(f"{role.name} without a name: {where}")
        if role is Role.Graphic and not name and not _is_decoration(interface.object()):
            wrong.append(f"picture without a name: {where}")
        if interface.state().focusable and role in (Role.Client, Role.NoRole, Role.Pane, Role.Border):
            wrong.append(f"takes the keyboard but has no role ({role.name}): {where}")
        widget = interface.object()
        if isinstance(widget, QWidget) and _looks_clickable(widget) and role not in CONTROLS:
            wrong.append(f"can be clicked but has no role ({role.name}): {where}")
        if isinstance(widget, QAbstractItemView):
            wrong += _silent_items(widget)
    return wrong


def _is_decoration(what: QObject | None) -> bool:
    return isinstance(what, Mark)


def _looks_clickable(widget: QWidget) -> bool:
    return widget.cursor().shape() is Qt.CursorShape.PointingHandCursor


def _silent_items(view: QAbstractItemView) -> list[str]:
    model = view.model()
    rows = range(min(_MOST_ITEMS, model.rowCount() if model else 0))
    silent = [row for row in rows if not _item_words(view, row)]
    return [f"items {silent} of {place_of(view)} say nothing"] if silent else []


def _item_words(view: QAbstractItemView, row: int) -> str:
    index = view.model().index(row, 0)
    words = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
    return str(words or "").strip()


def without_tooltip(root: QWidget) -> list[str]:
    """Buttons with an icon alone that do not say under the pointer what they are."""
    return [
        f"icon without a tooltip: {place_of(button)}"
        for button in root.findChildren(QToolButton)
        if button.isVisible()
        and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        and not (button.icon().isNull() or button.toolTip())
    ]


def called_otherwise(root: QWidget) -> list[str]:
    """Buttons that a screen reader calls by other words than those on them."""
    wrong = []
    for button in root.findChildren(QAbstractButton):
        interface = QAccessible.queryAccessibleInterface(button)
        is_icon = isinstance(button, QToolButton) and not button.toolButtonStyle().value
        if not button.isVisible() or interface is None or is_icon:
            continue
        shown, name = button.text(), _plain(interface.text(QAccessible.Text.Name))
        if any(_plain(part) not in name for part in shown.split("…")):  # what is cut may be called whole
            wrong.append(f"“{shown}” is called “{name}”: {place_of(button)}")
    return wrong


def valued_otherwise(root: QWidget) -> list[str]:
    """Fields, choices, bars and sliders that a screen reader gives another value than they show."""
    wrong = []
    for control in root.findChildren(QWidget):
        interface = QAccessible.queryAccessibleInterface(control)
        if not control.isVisible() or interface is None:
            continue
        if isinstance(control, QComboBox):
            shown, told = control.currentText(), interface.text(QAccessible.Text.Value)
        elif isinstance(control, QLineEdit) and control.echoMode() is QLineEdit.EchoMode.Normal:
            shown, told = control.text(), interface.text(QAccessible.Text.Value)
        elif isinstance(control, QProgressBar | QAbstractSlider):
            values = interface.valueInterface()
            shown, told = str(control.value()), str(values.currentValue()) if values else "nothing"
        else:
            continue
        if shown != told:
            wrong.append(f"“{shown}” has the value “{told}”: {place_of(control)}")
    return wrong


def _plain(text: str) -> str:
    kept = (letter for letter in without_marks(text) if letter not in "&…,·")
    return " ".join("".join(kept).split()).casefold()


def unexplained(root: QWidget) -> list[str]:
    """What is disabled and does not say why."""
    wrong = [
        f"disabled without a reason: {place_of(control)}"
        for control in root.findChildren(QWidget)
        if isinstance(control, QAbstractButton | QComboBox | QLineEdit)
        and control.isVisible()
        and not control.isEnabled()
        and not (control.toolTip() or control.accessibleDescription())
    ]
    menus = [root, *root.findChildren(QMenu)] if isinstance(root, QMenu) else root.findChildren(QMenu)
    return wrong + [line for menu in menus for line in _unexplained_actions(menu)]


def _unexplained_actions(menu: QMenu) -> list[str]:
    dim = [
        action
        for action in menu.actions()
        if not (action.isEnabled() or action.isSeparator() or action.menu()) and action.isVisible()
    ]
    return [
        f"disabled without a reason: {action.text()!r} in a menu"
        for action in dim
        if not (menu.toolTipsVisible() and action.toolTip() not in ("", plain(action)))
    ]


def plain(action: QAction) -> str:
    """What an action's tooltip is as long as nobody gave it one."""
    return action.text().replace("&", "").rstrip(".…")


def out_of_reach(root: QWidget) -> list[str]:
    """Enabled controls that Tab does not stop at. One of an exclusive group is enough: arrows reach the others."""
    return [
        f"Tab does not stop at {place_of(control)}"
        for control in root.findChildren(QWidget)
        if _wants_the_keyboard(control, root) and not control.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def _wants_the_keyboard(widget: QWidget, root: QWidget) -> bool:
    kinds = QAbstractButton | QComboBox | QLineEdit | QAbstractItemView | QAbstractSlider
    if not isinstance(widget, kinds) or isinstance(widget, QScrollBar):
        return False
    if not (widget.isVisible() and widget.isEnabled()) or widget.window() is not root.window():
        return False
    parent = widget.parentWidget()
    if isinstance(parent, QLineEdit | QComboBox) or isinstance(widget.parent(), QAbstractScrollArea):
        return False
    return not _roves(widget)


def _roves(widget: QWidget) -> bool:
    """Whether the keyboard comes to it from a neighbour with the arrow keys."""
    if isinstance(widget, QAbstractItemView):
        return widget.focusPolicy() is Qt.FocusPolicy.NoFocus and widget.window().windowTitle() != ""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    if group is not None and group.exclusive():
        return any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in group.buttons() if one.isVisible())
    return isinstance(widget, QRadioButton) and not widget.isChecked()


def cut_off(root: QWidget) -> list[str]:
    """Words that have less room than they need."""
    wrong = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisible() or isinstance(widget, ElidedLabel | StatusButton):
            continue
        missing = _missing(widget)
        if missing:
            wrong.append(f"{missing}: {place_of(widget)}")
    return wrong


def _missing(widget: QWidget) -> str:
    """How much room the words of a widget lack; empty where they have enough."""
    if isinstance(widget, QLabel) and (widget.text() or not widget.pixmap().isNull()):
        if widget.wordWrap():
            return _short(
                "high", min(widget.maximumHeight(), widget.heightForWidth(widget.width())), widget.height()
            ) or _short("wide", _longest_word(widget), widget.width())
        return _short("wide", widget.sizeHint().width(), widget.width()) or _short(
            "high", widget.sizeHint().height(), widget.height()
        )
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton) or (
        isinstance(widget, QToolButton) and not isinstance(widget.parent(), QLineEdit | QAbstractScrollArea)
    ):
        needed = widget.sizeHint()
        return _short("wide", needed.width(), widget.width()) or _short(
            "high", needed.height(), widget.height()
        )
    if isinstance(widget, QComboBox):
        needed_width = widget.fontMetrics().horizontalAdvance(widget.currentText()) + 40
        return _short("wide", needed_width, widget.width())
    if isinstance(widget, QLineEdit) and not widget.isReadOnly():
        needed_width = widget.fontMetrics().horizontalAdvance(widget.placeholderText()) + 20
        return _short("wide", needed_width if not widget.text() else 0, widget.width())
    return ""


def _longest_word(widget: QLabel) -> int:
    words = widget.text().replace("\u200b", " ").split() or [""]
    return max(widget.fontMetrics().horizontalAdvance(word) for word in words)


def _short(what: str, needed: int, given: int) -> str:
    return f"{needed} needed, {given} {what}" if needed > given + 2 else ""


def misplaced(root: QWidget) -> list[str]:
    """Widgets outside of their parent, or on top of each other."""
    wrong = []
    for parent in [root, *root.findChildren(QWidget)]:
        if not parent.isVisible() or isinstance(parent, QAbstractItemView | QComboBox | QLineEdit):
            continue
        children = [
            child for child in parent.children() if isinstance(child, QWidget) and _is_laid_out(child)
        ]
        for child in children:
            if not _may_scroll(parent) and not parent.rect().adjusted(-2, -2, 2, 2).contains(
                child.geometry()
            ):
                wrong.append(
                    f"outside of its parent ({_box(child)} in {parent.width()}x{parent.height()}): {place_of(child)}"
                )
        if not isinstance(parent, QStackedWidget | QAbstractScrollArea):
            wrong += _overlaps(children)
    return wrong


def _is_laid_out(widget: QWidget) -> bool:
    floats = widget.isWindow() or isinstance(widget, ActivityPanel) or widget.property("floats")
    return widget.isVisible() and not floats and not widget.geometry().isEmpty()


def _may_scroll(parent: QWidget) -> bool:
    return isinstance(parent.parent(), QScrollArea)


def _overlaps(children: list[QWidget]) -> list[str]:
    return [
        f"{place_of(one)} lies on {place_of(other)}"
        for index, one in enumerate(children)
        for other in children[index + 1 :]
        if one.geometry().adjusted(1, 1, -1, -1).intersects(other.geometry())
    ]


def _box(widget: QWidget) -> str:
    corner: QPoint = widget.pos()
    return f"{corner.x()},{corner.y()} {widget.width()}x{widget.height()}"


def place_of(what: QObject | None) -> str:
    """A widget's kind and words, and the parts of the program it is in."""
    kinds = []
    step = what
    while step is not None:
        module = type(step).__module__
        if module.startswith("bookorbit_desktop"):
            kinds.append(type(step).__name__)
        step = step.parent()
    words = ""
    for read in ("text", "accessibleName", "title"):
        value = getattr(what, read, "")
        words = words or str(value() if callable(value) else value)
    return f"{type(what).__name__} {words[:40]!r} in {' < '.join(kinds[:4])}"
