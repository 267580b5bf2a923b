"""Translates the window's texts."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from bookorbit_desktop.domain.base.appearance import LanguageChoice
from bookorbit_desktop.ui.resources import translation_folder

_CATALOGUE, _QT_CATALOGUE = "bookorbit", "qtbase"


@dataclass(slots=True)
class _Spoken:
    """The current language."""

    translators: list[QTranslator] = field(default_factory=list)
    usual: QLocale | None = None
    """The locale of numbers and dates before a language was chosen."""


_spoken = _Spoken()


def tr(text: str, count: int = -1) -> str:
    """A text in the person's language; `count` fills %n. Its context is empty, as for lupdate."""
    words = QCoreApplication.translate("", text, "", count)
    if count < 0:
        return words
    # Qt writes %n as a plain figure; "%Ln" would be another text in each catalogue.
    return _english_plural(words.replace(str(count), QLocale().toString(count)), count)


def _english_plural(text: str, count: int) -> str:
    """The form for `count` of an English text such as "%n book(s) need[s] you".

    Not by a QTranslator in Python: Qt translates its own errors on any thread while holding locks, and would
    deadlock with a Python thread that waits for such a lock.
    """
    noun, verb = ("", "s") if count == 1 else ("s", "")
    return text.replace("(s)", noun).replace("[s]", verb)


def install_language(application: QCoreApplication, choice: LanguageChoice) -> None:
    """Switch to a language and its formats of numbers and dates. Texts made before do not change.

    A text missing from the catalogue stays English.
    """
    _spoken.usual = _spoken.usual or _usual_locale()
    locale = QLocale.system() if choice is LanguageChoice.SYSTEM else QLocale(choice.value)
    QLocale.setDefault(_spoken.usual if choice is LanguageChoice.SYSTEM else locale)
    while _spoken.translators:
        application.removeTranslator(_spoken.translators.pop())
    qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for name, folder in ((_QT_CATALOGUE, qt_folder), (_CATALOGUE, translation_folder())):
        translator = QTranslator(application)
        if translator.load(locale, name, "_", str(folder)):
            application.installTranslator(translator)
            _spoken.translators.append(translator)


def _usual_locale() -> QLocale:
    """The system's; English where it has none: Qt's "C" numbers the days of the week and leaves figures ungrouped."""
    locale = QLocale()
    return QLocale(QLocale.Language.English) if locale.language() is QLocale.Language.C else locale


def languages() -> list[LanguageChoice]:
    """The available languages: the system's, English, and those with a bundled catalogue."""
    found = {path.stem.removeprefix(f"{_CATALOGUE}_") for path in translation_folder().glob("*.qm")}
    always = {LanguageChoice.SYSTEM.value, LanguageChoice.ENGLISH.value}
    return [choice for choice in LanguageChoice if choice.value in found | always]
