"""What is wrong with a template for highlights, and why a file or a device does not take them."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    QT_TR_NOOP("Line {0}: there are two parts [{1}]. Make one of them."),
    QT_TR_NOOP("Line {0}: there is no part [{1}]. The parts are {2}."),
    QT_TR_NOOP("Line {0} belongs to no part. Put [highlight] on a line above it."),
    QT_TR_NOOP("The template has no part [highlight], so there would be no highlights in the file."),
    QT_TR_NOOP("Line {0}: a brace stands alone. Write it twice for a brace in the text."),
    QT_TR_NOOP("Line {0}: [{1}] knows no placeholder “{2}”. It knows {3}."),
    QT_TR_NOOP("Line {0}: there is no placeholder “{1}”. Do you mean “{2}”?"),
    QT_TR_NOOP("Line {0}: there is no placeholder “{1}”. [{2}] knows {3}."),
    # Carrying them to a reader.
    QT_TR_NOOP("They were deleted on this device, and stay deleted there."),
    QT_TR_NOOP("They do not say where in this book they belong, or were made in another view of it."),
    QT_TR_NOOP("KOReader has no folder for this book there yet. Open the book on the device once."),
    QT_TR_NOOP("A file for other readers lies there and cannot be read, so it is left alone. {0}"),
    QT_TR_NOOP(
        "This device has left its own annotations there for other readers. "
        "Open the book on one of those first, or delete that file."
    ),
    QT_TR_NOOP("Annotations of another view of this book wait there. Open the book on the device first."),
    QT_TR_NOOP("They wait there already. Open the book on the device, and it takes them in."),
    QT_TR_NOOP("The file there has changed meanwhile. Look at the preview again."),
    QT_TR_NOOP(
        "KOReader takes in highlights from other readers since v2025.04, and this one is older. "
        "Update KOReader there."
    ),
    QT_TR_NOOP(
        "An older KOReader wrote what it knows of this book, so it could not be opened with new highlights beside it. "
        "Open the book once there, close it, and try again."
    ),
    QT_TR_NOOP("There is no highlight with the number {0}. Nothing was changed."),
)
