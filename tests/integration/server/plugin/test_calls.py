"""The greeting, the limits, page views, and everything that can be wrong with a call (plugin.md)."""

import json
import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookorbit_desktop.domain.reading.statistics import StatisticsFilter
from bookorbit_desktop.domain.usb.page_views import PageView
from bookorbit_desktop.domain.usb.plugin import LARGEST_BODY, MOST_ANNOTATIONS, MOST_BOOKS, MOST_VIEWS
from bookorbit_desktop.storage.usb.page_views import PageViewRepository
from tests.integration.server.plugin.conftest import Server
from tests.integration.server.plugin.device import DIGEST, highlight
from tests.services import add_book

START = 1_774_700_000


def seconds(server: Server) -> int:
    return server.services.reading_time.statistics(StatisticsFilter()).total.seconds


def test_the_greeting_needs_no_login_and_knows_the_library_again(server: Server) -> None:
    kobo = server.device()
    first = kobo.ask("GET", "hello", login=False)
    assert first.status == 200
    assert first.headers["content-type"] == "application/json"
    said = first.json
    assert (said["server"], said["api"]) == ("BookOrbit Desktop", 1)
    assert said["features"] == ["login", "books", "page-views", "annotations"]
    assert said["limits"] == {"body": 200_000, "books": 50, "annotations": 500, "page_views": 1000}
    assert kobo.ask("GET", "hello/", login=False).json["instance"] == said["instance"]
    assert len(said["instance"]) == 32


def test_a_wrong_login_gets_401_in_words_and_nothing_is_stored(server: Server) -> None:
    stranger = server.device("stranger", passphrase="wrong")
    for call in ("books", "page-views"):
        answer = stranger.post(call, {"client": stranger.client(), "books": []})
        assert answer.status == 401
        assert "Wrong username or password" in answer.json["error"]
    assert stranger.ask("GET", f"annotations/{DIGEST}").status == 401
    assert server.services.plugin_reports.visits() == []


def test_while_progress_is_not_accepted_nothing_is(server: Server) -> None:
    server.services.preferences.change(accept_progress=False)
    kobo = server.device()
    answer = kobo.post("books", {"client": kobo.client(), "books": [kobo.book()]})
    assert (answer.status, "Turn it on" in answer.json["error"]) == (503, True)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "Could not parse JSON"),
        (b"[]", "should be a JSON hash"),
        (b"{}", "client"),
        (b'{"client": 3}', "client"),
        (b'{"client": {"id": "short"}, "books": []}', "32 hexadecimal"),
        (b'{"client": {"id": "%s"}}' % (b"0" * 32), "books"),
        (b'{"client": {"id": "%s"}, "books": {}}' % (b"0" * 32), "books"),
        (b"[" * 50_000, "Could not parse JSON"),
    ],
)
@pytest.mark.parametrize("call", ["books", "page-views"])
def test_a_body_that_cannot_be_read_gets_400_and_the_reason(
    server: Server, call: str, body: bytes, why: str
) -> None:
    answer = server.device().ask("POST", call, body)
    assert answer.status == 400
    assert why in answer.json["error"]


def test_more_than_the_limits_is_refused_whole(server: Server) -> None:
    kobo = server.device()
    books = [kobo.book(f"{number:032x}", f"Book {number}") for number in range(MOST_BOOKS + 1)]
    many = [highlight(number) for number in range(MOST_ANNOTATIONS + 1)]
    rows = [[page, START + page, 5, 2000] for page in range(MOST_VIEWS + 1)]
    for call, told in (
        ("books", books),
        ("books", [kobo.book(annotations=many)]),
        ("page-views", [{"digest": DIGEST, "views": rows}]),
    ):
        answer = kobo.post(call, {"client": kobo.client(), "books": told})
        assert answer.status == 400
        assert "at most" in answer.json["error"]
    assert server.services.plugin_reports.visits() == []


@pytest.mark.parametrize("size", [LARGEST_BODY + 1, 2_000_000])
def test_a_body_that_is_too_large_gets_413(server: Server, size: int) -> None:
    assert server.device().ask("POST", "books", b" " * size).status == 413


def test_a_bad_book_is_refused_and_the_others_are_taken(server: Server) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    answers = kobo.tell(
        kobo.book("not a digest"),
        kobo.book(title=" "),
        kobo.finished(),
        kobo.book("1" * 32, "Long", identifiers="x" * 70_000),
    )
    assert [answer["state"] for answer in answers] == ["refused", "refused", "taken", "refused"]
    assert [bool(answer["why"]) for answer in answers] == [True] * 4
    assert (
        kobo.post("books", {"client": kobo.client(), "books": [3, None, []]}).json["books"]
        == [{"digest": "", "state": "refused", "why": "It has no digest."}] * 3
    )


def test_texts_of_strangers_are_texts(server: Server) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device(name="<b>Kobo</b>\0\n")
    hostile = "\0<img src=x>\ud800 ../../etc =cmd()"
    (answer,) = kobo.tell(
        kobo.book(
            title="Emma",
            file="../../etc/passwd",
            annotations=[highlight(1, hostile, note=hostile, chapter=hostile)],
            collections=[hostile],
            summary={"status": hostile, "rating": math.inf, "note": hostile, "modified": hostile},
            percentage=math.nan,
        )
    )
    assert answer["state"] == "taken"
    (visit,) = server.services.plugin_reports.visits()
    assert visit.client.model == "<b>Kobo</b>"


