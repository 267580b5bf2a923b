"""What spans all subjects: dashboard, activity, notifications, export, diagnostics."""
