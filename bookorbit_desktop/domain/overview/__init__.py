"""Subjects that span all others: events, activity, notifications, dashboard."""
