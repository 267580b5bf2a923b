"""“Why isn't this on Hardcover?”: the chain of one book, and the link that is broken."""

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from tests.integration.sync.conftest import Loop
from tests.services import add_book


def broken(loop: Loop, book: int) -> tuple[str, str]:
    link = loop.services.explain.why(BookId(book)).broken
    return ("", "") if link is None else (link.name, link.remedy)


async def test_the_chain_is_named_from_device_to_answer(loop: Loop) -> None:
    book = loop.book("Orchard", pages=200)
    assert broken(loop, book) == ("Status", "Set a status other than Unread.")
    await loop.push(book, 0.5)
    assert broken(loop, book) == ("Account", "Press Sync now.")
    await loop.sync()
    found = loop.services.explain.why(book)
    assert [link.name for link in found.links] == [
        "Device",
        "Status",
        "Account",
        "Match",
        "Plan",
        "Hardcover",
    ]
    assert found.broken is None
    device, status, account, match, planned, answer = (link.text for link in found.links)
    assert "Kobo sent it at 50%" in device
    assert status == "Reading, set from KOReader's progress."
    assert account == "Connected as @demo."
    assert "“Orchard”" in match
    assert "of 200 pages), by its ISBN-13." in match
    assert planned == "Nothing to send."
    assert "Currently Reading" in answer


async def test_each_broken_link_has_its_remedy(loop: Loop) -> None:
    pageless, lost, hidden = (
        loop.book("Meadow", pages=None),
        add_book(loop.services, "Lost"),
        loop.book("Harbour"),
    )
    await loop.push(pageless, 0.5)
    for book in (lost, hidden):
        loop.set(book, ReadingStatus.READING)
    await loop.services.matches.exclude([hidden])
    await loop.sync()
    assert broken(loop, pageless) == ("Plan", "Choose an edition with pages, or enter the page count.")
    assert broken(loop, lost) == ("Match", "Pick the right book.")
    assert broken(loop, hidden) == ("Match", "Include it.")


async def test_a_failure_says_when_it_is_tried_again(loop: Loop) -> None:
    book = loop.book("Orchard")
    await loop.push(book, 0.5)
    loop.hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT, operation="Write")
    await loop.sync()
    name, remedy = broken(loop, book)
    assert (name, remedy) == ("Hardcover", "Press Sync now to try again right away.")
    assert loop.state(book) == "error"
    await loop.sync()
    assert broken(loop, book) == ("", "")
    assert len(loop.reads(book)) == 1


@pytest.mark.parametrize("setting", ["hardcover_enabled"])
async def test_a_switch_that_is_off_is_named(loop: Loop, setting: str) -> None:
    book = loop.book("Orchard")
    await loop.push(book, 0.5)
    loop.services.preferences.change(**{setting: False})
    assert broken(loop, book)[0] == "Account"
