"""Why a new book cannot be reviewed, or Hardcover not be asked about it, and what to do about it."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    QT_TR_NOOP("Hardcover did not answer in time. Try again."),
    QT_TR_NOOP(
        "Hardcover's limit for today is reached. Ask again after {0}, or approve with what the file says."
    ),
    QT_TR_NOOP("Hardcover asked us to slow down. Ask again after {0}, or approve with what the file says."),
    QT_TR_NOOP("Hardcover has this record no more. Search Hardcover for the right one."),
    QT_TR_NOOP("There is no book {0} that waits for review. “inbox” shows those that do."),
    QT_TR_NOOP("“{0}” was removed meanwhile. Undo the removal, or add its file again."),
)
