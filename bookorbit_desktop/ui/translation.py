"""The texts in the person's language."""

from PySide6.QtCore import QCoreApplication, QTranslator


def tr(text: str, count: int = -1) -> str:
    """A text in the person's language; `count` fills %n. Under no context, where lupdate puts calls like it."""
    return QCoreApplication.translate("", text, "", count)


class EnglishPlurals(QTranslator):
    """Gives English texts their plural: "%n book(s)" is written so in the source, for one and for many."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt passes it by this name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The text with its plural, or None where there is none to choose."""
        if n < 0 or "(s)" not in sourceText:
            return None
        return sourceText.replace("(s)", "" if n == 1 else "s")

    def isEmpty(self) -> bool:
        """Never: Qt does not install an empty translator."""
        return False
