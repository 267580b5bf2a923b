"""Highlights and notes as files for the person: Markdown, CSV, JSON or HTML."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

from bookorbit_desktop.domain.highlights.annotations import AnnotationQuery, AnnotationSort, KeptAnnotation
from bookorbit_desktop.domain.highlights.template import DEFAULT_TEMPLATE
from bookorbit_desktop.formats.highlight_template import read_template
from bookorbit_desktop.formats.highlights import annotation_document, as_csv, as_html, as_json
from bookorbit_desktop.services.runtime.export_file import ExportCancelled, cancellable, export_file
from bookorbit_desktop.storage.highlights.queries import AnnotationQueries

_AT_ONCE = 500
_IN_PREVIEW = 20


class ExportFormat(StrEnum):
    """The format of a highlights file."""

    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"
    HTML = "html"

    @property
    def suffix(self) -> str:
        """The file name extension."""
        return ".md" if self is ExportFormat.MARKDOWN else f".{self.value}"


class AnnotationExportService:
    """Writes files to paths that the person chooses, and nowhere else. Every method blocks."""

    def __init__(self, annotations: AnnotationQueries) -> None:
        self._annotations = annotations

    def export(
        self,
        query: AnnotationQuery,
        kind: ExportFormat,
        path: Path,
        template: str = DEFAULT_TEMPLATE,
        *,
        tell: Callable[[int], object] = lambda written: None,
        cancelled: threading.Event | None = None,
    ) -> int | None:
        """Write the matching annotations, book by book in reading order; returns their number.

        `path` is replaced completely or not at all; None if cancelled. `template` is used for Markdown.
        `tell` is called from time to time with the number written. Raises InvalidInput.
        """
        ids = self._ids(query)
        rows = cancellable(self._rows(ids), tell, [cancelled] if cancelled else [], every=_AT_ONCE)
        pieces = _write(kind, rows, template)
        try:
            with export_file(path, "utf-8-sig" if kind is ExportFormat.CSV else "utf-8") as file:
                for piece in pieces:
                    file.write(piece)
        except ExportCancelled:
            return None
        return len(ids)

    def preview(self, query: AnnotationQuery, kind: ExportFormat, template: str = DEFAULT_TEMPLATE) -> str:
        """The start of the file. Raises InvalidInput for an invalid template."""
        rows = self._annotations.rows_of(self._ids(query)[:_IN_PREVIEW])
        return "".join(_write(kind, rows, template))

    def _ids(self, query: AnnotationQuery) -> Sequence[int]:
        return self._annotations.ids(replace(query, sort=AnnotationSort.READING_ORDER))

    def _rows(self, ids: Sequence[int]) -> Iterator[KeptAnnotation]:
        waiting = iter(ids)
        while some := list(islice(waiting, _AT_ONCE)):
            yield from self._annotations.rows_of(some)


def annotation_json(kept: KeptAnnotation) -> dict[str, Any]:
    """Everything about an annotation as plain values, as the JSON export writes it."""
    return annotation_document(kept)


def _write(kind: ExportFormat, rows: Iterable[KeptAnnotation], template: str) -> Iterator[str]:
    """The parts of a file. A template is checked at once."""
    match kind:
        case ExportFormat.MARKDOWN:
            return read_template(template).render(rows)
        case ExportFormat.CSV:
            return as_csv(rows)
        case ExportFormat.JSON:
            return as_json(rows)
        case ExportFormat.HTML:
            return as_html(rows)
