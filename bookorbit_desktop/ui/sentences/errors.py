"""What went wrong with the account, the server, the system or the database, and what to do next."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    # The account on Hardcover.
    QT_TR_NOOP("There is no Hardcover token yet. Create one on Hardcover and paste it in BookOrbit."),
    QT_TR_NOOP("Paste a Hardcover token. You can make one at {0}."),
    QT_TR_NOOP("Hardcover rejected your token. It may have expired or been revoked. Get a new one."),
    QT_TR_NOOP("Your token is missing a permission: {0}. Create a new token with it ticked."),
    QT_TR_NOOP("Hardcover refused the request ({0}). Please report this as a bug of BookOrbit."),
    QT_TR_NOOP(
        "The address of Hardcover leads to another one, which is not followed. Check BOOKORBIT_HARDCOVER_URL."
    ),
    QT_TR_NOOP(
        "Your token belongs to another Hardcover account now, @{0}. Nothing is sent there by itself before you "
        "press Sync now and have seen what would be sent."
    ),
    QT_TR_NOOP("Hardcover sent only a part of your shelf. Nothing was changed; try again in a while."),
    QT_TR_NOOP(
        "“Leave as on Hardcover” is chosen, so there is nothing to apply. Choose who sees your books first."
    ),
    QT_TR_NOOP("There is nothing to undo: no sync has written anything that is not undone yet."),
    QT_TR_NOOP("Run {0} was undone already. “log” shows the numbers of the others."),
    QT_TR_NOOP("No run {0} has written to Hardcover. “log” shows the numbers of those that have."),
    # The database and its disk.
    QT_TR_NOOP(
        "The disk with your library is full, so nothing can be stored. "
        "Free some space: BookOrbit goes on by itself then."
    ),
    QT_TR_NOOP(
        "Another program holds the database of your library, so nothing can be stored. "
        "Close it: BookOrbit goes on by itself then."
    ),
    QT_TR_NOOP(
        "BookOrbit may not write to the folder of your library, so nothing can be stored. "
        "Allow it in the folder's properties: BookOrbit goes on by itself then."
    ),
    QT_TR_NOOP(
        "The disk with your library fails to read or write, so nothing can be stored. "
        "Check that it is connected and sound: BookOrbit goes on by itself then."
    ),
    QT_TR_NOOP(
        "The database of your library is damaged, so nothing can be stored. "
        "Put a copy of it back, or start BookOrbit with --set-aside to begin a new library."
    ),
    QT_TR_NOOP(
        "The database of your library was deleted or replaced while BookOrbit runs, so nothing can be stored. "
        "Put it back, or quit BookOrbit and start it again."
    ),
    QT_TR_NOOP("Storing takes too long at the moment. Try again in a minute."),
    # A start that cannot work.
    QT_TR_NOOP("Another program holds {0}. Close that program and start again."),
    QT_TR_NOOP(
        "BookOrbit may not read {0}. "
        "Allow it in the file’s properties, or choose another folder with --data-dir."
    ),
    QT_TR_NOOP(
        "The disk with {0} is full. "
        "Free some space and start again, or choose another folder with --data-dir."
    ),
    QT_TR_NOOP("The disk with {0} fails to read or write. Check that it is connected and sound."),
    QT_TR_NOOP("{0} is not a folder. Move it away, or choose another folder with --data-dir."),
    QT_TR_NOOP(
        "BookOrbit may not write to {0}. "
        "Allow it in the folder’s properties, or choose another folder with --data-dir."
    ),
    QT_TR_NOOP("BookOrbit runs on {0}, so its library stays. Quit it and try again."),
    QT_TR_NOOP("BookOrbit runs already on {0}. Close it, or use another --data-dir."),
    QT_TR_NOOP("Another BookOrbit uses {0} and does not answer. Close it and try again."),
    QT_TR_NOOP(
        "Your home folder is not known, so BookOrbit does not know where your library is. "
        "Set HOME, or name a folder with --data-dir."
    ),
    QT_TR_NOOP("Your system's password store does not answer. Unlock it or log in again, and try again."),
    # The server and its account.
    QT_TR_NOOP(
        "This computer no longer has the address {0}, so devices cannot reach it. "
        "Choose another one in Settings, KOReader."
    ),
    QT_TR_NOOP("Port {0} is used by another program. Using {1} — update the address on your device."),
    QT_TR_NOOP("Using port {0} until {1} is free."),
    QT_TR_NOOP(
        "Your address changed from {0} to {1}. Devices use the old one. "
        "Tip: reserve the address in your router."
    ),
    QT_TR_NOOP("Port {0} is used by another program. Stop it, or choose another port."),
    QT_TR_NOOP("The ports {0} to {1} are used by other programs. Choose another port."),
    QT_TR_NOOP("This computer cannot listen on {0}. Use {1}, or one of its own addresses."),
    QT_TR_NOOP("Your system does not let BookOrbit use port {0}. Choose one above 1023."),
    QT_TR_NOOP("A port is a number up to {0}. KOReader usually uses 7200."),
    QT_TR_NOOP("A port is a number from 1 to {0}, such as 7200."),
    QT_TR_NOOP("Another program answers here. Use the port that BookOrbit shows."),
    QT_TR_NOOP("Nothing answers here. Stop and start the server, or use another address."),
    QT_TR_NOOP("Wrong username or password. Check BookOrbit ▸ KOReader."),
    QT_TR_NOOP("A name looks like books.example.org, without http:// and without a port."),
    QT_TR_NOOP("The login was changed meanwhile. Look at the changes again."),
    QT_TR_NOOP("Too many devices log in at once. Try again in a moment."),
    QT_TR_NOOP("A device tried https://. Change the server address on it to begin with http://."),
    QT_TR_NOOP("BookOrbit does not know the name “{0}”. Use the address that BookOrbit shows."),
    QT_TR_NOOP("This request is for no computer that has a name. Use the address that BookOrbit shows."),
    QT_TR_NOOP("If it is this computer's name, allow it: bookorbit-desktop server --add-name {0}"),
    QT_TR_NOOP("BookOrbit does not accept progress now. Switch it on in BookOrbit ▸ KOReader."),
    QT_TR_NOOP(
        "Accounts are made on your computer. Tap Login and use the name and passphrase shown in BookOrbit."
    ),
    QT_TR_NOOP(
        "Pairing works only at home. Put this device on the same Wi-Fi as your computer, then tap Register again."
    ),
    QT_TR_NOOP("Username is already registered. Choose another name, or tap Login with its password."),
    QT_TR_NOOP("Another device is being paired. Wait a moment, then tap Register again."),
    QT_TR_NOOP("This device was not allowed on your computer."),
    QT_TR_NOOP("Allow it on your computer, then tap Register again."),
    QT_TR_NOOP("This device does not wait any more. Open pairing again, then tap Register on it once more."),
    QT_TR_NOOP("No device can come while the server is stopped. Start it, then pair."),
    QT_TR_NOOP("No paired device has the name “{0}”. “credentials” lists them."),
    QT_TR_NOOP("A paired device has the name “{0}”. Revoke it first, or choose another name."),
    QT_TR_NOOP("A user name needs at least one letter and cannot contain a colon."),
    QT_TR_NOOP("A passphrase needs at least one letter and fits on one line."),
    QT_TR_NOOP("Your password store has an older passphrase that no longer works; set a new one to see it."),
    QT_TR_NOOP("The passphrase is not in your password store; set a new one to see it."),
    QT_TR_NOOP("The passphrase cannot be shown; set a new one to see it."),
    QT_TR_NOOP("Note the passphrase now: it cannot be shown again."),
    # The system.
    QT_TR_NOOP("Your system's password store is locked. Unlock it and try again."),
    QT_TR_NOOP("Your system's password store isn't available, and BookOrbit won't save secrets in a file."),
    QT_TR_NOOP("The file {0} could not be changed ({1}). Check that you may write there, and try again."),
    QT_TR_NOOP("Windows did not let BookOrbit change its list of programs that start at login ({0})."),
    QT_TR_NOOP("The folder {0} belongs to somebody else. Remove it and start again."),
    QT_TR_NOOP(
        "This library was written by a newer BookOrbit Desktop. Install that version, or use another folder."
    ),
    QT_TR_NOOP("Something went wrong. The log file has the details."),
    QT_TR_NOOP("There is no book {0}. “list” shows the books and their numbers."),
    QT_TR_NOOP("There is no device {0}. “devices” lists them."),
    QT_TR_NOOP("A device's name has up to {0} letters. Choose a shorter one."),
    QT_TR_NOOP("No two devices are known to report this id."),
)
