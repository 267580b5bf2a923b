"""Messages from any part of the window to the person, without passing them up through its parents."""

from PySide6.QtCore import QObject, Signal


class Messages(QObject):
    """One per window, in its context; a dialog with messages of its own gives its parts another."""

    message = Signal(str, object)
    """A text and its Tone."""
    offered = Signal(str, object)
    """Good news with a tuple of Offers."""
