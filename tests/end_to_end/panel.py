"""A desktop's panel without pixels: it takes tray icons (StatusNotifier), opens their menus, shows notifications.

On a session bus of its own, so nothing of the computer that runs the tests is seen or touched.
"""

import asyncio
import subprocess
import threading
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusBool, DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.constants import PropertyAccess
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property

from tests.acceptance.program import PATIENCE, until

T = TypeVar("T")
Strings = Annotated[list[str], DBusSignature("as")]
Hints = Annotated[dict[str, Variant], DBusSignature("a{sv}")]
FourStrings = Annotated[list[str], DBusSignature("ssss")]

WATCHER = "org.kde.StatusNotifierWatcher"
NOTIFICATIONS = "org.freedesktop.Notifications"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"


@dataclass(frozen=True)
class Entry:
    """An entry of a menu as the panel draws it."""

    id: int
    label: str
    enabled: bool
    checked: bool
    entries: tuple["Entry", ...] = ()


@dataclass(frozen=True)
class Notification:
    """A notification as it would be shown."""

    title: str
    text: str


@dataclass
class Panel:
    """The panel on its bus; the program that is started with `environment` finds it."""

    shows_icons: bool = True
    notifications: list[Notification] = field(default_factory=list)
    capabilities: tuple[str, ...] = ("actions", "body")
    """What it says it can show in a notification."""

    def __post_init__(self) -> None:
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._daemon.stdout is not None
        self._address = self._daemon.stdout.readline().strip()
        self.icons: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._bus = self._await(self._serve())

    @property
    def environment(self) -> dict[str, str]:
        """How a program finds this bus."""
        return {"DBUS_SESSION_BUS_ADDRESS": self._address}

    def close(self) -> None:
        """Take panel and bus away."""
        self._await(self._hang_up())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()
        self._daemon.terminate()
        self._daemon.wait(PATIENCE)
        assert self._daemon.stdout is not None
        self._daemon.stdout.close()

    def wait_for_icon(self) -> None:
        """Wait until the program has put its icon here."""
        until(lambda: self.icons, "the icon in the tray")

    def property(self, name: str) -> Any:
        """A property of the icon: Title, Status, ToolTip, IconPixmap."""
        body = [ITEM, name]
        (value,) = self._call("/StatusNotifierItem", "org.freedesktop.DBus.Properties", "Get", "ss", body)
        return value.value

    def tooltip(self) -> str:
        """The lines that show under the pointer."""
        _, _, title, text = self.property("ToolTip")
        return "\n".join(filter(None, (title, text)))

    def left_click(self) -> None:
        """Click the icon."""
        self._call("/StatusNotifierItem", ITEM, "Activate", "ii", [0, 0])

    def menu(self) -> tuple[Entry, ...]:
        """Open the menu: what can be seen in it."""
        self._call_menu("AboutToShow", "i", [0])
        _, root = self._call_menu("GetLayout", "iias", [0, -1, []])
        return _entries(root)

    def labels(self) -> list[str]:
        """The words of the menu."""
        return [entry.label for entry in self.menu()]

    def choose(self, *path: str) -> None:
        """Click the entry that begins with these words, through its submenus."""
        entries = self.menu()
        for words in path[:-1]:
            entries = _starting(entries, words).entries
        chosen = _starting(entries, path[-1])
        assert chosen.enabled, f"“{chosen.label}” cannot be chosen"
        self._call_menu("Event", "isvu", [chosen.id, "clicked", Variant("s", ""), 0])

    def _call_menu(self, member: str, signature: str, body: list[Any]) -> Any:
        return self._call(self.property("Menu"), MENU, member, signature, body)

    def _call(self, path: str, interface: str, member: str, signature: str, body: list[Any]) -> Any:
        message = Message(self.icons[-1], path, interface, member, signature=signature, body=body)
        reply = self._await(self._bus.call(message))
        assert reply is not None
        assert reply.message_type is MessageType.METHOD_RETURN, (member, reply.error_name, reply.body)
        return reply.body

    async def _serve(self) -> MessageBus:
        bus = await MessageBus(bus_address=self._address).connect()
        if self.shows_icons:
            bus.export("/StatusNotifierWatcher", _Watcher(self.icons))
            await bus.request_name(WATCHER)
        bus.export("/org/freedesktop/Notifications", _Notifications(self.notifications, self.capabilities))
        await bus.request_name(NOTIFICATIONS)
        return bus

    async def _hang_up(self) -> None:
        self._bus.disconnect()
        await self._bus.wait_for_disconnect()

    def _await(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)


def _entries(node: list[Any]) -> tuple[Entry, ...]:
    """The visible entries below a node of com.canonical.dbusmenu's layout, without separators."""
    _, _, children = node
    told = []
    for child in children:
        number, properties, _ = child.value
        plain = {name: value.value for name, value in properties.items()}
        if plain.get("visible", True) and plain.get("type") != "separator":
            label = plain.get("label", "").replace("_", "")
            enabled, checked = plain.get("enabled", True), plain.get("toggle-state", 0) == 1
            told.append(Entry(number, label, enabled, checked, _entries(child.value)))
    return tuple(told)


def _starting(entries: tuple[Entry, ...], words: str) -> Entry:
    found = next((entry for entry in entries if entry.label.startswith(words)), None)
    assert found, f"no “{words}” among {[entry.label for entry in entries]}"
    return found


class _Watcher(ServiceInterface):
    """Where programs bring their icons."""

    def __init__(self, icons: list[str]) -> None:
        super().__init__(WATCHER)
        self._icons = icons

    @dbus_method()
    def RegisterStatusNotifierItem(self, service: DBusStr) -> None:  # noqa: N802 - D-Bus's name
        self._icons.append(service)

    @dbus_property(PropertyAccess.READ)
    def IsStatusNotifierHostRegistered(self) -> DBusBool:  # noqa: N802 - D-Bus's name
        return True


class _Notifications(ServiceInterface):
    """Where programs bring their notifications."""

    def __init__(self, shown: list[Notification], capabilities: tuple[str, ...]) -> None:
        super().__init__(NOTIFICATIONS)
        self._shown, self._capabilities = shown, capabilities

    @dbus_method()
    def Notify(  # noqa: N802 - D-Bus's name
        self,
        program: DBusStr,
        replaces: DBusUInt32,
        icon: DBusStr,
        title: DBusStr,
        text: DBusStr,
        actions: Strings,
        hints: Hints,
        milliseconds: DBusInt32,
    ) -> DBusUInt32:
        self._shown.append(Notification(title, text))
        return len(self._shown)

    @dbus_method()
    def CloseNotification(self, number: DBusUInt32) -> None:  # noqa: N802 - D-Bus's name
        pass

    @dbus_method()
    def GetCapabilities(self) -> Strings:  # noqa: N802 - D-Bus's name
        return list(self._capabilities)

    @dbus_method()
    def GetServerInformation(self) -> FourStrings:  # noqa: N802 - D-Bus's name
        return ["panel of the tests", "tests", "1", "1.2"]
