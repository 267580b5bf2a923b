"""Progress exchanged with another sync server."""
