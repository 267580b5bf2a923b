"""The filters of the library in words."""

from bookorbit_desktop.domain.library.listing import Facet, FileState
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.ui.language_names import language_name
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import state_look


def facet_word(facet: Facet) -> str:
    """The name of a filter."""
    return {
        Facet.AUTHOR: tr("Author"),
        Facet.GENRE: tr("Genre"),
        Facet.LANGUAGE: tr("Language"),
        Facet.SERIES: tr("Series"),
        Facet.FORMAT: tr("Format"),
        Facet.RATING: tr("Rating"),
        Facet.DEVICE: tr("Device"),
        Facet.HARDCOVER: tr("Hardcover"),
        Facet.FILES: tr("Files"),
    }[facet]


def value_word(facet: Facet, value: str) -> str:
    """A value of a filter, as people say it."""
    if facet is Facet.HARDCOVER:
        return state_look(HardcoverState(value)).word
    if facet is Facet.LANGUAGE:
        return language_name(value)
    if facet is Facet.FORMAT:
        return value.upper()
    if facet is Facet.RATING:
        return tr("Not rated") if value == "0" else tr("{0} stars").format(value)
    if facet is Facet.FILES:
        return {
            FileState.MISSING: tr("File missing"),
            FileState.SEVERAL: tr("Several copies"),
            FileState.PROBLEM: tr("Can't be read"),
        }[FileState(value)]
    return value
