"""What Windows and macOS show of a program: the version resource of an .exe, the Info.plist of an .app."""

from __future__ import annotations

from pathlib import Path

from frozen_program import version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

APPLICATION_ID = "org.bookorbit.desktop"
"""Of macOS's bundle, the AppStream metadata and the Flatpak."""
TITLE = "BookOrbit Desktop"
RIGHTS = "The BookOrbit Desktop authors, AGPL-3.0-or-later"
OLDEST_MACOS = "13.0"
ENGLISH, UNICODE = 0x0409, 1200


def information(checkout: Path) -> Mapping[str, object]:
    """The keys of Info.plist, as Apple's "Information Property List" names them."""
    number = version(checkout)
    return {
        "CFBundleName": TITLE,
        "CFBundleDisplayName": TITLE,
        "CFBundleShortVersionString": number,
        "CFBundleVersion": number,
        "LSApplicationCategoryType": "public.app-category.books",
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": RIGHTS,
        "NSLocalNetworkUsageDescription": "Your e-readers reach BookOrbit over your home network.",
        "NSRemovableVolumesUsageDescription": "BookOrbit reads e-readers that you connect by cable.",
    }


def version_resource(checkout: Path, name: str) -> str:
    """The resource of an .exe (VERSIONINFO), in the words that PyInstaller reads it in."""
    number = version(checkout)
    four = (*map(int, number.split(".")), 0)
    facts = {
        "CompanyName": RIGHTS.partition(",")[0],
        "FileDescription": TITLE,
        "FileVersion": number,
        "InternalName": name,
        "LegalCopyright": RIGHTS,
        "OriginalFilename": f"{name}.exe",
        "ProductName": TITLE,
        "ProductVersion": number,
    }
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in facts.items())
    table = f"StringTable('{ENGLISH:04x}{UNICODE:04x}', [{strings}])"
    kids = f"[StringFileInfo([{table}]), VarFileInfo([VarStruct('Translation', [{ENGLISH}, {UNICODE}])])]"
    return f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}), kids={kids})\n"
