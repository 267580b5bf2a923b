"""The person's settings."""

from dataclasses import dataclass

from bookorbit_desktop.domain.base.appearance import LanguageChoice, LogLevel, ThemeChoice
from bookorbit_desktop.domain.files.organise import DEFAULT_TEMPLATE
from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.domain.reading.goals import GoalMeasure, GoalPeriod
from bookorbit_desktop.domain.reading.reading import FINISHED_AT_DEFAULT
from bookorbit_desktop.domain.reading.step_back import BackwardRule


@dataclass(frozen=True, slots=True)
class Settings:
    """The person's settings, with defaults for a new user."""

    accept_progress: bool = True
    """Off: readers' logins get 401 with the reason, pushes and pulls 503 (`Guard.require_login` says why)."""
    offer_catalogue: bool = True
    """Readers may browse and download the books (OPDS). Only with the account, so nothing opens by itself."""
    watch_folders: bool = True
    """Changes in the folders of the library are read by themselves."""
    review_new_books: bool = False
    """New books wait in the Inbox; off: only those of which title or author are not known."""
    organise_files: bool = False
    """Files may be copied or moved by the template, when the person asks for it."""
    organise_template: str = DEFAULT_TEMPLATE
    write_metadata: bool = False
    """Metadata may be written into EPUBs, when the person asks for it."""
    written_parts: tuple[str, ...] = ()
    """Values of WrittenPart that were ticked the last time."""
    port: int = 7200
    finished_at: float = FINISHED_AT_DEFAULT
    """0..1, one of reading.FINISHED_AT_CHOICES."""
    backward: str = BackwardRule.ASK
    """What a step back of a device does to the position of its book."""
    own_device_id: str = ""
    """The device_id of positions that were restored here; made with the first one."""
    hardcover_enabled: bool = True
    hardcover_on_status: bool = True
    """Send automatically when a status or its dates change."""
    hardcover_on_progress: bool = True
    hardcover_on_rating: bool = True
    hardcover_privacy: int | None = Privacy.PRIVATE
    """None leaves privacy as it is on Hardcover."""
    hardcover_pull_wishes: bool = False
    """Want to Read on Hardcover becomes Want to Read here, too."""
    hardcover_confirmed: bool = False
    """Automatic sync begins once the person has confirmed a first one (behaviour.md, "consent")."""
    hardcover_username: str = ""
    hardcover_paused_until: float = 0.0
    """Seconds since 1970; nothing is sent automatically before."""
    hardcover_user_id: int | None = None
    """The account that the acknowledged states belong to."""
    close_to_tray_told: bool = False
    close_to_tray: bool = True
    """Closing the window leaves the program in the tray; off: it ends the program."""
    listen_on: str = ""
    """The address of this computer that readers come to; empty means every one."""
    allow_public: bool = False
    """Devices with a public address, such as from the internet, may connect to the server."""
    host_names: tuple[str, ...] = ()
    """Names that devices may reach this computer by besides its own, such as that of a reverse proxy."""
    device_host: str = ""
    """The address of this computer at which a device reached it last."""
    theme: str = ThemeChoice.SYSTEM
    language: str = LanguageChoice.SYSTEM
    """Holds from the next start on."""
    log_level: str = LogLevel.INFO
    muted_notifications: tuple[str, ...] = ()
    """Values of NotificationKind that were switched off."""
    quiet_hours: bool = False
    quiet_from: int = 22 * 60
    """Minutes after midnight."""
    quiet_to: int = 7 * 60
    relay_enabled: bool = False
    relay_url: str = ""
    """Another kosync server, such as https://sync.koreader.rocks:443; the key is in the password store."""
    relay_username: str = ""
    first_run_done: bool = False
    """The first steps were gone through, or closed."""
    first_steps_hidden: bool = False
    """The person does not want to see on the dashboard what is left to do."""
    books_per_year: int = 0
    """The person's goal; 0 for none. Books a year, unless the next two say otherwise."""
    goal_measure: str = GoalMeasure.BOOKS
    goal_period: str = GoalPeriod.YEAR
    minutes_per_day: int = 1
    """A day of fewer doesn't count for the streak."""
    day_starts_at: int = 4
    """The hour at which a day of reading begins, 0..12; dates sent to Hardcover are those of the calendar."""
