"""Why a value cannot be kept in a field of a book, and what to write instead."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    QT_TR_NOOP(
        "This picture cannot be shown. Choose a JPEG, PNG, WebP or GIF of at most 32 MB and 100 megapixels."
    ),
    QT_TR_NOOP("{0} could not be read: {1}. Choose another picture."),
    QT_TR_NOOP("A book needs a title. Write one, or take the one in the file."),
    QT_TR_NOOP("This is too long: {0} characters, and {1} fit. Shorten it."),
    QT_TR_NOOP("This field holds text. Write it in words."),
    QT_TR_NOOP("This field holds a list. Separate its entries with a semicolon."),
    QT_TR_NOOP("These are {0} entries, and {1} fit. Remove some."),
    QT_TR_NOOP("A place in a series is a number from 0 to 100,000, such as 2 or 1.5."),
    QT_TR_NOOP("“{0}” is no language known here. Write its code, such as en or pt-BR."),
    QT_TR_NOOP("Write a year, or a date as YYYY-MM or YYYY-MM-DD, such as 1813 or 2020-09-15."),
    QT_TR_NOOP(
        "“{0}” is no ISBN: it has 10 or 13 digits, and the last one checks the others. Compare it with the book."
    ),
)
