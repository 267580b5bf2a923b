"""Every language says all that the English window says, with the right plurals, dates and numbers."""

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de", "es", "fr", "it")
PLACEHOLDER = re.compile(r"\{\d\}|%L?n")
QUOTES = {
    "de": ("„", "“"),
    "es": ("«", "»"),
    "fr": ("«\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}»"),
    "it": ("«", "»"),
}
BREAKABLE = re.compile(r" [:;?»]|« |\w[;?]|'")
LOOSE_PERCENT = re.compile(r" %(?!L?n)")
SPOKEN = """
import sys
from datetime import date
from PySide6.QtCore import QCoreApplication
from bookorbit_desktop.domain.base.appearance import LanguageChoice
from bookorbit_desktop.ui.translation import install_language, tr
from bookorbit_desktop.ui.wording import date_text, number, percent

application = QCoreApplication([])
install_language(application, LanguageChoice(sys.argv[1]))
words = [number(4231), date_text(date(2026, 3, 14)), percent(0.5), tr("%n book(s)", 4231)]
sys.stdout.buffer.write("|".join(words).encode())
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a catalogue; `forms` are its translations, two where a count decides."""

    context: str
    source: str
    forms: tuple[str, ...]
    finished: bool


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The script that renews and compiles the catalogues."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def source(tool: ModuleType) -> frozenset[tuple[str, str]]:
    """Context and text of all that the window can say today."""
    return frozenset(key for key, _ in tool.messages(tool.texts_of_the_source("de")))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def entries(tool: ModuleType, language: str) -> tuple[Entry, ...]:
    return tuple(_entries(tool, FOLDER / f"bookorbit_{language}.ts"))


def _entries(tool: ModuleType, catalogue: Path) -> Iterator[Entry]:
    root = tool.ElementTree.fromstring(catalogue.read_text("utf-8"))
    for (context, text), message in tool.messages(root):
        translation = message.find("translation")
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        yield Entry(context, text, tuple(forms), "type" not in translation.attrib)


def test_every_text_is_translated(entries: tuple[Entry, ...], source: frozenset[tuple[str, str]]) -> None:
    """When this fails: `python3 packaging/dev.py translations`, translate what is new, run it again."""
    said = {(entry.context, entry.source) for entry in entries if entry.finished and all(entry.forms)}
    assert said == source


def test_the_compiled_catalogue_is_that_of_today(tool: ModuleType, language: str, tmp_path: Path) -> None:
    compiled = tmp_path / "today.qm"
    tool.compile_catalogue(FOLDER / f"bookorbit_{language}.ts", compiled)
    assert compiled.read_bytes() == (FOLDER / f"bookorbit_{language}.qm").read_bytes()


def test_every_translation_keeps_the_placeholders_of_its_text(entries: tuple[Entry, ...]) -> None:
    """A form for one may leave the number out: "this book"."""
    for entry in entries:
        wanted = _placeholders(entry.source)
        for one_or_many, form in enumerate(entry.forms):
            found = _placeholders(form)
            optional = {"%n"} if one_or_many == 0 and len(entry.forms) > 1 else set()
            assert found | optional == wanted | optional, entry


def _placeholders(text: str) -> set[str]:
    return {place.replace("L", "") for place in PLACEHOLDER.findall(text)}


def test_a_verb_after_a_counted_noun_has_both_forms(entries: tuple[Entry, ...]) -> None:
    plural_only = re.compile(r"\(s\) (need|wait|want|are|were|differ|match|stay|go)(?!\[)\b")
    assert [entry.source for entry in entries if plural_only.search(entry.source)] == []


def test_counted_texts_have_their_forms_and_no_english_plural(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        assert len(entry.forms) == (2 if "%n" in entry.source else 1), entry
        assert "(s)" not in "".join(entry.forms), entry


def test_punctuation_is_that_of_the_language(entries: tuple[Entry, ...], language: str) -> None:
    opening, closing = QUOTES[language]
    foreign = set('"“”„«»') - set(opening + closing)
    for entry in entries:
        for form in entry.forms:
            assert form.count(opening) == form.count(closing), entry
            assert not set(form) & foreign, entry
            assert not LOOSE_PERCENT.search(form), (
                f"a no-break space belongs before the percent sign: {entry}"
            )
            assert not set(form) & {"!", "¡"}, entry
            assert language != "it" or "'" not in form, f"an apostrophe is ’: {entry}"
            assert language != "es" or form.count("¿") == form.count("?"), entry
            assert language != "fr" or not BREAKABLE.search(form), (
                f"a no-break space belongs before : ; ? and inside « »: {entry}"
            )
            assert form == form.strip(), entry


@pytest.mark.parametrize(
    ("spoken", "counted", "said"),
    [
        ("de", "%n book(s)", "0 Bücher|1 Buch|2 Bücher|21 Bücher"),
        ("de", "%n hour(s) ago", "vor 0 Stunden|vor 1 Stunde|vor 2 Stunden|vor 21 Stunden"),
        (
            "de",
            "%n file(s) need[s] attention",
            "0 Dateien warten auf dich|1 Datei wartet auf dich|2 Dateien warten auf dich|21 Dateien warten auf dich",
        ),
        ("fr", "%n book(s)", "0 livre|1 livre|2 livres|21 livres"),
        ("fr", "%n hour(s) ago", "il y a 0 heure|il y a 1 heure|il y a 2 heures|il y a 21 heures"),
        ("fr", "%n book(s) added", "0 livre ajouté|1 livre ajouté|2 livres ajoutés|21 livres ajoutés"),
        ("es", "%n book(s)", "0 libros|1 libro|2 libros|21 libros"),
        ("es", "%n hour(s) ago", "hace 0 horas|hace 1 hora|hace 2 horas|hace 21 horas"),
        ("it", "%n book(s)", "0 libri|1 libro|2 libri|21 libri"),
        ("it", "%n hour(s) ago", "0 ore fa|1 ora fa|2 ore fa|21 ore fa"),
    ],
)
def test_translations_have_the_plural_forms_of_their_language(spoken: str, counted: str, said: str) -> None:
    translator = QTranslator()
    assert translator.load(str(FOLDER / f"bookorbit_{spoken}.qm"))
    words = [translator.translate("", counted, "", count) for count in (0, 1, 2, 21)]
    filled = [
        re.sub("%L?n", str(count), word or "") for count, word in zip((0, 1, 2, 21), words, strict=True)
    ]
    assert "|".join(filled) == said


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("de", "4.231|14.03.2026|50\N{NO-BREAK SPACE}%|4.231 Bücher"),
        (
            "fr",
            "4\N{NARROW NO-BREAK SPACE}231|14/03/2026|50\N{NO-BREAK SPACE}%|"
            "4\N{NARROW NO-BREAK SPACE}231 livres",
        ),
        ("es", "4231|14/3/2026|50\N{NO-BREAK SPACE}%|4231 libros"),
        ("it", "4231|14/03/2026|50%|4231 libri"),
    ],
)
def test_numbers_and_dates_are_written_as_in_the_language(spoken: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPOKEN, spoken],
        cwd=ROOT,
        capture_output=True,
        env={"LC_ALL": "C.UTF-8", "LANGUAGE": "en"},
        check=False,
    )
    assert (done.stdout.decode(), done.stderr.decode()) == (said, "")
