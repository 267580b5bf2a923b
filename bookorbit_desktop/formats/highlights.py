"""Highlights as CSV, JSON and HTML. Pure functions that return text."""

import csv
import html
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from bookorbit_desktop.domain.base.shown_text import guarded
from bookorbit_desktop.domain.highlights.annotations import KeptAnnotation
from bookorbit_desktop.domain.usb.files import AnnotationKind, PagePoint, Position
from bookorbit_desktop.formats.markup import storable

CSV_HEADER = (
    *("Title", "Authors", "Chapter", "Kind", "Text", "Note", "Colour", "Style", "Page", "Created", "Changed"),
    *("Devices", "No longer on", "Position", "Digest", "Book"),
)
_HTML_START = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Highlights</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin: 3rem 0 0; } h2 { margin: 2rem 0 0; font-size: 1.1rem; }
p.authors, footer { opacity: .7; margin: 0; font-size: .9rem; }
blockquote, article > p { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
article { margin: 1.25rem 0; }
blockquote { border-inline-start: .25rem solid var(--mark, GrayText); padding-inline-start: .75rem; }
.red { --mark: #d33; } .orange { --mark: #e80; } .yellow { --mark: #db0; } .green { --mark: #2a5; }
.olive { --mark: #880; } .cyan { --mark: #0aa; } .blue { --mark: #36c; } .purple { --mark: #93c; }
.strikeout { text-decoration: line-through; }
</style>
</head>
<body>
"""
_HTML_END = "</body>\n</html>\n"


def as_csv(found: Iterable[KeptAnnotation]) -> Iterator[str]:
    """CSV (RFC 4180) with a header; no cell is a formula."""
    yield _csv_line(CSV_HEADER)
    for kept in found:
        yield _csv_line([guarded(cell) for cell in _cells(kept)])


def as_json(found: Iterable[KeptAnnotation]) -> Iterator[str]:
    """A JSON list with an object for each highlight."""
    start = "[\n"
    for kept in found:
        yield start + json.dumps(annotation_document(kept), ensure_ascii=False)
        start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"


def as_html(found: Iterable[KeptAnnotation]) -> Iterator[str]:
    """A self-contained HTML page; each text runs in its own direction."""
    yield _HTML_START
    source: tuple[int | None, int] | None = None
    chapter = ""
    for kept in found:
        if kept.source != source:
            source, chapter = kept.source, ""
            yield _element("h1", kept.title) + _element("p", ", ".join(kept.authors), "authors")
        if kept.annotation.chapter != chapter:
            chapter = kept.annotation.chapter
            yield _element("h2", chapter)
        yield _article(kept)
    yield _HTML_END


def annotation_document(kept: KeptAnnotation) -> dict[str, Any]:
    """All fields of an annotation as plain values. Times are the device's, without a time zone."""
    annotation = kept.annotation
    return {
        "id": kept.id,
        "title": kept.title,
        "authors": list(kept.authors),
        "book_id": kept.book_id,
        "digest": kept.digest or None,
        "kind": annotation.kind.value,
        "text": annotation.text,
        "note": annotation.note or None,
        "chapter": annotation.chapter or None,
        "color": annotation.color or None,
        "style": annotation.drawer or None,
        "page": annotation.page_number,
        "page_label": annotation.page_label or None,
        "created": annotation.created and annotation.created.isoformat(),
        "updated": annotation.updated and annotation.updated.isoformat(),
        "position": annotation.page,
        "start": _position(annotation.start),
        "end": _position(annotation.end),
        "devices": [carrier.label for carrier in kept.carriers if not carrier.is_gone],
        "no_longer_on": list(kept.gone_from),
    }


def _cells(kept: KeptAnnotation) -> tuple[str, ...]:
    told = annotation_document(kept)
    position = told["position"]
    return (
        kept.title,
        "; ".join(kept.authors),
        *(str(told[name] or "") for name in ("chapter", "kind", "text", "note", "color", "style")),
        str(told["page_label"] or ("" if told["page"] is None else told["page"])),
        *(str(told[name] or "").replace("T", " ") for name in ("created", "updated")),
        *("; ".join(told[name]) for name in ("devices", "no_longer_on")),
        "" if position is None else str(position),
        kept.digest,
        "" if kept.book_id is None else str(kept.book_id),
    )


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _article(kept: KeptAnnotation) -> str:
    annotation = kept.annotation
    is_bookmark = annotation.kind is AnnotationKind.BOOKMARK
    looks = f"{annotation.color} {annotation.drawer}".strip()
    text = _element("p" if is_bookmark else "blockquote", annotation.text, "" if is_bookmark else looks)
    page = annotation.page_label or ("" if annotation.page_number is None else str(annotation.page_number))
    about = [f"p. {page}" if page else "", f"{annotation.created:%Y-%m-%d}" if annotation.created else ""]
    footer = _element("footer", " · ".join(part for part in about if part))
    return f"<article>\n{text}{_element('p', annotation.note)}{footer}</article>\n"


def _element(name: str, text: str, looks: str = "") -> str:
    """An element around escaped text; empty for empty text."""
    if not text:
        return ""
    kind = f' class="{html.escape(looks)}"' if looks else ""
    return f'<{name} dir="auto"{kind}>{html.escape(storable(text))}</{name}>\n'


def _position(position: Position | None) -> Any:
    return [position.page, position.x, position.y] if isinstance(position, PagePoint) else position
