"""What every use case stands on: clock, events, jobs, preferences."""
