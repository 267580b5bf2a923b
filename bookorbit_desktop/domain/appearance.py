"""How the person wants the program to look and to speak."""

from enum import StrEnum


class ThemeChoice(StrEnum):
    """Which palette is used."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class LanguageChoice(StrEnum):
    """The language of the texts; the values are ISO 639-1 codes."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"


class LogLevel(StrEnum):
    """How much the log file tells; the values are names of `logging`."""

    WARNING = "WARNING"
    INFO = "INFO"
    DEBUG = "DEBUG"
