"""Today, for tests whose programs read the clock themselves: a run that goes on past midnight has two such days."""

from datetime import date, timedelta

_BEGAN = date.today()


class _WrittenToday(str):
    """A text with the date of today. It equals the same text with any day since this run began."""

    def __new__(cls, text: str) -> "_WrittenToday":
        written = super().__new__(cls, text.format(date.today()))
        written._text = text
        return written

    _text: str

    def __eq__(self, other: object) -> bool:
        days = (_BEGAN + timedelta(days=later) for later in range((date.today() - _BEGAN).days + 1))
        return any(self._text.format(day) == other for day in days)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._text)


def written_today(text: str = "{}") -> str:
    """`text` with the date of today as the program writes it, by the clock of this computer."""
    return _WrittenToday(text)


TODAY = written_today()
