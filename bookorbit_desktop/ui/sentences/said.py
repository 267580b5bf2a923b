"""The window's voice for texts that the services keep and send in English, for the log, the store and scripts."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from PySide6.QtCore import QLocale

from bookorbit_desktop.domain.messages import Message
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.sentences import (
    device_import,
    device_setup,
    devices,
    documents,
    errors,
    files,
    hardcover,
    highlights,
    inbox,
    lists,
    log,
    matching,
    metadata,
    organise,
    reading,
    relay,
    why,
)
from bookorbit_desktop.ui.sentences.template import Template, literal_length, template
from bookorbit_desktop.ui.sentences.values import value_words
from bookorbit_desktop.ui.translation import tr

KEPT = 8192
"""Texts whose translation is kept: more than a window shows, as one reason is shared by many books."""
_SENTENCE_END = re.compile(r"(?<=[.!?…]) ")
_COMMA = re.compile(r", ")
_NAMED = re.compile(r": ")


def said(text: str) -> str:
    """A text of the services in the person's language; what the catalogue does not know stays as it is.

    `text` is one sentence or several, a list of changes, or a single word such as the name of a status.
    """
    if isinstance(text, Message):
        return localize(text)
    return _said(text, QLocale().name()) if text else text


def said_list(texts: Sequence[str]) -> str:
    """Changes in words, one behind the other."""
    return ", ".join(said(text) for text in texts)


def forget() -> None:
    """Forget what was said: another catalogue is in use."""
    _said.cache_clear()


def all_texts() -> tuple[str, ...]:
    """The texts of every template, the one that says most first."""
    rooms = (
        device_setup,
        device_import,
        devices,
        documents,
        errors,
        files,
        hardcover,
        highlights,
        inbox,
        lists,
        log,
        matching,
        metadata,
        organise,
        reading,
        relay,
        why,
    )
    texts = {text for room in rooms for text in room.SENTENCES}
    return tuple(sorted(texts, key=lambda text: (-literal_length(text), text)))


@lru_cache(KEPT)
def _said(text: str, _language: str) -> str:
    return _say(text)


def _say(text: str) -> str:
    return _known(text) or _sentences(text) or _list(text) or _about(text) or text


def _known(text: str) -> str | None:
    """A text that is one template, or a value."""
    if (value := value_words(text)) is not None:
        return value
    sentences, filled = _templates()
    if text in sentences:
        return tr(text)
    for one in filled:
        arguments = one.arguments(text)
        if arguments is not None:
            return one.say(arguments, _say)
    return None


@cache
def _templates() -> tuple[frozenset[str], tuple[Template, ...]]:
    """The sentences that are always the same, and those with placeholders."""
    known = [template(text) for text in all_texts()]
    return frozenset(one.text for one in known if not one.holes), tuple(one for one in known if one.holes)


def _sentences(text: str) -> str | None:
    """Several sentences: the longest beginning that is known, or the first one as it is, and then the rest."""
    breaks = [found.start() for found in _SENTENCE_END.finditer(text)]
    for place in reversed(breaks):
        words = _known(text[:place])
        if words is not None:
            return f"{words} {_say(text[place + 1 :])}"
    return f"{text[: breaks[0]]} {_say(text[breaks[0] + 1 :])}" if breaks else None


def _list(text: str) -> str | None:
    """Changes or counts with commas between them, and perhaps a full stop; None unless all are known."""
    body = text.removesuffix(".")
    words = _items(body)
    return None if words is None else words + text[len(body) :]


def _items(text: str) -> str | None:
    words = _known(text)
    if words is not None:
        return words
    for found in reversed(list(_COMMA.finditer(text))):
        first, rest = _known(text[: found.start()]), None
        if first is not None:
            rest = _items(text[found.end() :])
        if first is not None and rest is not None:
            return f"{first}, {rest}"
    return None


def _about(text: str) -> str | None:
    """What is said about a title, such as "Orchard: You rated it on Hardcover; the entry stays."."""
    for found in _NAMED.finditer(text):
        words = _known(text[found.end() :])
        if words is not None:
            return tr("{0}: {1}").format(text[: found.start()], words)
    return None
