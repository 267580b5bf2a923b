"""What becomes of the lines of a reading list, and why a file is none."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    QT_TR_NOOP("Fills what is missing here; the rest stays as it is."),
    QT_TR_NOOP("The ISBN is the same, but the title is different: have a look first."),
    QT_TR_NOOP("No book here is this one: it becomes an entry without a file."),
    QT_TR_NOOP("This line names no book."),
    QT_TR_NOOP("This line has no status that is kept here, no rating and no dates."),
    QT_TR_NOOP("This book has a rating here already; it stays."),
    QT_TR_NOOP(
        "You are reading this book now: the finished read in the file may be this one. If so, mark it Read."
    ),
    QT_TR_NOOP("Another line of the file is surer to be this book."),
    QT_TR_NOOP("An earlier line of the file says the same."),
    QT_TR_NOOP("Two lines of the file could be this book."),
    QT_TR_NOOP("This file has more than 100,000 books. Split it and import one part at a time."),
    QT_TR_NOOP("This is not a regular file. Choose the CSV file of an export."),
    QT_TR_NOOP("This file is larger than 64 MB. Choose the CSV file of an export."),
    QT_TR_NOOP("This is no name of a file. Choose the CSV file of an export."),
    QT_TR_NOOP("The file could not be read: {0}. Choose another one."),
    QT_TR_NOOP(
        "This is no export of Goodreads or StoryGraph. Export your library there as CSV and choose that file."
    ),
    QT_TR_NOOP("A quotation mark in line {0} is never closed. Close it, or export the file again."),
    QT_TR_NOOP(
        "What begins in line {0} has no end: is a quotation mark there never closed? "
        "Close it, or export the file again."
    ),
)
