"""Keeps secrets out of whatever is written for others: the log, reports, diagnostics."""

from bookorbit_desktop.hardcover.tokens import scrub
from bookorbit_desktop.system.folders import home
from bookorbit_desktop.system.secrets import hide_known


def hide_secrets(text: str) -> str:
    """The text without any known secret, and without anything that looks like one."""
    return scrub(hide_known(text))


def for_a_report(text: str) -> str:
    """The same, and without the name of the person's home folder."""
    folder = home()
    hidden = hide_secrets(text)
    return hidden if folder is None or len(folder.parts) < 2 else hidden.replace(str(folder), "~")
