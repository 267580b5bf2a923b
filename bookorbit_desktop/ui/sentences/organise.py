"""Why files stay where and as they are, and what is wrong with a template."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    QT_TR_NOOP("This template is too long: at most {0} characters fit."),
    QT_TR_NOOP("A template has at most %n folder(s). Remove some slashes."),
    QT_TR_NOOP("A template needs {0}: without it many books would have the same name."),
    QT_TR_NOOP("Write / between folders, on every system."),
    QT_TR_NOOP("A field stands between braces, such as {0}."),
    QT_TR_NOOP("A slash cannot stand in square brackets. Close them before it."),
    QT_TR_NOOP("A folder without a name: there is a slash too many, or nothing behind the last one."),
    QT_TR_NOOP("Each square bracket needs its other half in the same folder or name."),
    QT_TR_NOOP("There is no field {0}. These are known: {1}."),
    QT_TR_NOOP("The disk is full. Make room and try again."),
    QT_TR_NOOP("Your share of the disk is used up. Make room and try again."),
    QT_TR_NOOP("The file is too large for this disk."),
    QT_TR_NOOP("This drive is read-only."),
    QT_TR_NOOP("BookOrbit may not change this file or its folder. Check their permissions."),
    QT_TR_NOOP("Another file lies there meanwhile. Look at the preview again."),
    QT_TR_NOOP("A file lies where the folder should be."),
    QT_TR_NOOP("Another program has the file open. Close it there and try again."),
    QT_TR_NOOP("The path is too long for this drive. Shorten the template."),
    QT_TR_NOOP("The system refused: {0}."),
    QT_TR_NOOP("The copy differs from the file: the drive did not keep what was written to it."),
    QT_TR_NOOP("The file changed while it was copied. Try again."),
    QT_TR_NOOP("Cancelled before its turn."),
    QT_TR_NOOP("The file itself stayed, and so did this."),
    QT_TR_NOOP("BookOrbit works on files already. Wait until that has ended, or cancel it."),
    QT_TR_NOOP("There is nothing to take back."),
    QT_TR_NOOP(
        "Organising files is switched off. Switch it on under Settings, Library, or with “organise --on”."
    ),
    QT_TR_NOOP("The file is missing. Look through its folder again."),
    QT_TR_NOOP("It could not be read, so its title is only a guess."),
    QT_TR_NOOP("It was added by itself, without a folder. Choose a folder of the library to organise into."),
    QT_TR_NOOP("This is a link to a file that lies elsewhere."),
    QT_TR_NOOP("It lies in a Calibre library. Only Calibre moves and changes files there."),
    QT_TR_NOOP("This folder is a Calibre library. Only Calibre puts files there; choose another one."),
    QT_TR_NOOP("The path would be too long. Shorten the template."),
    QT_TR_NOOP("Files are organised into a folder of the library. Add that folder first."),
    QT_TR_NOOP("The folder {0} cannot be listed. Check its permissions."),
    QT_TR_NOOP("The copy was changed since, so it stays."),
    QT_TR_NOOP(
        "Writing metadata into files is switched off. Switch it on under Settings, Library, or with "
        "“write-metadata --on”."
    ),
    QT_TR_NOOP("Metadata is written into EPUBs alone."),
    QT_TR_NOOP("It was changed since by another program, so it stays. Its backup is kept."),
    QT_TR_NOOP("Its backup is no longer there, so it stays as it is."),
    QT_TR_NOOP("The file changed meanwhile. Try again."),
    QT_TR_NOOP(
        "It is signed by its publisher, and any change would break the signature. It is left as it is."
    ),
    QT_TR_NOOP("The cover in it is neither JPEG nor PNG, so that stays."),
    QT_TR_NOOP("It is locked, so its cover stays."),
    QT_TR_NOOP("It does not keep what is written into it, so it is left as it is."),
    QT_TR_NOOP("The changed copy differs in more than its metadata, so the file is left as it is."),
    QT_TR_NOOP(
        "Its package document has mistakes, and mending them could lose something. It is left as it is."
    ),
    QT_TR_NOOP("It is an older kind of book than EPUB 2, so it is left as it is."),
    QT_TR_NOOP("A value holds characters that no EPUB can hold. Edit it and try again."),
    QT_TR_NOOP("This EPUB is packed in an unusual way, so it is left as it is."),
    QT_TR_NOOP("It lies there already, by another way to the same folder."),
)
