"""Reading Lua that holds nothing but values: KOReader's settings, sidecars and queues.

Never executed: whatever is no literal ends the reading with its line and column. Time and memory grow with the
length of the text and no faster.
"""

import re
from dataclasses import dataclass
from typing import Final

from bookorbit_desktop.devices.lua_values import LuaKey, LuaTable, LuaValue, as_number

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_DEPTH: Final = 100
MAX_VALUES: Final = 500_000
_LONGEST_NUMBER: Final = 400

_BLANK = re.compile(rb"[ \t\r\n\f\v]+")
_LONG_OPENING = re.compile(rb"\[(=*)\[")
_NAME = re.compile(rb"[A-Za-z_][A-Za-z0-9_]*")
_NUMBER = re.compile(
    rb"0[xX](?:[0-9a-fA-F]+(?:\.[0-9a-fA-F]*)?|\.[0-9a-fA-F]+)(?:[pP][+-]?[0-9]+)?"
    rb"|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
)
_PLAIN = {quote: re.compile(rb"[^\\\r\n" + quote + rb"]+") for quote in (b'"', b"'")}
_DECIMAL_ESCAPE = re.compile(rb"[0-9]{1,3}")
_HEX_ESCAPE = re.compile(rb"x([0-9a-fA-F]{2})")
_UNICODE_ESCAPE = re.compile(rb"u\{([0-9a-fA-F]{1,8})\}")
_LINE_END = re.compile(rb"\r\n|\n\r|\r|\n")
_ESCAPES = {
    b"a": b"\a",
    b"b": b"\b",
    b"f": b"\f",
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"v": b"\v",
    b"\\": b"\\",
    b'"': b'"',
    b"'": b"'",
}
_WORDS: dict[bytes, LuaValue] = {
    b"true": True,
    b"false": False,
    b"nil": None,
    # KOReader writes numbers that are none like this, and reads them as the unknown names that they are.
    b"inf": None,
    b"nan": None,
}
_RESERVED = frozenset(
    b"and break do else elseif end for function goto if in local not or repeat return then until while".split()
)
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class LuaLimits:
    """How much of a file is read before it is refused."""

    bytes: int = MAX_BYTES
    depth: int = MAX_DEPTH
    values: int = MAX_VALUES


