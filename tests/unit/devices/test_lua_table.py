"""Lua is read as literals, within limits, and what is read is written back equal."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.devices.lua_table import LuaError, LuaLimits, parse_lua, parse_table
from bookorbit_desktop.devices.lua_values import LuaTable, LuaValue, as_number, write_lua

TraceFunction: TypeAlias = Callable[[FrameType, str, object], "TraceFunction"]
NUMBERS = st.floats(allow_nan=False).map(as_number) | st.integers(-(2**53), 2**53)
SCALARS = st.binary(max_size=40) | NUMBERS | st.booleans()
VALUES: st.SearchStrategy[LuaValue] = st.recursive(
    SCALARS, lambda inner: st.lists(st.tuples(SCALARS, inner), max_size=6).map(LuaTable), max_leaves=30
)
PIECES = st.sampled_from(
    [
        b"{",
        b"}",
        b"[",
        b"]",
        b"=",
        b",",
        b";",
        b'"',
        b"'",
        b"\\",
        b"--",
        b"[[",
        b"]]",
        b"return ",
        b"nil",
        b"1e9",
        b"-",
        b"\n",
    ]
)
REPEATED = [
    b"{",
    b'"',
    b"[[",
    b"--[[",
    b"\\",
    b"{[",
    b"1e",
    b"--\n",
    b"'\\z ",
    b"[=",
    b'"\\\n',
    b" ",
    b"a=",
    b"-",
]
"""What a hostile text may consist of."""


def steps_of_reading(text: bytes) -> int:
    """How many lines of Python are run to read a text."""
    steps = 0

    def count(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal steps
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        read_or_error(text)
    finally:
        sys.settrace(before)
    return steps


def entries(text: bytes) -> dict[object, LuaValue]:
    return dict(parse_table(text))


def read_or_error(text: bytes) -> tuple[LuaValue, LuaError | None]:
    try:
        return parse_lua(text), None
    except LuaError as error:
        return None, error


@given(VALUES)
def test_a_written_value_is_read_back_equal(value: LuaValue) -> None:
    assert parse_lua(write_lua(value, b"/mnt/onboard/odd\nname.lua")) == value


@given(VALUES)
def test_a_value_that_was_read_is_written_back_byte_for_byte(value: LuaValue) -> None:
    written = write_lua(value)
    assert write_lua(parse_lua(written)) == written


@given(st.lists(PIECES | st.binary(max_size=4), max_size=60).map(b"".join))
def test_hostile_text_is_a_value_or_an_error_with_its_place(text: bytes) -> None:
    value, error = read_or_error(text)
    assert error is None or (error.line >= 1 and error.column >= 1)
    assert error is not None or parse_lua(write_lua(value)) == value


class TestTexts:
    @pytest.mark.parametrize(
        ("literal", "text"),
        [
            (rb'"a\"b\\c"', b'a"b\\c'),
            (rb"'it\'s \"so\"'", b'it\'s "so"'),
            (b'"one\\\ntwo"', b"one\ntwo"),
            (b'"one\\\r\ntwo"', b"one\ntwo"),
            (rb'"\a\b\f\n\r\t\v"', b"\a\b\f\n\r\t\v"),
            (rb'"\0\13\0651\255"', b"\x00\r" + b"A1" + b"\xff"),
            (rb'"\x41\xfF"', b"A\xff"),
            (rb'"\u{48}\u{1F600}"', "H😀".encode()),
            (b'"a\\z  \n   b"', b"ab"),
            (b"[[plain \\n]]", b"plain \\n"),
            (b"[[\nfirst\r\nsecond]]", b"first\nsecond"),
            (b"[==[has ]] and ]=] in it]==]", b"has ]] and ]=] in it"),
            (b'"\xff\xfe not UTF-8"', b"\xff\xfe not UTF-8"),
            (b'""', b""),
        ],
    )
    def test_in_every_form(self, literal: bytes, text: bytes) -> None:
        assert parse_lua(b"return " + literal) == text

    @pytest.mark.parametrize(
        "literal",
        [b'"open', b'"two\nlines"', rb'"\256"', rb'"\q"', rb'"\xg0"', rb'"\u{D800}"', b"[[open", b"'a\""],
    )
    def test_broken_literals_are_refused(self, literal: bytes) -> None:
        with pytest.raises(LuaError):
            parse_lua(b"return " + literal)

    @pytest.mark.parametrize(
        ("text", "written"),
        [
            (b"a\r1", rb'"a\0131"'),
            (b"a\rb", rb'"a\13b"'),
            (b"\0", rb'"\0"'),
            (b'say "so"\\', rb'"say \"so\"\\"'),
            (b"one\ntwo", b'"one\\\ntwo"'),
            ("Ähre 😀".encode(), '"Ähre 😀"'.encode()),
        ],
    )
    def test_are_written_as_luajit_does(self, text: bytes, written: bytes) -> None:
        assert write_lua(text) == b"return " + written + b"\n"


class TestNumbers:
    @pytest.mark.parametrize(
        ("literal", "number"),
        [
            (b"0", 0),
            (b"-7", -7),
            (b"- 7", -7),
            (b"3.", 3),
            (b".5", 0.5),
            (b"1e3", 1000),
            (b"-2.5E-3", -0.0025),
            (b"0x1F", 31),
            (b"0xA.8p1", 21),
            (b"0.42735042735043", 0.42735042735043),
            (b"9007199254740993", 9007199254740992),
            (b"1e999", float("inf")),
            (b"0x" + b"f" * 300, float("inf")),
        ],
    )
    def test_in_every_form(self, literal: bytes, number: float) -> None:
        value = parse_lua(literal)
        assert value == number
        assert isinstance(value, int) == (abs(number) <= 2**53 and number == int(number))

    @pytest.mark.parametrize("literal", [b"1x", b"0x", b"--5", b"1..2", b"1" * 500, b"-", b"-{}", b"5LL"])
    def test_broken_literals_are_refused(self, literal: bytes) -> None:
        with pytest.raises(LuaError):
            parse_lua(literal)

    def test_nan_and_infinity_are_left_out(self) -> None:
        assert entries(b'{["a"] = nan, ["b"] = -nan, ["c"] = inf, ["d"] = -inf, ["e"] = 1}') == {b"e": 1}


class TestTables:
    def test_keys_in_every_form(self) -> None:
        text = b'{ ["a"] = 1, [2] = "two"; name = true, "first", [-1.5] = false, ["gone"] = nil, }'
        assert entries(text) == {b"a": 1, 2: b"two", b"name": True, 1: b"first", -1.5: False}

    def test_true_is_another_key_than_one(self) -> None:
        table = parse_table(b'{[true] = "yes", [1] = "one", [1.0] = "uno"}')
        assert (table[True], table[1], len(table)) == (b"yes", b"uno", 2)

    def test_a_hole_in_a_list_is_passed_over(self) -> None:
        assert parse_table(b"{1, nil, 3, [9] = 9}").items_in_order() == [1, 3, 9]

    def test_the_last_of_two_entries_counts(self) -> None:
        assert entries(b'{["a"] = 1, ["a"] = 2}') == {b"a": 2}

    def test_comments_and_a_mark_at_the_beginning(self) -> None:
        text = b"\xef\xbb\xbf-- /a/b.lua\n--[[ long\n]] --[==[ x ]] ]==]\nreturn --x\n{ --y\n1, --[[z]] 2 }; -- end"
        assert parse_table(text).items_in_order() == [1, 2]

    def test_a_loop_that_koreader_wrote_down(self) -> None:
        assert entries(b'{["a"] = nil --[[ LOOP:\n^------- ]],}') == {}

    @pytest.mark.parametrize(
        "text",
        [
            b"",
            b"return",
            b"{",
            b"{1 2}",
            b"{[1 = 2}",
            b"{[nil] = 1}",
            b"{[{}] = 1}",
            b"{a = }",
            b"{,}",
            b"{} {}",
            b"os.execute('x')",
            b"return {os.execute('x')}",
            b"{a = b}",
            b"{end = 1}",
            b"(function() end)()",
            b"{1 .. 2}",
            b"--[[ open",
        ],
    )
    def test_a_text_that_is_no_table_is_refused(self, text: bytes) -> None:
        with pytest.raises(LuaError):
            parse_table(text)

    def test_a_settings_file_is_a_table(self) -> None:
        with pytest.raises(LuaError):
            parse_table(b"return 5")

    def test_koreaders_own_form(self) -> None:
        text = (
            b"-- /mnt/us/koreader/settings.reader.lua\n"
            b'return {\n    [1] = {},\n    ["b"] = {\n        ["x"] = 0.5,\n    },\n    ["c"] = true,\n}\n'
        )
        assert write_lua(parse_table(text), b"/mnt/us/koreader/settings.reader.lua") == text


class TestErrors:
    def test_say_line_and_column_in_characters(self) -> None:
        with pytest.raises(LuaError) as caught:
            parse_table('return {\n["Ähre"] = load("x"),\n}'.encode())
        assert (caught.value.line, caught.value.column) == (2, 12)
        assert str(caught.value).startswith("Line 2, column 12: ")

    def test_a_table_too_long_too_deep_or_with_too_many_values_is_refused(self) -> None:
        limits = LuaLimits(bytes=1000, depth=5, values=50)
        for text in (b"{" + b" " * 1000 + b"}", b"{" * 6 + b"}" * 6, b"{" + b"1," * 60 + b"}"):
            with pytest.raises(LuaError):
                parse_table(text, limits)
        assert parse_table(b"{" * 5 + b"}" * 5, limits)

    @pytest.mark.parametrize("piece", REPEATED)
    def test_two_million_characters_of_the_same_are_refused(self, piece: bytes) -> None:
        text = b"return {" + piece * (2_000_000 // len(piece))
        with pytest.raises(LuaError):
            parse_table(text)

    @pytest.mark.parametrize("piece", [*REPEATED, b"1,", b"a=1,", b"{},", b'["a"]=1,', b"--[[x]]", b'"\\n",'])
    def test_a_text_twice_as_long_takes_twice_the_steps_at_most(self, piece: bytes) -> None:
        """Steps inside one regular expression are not seen: two million characters would not come to an end."""
        once, twice = (steps_of_reading(b"return {" + piece * count) for count in (1_000, 2_000))

        assert twice <= 2 * once
