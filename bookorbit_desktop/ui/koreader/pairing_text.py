"""Text for pairing."""

from datetime import datetime

from bookorbit_desktop.domain.koreader.pairing import PairedLogin, PairingRequest, PairingWindow, WindowEnd
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import ago, isolated, joined

LONGEST_NAME = 40
"""Characters of a name: a device may send any."""


def name_text(username: str) -> str:
    """A name chosen by a device, cut to the width of a dialog."""
    shown = username if len(username) <= LONGEST_NAME else f"{username[: LONGEST_NAME - 1]}…"
    return isolated(shown)


def window_text(window: PairingWindow, now: datetime) -> tuple[str, Tone | None]:
    """The state of pairing, or why the last window closed, and what that means."""
    if window.is_open:
        left = "{}:{:02}".format(*divmod(window.seconds_left(now), 60))
        if window.request is not None:
            text = tr("{0} left. A device wants to log in as “{1}”. Allow it?")
            return text.format(left, name_text(window.request.username)), Tone.ATTENTION
        text = tr("{0} left. Waiting for a device to register.")
        return text.format(left), Tone.PENDING
    match window.end:
        case WindowEnd.PAIRED:
            return tr("“{0}” paired.").format(name_text(window.paired)), Tone.OK
        case WindowEnd.TIME:
            return tr("Pairing timed out."), Tone.ATTENTION
        case WindowEnd.CLOSED:
            return tr("Pairing stopped."), None
        case None:
            return "", None


def why_not_text(context: UiContext) -> str:
    """Why pairing cannot be opened now; empty if it can."""
    if context.is_starting:
        return tr("The server is starting…")
    if context.server.address is None:
        return tr("Start the server first.")
    if not context.services.preferences.current.accept_progress:
        return tr("Turn on “Accept progress from devices” first.")
    return ""


def question_text(request: PairingRequest) -> str:
    """The question about a device."""
    text = tr("A device at {0} wants to log in as “{1}”. Allow?")
    return text.format(request.address, name_text(request.username))


def login_facts(login: PairedLogin, now: datetime) -> str:
    """When and from where a device was paired, and its last login."""
    used = (
        tr("last used {0}").format(ago(login.last_used_at, now)) if login.last_used_at else tr("not used yet")
    )
    return joined(tr("paired {0}").format(ago(login.paired_at, now)), login.address, used)
