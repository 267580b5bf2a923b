"""What a scan found, why a file is not read as a book, and what became of files."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    QT_TR_NOOP("%n book file(s): {0}."),
    QT_TR_NOOP("%n added"),
    QT_TR_NOOP("%n changed"),
    QT_TR_NOOP("%n moved"),
    QT_TR_NOOP("%n missing"),
    QT_TR_NOOP("nothing new"),
    QT_TR_NOOP("Scan cancelled; the next one goes on where it ended."),
    QT_TR_NOOP("Cancelled; the rest waits for the next look through your folders, or the next start."),
    QT_TR_NOOP("{0} of {1} files were read."),
    QT_TR_NOOP("A chapter"),
    QT_TR_NOOP("A chapter of this EPUB is larger than 8 MB."),
    QT_TR_NOOP("The text of this EPUB is larger than 100 MB."),
    QT_TR_NOOP("This EPUB names no text to read."),
    QT_TR_NOOP("This file is not a readable {0}."),
    QT_TR_NOOP("This {0} holds more than {1} entries."),
    QT_TR_NOOP("This {0} is compressed in a way that book readers do not know."),
    QT_TR_NOOP("This {0} is damaged."),
    QT_TR_NOOP("comic"),
    QT_TR_NOOP("CBR comic"),
    QT_TR_NOOP("FB2 archive"),
    QT_TR_NOOP("FB2 book"),
    QT_TR_NOOP("MOBI or AZW book"),
    QT_TR_NOOP("EPUB"),
    QT_TR_NOOP("PDF"),
    QT_TR_NOOP("The ComicInfo.xml of this comic is larger than 8 MB."),
    QT_TR_NOOP("To read this comic, install “unrar” (or unar, 7-Zip or bsdtar) and scan again."),
    QT_TR_NOOP("This comic holds no pictures."),
    QT_TR_NOOP("This file is protected by a password."),
    QT_TR_NOOP("This book is locked with {0}, so KOReader cannot open it. A copy without DRM works."),
    QT_TR_NOOP("This file is empty. Perhaps it was not copied to its end."),
    QT_TR_NOOP(
        "This file is {0}, though its name ends in .{1}. If it is a book, give it the right ending and scan again."
    ),
    QT_TR_NOOP("Adobe DRM"),
    QT_TR_NOOP("Apple DRM"),
    QT_TR_NOOP("Kindle DRM"),
    QT_TR_NOOP("DRM"),
    QT_TR_NOOP("Readium LCP"),
    QT_TR_NOOP("The list of encrypted parts"),
    QT_TR_NOOP("The list of encrypted parts is too large."),
    QT_TR_NOOP("a PDF"),
    QT_TR_NOOP("a Kindle book"),
    QT_TR_NOOP("an FB2 book"),
    QT_TR_NOOP("a ZIP archive"),
    QT_TR_NOOP("a RAR archive"),
    QT_TR_NOOP("a 7-Zip archive"),
    QT_TR_NOOP("a picture"),
    QT_TR_NOOP("an Office document"),
    QT_TR_NOOP("a program"),
    QT_TR_NOOP("a web page"),
    QT_TR_NOOP("The cover is larger than 32 MB, so the book is shown without it."),
    QT_TR_NOOP("The cover has more than 100 megapixels, so the book is shown without it."),
    QT_TR_NOOP("The package document of this EPUB is larger than 8 MB."),
    QT_TR_NOOP("The cover page of this EPUB is larger than 8 MB."),
    QT_TR_NOOP("This file is not a readable EPUB: it has no package document."),
    QT_TR_NOOP("This archive holds no FB2 book."),
    QT_TR_NOOP("{0} of this book cannot be read."),
    QT_TR_NOOP("The ComicInfo.xml"),
    QT_TR_NOOP("The container"),
    QT_TR_NOOP("The cover page"),
    QT_TR_NOOP("The package document"),
    QT_TR_NOOP("The XMP packet"),
    QT_TR_NOOP("This is not a regular file, so it cannot be a book."),
    QT_TR_NOOP("The file could not be read: {0}."),
    QT_TR_NOOP("The file is no longer there."),
    QT_TR_NOOP("BookOrbit may not read this file. Check its permissions."),
    QT_TR_NOOP(
        "The part of BookOrbit that reads books does not start. Restart BookOrbit; if that does not help, "
        "install it again."
    ),
    QT_TR_NOOP("Reading this file took longer than %n second(s)."),
    QT_TR_NOOP("Reading this file needed too much memory."),
    QT_TR_NOOP("Reading this file crashed the reader."),
    QT_TR_NOOP("Reading was stopped."),
    QT_TR_NOOP("“{0}” is still in the Trash. Restore it there; its progress is kept."),
    QT_TR_NOOP("There is no folder {0}. Check the path and try again."),
    QT_TR_NOOP("{0} could not be written: {1}. Choose another file."),
    QT_TR_NOOP("The file could not be written there ({0}). Choose another folder."),
    QT_TR_NOOP("Name the book that stays, and at least one other book."),
    QT_TR_NOOP("This file does not belong to the book. “export” lists the files of each book."),
    QT_TR_NOOP("A book keeps at least one of its files."),
    QT_TR_NOOP(
        "The book has another copy of this very file, and devices cannot tell the two apart. "
        "Split both off together, or remove one."
    ),
    QT_TR_NOOP(
        "“{0}” lies in a Calibre library, so it was kept. Remove it in Calibre, or remove it here and keep the file."
    ),
    QT_TR_NOOP("This is a Calibre library; its own names, series and identifiers are used."),
    QT_TR_NOOP(
        "Calibre's list of books, metadata.db, is damaged, so what the files say is used. In Calibre, choose Library "
        "maintenance, Restore database; BookOrbit then reads it by itself."
    ),
    QT_TR_NOOP(
        "Calibre's list of books, metadata.db, has no end that could be reached, so it is damaged and what the files "
        "say is used. In Calibre, choose Library maintenance, Restore database; BookOrbit then reads it by itself."
    ),
    QT_TR_NOOP(
        "A newer Calibre than BookOrbit knows wrote this library, so what the files say is used. Look for a newer "
        "BookOrbit."
    ),
    QT_TR_NOOP(
        "Calibre's list of books, metadata.db, is not there any more, so what the files say is used. Is this still "
        "your Calibre library? If not, remove the folder."
    ),
    QT_TR_NOOP("Calibre's list of books, metadata.db, cannot be read, so what the files say is used. {0}"),
    QT_TR_NOOP(
        "{0} is no Calibre library that is known here. Add the folder, and look which of your folders are one."
    ),
    QT_TR_NOOP("This Calibre library has no column #{0} that can be used for this. Choose another one."),
)
