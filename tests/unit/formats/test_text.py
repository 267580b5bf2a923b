"""Texts in normal form."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.markup import (
    clean_line,
    date_text,
    inner_text,
    parse_xml,
    plain_text,
    series_position,
    unique_lines,
)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2017-12-11T02:32:46Z", "2017-12-11"),
        ("2017-12-11", "2017-12-11"),
        ("2017-12", "2017-12"),
        ("2017", "2017"),
        ("  2017-12-11 ", "2017-12-11"),
        ("2017-13-01", "2017"),
        ("2017-12-32", "2017-12"),
        ("June 2017", "2017"),
        ("11.12.2017", "2017"),
        ("0101-01-01T00:00:00+00:00", ""),
        ("20171211", ""),
        ("soon", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_dates_are_as_precise_as_the_file(text: str | None, date: str) -> None:
    assert date_text(text) == date


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("3", 3.0),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("0", 0.0),
        ("3.0 ", 3.0),
        ("-1", None),
        ("nan", None),
        ("inf", None),
        ("1e400", None),
        ("three", None),
        ("", None),
        (None, None),
    ],
)
def test_positions_in_a_series(text: str | None, position: float | None) -> None:
    assert series_position(text) == position


def test_lines_contain_nothing_that_a_database_refuses() -> None:
    assert clean_line(" The\n\tClocks\x00\x1b \x85 II ") == "The Clocks II"
    assert clean_line("half \ud83d pair") == "half ? pair"
    assert unique_lines(["b", " a ", "b", "", None, "a"]) == ("b", "a")


@given(st.text(st.characters()))
def test_any_text_can_be_stored(text: str) -> None:
    for cleaned in (clean_line(text), plain_text(text)):
        assert "\x00" not in cleaned
        assert cleaned == cleaned.strip()
        cleaned.encode("utf-8")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Plain.", "Plain."),
        ("One.\n\nTwo\nlines.", "One.\n\nTwo\nlines."),
        ("<p>One <b>bold</b>.</p><p>Two.</p>", "One bold.\n\nTwo."),
        ("<p>One\nline</p>\n<p>Two</p>", "One line\n\nTwo"),
        ("<div><p>One<br/>Two</p></div>", "One\nTwo"),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("<i>Tom &amp; Jerry</i>", "Tom & Jerry"),
        ("a < b and c > d", "a < b and c > d"),
        ("<p>Text</p><script>alert('no')</script><style>p{}</style>", "Text"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("<p>Never closed", "Never closed"),
        ("<!-- note --><p>Text</p>", "Text"),
        ("<p></p>", ""),
        ("", ""),
    ],
)
def test_descriptions_lose_their_markup(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@given(st.text("<>/&;pbi \n!-\"'=#x"))
def test_any_markup_becomes_text(markup: str) -> None:
    assert plain_text(markup) == plain_text(markup)


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY x "0123456789">]><a>&x;&x;&x;</a>'
    assert "0123456789" not in inner_text(parse_xml(bomb, "It"))


def test_html_entities_without_a_doctype_are_understood() -> None:
    assert inner_text(parse_xml(b"<a>Caf&eacute;&nbsp;Noir</a>", "It")).split() == ["Café", "Noir"]


def test_text_behind_a_child_belongs_to_its_parent() -> None:
    root = parse_xml(b"<a><b>One <i>two</i> three</b> outside</a>", "It")
    assert inner_text(root[0]) == "One two three"


def test_stray_ampersands_stay() -> None:
    assert inner_text(parse_xml(b"<a>Tom & Jerry &amp; R&D; &c</a>", "It")) == "Tom & Jerry & R&D; &c"


@pytest.mark.parametrize("data", [b"", b"   ", b"plain", b"\x00\x01\x02", b"<?xml version='1.0'?>"])
def test_invalid_xml_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable, match="The list of this book can't be read"):
        parse_xml(data, "The list")


def test_half_characters_are_replaced() -> None:
    assert inner_text(parse_xml(b"<a>The \xed\xa0\x80 Clocks</a>", "It")).startswith("The")


@given(st.binary())
def test_any_bytes_are_xml_or_unreadable(data: bytes) -> None:
    with suppress(Unreadable):
        text = inner_text(parse_xml(data, "It"))
        assert text.encode("utf-8").decode("utf-8") == text
