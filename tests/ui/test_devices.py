"""The Devices card of the KOReader page: names, forgetting, details, and two devices with one id."""

from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from bookorbit_desktop.domain.koreader.devices import Certainty, Device, DeviceSync, SyncKind
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.ui.counts import load_counts
from bookorbit_desktop.ui.dashboard.page import needs
from bookorbit_desktop.ui.koreader import devices_card
from bookorbit_desktop.ui.koreader.devices_card import DeviceRow, RenameDialog, SharedIdNotice
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.widgets.message_bar import Offer
from tests.ui.harness import Ui, click, names_of


class Shown:
    """The page, and what it offered."""

    def __init__(self, ui: Ui) -> None:
        self.ui = ui
        self.page = ui.show(KoreaderPage(ui.context))
        self.offers: list[tuple[str, tuple[Offer, ...]]] = []
        self.ui.context.messages.offered.connect(lambda text, offers: self.offers.append((text, offers)))
        ui.until(lambda: self.page.login.username.value)

    @property
    def names(self) -> list[str]:
        return names_of(self.page.devices.rows)

    @property
    def notices(self) -> list[SharedIdNotice]:
        found = self.page.devices.findChildren(SharedIdNotice)
        return [notice for notice in found if not notice.isHidden()]

    def row(self, name: str) -> DeviceRow:
        self.ui.until(lambda: name in self.names)
        return self.page.devices.rows[self.names.index(name)]

    def rename(self, name: str, typed: str) -> None:
        click(self.row(name).rename)
        dialog = self.page.devices.findChild(RenameDialog)
        assert dialog is not None
        dialog.field.clear()
        QTest.keyClicks(dialog.field, typed)
        click(dialog.save)

    def take_back(self) -> None:
        self.ui.until(lambda: self.offers)
        _, (undo,) = self.offers.pop()
        assert undo.takes_back
        undo.act()


@pytest.fixture
def shown(ui: Ui) -> Shown:
    return Shown(ui)


def push_as(ui: Ui, name: str, percentage: float, address: str = "", device_id: str = "ONE-ID") -> None:
    """A device whose id another one has, too."""
    ui.services.clock.move(seconds=60)  # type: ignore[attr-defined]
    push = Push("a" * 32, "/body", percentage, name, device_id, address=address)
    ui.on_network(ui.services.progress.receive(push))


def share_id(ui: Ui) -> None:
    for turn, name in enumerate(("Kobo", "Boox") * 3):
        push_as(ui, name, (60 + turn if name == "Kobo" else 10 + turn) / 100)


def test_an_empty_device_list_says_when_a_device_appears(ui: Ui, shown: Shown) -> None:
    assert shown.names == []
    (empty,) = [
        part for part in shown.page.devices.findChildren(QLabel) if "after their first sync" in part.text()
    ]
    assert empty.isVisible()
    ui.push("a" * 32, 0.4)
    ui.until(lambda: not empty.isVisible())


def test_a_device_says_when_it_was_seen_and_with_what(ui: Ui, shown: Shown) -> None:
    book = ui.book("Dune")
    ui.push(book, 0.4, "Kobo Libra 2")
    row = shown.row("Kobo Libra 2")
    assert row.seen.text() == "seen just now · Dune"
    assert not row.facts.isVisible()

    click(row.more)

    facts = row.facts.text().splitlines()
    assert facts[0] == "Name reported: Kobo Libra 2"
    assert facts[1:3] == ["1 book · 1 document", "1 update · 1 in the last 7 days"]
    click(row.id.copy_button)
    assert QGuiApplication.clipboard().text() == "id-Kobo Libra 2"


def test_the_details_say_what_else_came_when_and_how_large(ui: Ui, shown: Shown) -> None:
    at = datetime(2026, 3, 28, 9, 30, tzinfo=UTC)
    syncs = (
        DeviceSync(SyncKind.STATISTICS, at, 2_500_000),
        DeviceSync(SyncKind.VOCABULARY, at, 4_000),
        DeviceSync(SyncKind.PLUGIN, at, version="1.0.0"),
    )
    row = DeviceRow()
    row.show_device(Device(1, "Kobo", "ID", at, at, 1, 1, names=("Kobo",), syncs=syncs), at)
    lines = row.facts.text().replace("\u200b", "").splitlines()[-3:]
    assert [line.partition(":")[0] for line in lines] == [
        "Statistics over Wi-Fi",
        "Vocabulary over Wi-Fi",
        "Plugin 1.0.0",
    ]
    assert "2.5" in lines[0] or "2.4" in lines[0]
    row.deleteLater()