def test_page_views_come_once_and_the_longer_one_counts(server: Server) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    views = [(page, START + page * 60, 30) for page in range(1, 11)]
    assert kobo.views(*views) == {"new": 10, "refused": []}
    assert kobo.views(*views) == {"new": 0, "refused": []}
    assert kobo.views((1, START + 60, 50), (1, START + 60, 20))["new"] == 1
    assert seconds(server) == 320


def test_page_views_of_an_unknown_book_count_once_it_is_there(server: Server) -> None:
    kobo = server.device()
    kobo.views((1, START, 40))
    add_book(server.services, "Emma", digest=DIGEST)
    (book,) = server.services.reading_time.statistics(StatisticsFilter()).books
    assert (book.title, seconds(server)) == ("Emma", 40)


def test_impossible_page_views_are_named_and_the_others_taken(server: Server) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    rows: list[Any] = [[1, START, 40, 200], [1, 10**12, 40, 200], ["x"], None, [1, None, 3, 4]]
    books = [{"digest": DIGEST, "views": rows}, {"digest": "", "views": rows}, 7]
    answer = kobo.post("page-views", {"client": kobo.client(), "books": books})
    assert answer.json["new"] == 1
    assert [refused["digest"] for refused in answer.json["refused"]] == [DIGEST, "", ""]


def test_the_days_of_a_book_are_those_of_its_page_views(server: Server) -> None:
    """They come after the book itself: its last pages are written when it is closed."""
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    kobo.tell(kobo.book(percentage=0.05, summary={"status": "reading"}))
    assert server.reading(book_id).reads[0].started_on is None
    kobo.views(*((page, START + page * 60, 30) for page in range(1, 11)))
    assert server.reading(book_id).reads[0].started_on is not None


def test_page_views_of_a_file_of_all_devices_are_this_devices_once_it_tells_of_them(server: Server) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    kobo, database = server.device(), server.services.database
    views = PageViewRepository(database)
    found = [PageView(DIGEST, page, START + page, 9, 200) for page in (1, 2)]
    database.write(lambda: views.add(found, "Wi-Fi", None, START + 10.0))
    kobo.views((1, START + 1, 9))
    sql = "SELECT page, device FROM page_view ORDER BY page"
    assert list(database.connection().execute(sql)) == [(1, kobo.key), (2, "Wi-Fi")]


def test_page_views_that_came_otherwise_are_no_devices_that_only_tells_of_the_book(server: Server) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    database = server.services.database
    views = PageViewRepository(database)
    found = [PageView(DIGEST, page, START + page * 60, 60, 200) for page in range(1, 101)]
    database.write(lambda: views.add(found, "Wi-Fi", None, START + 10_000.0))
    boox = server.device("Boox")
    boox.tell(boox.finished(annotations=[highlight(1)]))
    kobo = server.device()
    kobo.views((1, START + 60, 60))
    kobo.tell(kobo.book(annotations=[highlight(2)]))
    boox.tell(boox.finished(rating=5))
    sql = "SELECT device, count(*) FROM page_view GROUP BY device ORDER BY device"
    assert list(database.connection().execute(sql)) == [("Wi-Fi", 99), (kobo.key, 1)]


def test_a_book_without_a_digest_counts_under_its_title_and_a_device_has_its_model(server: Server) -> None:
    kobo = server.device()
    rows = [[page, START + page * 60, 60, 200] for page in range(1, 4)]
    books = [
        {"digest": "", "title": "Pasted", "authors": "Ada Example\nBea Sample", "views": rows},
        {"digest": DIGEST, "title": "Persuasion", "authors": "Jane Austen", "views": [[9, START, 30, 200]]},
    ]
    for new in (4, 0):
        answer = kobo.post("page-views", {"client": kobo.client(), "books": books})
        assert answer.json == {"new": new, "refused": []}
    found = server.services.reading_time.statistics(StatisticsFilter())
    assert {(book.title, book.authors, book.read.seconds) for book in found.books} == {
        ("Pasted", "Ada Example, Bea Sample", 180),
        ("Persuasion", "Jane Austen", 30),
    }
    assert list(found.devices) == ["Kobo_nova"]
    assert server.services.statistics.choices().devices == ("Kobo_nova",)


def test_a_digest_that_is_none_and_a_call_that_is_none(server: Server) -> None:
    kobo = server.device()
    assert kobo.ask("GET", "annotations/..%2f..%2fetc").status == 400
    assert kobo.ask("GET", "nothing").status == 404
    assert kobo.ask("GET", "books").status == 405


_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)
_FIELDS = (
    *("digest_now", "file", "title", "authors", "series", "series_index", "language", "identifiers", "pages"),
    *("percentage", "last_opened", "summary", "annotations", "removed", "collections"),
)
_SUMMARIES = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("status", "rating", "note", "modified"), _VALUES)
)
_BOOKS = st.fixed_dictionaries(
    {"digest": st.just(DIGEST) | _VALUES},
    optional=dict.fromkeys(_FIELDS, _VALUES) | {"summary": _SUMMARIES | _VALUES},
)


@given(
    books=st.lists(_BOOKS, max_size=3), client=st.dictionaries(st.sampled_from(("time", "model")), _VALUES)
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_report_fails_the_server(server: Server, books: list[Any], client: dict[str, Any]) -> None:
    if not server.services.digests.books_of([DIGEST]):
        add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    for call in ("books", "page-views"):
        body = {"client": kobo.client() | client, "books": books}
        answer = kobo.ask("POST", call, json.dumps(body).encode())
        assert answer.status in (200, 400), answer
        json.loads(answer.body)
