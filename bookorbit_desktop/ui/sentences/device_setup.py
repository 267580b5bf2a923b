"""What is set up on a KOReader device that is plugged in, why, and why it could not be."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    # What is set up, from what to what, and why.
    QT_TR_NOOP("Server address"),
    QT_TR_NOOP("User name"),
    QT_TR_NOOP("Login key"),
    QT_TR_NOOP("Document matching"),
    QT_TR_NOOP("Send title and author"),
    QT_TR_NOOP("Catalogue (OPDS)"),
    QT_TR_NOOP("Login of the catalogue"),
    QT_TR_NOOP("another key"),
    QT_TR_NOOP("made of your passphrase"),
    QT_TR_NOOP("by file name"),
    QT_TR_NOOP("by content (binary)"),
    QT_TR_NOOP("off"),
    QT_TR_NOOP("on"),
    QT_TR_NOOP("another login"),
    QT_TR_NOOP("your name and passphrase"),
    QT_TR_NOOP("The device sends its progress to this computer."),
    QT_TR_NOOP("The device logs in with your name."),
    QT_TR_NOOP(
        "KOReader makes it of your passphrase and keeps it readable on the device, "
        "as it does when you log in there yourself."
    ),
    QT_TR_NOOP("A book is known by its content, so that it is found under any file name."),
    QT_TR_NOOP("A book that is not in your library then comes with its title."),
    QT_TR_NOOP("You can browse your library on the device and download from it."),
    QT_TR_NOOP(
        "KOReader keeps name and passphrase of a catalogue readable on the device, as for every catalogue."
    ),
    # What is left to do on the device, with KOReader's own menu labels.
    QT_TR_NOOP("Eject the device here, unplug it, and start KOReader."),
    QT_TR_NOOP("Open a book, then Tools ▸ Progress sync: tick “Automatically keep documents in sync”."),
    QT_TR_NOOP(
        "Network ▸ Action when Wi-Fi is off: choose “turn on”. "
        "With anything else KOReader switches automatic sync off again."
    ),
    QT_TR_NOOP("Your library: the magnifying glass ▸ OPDS catalog ▸ BookOrbit."),
    # Why KOReader may be running.
    QT_TR_NOOP("KOReader is running on this computer. Close it, then try again."),
    QT_TR_NOOP(
        "BookOrbit cannot see whether KOReader is running on this device. "
        "Close it there, then say that it is closed."
    ),
    QT_TR_NOOP(
        "KOReader has not finished writing its statistics, so it may be running. "
        "Close it on the device, then say that it is closed."
    ),
    # Why nothing could be planned.
    QT_TR_NOOP(
        "There is no KOReader in {0}. Choose the folder that the device appears in, or its folder “koreader”."
    ),
    QT_TR_NOOP(
        "This KOReader does not say which version it is. Start it once on the device, close it, "
        "and plug the device in again."
    ),
    QT_TR_NOOP(
        "{0} is missing on the device, and KOReader has only its copy before. "
        "Start KOReader once, close it, and try again."
    ),
    QT_TR_NOOP(
        "{0} on the device cannot be read, so it is left alone. {1} "
        "Start KOReader once: it mends the file or begins a new one."
    ),
    QT_TR_NOOP("{0} is a link to another file, so it is left alone. Set this KOReader up by hand."),
    QT_TR_NOOP("An address begins with http:// and has a port, such as http://192.168.1.20:7200."),
    QT_TR_NOOP(
        "This computer is on no network where a device could find it. Connect it to your Wi-Fi, "
        "or name the address that devices shall use."
    ),
    QT_TR_NOOP(
        "{0} is the device itself when the device asks for it. "
        "Give it an address of this computer in your network, such as http://192.168.1.20:7200."
    ),
    QT_TR_NOOP("This is not your passphrase. BookOrbit ▸ KOReader shows it, or sets a new one."),
    QT_TR_NOOP(
        "The password store does not say your passphrase, and the device needs it. Enter it here once."
    ),
    QT_TR_NOOP("The server is stopped. Start it before the device syncs."),
    # What came of writing, and of taking it back.
    QT_TR_NOOP(
        "A file on the device changed meanwhile, so nothing was written. "
        "Close KOReader there and look at the changes again."
    ),
    QT_TR_NOOP("Another device is in that folder now. Look at the changes again."),
    QT_TR_NOOP("Nothing on the device was changed. {0}"),
    QT_TR_NOOP(
        "Only a part was written to the device. {0} "
        "Plug it in again, then take the set-up back or write it once more."
    ),
    QT_TR_NOOP("The device did not keep what was written to it. Check its storage."),
    QT_TR_NOOP("BookOrbit has written nothing to this device that could be taken back."),
    QT_TR_NOOP(
        "KOReader has written {0} since. Putting the earlier file back would lose that; "
        "BookOrbit's own settings alone can be taken back."
    ),
    QT_TR_NOOP(
        "The earlier {0} is no longer on the device, so it cannot be put back. "
        "Change these settings in KOReader itself."
    ),
    QT_TR_NOOP("Not everything could be put back. {0} Plug the device in again and try once more."),
)
