"""Text for highlights, notes and bookmarks."""

from bookorbit_desktop.domain.highlights.annotations import (
    AnnotationSort,
    AnnotationState,
    Carrier,
    KeptAnnotation,
)
from bookorbit_desktop.domain.usb.files import AnnotationKind
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import day_and_time, isolated, joined, names


def kind_word(kind: AnnotationKind) -> str:
    """The name of a kind."""
    return {
        AnnotationKind.HIGHLIGHT: tr("Highlight"),
        AnnotationKind.NOTE: tr("Note"),
        AnnotationKind.BOOKMARK: tr("Bookmark"),
    }[kind]


def kinds_word(kind: AnnotationKind) -> str:
    """The plural name of a kind."""
    return {
        AnnotationKind.HIGHLIGHT: tr("Highlights without a note"),
        AnnotationKind.NOTE: tr("Notes"),
        AnnotationKind.BOOKMARK: tr("Bookmarks"),
    }[kind]


def color_word(color: str) -> str:
    """The name of one of KOReader's colours; unknown ones stay as they are."""
    return {
        "red": tr("Red"),
        "orange": tr("Orange"),
        "yellow": tr("Yellow"),
        "green": tr("Green"),
        "olive": tr("Olive"),
        "cyan": tr("Cyan"),
        "blue": tr("Blue"),
        "purple": tr("Purple"),
        "gray": tr("Gray"),
    }.get(color, color)


def style_word(style: str) -> str:
    """KOReader's name for one of its styles."""
    return {
        "lighten": tr("Lighten"),
        "underscore": tr("Underline"),
        "strikeout": tr("Strikethrough"),
        "invert": tr("Invert"),
    }.get(style, style)


def sort_word(sort: AnnotationSort) -> str:
    """The name of an order."""
    return {
        AnnotationSort.READING_ORDER: tr("Reading order"),
        AnnotationSort.NEWEST: tr("Newest first"),
    }[sort]


def state_word(state: AnnotationState) -> str:
    """What happened to annotations, as a choice."""
    return {
        AnnotationState.HERE: tr("Current"),
        AnnotationState.GONE: tr("No longer on a device"),
        AnnotationState.REMOVED: tr("Removed here"),
    }[state]


def device_word(carrier: Carrier) -> str:
    """The name of a device."""
    return carrier.label or tr("Unnamed device")


def page_word(kept: KeptAnnotation) -> str:
    """The page, by its label if it has one; empty if unknown."""
    annotation = kept.annotation
    if annotation.page_label:
        return tr("p. {0}").format(annotation.page_label)
    return "" if annotation.page_number is None else tr("p. {0}").format(annotation.page_number)


def devices_text(kept: KeptAnnotation) -> str:
    """The devices that have it, and those that no longer do."""
    here = names(tuple(device_word(carrier) for carrier in kept.carriers if not carrier.is_gone))
    gone = names(kept.gone_from)
    return joined(here, tr("no longer on {0}").format(gone) if gone else "")


def made(kept: KeptAnnotation) -> str:
    """The day it was created, by the device's clock."""
    created = kept.annotation.created
    return "" if created is None else day_and_time(created, with_time=False)


def one_line(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def quote(kept: KeptAnnotation) -> str:
    """The highlighted text; for a bookmark, its name or that it is one."""
    return kept.annotation.text or kind_word(kept.annotation.kind)


def about(kept: KeptAnnotation, hardcover: str = "") -> str:
    """The line below a highlight: its chapter, page, day, colour, devices, and its state on Hardcover."""
    annotation = kept.annotation
    return joined(
        isolated(one_line(annotation.chapter)),
        page_word(kept),
        made(kept),
        color_word(annotation.color),
        devices_text(kept),
        hardcover,
    )


def describe(kept: KeptAnnotation, hardcover: str = "") -> str:
    """A highlight as a sentence, for screen readers."""
    annotation = kept.annotation
    parts = (
        kind_word(annotation.kind),
        one_line(annotation.text),
        tr("note: {0}").format(one_line(annotation.note)) if annotation.note else "",
        kept.title,
        annotation.chapter,
        page_word(kept),
        made(kept),
        color_word(annotation.color),
        devices_text(kept),
        hardcover,
    )
    return ", ".join(part for part in parts if part)


def highlight_text(kept: KeptAnnotation) -> str:
    """A highlight for the clipboard: quotation, note and source."""
    annotation = kept.annotation
    source = ", ".join(part for part in (kept.title, names(kept.authors), page_word(kept)) if part)
    parts = (annotation.text, annotation.note, f"— {source}")
    return "\n\n".join(part for part in parts if part)
