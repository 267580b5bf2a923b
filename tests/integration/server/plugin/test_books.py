"""Books that the plugin tells of, over real sockets: status, rating, dates and highlights (plugin.md)."""

import asyncio

import pytest

from bookorbit_desktop.domain.hardcover.sync_log import LogQuery
from bookorbit_desktop.domain.highlights.annotations import AnnotationQuery, AnnotationState, KeptAnnotation
from bookorbit_desktop.domain.koreader.progress import Push
from bookorbit_desktop.domain.overview.events import Event, ReadingReported
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from tests.integration.server.plugin.conftest import Server
from tests.integration.server.plugin.device import DIGEST, Device, highlight, place_of
from tests.services import add_book

OTHER = "f" * 32


def kept(server: Server, state: AnnotationState = AnnotationState.HERE) -> list[KeptAnnotation]:
    queries = server.services.annotations.queries
    return queries.rows_of(queries.ids(AnnotationQuery(state=state)))


def test_a_book_finished_with_stars_is_read_here_with_that_rating_and_day(server: Server) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    (answer,) = kobo.tell(kobo.finished(rating=4))
    assert answer["state"] == "taken"
    assert "unread → read, rated 4" in answer["why"]
    state = server.reading(book_id)
    assert (state.status, state.rating) == (ReadingStatus.READ, 4.0)
    assert [read.finished_on for read in state.reads] == [server.services.clock.today()]
    (line,) = server.services.sync_log.lines(LogQuery())
    assert line.title == "Emma"


def test_a_book_reported_twice_changes_nothing_and_says_so(server: Server) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    kobo.tell(kobo.finished())
    before = server.reading(book_id)
    (answer,) = kobo.tell(kobo.finished())
    assert (answer["state"], answer["why"]) == ("taken", "Nothing new.")
    assert server.reading(book_id) == before
    assert server.services.sync_log.count(LogQuery()) == 1


def test_only_a_book_that_is_read_now_goes_to_hardcover_soon(server: Server) -> None:
    emma = add_book(server.services, "Emma", digest=DIGEST)
    add_book(server.services, "Persuasion", digest=OTHER)
    heard: list[Event] = []
    server.services.events.subscribe(heard.append, ReadingReported)
    kobo = server.device()
    old = kobo.book(OTHER, "Persuasion", last_opened=1_700_000_000, summary={"status": "complete"})
    kobo.tell(kobo.finished(), old)
    assert heard == [ReadingReported(frozenset({emma}))]


def test_an_old_mark_has_no_day_of_its_own(server: Server) -> None:
    """The day of the mark may be that of the first opening: over USB a person is asked."""
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    summary = {"status": "complete", "modified": "2024-02-03"}
    kobo.tell(kobo.book(summary=summary, last_opened=1_706_950_000))
    state = server.reading(book_id)
    assert state.status is ReadingStatus.READ
    assert [read.finished_on for read in state.reads] == [None]


def test_a_rating_of_the_person_stays_and_one_of_the_device_follows_it(server: Server) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    kobo.tell(kobo.book(summary={"status": "reading", "rating": 3}))
    kobo.tell(kobo.book(summary={"status": "reading", "rating": 4}))
    assert server.reading(book_id).rating == 4.0
    server.services.reading.rate([book_id], 2.5)
    kobo.tell(kobo.book(summary={"status": "reading", "rating": 4}))
    kobo.tell(kobo.book(summary={"status": "reading", "rating": 5}))
    assert server.reading(book_id).rating == 2.5


def test_a_rating_that_is_cleared_on_the_device_stays_here(server: Server) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    kobo.tell(kobo.finished(rating=4))
    kobo.tell(kobo.finished(rating=0))
    assert server.reading(book_id).rating == 4.0


def test_a_status_set_by_hand_stays(server: Server) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    server.services.reading.set_status([book_id], StatusChange(ReadingStatus.ABANDONED))
    kobo = server.device()
    kobo.tell(kobo.finished())
    assert server.reading(book_id).status is ReadingStatus.ABANDONED


