"""Reading status, dates, re-reads and positions."""
