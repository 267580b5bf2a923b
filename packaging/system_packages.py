"""What only the system can provide: libraries and tools this Linux lacks, and the command that gets them."""

from __future__ import annotations

import ctypes
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path, PurePosixPath

# What PySide6 and its xcb and wayland plugins load from the system, and Debian's package for each.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libbrotlidec.so.1": "libbrotli1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
# What the tests of the window, the tray, the password store and Calibre libraries start, and Debian's package for
# each.
TEST_TOOLS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "trayer": "trayer",
    "dbus-run-session": "dbus-daemon",
    "dbus-launch": "dbus-x11",
    "gnome-keyring-daemon": "gnome-keyring",
    "secret-tool": "libsecret-tools",
    "desktop-file-validate": "desktop-file-utils",
    "calibredb": "calibre",
    "ebook-meta": "calibre",
    "luajit": "luajit",
    "luacheck": "lua-check",
    "appstreamcli": "appstream",
    "objdump": "binutils",
    "git": "git",
}
# What freezing and packing start, and Debian's package for each.
BUILD_TOOLS = {"objdump": "binutils", "dpkg-deb": "dpkg", "git": "git"}
# What the stand-in for KOReader loads, by its file, and Debian's package for each.
LUA_MODULES = {
    "/usr/share/lua/5.1/socket.lua": "lua-socket",
    "/usr/lib64/lua/5.1/lfs.so": "lua-filesystem",
    "/usr/share/lua/5.1/dkjson.lua": "lua-dkjson",
}
PACMAN_LIBRARIES = (
    "glib2 libglvnd dbus fontconfig brotli krb5 libxkbcommon-x11 libx11 libxcb wayland xcb-util-cursor"
    " xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil"
)
PACMAN_TEST_TOOLS = (
    "xorg-server-xvfb xorg-xauth xdotool openbox trayer gnome-keyring libsecret desktop-file-utils"
    " luajit luacheck lua51-socket lua51-filesystem lua51-dkjson appstream binutils git calibre"
)


def missing_parts(purpose: str) -> dict[str, str]:
    """What this Linux lacks to "run", "test" or "build": sonames and commands, each with Debian's package."""
    if sys.platform != "linux":
        return {}
    missing = {soname: package for soname, package in LIBRARIES.items() if not can_load(soname)}
    if purpose == "test":
        missing.update({tool: package for tool, package in TEST_TOOLS.items() if shutil.which(tool) is None})
        missing.update({file: package for file, package in LUA_MODULES.items() if not can_require(file)})
    if purpose == "build":
        missing.update({tool: package for tool, package in BUILD_TOOLS.items() if shutil.which(tool) is None})
        missing.update(missing_python())
    return missing


def missing_python() -> dict[str, str]:
    """Python's own shared library, which a frozen program starts with."""
    soname = sysconfig.get_config_var("INSTSONAME") or ""
    if ".so" in soname and (can_load(soname) or Path(sysconfig.get_config_var("LIBDIR"), soname).exists()):
        return {}
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return {f"libpython{version}.so": f"libpython{version}"}


def can_load(soname: str) -> bool:
    """Whether the dynamic linker finds the library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def can_require(file: str) -> bool:
    """Whether luajit finds the module of this file, wherever this system keeps it."""
    luajit = shutil.which("luajit")
    if luajit is None:
        return False
    call = [luajit, "-e", f"require('{PurePosixPath(file).stem}')"]
    return subprocess.run(call, capture_output=True, check=False).returncode == 0


def package_manager() -> str:
    """The name of this system's package manager, or "" when it is none that is known here."""
    return next(filter(shutil.which, ("apt-get", "dnf", "zypper", "pacman")), "")


def where_it_is(part: str) -> str:
    """What a package has that contains a library or a command."""
    return f"{part}()(64bit)" if ".so." in part else f"/usr/bin/{part}"


def install_command(missing: dict[str, str], manager: str) -> str:
    """The command that installs the missing parts, ready to be pasted; "" for an unknown package manager."""
    if manager == "apt-get":
        packages = " ".join(sorted(set(missing.values())))
        return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {packages}"
    if manager in ("dnf", "zypper"):  # both find a package by a library or a file in it
        contents = [part if part.startswith("/") else where_it_is(part) for part in missing]
        return f"sudo {manager} install {shlex.join(contents)}"
    if manager == "pacman":
        tools = [PACMAN_TEST_TOOLS] if missing.keys() & (TEST_TOOLS.keys() | LUA_MODULES.keys()) else []
        return " ".join(["sudo pacman -S --needed", PACMAN_LIBRARIES, *tools])
    return ""
