"""The buttons of every dialog: their order, Escape, Enter, and where the focus is."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

import bookorbit_desktop.ui
from bookorbit_desktop.ui.library.actions import RemoveDialog
from bookorbit_desktop.ui.widgets.dialogs import Answers, dialog_column
from bookorbit_desktop.ui.widgets.labels import button
from tests.ui.harness import Ui, click

ROOM = Path(bookorbit_desktop.ui.__file__).parent
WITHOUT_BUTTONS = {"Palette", "OrganiseDialog", "WriteDialog"}
"""A field with its hits; and dialogs whose base has the buttons."""
WITHOUT_BUTTONS |= {"FormDialog", "_Message"}
"""Bases, whose dialogs have them."""


class Desktop(QProxyStyle):
    """The style of a desktop that lays out its buttons in its own way."""

    def __init__(self, order: QDialogButtonBox.ButtonLayout) -> None:
        super().__init__("Fusion")
        self._order = order

    def styleHint(  # noqa: N802 - Qt's name
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - Qt's name
    ) -> int:
        if hint is QStyle.StyleHint.SH_DialogButtonLayout:
            return self._order.value
        return super().styleHint(hint, option, widget, returnData)


class Form(QDialog):
    """A field, and what can be done with it."""

    def __init__(self, parent: QWidget, *, has_default: bool = True) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.save, self.cancel, self.more = button("Save"), button("Cancel"), button("More")
        self.clicked: list[str] = []
        for one in (self.save, self.cancel, self.more):
            one.clicked.connect(lambda _checked=False, one=one: self.clicked.append(one.text()))
        column = dialog_column(self)
        column.addWidget(self.field)
        self.answers = Answers(
            self, accept=self.save, reject=self.cancel, beside=self.more, has_default=has_default
        )
        column.addWidget(self.answers)
        self.field.setFocus()


def opened(ui: Ui, dialog: QDialog) -> None:
    dialog.show()
    dialog.activateWindow()
    ui.until(dialog.isActiveWindow)


@pytest.mark.parametrize(
    ("order", "texts"),
    [
        (QDialogButtonBox.ButtonLayout.WinLayout, ["More", "Save", "Cancel"]),
        (QDialogButtonBox.ButtonLayout.KdeLayout, ["More", "Save", "Cancel"]),
        (QDialogButtonBox.ButtonLayout.GnomeLayout, ["More", "Cancel", "Save"]),
        (QDialogButtonBox.ButtonLayout.MacLayout, ["More", "Cancel", "Save"]),
    ],
)
def test_buttons_stand_in_the_order_of_the_desktop(
    ui: Ui, order: QDialogButtonBox.ButtonLayout, texts: list[str]
) -> None:
    form, style = Form(ui.show(QWidget())), Desktop(order)
    form.answers.setStyle(style)
    opened(ui, form)

    buttons = sorted(form.answers.findChildren(QPushButton), key=lambda one: one.x())

    assert [one.text() for one in buttons] == texts


def test_enter_in_a_field_accepts_and_on_a_button_presses_that_button(ui: Ui) -> None:
    form = Form(ui.show(QWidget()))
    opened(ui, form)

    QTest.keyClick(form.field, Qt.Key.Key_Return)
    form.cancel.setFocus()
    QTest.keyClick(form.cancel, Qt.Key.Key_Return)

    assert form.clicked == ["Save", "Cancel"]


def test_enter_belongs_to_the_fields_where_a_dialog_has_no_default_button(ui: Ui) -> None:
    form = Form(ui.show(QWidget()), has_default=False)
    form.save.hide()
    opened(ui, form)
    form.save.show()

    QTest.keyClick(form.field, Qt.Key.Key_Return)
    assert form.clicked == []

    form.save.setFocus()
    QTest.keyClick(form.save, Qt.Key.Key_Return)
    assert form.clicked == ["Save"]


def test_tab_comes_to_the_buttons_after_the_field(ui: Ui) -> None:
    form = Form(ui.show(QWidget()))
    opened(ui, form)
    assert QApplication.focusWidget() is form.field

    QTest.keyClick(form.field, Qt.Key.Key_Tab)

    focused = QApplication.focusWidget()
    assert focused is not None
    assert form.answers.isAncestorOf(focused)


def test_a_button_that_is_hidden_for_now_stays_hidden(ui: Ui) -> None:
    dialog, save, cancel = QDialog(ui.show(QWidget())), button("Save"), button("Cancel")
    save.hide()
    dialog_column(dialog).addWidget(Answers(dialog, accept=save, reject=cancel))

    opened(ui, dialog)

    assert not save.isVisible()
    assert cancel.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_no_single_key_removes_a_book(ui: Ui, key: Qt.Key) -> None:
    dialog = RemoveDialog(ui.show(QWidget()), 1, "Emma")
    chosen: list[bool] = []
    dialog.chosen.connect(chosen.append)
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    opened(ui, dialog)
    assert QApplication.focusWidget() is dialog.cancel
    assert dialog.cancel.isDefault()

    QTest.keyClick(dialog.cancel, key)
    ui.until(lambda: closed)

    assert chosen == []


def test_enter_after_a_choice_of_files_still_removes_nothing(ui: Ui) -> None:
    dialog = RemoveDialog(ui.show(QWidget()), 1, "Emma")
    chosen: list[bool] = []
    dialog.chosen.connect(chosen.append)
    opened(ui, dialog)

    click(dialog.trash_file)
    QTest.keyClick(dialog.trash_file, Qt.Key.Key_Return)

    assert chosen == []


def test_every_dialog_lays_its_buttons_out_in_one_box() -> None:
    dialogs = [
        (node.name, ast.unparse(node))
        for path in ROOM.rglob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
        and any(re.search(r"Dialog\b", ast.unparse(base)) for base in node.bases)
    ]

    assert len(dialogs) > 30
    assert {name for name, code in dialogs if "Answers(" not in code} == WITHOUT_BUTTONS


@pytest.mark.parametrize(("language", "word"), [("de", "Abbrechen"), ("fr", "Annuler")])
def test_cancel_is_translated_also_in_the_dialogs_of_qt(ui: Ui, language: str, word: str) -> None:
    """Ours have their words from our catalogue; a file dialog without the desktop's has them from Qt's."""
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert translator.load(QLocale(language), "qtbase", "_", folder)

    assert translator.translate("QPlatformTheme", "Cancel") == word
