"""What spans all subjects: events, activity, notifications, dashboard."""
