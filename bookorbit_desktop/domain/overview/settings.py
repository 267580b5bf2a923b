"""The person's settings."""

from dataclasses import dataclass

from bookorbit_desktop.domain.base.appearance import LanguageChoice, LogLevel, ThemeChoice, TrayIconChoice
from bookorbit_desktop.domain.files.organise import DEFAULT_TEMPLATE
from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.domain.hardcover.quotes import QuoteBooks, QuoteKinds
from bookorbit_desktop.domain.reading.goals import GoalMeasure, GoalPeriod
from bookorbit_desktop.domain.reading.reading import FINISHED_AT_DEFAULT
from bookorbit_desktop.domain.reading.step_back import BackwardRule


@dataclass(frozen=True, slots=True)
class Settings:
    """The person's settings, with defaults for a new user."""

    accept_progress: bool = True
    """Off: readers' logins get 401 with the reason, pushes and pulls 503 (see `Guard.require_login`)."""
    offer_catalogue: bool = True
    """Readers may browse and download the books (OPDS). Needs an account, so nothing opens by itself."""
    to_read_shelf: int = 0
    """The collection in the folder "To read" of /dav; 0: the books with the status Want to Read."""
    watch_folders: bool = True
    """Changes in the library's folders are read automatically."""
    review_new_books: bool = False
    """New books wait in the Inbox; off: only those without a title or author."""
    organise_files: bool = False
    """Files may be copied or moved by the template, on request."""
    organise_template: str = DEFAULT_TEMPLATE
    write_metadata: bool = False
    """Metadata may be written into EPUBs, on request."""
    written_parts: tuple[str, ...] = ()
    """The values of WrittenPart ticked last time."""
    port: int = 7200
    finished_at: float = FINISHED_AT_DEFAULT
    """0..1, one of reading.FINISHED_AT_CHOICES."""
    backward: str = BackwardRule.ASK
    """The effect of a device's step back on its book's position."""
    own_device_id: str = ""
    """The device_id of positions restored here; created with the first one."""
    hardcover_enabled: bool = True
    hardcover_on_status: bool = True
    """Send automatically when a status or its dates change."""
    hardcover_on_progress: bool = True
    hardcover_on_rating: bool = True
    hardcover_privacy: int | None = Privacy.PRIVATE
    """None leaves privacy as it is on Hardcover."""
    hardcover_pull_wishes: bool = False
    """Want to Read on Hardcover becomes Want to Read here."""
    hardcover_quotes: str = QuoteKinds.OFF
    """Which highlights are sent as quotes."""
    hardcover_quotes_since: float = 0.0
    """Seconds since 1970: highlights made before are not sent; 0 sends all."""
    hardcover_quote_books: str = QuoteBooks.ALL
    hardcover_quote_shelf: int = 0
    """The collection, if only the books on a shelf count."""
    hardcover_quote_privacy: int = Privacy.PRIVATE
    hardcover_quotes_more_public: bool = False
    """A quote may be seen by more people than its book's entry."""
    hardcover_quote_spoilers: bool = False
    hardcover_quotes_follow: bool = False
    """Highlights deleted on all devices are removed from Hardcover."""
    hardcover_quotes_pull: bool = False
    """Quotes and notes written on Hardcover are listed in Highlights."""
    hardcover_confirmed: bool = False
    """Automatic sync starts once the person has confirmed a first one (behaviour.md, "consent")."""
    hardcover_username: str = ""
    hardcover_paused_until: float = 0.0
    """Seconds since 1970; nothing is sent automatically before then."""
    hardcover_user_id: int | None = None
    """The account that the acknowledged states belong to."""
    close_to_tray_told: bool = False
    close_to_tray: bool = True
    """Closing the window keeps the program in the tray; off: it quits."""
    listen_on: str = ""
    """The local address to listen on; empty means all."""
    allow_public: bool = False
    """Devices with a public address, such as from the internet, may connect to the server."""
    announce: bool = False
    """The server is announced on the home network (mDNS) as bookorbit.local."""
    https: bool = False
    """The server can be reached encrypted too, on a port of its own."""
    https_port: int = 7443
    tell_of_new_versions: bool = False
    """The program's web site is asked once a week for the newest version."""
    host_names: tuple[str, ...] = ()
    """Additional names for this computer, such as a reverse proxy's."""
    browser_origins: tuple[str, ...] = ()
    """The origins of web pages that may call the server, such as https://web.readest.com."""
    device_host: str = ""
    """This computer's address as last used by a device."""
    theme: str = ThemeChoice.SYSTEM
    tray_icon: str = TrayIconChoice.SYSTEM
    language: str = LanguageChoice.SYSTEM
    """Takes effect at the next start."""
    log_level: str = LogLevel.INFO
    muted_notifications: tuple[str, ...] = ()
    """The values of NotificationKind switched off."""
    quiet_hours: bool = False
    quiet_from: int = 22 * 60
    """Minutes after midnight."""
    quiet_to: int = 7 * 60
    relay_enabled: bool = False
    relay_url: str = ""
    """Another kosync server, such as https://sync.koreader.rocks:443; the key is in the password store."""
    relay_username: str = ""
    first_run_done: bool = False
    """The setup guide was completed or closed."""
    first_steps_hidden: bool = False
    """The checklist on the dashboard was hidden."""
    books_per_year: int = 0
    """The goal; 0 for none. Books a year, unless the next two say otherwise."""
    goal_measure: str = GoalMeasure.BOOKS
    goal_period: str = GoalPeriod.YEAR
    minutes_per_day: int = 1
    """Days with fewer don't count for the streak."""
    day_starts_at: int = 4
    """The hour at which a reading day begins, 0..12; dates sent to Hardcover are calendar days."""