def test_a_book_one_wants_to_read_is_read_once_it_is_finished_on_the_device(server: Server) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    server.services.reading.set_status([book_id], StatusChange(ReadingStatus.WANT_TO_READ))
    kobo = server.device()
    kobo.tell(kobo.book(summary={"status": "reading"}))
    assert server.reading(book_id).status is ReadingStatus.WANT_TO_READ
    kobo.tell(kobo.finished())
    assert server.reading(book_id).status is ReadingStatus.READ


def test_a_book_of_another_title_with_the_same_digest_is_not_guessed(server: Server) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    (answer,) = kobo.tell(kobo.finished(title="Treasure Island"))
    assert answer["state"] == "waiting"
    assert "Is it that book?" in answer["why"]
    assert server.reading(book_id).status is ReadingStatus.UNREAD


def test_an_unknown_book_waits_until_it_is_there(server: Server) -> None:
    kobo = server.device()
    (answer,) = kobo.tell(kobo.finished())
    assert answer["state"] == "waiting"
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    server.services.plugin_reports.take_waiting()
    assert server.reading(book_id).status is ReadingStatus.READ
    (visit,) = server.services.plugin_reports.visits()
    assert (visit.client.model, visit.waiting) == ("Kobo_nova", 0)


def test_an_unknown_book_can_be_linked_and_no_device_is_given_a_place_in_it(server: Server) -> None:
    kobo = server.device()
    kobo.tell(kobo.finished(annotations=[highlight(1)]))
    (document,) = server.services.progress.documents()
    assert (document.title, document.authors, document.filename) == ("Emma", "Ada Example", "Emma.epub")
    assert (document.is_unmatched, document.percentage, document.pushes) == (True, None, 0)
    assert server.services.progress.position(DIGEST) is None
    book_id = add_book(server.services, "Emma", digest=OTHER)
    undo = server.services.documents.link(DIGEST, book_id)
    server.services.plugin_reports.take_waiting()
    assert server.reading(book_id).status is ReadingStatus.READ
    assert [mark.book_id for mark in kept(server)] == [book_id]
    server.services.documents.undo(undo)
    assert server.services.progress.position(DIGEST) is None


def test_a_document_that_is_pushed_later_is_an_ordinary_one(server: Server) -> None:
    kobo = server.device()
    kobo.tell(kobo.book())
    asyncio.run(server.services.progress.receive(Push(DIGEST, "/body/p[1]", 0.25, "Kobo")))
    (document,) = server.services.progress.documents()
    assert (document.percentage, document.pushes) == (0.25, 1)
    assert server.services.progress.position(DIGEST) is not None


def test_values_missing_from_a_later_report_stay_as_reported_before(server: Server) -> None:
    kobo = server.device()
    kobo.tell(kobo.finished())
    kobo.tell(kobo.book(collections=["favorites"]))
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    server.services.plugin_reports.take_waiting()
    assert server.reading(book_id).rating == 4.0


def test_highlights_come_and_what_is_deleted_on_the_device_is_kept_and_marked(server: Server) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    first, second, third = (highlight(number) for number in (1, 2, 3))
    (answer,) = kobo.tell(kobo.book(annotations=[third, first, second]))
    assert "3 highlights" in answer["why"]
    assert [mark.annotation.chapter for mark in kept(server)] == ["Chapter 1", "Chapter 2", "Chapter 3"]
    kobo.tell(kobo.book(annotations=[second | {"note": "mine", "datetime_updated": "2026-04-01 10:00:00"}]))
    kobo.tell(kobo.book(removed=[place_of(first)]))
    assert [mark.annotation.note for mark in kept(server)] == ["", "mine", ""]
    (gone,) = kept(server, AnnotationState.GONE)
    assert gone.annotation.chapter == "Chapter 1"
    assert {mark.book_id for mark in kept(server)} == {book_id}


def test_a_list_in_pieces_takes_nothing_for_deleted(server: Server) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    for begin in range(1, 61, 20):
        kobo.tell(kobo.book(annotations=[highlight(number) for number in range(begin, begin + 20)]))
    assert len(kept(server)) == 60
    assert kept(server, AnnotationState.GONE) == []


