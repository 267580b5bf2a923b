"""Names and values that people use in custom Calibre columns."""

from collections.abc import Mapping
from typing import Final

from bookorbit_desktop.domain.reading.reading import ReadingStatus


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


OBVIOUS_LABELS: Final[Mapping[str, frozenset[str]]] = {
    "status": _split(
        "read isread haveread alreadyread finished readstatus readingstatus readingstate readstate status"
        " gelesen lesestatus lu statutdelecture leido leído lido letto stato gelezen leesstatus"
    ),
    "finished": _split(
        "dateread readdate datefinished finisheddate finishdate finished finishedon readon lastread"
        " gelesenam lesedatum datedelecture fechadelectura fechaleido datalettura datumgelezen"
    ),
}
"""By `ColumnUse`: unambiguous labels and names, without punctuation."""

_WORDS: Final[Mapping[ReadingStatus, str]] = {
    ReadingStatus.READ: "read|finished|done|completed|complete|yes|already read|gelesen|fertig|ja|lu|oui|terminé"
    "|leído|leido|lido|sí|letto|gelezen",
    ReadingStatus.READING: "reading|currently reading|now reading|in progress|started|am lesen|lese ich|lese"
    "|en cours|leyendo|lendo|in lettura|aan het lezen",
    ReadingStatus.REREADING: "rereading|re-reading|reading again",
    ReadingStatus.WANT_TO_READ: "to read|to be read|tbr|to-read|want to read|next|wishlist|will lesen"
    "|à lire|por leer|para ler|da leggere|te lezen",
    ReadingStatus.ON_HOLD: "on hold|paused|pause|on pause|hold|pausiert|en pause|en pausa|in pausa",
    ReadingStatus.ABANDONED: "abandoned|dnf|did not finish|didn't finish|dropped|gave up|abgebrochen|abandonné"
    "|abandonado|abbandonato",
    ReadingStatus.SKIMMED: "skimmed|überflogen",
}
STATUS_WORDS: Final[Mapping[str, ReadingStatus]] = {
    word: status for status, words in _WORDS.items() for word in words.split("|")
}
"""The meaning of a word in lower case."""

_UNREAD: Final = "unread|not read|no|new|ungelesen|nein|non lu|no leído|não lido|non letto|niet gelezen"
UNREAD_WORDS: Final = frozenset(_UNREAD.split("|"))
