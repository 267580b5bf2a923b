"""Text for jobs."""

from datetime import datetime

from bookorbit_desktop.domain.base.messages import as_message
from bookorbit_desktop.domain.overview.activity import Job, JobKind, JobState
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import BadgeStyle, ago, day_and_time, joined, number, quoted, time_left

KIND_ICONS = {
    JobKind.SCAN: "library",
    JobKind.IDENTITIES: "copy",
    JobKind.SYNC: "sync",
    JobKind.EDIT: "hardcover",
    JobKind.SHELF: "hardcover",
    JobKind.IMPORT: "hardcover",
    JobKind.UNDO: "undo",
    JobKind.RELAY: "sync",
    JobKind.FILES: "copy",
    JobKind.DEVICE: "tablet",
    JobKind.DEVICE_IMPORT: "tablet",
    JobKind.READING_TIME: "book-open",
    JobKind.BOOK: "arrow-up",
}

KIND_PAGES = {
    JobKind.SCAN: Page.INBOX,
    JobKind.IDENTITIES: Page.INBOX,
    JobKind.SYNC: Page.LOG,
    JobKind.EDIT: Page.LOG,
    JobKind.SHELF: Page.HARDCOVER,
    JobKind.IMPORT: Page.HARDCOVER,
    JobKind.UNDO: Page.LOG,
    JobKind.RELAY: Page.LOG,
    JobKind.FILES: Page.LIBRARY,
    JobKind.DEVICE: Page.KOREADER,
    JobKind.DEVICE_IMPORT: Page.LIBRARY,
    JobKind.READING_TIME: Page.DASHBOARD,
    JobKind.BOOK: Page.LIBRARY,
}
"""The page where a job's result is shown."""


def kind_word(kind: JobKind) -> str:
    """The kind of a job."""
    return {
        JobKind.SCAN: tr("Scanning folders"),
        JobKind.IDENTITIES: tr("Comparing copies"),
        JobKind.SYNC: tr("Sync to Hardcover"),
        JobKind.EDIT: tr("Changing entries on Hardcover"),
        JobKind.SHELF: tr("Fetching your Hardcover shelf"),
        JobKind.IMPORT: tr("Import from Hardcover"),
        JobKind.UNDO: tr("Undoing a sync"),
        JobKind.RELAY: tr("Checking the relay server"),
        JobKind.FILES: tr("Changing files"),
        JobKind.DEVICE: tr("Reading a KOReader device"),
        JobKind.DEVICE_IMPORT: tr("Import from a KOReader device"),
        JobKind.READING_TIME: tr("Working out your reading time"),
        JobKind.BOOK: tr("Sending a book"),
    }[kind]


def job_title(job: Job) -> str:
    """The first line of a job: its kind, or the book concerned."""
    title = job.title if job.kind is JobKind.BOOK else kind_word(job.kind)
    return title if job.times == 1 else tr("{0} ({1} times)").format(title, number(job.times))


def job_look(job: Job) -> BadgeStyle:
    """The look of a job's state."""
    return {
        JobState.WAITING: BadgeStyle(tr("Waiting"), "more", Tone.NEUTRAL),
        JobState.ACTIVE: BadgeStyle(tr("Active"), "play", Tone.PENDING),
        JobState.DELAYED: BadgeStyle(tr("Delayed"), "moon", Tone.PENDING),
        JobState.PAUSED: BadgeStyle(tr("Paused"), "pause", Tone.ATTENTION),
        JobState.FAILED: BadgeStyle(tr("Failed"), "exclamation", Tone.ERROR),
        JobState.DONE: BadgeStyle(tr("Done"), "check", Tone.OK),
    }[job.state]


def stage_text(job: Job) -> str:
    """What the job is doing, its result, or why it stopped."""
    if job.error:
        return localize(job.error)
    if job.is_syncing and not job.state.is_over:
        return joined(_sync_stage(job), counted(job))
    if job.kind is JobKind.UNDO:
        return joined(tr("Restoring {0}").format(quoted(job.title)) if job.title else "", counted(job))
    if job.kind is JobKind.SCAN and not job.state.is_over:
        return joined(_scan_stage(job), job.stage)
    if job.kind is JobKind.IDENTITIES and not job.state.is_over:
        return joined(tr("Reading complete files: {0}").format(counted(job)), job.stage)
    if job.kind is JobKind.DEVICE:
        return _device_stage(job)
    if job.kind in (JobKind.DEVICE_IMPORT, JobKind.READING_TIME):
        return counted(job)
    if job.kind is JobKind.BOOK:
        return tr("Waiting for further changes before sending.")
    return localize(as_message(job.stage))


def brief(job: Job) -> str:
    """A job in a few words, for the status bar."""
    return joined(job_title(job), counted(job))


def counted(job: Job) -> str:
    """The progress of a job; empty if unknown."""
    if not job.total:
        return ""
    left = "" if job.seconds_left is None or job.done == job.total else time_left(job.seconds_left)
    return joined(tr("{0} of {1}").format(number(job.done), number(job.total)), left)


def time_text(job: Job, now: datetime) -> str:
    """When it ended, began or continues, and the number of tries."""
    if job.ended_at is not None:
        when = ago(job.ended_at, now)
    elif job.due_at is not None:
        when = tr("continues {0}").format(_until(job.due_at, now))
    else:
        when = tr("since {0}").format(day_and_time(job.started_at)) if job.started_at else ""
    return joined(when, tr("attempt {0}").format(number(job.attempts)) if job.attempts > 1 else "")


def describe(job: Job) -> str:
    """A job as text for screen readers."""
    return ", ".join(part for part in (job_title(job), job_look(job).word, stage_text(job)) if part)


def _scan_stage(job: Job) -> str:
    if job.total is None:
        return tr("Scanning your folders…")
    return tr("Reading files: {0}").format(counted(job))


def _device_stage(job: Job) -> str:
    if job.state.is_over and job.done == job.total:
        return joined(tr("%n book(s) read", job.done), job.stage)
    if job.state.is_over:
        return joined(tr("Interrupted"), job.stage)
    if job.total is None:
        return joined(tr("Finding books opened in KOReader…"), job.stage)
    if job.done == job.total:
        return joined(tr("Reading reading statistics…"), job.stage)
    return joined(tr("Reading KOReader data: {0}").format(counted(job)), job.stage)


def _sync_stage(job: Job) -> str:
    if job.state is JobState.WAITING:
        return tr("Waiting for other jobs")
    stages = {"matching": tr("Looking up {0}"), "reading": tr("Comparing {0}"), "sending": tr("Sending {0}")}
    text = stages.get(job.stage, "")
    return text.format(quoted(job.title)) if text and job.title else tr("Contacting Hardcover…")


def _until(moment: datetime, now: datetime) -> str:
    seconds = (moment - now).total_seconds()
    if seconds < 60:
        return tr("in less than a minute")
    if seconds < 3600:
        return tr("in {0} min").format(number(round(seconds / 60)))
    return day_and_time(moment)
