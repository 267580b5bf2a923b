"""What the services say in English, the window says in the person's language."""

import re
import timeit
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from bookorbit_desktop.domain.catalogue import HardcoverStatus, Privacy
from bookorbit_desktop.domain.entry_edits import privacy_words
from bookorbit_desktop.domain.entry_plan import status_words
from bookorbit_desktop.domain.errors import Unreachable
from bookorbit_desktop.domain.log_words import import_words
from bookorbit_desktop.domain.reading import Read, ReadingState, ReadingStatus
from bookorbit_desktop.domain.scan import ScanSummary
from bookorbit_desktop.domain.sync_stop import why_stopped
from bookorbit_desktop.hardcover.failures import ServerProblem
from bookorbit_desktop.ui.hardcover.model import hint_candidate
from bookorbit_desktop.ui.hardcover.page import HardcoverPage
from bookorbit_desktop.ui.hardcover.why import WhyDialog
from bookorbit_desktop.ui.log.model import hint_line
from bookorbit_desktop.ui.log.page import LogPage
from bookorbit_desktop.ui.sentences import said as voice
from bookorbit_desktop.ui.sentences.said import all_texts, said, said_list
from bookorbit_desktop.ui.sentences.template import template
from tests.ui.harness import Ui
from tests.ui.service_texts import NAME, NOT_FOR_PEOPLE, ROOT, TECHNICAL, service_texts

_HOLES = re.compile(r"\{\d\}|%n")
_ARGUMENT = st.text("qxz .,:'/-", min_size=1, max_size=9).filter(lambda text: ": " not in text)
"""What also stands between the holes of a text cannot be told from them."""
ARGUMENTS = st.lists(_ARGUMENT, min_size=4, max_size=4)


