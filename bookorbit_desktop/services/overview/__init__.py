"""Subjects that span all others: dashboard, activity, notifications, export, diagnostics."""
