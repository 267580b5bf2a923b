"""What was found on a KOReader device that is plugged in, and why something there could not be read."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    QT_TR_NOOP("There is no folder {0}. Is the device connected?"),
    QT_TR_NOOP(
        "There is no KOReader in {0}, and no book that it opened. "
        "Choose the folder that the device appears in, or its folder “koreader”."
    ),
    # Why a file could not be read.
    QT_TR_NOOP("This is not a regular file."),
    QT_TR_NOOP("The file is not there."),
    QT_TR_NOOP("The file could not be read: {0}."),
    QT_TR_NOOP("BookOrbit may not read this file. Check its permissions."),
    QT_TR_NOOP("This file is longer than {0} bytes."),
    QT_TR_NOOP("This file is empty."),
    QT_TR_NOOP("The copy before it was read instead. {0}"),
    QT_TR_NOOP("There are too many folders here; the rest was left out."),
    # What is wrong with a file of KOReader's, and where in it.
    QT_TR_NOOP("Line {0}, column {1}: {2}"),
    QT_TR_NOOP("There is no table here."),
    QT_TR_NOOP("Something follows after the end of the value."),
    QT_TR_NOOP("There are more than {0} values."),
    QT_TR_NOOP("There are more than {0} escapes."),
    QT_TR_NOOP("There are more than {0} annotations in this file, so it is damaged."),
    QT_TR_NOOP("Tables are nested more than {0} deep."),
    QT_TR_NOOP("Only tables, texts, numbers, true, false and nil are read."),
    QT_TR_NOOP("A sign of equality is missing."),
    QT_TR_NOOP("A value is missing."),
    QT_TR_NOOP("A comma or the end of the table is missing."),
    QT_TR_NOOP("This cannot be a key."),
    QT_TR_NOOP("The bracket of a key is not closed."),
    QT_TR_NOOP("A text is not closed."),
    QT_TR_NOOP("Long brackets are not closed."),
    QT_TR_NOOP("An escape is not known."),
    QT_TR_NOOP("An escape is no byte."),
    QT_TR_NOOP("An escape is no character."),
    QT_TR_NOOP("This is no number that is read."),
    # Statistics.
    QT_TR_NOOP("There is no table of books in it, so these are no statistics of KOReader's."),
    QT_TR_NOOP("These statistics are damaged beyond reading: {0}."),
    QT_TR_NOOP("This database is damaged; what could be read of it was saved: {0} page views."),
    QT_TR_NOOP("Left out because they name a time or page that cannot be: {0} page views."),
)
