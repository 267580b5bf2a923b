"""Another language from the next start on."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CATALOGUE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context><name></name>
<message><source>Settings</source><translation>Einstellungen</translation></message>
<message numerus="yes"><source>%n book(s)</source><translation>
<numerusform>%n Buch</numerusform><numerusform>%n Bücher</numerusform></translation></message>
</context>
</TS>
"""
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QLocale
from bookorbit_desktop.domain.base.appearance import LanguageChoice
from bookorbit_desktop.ui import translation

translation.translation_folder = lambda: Path(sys.argv[1])
application = QCoreApplication([])
translation.install_language(application, LanguageChoice(sys.argv[2]))
words = [translation.tr("Settings"), translation.tr("%n book(s)", 1), translation.tr("%n book(s)", 2)]
words += [translation.tr("%n book(s)", 12345)]
words += [translation.tr("Library"), QLocale().toString(0.5), " ".join(translation.languages())]
sys.stdout.buffer.write("|".join(words).encode())
"""


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small German catalogue, compiled as the real ones are."""
    folder = tmp_path_factory.mktemp("translations")
    (folder / "bookorbit_de.ts").write_text(CATALOGUE, encoding="utf-8")
    compiler = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([compiler, "bookorbit_de.ts"], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Einstellungen|1 Buch|2 Bücher|12.345 Bücher|Library|0,5|system en de"),
        ("en", "Settings|1 book|2 books|12,345 books|Library|0.5|system en de"),
        ("fr", "Settings|1 book|2 books|12 345 books|Library|0,5|system en de"),
        ("from a later version", "Settings|1 book|2 books|12,345 books|Library|0.5|system en de"),
    ],
)
def test_a_language_is_spoken_and_what_it_lacks_stays_english(
    catalogues: Path, language: str, said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(catalogues), language],
        cwd=ROOT,
        capture_output=True,
        env={"LC_ALL": "C.UTF-8", "LANGUAGE": "en"},
        check=False,
    )

    assert (done.stdout.decode(), done.stderr.decode()) == (said, "")


def test_a_system_without_a_language_counts_and_names_days_in_english() -> None:
    program = (
        "import sys; from PySide6.QtCore import QCoreApplication, QLocale;"
        "from bookorbit_desktop.domain.base.appearance import LanguageChoice;"
        "from bookorbit_desktop.ui.translation import install_language;"
        "install_language(QCoreApplication(sys.argv), LanguageChoice.SYSTEM);"
        "print(QLocale().dayName(1, QLocale.FormatType.NarrowFormat), QLocale().toString(12345))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        env={"LC_ALL": "C.UTF-8"},
        check=False,
    )

    assert (done.stdout.decode().split(), done.stderr.decode()) == (["M", "12,345"], "")
