"""The dialog of a manual sync."""
