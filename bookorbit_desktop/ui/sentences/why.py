"""The links of “Why isn't this on Hardcover?” and their remedies."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    # The links.
    QT_TR_NOOP("Device"),
    QT_TR_NOOP("Status"),
    QT_TR_NOOP("Account"),
    QT_TR_NOOP("Match"),
    QT_TR_NOOP("Plan"),
    QT_TR_NOOP("Hardcover"),
    # The device.
    QT_TR_NOOP("No device has sent this book; its status was not set by KOReader."),
    QT_TR_NOOP("{0} sent it on {1}, as document {2}."),
    QT_TR_NOOP("{0} sent it at {1} on {2}, as document {3}."),
    # The status.
    QT_TR_NOOP("{0}, set by you."),
    QT_TR_NOOP("{0}, set by KOReader's progress."),
    QT_TR_NOOP(
        "Your device reads on in it: open the book to start a re-reading. Until then nothing is sent."
    ),
    QT_TR_NOOP("Your device went back to {0}, the book stays at {1}: open the book to change that."),
    QT_TR_NOOP("Give it a status other than Unread."),
    # The account.
    QT_TR_NOOP("There is no Hardcover token."),
    QT_TR_NOOP("Paste a token on the Hardcover page."),
    QT_TR_NOOP("Check the token on the Hardcover page."),
    QT_TR_NOOP("Sending to Hardcover is switched off."),
    QT_TR_NOOP("Switch it on, or press Sync now."),
    QT_TR_NOOP("Nothing is sent before your first sync."),
    QT_TR_NOOP("Press Sync now."),
    QT_TR_NOOP("Connected as @{0}."),
    # The match.
    QT_TR_NOOP("Include it."),
    QT_TR_NOOP("Nothing is sent until you confirm it."),
    QT_TR_NOOP("Confirm it, or pick another book."),
    QT_TR_NOOP("You have not confirmed it yet."),
    QT_TR_NOOP("It was not looked up yet."),
    QT_TR_NOOP("Pick the right book."),
    QT_TR_NOOP("“{0}” (record {1}), {2}."),
    QT_TR_NOOP("“{0}” (record {1}), {2}; you saved the ISBN {3}."),
    QT_TR_NOOP("“{0}” (record {1}), {2}, because Hardcover does not know {3}, which you saved."),
    QT_TR_NOOP("edition {0} of %n page(s)"),
    QT_TR_NOOP("edition {0} without a page count"),
    QT_TR_NOOP("without an edition of %n page(s)"),
    QT_TR_NOOP("without an edition without a page count"),
    QT_TR_NOOP("by the Hardcover id in its file"),
    QT_TR_NOOP("by its ISBN-13"),
    QT_TR_NOOP("by its ISBN-10"),
    QT_TR_NOOP("by its id on Goodreads or another platform"),
    QT_TR_NOOP("by title and author on your own shelf"),
    QT_TR_NOOP("not yet"),
    QT_TR_NOOP("by the Hardcover id that you saved"),
    # What is left to send, and what Hardcover answered.
    QT_TR_NOOP("To be sent: {0}."),
    QT_TR_NOOP("Choose an edition with pages, or enter the page count."),
    QT_TR_NOOP("Nothing is left to send."),
    QT_TR_NOOP("Next try {0}."),
    QT_TR_NOOP("Sync now tries again at once."),
    QT_TR_NOOP("Nothing was sent yet."),
    QT_TR_NOOP("On {0} Hardcover showed {1}."),
)
