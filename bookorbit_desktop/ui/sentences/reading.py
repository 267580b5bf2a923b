"""Statuses as sentences name them, and what cannot be noted about reading."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    QT_TR_NOOP("unread"),
    QT_TR_NOOP("want to read"),
    QT_TR_NOOP("reading"),
    QT_TR_NOOP("rereading"),
    QT_TR_NOOP("on hold"),
    QT_TR_NOOP("read"),
    QT_TR_NOOP("skimmed"),
    QT_TR_NOOP("abandoned"),
    QT_TR_NOOP("Unread"),
    QT_TR_NOOP("Want to read"),
    QT_TR_NOOP("Reading"),
    QT_TR_NOOP("Rereading"),
    QT_TR_NOOP("On hold"),
    QT_TR_NOOP("Skimmed"),
    QT_TR_NOOP("Abandoned"),
    QT_TR_NOOP("This book is being read already. Mark it Read first."),
    QT_TR_NOOP("A rating is a number from 0.5 to 5 in halves, such as 3.5."),
    QT_TR_NOOP("Dates belong to a read: set the status to reading or read first."),
    QT_TR_NOOP("A finish date needs the status read or skimmed."),
    QT_TR_NOOP("A date cannot lie in the future."),
    QT_TR_NOOP("The finish date cannot lie before the start date."),
    QT_TR_NOOP("A book counts as finished at 95, 98, 99 or 100 %."),
    QT_TR_NOOP("Steps back are asked about, accepted or ignored."),
    QT_TR_NOOP("There is no progress to reset: no device has sent a place."),
    QT_TR_NOOP("A device has sent a newer place in the meantime. That one stays."),
    QT_TR_NOOP("Book {0} has no push {1}. “history {2}” shows them."),
    QT_TR_NOOP("Quiet hours begin and end between 00:00 and 23:59."),
)
