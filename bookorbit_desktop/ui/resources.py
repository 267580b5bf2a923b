"""The paths of bundled files, in a checkout and in an installed wheel."""

from pathlib import Path

from bookorbit_desktop.system.own_program import resource_folder

_PACKAGE = Path(__file__).resolve().parent.parent


def line_icon(name: str) -> Path:
    """The SVG file of a line icon."""
    return resource_folder() / "icons" / "line" / f"{name}.svg"


def tray_icon(name: str) -> Path:
    """The SVG file of a state of the tray icon, in colour."""
    return resource_folder() / "icons" / "tray" / f"{name}.svg"


def plain_tray_icon(name: str) -> Path:
    """The SVG file of a state of the tray icon, in one colour, "currentColor"."""
    return resource_folder() / "icons" / "tray" / "plain" / f"{name}.svg"


def app_icon() -> Path:
    """The SVG file of the program's own icon."""
    return resource_folder() / "icons" / "bookorbit-desktop.svg"


def docs_folder() -> Path:
    """The folder of the documents: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "docs"
    return installed if installed.is_dir() else _PACKAGE.parent / "docs"


def translation_folder() -> Path:
    """The folder of the compiled catalogues, `bookorbit_LANGUAGE.qm`."""
    return resource_folder() / "translations"
