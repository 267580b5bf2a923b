"""Summary of a sync run, as text and JSON."""

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncItem, SyncSummary


def summary_document(summary: SyncSummary) -> dict[str, object]:
    """A run for scripts."""
    return {
        "processed": len(summary.items),
        **{outcome.value: summary.count(outcome) for outcome in ItemOutcome},
        "units": summary.units,
        "requests": summary.requests,
        "dry_run": summary.dry_run,
        "end": summary.end.value,
        "items": [_item_document(item) for item in summary.items],
    }


def _item_document(item: SyncItem) -> dict[str, object]:
    return {
        "book_id": item.book_id if item.book_id > 0 else None,
        "title": item.title,
        "outcome": item.outcome.value,
        "state": item.state.value,
        "reason": item.reason,
        "changes": list(item.changes),
        "record": item.record,
        "needs_review": item.needs_review,
    }


def _where(item: SyncItem) -> str:
    """The record that it goes to, and that nobody has confirmed it, if so."""
    if not item.record:
        return ""
    return f" → {item.record}{', needs review' if item.needs_review else ''}"


def say_summary(summary: SyncSummary, console: Console) -> None:
    """A run as text: a line for each changed book, and the counts."""
    for item in summary.items:
        if item.outcome is not ItemOutcome.UNCHANGED:
            what = "; ".join(item.changes) or item.reason
            console.say(f"{item.title}: {what}{_where(item) if item.changes else ''}")
    verb = "would be sent" if summary.dry_run else "sent"
    counts = ", ".join(
        f"{summary.count(outcome)} {outcome.value.replace('_', ' ')}" for outcome in list(ItemOutcome)[1:]
    )
    console.say(f"{summary.count(ItemOutcome.SENT)} {verb}, {counts}. {summary.units} units.")
