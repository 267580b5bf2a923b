"""Switches for where Hardcover's behaviour is unverified, has changed, or should be worse than usual."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bookorbit_desktop.demo.local_hardcover.limits import FREE, Tier

HIDDEN_COLUMNS = {
    ("users", "account_privacy_setting_id"): "read:me:settings",
    ("users", "activity_privacy_settings_id"): "read:me:settings",
    ("user_books", "private_notes"): "read:library:private",
    ("ReadingJournalOutput", "reading_journal"): "read:library",
}
"""(type, field) to the scope without which it does not exist for a token."""


@dataclass(frozen=True, slots=True)
class Options:
    """The behaviour of this local Hardcover."""

    tier: Tier = FREE
    honour_insert_dates: bool = False
    """Whether the dates of an insert also date the read that it makes (hardcover-api.md section 6, row 16)."""
    legacy_null_partial: bool = False
    """Whether fields left out of `update_user_book_read` become null (hardcover-api.md section 6, row 4)."""
    progress_makes_rows: bool = True
    """Whether a change of progress adds `progress_updated` to the journal (hardcover-api.md section 8)."""
    ratings_as_text: bool = False
    """Whether `rating` comes as "4.5" instead of 4.5."""
    double_encoded_errors: bool = False
    """Whether a refusal for too many fields comes packed into a message (hardcover-api.md section 3)."""
    action_errors: Literal["alias", "rest", "all"] = "alias"
    """What a thrown Action nulls: its own alias, the ones after it too, or the whole answer (request-budget.md)."""
    most_mutations: int = 5
    """Mutations allowed in one request; five is documented, not observed (request-budget.md)."""
    max_depth: int | None = None
    """The depth limit that is announced and not enforced yet (hardcover-api.md section 2)."""
    hidden_columns: Mapping[tuple[str, str], str] = field(default_factory=lambda: HIDDEN_COLUMNS)
