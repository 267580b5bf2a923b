"""A message is its English text, keeps what it was made from, and comes back from the database as it was."""

import copy
import json
import pickle
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.messages import (
    NOTHING,
    Argument,
    Message,
    as_message,
    joined_messages,
    restored,
    stored,
)

HOSTILE = st.one_of(
    st.text(),
    st.sampled_from(
        [
            "{0} {1} {} {name} {0.__class__}%n %Ln %s (s) [s]",
            "<b>bold</b><img src=x>&amp;",
            "\u202eevil\u2066 \x00\x1b[31m\r\n",
            '{"english": "x", "text": "{0}", "arguments": ["y"]}',
            "\ud800",
        ]
    ),
)
PLAIN: st.SearchStrategy[Argument] = st.one_of(
    HOSTILE,
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)),
    st.times(),
)
TEXTS = st.sampled_from(
    ["{0}", "{0}: {1} → {2}", "%n book(s) need[s] {0}.", "“{1}” (100%) is {0}", "Nothing."]
)
COUNTS = st.none() | st.integers(0, 10**12)


def _made(text: str, arguments: list[Argument], count: int | None) -> Message:
    return Message(text, *arguments, count=count)


MESSAGES = st.recursive(
    st.builds(_made, TEXTS, st.lists(PLAIN, min_size=3, max_size=3), COUNTS),
    lambda inner: st.builds(_made, TEXTS, st.lists(PLAIN | inner, min_size=3, max_size=3), COUNTS),
    max_leaves=6,
)


def parts(message: Message) -> tuple[object, ...]:
    """What a message is made of, all the way down."""
    arguments = (
        parts(argument) if isinstance(argument, Message) else (type(argument), argument)
        for argument in message.arguments
    )
    return message.text, message.counted, *arguments


@given(MESSAGES)
def test_a_message_comes_back_from_json_as_it_was(message: Message) -> None:
    again = restored(stored(message))

    is_verbatim = message.text == "{0}" and type(message.arguments[0]) is str
    is_plain = is_verbatim or not message  # what says nothing is stored as nothing, whatever it is made of
    assert str(again) == str(message)
    assert parts(again) == parts(message) or (is_plain and parts(again) == parts(as_message(str(message))))


@given(MESSAGES)
def test_a_copy_and_what_another_process_gets_are_the_same_message(message: Message) -> None:
    for other in (copy.deepcopy(message), pickle.loads(pickle.dumps(message))):
        assert isinstance(other, Message)
        assert (str(other), parts(other)) == (str(message), parts(message))


@given(HOSTILE)
def test_other_stored_text_stays_as_it_is(text: str) -> None:
    assert restored(stored(text)) == text
    assert parts(restored(stored(text))) == parts(as_message(text))


@given(HOSTILE, HOSTILE, st.integers(2, 999))
def test_arguments_are_never_read_as_templates(one: str, other: str, count: int) -> None:
    message = Message("{1} | %n book(s) | {0}", one, other, count=count)

    assert message == f"{other} | {count} books | {one}"


@given(st.lists(HOSTILE | MESSAGES, max_size=25))
def test_joined_messages_say_all_of_them_in_their_order(texts: list[str]) -> None:
    assert joined_messages(texts, "; ") == "; ".join(text for text in texts if text)


@pytest.mark.parametrize(
    ("message", "english"),
    [
        (Message("%n book(s) need[s] you", count=1), "1 book needs you"),
        (Message("%n book(s) need[s] you", count=4231), "4,231 books need you"),
        (Message("Rated {0}.", 4.5), "Rated 4.5."),
        (Message("Rated {0}.", 4.0), "Rated 4."),
        (Message("Daily limit reached ({0}).", 5000), "Daily limit reached (5,000)."),
        (Message("Port {0}", "7200"), "Port 7200"),
        (Message("On {0}.", date(2026, 2, 3)), "On 2026-02-03."),
        (Message("Continues at {0}.", time(9, 5, 59)), "Continues at 09:05."),
        (Message("{0} and {7}", "one"), "one and {7}"),
        (NOTHING, ""),
    ],
)
def test_the_english_text(message: Message, english: str) -> None:
    assert (message, str(message), f"{message}", type(str(message))) == (english, english, english, str)


def test_a_moment_is_shown_in_local_time() -> None:
    moment = datetime(2026, 2, 3, 14, 5, tzinfo=UTC)

    assert Message("Next try {0}.", moment) == f"Next try {moment.astimezone():%Y-%m-%d %H:%M}."


def test_a_message_never_changes() -> None:
    message = Message("“{0}” is gone.", "Emma")

    with pytest.raises(AttributeError):
        message.text = "other"
    with pytest.raises(AttributeError):
        del message.arguments
    with pytest.raises(AttributeError):
        message.other = 1


def test_stored_json_contains_the_english_text() -> None:
    read = json.loads(stored(Message("Paused after %n failure(s).", count=3)))

    assert read == {"english": "Paused after 3 failures.", "text": "Paused after %n failure(s).", "count": 3}


@pytest.mark.parametrize(
    "text",
    [
        "Waiting to send: status: Read → Currently Reading.",
        '{"english": ',
        '{"english": "x"}',
        '{"english": "x", "text": 7}',
        '{"english": "x", "text": "a", "arguments": 7}',
        '{"english": "x", "text": "a", "arguments": [null]}',
        '{"english": "x", "text": "a", "arguments": [{"date": 7}]}',
        '{"english": "x", "text": "a", "arguments": [{"date": "2026-02-31"}]}',
        '{"english": "x", "text": "a", "count": "7"}',
        '{"english": ' + "[" * 100_000,
    ],
)
def test_text_of_older_versions_and_broken_json_are_shown_as_they_are(text: str) -> None:
    assert parts(restored(text)) == ("{0}", None, (str, text))


def test_an_error_carries_its_message() -> None:
    message = Message("There is no book {0}.", "7")

    assert NotFound(message).message is message
    assert str(NotFound(message)) == "There is no book 7."
    assert parts(pickle.loads(pickle.dumps(NotFound(message))).message) == parts(message)
