"""How the desktop displays the text of a notification."""

import sys

MAY_TAKE_MS = 300
"""A notification service that does not answer in time is assumed to read markup."""
_NOTES = "org.freedesktop.Notifications"
_TRAY_HOST = "org.kde.StatusNotifierWatcher"


def reads_markup() -> bool:
    """Whether the text of a notification must be escaped.

    Only if Qt sends it over D-Bus, as it does for a tray icon on a StatusNotifier host, to a desktop that
    announces markup support. Otherwise Qt or the system shows it as is.
    """
    if sys.platform in ("win32", "darwin"):
        return False
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected() or not bus.interface().isServiceRegistered(_TRAY_HOST).value():
        return False
    question = QDBusMessage.createMethodCall(
        _NOTES, "/org/freedesktop/Notifications", _NOTES, "GetCapabilities"
    )
    answer = bus.call(question, QDBus.CallMode.Block, MAY_TAKE_MS)
    if answer.type() is not QDBusMessage.MessageType.ReplyMessage:
        return True
    return "body-markup" in answer.arguments()[0]
