"""Where the log file is, and how much is written to it."""

import logging

from bookorbit_desktop.domain.base.appearance import LogLevel
from bookorbit_desktop.domain.overview.settings import Settings

LOG_FOLDER = "log"
_LOUD = ("peewee",)
"""Loggers whose debug lines contain the values of every row."""


def use_log_level(settings: Settings) -> None:
    """Apply the log level of the settings."""
    logging.getLogger().setLevel(LogLevel(settings.log_level).value)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.INFO)
