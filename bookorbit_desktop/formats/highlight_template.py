"""The person's own template for highlights in Markdown: a text with placeholders, checked before use.

A template has parts, each below its name in brackets: `[book]` and `[chapter]` come once before their
highlights, `[highlight]` for each highlight, `[note]` for one with a note and `[bookmark]` for a page
bookmark; without the last two, these are written as highlights. A line whose placeholders are all empty is
omitted, and so is such a part of a line between two `·`. A value of several lines starts each of them like
the first.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.highlights.annotations import KeptAnnotation
from bookorbit_desktop.domain.highlights.template import FIELDS, PARTS
from bookorbit_desktop.domain.usb.files import AnnotationKind
from bookorbit_desktop.formats.markup import storable

_DOTS = {
    "red": "🔴",
    "orange": "🟠",
    "yellow": "🟡",
    "green": "🟢",
    "olive": "🟢",
    "cyan": "🔵",
    "blue": "🔵",
    "purple": "🟣",
    "gray": "⚫",
}
"""The colours that KOReader has."""
_PART = re.compile(r"\[([a-z]+)\]\s*")
_HOLE = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|([{}])")
_EVERYWHERE = re.compile(r"[\\`*_\[\]<~|#$%]|==|&(?=[#a-zA-Z])")
_AT_START = re.compile(r"(?m)^(\s*)([>+=-]|\d+[.)])")
_BLANK_LINES = re.compile(r"\n{3,}")
_BETWEEN = " · "
_START = re.compile(r"[\s>]*(?:[-*+] )?")
_LIST_MARK = re.compile(r"[-*+]")


@dataclass(frozen=True, slots=True)
class MarkdownTemplate:
    """A checked template: its parts by name."""

    parts: Mapping[str, tuple[str, ...]]

    def render(self, found: Iterable[KeptAnnotation]) -> Iterator[str]:
        """The annotations as text, in pieces. They must be sorted by book."""
        source: tuple[int | None, int] | None = None
        chapter = ""
        for kept in found:
            values = _values(kept)
            if kept.source != source:
                source, chapter = kept.source, ""
                yield self._part("book", values)
            if kept.annotation.chapter != chapter:
                chapter = kept.annotation.chapter
                yield self._part("chapter", values)
            yield self._part(self._name_for(kept.annotation.kind), values)

    def _name_for(self, kind: AnnotationKind) -> str:
        return kind.value if kind.value in self.parts else "highlight"

    def _part(self, name: str, values: Mapping[str, str]) -> str:
        lines = [filled for line in self.parts.get(name, ()) if (filled := _filled(line, values)) is not None]
        text = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")
        return f"{text}\n\n" if text else ""


def read_template(text: str) -> MarkdownTemplate:
    """Parse a template. Raises InvalidInput, which names the line and the problem."""
    parts: dict[str, list[str]] = {}
    part = ""
    for number, line in enumerate(text.splitlines(), start=1):
        named = _PART.fullmatch(line)
        if named is not None and named[1] in PARTS:
            part = named[1]
            if part in parts:
                raise InvalidInput(
                    Message("Line {0}: duplicate section [{1}]. Combine the two.", str(number), part)
                )
            parts[part] = []
        elif named is not None:
            known = ", ".join(f"[{name}]" for name in PARTS)
            raise InvalidInput(
                Message(
                    "Line {0}: unknown section [{1}]. Available sections: {2}.", str(number), named[1], known
                )
            )
        elif part:
            _check(line, number, part)
            parts[part].append(line)
        elif line.strip():
            raise InvalidInput(
                Message("Line {0} is outside any section. Put [highlight] on a line above it.", str(number))
            )
    if not any(line.strip() for line in parts.get("highlight", ())):
        raise InvalidInput(
            Message("The template has no [highlight] section, so the file would contain no highlights.")
        )
    return MarkdownTemplate({name: tuple(lines) for name, lines in parts.items()})


def in_markdown(text: str) -> str:
    """A text that Markdown shows as it is, whatever it contains (CommonMark 2.4; Obsidian's `==`, `$`, `%%`)."""
    plain = _EVERYWHERE.sub(lambda found: f"\\{found[0]}", text)
    return _AT_START.sub(lambda found: found[1] + _escaped_start(found[2]), plain)


def dot(color: str) -> str:
    """Return a symbol for one of KOReader's colours; empty for none or an unknown one."""
    return _DOTS.get(color, "")


def _escaped_start(mark: str) -> str:
    return f"{mark[:-1]}\\{mark[-1]}"


def _check(line: str, number: int, part: str) -> None:
    for hole in _HOLE.finditer(line):
        name = hole[1]
        if hole[2]:
            raise InvalidInput(
                Message("Line {0}: unmatched brace. To get a brace in the text, write it twice.", str(number))
            )
        if name is None or name in PARTS[part]:
            continue
        known = ", ".join(PARTS[part])
        if name in FIELDS:
            raise InvalidInput(
                Message(
                    "Line {0}: [{1}] has no placeholder “{2}”. It has {3}.",
                    str(number),
                    part,
                    name,
                    known,
                )
            )
        near = difflib.get_close_matches(name, PARTS[part], 1)
        if near:
            raise InvalidInput(
                Message(
                    "Line {0}: unknown placeholder “{1}”. Did you mean “{2}”?", str(number), name, near[0]
                )
            )
        raise InvalidInput(
            Message("Line {0}: unknown placeholder “{1}”. [{2}] has {3}.", str(number), name, part, known)
        )


def _filled(line: str, values: Mapping[str, str]) -> str | None:
    """A line with its values; None if it has placeholders and all of them are empty."""
    if _is_left_out(line, values):
        return None
    start = _START.match(line)
    going_on = "" if start is None else _LIST_MARK.sub(" ", start[0])

    def value(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0][0]
        return values[found[1]].replace("\n", f"\n{going_on}")

    kept = [part for part in line.split(_BETWEEN) if not _is_left_out(part, values)]
    return _HOLE.sub(value, _BETWEEN.join(kept)).rstrip()


def _is_left_out(text: str, values: Mapping[str, str]) -> bool:
    names = _names_in(text)
    return bool(names) and not any(values[name] for name in names)


@lru_cache(maxsize=256)
def _names_in(text: str) -> tuple[str, ...]:
    """The placeholders in a line or part of one; cached, as every highlight uses the same."""
    return tuple(hole[1] for hole in _HOLE.finditer(text) if hole[1] is not None)


def _values(kept: KeptAnnotation) -> dict[str, str]:
    annotation = kept.annotation
    created = annotation.created
    page = annotation.page_label or ("" if annotation.page_number is None else str(annotation.page_number))
    texts = {
        "title": _one_line(kept.title),
        "authors": _one_line(", ".join(kept.authors)),
        "chapter": _one_line(annotation.chapter),
        "text": annotation.text,
        "note": annotation.note,
        "page": page,
        "kind": annotation.kind.value,
        "color": annotation.color,
        "style": annotation.drawer,
        "device": ", ".join(carrier.label for carrier in kept.carriers),
    }
    escaped = {name: in_markdown(_lines(text)) if text else "" for name, text in texts.items()}
    return escaped | {
        "dot": dot(annotation.color),
        "date": "" if created is None else f"{created:%Y-%m-%d}",
        "time": "" if created is None else f"{created:%H:%M}",
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> str:
    """The lines without trailing blanks, which mean something in Markdown, and without unprintable
    characters."""
    return "\n".join(line.strip() for line in storable(text).splitlines()).strip()
