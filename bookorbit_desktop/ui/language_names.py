"""The names of the languages that books are written in."""

from PySide6.QtCore import QT_TR_NOOP, QLocale

from bookorbit_desktop.ui.translation import tr


def _texts(*noted: object) -> tuple[str, ...]:
    """Text for lupdate to find; PySide's mark returns it as an object."""
    return tuple(str(text) for text in noted)


_TRANSLATED = _texts(
    QT_TR_NOOP("Afrikaans"),
    QT_TR_NOOP("Albanian"),
    QT_TR_NOOP("Arabic"),
    QT_TR_NOOP("Bangla"),
    QT_TR_NOOP("Basque"),
    QT_TR_NOOP("Bulgarian"),
    QT_TR_NOOP("Catalan"),
    QT_TR_NOOP("Chinese"),
    QT_TR_NOOP("Croatian"),
    QT_TR_NOOP("Czech"),
    QT_TR_NOOP("Danish"),
    QT_TR_NOOP("Dutch"),
    QT_TR_NOOP("English"),
    QT_TR_NOOP("Esperanto"),
    QT_TR_NOOP("Estonian"),
    QT_TR_NOOP("Finnish"),
    QT_TR_NOOP("French"),
    QT_TR_NOOP("Galician"),
    QT_TR_NOOP("Georgian"),
    QT_TR_NOOP("German"),
    QT_TR_NOOP("Greek"),
    QT_TR_NOOP("Hebrew"),
    QT_TR_NOOP("Hindi"),
    QT_TR_NOOP("Hungarian"),
    QT_TR_NOOP("Icelandic"),
    QT_TR_NOOP("Indonesian"),
    QT_TR_NOOP("Irish"),
    QT_TR_NOOP("Italian"),
    QT_TR_NOOP("Japanese"),
    QT_TR_NOOP("Korean"),
    QT_TR_NOOP("Latin"),
    QT_TR_NOOP("Latvian"),
    QT_TR_NOOP("Lithuanian"),
    QT_TR_NOOP("Malay"),
    QT_TR_NOOP("Norwegian Bokmål"),
    QT_TR_NOOP("Norwegian Nynorsk"),
    QT_TR_NOOP("Persian"),
    QT_TR_NOOP("Polish"),
    QT_TR_NOOP("Portuguese"),
    QT_TR_NOOP("Romanian"),
    QT_TR_NOOP("Russian"),
    QT_TR_NOOP("Serbian"),
    QT_TR_NOOP("Slovak"),
    QT_TR_NOOP("Slovenian"),
    QT_TR_NOOP("Spanish"),
    QT_TR_NOOP("Swedish"),
    QT_TR_NOOP("Thai"),
    QT_TR_NOOP("Turkish"),
    QT_TR_NOOP("Ukrainian"),
    QT_TR_NOOP("Urdu"),
    QT_TR_NOOP("Vietnamese"),
    QT_TR_NOOP("Welsh"),
)
"""As QLocale names them, which it does in English only."""


def own_language_name(tag: str) -> str:
    """The translated name of a language tag, such as "English" for "en"; unknown tags stay as they are."""
    language = QLocale(tag.replace("-", "_")).language() if tag else QLocale.Language.C
    if language is QLocale.Language.C:
        return tag
    name = QLocale.languageToString(language)
    return tr(name) if name in _TRANSLATED else name
