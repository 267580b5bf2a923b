"""The database itself: opening, jobs of the writer, settings, faults."""
