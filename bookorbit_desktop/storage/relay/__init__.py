"""What was exchanged with another sync server."""
