"""What concerns all subjects: dashboard, activity, notifications, export, diagnostics."""
