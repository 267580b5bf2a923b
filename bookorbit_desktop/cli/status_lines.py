"""Lines of `status --stdin`: BOOK_ID STATUS [rating=R] [started=D] [finished=D]."""

from datetime import date

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange

_FORM = "BOOK_ID STATUS [rating=R] [started=YYYY-MM-DD] [finished=YYYY-MM-DD]"


def parse_status_lines(text: str) -> list[tuple[int, StatusChange]]:
    """Every change, in order; empty lines and lines that begin with # are passed over.

    Raises InvalidInput with the number of the first line that does not fit.
    """
    changes = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            changes.append(_parse(number, line.split()))
    return changes


def _parse(number: int, words: list[str]) -> tuple[int, StatusChange]:
    try:
        book_id, status, *options = words
        values = dict(option.split("=", 1) for option in options)
        change = StatusChange(
            ReadingStatus(status),
            rating=float(values.pop("rating")) if "rating" in values else None,
            started_on=date.fromisoformat(values.pop("started")) if "started" in values else None,
            finished_on=date.fromisoformat(values.pop("finished")) if "finished" in values else None,
        )
        parsed = (int(book_id), change)
    except ValueError as error:
        raise InvalidInput(
            Message("Line {0} does not fit {1}. Nothing was changed.", str(number), _FORM)
        ) from error
    if values:
        raise InvalidInput(
            Message("Line {0} has an unknown word: {1}. Nothing was changed.", str(number), min(values))
        )
    return parsed
