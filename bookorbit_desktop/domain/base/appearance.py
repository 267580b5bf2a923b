"""Settings for the program's look and language."""

from enum import StrEnum


class ThemeChoice(StrEnum):
    """Which palette is used."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"

    @classmethod
    def _missing_(cls, value: object) -> "ThemeChoice":
        """Fall back for a value stored by a later version."""
        return cls.SYSTEM


class TrayIconChoice(StrEnum):
    """How the tray icon is drawn."""

    SYSTEM = "system"
    """As the system's own icons are: in one colour on macOS, otherwise in colour."""
    COLOUR = "colour"
    DARK = "dark"
    """For light panels."""
    LIGHT = "light"
    """For dark panels."""

    @classmethod
    def _missing_(cls, value: object) -> "TrayIconChoice":
        """Fall back for a value stored by a later version."""
        return cls.SYSTEM


class LanguageChoice(StrEnum):
    """The language of the texts; the values are ISO 639-1 codes."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    SPANISH = "es"
    ITALIAN = "it"

    @classmethod
    def _missing_(cls, value: object) -> "LanguageChoice":
        """Fall back for a value stored by a later version."""
        return cls.SYSTEM


class LogLevel(StrEnum):
    """How much is written to the log file; the values are names of `logging`."""

    WARNING = "WARNING"
    INFO = "INFO"
    DEBUG = "DEBUG"

    @classmethod
    def _missing_(cls, value: object) -> "LogLevel":
        """Fall back for a value stored by a later version."""
        return cls.INFO
