"""Numbers for the dashboard and the activity page."""
