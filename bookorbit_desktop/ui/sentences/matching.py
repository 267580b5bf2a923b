"""Why a record of Hardcover was not taken for a book, and what to do about it."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    QT_TR_NOOP("Not found on Hardcover. Pick the right book, or fix the ISBN."),
    QT_TR_NOOP("Found “{0}” but wasn't sure ({1}). Pick to confirm."),
    QT_TR_NOOP("The ISBN was not trusted: {0}. Pick the right book, or fix the ISBN."),
    QT_TR_NOOP(
        "Matched by title and author only. Look at it on the Hardcover page and confirm it, or pick another."
    ),
    QT_TR_NOOP("the ISBN belongs to “{0}”"),
    QT_TR_NOOP("the title is different"),
    QT_TR_NOOP("the author is different"),
    QT_TR_NOOP("the record is a collection of several books"),
    QT_TR_NOOP("the record is the novel, not the manga"),
    QT_TR_NOOP("the record is the manga, not the novel"),
    QT_TR_NOOP("the record is volume {0}"),
    QT_TR_NOOP("the record is volume {0}, this is volume {1}"),
    QT_TR_NOOP("the record does not say which volume it is"),
    QT_TR_NOOP("A page count is a number from 1 to 100,000."),
    QT_TR_NOOP("Hardcover knows no such edition. Check the number, or search by title."),
    QT_TR_NOOP("Hardcover knows no such book. Check the address or number, or search by title."),
    QT_TR_NOOP("“{0}” names no book on Hardcover. Paste its address, its number, edition:NUMBER or an ISBN."),
)
