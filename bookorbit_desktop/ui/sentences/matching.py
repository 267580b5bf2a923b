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
    QT_TR_NOOP("Several records on Hardcover could be this book. Pick the right one."),
    QT_TR_NOOP("Not trusted: {0}. Pick the right book, or fix the id."),
    QT_TR_NOOP("the saved id belongs to “{0}”"),
    QT_TR_NOOP("the ISBN is misspelt, and belongs to “{0}”"),
    QT_TR_NOOP("the title of this file says nothing"),
    QT_TR_NOOP("this file names no author"),
    QT_TR_NOOP("the record names no author"),
    QT_TR_NOOP("nobody says who wrote it"),
    QT_TR_NOOP("the author is written in another script"),
    QT_TR_NOOP("the record is a summary, guide or adaptation of the book"),
    QT_TR_NOOP("this is a summary, guide or adaptation of the record"),
    QT_TR_NOOP("the record counts something else (issues, volumes or books)"),
    QT_TR_NOOP("the record is the whole, this is a part of it"),
    QT_TR_NOOP("the year in the title is different"),
    QT_TR_NOOP("one of the two holds several volumes"),
    QT_TR_NOOP("the number in the title is different"),
    QT_TR_NOOP("the subtitle is different"),
    QT_TR_NOOP("only the series is the same"),
    QT_TR_NOOP("the record's title goes on"),
    QT_TR_NOOP("the record lacks the second part of the title"),
    QT_TR_NOOP("A page count is a number from 1 to 100,000."),
    QT_TR_NOOP("Hardcover knows no such edition. Check the number, or search by title."),
    QT_TR_NOOP("Hardcover knows no such book. Check the address or number, or search by title."),
    QT_TR_NOOP("“{0}” names no book on Hardcover. Paste its address, its number, edition:NUMBER or an ISBN."),
)
