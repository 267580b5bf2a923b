"""Detects EPUBs locked by DRM: their metadata can be read, their text cannot (OCF 3.3, section 4.2.6).

Obfuscated fonts, which publishers use, are no lock; nor are encrypted videos, sounds and fonts.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.formats.archive import ZipArchive
from bookorbit_desktop.formats.contents import PACKAGE_LIMIT, Unreadable, locked_with
from bookorbit_desktop.formats.markup import attribute, child, children, local_name, parse_xml

_ENCRYPTION: Final = "META-INF/encryption.xml"
_LICENCES: Final = (
    ("META-INF/license.lcpl", b"", Message("Readium LCP")),
    ("META-INF/sinf.xml", b"", Message("Apple DRM")),
    ("META-INF/rights.xml", b"http://ns.adobe.com/adept", Message("Adobe DRM")),
)
"""Where each kind keeps its licence, and what it contains."""
_MANGLED: Final = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#rc"})
_BESIDE_THE_TEXT: Final = (
    *(".ttf", ".otf", ".ttc", ".woff", ".woff2", ".eot", ".dfont", ".pfb"),
    *(".mp4", ".m4v", ".webm", ".ogv", ".mov", ".avi", ".mkv", ".mpg", ".mpeg", ".3gp"),
    *(".mp3", ".m4a", ".m4b", ".aac", ".ogg", ".oga", ".opus", ".wav", ".flac"),
)
"""Fonts, videos and sounds: KOReader shows the text without them."""
_BESIDE_TYPES: Final = (
    "font/",
    "video/",
    "audio/",
    "application/font",
    "application/x-font",
    "application/vnd.ms-opentype",
)
_TOO_LARGE: Final = Message("The list of encrypted parts is too large.")


def lock_of(archive: ZipArchive, media_types: Mapping[str, str] | None = None) -> Message | None:
    """Name the DRM of an EPUB in one sentence; None if it has none.

    `media_types` of the entries, from the package document.
    """
    name = archive.find(_ENCRYPTION)
    if name is None or not _is_locked(archive, name, media_types or {}):
        return None
    return locked_with(
        next((kind for entry, text, kind in _LICENCES if _holds(archive, entry, text)), Message("DRM"))
    )


def _is_locked(archive: ZipArchive, name: str, media_types: Mapping[str, str]) -> bool:
    try:
        root = parse_xml(
            archive.read(name, PACKAGE_LIMIT, _TOO_LARGE), Message("The list of encrypted parts")
        )
    except Unreadable:
        return False
    for part in root.iter("{*}EncryptedData"):
        method = child(part, "encryptionmethod")
        algorithm = attribute(method, "algorithm").lower() if method is not None else ""
        references = [element for data in children(part, "cipherdata") for element in children(data)]
        targets = [
            attribute(reference, "uri")
            for reference in references
            if local_name(reference.tag) == "cipherreference"
        ]
        if algorithm not in _MANGLED and not all(_is_beside(target, media_types) for target in targets):
            return True
    return False


def _is_beside(target: str, media_types: Mapping[str, str]) -> bool:
    """Whether an encrypted part is not text, such as a font."""
    path = unquote(target.partition("#")[0]).lstrip("/")
    kind = media_types.get(path, "")
    return path.lower().endswith(_BESIDE_THE_TEXT) or kind.startswith(_BESIDE_TYPES)


def _holds(archive: ZipArchive, name: str, text: bytes) -> bool:
    entry = archive.find(name)
    if entry is None:
        return False
    try:
        return text in archive.read(entry, PACKAGE_LIMIT, _TOO_LARGE)
    except Unreadable:
        return False
