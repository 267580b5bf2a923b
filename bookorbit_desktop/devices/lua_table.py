"""Reads Lua files that contain only values: KOReader's settings, sidecars and queues.

Never executed: anything but a literal stops the reading with its line and column. Time and memory are linear
in the length of the text.
"""

import re
from dataclasses import dataclass
from functools import partial
from typing import Final

from bookorbit_desktop.devices.lua_values import LuaKey, LuaTable, LuaValue, as_number
from bookorbit_desktop.domain.base.messages import Message

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_DEPTH: Final = 100
MAX_VALUES: Final = 500_000
MAX_ESCAPES: Final = 2_000_000
"""Escapes in one text: each becomes a separate piece while reading."""
_LONGEST_NUMBER: Final = 400

_BLANK = re.compile(rb"[ \t\r\n\f\v]+")
_LONG_OPENING = re.compile(rb"\[(=*)\[")
_NAME = re.compile(rb"[A-Za-z_][A-Za-z0-9_]*")
_NUMBER = re.compile(
    rb"0[xX](?:[0-9a-fA-F]+(?:\.[0-9a-fA-F]*)?|\.[0-9a-fA-F]+)(?:[pP][+-]?[0-9]+)?"
    rb"|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
)
_QUOTED = {
    quote: re.compile(
        rb"[^\\\r\n" + quote + rb"]*+"
        rb"(?:\\(?:z[ \t\r\n\f\v]*+|\r\n|\n\r|(?s:.))[^\\\r\n" + quote + rb"]*+)*+"
    )
    for quote in (b'"', b"'")
}
"""Text between quotation marks."""
_ESCAPE = re.compile(
    rb"\\(?:([abfnrtv\\\"'])|(\r\n|\n\r|\r|\n)|([0-9]{1,3})|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,8})\}"
    rb"|(z[ \t\r\n\f\v]*)|(?s:.)?)"
)
_ENTRY = re.compile(
    rb'[ \t\r\n]*+(?:\[(?:"([^"\\\r\n]*+)"|([0-9]{1,15}))\][ ]?=[ ]?)?'
    rb'(?:"([^"\\\r\n]*+)"|(-?[0-9]{1,15}(?:\.[0-9]{1,17})?)|(true|false))[,;][ \t\r\n]*+'
)
"""An entry in KOReader's usual form; any other is parsed step by step."""
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
    """The limits beyond which a file is refused."""

    bytes: int = MAX_BYTES
    depth: int = MAX_DEPTH
    values: int = MAX_VALUES