class Marks(QTranslator):
    """A language without words: every text becomes its placeholders in brackets."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt passes it by this name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The placeholders of a text."""
        return f"⟦{'|'.join(_HOLES.findall(sourceText))}⟧"

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Never: Qt does not install an empty translator."""
        return False


@pytest.fixture
def marks(qapp: QApplication, english: QTranslator) -> Iterator[None]:
    translator = Marks()
    voice.forget()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
    voice.forget()


def english_left(text: str) -> list[str]:
    """The words of a text that are not translated."""
    return re.findall(r"[^\W\d_]{2,}", said(text).replace(NAME, ""))


def filled(text: str, arguments: list[str], count: int) -> str:
    """A template as a service fills it."""
    plural = text.replace("(s)", "" if count == 1 else "s").replace("%n", str(count))
    return re.sub(r"\{(\d)\}", lambda hole: arguments[int(hole[1])], plural)


def test_every_text_of_the_services_for_a_person_is_a_message() -> None:
    others = {text.named: text.place for text in service_texts()}

    assert {text: place for text, place in others.items() if text not in TECHNICAL} == {}
    assert TECHNICAL.keys() - others.keys() == set()


def test_the_files_that_are_passed_over_are_there() -> None:
    assert [name for name in NOT_FOR_PEOPLE if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize(
    "text",
    [
        "Waiting to be sent: status: Read → Currently Reading, progress: none → 43 % (page 12).",
        "To be sent: another read, finished on 2026-02-03, rating: none → 4.5, a new read at 7 %.",
        "Paused after 10 failures. Sync now tries again. Hardcover had a problem (502). Will retry later.",
        "Hardcover says Read; what you set there stays. Hardcover has the rating 4; it stays.",
        "Hardcover had a problem (timeout). Will retry in 24 s.",
        "Hardcover asked us to slow down. Retrying at 14:05.",
        "Daily limit reached (5,000). Continues at 23:59.",
        "Daily limit reached. Continues at 23:59.",
        "12 sent, 3 not matched, 1 failed.",
        "4 would be sent.",
        "“Qx” is still on Hardcover: Can't reach Hardcover. Your changes are waiting and will be sent later.",
        "Qx: Qx: You rated it on Hardcover; the entry stays.",
        "Qx sent it at 7 % on 2026-02-03 14:05, as document 1234.",
        "Qx sent it on 2026-02-03 14:05, as document 1234.",
        "Want to read, set by you. Your device reads on in it: open the book to start a re-reading. "
        "Until then nothing is sent.",
        "On hold.",
        "“Qx” (record 7, edition 7 of 300 pages), by its ISBN-13; you saved the ISBN 7.",
        "“Qx” (record 7, edition 7 without a page count), by the Hardcover id that you saved.",
        "“Qx” (record 7, without an edition without a page count), picked by you.",
        "“Qx” (record 7, without an edition of 300 pages), by title and author, "
        "because Hardcover does not know Qx, which you saved.",
        "match: “Qx” (7), by ISBN-10 → “Qx, Qx → Qx” (8), on your shelf",
        "saved id: none → 7",
        "page count: 300 → none",
        "Found “Qx” but wasn't sure (the ISBN belongs to “Qx. Qx”). Pick to confirm.",
        "Your system's password store is locked. Unlock it and try again. "
        "The passphrase cannot be shown; set a new one to see it.",
        "Your system's password store is locked. Unlock it and try again. "
        "Note the passphrase now: it cannot be shown again.",
        "This comic holds more than 10,000 entries.",
        "The cover page of this book cannot be read.",
    ],
)
def test_sentences_that_services_put_together_are_said_to_their_last_word(marks: None, text: str) -> None:
    assert english_left(text) == []


def test_names_of_statuses_and_settings_are_said(marks: None) -> None:
    here = [status.value.replace("_", " ") for status in ReadingStatus]
    there = [status_words(status) for status in HardcoverStatus]
    settings_there = [privacy_words(privacy) for privacy in (*Privacy, None)]
    names = (*here, *(name.capitalize() for name in here), *there, *settings_there)

    assert {name: english_left(name) for name in names if english_left(name)} == {}


@pytest.mark.parametrize("books_left", [0, 1, 1200])
@pytest.mark.parametrize("online", [True, False])
def test_why_a_sync_stopped_is_said(marks: None, books_left: int, online: bool) -> None:
    away = why_stopped(Unreachable("away"), books_left, online=online, retry_in=None)
    problem = ServerProblem(502, may_have_landed=False)
    busy = [why_stopped(problem, books_left, online=online, retry_in=wait) for wait in (None, 24.0, 180.0)]

    assert [english_left(text) for text in (away, *busy)] == [[], [], [], []]


def test_what_a_scan_found_and_an_import_filled_is_said(marks: None) -> None:
    state = ReadingState(ReadingStatus.WANT_TO_READ, rating=4.5, percentage=0.43, reads=(Read(),))
    scans = (ScanSummary(files=1), ScanSummary(files=31, added=3, changed=1, moved=2, missing=1))

    assert [english_left(text) for text in import_words(state)] == [[], [], []]
    assert [english_left(scan.in_words()) for scan in scans] == [[], []]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(arguments=ARGUMENTS, count=st.integers(0, 9999))
def test_every_template_gives_its_arguments_to_the_translation(
    marks: None, arguments: list[str], count: int
) -> None:
    for text in all_texts():
        holes = [filled(hole, arguments, count) for hole in _HOLES.findall(text)]
        assert said(filled(text, arguments, count)) == f"⟦{'|'.join(holes)}⟧"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(arguments=ARGUMENTS, count=st.integers(0, 9999))
def test_in_english_every_sentence_stays_as_it_is(
    english: QTranslator, arguments: list[str], count: int
) -> None:
    for text in all_texts():
        sentence = filled(text, arguments, count)
        without_isolation = said(sentence).replace("\u2066@", "@").replace("\u2069", "")
        assert without_isolation == sentence


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Found “Read” but wasn't sure (the title is different). Pick to confirm.", "⟦Read|⟦⟧⟧"),
        ("Read: It is not on your Hardcover shelf.", "⟦Read|⟦⟧⟧"),
        ("Connected as @private.", "⟦private⟧"),
        ("Hardcover refused: Field is unknown. Ask them.", "⟦Field is unknown. Ask them.⟧"),
        ("Nobody knows this. Press Sync now.", "Nobody knows this. ⟦⟧"),
        ("Nobody, at all: knows 7 of these", "Nobody, at all: knows 7 of these"),
        ("", ""),
    ],
)
def test_titles_names_and_foreign_words_stay_as_they_are(marks: None, text: str, shown: str) -> None:
    assert said(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("finished: none → 2026-02-03", "finished: none → 03/02/2026"),
        ("finished: none → 2026-02-31", "finished: none → 2026-02-31"),
        ("rating: 4.5 → 5", "rating: 4.5 → 5"),
        ("edition: 30405060 → none", "edition: 30405060 → none"),
        ("Daily limit reached (5,000).", "Daily limit reached (5,000)."),
        ("1 book files: nothing new.", "1 book file: nothing new."),
    ],
)
def test_values_are_written_as_the_locale_does(english: QTranslator, text: str, shown: str) -> None:
    assert said(text) == shown


@pytest.fixture
def german_numbers(english: QTranslator) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def test_another_locale_writes_the_same_sentence_its_own_way(german_numbers: None) -> None:
    text = "Daily limit reached (5,000). rating: 4.5 → 3, finished: none → 2026-02-03."

    assert said(text) == "Daily limit reached (5.000). rating: 4,5 → 3, finished: none → 03.02.2026."


def test_several_changes_behind_a_page_are_all_known(german_numbers: None) -> None:
    text = "Waiting to be sent: progress: 34 % → 92 % (page 339), rating: 4.5 → 3."

    assert said(text) == text.replace("4.5", "4,5")


@pytest.mark.parametrize(
    "text",
    [
        "Paused after 99999999999999999999 failures.",
        "99999999999999999999 sent",
        "Daily limit reached (9,999,999,999,999,999,999,999).",
        "progress: 99999999999999999999 % → {0}",
        "Hardcover refused: {} {0} {name} %n %1",
        "Continues at 99:99.",
    ],
)
def test_strange_values_are_shown_as_they_are(english: QTranslator, text: str) -> None:
    assert said(text) == text


def test_changes_stand_one_behind_the_other(marks: None) -> None:
    assert said_list(("a read added", "status: Read → Qx")) == "⟦⟧, ⟦⟦⟧|Qx⟧"


def test_after_a_sync_the_window_shows_no_english_of_the_services(marks: None, ui: Ui) -> None:
    found, lost = ui.book(NAME), ui.book(f"{NAME} {NAME}", known=False)
    for book in (found, lost):
        ui.set_status(book, ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    ui.set_status(found, ReadingStatus.READING)
    log, candidates = ui.show(LogPage(ui.context)), ui.show(HardcoverPage(ui.context))
    why = ui.show(WhyDialog(ui.context, lost, NAME, candidates))
    ui.until(lambda: len(log.model.rows) >= 3 and len(candidates.model.rows) == 2 and len(why.lines) > 3)

    shown = [hint_line(line) for line in log.model.rows]
    shown += [hint_candidate(row) for row in candidates.model.rows]
    words = {word for text in (*shown, *why.lines) for word in re.findall(r"[^\W\d_]{2,}", text)}

    assert words == {NAME, "demo"}  # the title, and the account on Hardcover


def test_no_two_templates_are_the_same_sentence() -> None:
    shapes = [template(text).pattern.pattern for text in all_texts()]

    assert len(set(shapes)) == len(shapes)


def test_a_text_that_was_said_before_costs_next_to_nothing(english: QTranslator) -> None:
    text = "Waiting to be sent: status: Read → Currently Reading, progress: none → 43 % (page 12)."
    said(text)

    assert min(timeit.repeat(lambda: said(text), number=100, repeat=20)) / 100 < 20e-6
