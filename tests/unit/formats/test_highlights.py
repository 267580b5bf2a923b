"""Highlights as Markdown by a template, as CSV, JSON and HTML: nothing of the text is lost, and nothing of it runs."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.highlights.annotations import Carrier, KeptAnnotation
from bookorbit_desktop.domain.highlights.template import DEFAULT_TEMPLATE
from bookorbit_desktop.domain.usb.files import Annotation, AnnotationKind
from bookorbit_desktop.formats.highlight_template import in_markdown, read_template
from bookorbit_desktop.formats.highlights import as_csv, as_html, as_json

HIGHLIGHT = Annotation(
    AnnotationKind.HIGHLIGHT,
    text="First line\n\nSecond line",
    chapter="One",
    drawer="lighten",
    color="yellow",
    created=datetime(2025, 3, 1, 12, 30),
    page="/body/DocFragment[2]",
    page_number=12,
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)


def kept(annotation: Annotation = HIGHLIGHT, **values: object) -> KeptAnnotation:
    usual = KeptAnnotation(
        1, annotation, 1, "a" * 32, "Orchard", ("Ada", "Béla"), BookId(7), (Carrier("k", "Kobo"),)
    )
    return replace(usual, **values)  # type: ignore[arg-type]


def with_note(note: str) -> Annotation:
    return replace(HIGHLIGHT, note=note, kind=AnnotationKind.NOTE)


def markdown(*found: KeptAnnotation, template: str = DEFAULT_TEMPLATE) -> str:
    return "".join(read_template(template).render(found))


class TestMarkdown:
    """The usual template, and one of the person's own."""

    def test_the_usual_template(self) -> None:
        bookmark = Annotation(AnnotationKind.BOOKMARK, text="in One", chapter="One", page=3, page_number=13)
        text = markdown(kept(), kept(with_note("Mine")), kept(bookmark))
        assert text == (
            "# Orchard\nAda, Béla\n\n## One\n\n"
            "> First line\n> \n> Second line\n\n🟡 · p. 12 · 2025-03-01\n\n"
            "> First line\n> \n> Second line\n\nMine\n\n🟡 · p. 12 · 2025-03-01\n\n"
            "- in One · p. 13\n\n"
        )

    def test_each_book_and_chapter_is_named_once(self) -> None:
        other = kept(replace(HIGHLIGHT, chapter="Two"))
        text = markdown(
            kept(), kept(), other, replace(other, document=2), kept(document=3, book_id=None, title="Garden")
        )
        assert re.findall(r"(?m)^#+ .*$", text) == ["# Orchard", "## One", "## Two", "# Garden", "## One"]

    def test_a_template_of_ones_own_is_used(self) -> None:
        template = (
            "[highlight]\n- =={text}== {{{kind}}} {time} {style} {device}\n[note]\n- {text}\n  {note}\n"
        )
        text = markdown(kept(), kept(with_note("a\nb")), template=template)
        assert text == (
            "- ==First line\n\n  Second line== {highlight} 12:30 lighten Kobo\n\n"
            "- First line\n\n  Second line\n  a\n  b\n\n"
        ).replace("line\n\n  S", "line\n  \n  S")

    @pytest.mark.parametrize(
        ("template", "complaint"),
        [
            ("", "no [highlight] section"),
            ("[highlight]\n\n", "no [highlight] section"),
            ("hello\n[highlight]\n{text}", "Line 1 is outside any section"),
            ("[highlight]\n{text}\n[quote]\n", "Line 3: unknown section [quote]"),
            ("[highlight]\n{text}\n[highlight]\n", "Line 3: duplicate section [highlight]"),
            ("[highlight]\n{txt}", "Line 2: unknown placeholder “txt”. Did you mean “text”?"),
            (
                "[highlight]\n{zzzz}",
                "unknown placeholder “zzzz”. [highlight] has title, authors, chapter, text",
            ),
            ("[book]\n{text}\n[highlight]\n{text}", "Line 2: [book] has no placeholder “text”"),
            ("[highlight]\n{text", "Line 2: unmatched brace"),
            ("[highlight]\ntext}", "Line 2: unmatched brace"),
            ("[highlight]\n{text!r} {text.x}", "unknown placeholder “text!r”"),
        ],
    )
    def test_a_template_with_an_error_says_which(self, template: str, complaint: str) -> None:
        with pytest.raises(InvalidInput) as error:
            read_template(template)
        assert complaint in str(error.value)

    @given(TEXTS)
    def test_every_sign_is_there_and_none_of_them_is_markdown(self, text: str) -> None:
        escaped = in_markdown(text)
        assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped.replace("\\==", "==")) == text
        assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<~|#$%]", escaped)
        assert not re.search(r"(?m)^\s*(?:[>+=-]|\d+[.)])", escaped)

    @given(TEXTS, TEXTS)
    def test_whatever_a_text_holds_it_stays_in_its_quotation(self, text: str, note: str) -> None:
        found = kept(replace(HIGHLIGHT, text=text, note=note, chapter="", created=None, color=""))
        lines = markdown(found, template="[highlight]\n> {text}\n> {note}\n").splitlines()
        assert all(line.startswith(">") or not line for line in lines)


class TestTables:
    """CSV and JSON."""

    @given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
    def test_csv_reads_back_and_no_cell_is_a_formula(self, texts: list[tuple[str, str]]) -> None:
        found = [kept(replace(HIGHLIGHT, text=text, note=note)) for text, note in texts]
        header, *rows = list(csv.reader(io.StringIO("".join(as_csv(found)), newline="")))
        assert [(row[4].removeprefix("'"), row[5].removeprefix("'")) for row in rows] == [
            (text.removeprefix("'"), note.removeprefix("'")) for text, note in texts
        ]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
        assert header[4:6] == ["Text", "Note"]

    def test_json_holds_everything(self) -> None:
        gone = Carrier("x", "Old Kobo", is_gone=True)
        (document,) = json.loads("".join(as_json([kept(carriers=(Carrier("k", "Kobo"), gone))])))
        assert (document["text"], document["page"], document["color"]) == (HIGHLIGHT.text, 12, "yellow")
        assert (document["devices"], document["no_longer_on"]) == (["Kobo"], ["Old Kobo"])
        assert document["created"] == "2025-03-01T12:30:00"
        assert json.loads("".join(as_json([]))) == []


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def page(*found: KeptAnnotation) -> _Texts:
    parser = _Texts()
    parser.feed("".join(as_html(found)))
    parser.close()
    return parser


class TestHtml:
    """A page that shows text and runs nothing."""

    def test_hostile_texts_are_only_shown(self) -> None:
        hostile = "<script>alert('x')</script>\" onload=\"x"
        looks = replace(HIGHLIGHT, text=hostile, note=hostile, chapter=hostile, color='"><script>')
        shown = page(kept(looks, title=hostile, authors=(hostile,)))
        assert "script" not in {tag for tag, _ in shown.tags}
        assert shown.said.count(hostile) == 5

    def test_each_text_runs_in_its_own_direction(self) -> None:
        shown = page(kept(replace(HIGHLIGHT, text="הספר הזה", chapter="第一章")))
        directions = [
            attributes.get("dir") for tag, attributes in shown.tags if tag in ("h1", "h2", "blockquote")
        ]
        assert directions == ["auto"] * 3
        assert {"הספר הזה", "第一章"} <= set(shown.said)
