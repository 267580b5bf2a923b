"""Devices over a real database: names, forgetting, and two devices with one id told apart."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from peewee import SqliteDatabase
from playhouse.migrations import Runner

from bookorbit_desktop.domain.base.errors import InvalidInput, NotFound
from bookorbit_desktop.domain.koreader.cloud_files import STATISTICS, VOCABULARY, CloudUpload, model_of
from bookorbit_desktop.domain.koreader.devices import Certainty, Device, SharedId, SyncKind
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.overview.events import Event, Notified, SharedIdSeen
from bookorbit_desktop.domain.overview.notifications import Notice, NotificationKind
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.upgrading import MIGRATIONS
from bookorbit_desktop.storage.koreader.cloud_uploads import CloudUploadRepository
from bookorbit_desktop.storage.koreader.devices import DeviceRepository
from tests.services import TestClock, add_book, make_services

DUNE, EMMA = "d" * 32, "e" * 32
HOME, OTHER = "192.168.1.31", "192.168.1.32"
MINUTE, DAY = 60.0, 86_400.0


class Shelf:
    """Services, and readers that push to them."""

    def __init__(self, folder: Path) -> None:
        self.clock = TestClock()
        self.services: Services = make_services(folder, clock=self.clock)
        self.heard: list[Event] = []
        self.services.notifications.begin()
        self.services.events.subscribe(self.heard.append)

    async def push(
        self,
        name: str,
        percentage: float,
        *,
        document: str = DUNE,
        address: str = "",
        device_id: str | None = "ID",
        after: float = MINUTE,
    ) -> None:
        self.clock.move(seconds=after)
        push = Push(document, f"/body/{percentage}", percentage, name, device_id, address=address)
        await self.services.progress.receive(push)
        self.settle()

    def settle(self) -> None:
        """Wait until what was looked at after a push is known."""
        self.services.database.write(lambda: None)

    async def take_turns(self, *names: str) -> None:
        """Each name from its own address, further on at each turn."""
        for turn, name in enumerate(names):
            own = sorted(set(names)).index(name)
            await self.push(name, (10 + 40 * own + turn) / 100, address=f"192.168.1.{30 + own}")

    def devices(self) -> dict[str, Device]:
        return {device.shown_name: device for device in self.services.devices.all()}

    def notices(self) -> list[Notice]:
        return [event.notice for event in self.heard if isinstance(event, Notified)]

    def positions(self) -> dict[str, tuple[float, str]]:
        """Where each device stands in Dune, as stored."""
        sql = (
            "SELECT v.name, p.percentage, p.progress FROM position p JOIN device v ON v.id = p.device_id"
            " WHERE p.document = ?"
        )
        rows = self.services.database.connection().execute(sql, (DUNE,))
        return {name: (percentage, progress) for name, percentage, progress in rows}


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "data")
    yield shelf
    shelf.services.database.close()


async def test_a_device_tells_what_came_from_it(shelf: Shelf) -> None:
    add_book(shelf.services, "Dune", digest=DUNE)
    await shelf.push("Kobo", 0.1)
    shelf.clock.move(days=8)
    await shelf.push("Kobo", 0.2, document=EMMA)
    await shelf.push("Kobo", 0.3)

    (device,) = shelf.services.devices.all()

    assert (device.pushes, device.recent_pushes, device.documents, device.books) == (3, 2, 2, 1)
    assert (device.last_title, device.names) == ("Dune", ("Kobo",))
    assert (device.last_seen - device.first_seen).days == 8


async def test_a_given_name_is_shown_wherever_the_device_is(shelf: Shelf) -> None:
    book = add_book(shelf.services, "Dune", digest=DUNE)
    await shelf.push("Kobo_spaBW", 0.1)
    (device,) = shelf.services.devices.all()

    assert shelf.services.devices.rename(device.id, " Living room ").before == ""

    services = shelf.services
    assert services.library.book(book).last_device == "Living room"
    assert [one.device for one in services.dashboard.current(1)] == ["Living room"]
    assert [position.device for position in services.book_view.view(book).positions] == ["Living room"]
    assert services.sync_log.devices() == ["Living room"]
    position = services.progress.position(DUNE)
    assert position is not None
    assert position.device == "Kobo_spaBW", "readers get what they sent"

    await shelf.push("Kobo_spaBW", 0.2)
    assert services.library.book(book).last_device == "Living room"
    assert services.devices.rename(device.id, "").before == "Living room"
    assert services.library.book(book).last_device == "Kobo_spaBW"


async def test_an_undone_name_goes_back_unless_the_device_was_renamed_since(shelf: Shelf) -> None:
    await shelf.push("Kobo", 0.1)
    devices = shelf.services.devices
    (device,) = devices.all()
    devices.rename(device.id, "Mine")
    renamed = devices.rename(device.id, "Ours")

    devices.undo(renamed)
    assert [one.given_name for one in devices.all()] == ["Mine"]

    devices.rename(device.id, "By the command line")
    devices.undo(renamed)
    assert [one.given_name for one in devices.all()] == ["By the command line"]


async def test_names_that_cannot_be_used_and_devices_that_are_not_there_are_refused(shelf: Shelf) -> None:
    await shelf.push("Kobo", 0.1)
    (device,) = shelf.services.devices.all()
    with pytest.raises(InvalidInput):
        shelf.services.devices.rename(device.id, "x" * 61)
    for act in (shelf.services.devices.forget, shelf.services.devices.remember):
        with pytest.raises(NotFound, match="devices"):
            act(99)
    with pytest.raises(NotFound):
        shelf.services.devices.rename(99, "Kobo")
    with pytest.raises(NotFound):
        shelf.services.devices.mark_fixed("ID")


async def test_a_forgotten_device_leaves_the_list_alone_and_comes_back_with_its_next_push(
    shelf: Shelf,
) -> None:
    await shelf.push("Kobo", 0.1)
    (device,) = shelf.services.devices.all()
    shelf.services.devices.rename(device.id, "Mine")

    shelf.services.devices.forget(device.id)
    assert shelf.services.devices.all() == []
    assert shelf.services.devices.count_and_newest() == (0, None)
    assert shelf.positions() == {"Kobo": (0.1, "/body/0.1")}
    shelf.services.devices.remember(device.id)
    assert list(shelf.devices()) == ["Mine"]

    shelf.services.devices.forget(device.id)
    await shelf.push("Kobo", 0.2)
    assert (shelf.devices()["Mine"].id, shelf.devices()["Mine"].pushes) == (device.id, 2)


async def test_a_device_that_is_renamed_stays_one(shelf: Shelf) -> None:
    for name in ("Kobo", "Kobo", "Living room", "Living room"):
        await shelf.push(name, 0.1, address=HOME)

    (device,) = shelf.services.devices.all()

    assert (device.name, device.names, device.pushes) == ("Living room", ("Living room", "Kobo"), 4)
    assert device.shared is None


async def test_two_devices_with_one_id_are_told_apart_with_all_their_history(shelf: Shelf) -> None:
    await shelf.take_turns("Boox", "Kobo", "Boox", "Kobo")

    devices = shelf.devices()
    assert {name: device.pushes for name, device in devices.items()} == {"Boox": 2, "Kobo": 2}
    shared = SharedId("ID", Certainty.CERTAIN, ("Boox", "Kobo"))
    assert [device.shared for device in devices.values()] == [shared, shared]
    assert shelf.positions() == {"Boox": (0.12, "/body/0.12"), "Kobo": (0.53, "/body/0.53")}
    pushes = shelf.services.database.connection().execute(
        "SELECT v.name, p.percentage FROM push p JOIN device v ON v.id = p.device_id ORDER BY p.id"
    )
    assert pushes.fetchall() == [("Boox", 0.1), ("Kobo", 0.51), ("Boox", 0.12), ("Kobo", 0.53)]

    await shelf.take_turns("Boox", "Kobo")
    assert {name: device.pushes for name, device in shelf.devices().items()} == {"Boox": 3, "Kobo": 3}
    position = shelf.services.progress.position(DUNE)
    assert position is not None
    assert (position.device, position.device_id) == ("Kobo", "ID"), "readers get what was sent"


async def test_a_position_that_only_the_other_device_has_goes_with_it(shelf: Shelf) -> None:
    await shelf.push("Kobo", 0.6, document=EMMA, address=OTHER)
    await shelf.take_turns("Boox", "Kobo", "Boox", "Kobo")
    emma = "SELECT v.name FROM position p JOIN device v ON v.id = p.device_id WHERE p.document = ?"
    assert shelf.services.database.connection().execute(emma, (EMMA,)).fetchall() == [("Kobo",)]


async def test_a_shared_device_id_is_reported_once_until_it_is_fixed_and_seen_again(shelf: Shelf) -> None:
    await shelf.take_turns(*("Boox", "Kobo") * 4)
    told = [notice for notice in shelf.notices() if notice.kind is NotificationKind.SHARED_ID]
    assert [notice.subject for notice in told] == [Certainty.CERTAIN]
    assert shelf.services.dashboard.load().shared_ids == 1

    undo = shelf.services.devices.mark_fixed("ID")
    assert shelf.services.devices.shared_ids() == []
    shelf.services.devices.undo(undo)
    assert len(shelf.services.devices.shared_ids()) == 1
    shelf.services.devices.mark_fixed("ID")
    await shelf.push("Kobo", 0.6, address=OTHER)
    await shelf.push("Boox", 0.2, address=HOME, device_id="NEW")
    assert shelf.services.devices.shared_ids() == []
    assert shelf.services.dashboard.load().shared_ids == 0

    await shelf.push("Boox", 0.2, address=HOME)
    assert [one.names for one in shelf.services.devices.shared_ids()] == [("Kobo", "Boox")]
    assert len([event for event in shelf.heard if isinstance(event, SharedIdSeen)]) == 2


async def test_a_suspected_shared_id_marked_as_one_device_is_not_reported_again(shelf: Shelf) -> None:
    await shelf.take_turns("Kobo", "Mine", "Kobo")
    assert [one.certainty for one in shelf.services.devices.shared_ids()] == [Certainty.PERHAPS]
    shelf.services.devices.mark_fixed("ID")

    for name in ("Mine", "Mine", "Kobo"):
        await shelf.push(name, 0.7, address=HOME)

    assert shelf.services.devices.shared_ids() == []
    assert len(shelf.devices()) == 1


async def test_two_copied_cards_that_meet_for_the_first_time_lose_nothing(shelf: Shelf) -> None:
    """A day lies between their pushes, as when one person reads in the morning and the other in the evening."""
    for turn in range(3):
        await shelf.push("Kobo", (50 + turn) / 100, address=HOME)
    await shelf.push("Boox", 0.1, address=OTHER, after=DAY)
    assert shelf.services.devices.shared_ids() == []  # so does a device that was renamed
    await shelf.push("Kobo", 0.54, address=HOME, after=DAY)
    (shared,) = shelf.services.devices.shared_ids()
    assert (shared.certainty, shared.names) == (Certainty.PERHAPS, ("Kobo", "Boox"))

    await shelf.push("Boox", 0.11, address=OTHER, after=DAY)

    (shared,) = shelf.services.devices.shared_ids()
    assert shared.certainty is Certainty.CERTAIN
    assert shelf.positions() == {"Kobo": (0.54, "/body/0.54"), "Boox": (0.11, "/body/0.11")}
    assert {name: one.pushes for name, one in shelf.devices().items()} == {"Kobo": 4, "Boox": 2}


async def test_two_copied_cards_of_one_model_are_noticed_after_some_days(shelf: Shelf) -> None:
    for turn, position in enumerate((0.4, 0.1, 0.45, 0.12, 0.5)):
        await shelf.push("Kobo", position, address=(HOME, OTHER)[turn % 2], after=DAY)
    (device,) = shelf.services.devices.all()
    assert device.shared == SharedId("ID", Certainty.PERHAPS, ("Kobo",))
    assert device.pushes == 5
    assert NotificationKind.SHARED_ID in [notice.kind for notice in shelf.notices()]


async def test_a_third_device_with_the_id_is_told_apart_too(shelf: Shelf) -> None:
    await shelf.take_turns("Boox", "Kobo", "Boox", "Kobo")
    for turn in range(6):
        await shelf.push(("Pocket", "Boox")[turn % 2], 0.7, address=("192.168.1.39", HOME)[turn % 2])
    assert [one.names for one in shelf.services.devices.shared_ids()] == [("Boox", "Kobo", "Pocket")]
    assert {name: one.pushes for name, one in shelf.devices().items()} == {"Boox": 5, "Kobo": 2, "Pocket": 3}
    assert len([event for event in shelf.heard if isinstance(event, SharedIdSeen)]) == 1


async def test_two_new_names_settle_a_shared_id_and_are_told_apart(shelf: Shelf) -> None:
    await shelf.take_turns("Boox", "Kobo", "Boox", "Kobo")
    shelf.services.devices.mark_fixed("ID")

    await shelf.take_turns(*("Anna", "Ben") * 2)

    assert shelf.services.devices.shared_ids() == []
    assert {"Anna", "Ben"} <= set(shelf.devices())


async def test_equal_names_that_jump_back_and_forth_are_two_devices_perhaps(shelf: Shelf) -> None:
    for turn, position in enumerate((0.4, 0.1, 0.41, 0.11)):
        await shelf.push("Kobo", position, address=(HOME, OTHER)[turn % 2])

    (device,) = shelf.services.devices.all()

    assert device.shared == SharedId("ID", Certainty.PERHAPS, ("Kobo",))
    assert device.pushes == 4, "nothing is taken apart on a guess"
    assert NotificationKind.SHARED_ID in [notice.kind for notice in shelf.notices()]


async def test_devices_without_an_id_are_told_by_their_names(shelf: Shelf) -> None:
    for name in ("Kobo", "Boox", "Kobo", "Boox", "Kobo"):
        await shelf.push(name, 0.1, device_id=None)
    assert set(shelf.devices()) == {"Kobo", "Boox"}
    assert shelf.services.devices.shared_ids() == []


def test_a_library_of_the_first_version_keeps_its_devices(tmp_path: Path) -> None:
    path, then = tmp_path / "library.sqlite3", tmp_path / "then"
    then.mkdir()
    shutil.copy(MIGRATIONS / "0001_first_tables.py", then)
    old = SqliteDatabase(str(path))
    Runner(old, str(then)).up()
    for sql in (
        "INSERT INTO book (id, title, authors, series, language, description, publisher, published, subjects,"
        " added_at) VALUES (7, 'Dune', '[]', '', '', '', '', '', '[]', 0)",
        "INSERT INTO device (id, key, name, device_id, first_seen, last_seen, pushes)"
        " VALUES (3, 'ID', 'Kobo', 'ID', 1000, 2000, 2)",
        "INSERT INTO push (document, device_id, progress, percentage, received_at)"
        " VALUES ('xyz', 3, '/body', 0.5, 1000), ('abc', 3, '/body', 0.5, 2000)",
        "INSERT INTO position (document, device_id, progress, percentage, timestamp)"
        " VALUES ('abc', 3, '/body', 0.5, 2000), ('xyz', 3, '/body', 0.5, 1000)",
        "INSERT INTO document (digest, title, authors, filename, progress, percentage, device, timestamp, pushes,"
        " first_seen) VALUES ('abc', 'Emma', '', '', '/body', 0.5, 'Kobo', 2000, 1, 2000),"
        " ('xyz', 'Persuasion', '', '', '/body', 0.5, 'Kobo', 1000, 1, 1000)",
        "INSERT INTO reading (book_id, status, set_by_hand, device_moved_on, last_device)"
        " VALUES (7, 'reading', 0, 0, 'Kobo')",
    ):
        old.execute_sql(sql)
    old.close()

    database = Database(path)
    devices = DeviceRepository(database)
    (kept,) = devices.all(0.0)
    database.write(lambda: devices.rename(3, "Mine"))
    shown = database.connection().execute("SELECT last_device FROM reading").fetchone()
    (sender,) = database.write(lambda: devices.note([(Push("abc", "1", 0.6, "Kobo", "ID"), 3000.0)]))
    database.close()

    assert (kept.id, kept.name, kept.names, kept.pushes, kept.recent_pushes) == (3, "Kobo", ("Kobo",), 2, 2)
    assert kept.last_title == "Emma"
    assert shown == ("Mine",)
    assert (sender.device, sender.name) == (3, "Mine")


def upload(shelf: Shelf, name: str, address: str, size: int, model: str = "") -> None:
    """A file that came from this address just now."""
    services = shelf.services
    came = CloudUpload(name, address, shelf.clock.now().timestamp(), size, model)
    services.database.write(lambda: CloudUploadRepository(services.settings).add(came))


async def test_databases_sent_over_wi_fi_belong_to_the_device_at_that_address(shelf: Shelf) -> None:
    await shelf.push("Kobo", 0.1, address=HOME)
    await shelf.push("Boox", 0.1, address=OTHER, device_id="BOOX")
    upload(shelf, STATISTICS, HOME, 1000)
    shelf.clock.move(seconds=MINUTE)
    upload(shelf, STATISTICS, HOME, 2000)
    upload(shelf, VOCABULARY, HOME, 300)
    upload(shelf, STATISTICS, "192.168.1.99", 5)
    kobo, boox = shelf.devices()["Kobo"], shelf.devices()["Boox"]
    assert [(sync.kind, sync.at, sync.size) for sync in kobo.syncs] == [
        (SyncKind.STATISTICS, shelf.clock.now(), 2000),
        (SyncKind.VOCABULARY, shelf.clock.now(), 300),
    ]
    assert boox.syncs == ()


async def test_databases_from_an_address_of_two_devices_belong_to_neither(shelf: Shelf) -> None:
    await shelf.push("Kobo", 0.1, address=HOME)
    await shelf.push("Boox", 0.1, address=HOME, device_id="BOOX")
    upload(shelf, STATISTICS, HOME, 1000)
    assert [device.syncs for device in shelf.devices().values()] == [(), ()]
    shelf.clock.move(seconds=8 * DAY)
    await shelf.push("Boox", 0.2, address=HOME, device_id="BOOX")
    assert len(shelf.devices()["Boox"].syncs) == 1


async def test_a_model_that_only_one_device_has_tells_it_at_any_address(shelf: Shelf) -> None:
    await shelf.push("Kobo_spaBW", 0.1, address=HOME)
    await shelf.push("Boox", 0.1, address=OTHER, device_id="BOOX")
    upload(shelf, STATISTICS, "10.0.0.9", 1000, "Kobo_spaBW")
    assert [sync.size for sync in shelf.devices()["Kobo_spaBW"].syncs] == [1000]
    shelf.clock.move(seconds=MINUTE)
    upload(shelf, STATISTICS, OTHER, 2000, "Kobo_spaBW")
    upload(shelf, VOCABULARY, OTHER, 3000, "Boox_new")
    assert [sync.size for sync in shelf.devices()["Kobo_spaBW"].syncs] == [1000], "the address says otherwise"
    assert [sync.size for sync in shelf.devices()["Boox"].syncs] == [3000]


@pytest.mark.parametrize(
    ("agent", "model"),
    [
        ("KOReader/v2026.07.2 (Kobo_spaBW; Linux; arm) LuaSocket/3.1.0", "Kobo_spaBW"),
        ("KOReader/2025.04 (https://koreader.rocks/) LuaSocket/3.0-rc1", ""),
        ("curl/8.0", ""),
        ("KOReader/1 (" + "x" * 61 + "; Linux; arm)", ""),
    ],
)
def test_the_model_is_known_by_the_user_agent_of_newer_releases(agent: str, model: str) -> None:
    assert model_of(agent) == model


async def test_the_plugin_says_which_device_it_is_on(shelf: Shelf) -> None:
    await shelf.push("Kobo", 0.1)
    client = {"client": {"id": "c" * 32, "device_id": "ID", "plugin": "1.0.0"}, "books": []}
    shelf.services.plugin_reports.take_books(client)
    (sync,) = shelf.devices()["Kobo"].syncs
    assert (sync.kind, sync.version, sync.size) == (SyncKind.PLUGIN, "1.0.0", None)


def test_uploads_that_nobody_can_read_are_none(shelf: Shelf) -> None:
    settings = shelf.services.settings
    shelf.services.database.write(lambda: settings.note("cloud_uploads", '[["x"]]'))
    assert CloudUploadRepository(settings).all() == []
    for number in range(40):
        upload(shelf, STATISTICS, f"192.168.1.{number}", number)
    assert len(CloudUploadRepository(settings).all()) == 32
