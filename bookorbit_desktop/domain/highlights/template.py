"""The parts and placeholders of a person's own form for highlights in Markdown, and the usual form."""

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
