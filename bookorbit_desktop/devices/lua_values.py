"""The values in KOReader's data files, and how to write them as KOReader does.

It reads them back and people see no other difference: four spaces per level, sorted keys in brackets, a comma after
each entry, texts as LuaJIT's `%q` (device-files.md, first paragraph; device-variants.md section 5, "Text").
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

LuaKey: TypeAlias = bytes | int | float | bool
LuaValue: TypeAlias = "bytes | int | float | bool | LuaTable | None"

_LARGEST_WHOLE = 2**53
"""From here on doubles skip integers."""


class LuaTable(Mapping[LuaKey, LuaValue]):
    """An immutable table. Texts are bytes, as on the device; nil values are not stored.

    Numbers are doubles in Lua, so 1 and 1.0 are one key, while `true` is another key than 1.
    """

    __slots__ = ("_slots",)

    def __init__(self, entries: Iterable[tuple[LuaKey, LuaValue]] = ()) -> None:
        """As in Lua, the last of several entries with one key wins, and nil removes a key."""
        slots: dict[object, tuple[LuaKey, LuaValue]] = {}
        for key, value in entries:
            if value is None:
                slots.pop(_slot(key), None)
            else:
                slots[_slot(key)] = (key, value)
        self._slots = slots

    def __getitem__(self, key: object) -> LuaValue:
        return self._slots[_slot(key)][1]

    def __contains__(self, key: object) -> bool:
        return _slot(key) in self._slots

    def __iter__(self) -> Iterator[LuaKey]:
        return (key for key, _ in self._slots.values())

    def __len__(self) -> int:
        return len(self._slots)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LuaTable) and self._slots == other._slots

    def __hash__(self) -> int:
        return hash(frozenset(self._slots))

    def __repr__(self) -> str:
        return f"LuaTable({list(self._slots.values())!r})"

    def table(self, key: str) -> "LuaTable":
        """The table under a key; an empty one if there is none."""
        found = self.get(key.encode())
        return found if isinstance(found, LuaTable) else LuaTable()

    def text(self, key: str) -> str:
        """The text under a key, for display: invalid UTF-8 is replaced. Empty if there is none."""
        return shown(self.get(key.encode()))

    def number(self, key: str) -> float | None:
        """The number under a key, even if stored as text; None unless it is finite."""
        return finite(self.get(key.encode()))

    def whole(self, key: str) -> int | None:
        """The number under a key, truncated to an integer."""
        return whole(self.get(key.encode()))

    def flag(self, key: str) -> bool:
        """Whether the value under a key is true."""
        return self.get(key.encode()) is True

    def items_in_order(self) -> list[LuaValue]:
        """The values of a list by index; gaps are skipped.

        Indexes that another program stored as text count, too.
        """
        numbered = [(number, value) for key, value in self.items() if (number := finite(key)) is not None]
        return [value for _, value in sorted(numbered, key=lambda entry: entry[0])]

    def indexes(self) -> range:
        """The indexes of a list as KOReader counts them: from 1 up to the first gap."""
        index = 1
        while index in self:
            index += 1
        return range(1, index)

    def with_values(self, values: "Mapping[LuaKey, LuaValue]") -> "LuaTable":
        """The table with these values set, and without the keys that have the value None."""
        return LuaTable([*self.items(), *values.items()])

    def tables_in_order(self) -> list["LuaTable"]:
        """The values of a list that are tables."""
        return [value for value in self.items_in_order() if isinstance(value, LuaTable)]


def as_number(value: float) -> int | float:
    """A double in one form: whole numbers as `int`, in the range where doubles represent them exactly."""
    if value.is_integer() and abs(value) <= _LARGEST_WHOLE:
        return int(value)
    return value


def shown(value: LuaValue) -> str:
    """A text for display, without the trailing NUL of old databases and PDFs; empty for anything else."""
    return value.decode("utf-8", "replace").rstrip("\0") if isinstance(value, bytes) else ""


def finite(value: LuaValue) -> float | None:
    """A number, even if stored as text; None for anything else, including infinity."""
    if isinstance(value, bytes) and len(value) < 40:
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if abs(value) < float("inf") else None


def whole(value: LuaValue) -> int | None:
    """A number truncated to an integer, in the range where doubles are exact; None beyond it."""
    number = finite(value)
    return int(number) if number is not None and abs(number) <= _LARGEST_WHOLE else None


def _slot(key: object) -> object:
    """A dict key that keeps True and 1 apart, as Lua does."""
    return (key,) if isinstance(key, bool) else key


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
