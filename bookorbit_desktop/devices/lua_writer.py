"""Writes values as KOReader does, so that it reads them back and people see no other difference.

Four spaces per level, sorted keys in brackets, a comma after each entry, texts as LuaJIT's `%q`
(device-files.md, first paragraph; device-variants.md section 5, "Text").
"""

import re

from bookorbit_desktop.devices.lua_values import LuaKey, LuaTable, LuaValue

_ESCAPED = re.compile(rb'["\\\n]|([\x00-\x1f\x7f])(?=([0-9]?))')
_INDENT = b"    "


def write_lua(value: LuaValue, comment: bytes = b"") -> bytes:
    """A whole file: the value, after a first line with `comment`, the file's own path, if given.

    Raises ValueError for NaN, which no literal can express.
    """
    head = b"-- " + comment.replace(b"\r", b" ").replace(b"\n", b" ") + b"\n" if comment else b""
    return head + b"return " + literal(value) + b"\n"


def literal(value: LuaValue, level: int = 0) -> bytes:
    """The literal of a value. Raises ValueError as `write_lua` does."""
    if isinstance(value, LuaTable):
        return _table(value, level)
    if isinstance(value, bytes):
        return _quoted(value)
    if value is None or isinstance(value, bool):
        return {None: b"nil", True: b"true", False: b"false"}[value]
    return _number(value)


def _table(table: LuaTable, level: int) -> bytes:
    if not table:
        return b"{}"
    inner = _INDENT * (level + 1)
    lines = [
        b"%s[%s] = %s,\n" % (inner, literal(key), literal(table[key], level + 1))
        for key in sorted(table, key=_order)
    ]
    return b"{\n" + b"".join(lines) + _INDENT * level + b"}"


def _order(key: LuaKey) -> tuple[int, float, bytes]:
    """A sort key: booleans, then numbers, then strings, as the names of their types sort."""
    if isinstance(key, bytes):
        return (2, 0.0, key)
    return (0 if isinstance(key, bool) else 1, key, b"")


def _quoted(text: bytes) -> bytes:
    return b'"' + _ESCAPED.sub(_escape, text) + b'"'


def _escape(found: re.Match[bytes]) -> bytes:
    byte = found[0]
    if found[1] is None:
        return b"\\" + byte
    return b"\\%03d" % byte[0] if found[2] else b"\\%d" % byte[0]


def _number(value: float) -> bytes:
    if value != value:
        raise ValueError("Lua has no literal for NaN.")
    if abs(value) == float("inf"):
        return b"1e999" if value > 0 else b"-1e999"
    return repr(value).encode()