class LuaError(ValueError):
    """The text is no Lua literal, or too much of it. `line` and `column` count from 1, in characters."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(f"Line {line}, column {column}: {reason}")
        self.reason = reason
        self.line = line
        self.column = column


def parse_lua(text: bytes, limits: LuaLimits | None = None) -> LuaValue:
    """The value that a text holds: an optional `return`, one literal, and comments around.

    Raises LuaError.
    """
    return _Parser(text, limits or LuaLimits()).parse()


def parse_table(text: bytes, limits: LuaLimits | None = None) -> LuaTable:
    """The table that a text holds. Raises LuaError, also where it holds another value."""
    value = parse_lua(text, limits)
    if not isinstance(value, LuaTable):
        raise LuaError("There is no table here.", 1, 1)
    return value


class _Parser:
    """One pass over the text, from its beginning to its end."""

    def __init__(self, text: bytes, limits: LuaLimits) -> None:
        self._text = text
        self._limits = limits
        self._at = len(_MARK) if text.startswith(_MARK) else 0
        self._values = 0

    def parse(self) -> LuaValue:
        if len(self._text) > self._limits.bytes:
            raise LuaError(f"This file is longer than {self._limits.bytes} bytes.", 1, 1)
        self._skip()
        name = _NAME.match(self._text, self._at)
        if name is not None and name[0] == b"return":
            self._at = name.end()
            self._skip()
        value = self._value(0)
        self._skip()
        if self._text.startswith(b";", self._at):
            self._at += 1
            self._skip()
        if self._at < len(self._text):
            raise self._error("Something follows after the end of the value.")
        return value

    def _value(self, depth: int) -> LuaValue:
        """The literal that begins here."""
        self._values += 1
        if self._values > self._limits.values:
            raise self._error(f"There are more than {self._limits.values} values.")
        byte = self._text[self._at : self._at + 1]
        if byte == b"{":
            return self._table(depth + 1)
        if byte in _PLAIN:
            return self._quoted(byte)
        if byte == b"[":
            return self._long()
        if byte == b"-":
            self._at += 1
            self._skip()
            return self._negative()
        name = _NAME.match(self._text, self._at)
        if name is None:
            return self._number()
        if name[0] not in _WORDS:
            raise self._error("Only tables, texts, numbers, true, false and nil are read.")
        self._at = name.end()
        return _WORDS[name[0]]

    def _table(self, depth: int) -> LuaTable:
        if depth > self._limits.depth:
            raise self._error(f"Tables are nested more than {self._limits.depth} deep.")
        self._at += 1
        entries: list[tuple[LuaKey, LuaValue]] = []
        position = 0
        self._skip()
        while not self._takes(b"}"):
            key = self._key(depth)
            if key is None:
                position += 1
                key = position
            entries.append((key, self._value(depth)))
            self._skip()
            if not self._takes(b",") and not self._takes(b";"):
                if self._takes(b"}"):
                    break
                raise self._error("A comma or the end of the table is missing.")
            self._skip()
        return LuaTable(entries)

    def _key(self, depth: int) -> LuaKey | None:
        """The key before a value, with its sign of equality; None for a value without one."""
        if self._text.startswith(b"[", self._at) and _LONG_OPENING.match(self._text, self._at) is None:
            self._at += 1
            self._skip()
            start = self._at
            key = self._value(depth)
            if key is None or isinstance(key, LuaTable):
                raise self._error("This cannot be a key.", start)
            self._skip()
            if not self._takes(b"]"):
                raise self._error("The bracket of a key is not closed.")
        else:
            name = _NAME.match(self._text, self._at)
            if name is None or (name[0] in _WORDS and not self._is_key(name.end())):
                return None
            if name[0] in _RESERVED:
                raise self._error("Only tables, texts, numbers, true, false and nil are read.")
            if not self._is_key(name.end()):
                return None
            self._at, key = name.end(), name[0]
        self._skip()
        if not self._takes(b"="):
            raise self._error("A sign of equality is missing.")
        self._skip()
        return key

    def _is_key(self, end: int) -> bool:
        """Whether a sign of equality follows on the name that ends there."""
        start, self._at = self._at, end
        self._skip()
        follows = self._text.startswith(b"=", self._at)
        self._at = start
        return follows

    def _quoted(self, quote: bytes) -> bytes:
        start = self._at
        self._at += 1
        parts: list[bytes] = []
        plain = _PLAIN[quote]
        while not self._takes(quote):
            run = plain.match(self._text, self._at)
            if run is not None:
                parts.append(run[0])
                self._at = run.end()
            elif self._takes(b"\\"):
                parts.append(self._escape())
            else:
                raise self._error("A text is not closed.", start)
        return b"".join(parts)

    def _escape(self) -> bytes:
        """What follows a backslash (Lua 5.1 and LuaJIT)."""
        text, at = self._text, self._at
        simple = _ESCAPES.get(text[at : at + 1])
        if simple is not None:
            self._at += 1
            return simple
        if end := _LINE_END.match(text, at):
            self._at = end.end()
            return b"\n"
        if digits := _DECIMAL_ESCAPE.match(text, at):
            if int(digits[0]) > 255:
                raise self._error("An escape is no byte.", at - 1)
            self._at = digits.end()
            return bytes((int(digits[0]),))
        if digits := _HEX_ESCAPE.match(text, at):
            self._at = digits.end()
            return bytes.fromhex(digits[1].decode())
        if digits := _UNICODE_ESCAPE.match(text, at):
            return self._unicode(digits)
        if text.startswith(b"z", at):
            blank = _BLANK.match(text, at + 1)
            self._at = blank.end() if blank else at + 1
            return b""
        raise self._error("An escape is not known.", at - 1)

    def _unicode(self, digits: re.Match[bytes]) -> bytes:
        code = int(digits[1], 16)
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise self._error("An escape is no character.", self._at - 1)
        self._at = digits.end()
        return chr(code).encode()

    def _long(self) -> bytes:
        """A text in long brackets; the line end right after the opening does not belong to it."""
        opening = _LONG_OPENING.match(self._text, self._at)
        if opening is None:
            raise self._error("A value is missing.")
        start = opening.end()
        end = self._end_of_long(opening)
        if first := _LINE_END.match(self._text, start, end):
            start = first.end()
        return _LINE_END.sub(b"\n", self._text[start:end])

    def _end_of_long(self, opening: re.Match[bytes]) -> int:
        """Where long brackets close; the place goes behind them."""
        closing = b"]" + opening[1] + b"]"
        end = self._text.find(closing, opening.end())
        if end < 0:
            raise self._error("Long brackets are not closed.")
        self._at = end + len(closing)
        return end

    def _negative(self) -> LuaValue:
        name = _NAME.match(self._text, self._at)
        if name is not None and name[0] in (b"inf", b"nan"):
            self._at = name.end()
            return None
        return -self._number()

    def _number(self) -> int | float:
        digits = _NUMBER.match(self._text, self._at)
        if digits is None:
            raise self._error("A value is missing.")
        if len(digits[0]) > _LONGEST_NUMBER or _NAME.match(self._text, digits.end()):
            raise self._error("This is no number that is read.")
        self._at = digits.end()
        return as_number(_double(digits[0].decode()))

    def _skip(self) -> None:
        """Go past blanks and comments."""
        text = self._text
        while True:
            blank = _BLANK.match(text, self._at)
            if blank is not None:
                self._at = blank.end()
            if not text.startswith(b"--", self._at):
                return
            opening = _LONG_OPENING.match(text, self._at + 2)
            if opening is not None:
                self._end_of_long(opening)
            else:
                end = _LINE_END.search(text, self._at)
                self._at = end.start() if end else len(text)

    def _takes(self, byte: bytes) -> bool:
        """Go past this byte, if it is here."""
        if not self._text.startswith(byte, self._at):
            return False
        self._at += 1
        return True

    def _error(self, reason: str, at: int | None = None) -> LuaError:
        before = self._text[: self._at if at is None else at]
        last = before[before.rfind(b"\n") + 1 :]
        return LuaError(reason, before.count(b"\n") + 1, len(last.decode("utf-8", "replace")) + 1)


def _double(digits: str) -> float:
    if digits[:2].lower() != "0x":
        return float(digits)
    try:
        return float.fromhex(digits)
    except OverflowError:
        return float("inf")
