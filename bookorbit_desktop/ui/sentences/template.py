"""One sentence of the services: known again with its placeholders filled, and said in the person's language."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bookorbit_desktop.ui.translation import tr

_HOLE = re.compile(r"\{\d\}|%n|\(s\)")
_AT_NAME = re.compile(r"@\{\d\}")
"""An account: it stays as it is written where the sentence runs from right to left."""
_PATTERNS = {"%n": r"(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})", "(s)": "s?"}
_ANYTHING = "(.+?)"
_ANOTHER_CHANGE = re.compile(r", [a-z ]+: .* → ")
"""Several changes one behind the other, such as "rating: 4 → 5, finished: none → 2026-02-03", are no single one."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text of the catalogue with {0}, {1} and at most one %n, whose noun has its plural as "(s)"."""

    text: str
    holes: tuple[str, ...]
    """The placeholders in the order in which they stand, such as ("%n", "{0}")."""
    names: frozenset[str]
    """Placeholders that hold a name or a title, between quotation marks or behind an @: never translated."""
    pattern: re.Pattern[str]
    begins: str
    ends: str
    """The literal text around the placeholders; a text without it is not this sentence."""

    def arguments(self, text: str) -> tuple[str, ...] | None:
        """What stands in the placeholders of `text`, in their order; None when it is another sentence."""
        if not (text.startswith(self.begins) and text.endswith(self.ends)):
            return None
        found = self.pattern.fullmatch(text)
        if found is None or (" → " in self.text and any(map(_ANOTHER_CHANGE.search, found.groups()))):
            return None
        return found.groups()

    def say(self, arguments: tuple[str, ...], said: Callable[[str], str]) -> str:
        """The sentence in the person's language; `said` says the arguments that are words of ours."""
        filled = dict(zip(self.holes, arguments, strict=True))
        count = filled.pop("%n", None)
        text = tr(self.text) if count is None else tr(self.text, int(count.replace(",", "")))
        text = _AT_NAME.sub("\u2066\\g<0>\u2069", text)
        words = {hole: value if hole in self.names else said(value) for hole, value in filled.items()}
        return text.format(*(words[hole] for hole in sorted(words)))


def template(text: str) -> Template:
    """A template from a text of the catalogue."""
    marks = list(_HOLE.finditer(text))
    begins, ends = (text[: marks[0].start()], text[marks[-1].end() :]) if marks else (text, text)
    return Template(
        text=text,
        holes=tuple(mark[0] for mark in marks if mark[0] != "(s)"),
        names=frozenset(mark[0] for mark in marks if text[: mark.start()].endswith(("“", "@"))),
        pattern=re.compile(_pattern(text), re.DOTALL),
        begins=begins,
        ends=ends,
    )


def literal_length(text: str) -> int:
    """How much of a template is not a placeholder: of two that fit, the one that says more is meant."""
    return len(_HOLE.sub("", text))


def texts(*noted: object) -> tuple[str, ...]:
    """Texts that lupdate finds by their mark; PySide gives them the type object."""
    return tuple(str(text) for text in noted)


def _pattern(text: str) -> str:
    end, parts = 0, []
    for mark in _HOLE.finditer(text):
        parts += [re.escape(text[end : mark.start()]), _PATTERNS.get(mark[0], _ANYTHING)]
        end = mark.end()
    return "".join((*parts, re.escape(text[end:])))
