"""Argument types: each converts a command-line argument to a value, or says what is wrong with it."""

import argparse
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

_Words = TypeVar("_Words", bound=StrEnum)


def enum_word(words: type[_Words]) -> Callable[[str], _Words]:
    """A value of an enumeration."""

    def parse(text: str) -> _Words:
        try:
            return words(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"“{text}” isn't one of {', '.join(words)}") from error

    return parse


def printable_text(text: str) -> str:
    """Text without control characters. Bytes that aren't text are rejected: SQLite accepts no surrogates."""
    if not text.isprintable():
        raise argparse.ArgumentTypeError("not valid text")
    return text


def port(text: str) -> int:
    """A port; 0 lets the system choose."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("enter a port up to 65535")
    return number


def positive(text: str) -> int:
    """A whole number above 0."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 on")
    return number


def day(text: str) -> date:
    """A date in ISO format."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a date as YYYY-MM-DD") from error


def folder(text: str) -> Path:
    """A folder. An empty text is rejected, as it would mean the working folder."""
    if not text:
        raise argparse.ArgumentTypeError("a folder name can't be empty")
    return Path(text)


def add_cards(parser: argparse.ArgumentParser) -> None:
    """The option for a device's memory cards."""
    parser.add_argument(
        "--card", type=folder, action="append", default=[], metavar="PATH", help="the memory card's drive"
    )
