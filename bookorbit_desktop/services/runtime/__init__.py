"""What every use case needs: clock, events, jobs, preferences."""
