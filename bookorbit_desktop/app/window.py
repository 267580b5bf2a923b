"""The window with everything that runs behind it."""

from collections.abc import Callable

from bookorbit_desktop.app.background import Background
from bookorbit_desktop.app.composition import load_token
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.network_loop import NetworkLoop
from bookorbit_desktop.services.sync_schedule import QuietTimes
from bookorbit_desktop.ui.application import WindowApplication

CLOSE_WITHIN = 5.0


def show_window(
    services: Services,
    network: NetworkLoop,
    *,
    minimized: bool,
    demo: bool = False,
    host: str | None = None,
    quiet: QuietTimes | None = None,
    serving: Callable[[str], None] = lambda address: None,
) -> int:
    """Show the window until the person quits. `serving` is told the first address once readers can come."""
    application = WindowApplication(services, network, minimized=minimized, demo=demo)
    background = Background(services, show=application.show_soon, host=host, quiet=quiet)

    async def open_background() -> None:
        address = await background.open()
        serving(address.urls[0])

    load_token(services)
    try:
        return application.run(background, open_background)
    finally:
        network.submit(background.close()).result(CLOSE_WITHIN)