def test_two_highlights_of_one_second_are_two(server: Server) -> None:
    """One that is not sent again has not moved to where the other is."""
    add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    at = "2026-03-01 12:00:00"
    kobo.tell(kobo.book(annotations=[highlight(1, datetime=at)]))
    kobo.tell(kobo.book(annotations=[highlight(2, datetime=at)]))
    assert [mark.annotation.chapter for mark in kept(server)] == ["Chapter 1", "Chapter 2"]


def test_a_highlight_whose_end_was_moved_stays_one(server: Server) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    before = highlight(1, "short")
    after = before | {"pos1": f"{before['pos1']}9", "text": "longer"}
    kobo.tell(kobo.book(annotations=[before]))
    kobo.tell(kobo.book(annotations=[after], removed=[place_of(before)]))
    assert [mark.annotation.text for mark in kept(server)] == ["longer"]


def test_a_highlight_removed_here_does_not_come_back(server: Server) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    kobo.tell(kobo.book(annotations=[highlight(1)]))
    server.services.annotations.remove([mark.id for mark in kept(server)])
    kobo.tell(kobo.book(annotations=[highlight(1)]))
    assert kept(server) == []


def test_highlights_of_an_unknown_book_are_kept_under_its_title(server: Server) -> None:
    kobo = server.device()
    kobo.tell(kobo.book(annotations=[highlight(1)]))
    (mark,) = kept(server)
    assert (mark.title, mark.book_id) == ("Emma", None)
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    assert [mark.book_id for mark in kept(server)] == [book_id]


def test_a_point_on_a_page_comes_as_one(server: Server) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    spot = highlight(1, page=3, pos0={"page": 3, "x": 10.5, "y": 20}, pos1={"page": 3, "x": 99, "y": 20})
    kobo.tell(kobo.book(annotations=[spot]))
    (mark,) = kept(server)
    assert mark.annotation.page == 3


def test_another_device_is_given_what_it_lacks_and_no_more(server: Server) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    kobo, kindle = server.device(), server.device("Kindle")
    kindle.tell(kindle.book())

    def lacks(device: Device) -> list[dict[str, object]]:
        answer = device.ask("GET", f"annotations/{DIGEST}?device={device.id}")
        assert answer.status == 200
        found: list[dict[str, object]] = answer.json["annotations"]
        return found

    assert lacks(kindle) == []
    first = highlight(1, "a word for others", note="mine")
    kobo.tell(kobo.book(annotations=[first, highlight(2)]))
    kindle.tell(kindle.book(annotations=[highlight(2)]))
    assert lacks(kindle) == [first]
    assert lacks(kobo) == []
    server.services.annotations.remove([kept(server)[0].id])
    assert lacks(kindle) == []


def test_the_same_device_over_usb_and_over_the_air_is_one(server: Server) -> None:
    add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device(device_id="ABCDEF0123456789ABCDEF0123456789")
    kobo.tell(kobo.book(annotations=[highlight(1)]))
    (mark,) = kept(server)
    assert [carrier.key for carrier in mark.carriers] == [kobo.device_id]


@pytest.mark.parametrize("digest_now", ["", OTHER])
def test_the_digest_of_the_file_as_it_is_now_is_one_more_name(server: Server, digest_now: str) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo = server.device()
    kobo.tell(kobo.book(digest_now=digest_now))
    known = server.services.digests.book_of(OTHER)
    assert known == (book_id if digest_now else None)


def test_collections_on_the_device_are_facts_of_the_book(server: Server) -> None:
    book_id = add_book(server.services, "Emma", digest=DIGEST)
    kobo, kindle = server.device(), server.device("Kindle")
    kobo.tell(kobo.book(collections=["favorites", "To read", ""]))
    kindle.tell(kindle.book(collections=["favorites", ["nested"], 3, "\ud800"]))
    assert server.services.book_view.view(book_id).device_collections == ("?", "To read", "favorites")
    kobo.tell(kobo.book(collections=[]))
    kindle.tell(kindle.book(collections=["favorites"]))
    assert server.services.book_view.view(book_id).device_collections == ("favorites",)