def test_the_plugin_of_a_device_is_shown_in_its_row(ui: Ui, shown: Shown) -> None:
    client = {"id": "c" * 32, "device_id": "id-Kobo", "plugin": "1.0.0"}
    ui.services.plugin_reports.take_books({"client": client, "books": []})
    ui.push("a" * 32, 0.4, "Kobo")
    row = shown.row("Kobo")
    ui.until(lambda: "Plugin 1.0.0: " in row.facts.text().replace("\u200b", ""))


def test_a_device_whose_clock_was_wrong_says_so(ui: Ui, shown: Shown) -> None:
    client = {"id": "c" * 32, "device_id": "id-Kobo", "plugin": "1.0.0"}
    views = [[page, page * 60, 60, 200] for page in range(1, 4)]
    book = {"digest": "a" * 32, "title": "Emma", "views": views}
    ui.services.plugin_reports.take_views({"client": client, "books": [book]})
    ui.push("a" * 32, 0.4, "Kobo")
    row = shown.row("Kobo")
    ui.until(lambda: "Its clock was wrong: 3 page views not counted" in row.facts.text())


def test_details_stay_open_while_the_device_goes_on(ui: Ui, shown: Shown) -> None:
    ui.push("a" * 32, 0.4, "Kobo")
    row = shown.row("Kobo")
    click(row.more)
    ui.push("a" * 32, 0.5, "Kobo")
    ui.push("b" * 32, 0.5, "Boox")
    ui.until(lambda: "2 updates" in row.facts.text() and len(shown.names) == 2)
    assert row.facts.isVisible()


def test_a_device_is_renamed_here_alone_and_that_can_be_taken_back(ui: Ui, shown: Shown) -> None:
    book = ui.book("Dune")
    ui.push(book, 0.4, "Kobo_spaBW")

    shown.rename("Kobo_spaBW", "Living room")
    row = shown.row("Living room")

    assert row.facts.text().startswith("Name reported: Kobo_spaBW")
    assert ui.services.library.book(book).last_device == "Living room"
    position = ui.services.progress.position(ui.services.library.book(book).files[0].partial_md5)
    assert position is not None
    assert position.device == "Kobo_spaBW"
    shown.take_back()
    ui.until(lambda: shown.names == ["Kobo_spaBW"])
    assert ui.services.library.book(book).last_device == "Kobo_spaBW"


def test_an_emptied_device_name_becomes_the_name_the_device_sends(ui: Ui, shown: Shown) -> None:
    ui.push("a" * 32, 0.4, "Kobo_spaBW")
    shown.rename("Kobo_spaBW", "Living room")
    shown.rename("Living room", "")
    ui.until(lambda: shown.names == ["Kobo_spaBW"])
    assert ui.services.devices.all()[0].given_name == ""


def test_a_forgotten_device_can_be_brought_back_and_comes_back_by_itself(ui: Ui, shown: Shown) -> None:
    ui.push("a" * 32, 0.4, "Kobo")
    click(shown.row("Kobo").forget)
    ui.until(lambda: shown.names == [] and shown.offers)
    assert "Its progress is kept" in shown.offers[0][0]
    assert load_counts(ui.services).devices == 0

    shown.take_back()
    click(shown.row("Kobo").forget)
    ui.until(lambda: shown.names == [])
    ui.push("a" * 32, 0.5, "Kobo")

    assert shown.row("Kobo").name.text() == "Kobo"
    assert ui.services.devices.all()[0].pushes == 2


