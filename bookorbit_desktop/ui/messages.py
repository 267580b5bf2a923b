"""What the parts of the window say to the person, without handing it up from part to part."""

from PySide6.QtCore import QObject, Signal


class Messages(QObject):
    """One for the window, in its context; a dialog that says things itself gives its parts one of their own."""

    message = Signal(str, object)
    """A text and its Tone."""
    offered = Signal(str, object)
    """Good news with a tuple of Offers."""
