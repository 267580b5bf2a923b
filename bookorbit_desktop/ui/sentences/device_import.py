"""What an import from a device would take over, and why something stays as it is."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    QT_TR_NOOP("You left this out before, or took it away here since; it stays so."),
    QT_TR_NOOP("Another file of this book was read later; that one counts."),
    QT_TR_NOOP("This file was read later than the one that told so far."),
    QT_TR_NOOP("What is no longer on the device is kept here, and says so."),
    QT_TR_NOOP("Nothing is known here yet."),
    QT_TR_NOOP("It is new here."),
    QT_TR_NOOP("This is known here already; it stays."),
    QT_TR_NOOP("There are several reads here; nothing tells which one is meant."),
    QT_TR_NOOP("There is no read here that this day belongs to."),
    QT_TR_NOOP("You set the status here; it stays."),
    QT_TR_NOOP("You want to read it, and the device has begun it already."),
    QT_TR_NOOP("It is finished here; that stays."),
    QT_TR_NOOP("You set no status here, and the device knows more."),
    QT_TR_NOOP("The device has said so since before this read began."),
    QT_TR_NOOP("The page views go from beginning to end, but it was not marked as finished there."),
    QT_TR_NOOP("The device stands at the end, but it was not marked as finished there."),
    QT_TR_NOOP("The page views go from beginning to end before this read."),
    QT_TR_NOOP("This rating came from the device, and is another one there now."),
    QT_TR_NOOP("The place that is known here stays."),
    QT_TR_NOOP("The device has gone on since the last import."),
    QT_TR_NOOP("The first day with page views."),
    QT_TR_NOOP("It was finished here before that day."),
    QT_TR_NOOP("The last day on which the page views reach the end."),
    QT_TR_NOOP("Approximate: the day on which status, rating or note were changed last on the device."),
    QT_TR_NOOP("It was begun here after that day."),
    QT_TR_NOOP("What the device sends for this file will count for this book."),
    QT_TR_NOOP("You took this digest away from the book; it stays away."),
    QT_TR_NOOP("Another book here has this digest; it stays there."),
    QT_TR_NOOP("Each counts once, whichever device it comes from."),
    QT_TR_NOOP("Its page views are gone from the device; the time is kept without days."),
    QT_TR_NOOP("It was changed on the device since the last import."),
    # Which book it is, and why it is asked.
    QT_TR_NOOP("It is a book of your library."),
    QT_TR_NOOP("You said that it is this book of your library."),
    QT_TR_NOOP("You left this book out before."),
    QT_TR_NOOP("It was only opened for a moment."),
    QT_TR_NOOP("It has no title, so it could not be known again."),
    QT_TR_NOOP("Several books here have its digest. Which one is it?"),
    QT_TR_NOOP("Its digest is that of “{0}” here. Is it that book?"),
    QT_TR_NOOP("Its digest is that of “{0}”, which you removed here. Is it that book?"),
    QT_TR_NOOP("Title and author are equal, but it is another file. Is it the same book?"),
    QT_TR_NOOP("The device has one digest for this and for “{0}”. Are they one book?"),
    QT_TR_NOOP("Another file on the device has the same title and author. Are they one book?"),
    QT_TR_NOOP("You removed this book here; it stays removed unless you tick it."),
    QT_TR_NOOP("You removed a book of this name here; it stays removed unless you tick it."),
    # What explains gaps.
    QT_TR_NOOP("Reading this device was stopped early: what is missing here may still be there."),
    QT_TR_NOOP("Its times are corrected, as you agreed: its clock is {0} behind."),
    QT_TR_NOOP("Its times are corrected, as you agreed: its clock is {0} ahead."),
    QT_TR_NOOP("{0} h {1} min"),
    QT_TR_NOOP("This device records no statistics: they are switched off in KOReader."),
    QT_TR_NOOP("This device records nothing of books that are finished."),
    QT_TR_NOOP("KOReader no longer knows the book of {0}; an import keeps that time."),
    QT_TR_NOOP(
        "This device records no page view under {0} seconds, and a longer one than {1} seconds as that long."
    ),
    QT_TR_NOOP("Some files could not be read in full; the scan lists them."),
    # In the log.
    QT_TR_NOOP("known by another digest"),
    QT_TR_NOOP("%n page view(s)"),
)
