"""“Check this computer” in the window: the same list as “doctor”, which can be copied; nothing waits for it."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.checkup import CheckResult, CheckState
from bookorbit_desktop.ui.routes import Command
from bookorbit_desktop.ui.settings.checkup import CheckupDialog
from bookorbit_desktop.ui.settings.page import SettingsPage, SettingsTopic
from tests.screenshots.screens import host
from tests.ui.harness import Ui, click


def opened(ui: Ui) -> CheckupDialog:
    dialog = CheckupDialog(ui.context, host())
    dialog.show()
    ui.until(lambda: dialog.results)
    return dialog


def test_the_button_in_settings_asks_for_the_computer_check(ui: Ui) -> None:
    asked: list[Command] = []
    ui.context.navigation.command_asked.connect(asked.append)
    page = ui.show(SettingsPage(ui.context))
    page.show_topic(SettingsTopic.ADVANCED)
    click(page.advanced.check)
    assert asked == [Command.CHECK_COMPUTER]


def test_the_window_lists_the_same_checks_as_the_command_and_can_copy_them(ui: Ui) -> None:
    dialog = opened(ui)
    names = [result.name for result in dialog.results]
    said = {result.name: result for result in dialog.results}
    assert names[0] == "environment"
    assert "http://192.168.1.20:7200" in said["server"].said or "no network" in said["server"].said
    assert said["database"].state is CheckState.OK

    click(dialog.copy)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == len(names)
    assert "OK – Database: Sound, with 0 books and 0 positions." in copied
    dialog.close()


def test_a_server_that_does_not_answer_is_wrong_and_looked_at_again(ui: Ui) -> None:
    ui.server.problems = {"http://192.168.1.20:7200": "Nothing answers here."}
    dialog = opened(ui)
    assert "1 thing needs attention." in dialog.verdict.text()
    ui.server.problems = {}
    before = dialog.results
    click(dialog.again)
    ui.until(lambda: dialog.results is not before)
    assert "attention" not in dialog.verdict.text()
    dialog.close()


def test_results_are_shown_as_plain_text(ui: Ui) -> None:
    dialog = opened(ui)
    evil = Message("{0} can't be read.", "<b>/home/<img src=x></b>")
    dialog.show_results([CheckResult("folders", Message("Library folders"), CheckState.WARNING, evil)])
    shown = [one for one in dialog.findChildren(QLabel) if "<b>" in one.text()]
    assert len(shown) == 1
    assert all(one.textFormat().name == "PlainText" for one in shown)
    dialog.close()
