"""SQLite. Rows stay in this room: what leaves it is a frozen record of `domain`."""
