"""Sections and placeholders of the Markdown template for highlights, and the default template."""

BOOK_FIELDS = ("title", "authors")
CHAPTER_FIELDS = (*BOOK_FIELDS, "chapter")
FIELDS = (
    *CHAPTER_FIELDS,
    *("text", "note", "page", "date", "time", "kind", "color", "dot", "style", "device"),
)
PARTS = {
    "book": BOOK_FIELDS,
    "chapter": CHAPTER_FIELDS,
    "highlight": FIELDS,
    "note": FIELDS,
    "bookmark": FIELDS,
}
"""The parts of a template with the placeholders that each knows."""
DEFAULT_TEMPLATE = """\
[book]
# {title}
{authors}

[chapter]
## {chapter}

[highlight]
> {text}

{note}

{dot} · p. {page} · {date}

[bookmark]
- {text} · p. {page} · {date}
"""
