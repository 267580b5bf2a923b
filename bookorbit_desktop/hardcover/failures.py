"""Finer kinds of the domain's Hardcover errors, for errors handled within this package."""

from bookorbit_desktop.domain.base.errors import HardcoverBusy, RequestRefused
from bookorbit_desktop.domain.base.messages import Message


class ServerProblem(HardcoverBusy):
    """5xx or an unreadable reply. `status` is the HTTP status, 0 if the connection broke instead."""

    def __init__(self, status: int, *, may_have_landed: bool) -> None:
        what = str(status) if status else Message("connection lost")
        super().__init__(
            Message("Hardcover had a problem ({0}). Will retry later.", what),
            may_have_landed=may_have_landed,
            why=Message("Hardcover had a problem ({0}).", what),
        )
        self.status = status


class TimedOut(HardcoverBusy):
    """408, or no reply in time. The request may still be carried out (hardcover-api.md section 3)."""

    def __init__(self, *, may_have_landed: bool) -> None:
        super().__init__(
            Message("Hardcover had a problem ({0}). Will retry later.", Message("timeout")),
            may_have_landed=may_have_landed,
            why=Message("Hardcover had a problem ({0}).", Message("timeout")),
        )


class AskAgain(HardcoverBusy):
    """Nothing was done, and the wait before a repeat is over. The caller checks again what to send."""

    def __init__(self) -> None:
        super().__init__(
            Message("Hardcover is busy. Will retry later."),
            may_have_landed=False,
            why=Message("Hardcover is busy."),
        )


class TooManyFields(RequestRefused):
    """More top-level fields than one request may have; nothing was done."""


class TooDeep(RequestRefused):
    """The document is nested deeper than Hardcover allows; nothing was done."""


class HiddenField(RequestRefused):
    """`validation-failed`: a field is unknown for this token or this Hardcover. Nothing was done."""

    def __init__(self, message: Message, field: str) -> None:
        super().__init__(message)
        self.field = field


class OperationFailed(RequestRefused):
    """200 with `errors` that name no alias: a part may have been carried out. `detail` is Hardcover's text."""

    def __init__(self, message: Message, detail: str) -> None:
        super().__init__(message)
        self.detail = detail
