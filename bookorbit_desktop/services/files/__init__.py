"""Changes to book files that a person asked for. Each can be undone."""
