"""Documents that no book matches: which book each could be and why, and what came of a file held against one."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    QT_TR_NOOP("No reader has sent the document {0}. “documents” lists those that came."),
    QT_TR_NOOP("The document {0} is not linked to a book. “documents” lists those that are."),
    QT_TR_NOOP("An entry needs a title. Type the one of your book."),
    # What came of a file held against a document.
    QT_TR_NOOP("“{0}” is a folder. Choose one file."),
    QT_TR_NOOP("“{0}”: {1}"),
    QT_TR_NOOP("This is the same file."),
    QT_TR_NOOP("Same text, different metadata."),
    QT_TR_NOOP("This is a different file."),
    QT_TR_NOOP(
        "This file has the text of “{0}”. Its digest is another one: your device keeps the one it made when it first "
        "opened the book. If you read this text there, link it."
    ),
    QT_TR_NOOP("No book in your library has it. Add it, or make an entry without a file."),
    QT_TR_NOOP("Same text, different metadata: your library has it as “{0}”. Link it."),
    QT_TR_NOOP("Your library has it as “{0}”. Link it."),
    QT_TR_NOOP(
        "Take the file from the device itself: a copy that calibre or another program has written anew has another "
        "digest."
    ),
    # What speaks for and against a suggestion.
    QT_TR_NOOP("%n book(s) have this very digest. Say which one you read."),
    QT_TR_NOOP("The title is the same."),
    QT_TR_NOOP("The title is alike."),
    QT_TR_NOOP("The title is a little alike."),
    QT_TR_NOOP("It is another volume."),
    QT_TR_NOOP("The author is the same."),
    QT_TR_NOOP("The author is alike."),
    QT_TR_NOOP("The author is a little alike."),
    QT_TR_NOOP("The author is another one."),
    QT_TR_NOOP("The file name holds title and author."),
    QT_TR_NOOP("The file name is like the title."),
    QT_TR_NOOP("Your device counts fixed pages, as in a PDF; this book has no such file."),
    QT_TR_NOOP("Your device shows flowing text; the files of this book have fixed pages."),
    QT_TR_NOOP("Its %n page(s) fit."),
    QT_TR_NOOP("Your device's file has {0} pages, this book has {1}."),
    QT_TR_NOOP("The pace fits: {0} pages an hour."),
    QT_TR_NOOP("For this book it would be {0} pages an hour, faster than anyone reads."),
)