def test_two_devices_with_one_id_are_explained_until_it_is_fixed(ui: Ui, shown: Shown) -> None:
    share_id(ui)
    ui.until(lambda: shown.notices and set(shown.names) == {"Kobo", "Boox"})
    (notice,) = shown.notices
    assert notice.title.text() == (
        "Two devices have the same ID, so KOReader may not show progress from the other one."
    )
    assert "“Kobo”, “Boox”" in notice.reason.text()
    assert "settings.reader.lua" in notice.steps[1].text()
    assert not notice.one_device.isVisible()

    click(notice.done)
    ui.until(lambda: not shown.notices)
    shown.take_back()
    ui.until(lambda: shown.notices)
    click(shown.notices[0].done)
    ui.until(lambda: not shown.notices)

    push_as(ui, "Kobo", 0.7)
    push_as(ui, "Boox", 0.2)
    ui.until(lambda: shown.notices)


def test_an_id_that_two_readers_had_by_cable_is_explained(ui: Ui, shown: Shown) -> None:
    push_as(ui, "Kobo", 0.5)
    (device,) = ui.services.devices.all()
    assert device.device_id is not None
    ui.services.devices.note_two_readers(device.device_id, datetime.now(UTC))
    ui.until(lambda: shown.notices)
    (notice,) = shown.notices
    assert "Two devices may have the same ID." in notice.title.text()
    assert "connected by cable" in notice.reason.text()
    assert "settings.reader.lua" in notice.steps[1].text()
    click(notice.one_device)
    ui.until(lambda: not shown.notices)


def test_of_very_many_devices_the_page_shows_those_seen_last(
    ui: Ui, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One device that makes up a name for each push would else freeze the window."""
    monkeypatch.setattr(devices_card, "MOST_SHOWN", 3)
    for number in range(5):
        ui.services.clock.move(seconds=60)  # type: ignore[attr-defined]
        push = Push("a" * 32, "/body", 0.5, f"Made up {number}", f"ID {number}")
        ui.on_network(ui.services.progress.receive(push))
    ui.until(lambda: shown.names == ["Made up 4", "Made up 3", "Made up 2"])
    more = [one.text() for one in shown.page.devices.findChildren(QLabel) if one.isVisible()]
    assert "2 more devices. Forget some to see them." in more


def test_the_notice_uses_the_names_that_the_person_gave(ui: Ui, shown: Shown) -> None:
    share_id(ui)
    ui.until(lambda: sorted(shown.names) == ["Boox", "Kobo"])  # until then one row takes turns, too
    shown.rename("Boox", "Tablet")
    ui.until(lambda: any("“Tablet”" in notice.reason.text() for notice in shown.notices))
    assert "“Boox”" not in shown.notices[0].reason.text()


def test_a_device_id_that_may_be_shared_is_reported_as_uncertain(ui: Ui, shown: Shown) -> None:
    for turn, position in enumerate((0.4, 0.1, 0.41, 0.11)):
        push_as(ui, "Kobo", position, f"192.168.1.{31 + turn % 2}")
    ui.until(lambda: shown.notices)
    (notice,) = shown.notices
    assert notice.title.text().startswith("Two devices may have the same ID")
    assert "syncs from two addresses" in notice.reason.text()

    click(notice.one_device)

    ui.until(lambda: not shown.notices)


def test_two_xteinks_are_no_fault_of_the_person_and_told_once(ui: Ui, shown: Shown) -> None:
    """CrossPoint gives each the same id, which nobody can change."""

    def read_in_turn() -> None:
        for turn, position in enumerate((0.4, 0.1, 0.41, 0.11)):
            push_as(ui, "CrossPoint", position, f"192.168.1.{31 + turn % 2}", "crosspoint-reader")

    read_in_turn()
    ui.until(lambda: shown.notices)
    (notice,) = shown.notices
    assert notice.title.text() == "Two Xteinks may look like one device here."
    assert notice.steps == []
    click(notice.done)
    ui.until(lambda: not shown.notices)

    read_in_turn()
    ui.until(lambda: ui.services.devices.all()[0].pushes == 8)
    assert ui.services.devices.shared_ids() == []


def test_the_dashboard_asks_about_a_shared_id_and_leads_to_the_koreader_page(ui: Ui) -> None:
    share_id(ui)
    ui.until(lambda: [one.certainty for one in ui.services.devices.shared_ids()] == [Certainty.CERTAIN])
    (need,) = [
        need
        for need in needs(ui.services.dashboard.load(), account_problem="", server_stopped=False)
        if "same ID" in need.text
    ]
    assert need.step == Route(Page.KOREADER)
