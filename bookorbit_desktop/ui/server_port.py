"""Returning to the port that devices use, for message bar and server card."""

from bookorbit_desktop.domain.koreader.server import ServerAddress
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr


def can_return(address: ServerAddress | None) -> bool:
    """Whether another program has the wanted port, and nothing waits for it yet."""
    return address is not None and address.has_other_port and not address.waits_for_port


def return_text(address: ServerAddress) -> str:
    """The text of the offer."""
    return tr("Use {0} when free").format(address.wanted_port)


def ask_to_return(context: UiContext) -> None:
    """Move to the wanted port as soon as it is free."""
    context.tasks.start(context.tasks.network(context.server.return_when_free()))
