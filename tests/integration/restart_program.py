"""The program with a window that nobody sees: `python -m tests.integration.restart_program DATA_DIR [spoil]`.

In the first window a backup is restored; each window prints its process, how many books there are, and the news.
"""

import os
import sys
from pathlib import Path
from typing import Any

from bookorbit_desktop.app import main, modes, window
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.storage.db.backups import count_library
from bookorbit_desktop.storage.db.restoring import STAGED
from tests.services import add_book


def show(services: Services, *what: Any, minimized: bool, books: Any) -> int:
    """A window, and what a person does there."""
    news = services.backups.take_restore_news()
    known = count_library(services.database.path).books
    sys.stdout.write(f"{os.getpid()}\t{known}\t{minimized}\t{news}\n")
    if not known:
        add_book(services, "Emma")
        made = services.backups.back_up()
        add_book(services, "Persuasion")
        services.backups.restore_at_next_start(made.name)
        if "spoil" in sys.argv:
            (services.data_dir / STAGED).write_bytes(b"spoilt by a disk")
    return 0


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(exist_ok=True)
    vars(modes)["has_screen"] = lambda: True
    vars(window)["show_window"] = show
    sys.exit(main(["--data-dir", sys.argv[1], "--minimized"][: 3 if "--minimized" in sys.argv else 2]))
