"""What the services say in messages, the window says in the person's language."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from bookorbit_desktop.domain.base.errors import Unreachable
from bookorbit_desktop.domain.base.messages import Message, as_message, joined_messages, restored, stored
from bookorbit_desktop.domain.hardcover.catalogue import HardcoverStatus, Privacy
from bookorbit_desktop.domain.hardcover.change_text import (
    edition_change,
    finished_change,
    progress_change,
    rating_change,
)
from bookorbit_desktop.domain.hardcover.entry_edits import privacy_text
from bookorbit_desktop.domain.hardcover.entry_plan import status_text
from bookorbit_desktop.domain.hardcover.log_texts import import_texts
from bookorbit_desktop.domain.hardcover.sync_run import why_stopped
from bookorbit_desktop.domain.library.scan import ScanSummary
from bookorbit_desktop.domain.reading.reading import (
    STATUS_NAMES,
    STATUS_WORDS,
    Read,
    ReadingState,
    ReadingStatus,
)
from bookorbit_desktop.hardcover.failures import ServerProblem
from bookorbit_desktop.ui.hardcover.model import hint_candidate
from bookorbit_desktop.ui.hardcover.page import HardcoverPage
from bookorbit_desktop.ui.hardcover.why import WhyDialog
from bookorbit_desktop.ui.localizing import localize, localize_list
from bookorbit_desktop.ui.sync.log_model import hint_line
from bookorbit_desktop.ui.sync.log_page import LogPage
from tests.ui.harness import Ui
from tests.ui.service_texts import NAME, NOT_FOR_PEOPLE, ROOT, TECHNICAL, service_texts

_HOLES = re.compile(r"\{\d\}|%n")
HOSTILE = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["{0} {1} {}%n %Ln %1 (s)", "<b>x</b>&amp;", "\u202ex\x00\x1b\r\n", "Read", "4,231"]),
)
CHANGE = finished_change(None, date(2026, 2, 3))


class Marks(QTranslator):
    """A language without words: every text becomes its placeholders in brackets."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt passes it by this name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The placeholders of a text that has words."""
        if not re.search(r"[^\W\d_]{2,}", sourceText):
            return None
        return f"⟦{'|'.join(_HOLES.findall(sourceText))}⟧"

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Never: Qt does not install an empty translator."""
        return False


@pytest.fixture
def marks(qapp: QApplication, english: None) -> Iterator[None]:
    translator = Marks()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def german_numbers(english: None) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def english_left(text: str) -> list[str]:
    """The words of a message that are not translated."""
    return re.findall(r"[^\W\d_]{2,}", localize(Message(text)).replace(NAME, ""))


def test_every_text_of_the_services_for_a_person_is_a_message() -> None:
    others = {text.named: text.place for text in service_texts()}

    assert {text: place for text, place in others.items() if text not in TECHNICAL} == {}
    assert TECHNICAL.keys() - others.keys() == set()


def test_the_source_files_left_out_of_translation_exist() -> None:
    assert [name for name in NOT_FOR_PEOPLE if not (ROOT / name).is_file()] == []


def test_every_message_is_written_with_its_text_and_with_what_stands_in_it() -> None:
    """Only so do translators get it, and does nothing stay empty."""
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if path.name == "messages.py" or not (
                isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Message"
            ):
                continue
            match call.args:
                case [ast.Constant(value=str(text)), *arguments]:
                    holes = {int(hole) for hole in re.findall(r"\{(\d)\}", text)}
                    is_open = any(isinstance(argument, ast.Starred) for argument in arguments)
                    is_whole = is_open or holes == set(range(len(arguments)))
                    if is_whole and ("%n" in text) == bool(call.keywords):
                        continue
            wrong.append(f"{path.relative_to(ROOT)}:{call.lineno}")

    assert wrong == []


def test_names_of_statuses_and_settings_are_translated(marks: None) -> None:
    here = [*STATUS_NAMES.values(), *STATUS_WORDS.values()]
    there = [status_text(status) for status in HardcoverStatus]
    settings_there = [privacy_text(privacy) for privacy in (*Privacy, None)]

    assert (len(STATUS_NAMES), len(STATUS_WORDS)) == (len(ReadingStatus), len(ReadingStatus))
    assert {name: english_left(name) for name in (*here, *there, *settings_there) if english_left(name)} == {}


@pytest.mark.parametrize("books_left", [0, 1, 1200])
@pytest.mark.parametrize("online", [True, False])
def test_why_a_sync_stopped_is_translated(marks: None, books_left: int, online: bool) -> None:
    away = why_stopped(Unreachable(Message("away")), books_left, online=online, retry_in=None)
    problem = ServerProblem(502, may_have_landed=False)
    busy = [why_stopped(problem, books_left, online=online, retry_in=wait) for wait in (None, 24.0, 180.0)]

    assert [english_left(text) for text in (away, *busy)] == [[], [], [], []]


def test_summaries_of_scans_and_imports_are_translated(marks: None) -> None:
    state = ReadingState(ReadingStatus.WANT_TO_READ, rating=4.5, percentage=0.43, reads=(Read(),))
    scans = (
        ScanSummary(files=1),
        ScanSummary(files=31, added=3, changed=1, moved=2, missing=1),
        ScanSummary(added=10, new_books=5),
    )

    assert [english_left(text) for text in import_texts(state)] == [[], [], []]
    assert [english_left(scan.as_text()) for scan in scans] == [[], [], []]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(one=HOSTILE, other=HOSTILE, count=st.integers(0, 10**11))
def test_values_in_a_message_are_shown_unchanged(marks: None, one: str, other: str, count: int) -> None:
    filled = Message("Found “{0}” ({1}), {2}", one, other, Message("picked by you"))

    assert localize(filled) == f"⟦{one}|{other}|⟦⟧⟧"
    assert localize(restored(stored(filled))) == localize(filled)
    assert localize(joined_messages((filled, filled), "; ")) == f"{localize(filled)}; {localize(filled)}"
    assert one in localize(Message("%n of {0}", one, count=count))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=HOSTILE)
def test_a_title_and_what_an_older_version_stored_stay_as_they_are(marks: None, text: str) -> None:
    plain = cast(Message, text)  # as it comes through a Signal(str)
    assert [localize(shown) for shown in (plain, as_message(text), restored(stored(text)))] == [text] * 3


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (CHANGE, "finished on 03/02/2026"),
        (rating_change(4.5, 5.0), "rating: 4.5 → 5"),
        (edition_change(None, 30405060), "edition 30405060"),
        (Message("Daily limit reached ({0}).", 5000), "Daily limit reached (5,000)."),
        (ScanSummary(files=1).as_text(), "Nothing new in 1 file."),
        (Message("Connected as @{0}.", "ada"), "Connected as \u2066@ada\u2069."),
        (progress_change(0.4, 0.37), "went back from 40% to 37%"),
    ],
)
def test_values_are_written_as_the_locale_does(english: None, message: Message, shown: str) -> None:
    assert localize(message) == shown


def test_another_locale_writes_the_same_message_its_own_way(german_numbers: None) -> None:
    rating = rating_change(4.5, 3.0)
    texts = (Message("Daily limit reached ({0}).", 5000), joined_messages((rating, CHANGE), ", "))

    assert (
        localize(joined_messages(texts))
        == "Daily limit reached (5.000). rating: 4,5 → 3, finished on 03.02.2026"
    )


def test_times_and_moments_are_written_as_the_locale_does(german_numbers: None) -> None:
    moment = datetime(2026, 2, 3, 14, 5, tzinfo=UTC).astimezone()
    shown = localize(Message("{0} {1}", time(9, 5), moment))

    assert shown.startswith("09:05 03.02.2026")
    assert shown.endswith(f"{moment:%H:%M}")


@pytest.mark.parametrize("value", [10**30, -(10**30), 1e300, 10**12])
def test_strange_numbers_are_shown_all_the_same(english: None, value: float) -> None:
    shown = localize(Message("{0} of {1}", value, "x"))

    assert shown.endswith(" of x")
    assert localize(Message("%n sent", count=10**30)) == f"{10**30:,} sent"


def test_changes_stand_one_behind_the_other(marks: None) -> None:
    changes = (Message("read added"), Message("status: {0} → {1}", Message("Read"), NAME))

    assert localize_list(changes) == "⟦⟧, ⟦⟦⟧|Qx⟧"


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


@pytest.fixture(params=["de", "fr"])
def language(request: pytest.FixtureRequest, english: None, qapp: QApplication) -> Iterator[str]:
    """A catalogue as people get it."""
    translator, before = QTranslator(), QLocale()
    assert translator.load(str(ROOT.parent / "resources" / "translations" / f"bookorbit_{request.param}.qm"))
    QLocale.setDefault(QLocale(request.param))
    qapp.installTranslator(translator)
    yield request.param
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def test_a_stored_message_is_shown_in_the_language_of_the_window(language: str) -> None:
    """A line that was written while the window spoke English, as one that comes from the database."""
    paused = joined_messages(
        (Message("Paused after %n failure(s).", count=1200), Message("Choose Sync now to try again."))
    )
    change = rating_change(3.0, 4.5)

    assert [localize(restored(stored(text))) for text in (paused, change)] == {
        "de": [
            "Pausiert nach 1.200 Fehlschlägen. Wähle „Jetzt synchronisieren“, um es erneut zu versuchen.",
            "Bewertung: 3 → 4,5",
        ],
        "fr": [
            "En pause après 1\N{NARROW NO-BREAK SPACE}200 échecs. "
            "Choisissez «\N{NO-BREAK SPACE}Synchroniser\N{NO-BREAK SPACE}» pour réessayer.",
            "note\N{NO-BREAK SPACE}: 3 → 4,5",
        ],
    }[language]
