"""How the desktop displays the text of a notification."""

import sys

MAY_TAKE_MS = 300
"""A notification service that does not answer is taken for one that reads markup."""
_NOTES = "org.freedesktop.Notifications"
_TRAY_HOST = "org.kde.StatusNotifierWatcher"


def reads_markup() -> bool:
    """Whether the text of a notification must be escaped.

    Only where Qt hands it to the desktop over D-Bus, which it does for a tray icon on a StatusNotifier host, and where
    the desktop says that it reads markup. Elsewhere Qt or the system draws it as it is.
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
