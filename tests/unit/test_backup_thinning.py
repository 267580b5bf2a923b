"""Which backups are thinned out, and what their names say."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.backups import (
    DAILY,
    Backup,
    BackupReason,
    backup_name,
    is_daily_due,
    newest_good,
    parse_backup_name,
    to_thin,
)

NOW = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)
AUTOMATIC = tuple(reason for reason in BackupReason if reason is not BackupReason.MANUAL)
YEAR = 366 * 24 * 60


def backup(minutes_ago: float, reason: BackupReason | None = BackupReason.DAILY, problem: str = "") -> Backup:
    made_at = NOW - timedelta(minutes=minutes_ago)
    name = backup_name(made_at, reason or BackupReason.MANUAL)
    return Backup(name, made_at, reason, 4096, problem=Message(problem) if problem else Message(""))


ages = st.lists(st.integers(-3 * YEAR, 3 * YEAR), unique=True, max_size=60)


@st.composite
def folders(draw: st.DrawFn) -> list[Backup]:
    reasons = st.sampled_from([*BackupReason, None])
    return [backup(age, draw(reasons), draw(st.sampled_from(["", "damaged"]))) for age in draw(ages)]


@given(folders())
def test_the_newest_and_what_a_person_made_always_stay(present: list[Backup]) -> None:
    gone = to_thin(present, NOW)

    assert newest_good([b for b in present if b.reason in AUTOMATIC]) not in gone
    assert all(b.reason in AUTOMATIC and b.is_good for b in gone)


@given(folders())
def test_everything_of_the_last_two_days_stays(present: list[Backup]) -> None:
    assert all(NOW - b.made_at >= timedelta(days=2) for b in to_thin(present, NOW))


@given(ages)
def test_each_day_week_and_month_keeps_one(minutes: list[int]) -> None:
    present = [backup(age) for age in minutes]
    gone = {b.name for b in to_thin(present, NOW)}
    left = [b for b in present if b.name not in gone]

    for b in present:
        age = NOW - b.made_at
        if age < timedelta(days=7):
            assert any(b.made_at.date() == other.made_at.date() for other in left)
        if age < timedelta(weeks=5):
            assert any(b.made_at.isocalendar()[:2] == other.made_at.isocalendar()[:2] for other in left)
        if age < timedelta(days=365):
            month = (b.made_at.year, b.made_at.month)
            assert any(month == (other.made_at.year, other.made_at.month) for other in left)


@given(folders(), st.randoms())
def test_the_order_does_not_matter_and_a_second_time_removes_nothing(
    present: list[Backup], random: Random
) -> None:
    gone = to_thin(present, NOW)
    random.shuffle(present)
    assert sorted(b.name for b in to_thin(present, NOW)) == sorted(b.name for b in gone)
    assert to_thin([b for b in present if b not in gone], NOW) == []


def test_two_years_of_daily_backups_leave_about_two_dozen_and_one_for_each_month() -> None:
    present: list[Backup] = []
    for day in range(730):
        now = NOW + timedelta(days=day)
        present.append(Backup(backup_name(now, BackupReason.DAILY), now, BackupReason.DAILY, 1))
        gone = to_thin(present, now)
        present = [b for b in present if b not in gone]

    now = NOW + timedelta(days=729)
    months = {(b.made_at.year, b.made_at.month) for b in present}
    assert len(months) >= 12
    assert len(present) <= 2 + 7 + 6 + 13
    assert max(now - b.made_at for b in present) < timedelta(days=365)


def test_a_day_without_a_backup_asks_for_one_even_if_one_comes_from_the_future() -> None:
    day = DAILY.total_seconds() / 60
    assert is_daily_due([], NOW)
    assert is_daily_due([backup(day)], NOW)
    assert not is_daily_due([backup(day - 1)], NOW)
    assert is_daily_due([backup(-60), backup(day - 1, problem="damaged")], NOW)
    assert not is_daily_due([backup(-60), backup(5, BackupReason.MANUAL)], NOW)


def test_names_say_when_and_why_and_nothing_else_is_taken_for_one() -> None:
    name = backup_name(NOW, BackupReason.BEFORE_UPGRADE)
    assert name == "library-2026-11-23-101500-before-upgrade.sqlite3"
    assert parse_backup_name(name) == (NOW.replace(second=0), BackupReason.BEFORE_UPGRADE)
    assert parse_backup_name(backup_name(NOW, BackupReason.MANUAL, 2)) == (NOW, BackupReason.MANUAL)
    for other in (
        "library.sqlite3",
        "library-2026-13-23-101500-manual.sqlite3",
        "library-2026-11-23-101500-unheard-of.sqlite3",
        f"{name}\n",
        "library-٢٠٢٦-11-23-101500-manual.sqlite3",
        f"../{name}",
    ):
        assert parse_backup_name(other) is None
