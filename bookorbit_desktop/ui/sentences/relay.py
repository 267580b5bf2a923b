"""What the relay says about another kosync server, and what to do next."""

from PySide6.QtCore import QT_TR_NOOP

from bookorbit_desktop.ui.sentences.template import texts

SENTENCES = texts(
    QT_TR_NOOP("Enter address, user name and password of the other server first."),
    QT_TR_NOOP("The password of the other server is not in your password store. Enter it again."),
    QT_TR_NOOP("The password is kept until BookOrbit ends; enter it again after the next start."),
    QT_TR_NOOP("This is the address of BookOrbit itself. Enter that of another server."),
    QT_TR_NOOP("This is no address. It looks like https://sync.example.org."),
    QT_TR_NOOP("The address begins with https:// or http://, such as https://sync.example.org."),
    QT_TR_NOOP("The address holds no name, password or question mark. Enter name and password below."),
    QT_TR_NOOP("{0} answered with a place that cannot be used. Ask whoever runs it."),
    QT_TR_NOOP("What {0} answers is no progress sync. Check the address."),
    QT_TR_NOOP("{0} does not let this user sync progress. Look into its settings for KOReader."),
    QT_TR_NOOP(
        "Nobody vouches for the certificate of {0}, so nothing was sent. Give that server a certificate that "
        "this computer trusts."
    ),
    QT_TR_NOOP("No encrypted connection to {0} came about. Check the address and its port."),
    QT_TR_NOOP("Can't reach {0}. Your places are kept and sent when it answers again."),
    QT_TR_NOOP(
        "{0} leads to “{1}”, which is not followed: your password would go there, too. If that is right, enter "
        "it as the address."
    ),
    QT_TR_NOOP("{0} does not accept this name and password. Enter them again, or register there first."),
    QT_TR_NOOP("{0} asks for a pause. Your places are sent after it."),
    QT_TR_NOOP("{0} has a problem ({1}). Your places are kept and sent later."),
    QT_TR_NOOP("There is no progress sync at {0}. Check the address; some end in /kosync or /api/koreader."),
    QT_TR_NOOP("{0} did not take this document ({1}). It is tried again when you read on."),
    QT_TR_NOOP("Last read on {0}."),
)
