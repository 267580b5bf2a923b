"""SQLite. Rows stay in this package; callers get frozen records of `domain`."""
