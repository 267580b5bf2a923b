"""What of the collected files the frozen program does without."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import PurePosixPath

UNUSED_MODULES = (
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtTest",
    "lxml.isoschematron",
    "lxml.objectify",
    "pyqtgraph.canvas",
    "pyqtgraph.console",
    "pyqtgraph.dockarea",
    "pyqtgraph.examples",
    "pyqtgraph.flowchart",
    "pyqtgraph.jupyter",
    "pyqtgraph.opengl",
    "pyqtgraph.parametertree",
    "readline",
    "tkinter",
    "unittest",
)
"""Modules that some package could import, and this program never does."""

_QT = "PySide6/Qt/plugins"
UNUSED_FILES = (
    # Screens without a desktop, drawing by OpenGL, and GTK's look, which brings all of GTK along.
    f"{_QT}/egldeviceintegrations/*",
    f"{_QT}/generic/*",
    f"{_QT}/platforms/libq[elmv]*",
    f"{_QT}/platformthemes/libqgtk3.so",
    f"{_QT}/wayland-graphics-integration-client/*",
    f"{_QT}/xcbglintegrations/*",
    # Qt's own network, which nothing here uses.
    f"{_QT}/networkinformation/*",
    f"{_QT}/tls/*",
    # Pictures that no book has.
    f"{_QT}/imageformats/*qicns.*",
    f"{_QT}/imageformats/*qtga.*",
    f"{_QT}/imageformats/*qtiff.*",
    f"{_QT}/imageformats/*qwbmp.*",
    "*libQt6EglF*",
    "*libQt6Network*",
    "*libQt6OpenGL*",
    "*libQt6Test*",
    "lxml/isoschematron/*",
    "pyqtgraph/icons/*",
    "bookorbit_desktop/*.ts",  # what translators edit
)
QT_TEXTS = "PySide6/Qt/translations/*"
WANTED_QT_TEXTS = tuple(f"*/qtbase_{language}.qm" for language in ("de", "en", "es", "fr", "it"))

OWN_LIBRARIES = (
    # Of Python and its standard library.
    *("libbz2", "libcrypto", "libexpat", "libffi", "liblzma", "libmpdec", "libpython3.*", "libsqlite3"),
    *("libssl", "libuuid", "libz"),
    # Of Qt, and rare on a desktop that has no other Qt 6.
    *("libxcb-cursor", "libxcb-icccm", "libxcb-image", "libxcb-keysyms", "libxcb-render-util", "libxcb-util"),
    *("libxkbcommon", "libxkbcommon-x11"),
)
"""Libraries of the building system that go along. All others every desktop has, with its own updates."""

_FOLDERS_OF_LINUX = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def is_wanted(place: str, source: str) -> bool:
    """Whether a file, at `place` in the folder and found at `source`, goes along."""
    if any(fnmatch(place, pattern) for pattern in UNUSED_FILES):
        return False
    if fnmatch(place, QT_TEXTS):
        return any(fnmatch(place, pattern) for pattern in WANTED_QT_TEXTS)
    return not is_library_of_linux(source) or is_own_library(place)


def is_own_library(place: str) -> bool:
    """Whether a shared library is one of OWN_LIBRARIES."""
    name = PurePosixPath(place).name.partition(".so")[0]
    return any(fnmatch(name, own) for own in OWN_LIBRARIES)


def is_library_of_linux(source: str) -> bool:
    """Whether a file is a shared library in the folders of the system; Python's own modules are none."""
    return source.startswith(_FOLDERS_OF_LINUX) and ".so" in source and "/python3" not in source
