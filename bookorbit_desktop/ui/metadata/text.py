"""Text for fields, their values and sources."""

from collections.abc import Mapping

from bookorbit_desktop.domain.library.fields import (
    BookField,
    FieldOrigin,
    FieldState,
    FieldValue,
    as_text,
    blank,
)
from bookorbit_desktop.ui.language_names import own_language_name
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import isolated, joined, number

MOST_PROBLEMS = 2
"""The number of problems listed below a form; each is also shown beside its field."""
LONGEST_SHOWN = 240
"""Characters of a value beside another one; the tooltip has all of it."""


def field_word(field: BookField) -> str:
    """The name of a field."""
    return {
        BookField.TITLE: tr("Title"),
        BookField.AUTHORS: tr("Authors"),
        BookField.SERIES: tr("Series"),
        BookField.SERIES_INDEX: tr("Number in series"),
        BookField.LANGUAGE: tr("Language"),
        BookField.PUBLISHER: tr("Publisher"),
        BookField.PUBLISHED: tr("Published"),
        BookField.DESCRIPTION: tr("Description"),
        BookField.SUBJECTS: tr("Genres"),
        BookField.PAGES: tr("Pages"),
        BookField.ISBN: tr("ISBN"),
    }[field]


def missing_text(field: BookField) -> str:
    """That a field has no value, though books have one."""
    return tr("{0} is missing.").format(field_word(field))


def problems_text(problems: Mapping[BookField, str]) -> str:
    """The fields to correct, each with what is wrong with it."""
    said = [
        tr("{0}: {1}").format(field_word(field), problem) for field, problem in problems.items() if problem
    ]
    more = len(said) - MOST_PROBLEMS
    return " ".join([*said[:MOST_PROBLEMS], *([tr("%n more", more)] if more > 0 else [])])


def origin_word(origin: FieldOrigin) -> str:
    """The source of a field's value."""
    return {
        FieldOrigin.FILE: tr("From the file"),
        FieldOrigin.CALIBRE: tr("From Calibre"),
        FieldOrigin.HARDCOVER: tr("From Hardcover"),
        FieldOrigin.HAND: tr("Set by you"),
    }[origin]


def value_text(field: BookField, value: FieldValue) -> str:
    """A value for display, short and on one line; empty for none."""
    if field is BookField.LANGUAGE:
        return own_language_name(str(value))
    if isinstance(value, int | float):
        return number(int(value) if float(value).is_integer() else value)
    line = " ".join(as_text(value).split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


def mark_text(state: FieldState) -> str:
    """Where a value comes from, and the file's or Calibre's value if it differs."""
    is_calibres = state.told_by is FieldOrigin.CALIBRE
    if state.value == state.in_file:
        if state.value != blank(state.field) or state.origin is not state.told_by:
            return origin_word(state.origin)
        return tr("Not in Calibre") if is_calibres else tr("Not in the file")
    return joined(origin_word(state.origin), _said_instead(state, is_calibres=is_calibres))


def _said_instead(state: FieldState, *, is_calibres: bool) -> str:
    said = isolated(value_text(state.field, state.in_file)) if state.in_file != blank(state.field) else ""
    if is_calibres:
        return tr("In Calibre: {0}").format(said) if said else tr("Not in Calibre")
    return tr("in the file: {0}").format(said) if said else tr("not in the file")


def hint(field: BookField) -> str:
    """What to type into a field, unless its name says it."""
    if field in (BookField.AUTHORS, BookField.SUBJECTS):
        return tr("Separate with semicolons")
    if field is BookField.PUBLISHED:
        return tr("Year, or date as YYYY-MM-DD")
    if field is BookField.LANGUAGE:
        return tr("Such as en or pt-BR")
    return ""
