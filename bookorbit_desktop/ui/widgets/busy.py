"""A button that shows that its work is running."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QPushButton


@contextmanager
def busy(button: QPushButton, text: str) -> Iterator[None]:
    """Inside the block, the button shows `words` and is disabled."""
    before = button.text()
    button.setText(text)
    button.setEnabled(False)
    try:
        yield
    finally:
        button.setText(before)
        button.setEnabled(True)