class LuaError(ValueError):
    """The text isn't a Lua literal, or is too large. `line` and `column` count from 1, in characters."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        self.message = Message("Line {0}, column {1}: {2}", str(line), str(column), reason)
        super().__init__(self.message)
        self.reason = reason
        self.line = line
        self.column = column


def parse_lua(text: bytes, limits: LuaLimits | None = None) -> LuaValue:
    """The value of a text: an optional `return`, one literal, and comments around them.

    Raises LuaError.
    """
    return _Parser(text, limits or LuaLimits()).parse()


def parse_table(text: bytes, limits: LuaLimits | None = None) -> LuaTable:
    """The table of a text. Raises LuaError, also for any other value."""
    value = parse_lua(text, limits)
    if not isinstance(value, LuaTable):
        raise LuaError(Message("No table found."), 1, 1)
    return value


class _Parser:
    """Parses the text in one pass."""

    def __init__(self, text: bytes, limits: LuaLimits) -> None:
        self._text = text
        self._limits = limits
        self._at = len(_MARK) if text.startswith(_MARK) else 0
        self._values = 0

    def parse(self) -> LuaValue:
        if len(self._text) > self._limits.bytes:
            raise LuaError(Message("This file is larger than {0} bytes.", self._limits.bytes), 1, 1)
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
            raise self._error(Message("Unexpected text after the value."))
        return value

    def _value(self, depth: int) -> LuaValue:
        """The literal that begins here."""
        self._count_values(1)
        byte = self._text[self._at : self._at + 1]
        if byte == b"{":
            return self._table(depth + 1)
        if byte in _QUOTED:
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
            raise self._error(Message("Only tables, strings, numbers, true, false and nil are allowed."))
        self._at = name.end()
        return _WORDS[name[0]]

    def _count_values(self, count: int) -> None:
        self._values += count
        if self._values > self._limits.values:
            raise self._error(Message("Too many values (more than {0}).", self._limits.values))

    def _table(self, depth: int) -> LuaTable:
        if depth > self._limits.depth:
            raise self._error(Message("Tables are nested more than {0} levels deep.", self._limits.depth))
        self._at += 1
        entries: list[tuple[LuaKey, LuaValue]] = []
        position = 0
        self._skip()
        while not self._takes(b"}"):
            if (plain := _ENTRY.match(self._text, self._at)) is not None:
                self._count_values(2 if plain[1] is not None or plain[2] is not None else 1)
                name, value = _plain_entry(plain)
                if name is None:
                    position += 1
                    name = position
                entries.append((name, value))
                self._at = plain.end()
                self._skip()
                continue
            key = self._key(depth)
            if key is None:
                position += 1
                key = position
            entries.append((key, self._value(depth)))
            self._skip()
            if not self._takes(b",") and not self._takes(b";"):
                if self._takes(b"}"):
                    break
                raise self._error(Message("Expected “,” or “}”."))
            self._skip()
        return LuaTable(entries)

    def _key(self, depth: int) -> LuaKey | None:
        """The key before a value, including its equals sign; None for a value without one."""
        if self._text.startswith(b"[", self._at) and _LONG_OPENING.match(self._text, self._at) is None:
            self._at += 1
            self._skip()
            start = self._at
            key = self._value(depth)
            if key is None or isinstance(key, LuaTable):
                raise self._error(Message("Invalid table key."), start)
            self._skip()
            if not self._takes(b"]"):
                raise self._error(Message("Expected “]” after the key."))
        else:
            name = _NAME.match(self._text, self._at)
            if name is None or (name[0] in _WORDS and not self._is_key(name.end())):
                return None
            if name[0] in _RESERVED:
                raise self._error(Message("Only tables, strings, numbers, true, false and nil are allowed."))
            if not self._is_key(name.end()):
                return None
            self._at, key = name.end(), name[0]
        self._skip()
        if not self._takes(b"="):
            raise self._error(Message("Expected “=”."))
        self._skip()
        return key

    def _is_key(self, end: int) -> bool:
        """Whether an equals sign follows the name that ends there."""
        start, self._at = self._at, end
        self._skip()
        follows = self._text.startswith(b"=", self._at)
        self._at = start
        return follows

    def _quoted(self, quote: bytes) -> bytes:
        start = self._at
        inside = _QUOTED[quote].match(self._text, start + 1)
        if inside is None or not self._text.startswith(quote, inside.end()):
            raise self._error(Message("Unterminated string."), start)
        self._at = inside.end() + 1
        escapes = inside[0].count(b"\\")
        if escapes > MAX_ESCAPES:
            raise self._error(Message("Too many escape sequences (more than {0}).", MAX_ESCAPES), start)
        return _ESCAPE.sub(partial(self._escape, start + 1), inside[0]) if escapes else inside[0]

    def _escape(self, offset: int, found: re.Match[bytes]) -> bytes:
        """The bytes of an escape sequence (Lua 5.1 and LuaJIT). `offset` is where the string containing it
        begins."""
        simple, line_end, decimal, hexadecimal, code, _ = found.groups()
        if simple is not None:
            return _ESCAPES[simple]
        if line_end is not None:
            return b"\n"
        if decimal is not None:
            if int(decimal) > 255:
                raise self._error(Message("Invalid escape sequence."), offset + found.start())
            return bytes((int(decimal),))
        if hexadecimal is not None:
            return bytes.fromhex(hexadecimal.decode())
        if code is not None:
            return self._unicode(int(code, 16), offset + found.start())
        if found[6] is not None:
            return b""
        raise self._error(Message("Unknown escape sequence."), offset + found.start())

    def _unicode(self, code: int, at: int) -> bytes:
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise self._error(Message("Escape sequence isn't a valid character."), at)
        return chr(code).encode()

    def _long(self) -> bytes:
        """A string in long brackets; a line end right after the opening is not part of it."""
        opening = _LONG_OPENING.match(self._text, self._at)
        if opening is None:
            raise self._error(Message("Expected a value."))
        start = opening.end()
        end = self._end_of_long(opening)
        if first := _LINE_END.match(self._text, start, end):
            start = first.end()
        return _LINE_END.sub(b"\n", self._text[start:end])

    def _end_of_long(self, opening: re.Match[bytes]) -> int:
        """The end of the long brackets; moves the position past them."""
        closing = b"]" + opening[1] + b"]"
        end = self._text.find(closing, opening.end())
        if end < 0:
            raise self._error(Message("Unterminated long string."))
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
            raise self._error(Message("Expected a value."))
        if len(digits[0]) > _LONGEST_NUMBER or _NAME.match(self._text, digits.end()):
            raise self._error(Message("Invalid number."))
        self._at = digits.end()
        return as_number(_double(digits[0].decode()))

    def _skip(self) -> None:
        """Skip whitespace and comments."""
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
        """Skip this byte if it is next; returns whether it was."""
        if not self._text.startswith(byte, self._at):
            return False
        self._at += 1
        return True

    def _error(self, reason: str, at: int | None = None) -> LuaError:
        before = self._text[: self._at if at is None else at]
        last = before[before.rfind(b"\n") + 1 :]
        return LuaError(reason, before.count(b"\n") + 1, len(last.decode("utf-8", "replace")) + 1)


def _plain_entry(found: re.Match[bytes]) -> tuple[LuaKey | None, LuaValue]:
    """The key of an entry, None if it has none, and its value."""
    name, number, text, digits, word = found.groups()
    key: LuaKey | None = name if number is None else int(number)
    if text is not None:
        return key, text
    if digits is not None:
        return key, as_number(float(digits)) if b"." in digits else int(digits)
    return key, word == b"true"


def _double(digits: str) -> float:
    if digits[:2].lower() != "0x":
        return float(digits)
    try:
        return float.fromhex(digits)
    except OverflowError:
        return float("inf")
